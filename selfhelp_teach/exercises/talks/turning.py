"""What a path moves, the turn that mattered most, and the path not taken."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from selfhelp_teach.exercises.talks.graph import targets
from selfhelp_teach.exercises.talks.script import Choice, Conversation
from selfhelp_teach.exercises.talks.walking import State, Turn, after, offered

# Fields whose rise eases conflict; the rise of every other one feeds it.
_EASES = {"acceptance": 1, "emotional_engagement": 1}
_NOTHING = 1e-9
_MOST_STEPS = 20_000  # of a search through one conversation; ours end before


def shifts(turns: Iterable[Turn]) -> dict[str, float]:
    """Return what the lines of a path shift, summed by field."""
    total: dict[str, float] = {}
    for turn in turns:
        for name, change in turn.choice.effects.items():
            total[name] = total.get(name, 0.0) + change
    return total


def moved(turns: Iterable[Turn]) -> dict[str, float]:
    """Return :func:`shifts` as the model takes them: held within -1 to 1, without those that come to nothing."""
    found = shifts(turns).items()
    return {name: max(-1.0, min(1.0, change)) for name, change in found if abs(change) > _NOTHING}


def warmth(choice: Choice) -> float:
    """Return how far a line brings both sides together: its shifts, signed by whether they ease conflict."""
    return sum(change * _EASES.get(name, -1) for name, change in choice.effects.items())


def turning_point(talk: Conversation, turns: Sequence[Turn]) -> int:
    """Return the index of the turn at which another line would have differed most from the one said."""

    def stake(index: int) -> float:
        turn = turns[index]
        others = [choice for choice in offered(talk, turn.state) if choice.key != turn.choice.key]
        return max((abs(warmth(choice) - warmth(turn.choice)) for choice in others), default=-1.0)

    return max(range(len(turns)), key=stake)


def other_way(talk: Conversation, turns: Sequence[Turn], at: int) -> tuple[Turn, ...]:
    """Return a path not taken: the same up to turn ``at``, then another line and on to an ending.

    Where the talk went warm from there, the other way is the coldest there is, and the other way round. No
    node comes twice in what follows, so the way ends.
    """
    taken = turns[at]
    sign = -1 if sum(warmth(turn.choice) for turn in turns[at:]) > 0 else 1
    hopes = _hopes(talk, sign)
    best: tuple[float, tuple[Turn, ...]] = (-math.inf, ())
    known: dict[tuple[State, frozenset[str]], float] = {}  # how well one came there with these turns behind
    start: tuple[State, frozenset[str], tuple[Turn, ...], float] = (taken.state, frozenset(), (), 0.0)
    frontier = [start]
    for _step in range(_MOST_STEPS):
        if not frontier:
            break
        state, seen, way, worth = frontier.pop()
        if talk.nodes[state.node].ending is not None:
            best = max(best, (worth, way), key=lambda found: found[0])
            continue
        hope = hopes[len(talk.nodes) - len(seen)][state.node]
        if known.get((state, seen), -math.inf) >= worth or worth + hope + _NOTHING <= best[0]:
            continue
        known[state, seen] = worth
        seen |= {state.node}
        for choice in offered(talk, state):
            then = after(talk, state, choice)
            refused = then.node in seen if way else choice.key == taken.choice.key
            if not refused:
                frontier.append((then, seen, (*way, Turn(state, choice)), worth + sign * warmth(choice)))
    return (*turns[:at], *best[1])


def _hopes(talk: Conversation, sign: int) -> list[dict[str, float]]:
    """Return, by how many lines may still be said at most, the most that a way from each node can come to.

    Conditions are left out of account, so no way comes to more, and what cannot become the best is not followed.
    """
    lines = {
        name: [(sign * warmth(choice), targets(talk, choice)) for choice in node.choices]
        for name, node in talk.nodes.items()
    }
    hopes = [{name: -math.inf if lines[name] else 0.0 for name in lines}]  # without lines it is an ending
    for _more in lines:
        further = hopes[-1]
        hopes.append(
            {
                name: max((gain + max(further[to] for to in leads) for gain, leads in found), default=0.0)
                for name, found in lines.items()
            }
        )
    return hopes
