"""Numbers written out in the words of charts, controls and pages: each has a fact or a reason, in each language."""

from __future__ import annotations

import re

import pytest
from babel.messages.pofile import read_po

from selfhelp_teach.evidence import check_citation, unmarked_numbers
from selfhelp_teach.locations import PACKAGE

# A fact of the ledger that has this number, or why it is no finding.
WRITTEN = {
    "256": "in the name of a checksum, SHA-256",
    "43": "fact:C3.sample",
    "44": "fact:P1.share",
    "74": "fact:C1.sample",
    "80": "fact:C16.parents",
    "676": "fact:C9.sample",
    "0": "an end of a scale of the model",
    "1": "the fewest samples; the ratio of no difference",
    "3": "the name of a licence",
    "4.0": "the name of a licence",
    "5": "an end of a scale of the model",
    "20": "the megabytes a record may have",
    "25": "the size of a class, a what-if",
    "100": "the unit of a measure",
    "5%": "a quantile drawn",
    "90%": "the quantiles drawn",
    "95%": "the level of an interval, or a quantile drawn",
}
PLACEHOLDER = re.compile(r"\{[^}]*\}")


def catalogue():
    """Yield each message and its translation; those of the data sets are the ledger itself."""
    (path,) = PACKAGE.glob("locale/es/LC_MESSAGES/*.po")
    with path.open("rb") as file:
        for message in read_po(file, locale="es"):
            ids, strings = (
                each if isinstance(each, tuple) else (each,) for each in (message.id, message.string)
            )
            written = any(not place.startswith("datasets/") for place, _line in message.locations)
            yield from ((text, other, written) for text, other in zip(ids, strings, strict=False) if text)


def numbers(text):
    return [found.number for found in unmarked_numbers(PLACEHOLDER.sub(" ", text))]


def test_every_number_written_in_the_code_has_a_fact_or_a_reason():
    found = {(number, text) for text, _other, written in catalogue() if written for number in numbers(text)}
    assert {(number, text) for number, text in found if number not in WRITTEN} == set()
    assert {number for number, _text in found} == set(WRITTEN), "one that nobody writes any more"


@pytest.mark.parametrize(
    ("number", "fact"), [each for each in WRITTEN.items() if each[1].startswith("fact:")]
)
def test_a_number_written_in_the_code_is_its_facts(number, fact):
    check_citation(fact.removeprefix("fact:"), number)


def test_a_translation_has_the_numbers_of_its_text():
    for text, other, _written in catalogue():
        decades = [re.sub(r"\b19(\d0)s\b", r"\1", PLACEHOLDER.sub(" ", each)) for each in (text, other)]
        told = [sorted(re.findall(r"\d+(?:[.]\d+)?", each.replace(",", "."))) for each in decades]
        assert told[1] == told[0], (text, other)
