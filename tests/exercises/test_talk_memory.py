"""What a conversation remembers, and what the thorough check says of one that contradicts itself."""

from __future__ import annotations

import re

import pytest
from click.testing import CliRunner

from selfhelp_teach.cli.check import check as check_command
from selfhelp_teach.exercises import library
from selfhelp_teach.exercises.loading import load_exercise
from selfhelp_teach.exercises.talks import author_report, checking, states, walking
from selfhelp_teach.exercises.talks.map import svg
from tests.conftest import ROOT
from tests.exercises.writing import text_file

GUIDE = ROOT / "docs" / "conversations.md"


@pytest.fixture
def file(tmp_path):
    """The whole talk that the guide shows."""
    shown = re.search(r"```yaml\n(id: .*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)[1]
    return text_file(tmp_path, shown, "p06-my-visit.yaml")


@pytest.fixture
def visit(file):
    return load_exercise(file)


def changed(file, old, new):
    """The guide's example with one of its texts replaced."""
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    return file


def faults_of(file, old, new):
    """What the check says when the guide's example is changed."""
    changed(file, old, new)
    return "\n".join(library.check([file], thorough=[file]).faults)


def after(talk, *path):
    turns = walking.walked(talk, path)
    assert len(turns) == len(path)
    return walking.standing(talk, turns)


def test_the_talk_of_the_guide_is_sound(file):
    assert library.check([file], thorough=[file]).faults == []


def test_trust_decides_what_is_heard(visit):
    assert walking.heard(visit, after(visit, "ask")).startswith("Something happens")
    assert walking.heard(visit, after(visit, "rule")) == "I shall go. You have your rules."


def test_the_same_last_line_ends_as_the_whole_path_decides(visit):
    assert after(visit, "ask", "outside", "offer").node == "end-stays"
    assert after(visit, "rule", "outside", "offer").node == "end-goes"


def test_trust_stays_between_0_and_5(visit):
    start = visit.trust.model_copy(update={"theirs": 5, "yours": 5})
    full = after(visit.model_copy(update={"trust": start}), "ask", "outside", "offer")
    assert (full.yours, full.theirs) == (5, 5)
    start = visit.trust.model_copy(update={"theirs": 0})
    assert after(visit.model_copy(update={"trust": start}), "rule").theirs == 0


def test_a_line_is_offered_only_where_its_condition_holds(file):
    talk = load_exercise(changed(file, "- key: lift\n", "- key: lift\n        when: { theirs_to: 1 }\n"))
    assert [line.key for line in walking.offered(talk, after(talk, "rule"))] == ["outside", "lift"]
    assert [line.key for line in walking.offered(talk, after(talk, "ask"))] == ["outside"]
    assert len(walking.walked(talk, ["ask", "lift"])) == 1


def test_each_learner_has_an_order_of_lines_that_stays(visit):
    choices = visit.nodes["bed"].choices
    orders = {
        tuple(line.key for line in walking.shuffled(visit.id, "bed", choices, str(learner)))
        for learner in range(20)
    }
    assert len(orders) == 2
    again = [walking.shuffled(visit.id, "bed", choices, "a") for _time in range(2)]
    assert again[0] == again[1]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("    sets: [flight]  ", "    #", "'flight' is asked for, and no line or text sets it"),
        ("sets: [written]", "sets: [written, chair]", "'chair' is set, and nothing asks for it"),
        ("The lift closes.", "The airport is far.", "speaks of 'flight'"),
        ("needs: [flight]", "needs: [written]", "speaks of 'written'"),
        ("when: { theirs_from: 3 }", "when: { theirs_from: 5 }", "no path comes to this"),
        ("- key: lift\n", "- key: lift\n        when: { theirs_to: 1 }\n", "only one line is left to say"),
        ("theirs_from: 4 }\n    to: end-stays", "theirs_to: 0 }\n    to: end-stays", "no path comes to this"),
    ],
)
def test_a_contradiction_is_named_with_its_line(file, old, new, says):
    told = faults_of(file, old, new)
    assert says in told
    assert re.search(r"p06-my-visit\.yaml, line \d+, key [a-z]", told)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("  - to: end-goes", "  - { to: end-goes, when: { met: [written] } }", "the last rule"),
        ("    to: end-stays", "    to: bed", "no node with an ending"),
        (
            "to: close  ",
            "to: door\n        ways: [{ when: { met: [flight] }, to: nowhere }]  ",
            "no such node",
        ),
        ("skills: [exploring]", "skills: [exploding]", "no skill has the tag"),
        ("trust: { yours: 2", "trust: { yours: -2", "trust begins between 0 and 5"),
    ],
)
def test_rules_that_are_not_whole_are_refused_wherever_the_file_is_read(file, old, new, says):
    assert says in faults_of(file, old, new)


def test_walk_prints_endings_balance_and_paths(file):
    ran = CliRunner().invoke(check_command, ["--walk", str(file)])
    assert ran.exit_code == 0, ran.output
    assert "3 decisions" in ran.output
    assert "always the longest line" in ran.output
    assert re.search(r"> Stay until he sleeps.*\[door\.offer, step 5; trust yours 3, theirs 4\]", ran.output)
    assert "ask outside offer -> end-stays" in ran.output


def test_the_paths_of_walk_say_every_line(visit):
    told = author_report.report(visit).partition("every line is said:")[2]
    keys = {choice.key for node in visit.nodes.values() for choice in node.choices}
    assert keys <= set(told.split())


def test_the_map_is_a_picture_with_every_turn_and_dashed_where_it_depends(file, tmp_path, visit):
    ran = CliRunner().invoke(check_command, ["--map", str(tmp_path / "map.svg"), str(file)])
    assert ran.exit_code == 0, ran.output
    drawn = (tmp_path / "map.svg").read_text(encoding="utf-8")
    assert drawn == svg(visit)
    for name in visit.nodes:
        assert f">{name}</text>" in drawn
    assert "stroke-dasharray" in drawn


def test_chance_comes_to_each_ending_as_often_as_it_must(visit):
    lot = states.by_chance(visit, walks=4000)
    assert lot.of(visit.endings) == pytest.approx(1)
    assert lot.shares["end-stays"] == pytest.approx(1 / 8, abs=0.03)  # three lines of two each


def test_the_check_tells_lengths_that_give_the_line_away(file):
    line = "Visiting is over, and I have to treat all families alike."
    talk = load_exercise(changed(file, line, "Out, please."))
    assert any("letters and the longest line" in said for _place, said in checking.notes(talk))
