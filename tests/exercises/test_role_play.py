"""The case of a talk for a class: cards, observers, facilitator; on paper, in both languages, without lines."""

from __future__ import annotations

import re

import pytest
from click.testing import CliRunner

from selfhelp_teach.cli.role_play import role_play
from selfhelp_teach.exercises.presentation import content
from selfhelp_teach.exercises.talks.debrief import step_names
from selfhelp_teach.exercises.talks.roleplay import page, timing
from selfhelp_teach.exercises.talks.script import skills
from selfhelp_teach.translation import translator
from tests.exercises import course
from tests.exercises.course import loaded

TALKS = [path for path in course.TALKS if loaded(path).chair_of is None]
every_talk = pytest.mark.parametrize("path", TALKS, ids=lambda path: path.stem)
LONGEST = 60  # minutes of a lesson


@every_talk
@pytest.mark.parametrize("language", ["en", "es"])
def test_a_class_gets_a_card_for_each_role_a_sheet_and_a_plan(path, language):
    talk = loaded(path, language)
    printed = page(talk, language)
    assert printed is not None
    for card in talk.classroom.cards:
        for text in (card.role, card.says, card.hides, card.softens):
            assert text in printed.replace("&#x27;", "'").replace("&quot;", '"')
    for name in (
        *step_names(translator(language)),
        *(skill["title"][language] for skill in skills().values()),
    ):
        assert f"<td>{name}</td>".replace("'", "&#x27;") in printed
    assert f'<html lang="{language}">' in printed


@every_talk
def test_the_page_gives_no_line_of_the_talk_and_the_talk_no_word_of_the_cards(path):
    talk = loaded(path)
    printed = page(talk)
    assert not [line.text for node in talk.nodes.values() for line in node.choices if line.text in printed]
    shown = str(content(talk))
    assert not [card.hides for card in talk.classroom.cards if card.hides in shown]


def test_the_plan_fits_into_a_lesson():
    assert sum(int(minutes) for _what, minutes in timing(translator("en"))) <= LONGEST


def test_the_page_needs_nothing_from_elsewhere():
    printed = page(loaded(TALKS[0]))
    assert not re.search(r"https?://|<script|<link|<img", printed)


def test_the_command_lists_writes_and_says_what_is_wrong(tmp_path):
    runner = CliRunner()
    assert TALKS[0].stem in runner.invoke(role_play, []).output
    target = tmp_path / "cards.html"
    ran = runner.invoke(role_play, [TALKS[0].stem, "--language", "es", "--out", str(target)])
    assert ran.exit_code == 0
    assert "Para quien dirige" in target.read_text(encoding="utf-8")
    refused = runner.invoke(role_play, ["p06-order-the-steps"])
    assert "no case for a class" in str(refused.exception)
