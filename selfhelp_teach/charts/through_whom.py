"""Through whom members find a group: the door that staff generally hold, then, and what leaders report now."""

from __future__ import annotations

from collections.abc import Iterator

from selfhelp_teach.charts import describe
from selfhelp_teach.charts.rows import Row, draw, header, item, line
from selfhelp_teach.charts.theme import Drawing
from selfhelp_teach.evidence import Fact
from selfhelp_teach.translation import Translate, translator


def rows(language: str) -> Iterator[Row]:
    """Yield what the paper argues, then what leaders of groups report."""
    _ = translator(language)
    yield header(_("Then: what the paper says"), _("an order or an argument, no numbers"))
    for entry in describe.facts("P.system.gatekeeping", "P13.access"):
        yield _row(entry, _("then"), language)
    yield header(_("Now: what leaders report"), _("leaders of German cancer self-help groups"))
    for entry in describe.facts("C17.through-patients", "C17.cooperation", "C17.integrated", "C17.hospitals"):
        yield _row(entry, _("now"), language)


def _row(entry: Fact, when: str, language: str) -> Row:
    """Return one row; a fact without a number is an item of a list."""
    _ = translator(language)
    # a phone has no room for more
    short = {"C17.through-patients": {"label": _("Come through other patients")}}.get(entry.id, {})
    if entry.value is None:
        return item(entry, language, way=entry.id, when=when, **short)
    prefix = {"about": _("about"), "over": _("over")}.get(entry.qualifier, "")
    text = f"{prefix} {describe.percent(entry.value, language)}".strip()
    return line(entry, language, entry.value, text, way=entry.id, when=when, **short)


def chart(_: Translate) -> Drawing:
    """Return the chart, to be compiled."""
    return draw(rows("en"), field="way", domain=(0, 100))


def figure(language: str = "en") -> describe.Traits:
    """Return what the live figure shows."""
    _ = translator(language)
    return describe.figure(
        language,
        rows(language),
        title=_("Do staff still hold the door?"),
        summary=_(
            "The paper argues that staff generally control the way to new families, and that some groups go "
            "round them. {leaders} leaders of "
            "German cancer self-help groups report that about {patients} of members come through other "
            "patients, and fewer than half more or less often through hospitals."
        ).format(
            **describe.numbers(language, leaders="C17.leaders"),
            **describe.percents(language, patients="C17.through-patients"),
        ),
        cited=("C17.*", "C17.criteria", "P.system.gatekeeping", "P13.access", "P13.recruiting"),
        columns={"when": _("When"), "label": _("What"), "value": (_("Share"), "%")},
        filename="through-whom",
    )
