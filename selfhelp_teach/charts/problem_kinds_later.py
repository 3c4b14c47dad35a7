"""Which kinds of staff behaviour go with what parents feel: order only, from a study of 74 parents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from selfhelp_teach.charts import describe
from selfhelp_teach.charts.rows import draw, place
from selfhelp_teach.evidence import fact
from selfhelp_teach.evidence import rows as data
from selfhelp_teach.translation import Translate, translator

if TYPE_CHECKING:
    import altair as alt

LINK_FIELD = "kind"
# fact -> the kinds of Table 1 that it names
_GO_WITH = {
    "C1.overall": ("interpersonal-contact",),
    "C1.anger": ("empathy-child",),
    "C1.respect": ("information", "competence"),
    "C1.support": ("information", "parental-efficacy"),
}


def rows(language: str) -> list[describe.Row]:
    """Return placed rows: what parents feel, and under it the kinds that go with it most closely."""
    _ = translator(language)
    headers = {
        "C1.overall": _("A good relationship as a whole"),
        "C1.anger": _("More anger"),
        "C1.respect": _("More respect"),
        "C1.support": _("Feeling supported"),
    }
    lacking = {"C1.anger": _("lack of it")}
    labels = {row["kind"]: _(str(row["label"])) for row in data("problem-kinds")}
    found: list[describe.Row] = []
    for id, kinds in _GO_WITH.items():
        found.append({"header": True, "label": headers[id]})
        for kind in kinds:
            label = f"{labels[kind]} ({lacking[id]})" if id in lacking else labels[kind]
            found.append(
                {
                    "kind": kind,
                    "label": label,
                    "feeling": headers[id],
                    "listed": True,
                    "value": None,
                    "fact": id,
                }
            )
    return place(found)


def chart(_: Translate) -> alt.LayerChart:
    """Return the chart."""
    return draw(rows("en"), field=LINK_FIELD, domain=(0, 1))


def figure(language: str = "en") -> dict[str, Any]:
    """Return what the live figure shows."""
    _ = translator(language)
    placed = rows(language)
    cited = describe.facts("C1.overall", "C1.anger", "C1.respect", "C1.support", "C1.sample", "C1.dimensions")
    return {
        "title": _("Which kinds matter for how parents feel?"),
        "summary": _(
            "In a study of {n} parents, personal contact went most closely with the relationship as a whole, "
            "and a lack of empathy with the child with anger. Information counted twice: with competence "
            "for respect, and with acceptance of parents' efficacy for support. All was asked at one time, "
            "so this foretells nothing. The record at hand gives the order and no sizes."
        ).format(n=describe.number(fact("C1.sample").number(), language)),
        "sources": describe.sources(language, *cited),
        "status": "ordinal",
        "datasets": {"rows": placed},
        "columns": describe.columns(
            language, feeling=_("What parents feel"), label=_("Goes most closely with")
        ),
        "table": describe.table(placed, ("feeling", "label"), language),
        "link": {**describe.link("problem-kind", LINK_FIELD, placed), "labels": _labels(language)},
        "filename": "problem-kinds-later",
    }


def _labels(language: str) -> dict[str, str]:
    """Return the names of the kinds as Table 1 has them."""
    _ = translator(language)
    return {str(row["kind"]): _(str(row["label"])) for row in data("problem-kinds")}
