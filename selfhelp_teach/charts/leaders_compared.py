"""Peer and professional leaders of cancer support groups: a committee, and a need for training."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from selfhelp_teach.charts import describe
from selfhelp_teach.charts.rows import Row, draw, header, share
from selfhelp_teach.charts.theme import Drawing
from selfhelp_teach.evidence import rows as data
from selfhelp_teach.translation import Translate, translator


def rows(language: str) -> Iterator[Row]:
    """Yield two items, each for peer and for professional leaders."""
    _ = translator(language)
    leaders = {"peer": _("peer leaders"), "professional": _("professional leaders")}
    tones = {"peer": "parent", "professional": "clinician"}
    for item, of_item in groupby(data("leader-comparisons"), key=lambda row: _(str(row["label"]))):
        yield header(item)
        for row in of_item:
            who = str(row["leadership"])
            label = _("{leaders} ({n})").format(leaders=leaders[who], n=row["leaders"])
            fields = {"leadership": who, "item": item, "tone": tones[who]}
            yield share(row, language, row["percent"], 1, label=label, **fields)


def chart(_: Translate) -> Drawing:
    """Return the chart, to be compiled."""
    return draw(rows("en"), field="leadership", domain=(0, 100))


def figure(language: str = "en") -> describe.Traits:
    """Return what the live figure shows."""
    _ = translator(language)
    return describe.figure(
        language,
        rows(language),
        title=_("How did peer and professional leaders differ?"),
        summary=_(
            "{peer} of the groups led by peers are run by a committee, against {professional} of those led "
            "by professionals. Professional leaders more often feel a need for training: {trained} against "
            "{untrained}."
        ).format(
            **describe.percents(
                language,
                1,
                peer="C12.committee.peer",
                professional="C12.committee.professional",
                trained="C12.training.professional",
                untrained="C12.training.peer",
            )
        ),
        cited=(
            *("C12.committee.*", "C12.training.*", "C12.leaders", "C12.response"),
            *("C12.kind.*", "C12.activities"),
        ),
        columns={"item": _("Item"), "label": _("Leaders"), "value": (_("Share"), "%")},
        filename="leaders-compared",
    )
