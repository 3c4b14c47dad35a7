"""Does professional leadership shorten a group's life? Four bodies of evidence, each with the direction it found."""

from __future__ import annotations

from collections.abc import Iterator

from selfhelp_teach.charts import describe
from selfhelp_teach.charts.rows import Row, draw, header, line
from selfhelp_teach.charts.theme import Drawing
from selfhelp_teach.evidence import fact
from selfhelp_teach.evidence import rows as data
from selfhelp_teach.translation import Translate, translator

_LONGER, _SHORTER = 1, -1
_DIRECTIONS = {
    "shared lasts longer": _LONGER,
    "professionals lengthen": _LONGER,
    "professionals shorten": _SHORTER,
    "no difference": 0,
}


def rows(language: str) -> Iterator[Row]:
    """Yield claims about professionals, then claims about leading together."""
    _ = translator(language)
    words = {_SHORTER: _("shorter"), 0: _("neither"), _LONGER: _("longer")}
    short = {
        "starters": _("New groups of one organisation"),
        "shared-longest": _("43 groups: the paper's study"),
    }  # a phone has no room for more
    headers = {
        False: _("Where professionals lead or take part"),
        True: _("Where both lead together"),
    }
    for shared, who in headers.items():
        yield header(who, _("a direction only; no source gives a size"))
        for row in data("leadership-and-life"):
            claim, direction, entry = (str(row[name]) for name in ("claim", "direction", "fact"))
            if direction.startswith("shared") is not shared:
                continue
            way = _DIRECTIONS[direction]
            label = short.get(claim, _(str(row["where"])))
            source = fact(entry).cited.short(language)
            yield line(
                fact(entry), language, way, words[way], label=label, claim=claim, who=who, source=source
            )


def chart(_: Translate) -> Drawing:
    """Return the chart, to be compiled."""
    shorter, neither, longer = _("shorter"), _("no difference"), _("longer")
    ends = f"datum.value < 0 ? '{shorter}' : datum.value > 0 ? '{longer}' : '{neither}'"
    return draw(rows("en"), field="claim", domain=(-1.2, 1.2), ticks=(-1, 0, 1), labels=ends, points=True)


def figure(language: str = "en") -> describe.Traits:
    """Return what the live figure shows."""
    _ = translator(language)
    return describe.figure(
        language,
        rows(language),
        title=_("Does professional leadership shorten a group's life?"),
        summary=_(
            "The paper and the study it rests on, one body of evidence, find shared groups the longest lived. "
            "Of three others, one finds that professional starters went with a shorter life, in one "
            "professionals did not seem to be a factor, and one finds a longer life without a national "
            "affiliation and a shorter one with it. No source gives a size that could be drawn."
        ),
        cited=(
            *("P11.longevity", "C3.shared.longevity", "C6.unaffiliated", "C6.affiliated"),
            *("C10.professional", "C11.survival"),
        ),
        columns={"who": _("Where"), "label": _("Groups"), "text": _("Found"), "source": _("Source")},
        status="ordinal",
        filename="leadership-and-life",
    )
