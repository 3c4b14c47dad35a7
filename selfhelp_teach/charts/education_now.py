"""What goes with a challenging relationship, now: odds ratios with their intervals on a log axis."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from selfhelp_teach.charts import describe
from selfhelp_teach.charts.rows import draw, place
from selfhelp_teach.evidence import fact
from selfhelp_teach.evidence import rows as data
from selfhelp_teach.translation import Translate, translator

if TYPE_CHECKING:
    import altair as alt

LINK_FIELD = "education"
TICKS = (1.0, 2.0, 5.0, 10.0)


def rows(language: str) -> list[describe.Row]:
    """Return one placed row a factor, under whose report it is about."""
    _ = translator(language)
    headers = {
        "parent": _("Challenging to the parent"),
        "clinician": _("Challenging to the clinician"),
    }
    found: list[describe.Row] = []
    for side, header in headers.items():
        found.append({"header": True, "label": header})
        found += [
            {
                # the one factor that the chart of the paper's education groups has too
                "education": row["factor"] if row["factor"] == "high-school" else None,
                "label": _(str(row["label"])),
                "side": header,
                "tone": side,
                "value": row["odds_ratio"],
                "low": row["low"],
                "high": row["high"],
                "text": describe.number(float(row["odds_ratio"] or 0), language, 2),
                "fact": row["fact"],
            }
            for row in data("education-now")
            if row["noticed_by"] == side
        ]
    return place(found)


def chart(_: Translate) -> alt.LayerChart:
    """Return the chart."""
    return draw(
        rows("en"),
        field=LINK_FIELD,
        domain=(0.8, 18),
        ticks=TICKS,
        labels="datum.label + '×'",  # noqa: RUF001 (the sign for times is meant)
        log=True,
        track=False,
        points=True,
        reference=1,
        title=_("odds ratio, 95% interval; mark: no difference"),
    )


def figure(language: str = "en") -> dict[str, Any]:
    """Return what the live figure shows."""
    _ = translator(language)
    placed = rows(language)
    cited = describe.facts(
        "C15.odds.parent.*", "C15.odds.clinician.years", "C15.relationships", "C15.centres"
    )
    school = fact("C15.odds.parent.high-school")
    return {
        "title": _("Now: what goes with a relationship that is hard?"),
        "summary": _(
            "In {n} relationships between a parent and a clinician, parents with high school or less had "
            "{odds} times the odds of finding it challenging (95% interval {low} to {high}). The interval "
            "leaves out 1, as all six do. The largest odds ratio was that of care that is less patient-centred across "
            "transitions, {top}."
        ).format(
            n=describe.number(fact("C15.relationships").number(), language),
            odds=describe.number(school.number(), language, 2),
            low=describe.number(school.low or 0, language, 2),
            high=describe.number(school.high or 0, language, 2),
            top=describe.number(fact("C15.odds.parent.transitions").number(), language, 2),
        ),
        "sources": describe.sources(language, *cited),
        "status": "reported",
        "datasets": {"rows": placed},
        "columns": describe.columns(
            language,
            side=_("Whose view"),
            label=_("Factor"),
            value=_("Odds ratio"),
            low=_("95% interval from"),
            high=_("95% interval to"),
        ),
        "table": describe.table(placed, ("side", "label", "value", "low", "high"), language),
        "link": describe.link("education", LINK_FIELD, placed),
        "filename": "education-now",
    }
