"""Which kinds of staff behaviour go with what parents feel: order only, from a study of 74 parents."""

from __future__ import annotations

from collections.abc import Iterator

from selfhelp_teach.charts import describe
from selfhelp_teach.charts.rows import Row, draw, header, item
from selfhelp_teach.charts.theme import Drawing
from selfhelp_teach.evidence import fact
from selfhelp_teach.evidence import rows as data
from selfhelp_teach.translation import Translate, translator

LINK_FIELD = "kind"
# fact -> the kinds of Table 1 that it names
_GO_WITH = {
    "C1.overall": ("interpersonal-contact",),
    "C1.anger": ("empathy-child",),
    "C1.respect": ("information", "competence"),
    "C1.support": ("information", "parental-efficacy"),
}


def rows(language: str) -> Iterator[Row]:
    """Yield what parents feel, and under it the kinds that go with it most closely."""
    _ = translator(language)
    headers = {
        "C1.overall": _("A good relationship as a whole"),
        "C1.anger": _("More anger"),
        "C1.respect": _("More respect"),
        "C1.support": _("Feeling supported"),
    }
    lacking = {"C1.anger": _("lack of it")}
    labels = _kinds(_)
    for id, kinds in _GO_WITH.items():
        yield header(headers[id])
        for kind in kinds:
            label = f"{labels[kind]} ({lacking[id]})" if id in lacking else labels[kind]
            yield item(fact(id), language, label=label, kind=kind, feeling=headers[id])


def _kinds(_: Translate) -> dict[str, str]:
    """Return the names of the kinds as Table 1 has them."""
    return {str(row["kind"]): _(str(row["label"])) for row in data("problem-kinds")}


def chart(_: Translate) -> Drawing:
    """Return the chart."""
    return draw(rows("en"), field=LINK_FIELD, domain=(0, 1))


def figure(language: str = "en") -> describe.Traits:
    """Return what the live figure shows."""
    _ = translator(language)
    traits = describe.figure(
        language,
        rows(language),
        title=_("Which kinds matter for how parents feel?"),
        summary=_(
            "In a study of {n} parents, personal contact went most closely with the relationship as a whole, "
            "and a lack of empathy with the child with anger. Information counted twice: with competence "
            "for respect, and with acceptance of parents' efficacy for support. All was asked at one time, "
            "so this foretells nothing. The record at hand gives the order and no sizes."
        ).format(**describe.numbers(language, n="C1.sample")),
        cited=("C1.overall", "C1.anger", "C1.respect", "C1.support", "C1.sample", "C1.dimensions"),
        columns={"feeling": _("What parents feel"), "label": _("Goes most closely with")},
        status="ordinal",
        link=("problem-kind", LINK_FIELD),
        filename="problem-kinds-later",
    )
    traits["link"]["labels"] = _kinds(_)
    return traits
