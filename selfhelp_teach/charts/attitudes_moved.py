"""Family physicians before and after a mailed article: how many stayed, and which way attitudes moved."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from selfhelp_teach.charts import describe
from selfhelp_teach.charts.rows import draw, place
from selfhelp_teach.evidence import fact
from selfhelp_teach.translation import Translate, translator

if TYPE_CHECKING:
    import altair as alt

FIELD = "step"
_STAYED = {"C18.asked": "value", "C18.answered": "numerator", "C18.completed": "value"}


def rows(language: str) -> list[describe.Row]:
    """Return placed rows: physicians left at each step, then what moved, without sizes."""
    _ = translator(language)
    found: list[describe.Row] = [
        {"header": True, "label": _("Who stayed"), "note": _("family physicians in Ontario")}
    ]
    for id, column in _STAYED.items():
        entry = fact(id)
        many = float(getattr(entry, column))
        found.append(
            {
                "step": id,
                "label": _(entry.label),
                "value": many,
                "text": describe.number(many, language),
                "fact": id,
            }
        )
    found.append(
        {
            "header": True,
            "label": _("What moved, among those who stayed"),
            "note": _("a direction; the record gives no sizes"),
        }
    )
    found += [
        {"step": entry.id, "label": _(entry.label), "listed": True, "value": None, "fact": entry.id}
        for entry in describe.facts("C18.moved.*")
    ]
    return place(found)


def chart(_: Translate) -> alt.LayerChart:
    """Return the chart, to be compiled."""
    return draw(rows("en"), field=FIELD, domain=(0, fact("C18.asked").number()))


def figure(language: str = "en") -> dict[str, Any]:
    """Return what the live figure shows."""
    _ = translator(language)
    placed = rows(language)
    many = {row["step"].rpartition(".")[2]: row["text"] for row in placed if row.get("text")}
    return {
        "title": _("Can the attitudes of physicians be moved?"),
        "summary": _(
            "Of {asked} family physicians asked in Ontario, {answered} answered and {completed} completed the "
            "study after an article and a list of local groups had been sent. Those were then more positive "
            "about groups in four respects and less concerned about harm. There was no control group, so why "
            "attitudes moved is open, and the record gives no sizes."
        ).format(**many),
        "sources": describe.sources(language, *describe.facts("C18.*")),
        "status": "reported",
        "datasets": {"rows": placed},
        "columns": describe.columns(language, label=_("Step"), value=_("Physicians")),
        "table": describe.table(placed, ("label", "value"), language),
        "filename": "attitudes-moved",
    }
