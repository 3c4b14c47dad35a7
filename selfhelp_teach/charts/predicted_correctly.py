"""How often oncologists predicted the role a parent prefers, by group."""

from __future__ import annotations

from selfhelp_teach.charts import describe
from selfhelp_teach.charts.decision_roles import TICKS, columns, measured
from selfhelp_teach.charts.rows import Row, draw
from selfhelp_teach.charts.theme import Drawing
from selfhelp_teach.evidence import fact
from selfhelp_teach.evidence import rows as data
from selfhelp_teach.translation import Translate, translator

LINK_FIELD = "group"


def rows(language: str) -> list[Row]:
    """Return one row a group, all parents first."""
    _ = translator(language)
    return [
        measured(
            row,
            language,
            what=_("Preference predicted correctly"),
            tone="soft" if row["group"] == "all" else "clinician",
        )
        for row in data("decision-roles")
        if row["view"] == "predicted"
    ]


def chart(_: Translate) -> Drawing:
    """Return the chart."""
    return draw(
        rows("en"),
        field=LINK_FIELD,
        domain=(0, 100),
        ticks=TICKS,
        labels="datum.value + '%'",
        points=True,
        reference=fact("C14.predicted.all").number(),
        title=_("upright mark: all parents"),
    )


def figure(language: str = "en") -> describe.Traits:
    """Return what the live figure shows."""
    _ = translator(language)
    all_parents = fact("C14.predicted.all")
    groups = [
        f"{row['label']} {describe.percent(row['value'], language)}" for row in rows(language) if row["group"]
    ]
    return describe.figure(
        language,
        rows(language),
        title=_("How often did oncologists predict what parents prefer?"),
        summary=_(
            "Oncologists predicted the preferred role correctly for {all} of parents ({count} of {base}): "
            "{groups}. The bars show 95% intervals, computed here; the smaller groups' are wide."
        ).format(
            all=describe.percent(all_parents.number(), language),
            count=all_parents.numerator,
            base=all_parents.denominator,
            groups=describe.listing(groups, language),
        ),
        cited=("C14.predicted.*",),
        columns=columns(_),
        link=("ethnic-group", LINK_FIELD),
        filename="predicted-correctly",
    )
