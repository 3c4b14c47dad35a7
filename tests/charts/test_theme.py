import re
from itertools import combinations, product

import numpy as np
import pytest

from selfhelp_teach.charts.theme import COLOURS, colour
from selfhelp_teach.locations import PACKAGE

SHEET = (PACKAGE / "widgets" / "static" / "css" / "tokens.css").read_text()
PAGE = {
    name: {"light": light, "dark": dark}
    for name, light, dark in re.findall(
        r"--selfhelp-([\w-]+): var\(.+, (#\w{6})\) var\(.+, (#\w{6})\);", SHEET
    )
}


def kebab(name):
    return re.sub(r"[A-Z]", lambda letter: f"-{letter[0].lower()}", name)


def linear(value):
    """Return a colour as linear RGB."""
    parts = np.array([int(value[at : at + 2], 16) / 255 for at in (1, 3, 5)])
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


def contrast(one, other):
    luminances = ([0.2126, 0.7152, 0.0722] @ linear(each) for each in (one, other))
    high, low = sorted(luminances, reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", COLOURS)
def test_the_colours_are_those_of_the_page(theme):
    assert COLOURS[theme] == {name: PAGE[kebab(name)][theme] for name in COLOURS[theme]}


KINDS = ("none", "professional", "shared", "independent")
# The least contrast that each has with what lies behind it.
LEAST = {
    "marks": (3, ("accent", "lineStrong", *KINDS, "ink", "inkSoft"), ("paper", "surface")),
    "words": (4, ("ink", "inkSoft", "independent"), ("paper", "surface", "accentSoft")),
    "dots on their interval": (3, ("accent", "lineStrong"), ("accentSoft",)),
}


@pytest.mark.parametrize("theme", COLOURS)
@pytest.mark.parametrize("what", LEAST)
def test_what_is_drawn_stands_out_from_its_ground(theme, what):
    least, drawn, grounds = LEAST[what]
    for one, ground in product(drawn, grounds):
        assert contrast(COLOURS[theme][one], COLOURS[theme][ground]) >= least, (one, ground)


# What is left of linear RGB without one kind of cone: Machado, Oliveira and Fernandes 2009, full severity.
WITHOUT = {
    "red": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "green": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]],
    "blue": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.3039]],
}
XYZ = [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]


def seen(value, cones):
    """Return a colour in CIELAB as seen with these cones."""
    xyz = XYZ @ np.clip(np.array(cones) @ linear(value), 0, 1) / [0.9505, 1, 1.089]
    x, y, z = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


@pytest.mark.parametrize("theme", COLOURS)
@pytest.mark.parametrize("missing", WITHOUT)
def test_the_kinds_of_group_differ_for_readers_who_miss_one_kind_of_cone(theme, missing):
    """A difference of 2 to 3 in CIELAB is just seen; lines have dashes and names besides."""
    for one, other in combinations(KINDS, 2):
        pair = [seen(COLOURS[theme][kind], WITHOUT[missing]) for kind in (one, other)]
        assert np.linalg.norm(pair[0] - pair[1]) > 9, (one, other)


def test_a_colour_the_page_does_not_have_is_refused():
    with pytest.raises(KeyError):
        colour("mauve")
