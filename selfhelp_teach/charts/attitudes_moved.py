"""Family physicians before and after a mailed article: how many stayed, and which way attitudes moved."""

from __future__ import annotations

from collections.abc import Iterator

from selfhelp_teach.charts import describe
from selfhelp_teach.charts.rows import Row, draw, header, item, line
from selfhelp_teach.charts.theme import Drawing
from selfhelp_teach.evidence import fact, select
from selfhelp_teach.translation import Translate, translator

_STAYED = {"C18.asked": "value", "C18.answered": "numerator", "C18.completed": "value"}


def rows(language: str) -> Iterator[Row]:
    """Yield the physicians left at each step, then what moved, without sizes."""
    _ = translator(language)
    yield header(_("Who stayed"), _("family physicians in Ontario"))
    for id, column in _STAYED.items():
        many = float(getattr(fact(id), column))
        yield line(fact(id), language, many, describe.number(many, language), step=id)
    yield header(_("What moved, among those who stayed"), _("a direction; the record gives no sizes"))
    for entry in select("C18.moved.*"):
        yield item(entry, language, step=entry.id)


def chart(_: Translate) -> Drawing:
    """Return the chart, to be compiled."""
    return draw(rows("en"), field="step", domain=(0, fact("C18.asked").number()))


def figure(language: str = "en") -> describe.Traits:
    """Return what the live figure shows."""
    _ = translator(language)
    return describe.figure(
        language,
        rows(language),
        title=_("Can the attitudes of physicians be moved?"),
        summary=_(
            "Of {asked} family physicians asked in Ontario, {answered} answered and {completed} completed the "
            "study after an article and a list of local groups had been sent. Those were then more positive "
            "about groups in four respects and less concerned about harm. There was no control group, so why "
            "attitudes moved is open, and the record gives no sizes."
        ).format(**{row["step"].rpartition(".")[2]: row["text"] for row in rows(language) if "text" in row}),
        cited=("C18.*",),
        columns={"label": _("Step"), "value": _("Physicians")},
        filename="attitudes-moved",
    )
