"""The words of the interface: each has its Spanish, whole, current, and in use."""

from __future__ import annotations

import re
from copy import deepcopy
from datetime import UTC, datetime
from functools import cache

import pytest

from selfhelp_teach import translation
from selfhelp_teach.errors import InputError
from selfhelp_teach.evidence import bibliography, ledger
from selfhelp_teach.translation import LANGUAGES, listing, moment, number, percent, translator
from tests.conftest import as_module

OTHERS = [language for language in LANGUAGES if language != "en"]
PLACEHOLDER = re.compile(r"\{[^{}]*\}")

languages = pytest.mark.parametrize("language", OTHERS)


@pytest.fixture(scope="module")
def messages():
    """The script that keeps the catalogues, which reads the code once for all tests."""
    script = as_module("scripts/messages.py")
    script.extracted = cache(script.extracted)
    return script


one_worker = pytest.mark.xdist_group("messages")  # which has read the code already


@one_worker
@languages
def test_every_message_is_translated_none_is_fuzzy_none_is_left_over_and_the_compiled_file_is_current(
    messages, language
):
    found = messages.faults(language)
    mend = "run: python scripts/messages.py update, fill in the .po, python scripts/messages.py"
    assert not found, "\n".join([*found, mend])


@languages
def test_every_translation_keeps_the_placeholders(messages, language):
    for message in messages.catalogue(language):
        if message.id:
            kept = sorted(PLACEHOLDER.findall(message.string))
            assert kept == sorted(PLACEHOLDER.findall(message.id)), message.id


@languages
def test_every_translation_ends_as_the_message_does(messages, language):
    ends = ".?!:…"
    for message in messages.catalogue(language):
        if message.id and message.id[-1] in ends:
            assert message.string.rstrip("».)")[-1:] in ends or message.string[-1] in ends, message.id


@one_worker
@languages
@pytest.mark.parametrize(
    ("message", "says"),
    [
        ("A message that nobody has translated.", "Not in the catalogue: "),
        ("Predict first", "Stands in other files now (run update): "),
    ],
)
def test_a_message_that_is_new_in_the_code_or_in_one_of_its_files_is_told(
    messages, language, monkeypatch, message, says
):
    changed = deepcopy(messages.extracted())
    changed.add(message, locations=[("selfhelp_teach/elsewhere.py", 0)])
    monkeypatch.setattr(messages, "extracted", lambda: changed)
    assert messages.faults(language) == [f"{says}{message!r}"]


@one_worker
@languages
def test_a_compiled_catalogue_older_than_its_source_is_told(messages, language, monkeypatch, tmp_path):
    source = messages.path(language)
    old = tmp_path / source.name
    old.write_bytes(source.read_bytes())
    old.with_suffix(".mo").write_bytes(messages.compiled(messages.Catalog(locale=language)))
    monkeypatch.setattr(messages, "path", lambda _language: old)
    assert messages.faults(language) == ["selfhelp_teach.mo is older than its .po."]


@languages
def test_every_fact_and_every_note_on_a_source_is_translated(language):
    _ = translator(language)
    for fact in ledger().values():
        assert _(fact.statement) != fact.statement, fact.id
        if fact.note:
            assert _(fact.note) != fact.note, fact.id
    for source in bibliography().values():
        assert not source.note or _(source.note) != source.note, source.key


def test_numbers_are_written_as_readers_of_the_language_write_them():
    assert number(59.5, "en") == "59.5"
    assert number(59.5, "es") == "59,5"
    assert number(2, "es", 2) == "2,00"
    assert percent(59.5, "en") == "59.5%"
    assert percent(59.5, "es") == "59,5\N{NO-BREAK SPACE}%"
    assert number(0.25, "es", 2, sign=True) == "+0,25"
    assert number(-0.25, "en", sign=True) == "-0.25"


def test_dates_are_written_as_readers_of_the_language_write_them():
    time = datetime(2026, 3, 5, 14, 5, tzinfo=UTC)
    assert moment(time, "en") == "5 March 2026, 14:05 (UTC)"
    assert moment(time, "es") == "5 de marzo de 2026, 14:05 (UTC)"


def test_a_language_the_course_does_not_speak_is_refused():
    with pytest.raises(InputError, match="no course in 'xx'"):
        translation.translator("xx")


@pytest.mark.parametrize(
    ("language", "items", "written"),
    [
        ("en", [], ""),
        ("en", ["shared"], "shared"),
        ("en", ["professional", "shared", "independent"], "professional, shared and independent"),
        ("es", ["compartido", "profesional"], "compartido y profesional"),
        ("es", ["profesional", "compartido", "independiente"], "profesional, compartido e independiente"),
        ("es", ["padres", "hijos"], "padres e hijos"),
        ("es", ["agua", "Hielo"], "agua y Hielo"),
        ("es", ["sales", "iones"], "sales y iones"),
        ("es", ["una pauta", "«Información» 3"], "una pauta e «Información» 3"),
        ("es", ["padres", "hospitales"], "padres y hospitales"),
    ],
)
def test_a_list_in_a_sentence_reads_as_its_language_joins_it(language, items, written):
    assert listing(items, language) == written


@languages
def test_only_lists_join_words_that_are_known_when_they_are_read(messages, language):
    """In Spanish "y" and "o" change before some words. Else only numbers stand there, and those we have do not."""
    ends_in_words = {
        str(message.id)
        for message in messages.catalogue(language)
        if message.id
        and re.search(r"\b[yo] [«“(]*\{(?:last|name|title|label|item|group|what)\w*\}", message.string)
    }
    assert ends_in_words <= {"{several} and {last}"}
