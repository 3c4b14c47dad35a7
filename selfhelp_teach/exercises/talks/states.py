"""Every state a conversation can be in, and what chance and blind habits come to in it."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from selfhelp_teach.exercises.talks.script import Choice, Conversation
from selfhelp_teach.exercises.talks.walking import State, after, offered, opening, said, shuffled

WALKS = 1000
LEARNERS = 100
_LONGEST = 200  # lines; nobody talks longer, and a blind habit may go round for ever
_MOST_STATES = 400_000


def states(talk: Conversation) -> frozenset[State]:
    """Return every state some path comes to."""
    start = opening(talk)
    found, frontier = {start}, [start]
    while frontier:
        state = frontier.pop()
        for choice in offered(talk, state):
            new = after(talk, state, choice)
            if new not in found:
                found.add(new)
                frontier.append(new)
        if len(found) > _MOST_STATES:
            raise MemoryError(f"{talk.id} has more than {_MOST_STATES} states")
    return frozenset(found)


#: What is said next: from the lines offered, as they are worded and ordered, to one of them.
Habit = Callable[[list[Choice], State], Choice]


def come_to(talk: Conversation, habit: Habit, learner: str) -> str | None:
    """Return the ending that a habit comes to, or None where it goes round for ever."""
    state = opening(talk)
    for _line in range(_LONGEST):
        choices = shuffled(talk.id, state.node, offered(talk, state), learner)
        if not choices:
            return state.node
        state = after(talk, state, habit(choices, state))
    return None


@dataclass(frozen=True, slots=True)
class Shares:
    """How often each ending was come to, as shares of all walks."""

    shares: dict[str, float]

    def of(self, endings: Iterable[str]) -> float:
        """Return the share of several endings together."""
        return sum(self.shares.get(name, 0.0) for name in endings)


def _shares(talk: Conversation, habit: Habit, walks: int) -> Shares:
    counted = Counter(come_to(talk, habit, str(walk)) for walk in range(walks))
    return Shares({name: count / walks for name, count in counted.items() if name is not None})


def by_chance(talk: Conversation, walks: int = WALKS) -> Shares:
    """Return the endings of talks in which each line is drawn by lot."""
    lot = random.Random(talk.id)  # noqa: S311 (a lot, no secret)
    return _shares(talk, lambda choices, _state: lot.choice(choices), walks)


def by_habits(talk: Conversation, learners: int = LEARNERS) -> dict[str, Shares]:
    """Return the endings of who never reads: always the first line, the last, the longest, the shortest."""

    def length(choice: Choice, state: State) -> int:
        return len(said(choice, state))

    habits: dict[str, Habit] = {
        "first": lambda choices, _state: choices[0],
        "last": lambda choices, _state: choices[-1],
        "longest": lambda choices, state: max(choices, key=lambda choice: length(choice, state)),
        "shortest": lambda choices, state: min(choices, key=lambda choice: length(choice, state)),
    }
    return {name: _shares(talk, habit, learners) for name, habit in habits.items()}


def settled(talk: Conversation) -> tuple[str, ...]:
    """Return the good endings."""
    return tuple(name for name in talk.endings if talk.nodes[name].outcome == "settled")
