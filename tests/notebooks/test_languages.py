"""Every page in every language: the same cells, the same parts and the same facts, in other words."""

from __future__ import annotations

import re

import pytest

from selfhelp_teach import locations
from selfhelp_teach.evidence import citations_in
from selfhelp_teach.translation import LANGUAGES
from tests.notebooks.openings import notebook

OTHERS = sorted(set(LANGUAGES) - {"en"})
ENGLISH = sorted(locations.notebooks().glob("*.ipynb"))
LESSON = re.compile(r"^page = (\w+)\(\)$", re.MULTILINE)
# Line starts that give a text its shape: headings, list items, rows of a table.
SHAPE = re.compile(r"^(#+ |- |\d+\. |\|)", re.MULTILINE)

pages = pytest.mark.parametrize("path", ENGLISH, ids=lambda path: path.stem)
languages = pytest.mark.parametrize("language", OTHERS)


def pairs(path, language, kind):
    """Yield the English cell and its twin, for the cells of one kind."""
    twin = path.parent / language / path.name
    assert twin.is_file(), f"{path.name} is not translated: write {twin}"
    cells, twins = notebook(path).cells, notebook(twin).cells
    assert [cell.id for cell in twins] == [cell.id for cell in cells]
    assert [cell.cell_type for cell in twins] == [cell.cell_type for cell in cells]
    return [pair for pair in zip(cells, twins, strict=True) if pair[0].cell_type == kind]


@languages
def test_no_page_is_there_in_another_language_alone(language):
    translated = {path.name for path in (locations.notebooks() / language).glob("*.ipynb")}
    assert translated == {path.name for path in ENGLISH}


@languages
@pages
def test_a_translated_page_shows_the_same_parts_in_its_language(path, language):
    for cell, twin in pairs(path, language, "code"):
        assert twin.source == LESSON.sub(rf'page = \1("{language}")', cell.source), cell.id


@languages
@pages
def test_a_cell_keeps_what_the_page_needs_to_know_and_translates_what_a_reader_sees(path, language):
    for kind in ("code", "markdown"):
        for cell, twin in pairs(path, language, kind):
            kept, translated = dict(cell.metadata), dict(twin.metadata)
            doing = kept.pop("doing", None), translated.pop("doing", None)
            assert translated == kept, cell.id
            assert doing == (None, None) or (doing[1] and doing[0] != doing[1]), cell.id


@languages
@pages
def test_a_translated_text_cites_the_same_facts_in_the_same_shape(path, language):
    for cell, twin in pairs(path, language, "markdown"):
        cited = [sorted(fact for fact, _ in citations_in(each.source)) for each in (cell, twin)]
        assert cited[1] == cited[0], cell.id
        shapes = [[start.strip() for start in SHAPE.findall(each.source)] for each in (cell, twin)]
        assert shapes[1] == shapes[0], cell.id


@languages
@pages
def test_no_paragraph_is_left_in_english(path, language):
    for cell, twin in pairs(path, language, "markdown"):
        left = set(re.split(r"\n+", cell.source)) & set(re.split(r"\n+", twin.source))
        left -= {line for line in left if set(line) <= set("|- ")}  # the rule below a table's head
        assert left == set(), cell.id
