"""The Spanish of the course has one word for one thing, one kind of quotation marks, and one kind of dots."""

from __future__ import annotations

import re

import nbformat
import pytest
import yaml
from babel.messages.pofile import read_po

from selfhelp_teach.exercises.translations import texts
from selfhelp_teach.locations import PACKAGE
from tests.conftest import ROOT
from tests.exercises.course import FILES, loaded

LOCALE = PACKAGE / "locale" / "es"
GLOSSARY = yaml.safe_load((LOCALE / "glossary.yaml").read_text(encoding="utf-8"))
AVOIDED = {term: entry["not"] for term, entry in GLOSSARY.items() if entry.get("not")}


def spanish():
    """Every Spanish text, with where it stands."""
    for path in sorted((ROOT / "notebooks" / "es").glob("*.ipynb")):
        for cell in nbformat.read(path, as_version=4).cells:
            if cell.cell_type == "markdown":
                yield f"{path.name}#{cell.id}", cell.source
    for path in FILES:
        exercise = loaded(path, "es")
        for place, text in texts(type(exercise), exercise.model_dump(mode="json")).items():
            yield f"{path.stem} {place}", text
    with (LOCALE / "LC_MESSAGES" / "selfhelp_teach.po").open("rb") as file:
        for message in read_po(file, locale="es"):
            if message.id:
                for text in [message.string] if isinstance(message.string, str) else message.string:
                    yield f"po {message.id!r}", text


@pytest.fixture(scope="module")
def found():
    everything = [(place, re.sub(r"\]\([^)]*\)", "]", text)) for place, text in spanish()]
    assert len(everything) > 3000
    return everything


@pytest.mark.parametrize("term", AVOIDED)
def test_a_term_has_one_word(found, term):
    pattern = re.compile("|".join(rf"(?<!\w)(?:{word})(?!\w)" for word in AVOIDED[term]), re.IGNORECASE)
    assert [(place, text) for place, text in found if pattern.search(text)] == [], GLOSSARY[term]["es"]


def test_every_term_says_its_word():
    assert all(entry["es"] for entry in GLOSSARY.values())


def test_speech_stands_in_guillemets_and_only_within_them_in_other_marks(found):
    for place, text in found:
        depth = 0
        for mark in re.findall("[«»“”„]", text):
            assert mark not in "“”„" or depth, (place, text)
            depth += {"«": 1, "»": -1}.get(mark, 0)
            assert depth >= 0, (place, text)
        assert depth == 0, (place, text)


def test_three_dots_are_one_character(found):
    assert [place for place, text in found if "..." in text] == []
