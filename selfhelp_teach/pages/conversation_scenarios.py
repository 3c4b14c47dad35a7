"""From a conversation to the ward: what was said, what might have been, and the runs of both.

A conversation takes minutes and a ward's life years, so one bold assumption stands between them: that
talks like this one become the ward's habit from one month on. How far they do is the page's one lever.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from selfhelp_teach.charts.conversation_paths import FROM_MONTH
from selfhelp_teach.errors import InputError
from selfhelp_teach.exercises import library
from selfhelp_teach.exercises.talks.script import Conversation
from selfhelp_teach.exercises.talks.turning import moved, other_way, turning_point
from selfhelp_teach.exercises.talks.walking import Turn, walked
from selfhelp_teach.model import Ensemble, Scenario, Shift
from selfhelp_teach.pages.runs import RUNS, Ward

SEED = 6


@dataclass(frozen=True, slots=True)
class ConversationState:
    """What the bridge draws: a conversation, a path through it, and where it might have gone another way.

    Attributes
    ----------
    exercise : str
        Id of the conversation.
    path : tuple of str
        Keys of the lines said; empty before anybody has spoken.
    at : int, optional
        Index of the turn at which another line is taken; by default the one with most at stake.
    habit : float
        How far talks like this one become the ward's habit, 0 (once) to 1 (all of them).
    """

    exercise: str
    path: tuple[str, ...] = ()
    at: int | None = None
    habit: float = 1.0

    def conversation(self, language: str = "en") -> Conversation:
        """Return the conversation in a language."""
        return conversation(self.exercise, language)

    def said(self, language: str = "en") -> tuple[Turn, ...]:
        """Return the turns taken."""
        return walked(self.conversation(language), self.path)

    def turn(self) -> int:
        """Return the index of the turn at which the other path leaves."""
        turns = self.said()
        if self.at is not None and 0 <= self.at < len(turns):
            return self.at
        return turning_point(self.conversation(), turns)

    def unsaid(self, language: str = "en") -> tuple[Turn, ...]:
        """Return the turns of the path not taken, to an ending."""
        return walked(self.conversation(language), _unsaid(self))

    def scenarios(self) -> dict[str, Scenario]:
        """Return the ward of each path: as it was, with what was said, with what was not."""
        before = Scenario.from_dict(self.conversation().scenario)
        if not self.said():
            return {"before": before}
        return {
            "before": before,
            "said": shifted(before, moved(self.said()), self.habit),
            "unsaid": shifted(before, moved(self.unsaid()), self.habit),
        }


@lru_cache(maxsize=16)
def _unsaid(talk: ConversationState) -> tuple[str, ...]:
    """Return the lines of the path not taken by their keys; both charts ask for it, at each step of their runs."""
    return tuple(turn.choice.key for turn in other_way(talk.conversation(), talk.said(), talk.turn()))


@cache
def conversation(name: str, language: str = "en") -> Conversation:
    """Return a conversation; read once, since every line said asks for it."""
    found = library.exercise(name, language)
    if not isinstance(found, Conversation):
        raise InputError(f"The exercise {name!r} is no conversation. Name one of the type conversation.")
    return found


def shifted(scenario: Scenario, changes: Mapping[str, float], habit: float) -> Scenario:
    """Return the scenario with what a path moved, from the month on in which talks change."""
    shifts = tuple(Shift(FROM_MONTH, name, habit * change) for name, change in sorted(changes.items()))
    return scenario.replace(shifts=shifts if habit else ())


def ensembles(talk: ConversationState) -> Iterator[dict[str, Ensemble]]:
    """Return the ensembles of the paths on the same draws, small first, then finer."""
    return RUNS.grow({name: Ward(scenario, seed=SEED) for name, scenario in talk.scenarios().items()})
