"""A fact as a card: what was found, its number and base, how and by whom it is said, design, limits, caveat."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from selfhelp_teach.evidence.bibliography import bibliography
from selfhelp_teach.evidence.facts import Fact, fact
from selfhelp_teach.evidence.studies import study_of
from selfhelp_teach.translation import number, translator, with_unit


def figures(entry: Fact, language: str = "en") -> str:
    """Return the number of a fact as a reader sees it: "59.5% · 44 of 74"; empty where it has none."""
    _ = translator(language)
    parts = []
    if entry.value is not None:
        written = with_unit(number(entry.value, language), "%" if entry.unit == "percent" else "", language)
        before = {"about": _("about") + " ", "over": _("over") + " ", "under": _("under") + " "}
        parts.append(f"{before.get(entry.qualifier, '')}{written}")
        if entry.low is not None and entry.high is not None:
            low, high = number(entry.low, language), number(entry.high, language)
            parts.append(_("{low} to {high}").format(low=low, high=high))
    if entry.numerator is not None and entry.denominator is not None:
        parts.append(_("{part} of {whole}").format(part=entry.numerator, whole=entry.denominator))
    elif entry.denominator is not None:
        base = _("of {whole}").format(whole=entry.denominator)
        parts[-1:] = [" ".join((*parts[-1:], base))]
    return " · ".join(parts)


def card(fact_id: str, language: str = "en", *, also: Sequence[tuple[str, str]] = (), after: str = "") -> str:
    """Return the card of a fact as an item of a list, in HTML.

    Parameters
    ----------
    also
        Other pages that use the fact, as pairs of address and title.
    after
        The prediction whose result the fact would tell; the card waits for it.
    """
    _ = translator(language)
    entry = fact(fact_id)
    status = str(entry.status)
    counted = " · ".join(
        part for part in (figures(entry, language), _(entry.base) if entry.base else "") if part
    )
    where = entry.place(_)
    cited = entry.cited.marked(entry.cited.short(language), language)
    source = f'<a href="#source-{escape(entry.source)}">{cited}</a>'
    word = escape(entry.status.label(_))
    badge = f'<span class="selfhelp-status" data-status="{status}" translate="no">{word}</span>'
    lines = [
        f'<p class="selfhelp-card-what">{escape(_(entry.statement))}</p>',
        f'<p class="selfhelp-card-number">{escape(counted)}</p>' if counted else "",
        f'<p class="selfhelp-card-how">{badge} {escape(entry.status.explanation(_))}</p>',
        f'<p class="selfhelp-card-source">{source}, {escape(where)}</p>',
        f'<p class="selfhelp-card-design">{escape(study_of(fact_id).line(language))}</p>',
        f'<p class="selfhelp-card-note">{escape(_(entry.note))}</p>' if entry.note else "",
    ]
    if also:
        links = ", ".join(f'<a href="{escape(href)}">{escape(title)}</a>' for href, title in also)
        lead = _("Also on:")
        lines.append(f'<p class="selfhelp-card-also">{escape(lead)} {links}</p>')
    waits = f' data-waits="{escape(after)}"' if after else ""
    return (
        f'<li class="selfhelp-card" id="fact-{escape(entry.id)}" data-status="{status}"{waits}>'
        f"{''.join(lines)}</li>"
    )


def source_list(keys: Iterable[str], language: str = "en") -> str:
    """Return the entries of sources as items of a list, in the bibliography's order."""
    wanted = set(keys)
    return "".join(
        f'<li id="source-{escape(key)}">{entry.html(language)}</li>'
        for key, entry in bibliography().items()
        if key in wanted
    )
