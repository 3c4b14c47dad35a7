"""What goes with a challenging relationship, now: odds ratios with their intervals on a log axis."""

from __future__ import annotations

from collections.abc import Iterator

from selfhelp_teach.charts import describe
from selfhelp_teach.charts.rows import Row, draw, header, line
from selfhelp_teach.charts.theme import Drawing
from selfhelp_teach.evidence import fact
from selfhelp_teach.evidence import rows as data
from selfhelp_teach.translation import Translate, translator

LINK_FIELD = "education"


def rows(language: str) -> Iterator[Row]:
    """Yield one row a factor, under whose report it is about."""
    _ = translator(language)
    headers = {
        "parent": _("Challenging to the parent"),
        "clinician": _("Challenging to the clinician"),
    }
    for side, label in headers.items():
        yield header(label)
        for row in data("education-now"):
            if row["noticed_by"] == side:
                odds = row["odds_ratio"]
                shown = describe.number(float(odds or 0), language, 2)
                # the one factor that the chart of the paper's education groups has too
                education = row["factor"] if row["factor"] == "high-school" else None
                ends = {"low": row["low"], "high": row["high"]}
                yield line(row, language, odds, shown, **ends, education=education, side=label, tone=side)


def chart(_: Translate) -> Drawing:
    """Return the chart."""
    return draw(
        rows("en"),
        field=LINK_FIELD,
        domain=(0.8, 18),
        ticks=(1.0, 2.0, 5.0, 10.0),
        labels="datum.label + '×'",  # noqa: RUF001 (the sign for times is meant)
        log=True,
        track=False,
        points=True,
        reference=1,
        title=_("odds ratio, 95% interval; mark: no difference"),
    )


def figure(language: str = "en") -> describe.Traits:
    """Return what the live figure shows."""
    _ = translator(language)
    school = fact("C15.odds.parent.high-school")
    return describe.figure(
        language,
        rows(language),
        title=_("Now: what goes with a relationship that is hard?"),
        summary=_(
            "In {n} relationships between a parent and a clinician, parents with high school or less had "
            "{odds} times the odds of finding it challenging (95% interval {low} to {high}). The interval "
            "leaves out 1, as all six do. The largest odds ratio was that of care that is less patient-centred across "
            "transitions, {top}."
        ).format(
            **describe.numbers(language, n="C15.relationships"),
            **describe.numbers(language, 2, odds=school.id, top="C15.odds.parent.transitions"),
            low=describe.number(school.low or 0, language, 2),
            high=describe.number(school.high or 0, language, 2),
        ),
        cited=("C15.odds.parent.*", "C15.odds.clinician.years", "C15.relationships", "C15.centres"),
        columns={
            "side": _("Whose view"),
            "label": _("Factor"),
            "value": _("Odds ratio"),
            "low": _("95% interval from"),
            "high": _("95% interval to"),
        },
        link=("education", LINK_FIELD),
        filename="education-now",
    )
