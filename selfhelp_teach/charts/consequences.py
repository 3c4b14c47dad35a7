"""What follows when communication goes badly: counted now, listed without numbers then."""

from __future__ import annotations

from collections.abc import Iterator

from selfhelp_teach.charts import describe
from selfhelp_teach.charts.rows import Row, draw, header, item, line
from selfhelp_teach.charts.theme import Drawing
from selfhelp_teach.evidence import fact, select
from selfhelp_teach.evidence import rows as data
from selfhelp_teach.translation import Translate, translator


def rows(language: str) -> Iterator[Row]:
    """Yield the counts of today, largest first, then the paper's list."""
    _ = translator(language)
    yield header(_("Now: parents who told of it"), _("of 80 interviewed; one parent may tell of several"))
    for row in sorted(data("consequences"), key=lambda row: -int(row["parents"] or 0)):
        told = row["parents"]
        yield line(row, language, told, str(told), consequence=row["consequence"], when=_("now"))
    lists = {
        "families": _("Then: what the paper sees in families"),
        "staff": _("Then: what the paper sees in staff"),
    }
    for side, label in lists.items():
        yield header(label, _("listed; the paper gives no numbers"), unreported=True)
        for row in data("paper-lists"):
            if row["list"] == "symptoms" and row["side"] == side:
                yield item(row, language, consequence=None, when=_("then"), unreported=True)


def chart(_: Translate) -> Drawing:
    """Return the chart."""
    return draw(rows("en"), field="consequence", domain=(0, fact("C16.parents").number()))


def figure(language: str = "en") -> describe.Traits:
    """Return what the live figure shows."""
    _ = translator(language)
    counted = [row for row in rows(language) if row.get("value") is not None]
    return describe.figure(
        language,
        rows(language),
        title=_("What follows when it goes wrong, now and then?"),
        summary=_(
            "Of {all} parents interviewed in the later study, {negative} told of communication that went "
            "badly. What followed most often: {top}. Medical harm was named by {harm}. The paper lists "
            "{then} signs of conflict in families and staff and counts none of them."
        ).format(
            **describe.numbers(
                language, all="C16.parents", negative="C16.negative", harm="C16.consequences.harm"
            ),
            top=describe.listing(
                [f"{row['label'].lower()} ({row['value']})" for row in counted[:3]], language
            ),
            then=len(select("P.symptoms.*")),
        ),
        cited=("C16.consequences.*", "C16.parents", "C16.negative", "P.symptoms.*"),
        columns={
            "when": _("When"),
            "label": _("Consequence"),
            "value": (_("Parents"), _("parents")),
        },
        filename="consequences",
    )
