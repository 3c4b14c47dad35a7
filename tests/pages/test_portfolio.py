"""Page 07: the three texts come from its exercises into the portfolio, in every format."""

from __future__ import annotations

import json

import pytest

from selfhelp_teach.errors import InputError
from selfhelp_teach.exercises.library import exercise, of_page
from selfhelp_teach.exercises.portfolio import build, export
from selfhelp_teach.exercises.portfolio.model import DEAL_EXERCISES
from selfhelp_teach.exercises.portfolio.part import PIECES, PortfolioPart
from selfhelp_teach.exercises.types.free_text import FreeText
from selfhelp_teach.exercises.types.likert import Likert
from selfhelp_teach.pages.portfolio import Portfolio
from selfhelp_teach.records.schema import Record
from tests.records.examples import entry


def test_the_page_asks_for_the_three_texts_as_free_texts_with_criteria():
    for name in DEAL_EXERCISES.values():
        asked = exercise(name)
        assert isinstance(asked, FreeText)
        assert asked.criteria
        assert asked.starters


def test_the_self_ratings_are_private_and_have_four_levels():
    ratings = [found for found in of_page("07") if isinstance(found, Likert)]
    assert len(ratings) >= 2
    assert all(found.private and found.points == 4 for found in ratings)


def test_the_page_offers_every_format():
    page = Portfolio()
    parts = [page.look_back(), page.rating(), page.files()]
    assert sorted(piece for part in parts for piece in part.content["show"]) == sorted(PIECES)
    assert len({part.key for part in parts}) == 3
    assert {"html", "docx", "md", "json"} <= set(page.files().content["formats"])


def test_a_piece_that_is_not_there_is_refused():
    with pytest.raises(InputError, match="gaps, rating, files"):
        PortfolioPart(show=("marks",))


@pytest.mark.parametrize("form", ["html", "md", "json"])
def test_what_was_written_stands_in_the_export_once(form):
    record = Record.of([entry(exercise="p07-describe", value="The clock in the corridor <b>stopped</b>.")])
    written = export(build(record), form).decode()
    told = json.loads(written)["portfolio"]["synthesis"][0]["text"] if form == "json" else written
    assert told.count("The clock in the corridor") == 1
    if form == "html":
        assert "<b>stopped</b>" not in written


def test_the_texts_are_told_as_the_synthesis_in_the_order_of_the_steps():
    third = entry(exercise="p07-articulate", value="Third.")
    told = build(Record.of([third, entry(exercise="p07-describe", value="First.")]))
    assert [text.text for text in told.synthesis] == ["First.", "Third."]
    assert not told.answers


def test_a_text_not_handed_in_is_told_too():
    record = Record.of([entry(exercise="p07-examine", value="Half a thought", kind="draft")])
    assert [text.text for text in build(record).synthesis] == ["Half a thought"]
