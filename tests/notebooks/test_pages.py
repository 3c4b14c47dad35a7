"""Every notebook of the course, found by glob: clean, true to the ledger, and running."""

from __future__ import annotations

import re

import nbformat
import pytest

from scripts.reading_level import REPORT, words
from selfhelp_teach import locations
from selfhelp_teach.evidence import citations
from selfhelp_teach.exercises import library
from selfhelp_teach.serving import course, prerender
from selfhelp_teach.serving.prose import to_html
from selfhelp_teach.translation import LANGUAGES
from tests.notebooks.openings import notebook, one_worker, opening, views
from tests.pages.controllers import CONTROLLERS

PAGES = sorted(
    path for path in locations.notebooks().rglob("*.ipynb") if ".ipynb_checkpoints" not in path.parts
)
MOST_LINES, MOST_LINES_OF_A_CELL = 20, 4
IDS = re.compile(r'"((?:p\d\d|index)-[a-z0-9-]+)"')

pages = pytest.mark.parametrize(
    "path", PAGES, ids=lambda path: path.relative_to(locations.notebooks()).with_suffix("").as_posix()
)


def cells(path, kind):
    return [cell for cell in notebook(path).cells if cell.cell_type == kind]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_map_leads_to_every_page(language):
    folder = locations.notebooks() / course.prefix(language)
    there = [path.stem for path in PAGES if path.parent == folder]
    assert [page.slug for page in course.pages(language)] == sorted(there, key=lambda slug: slug != "index")
    assert there


def test_a_page_has_neighbours_and_twins_of_its_own_course():
    before, after = course.neighbours("02-what-parents-reported", "es")
    assert (before.slug, after.slug) == ("01-where-conflict-comes-from", "03-three-ways-to-lead-a-group")
    assert course.twins("index", "en") == {"es": "es/index.ipynb"}
    assert course.twins("index", "es") == {"en": "../index.ipynb"}
    assert course.twins("no-such-page", "es") == {}


def test_opening_states_of_one_page_in_two_languages_never_meet():
    cells = [("a", "1 + 1")]
    assert prerender.kept_at(cells, "index", "en").parent != prerender.kept_at(cells, "index", "es").parent


@pages
def test_a_notebook_is_valid_and_names_its_kernel_and_language(path):
    page = notebook(path)
    nbformat.validate(page)
    assert page.metadata.kernelspec.name == "python3"
    folder = path.parent.name
    assert page.metadata.selfhelp.language == (folder if folder in LANGUAGES else "en")


@pages
def test_a_notebook_holds_no_outputs_and_no_counts(path):
    for cell in cells(path, "code"):
        assert not cell.outputs
        assert cell.execution_count is None


@pages
def test_a_notebook_holds_little_code_and_one_part_a_cell(path):
    code = [line for cell in cells(path, "code") for line in cell.source.splitlines() if line.strip()]
    showing = [
        line for line in code if not line.startswith(("from ", "import ")) and "=" not in line.split("(")[0]
    ]
    assert len(showing) == len(cells(path, "code")), "each cell shows one part"
    assert len(code) - len(showing) <= MOST_LINES
    assert all(len(cell.source.splitlines()) <= MOST_LINES_OF_A_CELL for cell in cells(path, "code"))


@pages
def test_a_page_begins_with_its_title_and_has_sections(path):
    prose = cells(path, "markdown")
    assert prose[0].source.startswith("# ")
    assert sum(cell.source.startswith("## ") for cell in prose) >= 3
    assert sum(cell.source.startswith("# ") for cell in prose) == 1


@pages
def test_a_page_is_read_in_a_sitting(path):
    looked_at = any("dashboard" in cell.metadata.get("tags", ()) for cell in cells(path, "code"))
    assert (150 if looked_at else 500) <= len(words(path)) <= 1300


def test_the_report_of_the_reading_level_is_of_these_pages():
    """A report that a later edit left behind would count other words."""
    told = [line.split(" | ") for line in REPORT.read_text(encoding="utf-8").splitlines()[1:]]
    rows = {row[0].lstrip("| "): row for row in told if len(row) == 5}
    mend = "run: python scripts/reading_level.py --write"
    for path in locations.notebooks().glob("*.ipynb"):
        assert path.stem in rows, mend
        _page, english, grade, spanish, ease = rows[path.stem]
        assert int(english) == len(words(path)), f"{path.stem}: {mend}"
        assert int(spanish) == len(words(path.parent / "es" / path.name)), f"es/{path.stem}: {mend}"
        assert float(grade) <= 13
        assert int(ease.rstrip(" |")) >= 50


@pages
def test_every_number_of_the_prose_is_the_ledgers(path):
    complaints = [
        f"{cell.id}: {complaint}"
        for cell in cells(path, "markdown")
        for complaint in citations.citation_faults(cell.source)
    ]
    assert complaints == []


@pages
def test_prose_reaches_the_page_without_a_failed_text(path):
    language = notebook(path).metadata.selfhelp.language
    for cell in cells(path, "markdown"):
        html, _ = to_html(cell.source, language)
        assert "selfhelp-failed" not in html, cell.id
        assert "&lt;" not in html, f"{cell.id}: raw HTML is shown as text"


@pages
def test_text_that_waits_waits_for_an_exercise_of_its_page(path):
    shown_here = {name for cell in cells(path, "code") for name in IDS.findall(cell.source)}
    for cell in cells(path, "markdown"):
        if "after" in cell.metadata:
            assert cell.metadata.after in shown_here
            assert library.exercise(cell.metadata.after).prediction


@one_worker
@pages
def test_the_cells_run_and_each_shows_a_part_with_a_key_of_its_own(path):
    assert len(opening(path)) == len(cells(path, "code"))
    keys = [view["key"] for view in views(path)]
    assert all(keys)
    assert len(keys) == len(set(keys))


@one_worker
@pages
def test_every_exercise_of_a_page_stands_on_it_and_no_other_does(path):
    stands = [view["key"] for view in views(path) if view["module"] == "exercise"]
    written = [each.id for each in library.of_page(course.find(path.stem).key)]
    assert sorted(stands) == sorted(written)


def test_no_controller_is_without_its_page():
    used = "\n".join(cell.source for path in PAGES for cell in cells(path, "code"))
    for controller in CONTROLLERS:
        assert f"import {controller.__name__}" in used
