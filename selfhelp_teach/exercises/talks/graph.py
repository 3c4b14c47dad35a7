"""The shape of a conversation, checked wherever a file is read: which turns are reached, and that all can end.

Conditions are left out of account in the careful direction: a turn counts as leading on only by lines that
are always offered, and only where everything such a line may lead to can end. So nobody is ever stranded.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from selfhelp_teach.exercises.schema import Fault

if TYPE_CHECKING:
    from selfhelp_teach.exercises.talks.script import Choice, Conversation, Node

#: Where a line leads that ends the talk: the rules under ``closing`` say to which ending.
CLOSE = "close"


def targets(talk: Conversation, choice: Choice) -> set[str]:
    """Return every node that a line may lead to."""
    found = set(choice.targets)
    return (found - {CLOSE}) | {rule.to for rule in talk.closing} if CLOSE in found else found


def reached(talk: Conversation) -> frozenset[str]:
    """Return the nodes that some path comes to, if every condition could hold."""
    found, frontier = {talk.start}, [talk.start]
    while frontier:
        for choice in talk.nodes[frontier.pop()].choices:
            new = targets(talk, choice) - found
            found |= new
            frontier.extend(new)
    return frozenset(found)


def can_end(talk: Conversation) -> frozenset[str]:
    """Return the nodes from which a path comes to an ending, whatever has come up before."""
    found = set(talk.endings)
    grown = True
    while grown:
        more = {
            name
            for name, node in talk.nodes.items()
            if any(choice.when is None and targets(talk, choice) <= found for choice in node.choices)
        }
        grown = not more <= found
        found |= more
    return frozenset(found)


def check_graph(talk: Conversation) -> None:
    """Check that every path leads on and can end, and that there is enough to decide.

    Raises
    ------
    Fault
        At the first dead end, missing node, unreachable node or loop without a way out, where the rules of
        the endings are not whole, or where fewer nodes than promised have two lines or more.
    """
    nodes, start = talk.nodes, talk.start
    if start not in nodes:
        raise Fault(f"start names the node {start!r}, which is not among the nodes", "start")
    _check_closing(talk)
    for name, node in nodes.items():
        _check_node(talk, name, node)
    lost = [name for name in nodes if name not in reached(talk)]
    if lost:
        raise Fault(f"no path leads to: {', '.join(lost)}; link them or remove them", "nodes", lost[0])
    ending = can_end(talk)
    if start not in ending:
        raise Fault(
            "no path comes to an end whatever has come up; give at least one node an ending, and lead to it "
            "by a line without `when`",
            "nodes",
        )
    trapped = [name for name in nodes if name not in ending]
    if trapped:
        raise Fault(
            f"who comes to {trapped[0]!r} goes round without a way out ({', '.join(trapped)}); "
            "let one of these choices, without `when`, lead to an ending",
            *("nodes", trapped[0]),
        )
    count = len(talk.decisions)
    if count < talk.decision_points:
        raise Fault(
            f"the conversation promises {talk.decision_points} decision points and has {count} nodes with two "
            "or more choices; add choices or lower decision_points",
            "decision_points",
        )


def _check_closing(talk: Conversation) -> None:
    for index, rule in enumerate(talk.closing):
        if rule.to not in talk.endings:
            raise Fault(f"{rule.to!r} is no node with an ending", "closing", index, "to")
        last = index == len(talk.closing) - 1
        if last != (rule.when is None):
            raise Fault(
                "the last rule, and only that, has no `when`: it is the ending where no other holds",
                *("closing", index),
            )


def _check_node(talk: Conversation, name: str, node: Node) -> None:
    if name == CLOSE:
        raise Fault(
            f"{CLOSE!r} stands for the rules of the endings; call the node something else", "nodes", name
        )
    if not node.choices and node.ending is None:
        raise Fault(f"the node {name!r} has neither choices nor an ending; add one", "nodes", name)
    if node.choices and node.ending is not None:
        raise Fault(f"the node {name!r} has an ending and choices; keep one of the two", "nodes", name)
    if node.outcome is not None and node.ending is None:
        raise Fault(f"the node {name!r} has an outcome without an ending; add `ending:`", "nodes", name)
    for index, choice in enumerate(node.choices):
        place = ("nodes", name, "choices", index, "to")
        if CLOSE in choice.targets and not talk.closing:
            raise Fault(
                f"the choice {choice.key!r} leads to `close`, and there are no rules under `closing`", *place
            )
        missing = [to for to in choice.targets if to not in talk.nodes and to != CLOSE]
        if missing:
            raise Fault(
                f"the choice {choice.key!r} leads to {missing[0]!r}, and there is no such node", *place
            )
