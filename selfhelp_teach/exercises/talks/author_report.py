"""A conversation for its author, as text: endings and how often chance comes to them, and its paths."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator

from selfhelp_teach.exercises.talks.checking import faults, notes
from selfhelp_teach.exercises.talks.script import Choice, Conversation
from selfhelp_teach.exercises.talks.states import by_chance, by_habits, settled, states
from selfhelp_teach.exercises.talks.walking import State, Turn, after, heard, offered, opening, standing
from selfhelp_teach.exercises.yaml_source import dotted


def report(talk: Conversation) -> str:
    """Return endings, balance and paths of a conversation as text."""
    return "\n".join([*_summary(talk), "", *_shown(talk), "", *_covering(talk)])


def _summary(talk: Conversation) -> Iterator[str]:
    lot, good = by_chance(talk), settled(talk)
    yield f"{talk.id}: {talk.title}"
    yield (
        f"{len(talk.nodes)} turns, {len(talk.decisions)} decisions, {len(states(talk))} states, "
        f"{len(talk.endings)} endings"
    )
    yield "Endings of talks by lot:"
    for name in talk.endings:
        yield f"  {lot.shares.get(name, 0.0):6.1%}  {name} ({talk.nodes[name].outcome or 'no outcome'})"
    if good:
        yield f"Good endings by lot: {lot.of(good):.1%}. By habits that do not read:"
        for habit, shares in by_habits(talk).items():
            yield f"  {shares.of(good):6.1%}  always the {habit} line"
    for kind, found in (("Fault", faults(talk)), ("Note", notes(talk))):
        for place, sentence in found:
            yield f"{kind}, {dotted(place)}: {sentence}"


def shortest(talk: Conversation) -> dict[str, tuple[Turn, ...]]:
    """Return the shortest path to each ending."""
    found: dict[str, tuple[Turn, ...]] = {}
    for state, turns in _wandering(talk):
        if talk.nodes[state.node].ending is not None:
            found.setdefault(state.node, turns)
            if len(found) == len(talk.endings):  # what is further on is only longer
                break
    return found


def _wandering(talk: Conversation) -> Iterator[tuple[State, tuple[Turn, ...]]]:
    """Yield every state once, with the shortest path to it, near ones first."""
    start = opening(talk)
    seen: set[State] = {start}
    frontier: deque[tuple[State, tuple[Turn, ...]]] = deque([(start, ())])
    while frontier:
        state, turns = frontier.popleft()
        yield state, turns
        for choice in offered(talk, state):
            new = after(talk, state, choice)
            if new not in seen:
                seen.add(new)
                frontier.append((new, (*turns, Turn(state, choice))))


def _shown(talk: Conversation) -> Iterator[str]:
    for name, turns in shortest(talk).items():
        yield f"== To {name}, in {len(turns)} lines"
        for turn in turns:
            yield f"  {talk.nodes[turn.node].speaker}: {heard(talk, turn.state).strip()}"
            step = f", step {turn.choice.step}" if turn.choice.step else ""
            trust = f"trust yours {turn.state.yours}, theirs {turn.state.theirs}"
            yield f"    > {turn.text}  [{turn.node}.{turn.choice.key}{step}; {trust}]"
        last = standing(talk, turns)
        yield f"  {heard(talk, last).strip()} {talk.nodes[last.node].ending}"


def _covering(talk: Conversation) -> Iterator[str]:
    """Yield paths, by the keys of their lines, that together say every line once at least."""
    yield "Paths in which every line is said:"
    homeward = _homeward(talk)
    left = {(name, choice.key) for name, node in talk.nodes.items() for choice in node.choices}
    for state, turns in _wandering(talk):
        for choice in offered(talk, state):
            if (state.node, choice.key) not in left:
                continue
            path = [*turns, Turn(state, choice)]
            at = after(talk, state, choice)
            while talk.nodes[at.node].choices:
                on = homeward[at]
                path.append(Turn(at, on))
                at = after(talk, at, on)
            left -= {(turn.node, turn.choice.key) for turn in path}
            yield f"  {' '.join(turn.choice.key for turn in path)} -> {at.node}"


def _homeward(talk: Conversation) -> dict[State, Choice]:
    """Return for each state the line that leads to an ending soonest."""
    before: dict[State, list[tuple[State, Choice]]] = {}
    for state in states(talk):
        for choice in offered(talk, state):
            before.setdefault(after(talk, state, choice), []).append((state, choice))
    frontier = deque(state for state in before if talk.nodes[state.node].ending is not None)
    found: dict[State, Choice] = {}
    while frontier:
        for state, choice in sorted(before.get(frontier.popleft(), ()), key=lambda each: each[1].key):
            if state not in found:
                found[state] = choice
                frontier.append(state)
    return found
