"""Who finds a relationship challenging: each side's share, and what is left without the overlap."""

from __future__ import annotations

from collections.abc import Iterator

from selfhelp_teach.charts import describe
from selfhelp_teach.charts.rows import Row, draw, header, share
from selfhelp_teach.charts.theme import Drawing
from selfhelp_teach.evidence import fact
from selfhelp_teach.translation import Translate, translator


def rows(language: str) -> Iterator[Row]:
    """Yield what is printed, then the four parts that make up all relationships."""
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
    for name, note, parts in (
        (_("Printed"), _("share of all relationships"), printed),
        (_("Computed from these"), _("each share less the overlap"), computed),
    ):
        yield header(name, note)
        for side, label, start, tone in parts:
            entry = fact(f"C15.challenging.{side}")
            yield share(entry, language, entry.number(), 1, label=label, side=side, tone=tone, start=start)


def chart(_: Translate) -> Drawing:
    """Return the chart: bars set where they lie among all relationships, so that overlap shows."""
    return draw(rows("en"), field="side", domain=(0, 100))


def figure(language: str = "en") -> describe.Traits:
    """Return what the live figure shows."""
    _ = translator(language)
    return describe.figure(
        language,
        rows(language),
        title=_("Who notices that a relationship is hard?"),
        summary=_(
            "Of {n} relationships, {parent} were hard for the parent and {clinician} for the clinician, but "
            "only {both} for both. That leaves {parent_only} which the parent alone found hard, "
            "{clinician_only} which the clinician alone did, and {neither} hard for neither; these three "
            "are computed here. Remedies such as family meetings followed the clinician's view."
        ).format(
            **describe.numbers(language, n="C15.relationships"),
            **{row["side"].replace("-", "_"): row["text"] for row in rows(language) if "side" in row},
        ),
        cited=("C15.challenging.*", "C15.relationships", "C15.strategies"),
        columns={"label": _("Who finds it hard"), "value": (_("Relationships"), "%")},
        filename="who-notices",
    )
