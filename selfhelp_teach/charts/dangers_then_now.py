"""Dangers that professionals had heard named in the 1980s, listed; what nurses said later, counted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from selfhelp_teach.charts import describe
from selfhelp_teach.charts.rows import draw, place
from selfhelp_teach.evidence import fact
from selfhelp_teach.evidence import rows as data
from selfhelp_teach.translation import Translate, translator

if TYPE_CHECKING:
    import altair as alt

LINK_FIELD = "danger"


def rows(language: str) -> list[describe.Row]:
    """Return placed rows: the seven dangers, then the nurses' concerns and what they see as help."""
    _ = translator(language)
    found: list[describe.Row] = [
        {
            "header": True,
            "label": _("Then: dangers heard of"),
            "note": _("listed; the paper gives no numbers"),
            "unreported": True,
        }
    ]
    found += [
        {
            "danger": row["danger"],
            "label": _(str(row["label"])),
            "listed": True,
            "unreported": True,
            "value": None,
            "when": _("then: danger"),
            "fact": row["fact"],
        }
        for row in data("dangers")
    ]
    now = {
        "concern": (_("2001: nurses' concerns"), _("now: concern"), "parent"),
        "help": (_("2001: help that nurses see"), _("now: help"), "both"),
    }
    for kind, (header, when, tone) in now.items():
        found.append({"header": True, "label": header, "note": _("share of 676 oncology nurses in Canada")})
        found += [
            {
                # the one concern that is on both lists
                "danger": row["item"] if row["item"] == "misinformation" else None,
                "label": _(str(row["label"])),
                "tone": tone,
                "value": row["percent"],
                "text": describe.percent(float(row["percent"] or 0), language, 1),
                "when": when,
                "fact": row["fact"],
            }
            for row in data("nurses")
            if row["kind"] == kind
        ]
    return place(found)


def chart(_: Translate) -> alt.LayerChart:
    """Return the chart."""
    return draw(rows("en"), field=LINK_FIELD, domain=(0, 100))


def figure(language: str = "en") -> dict[str, Any]:
    """Return what the live figure shows."""
    _ = translator(language)
    placed = rows(language)
    cited = describe.facts("P6.dangers.*", "P5.heard", "C9.concern.*", "C9.help.*", "C9.sample")
    heard = fact("P5.heard")

    def shown(id: str) -> str:
        return describe.percent(fact(id).number(), language, 1)

    return {
        "title": _("Which dangers had staff heard of then, and what did nurses say later?"),
        "summary": _(
            "Then, {heard} of {base} professionals had heard that groups could be dangerous; the paper "
            "lists seven dangers without numbers, misinformation fourth. Of 676 nurses in 2001, "
            "{misinformation} worried about misinformation, the concern named most often. Far more saw "
            "help: {shared} in shared experience and {information} in information. Having heard is not "
            "fearing, and a list is no ranking, so the two cannot be set against each other."
        ).format(
            heard=describe.percent(heard.number(), language),
            base=heard.denominator,
            misinformation=shown("C9.concern.misinformation"),
            shared=shown("C9.help.shared-experience"),
            information=shown("C9.help.information"),
        ),
        "sources": describe.sources(language, *cited),
        "status": "reported",
        "datasets": {"rows": placed},
        "columns": describe.columns(language, when=_("When"), label=_("Item"), value=(_("Nurses"), "%")),
        "table": describe.table(placed, ("when", "label", "value"), language),
        "link": describe.link("danger", LINK_FIELD, placed),
        "filename": "dangers-then-now",
    }
