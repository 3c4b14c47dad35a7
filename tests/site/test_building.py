"""Building a site: what is refused, what is written, and that the browser's stand-ins agree with the originals."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from selfhelp_teach.cli.build_site import told
from selfhelp_teach.exercises import library
from selfhelp_teach.exercises.starters import starter
from selfhelp_teach.translation import LANGUAGES
from tests.commands import refused
from tests.conftest import ROOT


def test_a_folder_that_is_not_empty_is_left_as_it_is(pyodide, tmp_path):
    (tmp_path / "mine.txt").write_text("mine")
    assert "not an empty folder" in refused("build-site", tmp_path, "--pyodide", pyodide)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


@pytest.fixture
def altered(pyodide, tmp_path):
    """A copy of Pyodide, in which something will be wrong."""
    return Path(shutil.copytree(pyodide, tmp_path / "pyodide"))


def test_a_pyodide_without_numpy_is_refused(altered, tmp_path):
    next(altered.glob("numpy*")).unlink()
    assert "has no numpy" in refused("build-site", tmp_path / "out", "--pyodide", altered)
    assert not (tmp_path / "out").exists()


def test_a_folder_that_is_no_pyodide_is_refused(tmp_path):
    assert "pyodide.mjs" in refused("build-site", tmp_path / "out", "--pyodide", tmp_path)


@pytest.mark.parametrize("lock", ["not json", "{}", '{"packages": 3}'])
def test_a_bad_lock_is_refused(altered, tmp_path, lock):
    (altered / "pyodide-lock.json").write_text(lock)
    assert "not a lock file" in refused("build-site", tmp_path / "out", "--pyodide", altered)


def test_a_wheel_that_its_lock_does_not_name_is_refused(altered, tmp_path):
    with next(altered.glob("numpy*")).open("ab") as wheel:
        wheel.write(b"more")
    assert "is not the file" in refused("build-site", tmp_path / "out", "--pyodide", altered)


def test_a_language_that_the_course_has_not_is_refused(pyodide, tmp_path):
    said = refused("build-site", tmp_path / "out", "--pyodide", pyodide, "--language", "xx")
    assert "Choose one of" in said


def test_what_was_added_and_what_was_passed_over_is_told_in_sentences(tmp_path, monkeypatch):
    (tmp_path / "my-own.yaml").write_text(starter("single-choice", "my-own"), encoding="utf-8")
    (tmp_path / "forgotten.yaml.txt").write_text("type: likert")
    monkeypatch.setenv(library.SETTING, str(tmp_path))
    library.exercises.cache_clear()
    try:
        said = "\n".join(told(tmp_path, Path("table.csv")))
    finally:
        library.exercises.cache_clear()
    assert "Your exercises in the site: 1 (" in said
    assert "forgotten.yaml.txt" in said
    assert "table.csv" in said
    assert "Left out" in said


def test_the_icons_are_png_of_their_size(built):
    icons = json.loads((built / "manifest.webmanifest").read_text(encoding="utf-8"))["icons"]
    for icon in icons:
        content = (built / icon["src"]).read_bytes()
        if icon["type"] == "image/png":
            width, height = (int.from_bytes(content[at : at + 4]) for at in (16, 20))
            assert f"{width}x{height}" == icon["sizes"]
    assert {icon.get("purpose") for icon in icons} >= {"any", "maskable"}


@pytest.fixture
def pages(built):
    """What each page of the site says, by its file."""
    return {path: path.read_text(encoding="utf-8") for path in sorted(built.rglob("*.html"))}


def test_every_link_between_files_of_the_site_leads_to_a_file(pages):
    for path, text in pages.items():
        for found in re.findall(r'(?:href|src)="([^"#?]+)', text):
            if not re.match(r"[a-z]+:", found):
                assert (path.parent / found).exists(), f"{path.name} -> {found}"


def test_what_the_host_reads_of_a_page_has_come_before_the_mark_that_it_waits_for(pages):
    assert len(pages) >= 20
    for page, text in pages.items():
        before, mark, after = text.partition('<template id="selfhelp-opening-whole">')
        assert mark, page
        assert 'id="selfhelp-cells"' in before, page
        assert "application/json" not in after, page


def test_every_page_comes_with_the_place_that_speaks_to_screen_readers(pages):
    """Made by a script it could come with its first words, and those are not read."""
    for page, text in pages.items():
        place = re.findall(r'<div id="selfhelp-live"[^>]*aria-live="polite"[^>]*></div>', text)
        assert len(place) == 1, page


def test_no_page_of_the_site_names_a_notebook_or_another_host(pages):
    for text in pages.values():
        assert 'href="http' not in re.sub(r'<a [^>]*href="https?://[^"]*"', "", text)
        assert not re.search(r'href="[^"]*\.ipynb', text)


SAME = """
from selfhelp_teach.exercises.types import TYPES
from selfhelp_teach.records.reading import entry_or_none
assert "pydantic_core" not in sys.modules
given = json.load(sys.stdin)
for data in given["exercises"]:
    made = TYPES[data["type"]].model_validate(data)
    assert made.model_dump(mode="json") == data, data["id"]
print(json.dumps([entry is not None and entry.as_dict() for entry in map(entry_or_none, given["entries"])]))
"""
ENTRY = {"id": "a", "kind": "answer", "time": "2026-03-05T14:05:00.123Z", "updated": "2026-03-05T14:05:01Z"}
ENTRIES = [
    ENTRY,
    ENTRY | {"score": 0.5, "value": {"a": [1, 2.5, None]}, "more": "kept", "confidence": 4},
    ENTRY | {"score": 2},
    ENTRY | {"kind": "other"},
    ENTRY | {"id": ""},
    ENTRY | {"time": "soon"},
    ENTRY | {"confidence": 9},
    {"id": "b"},
    "text",
    None,
]


def with_stand_in(code, folder, given=""):
    """Return what code prints where the browser's small module stands for pydantic."""
    for name in ("pydantic.py", "selfhelp_fitting.py"):
        shutil.copy(ROOT / "selfhelp_teach" / "site" / "browser" / name, folder)
    done = subprocess.run(
        [sys.executable, "-c", f"import json, sys\nsys.path.insert(0, sys.argv[1])\n{code}", str(folder)],
        input=given, check=False, capture_output=True, text=True, cwd=ROOT,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout)


def test_exercises_and_entries_are_in_the_browser_what_they_are_here(tmp_path):
    from selfhelp_teach.records.reading import entry_or_none

    exercises = [
        each.model_dump(mode="json")
        for language in LANGUAGES
        for each in library.exercises(language).values()
    ]
    expected = [entry is not None and entry.as_dict() for entry in map(entry_or_none, ENTRIES)]
    given = json.dumps({"exercises": exercises, "entries": ENTRIES})
    assert with_stand_in(SAME, tmp_path, given) == expected


STEPS = """
from tests.site.test_building import states
from selfhelp_teach.pages.page_state import plain
assert "pydantic_core" not in sys.modules
made = [plain(type(state)).dump_python(state, mode="json", exclude_defaults=True) for state in states()]
print(json.dumps(made))
for state, data in zip(states(), json.loads(json.dumps(made))):
    assert plain(type(state)).validate_python(data) == state
"""


def states():
    """A state of each kind of page as it opens, and one after moves."""
    from selfhelp_teach.evidence.findings import Selection
    from selfhelp_teach.model import BASELINE, Scenario
    from selfhelp_teach.pages.conversation_scenarios import ConversationState
    from selfhelp_teach.pages.dangers import Worries
    from selfhelp_teach.pages.leadership import Looked
    from selfhelp_teach.pages.simulator_state import Simulated

    moved = Scenario(leadership="none", power_asymmetry=0.35, ombudsperson=True)
    return [
        Scenario(), BASELINE, moved,
        ConversationState("p06-talk-the-line"), ConversationState("p06-talk-the-line", ("a", "b"), 1, 0.5),
        Worries(), Worries().moved({next(iter(Worries().values)): 0.25}), Looked(), Looked(who="none", ward=3),
        Simulated(), Simulated(moved, looked_at=4), Simulated(moved).pinned([("A", BASELINE)]), Selection(study="x"),
    ]  # fmt: skip


def test_what_a_page_takes_along_is_in_the_browser_what_it_is_here(tmp_path):
    """Each rest of a lever writes the page's steps: what cannot be written moves nothing."""
    from selfhelp_teach.pages.page_state import plain

    expected = [plain(type(each)).dump_python(each, mode="json", exclude_defaults=True) for each in states()]
    assert with_stand_in(STEPS, tmp_path) == expected
