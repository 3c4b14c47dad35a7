"""Dangers that professionals had heard named in the 1980s, listed; what nurses said later, counted."""

from __future__ import annotations

from collections.abc import Iterator

from selfhelp_teach.charts import describe
from selfhelp_teach.charts.rows import Row, draw, header, item, share
from selfhelp_teach.charts.theme import Drawing
from selfhelp_teach.evidence import fact
from selfhelp_teach.evidence import rows as data
from selfhelp_teach.translation import Translate, translator

LINK_FIELD = "danger"


def rows(language: str) -> Iterator[Row]:
    """Yield the seven dangers, then the nurses' concerns and what they see as help."""
    _ = translator(language)
    yield header(_("Then: dangers heard of"), _("listed; the paper gives no numbers"), unreported=True)
    for row in data("dangers"):
        yield item(row, language, danger=row["danger"], when=_("then: danger"), unreported=True)
    now = {
        "concern": (_("2001: nurses' concerns"), _("now: concern"), "parent"),
        "help": (_("2001: help that nurses see"), _("now: help"), "both"),
    }
    for kind, (label, when, tone) in now.items():
        yield header(label, _("share of 676 oncology nurses in Canada"))
        for row in data("nurses"):
            if row["kind"] == kind:
                # the one concern that is on both lists
                danger = row["item"] if row["item"] == "misinformation" else None
                yield share(row, language, row["percent"], 1, danger=danger, when=when, tone=tone)


def chart(_: Translate) -> Drawing:
    """Return the chart."""
    return draw(rows("en"), field=LINK_FIELD, domain=(0, 100))


def figure(language: str = "en") -> describe.Traits:
    """Return what the live figure shows."""
    _ = translator(language)
    return describe.figure(
        language,
        rows(language),
        title=_("Which dangers had staff heard of then, and what did nurses say later?"),
        summary=_(
            "Then, {heard} of {base} professionals had heard that groups could be dangerous; the paper "
            "lists seven dangers without numbers, misinformation fourth. Of 676 nurses in 2001, "
            "{misinformation} worried about misinformation, the concern named most often. Far more saw "
            "help: {shared} in shared experience and {information} in information. Having heard is not "
            "fearing, and a list is no ranking, so the two cannot be set against each other."
        ).format(
            **describe.percents(language, heard="P5.heard"),
            base=fact("P5.heard").denominator,
            **describe.percents(
                language,
                1,
                misinformation="C9.concern.misinformation",
                shared="C9.help.shared-experience",
                information="C9.help.information",
            ),
        ),
        cited=("P6.dangers.*", "P5.heard", "C9.concern.*", "C9.help.*", "C9.sample"),
        columns={"when": _("When"), "label": _("Item"), "value": (_("Nurses"), "%")},
        link=("danger", LINK_FIELD),
        filename="dangers-then-now",
    )
