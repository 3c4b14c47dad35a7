"""The thorough check of a conversation: every state is looked at, so nothing rests on luck.

Two kinds of sentences come out. **Faults** are contradictions: a text that no path shows, or one that speaks
of what its path has not met. **Notes** concern balance: lengths, endings by chance, blind habits.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from functools import cache

from selfhelp_teach.exercises.talks.script import Choice, Conversation, Node
from selfhelp_teach.exercises.talks.states import LEARNERS, by_chance, by_habits, settled, states
from selfhelp_teach.exercises.talks.turning import warmth
from selfhelp_teach.exercises.talks.walking import State, heard, offered, said, taken, variant_at, wording_at
from selfhelp_teach.exercises.yaml_source import KeyPath

Told = tuple[KeyPath, str]
Offers = dict[State, tuple[Choice, ...]]  # what may be said in each state
RATIO = 1.8  # the longest line of a decision to its shortest, in letters
TELLING = 0.5  # share of decisions at which the warmest line may be the longest, or the shortest
BY_CHANCE = 0.4  # share of talks by lot that may end well
RAREST = 0.005  # share of talks by lot that must come to each ending
SPREAD = 3  # standard errors that a blind habit may lie above chance
_LINES = 2  # to choose from at a decision


def faults(talk: Conversation) -> list[Told]:
    """Return contradictions, as places in the file and sentences with the mend."""
    every = {state: offered(talk, state) for state in states(talk)}
    return [*_flags(talk), *_unseen(talk, every), *_unmet(talk, every), *_alone(talk, every)]


def notes(talk: Conversation) -> list[Told]:
    """Return what is out of balance."""
    return [*_lengths(talk), *_endings(talk)]


def _flags(talk: Conversation) -> Iterator[Told]:
    raised = {flag for node in talk.nodes.values() for flag in node.sets}
    raised |= {flag for _place, choice in _choices(talk) for flag in choice.sets}
    asked: dict[str, KeyPath] = {}
    for place, flags in _asking(talk):
        for flag in flags:
            asked.setdefault(flag, place)
    for flag in sorted(asked.keys() - raised):
        yield (
            asked[flag],
            f"{flag!r} is asked for, and no line or text sets it. Set it, or mend its spelling.",
        )
    for flag in sorted(raised - asked.keys()):
        yield (
            ("nodes",),
            f"{flag!r} is set, and nothing asks for it. Let something depend on it, or take it out.",
        )


def _choices(talk: Conversation) -> Iterator[tuple[KeyPath, Choice]]:
    for name, node in talk.nodes.items():
        for choice in node.choices:
            yield ("nodes", name, "choices", choice.key), choice


def _asking(talk: Conversation) -> Iterator[tuple[KeyPath, Iterable[str]]]:
    for index, rule in enumerate(talk.closing):
        yield ("closing", index), rule.when.flags if rule.when else ()
    for flag in talk.mentions:
        yield ("mentions", flag), (flag,)
    for name, node in talk.nodes.items():
        yield ("nodes", name), node.needs
        for at, variant in enumerate(node.variants):
            yield ("nodes", name, "variants", at), variant.when.flags
    for place, choice in _choices(talk):
        yield place, (*choice.needs, *(choice.when.flags if choice.when else ()))
        for at, wording in enumerate(choice.variants):
            yield (*place, "variants", at), wording.when.flags
        for at, way in enumerate(choice.ways):
            yield (*place, "ways", at), way.when.flags


def _unseen(talk: Conversation, every: Offers) -> Iterator[Told]:
    """Yield the texts and ways that no path comes to."""
    seen: set[tuple[str | int | None, ...]] = set()
    for state, choices in every.items():
        seen.add(_text_place(state.node, talk.nodes[state.node], state))
        for choice in choices:
            place: KeyPath = ("nodes", state.node, "choices", choice.key)
            at = wording_at(choice, state)
            _state, way, rule = taken(talk, state, choice)
            text = (*place, "text") if at is None else (*place, "variants", at)
            seen |= {text, (*place, "ways", way), ("closing", rule)}
    expected: list[KeyPath] = [("closing", index) for index in range(len(talk.closing))]
    for name, node in talk.nodes.items():
        expected += [
            ("nodes", name, "text"),
            *(("nodes", name, "variants", at) for at in range(len(node.variants))),
        ]
    for place, choice in _choices(talk):
        expected += [(*place, "text"), *((*place, "variants", at) for at in range(len(choice.variants)))]
        expected += [(*place, "ways", at) for at in range(len(choice.ways))]
    for place in expected:
        if place not in seen:
            yield (
                place,
                "no path comes to this. Change its condition or that of what stands before it, or take it out.",
            )


def _text_place(name: str, node: Node, state: State) -> KeyPath:
    at = variant_at(node, state)
    return ("nodes", name, "text") if at is None else ("nodes", name, "variants", at)


def _unmet(talk: Conversation, every: Offers) -> Iterator[Told]:
    """Yield the texts that speak of what some path to them has not met."""
    words = {
        flag: re.compile("|".join(rf"\b{re.escape(word)}" for word in given), re.IGNORECASE)
        for flag, given in talk.mentions.items()
    }

    @cache
    def mentioned(text: str) -> frozenset[str]:
        return frozenset(flag for flag, pattern in words.items() if pattern.search(text))

    def lacking(state: State, choices: tuple[Choice, ...]) -> Iterator[tuple[KeyPath, str]]:
        node = talk.nodes[state.node]
        needed = {*node.needs} | mentioned(f"{heard(talk, state)} {node.ending or ''}").difference(node.sets)
        for flag in sorted(needed - state.before):
            yield _text_place(state.node, node, state), flag
        for choice in choices:
            words = mentioned(f"{said(choice, state)} {choice.feedback or ''}")
            for flag in sorted(({*choice.needs} | words.difference(choice.sets)) - state.met):
                yield ("nodes", state.node, "choices", choice.key), flag

    faulty = [state for state, choices in every.items() if any(lacking(state, choices))]
    found = (told for state in sorted(faulty, key=_in_order) for told in lacking(state, every[state]))
    for place, flag in dict.fromkeys(found):
        sentence = (
            f"this speaks of {flag!r}, which a path to here has not met. Offer it with `when`, give a "
            "variant, or let the path meet it first."
        )
        yield place, sentence


def _in_order(state: State) -> tuple[str, list[str]]:
    return state.node, sorted(state.met)


def _alone(talk: Conversation, every: Offers) -> Iterator[Told]:
    deciding = {name for name, node in talk.nodes.items() if len(node.choices) >= _LINES}
    few = [state for state, choices in every.items() if len(choices) < _LINES and state.node in deciding]
    first = {state.node: state for state in sorted(few, key=_in_order, reverse=True)}
    for name in sorted(first):
        met = ", ".join(sorted(first[name].met)) or "nothing"
        yield ("nodes", name), f"after {met} only one line is left to say here. Offer another."


def _lengths(talk: Conversation) -> Iterator[Told]:
    longest = shortest = 0
    for name in talk.decisions:
        choices = talk.nodes[name].choices
        lengths = [len(choice.text) for choice in choices]
        if max(lengths) > RATIO * min(lengths):
            short = choices[lengths.index(min(lengths))].key
            sentence = (
                f"{short!r} has {min(lengths)} letters and the longest line here {max(lengths)}. "
                "Bring them nearer: the length must not tell which is meant."
            )
            yield ("nodes", name, "choices", short), sentence
        warmest = max(choices, key=warmth)
        longest += len(warmest.text) == max(lengths)
        shortest += len(warmest.text) == min(lengths)
    for count, word in ((longest, "longest"), (shortest, "shortest")):
        if count > TELLING * len(talk.decisions):
            yield (
                ("nodes",),
                f"at {count} of {len(talk.decisions)} decisions the warmest line is the {word}. Mix them.",
            )


def _endings(talk: Conversation) -> Iterator[Told]:
    good = settled(talk)
    if not good:
        return
    lot = by_chance(talk)
    chance = lot.of(good)
    if chance > BY_CHANCE:
        yield (
            ("nodes",),
            f"{chance:.0%} of talks by lot end well. Let a good ending ask for more of the path.",
        )
    for name in talk.endings:
        if lot.shares.get(name, 0.0) < RAREST:
            share = lot.shares.get(name, 0.0)
            yield (
                ("nodes", name),
                f"{share:.1%} of talks by lot come to this ending. Make it easier to come to.",
            )
    error = math.sqrt(max(chance * (1 - chance), 0.01) / LEARNERS)
    for habit, shares in by_habits(talk).items():
        share = shares.of(good)
        if share > chance + SPREAD * error:
            sentence = (
                f"who always takes the {habit} line ends well in {share:.0%} of talks, by lot it is {chance:.0%}. "
                "Change lengths or what a good ending asks for."
            )
            yield ("nodes",), sentence
