"""What is told after a talk: the path, steps taken and skipped, the turning point, and what the other side thought."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from selfhelp_teach.exercises.talks.script import Conversation, skills
from selfhelp_teach.exercises.talks.turning import turning_point, warmth
from selfhelp_teach.exercises.talks.walking import Turn, heard, offered, said, standing
from selfhelp_teach.translation import Translate, translator

MOMENTS = 3
STEPS = 7


@dataclass(frozen=True, slots=True)
class Said:
    """One turn of the path: what was heard, what was answered, and what one may learn from it."""

    heard: str
    said: str
    step: str
    skills: tuple[str, ...]
    feedback: str
    thought: str


@dataclass(frozen=True, slots=True)
class Debrief:
    """All that is told after a talk that came to an ending.

    Attributes
    ----------
    path
        Turn by turn.
    last, ending
        What was told at the end, and how it went in one line.
    taken, skipped
        Names of the steps.
    skills
        Title, meaning and source of each skill that was shown.
    turning
        The index in ``path`` at which another line would have differed most.
    unsaid
        That other line.
    moments
        Indices in ``path`` of up to three turns: what was thought there is told first.
    rewrite
        The index of one line to say in one's own words.
    yours, theirs
        Trust at the end.
    """

    path: tuple[Said, ...]
    last: str
    ending: str
    taken: tuple[str, ...]
    skipped: tuple[str, ...]
    skills: tuple[tuple[str, str, str], ...]
    turning: int
    unsaid: str
    moments: tuple[int, ...]
    rewrite: int
    yours: int
    theirs: int


def step_names(_: Translate) -> tuple[str, ...]:
    """Return the names of the seven steps, in order (fact ``P.steps.*``)."""
    return (
        _("listen for how the other one sees it"),
        _("say how you see it"),
        _("ask what the other one wants"),
        _("say what you want"),
        _("look for an answer that serves both"),
        _("agree on one answer"),
        _("make an agenda"),
    )


def debrief(talk: Conversation, turns: Sequence[Turn], language: str = "en") -> Debrief | None:
    """Return the debrief of a path, or None before it has come to an ending."""
    state = standing(talk, turns)
    ending = talk.nodes[state.node].ending
    if ending is None or not turns:
        return None
    names = step_names(translator(language))
    steps = {turn.choice.step for turn in turns}
    tags = dict.fromkeys(tag for turn in turns for tag in turn.choice.skills)
    at = turning_point(talk, turns)
    return Debrief(
        path=tuple(_said(talk, turn, names, language) for turn in turns),
        last=heard(talk, state),
        ending=ending,
        taken=tuple(names[step - 1] for step in range(1, STEPS + 1) if step in steps),
        skipped=tuple(names[step - 1] for step in range(1, STEPS + 1) if step not in steps),
        skills=tuple(
            (skills()[tag]["title"][language], skills()[tag]["says"][language], skills()[tag]["source"])
            for tag in tags
        ),
        turning=at,
        unsaid=_unsaid(talk, turns[at]),
        moments=_moments(talk, turns, at),
        rewrite=_to_rewrite(turns, at),
        yours=state.yours,
        theirs=state.theirs,
    )


def _said(talk: Conversation, turn: Turn, names: tuple[str, ...], language: str) -> Said:
    node, choice = talk.nodes[turn.node], turn.choice
    return Said(
        heard=heard(talk, turn.state),
        said=turn.text,
        step=names[choice.step - 1] if choice.step else "",
        skills=tuple(skills()[tag]["title"][language] for tag in choice.skills),
        feedback=choice.feedback or "",
        thought=node.thought or "",
    )


def _unsaid(talk: Conversation, turn: Turn) -> str:
    """Return the line that would have differed most from the one said."""
    others = [choice for choice in offered(talk, turn.state) if choice.key != turn.choice.key]
    if not others:
        return ""
    return said(max(others, key=lambda choice: abs(warmth(choice) - warmth(turn.choice))), turn.state)


def _moments(talk: Conversation, turns: Sequence[Turn], turning: int) -> tuple[int, ...]:
    """Return the turns whose thoughts are told: the turning point, then those that moved trust most."""
    thought = [at for at, turn in enumerate(turns) if talk.nodes[turn.node].thought]

    def weight(at: int) -> tuple[bool, int]:
        trust = turns[at].choice.trust
        return at == turning, abs(trust.yours) + abs(trust.theirs)

    return tuple(sorted(sorted(thought, key=weight, reverse=True)[:MOMENTS]))


def _to_rewrite(turns: Sequence[Turn], turning: int) -> int:
    """Return the last line one can hardly stand by, or else the turning point."""
    return next((at for at in reversed(range(len(turns))) if not turns[at].choice.sound), turning)
