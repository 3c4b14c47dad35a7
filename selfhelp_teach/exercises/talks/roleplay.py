"""The case of a talk for a class, as one page to print: facilitator, role cards, observers. No lines are given."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from selfhelp_teach.exercises.prose import to_html
from selfhelp_teach.exercises.talks.debrief import step_names
from selfhelp_teach.exercises.talks.script import Card, Classroom, Conversation, skills
from selfhelp_teach.translation import Translate, translator

_STYLE = """
body { max-width: 42rem; margin: 1.5rem auto; padding: 0 1rem; font: 1rem/1.5 Georgia, serif; }
body { color: #1d1d1f; background: #fff; }
h1, h2, h3, th { font-family: sans-serif; line-height: 1.25; }
section { margin: 2rem 0; }
table { width: 100%; border-collapse: collapse; }
th, td { padding: 0.35rem 0.6rem; border: 1px solid #777; text-align: left; vertical-align: top; }
td.blank { width: 45%; }
.card { padding: 1rem 1.25rem; border: 2px solid #1d1d1f; border-radius: 0.5rem; }
.hidden { padding: 0.5rem 0.75rem; border-left: 4px solid #1d1d1f; background: #f1efe9; }
.source { color: #555; font-size: 0.85rem; }
@media print { section { break-before: page; margin: 0; } section:first-of-type { break-before: auto; } }
"""


def page(talk: Conversation, language: str = "en") -> str | None:
    """Return the printable page as complete HTML, or None where the talk has no case for a class."""
    if talk.classroom is None:
        return None
    _ = translator(language)
    words = _words(_)
    body = "\n".join(
        [
            *_facilitator(talk, talk.classroom, language, _),
            *(section for card in talk.classroom.cards for section in _card(card, language, _)),
            *_observer(talk.classroom, language, _),
        ]
    )
    title = escape(f"{words['title']}: {talk.title}")
    return (
        f'<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n{body}\n</body>\n</html>\n"
    )


def timing(_: Translate) -> tuple[tuple[str, str], ...]:
    """Return the facilitator's plan: what, and how many minutes. Fifty in all."""
    return (
        (_("Read the case aloud; hand out one card to each player and a sheet to each observer"), "5"),
        (_("Players read their own card, in silence; nobody shows it"), "3"),
        (_("First play. Whoever is stuck may say stop and ask the observers for one sentence"), "8"),
        (_("Stop. Each player says how it was, before anybody says how it looked"), "5"),
        (_("Replay from one moment, with another first sentence, or with the players changed round"), "8"),
        (_("Observers tell what they saw: what was said, and what followed from it"), "8"),
        (_("Players open the hidden line of their card. Who had heard it?"), "5"),
        (_("Round: one sentence that I take along, one that I would say otherwise"), "8"),
    )


def _words(_: Translate) -> dict[str, str]:
    return {
        "title": _("Role-play"),
        "facilitator": _("For the facilitator"),
        "what": _("What"),
        "minutes": _("Minutes"),
        "stops": _("Moments at which to stop and play again"),
        "says": _("What you ask for"),
        "hides": _("What you tell only to somebody who asks, or who hears it"),
        "softens": _("What makes you trust more"),
        "observers": _("For observers"),
        "step": _("Step"),
        "said": _("What was said"),
        "skill": _("Skill"),
        "watch": _("Look for"),
    }


def _facilitator(talk: Conversation, case: Classroom, language: str, _: Translate) -> Iterator[str]:
    words = _words(_)
    yield f"<section><h2>{escape(words['facilitator'])}</h2>{to_html(case.case, language)}"
    note = _(
        "An invented case. Nobody plays their own story; anybody may stop, step out, or only watch. The cards "
        "give no lines: what is said is the players' own."
    )
    yield f"<p>{escape(note)}</p>"
    if talk.content_note:
        yield f"<p><strong>{escape(talk.content_note)}</strong></p>"
    rows = "".join(f"<tr><td>{escape(what)}</td><td>{minutes}</td></tr>" for what, minutes in timing(_))
    yield (
        f"<table><thead><tr><th>{escape(words['what'])}</th><th>{escape(words['minutes'])}</th></tr></thead>"
        f"<tbody>{rows}</tbody></table>"
    )
    yield f"<h3>{escape(words['stops'])}</h3>{_list(case.stops)}</section>"


def _card(card: Card, language: str, _: Translate) -> Iterator[str]:
    words = _words(_)
    yield f'<section class="card"><h2>{escape(card.role)}</h2>{to_html(card.knows, language)}'
    yield f"<h3>{escape(words['says'])}</h3><p>{escape(card.says)}</p>"
    yield (f'<div class="hidden"><h3>{escape(words["hides"])}</h3><p>{escape(card.hides)}</p></div>')
    yield f"<h3>{escape(words['softens'])}</h3><p>{escape(card.softens)}</p></section>"


def _observer(case: Classroom, language: str, _: Translate) -> Iterator[str]:
    words = _words(_)
    yield f"<section><h2>{escape(words['observers'])}</h2>"
    asked = _("Write down words that were said, not what you think of them.")
    yield f"<p>{escape(asked)}</p>"
    yield _table(words["step"], words["said"], step_names(_))
    yield _table(words["skill"], words["said"], [skill["title"][language] for skill in skills().values()])
    yield f"<h3>{escape(words['watch'])}</h3>{_list(case.watch)}"
    sources = sorted({skill["source"] for skill in skills().values()})
    yield f'<p class="source">{escape("; ".join(sources))}</p></section>'


def _table(left: str, right: str, names: Iterable[str]) -> str:
    rows = "".join(f'<tr><td>{escape(name)}</td><td class="blank"></td></tr>' for name in names)
    head = f"<thead><tr><th>{escape(left)}</th><th>{escape(right)}</th></tr></thead>"
    return f"<table>{head}<tbody>{rows}</tbody></table><br>"


def _list(lines: Iterable[str]) -> str:
    return "<ul>" + "".join(f"<li>{escape(line)}</li>" for line in lines) + "</ul>"
