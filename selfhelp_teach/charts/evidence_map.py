"""The map of findings: a row a study in the order of time, a column a theme, a mark where a study reports numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from selfhelp_teach.charts import describe
from selfhelp_teach.charts.theme import TEXT_SIZE, Drawing, choose, colour
from selfhelp_teach.evidence.findings import (
    PERIODS,
    Finding,
    Selection,
    asked_names,
    findings,
    in_time,
    period_names,
    select_findings,
    study_name,
    theme_names,
)
from selfhelp_teach.translation import Translate, translator

LINK_FIELD = "cell"
HEIGHT = 502  # pixels
COLUMN, _HEAD, _ROW, _PERIOD = 25, 100, 15.5, 20
_FAINT = 0.22
# Names of several parts of one work begin alike: where room is short, what tells them apart is left.
_SHORT = "width < 350 ? replace(datum.label, regexp('^([0-9]+ )?[^:]+: '), '$1… ') : datum.label"
# Of a mark, by the period of its study.
TONE = choose("period", {"then": "inkSoft", "later": "accent", "undated": "none", "": "ink"})
SHAPE = choose("period", {"then": "'square'", "undated": "'diamond'", "": "'circle'"})


def rows(language: str, chosen: Selection) -> list[describe.Row]:
    """Return themes above their columns, then periods and studies, each study with its marks."""
    _ = translator(language)
    themes = list(theme_names(_))
    counts = Counter((finding.study.study, finding.theme) for finding in findings())
    held = select_findings(chosen)
    shown = Counter((finding.study.study, finding.theme) for finding in held)
    of_study, of_theme = Counter(f.study.study for f in held), Counter(f.theme for f in held)
    right = {theme: COLUMN * (len(themes) - at - 0.5) for at, theme in enumerate(themes)}
    found: list[describe.Row] = [
        {
            "kind": "theme", "label": name, "right": right[theme], "y": _HEAD - 8, "cell": f"theme:{theme}",
            "on": bool(of_theme[theme]),
        }
        for theme, name in theme_names(_).items()
    ]  # fmt: skip
    top = float(_HEAD)
    for period in PERIODS:
        found.append({
            "kind": "period", "label": period_names(_)[period], "y": top + 8, "cell": f"period:{period}",
            "on": chosen.period in {"", period},
        })  # fmt: skip
        top += _PERIOD
        for study in in_time():
            if study.period != period or not any((study.study, theme) in counts for theme in themes):
                continue
            line = {"y": top + 6, "on": bool(of_study[study.study]), "cell": f"study:{study.study}"}
            found.append({"kind": "study", "label": study_name(study, language), **line})
            for theme in themes:
                if count := counts[study.study, theme]:
                    on = shown[study.study, theme]
                    found.append({
                        "kind": "mark", "right": right[theme], "y": line["y"], "on": bool(on), "period": period,
                        "count": on or count, "cell": f"study:{study.study},theme:{theme}",
                    })  # fmt: skip
            top += _ROW
        top += 5
    return found


def chart(_: Translate) -> Drawing:
    """Return the chart. Heights are pixels; columns are counted from the right, so that names have what is left."""
    import altair as alt  # noqa: PLC0415 (never on a page's opening path)

    base = alt.Chart(alt.NamedData(name="rows"))
    opacity = alt.value({"expr": f"datum.on ? 1 : {_FAINT}"})
    words = alt.value({"expr": "datum.on ? 1 : 0.5"})  # what can still be read can still be chosen
    y = alt.Y("y:Q", scale=None, axis=None)
    column = alt.value({"expr": "width - datum.right"})
    left = f"width - {COLUMN * len(theme_names(_))} - 8"
    room = {
        "expr": f"width < 350 ? 0.82 * ({left}) : {left}"
    }  # where letters may be wider than they were measured
    marks = base.transform_filter("datum.kind === 'mark'")
    # a diamond has half the room for its number
    size = "(60 + 26 * min(datum.count, 9)) * (datum.period === 'undated' ? 1.7 : 1)"
    layers = [
        base.transform_filter("datum.kind === 'theme'")
        .mark_text(align="left", angle=270, fontSize=TEXT_SIZE - 1)
        .encode(x=column, y=y, text="label:N", opacity=words),
        base.transform_filter("datum.kind === 'period'")
        .mark_text(align="left", fontWeight=700, fontSize=TEXT_SIZE - 1)
        .encode(x=alt.value(0), y=y, text="label:N", opacity=words),
        base.transform_filter("datum.kind === 'study'")
        .mark_rule(color=colour("line"))
        .encode(x=alt.value(0), x2=alt.value({"expr": "width"}), y=alt.Y("under:Q", scale=None, axis=None))
        .transform_calculate(under="datum.y + 7.5"),
        base.transform_filter("datum.kind === 'study'")
        .mark_text(align="left", fontSize=TEXT_SIZE - 1, limit=room)
        .encode(x=alt.value(0), y=y, text=alt.value({"expr": _SHORT}), opacity=words),
        marks.mark_point(
            filled=True, size={"expr": size}, shape={"expr": SHAPE}, cursor="pointer",
            opacity=1,
        ).encode(x=column, y=y, color=alt.value({"expr": TONE}), opacity=opacity),
        marks.transform_filter("datum.count > 1")
        .mark_text(fontSize=10.5, fontWeight=700, baseline="middle", color=colour("surface"), dy=0.5)
        .encode(x=column, y=y, text="count:Q", opacity=words),
    ]  # fmt: skip
    return alt.LayerChart(layer=layers).properties(height=HEIGHT)


def row_of(finding: Finding, language: str) -> Mapping[str, Any]:
    """Return a finding as a row of a table, with where it comes from."""
    _ = translator(language)
    entry = finding.fact
    return {
        "id": entry.id,  # heads its row: names of findings may be alike
        "year": str(finding.study.year or ""),  # not a number to be parted by thousands
        "theme": theme_names(_)[finding.theme],
        "label": finding.name(language),
        "number": finding.number(language),
        "base": _(entry.base) if entry.base else "",
        "asked": ", ".join(asked_names(_)[each] for each in finding.study.asked),
        "source": entry.cited.full(language),
        "place": entry.place(_),
        "status": describe.status_word(entry, language),
    }


def figure(language: str = "en", chosen: Selection | None = None) -> describe.Traits:
    """Return what the live figure shows of a selection."""
    _ = translator(language)
    chosen = chosen or Selection()
    held = select_findings(chosen)
    studied = len({finding.study.study for finding in held})
    return {
        "title": _("Who has reported what, and when?"),
        "summary": _(
            "{count} of {all} reported numbers, from {studies} studies. A mark says how many a study reports on a "
            "theme, not how firm they are."
        ).format(count=len(held), all=len(findings()), studies=studied),
        "sources": describe.sources(language, *(finding.fact for finding in held)),
        "status": "reported",
        "datasets": {"rows": rows(language, chosen)},
        "columns": describe.table_columns(
            language, id=_("Id"), year=_("Year"), theme=_("Theme"), label=_("Finding"), number=_("Number"),
            base=_("Base"), asked=_("Who was asked"), source=_("Source"), place=_("Place"),
        ),
        "table": [row_of(finding, language) for finding in held],
        "params": {"picked": None},
        "note": "" if held else _("No source reports a number on this. Choose something wider."),
        "filename": "evidence-findings",
    }  # fmt: skip
