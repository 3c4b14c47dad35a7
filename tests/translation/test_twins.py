"""Every page and every exercise in every language: the same cells, the same code, nothing left in English."""

from __future__ import annotations

import re

import pytest

from selfhelp_teach import charts, locations
from selfhelp_teach.evidence import citations_in
from selfhelp_teach.exercises import library
from selfhelp_teach.serving import course
from selfhelp_teach.translation import LANGUAGES
from tests.notebooks.openings import notebook, one_worker, opening

OTHERS = [language for language in LANGUAGES if language != course.FIRST_LANGUAGE]
ENGLISH = sorted(locations.notebooks().glob("*.ipynb"))
LESSON = re.compile(r"^(page = \w+)\((?:\"\w+\")?\)$", re.MULTILINE)
# Line starts that give a text its shape: headings, list items, rows of a table.
SHAPE = re.compile(r"^(#+ |- |\d+\. |\|)", re.MULTILINE)
# Proper names, which are the same in every language: addresses, authors with their year, and works by their journal.
NAMES = re.compile(
    r"https?://|^\W*[A-Z][\w&, .-]+ \d{4}$|^\d{4} [A-Z][\w&, .-]+$|^[A-Z][\w&, .-]+ \(\d{4}\)\.|^Word \(DOCX\)$"
)

languages = pytest.mark.parametrize("language", OTHERS)
pages = pytest.mark.parametrize("path", ENGLISH, ids=lambda path: path.stem)


def twin_path(path, language):
    return path.parent / course.prefix(language) / path.name


def name_of(path, language):
    return twin_path(path, language).relative_to(locations.notebooks().parent)


def pairs(path, language):
    """The cells of a page, each with its twin."""
    return zip(notebook(path).cells, notebook(twin_path(path, language)).cells, strict=True)


@languages
def test_no_page_is_there_in_one_language_only(language):
    folder = locations.notebooks() / course.prefix(language)
    other = {path.name for path in folder.glob("*.ipynb")} ^ {path.name for path in ENGLISH}
    assert not other, f"{other}: a page lies in notebooks/ and, translated, in {folder}"


@languages
@pages
def test_a_page_has_the_same_cells_in_every_language(path, language):
    here, there = (
        [(cell.id, cell.cell_type) for cell in notebook(file).cells]
        for file in (path, twin_path(path, language))
    )
    assert there == here, (
        f"give {name_of(path, language)} the cells of {path.name}, in its order and with its ids"
    )
    for cell, spoken in pairs(path, language):
        assert spoken.metadata.keys() == cell.metadata.keys(), cell.id
        for key in cell.metadata.keys() - {"doing"}:
            assert spoken.metadata[key] == cell.metadata[key], (cell.id, key)


@languages
@pages
def test_the_code_of_a_page_differs_by_its_language_alone(path, language):
    for cell, spoken in pairs(path, language):
        if cell.cell_type == "code":
            copied = LESSON.sub(rf'\1("{language}")', cell.source)
            assert spoken.source == copied, (
                f"in {name_of(path, language)} write the cell {cell.id} so:\n{copied}"
            )


@languages
@pages
def test_the_prose_of_a_page_is_translated_and_cites_the_same_facts_in_the_same_shape(path, language):
    for cell, spoken in pairs(path, language):
        at = f"in the cell {cell.id} of {name_of(path, language)}"
        if "doing" in cell.metadata:
            assert spoken.metadata.doing not in ("", cell.metadata.doing), f"translate `doing` {at}"
        if cell.cell_type == "markdown":
            left = set(re.split(r"\n+", cell.source)) & set(re.split(r"\n+", spoken.source))
            left -= {line for line in left if set(line) <= set("|- ")}  # the rule below a table's head
            assert left == set(), f"translate the text {at}"
            cited = sorted(fact for fact, _text in citations_in(cell.source))
            told = sorted(fact for fact, _text in citations_in(spoken.source))
            assert told == cited, f"cite what {path.name} cites {at}"
            shape, same = ([start.strip() for start in SHAPE.findall(each.source)] for each in (cell, spoken))
            assert same == shape, f"give the shape of {path.name} to the text {at}"


@languages
@pytest.mark.parametrize("path", library.files(library.CONTENT), ids=lambda path: path.stem)
def test_every_exercise_is_translated_whole_and_stays_sound(path, language):
    assert library.untranslated([path], language) == []
    assert library.check([path], language).faults == []


@one_worker
@languages
@pages
def test_what_a_page_shows_is_not_the_english_text(path, language):
    shown = {
        spoken: set(texts(opening(file)))
        for spoken, file in (("en", path), (language, twin_path(path, language)))
    }
    assert sentences(shown["en"]) & sentences(shown[language]) == set()


@languages
@pytest.mark.parametrize("name", charts.names())
def test_what_a_chart_shows_is_not_the_english_text(name, language):
    of = {spoken: set(texts(charts.module(name).figure(spoken))) for spoken in ("en", language)}
    assert sentences(of["en"]) & sentences(of[language]) == set()
    compiled = {spoken: set(texts(charts.compiled(name, spoken))) for spoken in ("en", language)}
    told = {text for text in compiled["en"] & compiled[language] if is_title(text)}
    assert told == set()


def is_title(text):
    return bool(re.fullmatch(r"[A-Za-z][a-z]+(?: [a-zA-Z]+)+,?[^'();=]*", text))


def texts(found):
    """Every text in a state, but for those that name things to the program."""
    if isinstance(found, str):
        yield found
    elif isinstance(found, dict):
        for key, each in found.items():
            if key not in {"base64", "spec", "still", "url", "href", "sources", "framework", "usermeta"}:
                yield from texts(each)
    elif isinstance(found, list | tuple):
        for each in found:
            yield from texts(each)


def sentences(found):
    """Those of the texts that have words to read: two or more, in letters."""
    return {
        text
        for text in found
        if len(re.findall(r"[A-Za-zÀ-ÿ]{2,}", text)) > 1 and " " in text.strip() and not NAMES.search(text)
    }
