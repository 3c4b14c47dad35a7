import re
from itertools import product

import pytest

from selfhelp_teach.charts.theme import COLOURS, colour
from selfhelp_teach.locations import PACKAGE

SHEET = (PACKAGE / "widgets" / "static" / "css" / "tokens.css").read_text()


def declared(selector):
    """Return the variables of the block that follows ``selector``."""
    block = SHEET[SHEET.index(selector) :]
    block = block[block.index("{") : block.index("}")]
    return dict(re.findall(r"--selfhelp-([\w-]+):\s*(#[0-9a-f]{6})", block))


def kebab(name):
    return re.sub(r"[A-Z]", lambda letter: f"-{letter[0].lower()}", name)


def luminance(value):
    parts = [int(value[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize(("theme", "selector"), [("light", ":root {"), ("dark", ':root[data-theme="dark"]')])
def test_the_colours_are_those_of_the_page(theme, selector):
    page = declared(selector)
    assert COLOURS[theme] == {name: page[kebab(name)] for name in COLOURS[theme]}


@pytest.mark.parametrize(("theme", "ground"), [*product(COLOURS, ("paper", "surface"))])
def test_marks_stand_out_from_their_ground(theme, ground):
    colours = COLOURS[theme]
    for mark in ("accent", "lineStrong", "none", "professional", "shared", "independent", "ink", "inkSoft"):
        assert contrast(colours[mark], colours[ground]) >= 3, mark


@pytest.mark.parametrize(("theme", "ground"), [*product(COLOURS, ("paper", "surface", "accentSoft"))])
def test_words_are_readable_on_their_ground(theme, ground):
    colours = COLOURS[theme]
    for word in ("ink", "inkSoft", "independent"):
        assert contrast(colours[word], colours[ground]) >= 4, word


@pytest.mark.parametrize("theme", COLOURS)
def test_dots_stand_out_from_the_interval_behind_them(theme):
    for dot in ("accent", "lineStrong"):
        assert contrast(COLOURS[theme][dot], COLOURS[theme]["accentSoft"]) >= 3


def test_a_colour_the_page_does_not_have_is_refused():
    with pytest.raises(KeyError):
        colour("mauve")
