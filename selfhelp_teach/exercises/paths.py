"""The paths through a conversation: which lines can be reached, and from where it can still end.

A conversation is a graph of nodes joined by choices. The checks here raise a fault at the place in the
file where an author mends it, so a learner never meets a line that leads nowhere.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from selfhelp_teach.exercises.schema import Choice, Fault, Node

# Fields whose rise eases conflict; the rise of every other one feeds it.
_EASES = {"acceptance": 1, "emotional_engagement": 1}
_NOTHING = 1e-9
_MOST_STEPS = 20_000  # of a search through one conversation; ours need far fewer


def decisions(nodes: Mapping[str, Node]) -> tuple[str, ...]:
    """Return the nodes with at least two choices, in the order of the file."""
    return tuple(name for name, node in nodes.items() if len(node.choices) > 1)


def reached(nodes: Mapping[str, Node], start: str) -> frozenset[str]:
    """Return the nodes that some path from ``start`` comes to."""
    found, frontier = {start}, [start]
    while frontier:
        for choice in nodes[frontier.pop()].choices:
            if choice.to not in found:
                found.add(choice.to)
                frontier.append(choice.to)
    return frozenset(found)


def can_end(nodes: Mapping[str, Node]) -> frozenset[str]:
    """Return the nodes from which some path comes to an ending."""
    found = {name for name, node in nodes.items() if node.ending is not None}
    grown = True
    while grown:
        more = {name for name, node in nodes.items() if any(choice.to in found for choice in node.choices)}
        grown = not more <= found
        found |= more
    return frozenset(found)


def check_paths(nodes: Mapping[str, Node], start: str, fewest: int) -> None:
    """Check that every path leads on and can end, and that there is enough to decide.

    Raises
    ------
    Fault
        At the first dead end, missing node, unreachable node or loop without a way out, or where fewer
        than ``fewest`` nodes have two choices or more.
    """
    if start not in nodes:
        raise Fault(f"start names the node {start!r}, which is not among the nodes", "start")
    for name, node in nodes.items():
        _check_node(nodes, name, node)
    lost = [name for name in nodes if name not in reached(nodes, start)]
    if lost:
        raise Fault(f"no path leads to: {', '.join(lost)}; link them or remove them", "nodes", lost[0])
    ending = can_end(nodes)
    if start not in ending:
        raise Fault("no path comes to an end; give at least one node an ending", "nodes")
    trapped = [name for name in nodes if name not in ending]
    if trapped:
        raise Fault(
            f"who comes to {trapped[0]!r} goes round without a way out ({', '.join(trapped)}); "
            "let one of these choices lead to an ending",
            *("nodes", trapped[0]),
        )
    count = len(decisions(nodes))
    if count < fewest:
        raise Fault(
            f"the conversation promises {fewest} decision points and has {count} nodes with two or more "
            "choices; add choices or lower decision_points",
            "decision_points",
        )


def _check_node(nodes: Mapping[str, Node], name: str, node: Node) -> None:
    if not node.choices and node.ending is None:
        raise Fault(f"the node {name!r} has neither choices nor an ending; add one", "nodes", name)
    if node.choices and node.ending is not None:
        raise Fault(f"the node {name!r} has an ending and choices; keep one of the two", "nodes", name)
    if node.outcome is not None and node.ending is None:
        raise Fault(f"the node {name!r} has an outcome without an ending; add `ending:`", "nodes", name)
    for index, choice in enumerate(node.choices):
        if choice.to not in nodes:
            raise Fault(
                f"the choice {choice.key!r} leads to {choice.to!r}, and there is no such node",
                *("nodes", name, "choices", index, "to"),
            )


@dataclass(frozen=True, slots=True)
class Turn:
    """One decision taken: the node it was taken at, and what was said."""

    node: str
    choice: Choice


def walked(nodes: Mapping[str, Node], start: str, path: Iterable[str]) -> tuple[Turn, ...]:
    """Return the turns of a path given as keys of choices, as far as the keys lead."""
    turns: list[Turn] = []
    name = start
    for key in path:
        choice = next((choice for choice in nodes[name].choices if choice.key == key), None)
        if choice is None:
            break
        turns.append(Turn(name, choice))
        name = choice.to
    return tuple(turns)


def moved(turns: Iterable[Turn]) -> dict[str, float]:
    """Return what the lines of a path shift, summed by field and held within -1 to 1."""
    total: dict[str, float] = {}
    for turn in turns:
        for name, change in turn.choice.effects.items():
            total[name] = total.get(name, 0.0) + change
    return {name: max(-1.0, min(1.0, change)) for name, change in total.items() if abs(change) > _NOTHING}


def warmth(choice: Choice) -> float:
    """Return how far a line brings both sides together: its shifts, signed by whether they ease conflict."""
    return sum(change * _EASES.get(name, -1) for name, change in choice.effects.items())


def turning_point(nodes: Mapping[str, Node], turns: Sequence[Turn]) -> int:
    """Return the index of the turn at which another line would have differed most from the one said."""

    def stake(index: int) -> float:
        turn = turns[index]
        others = [choice for choice in nodes[turn.node].choices if choice.key != turn.choice.key]
        return max((abs(warmth(choice) - warmth(turn.choice)) for choice in others), default=-1.0)

    return max(range(len(turns)), key=stake)


def other_way(nodes: Mapping[str, Node], turns: Sequence[Turn], at: int) -> tuple[Turn, ...]:
    """Return a path not taken: the same up to turn ``at``, then another line and on to an ending.

    Where the talk went warm from there, the other way is the coldest there is, and the other way round. No
    node comes twice in what follows, so the way ends.
    """
    taken = turns[at]
    rest = sum(warmth(turn.choice) for turn in turns[at:])
    sign = -1 if rest > 0 else 1
    best: tuple[float, tuple[Turn, ...]] = (-math.inf, ())
    frontier: list[tuple[str, tuple[Turn, ...], float]] = [
        (choice.to, (Turn(taken.node, choice),), sign * warmth(choice))
        for choice in nodes[taken.node].choices
        if choice.key != taken.choice.key
    ]
    for _step in range(_MOST_STEPS):
        if not frontier:
            break
        name, way, worth = frontier.pop()
        if nodes[name].ending is not None:
            best = max(best, (worth, way), key=lambda found: found[0])
            continue
        seen = {turn.node for turn in way}
        frontier += [
            (choice.to, (*way, Turn(name, choice)), worth + sign * warmth(choice))
            for choice in nodes[name].choices
            if choice.to not in seen
        ]
    return (*turns[:at], *best[1])
