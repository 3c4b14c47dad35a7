"""The paths through a conversation: which lines can be reached, and from where it can still end.

A conversation is a graph of nodes joined by choices. The checks here raise a fault at the place in the
file where an author mends it, so a learner never meets a line that leads nowhere.
"""

from __future__ import annotations

from collections.abc import Mapping

from selfhelp_teach.exercises.schema import Fault, Node


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
