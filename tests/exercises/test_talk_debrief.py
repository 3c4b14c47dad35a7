"""What is told after a talk: the path, its steps, its turning point, and what the other side thought."""

from __future__ import annotations

import pytest

from selfhelp_teach.exercises.portfolio.answer_text import answer_lines
from selfhelp_teach.exercises.presentation import content
from selfhelp_teach.exercises.talks.debrief import debrief, step_names
from selfhelp_teach.exercises.talks.page import shown_debrief
from selfhelp_teach.exercises.talks.script import skills
from selfhelp_teach.exercises.talks.walking import walked
from selfhelp_teach.translation import translator
from tests.exercises.course import every_talk, loaded, shortest
from tests.exercises.talks import talk_of

NAMES = step_names(translator("en"))


@pytest.fixture
def drops():
    return talk_of("drops")


def looked_back(talk, path, language="en"):
    return debrief(talk, walked(talk, path.split()), language)


@every_talk
@pytest.mark.parametrize("language", ["en", "es"])
def test_after_every_ending_the_steps_are_told_and_none_is_told_twice(path, language):
    talk = loaded(path, language)
    names = set(step_names(translator(language)))
    for turns in shortest(path, language).values():
        found = debrief(talk, turns, language)
        assert set(found.taken) | set(found.skipped) == names
        assert not set(found.taken) & set(found.skipped)
        assert len(found.path) == len(turns)
        assert 1 <= len(found.moments) <= 3
        assert found.path[found.turning].said
        assert found.unsaid
        assert all(found.path[at].thought for at in found.moments)


def test_before_the_end_nothing_is_told(drops):
    assert looked_back(drops, "thank reflect") is None
    assert shown_debrief(drops, ["thank"], "en") is None


def test_the_steps_are_those_of_the_path(drops):
    found = looked_back(drops, "pass-over smile let-go")
    assert found.taken == ()
    assert found.skipped == NAMES
    whole = looked_back(drops, "thank reflect take-up pause ring explain want propose agenda")
    assert whole.taken == tuple(name for name in NAMES if name not in {NAMES[2], NAMES[5]})


def test_the_line_to_rewrite_is_the_last_one_can_hardly_stand_by(drops):
    found = looked_back(drops, "pass-over no-secrets defend notice plate carry-on want no-time")
    assert found.path[found.rewrite].said.startswith("I understand it well")


def test_skills_are_told_with_their_source_and_only_afterwards(drops):
    found = looked_back(drops, "thank reflect take-up pause ring explain want propose agenda")
    titles = {title for title, _says, _source in found.skills}
    assert {"Open question", "Reflection", "Validating", "Ask, tell, ask"} <= titles
    assert all(source for _title, _says, source in found.skills)
    page = str(content(drops))
    assert not any(f"'{tag}'" in page for tag in skills())


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_skill_has_words_in_each_language_and_a_source(language):
    for tag, skill in skills().items():
        assert skill["title"][language], tag
        assert skill["says"][language], tag
        assert skill["source"], tag


def test_the_portfolio_tells_the_talk_from_both_sides_and_how_it_went(drops):
    lines = answer_lines(drops, ["scold", "elsewhere"])
    assert lines[0].startswith("Mother: It's only herbs.")
    assert lines[1].startswith("You: Three weeks?")
    assert "The family has left" in lines[4]
    assert lines[5] == "Steps taken: none"
    assert lines[7].startswith("The turning point: ")
