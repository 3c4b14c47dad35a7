"""Does professional leadership shorten a group's life? Four bodies of evidence, each with the direction it found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from selfhelp_teach.charts import describe
from selfhelp_teach.charts.rows import draw, place
from selfhelp_teach.evidence import fact
from selfhelp_teach.evidence import rows as data
from selfhelp_teach.translation import Translate, translator

if TYPE_CHECKING:
    import altair as alt

FIELD = "claim"
_LONGER, _SHORTER = 1, -1
_DIRECTIONS = {
    "shared lasts longer": _LONGER,
    "professionals lengthen": _LONGER,
    "professionals shorten": _SHORTER,
    "no difference": 0,
}


def rows(language: str) -> list[describe.Row]:
    """Return placed rows: claims about professionals, then claims about leading together."""
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
    found: list[describe.Row] = []
    for shared, header in headers.items():
        found.append({"header": True, "label": header, "note": _("a direction only; no source gives a size")})
        for row in data("leadership-and-life"):
            direction = str(row["direction"])
            if direction.startswith("shared") is not shared:
                continue
            found.append(
                {
                    "claim": row["claim"],
                    "label": short.get(str(row["claim"]), _(str(row["where"]))),
                    "value": _DIRECTIONS[direction],
                    "text": words[_DIRECTIONS[direction]],
                    "who": header,
                    "source": fact(str(row["fact"])).cited.short(language),
                    "fact": row["fact"],
                }
            )
    return place(found)


def chart(_: Translate) -> alt.LayerChart:
    """Return the chart, to be compiled."""
    shorter, neither, longer = _("shorter"), _("no difference"), _("longer")
    ends = f"datum.value < 0 ? '{shorter}' : datum.value > 0 ? '{longer}' : '{neither}'"
    return draw(rows("en"), field=FIELD, domain=(-1.2, 1.2), ticks=(-1, 0, 1), labels=ends, points=True)


def figure(language: str = "en") -> dict[str, Any]:
    """Return what the live figure shows."""
    _ = translator(language)
    placed = rows(language)
    cited = describe.facts(
        "P11.longevity",
        "C3.shared.longevity",
        "C6.unaffiliated",
        "C6.affiliated",
        "C10.professional",
        "C11.survival",
    )
    return {
        "title": _("Does professional leadership shorten a group's life?"),
        "summary": _(
            "The paper and the study it rests on, one body of evidence, find shared groups the longest lived. "
            "Of three others, one finds that professional starters went with a shorter life, in one "
            "professionals did not seem to be a factor, and one finds a longer life without a national "
            "affiliation and a shorter one with it. No source gives a size that could be drawn."
        ),
        "sources": describe.sources(language, *cited),
        "status": "ordinal",
        "datasets": {"rows": placed},
        "columns": describe.columns(
            language, who=_("Where"), label=_("Groups"), text=_("Found"), source=_("Source")
        ),
        "table": describe.table(placed, ("who", "label", "text", "source"), language),
        "filename": "leadership-and-life",
    }
