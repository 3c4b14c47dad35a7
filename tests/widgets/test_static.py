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
from selfhelp_teach.widgets import words
from selfhelp_teach.widgets.part import STATIC, Part

MODULES = sorted(path for path in STATIC.rglob("*.js") if "vendor" not in path.parts)
SHEETS = sorted(STATIC.glob("css/*.css"))


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
    assert {path.name for path in (STATIC / "vendor").iterdir()} == known


@pytest.mark.parametrize("part", parts(), ids=lambda part: part.__name__)
def test_every_part_has_its_module(part):
    assert (STATIC / "parts" / f"{part.module.default_value}.js").is_file()


@pytest.mark.parametrize("path", MODULES, ids=names(MODULES))
def test_a_module_imports_only_files_that_exist_by_relative_path(path):
    text = path.read_text(encoding="utf-8")
    still = re.findall(
        r"""^(?:import\b|export\b[^;"']*\bfrom\b)[^;"']*(["'])([^"']+)\1;""", text, re.MULTILINE
    )
    called = re.findall(r"""\bimport\(\s*(["'])([^"']+)\1\s*\)""", text)
    for quote, target in [*still, *called]:
        assert target.startswith("."), f"{target} is not a relative path"
        assert (path.parent / target).resolve().is_file(), target
        assert quote == '"', "imports take double quotes: the shim rewrites them"


@pytest.mark.parametrize("path", [*MODULES, *SHEETS], ids=names([*MODULES, *SHEETS]))
def test_a_static_file_names_no_other_host(path):
    text = path.read_text(encoding="utf-8")
    addresses = set(re.findall(r"https?://([\w.-]+)", text))
    assert addresses <= {"www.w3.org", "files"}, "an SVG namespace, and the shim's stand-in, are no requests"


# These show the authors' Markdown, which Python has turned into safe HTML; no learner's text is among it.
AUTHORED = {"exercise/conversation.js", "parts/exercise.js"}
PLAIN = [path for path in MODULES if path.relative_to(STATIC).as_posix() not in AUTHORED]


@pytest.mark.parametrize("path", PLAIN, ids=names(PLAIN))
def test_text_is_never_put_into_the_page_as_markup(path):
    assert not re.search(
        r"\.(?:inner|outer)HTML\s*=|insertAdjacentHTML|document\.write", path.read_text(encoding="utf-8")
    )


PAIRS = {
    "parts/figure.js": words.figure_labels,
    "parts/ward.js": words.ward_labels,
    "parts/history.js": words.history_labels,
    "parts/tray.js": words.tray_labels,
    **{
        f"controls/{name}.js": getattr(words, f"{name}_labels")
        for name in ("slider", "number", "ranking", "matching", "sketch", "play")
    },
}


@pytest.mark.parametrize("name", sorted(PAIRS))
def test_every_word_of_a_module_comes_from_python_too(name):
    text = (STATIC / name).read_text(encoding="utf-8")
    fallbacks = re.search(r"const LABELS = \{(.*?)\};", text, re.DOTALL)[1]
    keys = set(re.findall(r"(?:^|[{,]\s*|\n\s*)(\w+): \"", fallbacks))
    assert keys
    assert keys <= set(PAIRS[name]()), f"without words in Python: {keys - set(PAIRS[name]())}"


def test_sheets_take_their_colours_from_the_tokens():
    for path in SHEETS:
        if path.name not in {"controls.css", "figure.css"}:
            continue
        found = re.findall(r"#[0-9a-fA-F]{3,8}\b|\brgba?\(|\bhsla?\(", path.read_text(encoding="utf-8"))
        assert found == [], path.name


def test_the_opening_path_imports_neither_altair_nor_pandas():
    code = "import sys, selfhelp_teach.widgets; print([m for m in ('altair', 'pandas') if m in sys.modules])"
    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == "[]"
