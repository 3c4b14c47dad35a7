"""The files a page loads: all there, ours, and in step with the Python beside them."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys

import pytest
import vl_convert

from selfhelp_teach import widgets
from selfhelp_teach.widgets import event_log, facets, goals, panel, pins, words
from selfhelp_teach.widgets.part import STATIC, Part
from selfhelp_teach.widgets.ward import STATES
from tests.conftest import ROOT

MODULES = sorted(
    path for path in STATIC.rglob("*.js") if "vendor" not in path.parts and path.stem != "bundle"
)
SHEETS = sorted(path for path in STATIC.glob("css/*.css") if path.stem != "bundle")


def names(paths):
    return [path.relative_to(STATIC).as_posix() for path in paths]


def parts():
    found = [each for each in vars(widgets).values() if isinstance(each, type) and issubclass(each, Part)]
    return [each for each in found if each.module.default_value]


def test_vendored_libraries_are_unchanged_and_vega_is_the_one_the_compiler_writes_for():
    record = json.loads((STATIC / "vendor" / "vendor.json").read_text())
    assert record["vega"]["version"] == vl_convert.get_vega_version(), "renew it: python scripts/vendor.py"
    for library in record.values():
        assert (
            hashlib.sha256((STATIC / "vendor" / library["file"]).read_bytes()).hexdigest()
            == library["sha256"]
        )
        licence = (STATIC / "vendor" / library["licences"]).read_text()
        assert "Redistribution and use" in licence or "Permission is hereby granted" in licence


def test_no_vendored_file_is_without_a_record():
    record = json.loads((STATIC / "vendor" / "vendor.json").read_text())
    known = {"vendor.json"} | {each[key] for each in record.values() for key in ("file", "licences")}
    ours = {".d.ts"}  # what we use of a library, as types
    found = {path.name for path in (STATIC / "vendor").iterdir() if "".join(path.suffixes) not in ours}
    assert found == known


@pytest.mark.parametrize("part", parts(), ids=lambda part: part.__name__)
def test_every_part_has_its_module(part):
    assert (STATIC / "parts" / f"{part.module.default_value}.js").is_file()


@pytest.mark.served
def test_the_types_of_the_parts_are_those_of_their_python():
    made = subprocess.run(
        [sys.executable, "scripts/part_types.py", "--check"],
        check=False,
        cwd=ROOT,
        text=True,
        capture_output=True,
    )
    assert made.returncode == 0, f"run: python scripts/part_types.py ({made.stderr})"


PLACES = "page|frame|section|bench|cell|workbench|dashboard|controls|area|part|figure"
AROUND = f"html|body|main|[.]selfhelp-(?:{PLACES})(?![-a-z])"


@pytest.mark.parametrize("sheet", SHEETS, ids=names(SHEETS))
def test_nothing_that_charts_stand_in_is_styled_by_what_it_has(sheet):
    """A browser asks such a rule again at every mark that a chart draws, and styles all of the place anew.

    What stands in a place is said on it: ``data-holds``, ``data-layout``, ``data-status``. What it has as
    its own child (``:has(> …)``) is quickly asked.
    """
    css = re.sub(r"/[*].*?[*]/", "", sheet.read_text(encoding="utf-8"), flags=re.DOTALL)
    asked = re.findall(r"([^\s>+~,{}(]*):(?:not[(]:)?has[(](?!>)", css)
    assert [place for place in asked if re.search(AROUND, place)] == []


def test_the_shim_asks_for_style_sheets_that_there_are():
    text = (STATIC / "shim.js").read_text(encoding="utf-8")
    asked = json.loads(re.search(r"const SHEETS = (\[.*?\]);", text)[1])
    assert asked
    assert {f"{name}.css" for name in asked} <= {path.name for path in SHEETS}


@pytest.mark.parametrize("path", MODULES, ids=names(MODULES))
def test_a_module_imports_only_files_that_exist_by_relative_path(path):
    text = re.sub(r"/\*\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)  # types stand there
    still = re.findall(
        r"""^(?:import\b|export\b[^;"']*\bfrom\b)[^;"']*(["'])([^"']+)\1;""", text, re.MULTILINE
    )
    called = re.findall(r"""\bimport\(\s*(["'])([^"']+)\1\s*\)""", text)
    for quote, target in [*still, *called]:
        assert target.startswith("."), f"{target} is not a relative path"
        assert (path.parent / target).resolve().is_file(), target
        assert quote == '"', "imports take double quotes: the shim rewrites them"


@pytest.mark.parametrize("path", MODULES, ids=names(MODULES))
def test_what_the_shim_takes_for_a_module_is_a_file(path):
    shim = (STATIC / "shim.js").read_text(encoding="utf-8")
    assert "@import [^]*?" in shim, "types that a comment names are passed over"
    text = re.sub(r"/\*\* @import .*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    for relative in re.findall(r'from\s+"(\.{1,2}/[^"]+)"', text):
        assert (path.parent / relative).resolve().is_file(), relative


@pytest.mark.parametrize("path", [*MODULES, *SHEETS], ids=names([*MODULES, *SHEETS]))
def test_a_static_file_names_no_other_host(path):
    text = path.read_text(encoding="utf-8")
    addresses = set(re.findall(r"https?://([\w.-]+)", text))
    assert addresses <= {"www.w3.org", "files"}, "an SVG namespace, and the shim's stand-in, are no requests"


AUTHORS = ("conversation", "debrief", "feedback", "gap", "hints", "markup", "sheet")
# These show the authors' Markdown, which Python has turned into safe HTML; no learner's text is among it.
AUTHORED = {f"exercise/{name}.js" for name in AUTHORS}
AUTHORED |= {"host/between.js"}  # and this writes whole pages, as the site's own files hold them
PLAIN = [path for path in MODULES if path.relative_to(STATIC).as_posix() not in AUTHORED]


@pytest.mark.parametrize("path", PLAIN, ids=names(PLAIN))
def test_text_is_never_put_into_the_page_as_markup(path):
    assert not re.search(
        r"\.(?:inner|outer)HTML\s*=|insertAdjacentHTML|document\.write|/markup\.js",
        path.read_text(encoding="utf-8"),
    )


SPOKEN = {
    words.figure_labels: "parts/figure " + " ".join(names(STATIC.glob("figure/*.js"))).replace(".js", ""),
    words.map_labels: "parts/causal_map figure/caption",
    words.ward_labels: "parts/ward ward/plan ward/story figure/caption figure/table",
    words.history_labels: "parts/history",
    words.number_labels: "controls/entry",
    **{
        getattr(words, f"{name}_labels"): f"controls/{name}"
        for name in ("slider", "ranking", "matching", "sketch", "switch", "play")
    },
    panel.panel_labels: "parts/panel",
    pins.pins_labels: "parts/pins",
    pins.compared_labels: "parts/compared",
    event_log.event_log_labels: "parts/event_log",
    goals.goals_labels: "parts/goals",
    facets.facets_labels: "parts/facets",
}
CHOSEN = {  # words that a module names by a variable
    words.figure_labels: {"numbers", *words.status_labels()},
    words.ward_labels: set(STATES),
    words.history_labels: {"undo", "redo", "undone", "redone"},
    words.number_labels: {"range", "least", "most", "any"},
    words.slider_labels: {"less", "more", "reset"},
    words.ranking_labels: {"up", "down"},
    event_log.event_log_labels: {*event_log.CHAIRS, "both", "only_parents", "only_staff"},
}


@pytest.mark.parametrize("labels", SPOKEN, ids=lambda labels: labels.__name__)
def test_every_word_of_a_module_is_one_that_python_has(labels):
    code = "".join((STATIC / f"{name}.js").read_text(encoding="utf-8") for name in SPOKEN[labels].split())
    used = set(re.findall(r"labels\.(\w+)", code))
    assert used
    assert used | CHOSEN.get(labels, set()) <= set(labels())


def test_sheets_take_their_colours_from_the_tokens():
    for path in SHEETS:
        if path.name not in {"controls.css", "figure.css"}:
            continue
        found = re.findall(r"#[0-9a-fA-F]{3,8}\b|\brgba?\(|\bhsla?\(", path.read_text(encoding="utf-8"))
        assert found == [], path.name
