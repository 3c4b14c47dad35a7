"""A conversation as the page needs it: the script with safe HTML. What is told only afterwards is not in it."""

from __future__ import annotations

from typing import Any

from selfhelp_teach.exercises.prose import to_html
from selfhelp_teach.exercises.talks.debrief import debrief
from selfhelp_teach.exercises.talks.script import ROLES, Choice, Condition, Conversation, Node
from selfhelp_teach.exercises.talks.walking import walked
from selfhelp_teach.translation import Translate


def shown_talk(talk: Conversation, language: str, _: Translate) -> dict[str, Any]:
    """Return what ``walk.js`` and ``conversation.js`` read. Thoughts, skills and outcomes stay here."""
    return {
        "plays": talk.plays,
        "cast": {role: talk.cast[role] for role in ROLES if role in talk.cast},
        "note": talk.content_note or "",
        "coaching": talk.coaching or "",
        "chairOf": talk.chair_of or "",
        "start": talk.start,
        "trust": talk.trust.model_dump(),
        "closing": [{"when": _condition(rule.when), "to": rule.to} for rule in talk.closing],
        "nodes": {name: _node(node, language) for name, node in talk.nodes.items()},
    }


def _node(node: Node, language: str) -> dict[str, Any]:
    return {
        "speaker": node.speaker,
        "textHtml": to_html(node.text, language),
        "variants": [
            {"when": _condition(each.when), "textHtml": to_html(each.text, language)}
            for each in node.variants
        ],
        "sets": list(node.sets),
        "ending": node.ending or "",
        "choices": [_choice(choice, language) for choice in node.choices],
    }


def _choice(choice: Choice, language: str) -> dict[str, Any]:
    return {
        "key": choice.key,
        "text": choice.text,
        "variants": [{"when": _condition(each.when), "text": each.text} for each in choice.variants],
        "to": choice.to,
        "ways": [{"when": _condition(way.when), "to": way.to} for way in choice.ways],
        "when": _condition(choice.when),
        "sets": list(choice.sets),
        "trust": choice.trust.model_dump(),
        "feedbackHtml": to_html(choice.feedback, language) if choice.feedback else "",
        "step": choice.step,
    }


def _condition(condition: Condition | None) -> dict[str, Any] | None:
    if condition is None:
        return None
    return {name: value for name, value in condition.model_dump().items() if value not in (None, ())}


def shown_debrief(talk: Conversation, path: list[str], language: str) -> dict[str, Any] | None:
    """Return the debrief of a path as the page shows it, with safe HTML; None before an ending."""
    found = debrief(talk, walked(talk, path), language)
    if found is None:
        return None
    return {
        "path": [
            {
                "heardHtml": to_html(turn.heard, language),
                "said": turn.said,
                "step": turn.step,
                "skills": list(turn.skills),
                "feedbackHtml": to_html(turn.feedback, language) if turn.feedback else "",
                "thought": turn.thought,
            }
            for turn in found.path
        ],
        "lastHtml": to_html(found.last, language),
        "ending": found.ending,
        "taken": list(found.taken),
        "skipped": list(found.skipped),
        "skills": [{"title": title, "says": says, "source": source} for title, says, source in found.skills],
        "turning": found.turning,
        "unsaid": found.unsaid,
        "moments": list(found.moments),
        "rewrite": found.rewrite,
        "trust": {"yours": found.yours, "theirs": found.theirs},
    }
