"""A conversation: line after line to an ending: schema, check, mark, and how it is presented and told."""

from __future__ import annotations

from typing import Any

from selfhelp_teach.exercises.talks.debrief import debrief
from selfhelp_teach.exercises.talks.page import shown_talk
from selfhelp_teach.exercises.talks.script import Conversation
from selfhelp_teach.exercises.talks.turning import shifts
from selfhelp_teach.exercises.talks.walking import heard, standing, walked
from selfhelp_teach.exercises.types.base import ExerciseType, Incomplete, Judged, Results
from selfhelp_teach.exercises.types.base import message as _
from selfhelp_teach.exercises.wording import plain
from selfhelp_teach.exercises.words import exercise_labels
from selfhelp_teach.translation import Translate


def check(exercise: Conversation, value: Any) -> list[str]:
    if not isinstance(value, list):
        raise Incomplete(_("The conversation cannot be read. Start it again."))
    said = walked(exercise, value)
    if len(said) < len(value):
        raise Incomplete(
            _("The conversation has no line {key} at this point. Start it again."), key=repr(value[len(said)])
        )
    return value


def judge(exercise: Conversation, value: list[str], _results: Results, _: Translate) -> Judged:
    turns = walked(exercise, value)
    state = standing(exercise, turns)
    node = exercise.nodes[state.node]
    details = {
        "effects": shifts(turns),
        "steps": sorted({turn.choice.step for turn in turns if turn.choice.step}),
        "ending": node.ending,
        "outcome": node.outcome,
        "node": state.node,
        "trust": {"yours": state.yours, "theirs": state.theirs},
    }
    return None, [], details


def tell(exercise: Conversation, value: list[str], language: str) -> list[str]:
    """Tell a talk as it went: both sides, then how it ended, which steps were taken, and the turning point."""
    words = exercise_labels(language)
    turns = walked(exercise, value)
    lines = []
    for turn in turns:
        who = exercise.nodes[turn.node].speaker
        name = exercise.cast.get(who) or words[f"speaker_{who}"]
        heard_there = plain(heard(exercise, turn.state))
        lines += [f"{name}: {heard_there}" if name else heard_there, f"{words['you_said']}: {turn.text}"]
    looked_back = debrief(exercise, turns, language)
    if looked_back is None:
        return lines
    steps = "; ".join(looked_back.taken) or words["debrief_none"]
    skipped = "; ".join(looked_back.skipped) or words["debrief_none"]
    return [
        *lines,
        f"{plain(looked_back.last)} {looked_back.ending}",
        f"{words['debrief_steps']}: {steps}",
        f"{words['debrief_skipped']}: {skipped}",
        f"{words['debrief_turning']}: {looked_back.path[looked_back.turning].said}",
    ]


TYPE = ExerciseType(
    model=Conversation, check=check, describe=shown_talk, tell=tell, judge=judge, marked=False, scored=False
)
