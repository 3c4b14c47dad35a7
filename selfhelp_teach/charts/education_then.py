"""Parents reporting problems by education, then: two percentages and an honest gap between them."""

from __future__ import annotations

from collections.abc import Iterator

from selfhelp_teach.charts import describe
from selfhelp_teach.charts.rows import Row, draw, line
from selfhelp_teach.charts.theme import Drawing
from selfhelp_teach.evidence import rows as data
from selfhelp_teach.translation import Translate, translator

LINK_FIELD = "education"


def rows(language: str) -> Iterator[Row]:
    """Yield one row an education group; the middle one has no value."""
    _ = translator(language)
    for row in data("education-then"):
        text = _("not in the surviving text")
        if row["percent"] is not None:
            shown = describe.percent(float(row["percent"]), language)
            text = _("{percent}, group size lost").format(percent=shown)
        yield line(row, language, row["percent"], text, education=row["education"])


def chart(_: Translate) -> Drawing:
    """Return the chart."""
    return draw(rows("en"), field=LINK_FIELD, domain=(0, 100))


def figure(language: str = "en") -> describe.Traits:
    """Return what the live figure shows."""
    _ = translator(language)
    return describe.figure(
        language,
        rows(language),
        title=_("Then: which parents reported problems?"),
        summary=_(
            "{college} of parents who had graduated from college reported problems with staff, against "
            "{school} of those with high school or less. Nothing survives about the parents in between. "
            "How large the groups were is not known, so neither percentage can be given an interval."
        ).format(**describe.percents(language, college="P4.college", school="P4.high-school")),
        cited=("P4.college", "P4.high-school", "P4.middle", "P4.bases", "P4.direction"),
        columns={"label": _("Education"), "value": (_("Parents reporting problems"), "%")},
        link=("education", LINK_FIELD),
        filename="education-then",
    )
