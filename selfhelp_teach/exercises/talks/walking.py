"""The walk through a conversation: what is remembered, what may be said next, where a line leads.

Everything that follows a talk in Python takes its steps here. The page takes the same steps in
``static/exercise/walk.js``, so that a talk goes on before a kernel answers; a test walks both side by side.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from selfhelp_teach.exercises.talks.graph import CLOSE
from selfhelp_teach.exercises.talks.script import TRUST_MOST, Choice, Condition, Conversation, Node

_BASIS, _PRIME, _MASK = 0x811C9DC5, 0x01000193, 0xFFFFFFFF


@dataclass(frozen=True, slots=True)
class State:
    """Where a talk stands.

    Attributes
    ----------
    node : str
        The turn it has come to.
    met : frozenset of str
        What has come up, that which is heard at this turn included.
    before : frozenset of str
        The same without what is heard at this turn: it decides how the turn is told.
    yours, theirs : int
        The trust of each side, 0 to 5.
    """

    node: str
    met: frozenset[str]
    before: frozenset[str]
    yours: int
    theirs: int


@dataclass(frozen=True, slots=True)
class Turn:
    """One line said: the choice, in the state in which it was made."""

    state: State
    choice: Choice

    @property
    def node(self) -> str:
        """The turn it was said at."""
        return self.state.node

    @property
    def text(self) -> str:
        """The line as it was worded there."""
        return said(self.choice, self.state)


def holds(condition: Condition | None, met: frozenset[str], yours: int, theirs: int) -> bool:
    """Return whether a condition holds; none always does."""
    if condition is None:
        return True
    return (
        met.issuperset(condition.met)
        and met.isdisjoint(condition.unmet)
        and (not condition.any_of or not met.isdisjoint(condition.any_of))
        and _within(yours, condition.yours_from, condition.yours_to)
        and _within(theirs, condition.theirs_from, condition.theirs_to)
    )


def _within(at: int, low: int | None, high: int | None) -> bool:
    return (low is None or at >= low) and (high is None or at <= high)


def opening(talk: Conversation) -> State:
    """Return the state a talk begins in."""
    return _at(talk, talk.start, frozenset(), talk.trust.yours, talk.trust.theirs)


def _at(talk: Conversation, node: str, met: frozenset[str], yours: int, theirs: int) -> State:
    return State(node, _met(met, talk.nodes[node].sets), met, yours, theirs)


def _met(before: frozenset[str], sets: tuple[str, ...]) -> frozenset[str]:
    return before.union(sets) if sets else before  # the same one is the sooner found among states


def offered(talk: Conversation, state: State) -> tuple[Choice, ...]:
    """Return the lines that may be said, in the order of the file."""
    return tuple(
        choice
        for choice in talk.nodes[state.node].choices
        if choice.when is None or holds(choice.when, state.met, state.yours, state.theirs)
    )


def after(talk: Conversation, state: State, choice: Choice) -> State:
    """Return the state that a line leads to."""
    return taken(talk, state, choice)[0]


def taken(talk: Conversation, state: State, choice: Choice) -> tuple[State, int | None, int | None]:
    """Return the state that a line leads to, and the indices of the way and of the rule of the endings, if any.

    A search through a talk takes this step a million times.
    """
    met = _met(state.met, choice.sets)
    yours = _level(state.yours + choice.trust.yours)
    theirs = _level(state.theirs + choice.trust.theirs)
    way = _first(choice.ways, met, yours, theirs)
    to, rule = choice.to if way is None else choice.ways[way].to, None
    if to == CLOSE and (rule := _first(talk.closing, met, yours, theirs)) is not None:
        to = talk.closing[rule].to
    return _at(talk, to, met, yours, theirs), way, rule


def _level(level: int) -> int:
    return max(0, min(TRUST_MOST, level))


def heard(talk: Conversation, state: State) -> str:
    """Return the text of the turn as it is told in this state."""
    node = talk.nodes[state.node]
    at = variant_at(node, state)
    return node.text if at is None else node.variants[at].text


def said(choice: Choice, state: State) -> str:
    """Return a line as it is worded in this state."""
    at = wording_at(choice, state)
    return choice.text if at is None else choice.variants[at].text


class _Conditional(Protocol):
    @property
    def when(self) -> Condition | None: ...


def variant_at(node: Node, state: State) -> int | None:
    """Return the index of the variant told, or None for the text itself."""
    return _first(node.variants, state.before, state.yours, state.theirs)


def wording_at(choice: Choice, state: State) -> int | None:
    """Return the index of the wording of a line, or None for the text itself."""
    return _first(choice.variants, state.met, state.yours, state.theirs)


def _first(conditional: Sequence[_Conditional], met: frozenset[str], yours: int, theirs: int) -> int | None:
    for at, each in enumerate(conditional):
        if holds(each.when, met, yours, theirs):
            return at
    return None


def walked(talk: Conversation, path: Iterable[str]) -> tuple[Turn, ...]:
    """Return the turns of a path given as keys of lines, as far as the keys lead."""
    turns: list[Turn] = []
    state = opening(talk)
    for key in path:
        choice = next((choice for choice in offered(talk, state) if choice.key == key), None)
        if choice is None:
            break
        turns.append(Turn(state, choice))
        state = after(talk, state, choice)
    return tuple(turns)


def standing(talk: Conversation, turns: Sequence[Turn]) -> State:
    """Return the state after the turns of a path."""
    return after(talk, turns[-1].state, turns[-1].choice) if turns else opening(talk)


def shuffled(talk: str, node: str, choices: Iterable[Choice], learner: str = "") -> list[Choice]:
    """Return lines in the order in which they are shown: the same each time, another at each turn.

    Parameters
    ----------
    talk, node
        Id of the talk and name of the turn.
    choices
        The lines.
    learner
        Sets the order for one learner; without, everybody has the same.
    """
    begun = _hashed(f"{learner}/", _hashed_before(talk, node))
    return sorted(choices, key=lambda choice: (_stirred(_hashed(choice.key, begun)), choice.key))


@lru_cache(maxsize=256)
def _hashed_before(talk: str, node: str) -> int:
    """Return the hash of what all lines of a turn begin with: a thousand walks through a talk ask for it again."""
    return _hashed(f"{talk}/{node}/", _BASIS)


def _hashed(text: str, value: int) -> int:
    """Return FNV-1a of 32 bits (Fowler, Noll and Vo), continued from what came before the text."""
    for byte in text.encode():
        value = ((value ^ byte) * _PRIME) & _MASK
    return value


def _stirred(value: int) -> int:
    """Return a hash stirred once more, so that near names part."""
    value ^= value >> 16
    value = (value * 0x45D9F3B) & _MASK
    return value ^ (value >> 16)
