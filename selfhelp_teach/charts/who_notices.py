"""Who finds a relationship challenging: each side's share, and what is left without the overlap."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from selfhelp_teach.charts import describe
from selfhelp_teach.charts.rows import draw, place
from selfhelp_teach.evidence import fact
from selfhelp_teach.translation import Translate, translator

if TYPE_CHECKING:
    import altair as alt


def rows(language: str) -> list[describe.Row]:
    """Return placed rows: what is printed, then the four parts that make up all relationships."""
    _ = translator(language)
    parent_only = fact("C15.challenging.parent-only").number()
    parent = fact("C15.challenging.parent").number()
    either = parent + fact("C15.challenging.clinician-only").number()
    printed = (
        ("parent", _("The parent finds it hard"), 0.0, "parent"),
        ("clinician", _("The clinician finds it hard"), parent_only, "clinician"),
        ("both", _("Both do"), parent_only, "both"),
    )
    computed = (
        ("parent-only", _("The parent alone"), 0.0, "parent"),
        ("clinician-only", _("The clinician alone"), parent, "clinician"),
        ("neither", _("Neither"), either, "soft"),
    )
    found: list[describe.Row] = []
    for header, note, parts in (
        (_("Printed"), _("share of all relationships"), printed),
        (_("Computed from these"), _("each share less the overlap"), computed),
    ):
        found.append({"header": True, "label": header, "note": note})
        for side, label, start, tone in parts:
            entry = fact(f"C15.challenging.{side}")
            found.append(
                {
                    "side": side,
                    "label": label,
                    "tone": tone,
                    "start": start,
                    "value": entry.number(),
                    "text": describe.percent(entry.number(), language, 1),
                    "fact": entry.id,
                }
            )
    return place(found)


def chart(_: Translate) -> alt.LayerChart:
    """Return the chart: bars set where they lie among all relationships, so that overlap shows."""
    return draw(rows("en"), field="side", domain=(0, 100))


def figure(language: str = "en") -> dict[str, Any]:
    """Return what the live figure shows."""
    _ = translator(language)
    placed = rows(language)
    cited = describe.facts("C15.challenging.*", "C15.relationships", "C15.strategies")
    shown = {row["side"]: row["text"] for row in placed if row.get("side")}
    return {
        "title": _("Who notices that a relationship is hard?"),
        "summary": _(
            "Of {n} relationships, {parent} were hard for the parent and {clinician} for the clinician, but "
            "only {both} for both. That leaves {parent_only} which the parent alone found hard, "
            "{clinician_only} which the clinician alone did, and {neither} hard for neither; these three "
            "are computed here. Remedies such as family meetings followed the clinician's view."
        ).format(
            n=describe.number(fact("C15.relationships").number(), language),
            **{side.replace("-", "_"): text for side, text in shown.items()},
        ),
        "sources": describe.sources(language, *cited),
        "status": "reported",
        "datasets": {"rows": placed},
        "columns": describe.columns(language, label=_("Who finds it hard"), value=(_("Relationships"), "%")),
        "table": describe.table(placed, ("label", "value"), language),
        "filename": "who-notices",
    }
