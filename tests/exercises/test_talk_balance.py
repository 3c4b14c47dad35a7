"""What a teacher would test a talk for: nobody wins it unread, both sides have reasons, and it stays in its story."""

from __future__ import annotations

import re

import pytest

from selfhelp_teach.exercises.presentation import content
from selfhelp_teach.exercises.talks import checking, states
from selfhelp_teach.exercises.talks.script import Conversation
from selfhelp_teach.exercises.translations import texts
from tests.exercises.course import every_talk, loaded
from tests.exercises.talks import ends_well, talk_of, told

MOST = 0.75  # of decisions: at "most" of them two lines can be defended
FEWEST_ENDINGS = 4


@pytest.mark.slow
@every_talk
def test_a_talk_contradicts_itself_in_no_state_it_can_be_in(path):
    assert checking.faults(loaded(path)) == []


@pytest.mark.slow
@every_talk
def test_nothing_but_reading_helps_lengths_places_and_luck_do_not(path):
    talk = loaded(path)
    assert checking.notes(talk) == []
    assert states.settled(talk)
    assert len(talk.endings) >= FEWEST_ENDINGS


@every_talk
def test_at_most_decisions_two_lines_can_be_defended(path):
    talk = loaded(path)
    two = [name for name in talk.decisions if sum(line.sound for line in talk.nodes[name].choices) > 1]
    assert len(two) >= MOST * len(talk.decisions), set(talk.decisions) - set(two)


@every_talk
def test_the_other_side_thinks_something_at_every_turn_and_it_is_not_on_the_page(path):
    talk = loaded(path)
    shown = str(content(talk))
    for name in talk.decisions:
        thought = talk.nodes[name].thought
        assert thought, name
        assert thought not in shown


@every_talk
def test_the_same_last_line_can_end_in_two_ways(path):
    """The whole path decides: some line leads to a good ending or to another, as memory has it."""
    talk = loaded(path)
    assert len(talk.closing) > 1
    assert any(rule.to in states.settled(talk) for rule in talk.closing)
    straight = {to for node in talk.nodes.values() for choice in node.choices for to in choice.targets}
    assert not straight & set(states.settled(talk))


@every_talk
def test_talks_have_one_kind_of_quotation_mark_and_of_dots(path):
    """In English; the Spanish of the whole course is looked at with its glossary."""
    talk = loaded(path)
    for place, text in texts(Conversation, talk.model_dump(mode="json")).items():
        assert not re.search(r"[«»\"\u2018\u2019\u201e]|\.\.\.", text), place
        assert text.count("“") == text.count("”"), place


DROPS = "thank reflect take-up pause ring explain want propose agenda"


def test_the_drops_end_well_only_named_paused_and_checked():
    assert told("drops", DROPS)[0].node == "end-settled"
    state, _text, _lines = told("drops", DROPS.replace("pause ring explain", "carry-on"))
    assert state.node == "end-kind"
    assert all(state.met >= {"product", "paused", "checked"} for state in ends_well("drops"))


def test_asking_for_name_and_dose_is_no_fault():
    line = next(line for line in talk_of("drops").nodes["grass"].choices if line.key == "name-first")
    assert line.sound
    assert "safe" in line.feedback


def test_a_question_about_this_morning_is_answered():
    assert "This morning?" in told("drops", "pass-over smile call-back calm")[1]
    assert "At home I say" in told("drops", "thank defend notice")[1]


def test_by_telephone_both_sides_write():
    lines = told("drops", "pass-over smile call-back together pause ring explain want propose")[2]
    assert lines["agenda"].startswith("Let us both write it now")


def test_a_dressing_that_is_done_is_not_done_again():
    _state, text, _lines = told("line", "swallow open-now")
    assert "done for tonight" in text
    lines = told("line", "swallow small-hint take-it")[2]
    assert "Friday" in lines["only-hers"]


def test_one_kind_word_does_not_settle_the_line_and_a_night_nurse_makes_no_policy():
    assert told("line", "sharp ask-wish exam child-first")[0].node == "softened"
    assert "not mine to say" in told("line", "ask-why reflect ask-want my-wish")[1]


def test_after_six_in_the_morning_nobody_says_tonight():
    lines = told("line", "ask-why reflect let-it-be ask-handover")[2]
    assert "tonight" not in lines["dates"]


def test_a_time_is_told_only_once_somebody_has_named_it():
    assert all("time" in state.met for state in ends_well("scan"))


def test_after_eight_the_doctor_is_not_looked_for_in_theatre():
    _state, text, _lines = told("scan", "sit mirror want wait-see call-now")
    assert "tomorrow morning" in text
    lines = told("scan", "sit mirror want wait-see go-in")[2]
    assert "theatre" not in lines["solution"]


def test_the_page_about_tuesdays_names_no_family_and_its_writer_is_not_rung_up():
    state, text, _lines = told("tuesday", "fine hush private read director")
    assert state.node == "letter"
    assert "I don't know who wrote it" in text


def test_the_social_workers_story_is_known_only_to_whom_she_told_it():
    assert "tried" not in told("tuesday", "fine hush join")[2]["first-talk"]
    assert "nobody" not in told("tuesday", "honest need")[1]


def test_before_the_head_of_department_one_speaks_to_him():
    _state, text, lines = told("letter", "programme next-time bridge invite")
    assert "says the father to the guest" in text
    assert "i-will" not in lines


def test_an_offer_is_ours_only_once_it_was_made():
    assert "our offer" not in told("letter", "read echo want")[1]
    assert "our offer" in told("letter", "read echo win")[1]


def test_only_who_did_not_sign_is_asked_for_it():
    assert "sign" not in told("letter", "read echo win")[2]["meeting"]
    assert "would not sign" in told("letter", "read soften notice win")[2]["meeting"]


def test_telling_of_a_family_in_a_circle_of_twelve_costs_trust():
    before, _text, _lines = told("guest", "honest")
    after, text, _lines = told("guest", "honest one-family")
    assert after.theirs < before.theirs
    assert "looks at her hands" in text


def test_a_leaflet_is_spoken_of_only_where_there_is_one():
    assert "leaflet" not in told("guest", "ask echo theirs mine-too")[1]
    assert "our leaflet" in told("guest", "ask echo theirs try-one")[1]
