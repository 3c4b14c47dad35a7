"""What contributed to communication that went badly, by level."""

from __future__ import annotations

from selfhelp_teach.charts import describe
from selfhelp_teach.charts.rows import Row, draw, line
from selfhelp_teach.charts.theme import Drawing
from selfhelp_teach.evidence import fact
from selfhelp_teach.evidence import rows as data
from selfhelp_teach.translation import Translate, translator


def rows(language: str) -> list[Row]:
    """Return one row a level, from the person to the system."""
    return [
        line(row, language, row["parents"], str(row["parents"]), level=row["level"])
        for row in data("contributors")
    ]


def chart(_: Translate) -> Drawing:
    """Return the chart."""
    return draw(rows("en"), field="level", domain=(0, fact("C16.parents").number()))


def figure(language: str = "en") -> describe.Traits:
    """Return what the live figure shows."""
    _ = translator(language)
    drawn = rows(language)
    return describe.figure(
        language,
        drawn,
        title=_("Where did parents see the cause?"),
        summary=_(
            "Of {all} parents interviewed, {individual} named something about a person, {team} about the "
            "team, {organisation} about the organisation and {system} about the health care system. One "
            "parent may name several."
        ).format(
            **describe.numbers(language, all="C16.parents"), **{row["level"]: row["value"] for row in drawn}
        ),
        cited=("C16.contributors.*", "C16.parents", "C16.negative"),
        columns={"label": _("Level"), "value": (_("Parents"), _("parents"))},
        filename="contributors",
    )
