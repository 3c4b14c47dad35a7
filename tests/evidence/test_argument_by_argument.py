"""The table of docs/evidence.md: where each argument of the paper is taught, held against pages and exercises."""

import re
from functools import cache

import pytest

from selfhelp_teach import locations
from selfhelp_teach.evidence import citations_in, ledger, select
from selfhelp_teach.exercises import library
from selfhelp_teach.serving import course
from selfhelp_teach.translation import LANGUAGES
from tests.conftest import ROOT
from tests.notebooks.openings import notebook

SECTIONS = (
    "intro", "background", "symptoms", "childhood-cancer", "groups", "inter-org", "research-note", "footnotes",
)  # fmt: skip


def table():
    text = (ROOT / "docs" / "evidence.md").read_text(encoding="utf-8")
    part = text.split("## The paper, argument by argument\n")[1].split("\n## ")[0]
    lines = [line for line in part.splitlines() if line.startswith("| ")][1:]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]


ROWS = table()
rows = pytest.mark.parametrize("row", ROWS, ids=lambda row: row[1][:40])


def code(cell):
    return re.findall(r"`([^`]+)`", cell)


@cache
def cells(number, language):
    (path,) = (locations.notebooks() / course.prefix(language)).glob(f"{number}-*.ipynb")
    return {cell.id: cell.source for cell in notebook(path).cells}


def cited_at(place, language):
    """The facts that a place cites; a place that is not there fails the test."""
    number, colon, cell = place.partition(":")
    if colon:
        assert cell in cells(number, language), f"{place} is not there in {language}"
        return {fact for fact, _shown in citations_in(cells(number, language)[cell])}
    assert place in library.exercises(), f"there is no exercise {place}"
    exercise = library.exercise(place, language)
    written = "\n".join(str(value) for value in exercise.model_dump().values())
    named = {fact.id for pattern in exercise.source for fact in select(pattern)}
    return named | {fact for fact, _shown in citations_in(written)}


@rows
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_place_of_a_row_exists_and_cites_a_fact_of_it(row, language):
    meant = {fact.id for pattern in code(row[2]) for fact in select(pattern)}
    assert code(row[3])
    for place in code(row[3]):
        assert cited_at(place, language) & meant, f"{place} cites nothing of this row"


@rows
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_fact_of_a_row_is_taught_at_one_of_its_places(row, language):
    taught = set().union(*(cited_at(place, language) for place in code(row[3])))
    for pattern in code(row[2]):
        for fact in select(pattern):
            assert fact.id in taught, fact.id


@rows
def test_the_status_of_a_row_is_that_of_its_facts(row):
    found = [str(fact.status) for pattern in code(row[2]) for fact in select(pattern)]
    assert row[4].split(", ") == list(dict.fromkeys(found))


def test_no_fact_of_the_paper_is_left_out_and_the_sections_come_in_its_order():
    told = {fact.id for row in ROWS for pattern in code(row[2]) for fact in select(pattern)}
    assert {entry.id for entry in ledger().values() if entry.source == "P"} == told
    assert [SECTIONS.index(row[0]) for row in ROWS] == sorted(SECTIONS.index(row[0]) for row in ROWS)
