"""Through whom members find a group: the door that staff generally hold, then, and what leaders report now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from selfhelp_teach.charts import describe
from selfhelp_teach.charts.rows import draw, place
from selfhelp_teach.evidence import Fact, fact
from selfhelp_teach.translation import Translate, translator

if TYPE_CHECKING:
    import altair as alt

FIELD = "way"


def _row(entry: Fact, when: str, language: str) -> describe.Row:
    """Return one row; a fact without a number is an item of a list."""
    _ = translator(language)
    short = {"C17.through-patients": _("Come through other patients")}  # a phone has no room for more
    row: describe.Row = {
        "way": entry.id,
        "label": short.get(entry.id, _(entry.label)),
        "when": when,
        "fact": entry.id,
        "value": entry.value,
    }
    if entry.value is None:
        return {**row, "listed": True}
    prefix = {"about": _("about"), "over": _("over")}.get(entry.qualifier or "", "")
    return {**row, "text": f"{prefix} {describe.percent(entry.value, language)}".strip()}


def rows(language: str) -> list[describe.Row]:
    """Return placed rows: what the paper argues, then what leaders of groups report."""
    _ = translator(language)
    then, now = _("then"), _("now")
    return place(
        [
            {
                "header": True,
                "label": _("Then: what the paper says"),
                "note": _("an order or an argument, no numbers"),
            },
            *(_row(entry, then, language) for entry in describe.facts("P.system.gatekeeping", "P13.access")),
            {
                "header": True,
                "label": _("Now: what leaders report"),
                "note": _("leaders of German cancer self-help groups"),
            },
            *(
                _row(entry, now, language)
                for entry in describe.facts(
                    "C17.through-patients", "C17.cooperation", "C17.integrated", "C17.hospitals"
                )
            ),
        ]
    )


def chart(_: Translate) -> alt.LayerChart:
    """Return the chart, to be compiled."""
    return draw(rows("en"), field=FIELD, domain=(0, 100))


def figure(language: str = "en") -> dict[str, Any]:
    """Return what the live figure shows."""
    _ = translator(language)
    placed = rows(language)
    cited = describe.facts("C17.*", "C17.criteria", "P.system.gatekeeping", "P13.access", "P13.recruiting")
    return {
        "title": _("Do staff still hold the door?"),
        "summary": _(
            "The paper argues that staff generally control the way to new families, and that some groups go "
            "round them. {leaders} leaders of "
            "German cancer self-help groups report that about {patients} of members come through other "
            "patients, and fewer than half more or less often through hospitals."
        ).format(
            leaders=describe.number(fact("C17.leaders").number(), language),
            patients=describe.percent(fact("C17.through-patients").number(), language),
        ),
        "sources": describe.sources(language, *cited),
        "status": "reported",
        "datasets": {"rows": placed},
        "columns": describe.columns(language, when=_("When"), label=_("What"), value=(_("Share"), "%")),
        "table": describe.table(placed, ("when", "label", "value"), language),
        "filename": "through-whom",
    }
