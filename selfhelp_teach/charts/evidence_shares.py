"""The findings that are shares, on one scale: by theme, and one by one with their intervals where they are few."""

from __future__ import annotations

from selfhelp_teach.charts import describe
from selfhelp_teach.charts.evidence_map import HEIGHT, SHAPE, TONE, row_of
from selfhelp_teach.charts.theme import TEXT_SIZE, Drawing, colour
from selfhelp_teach.evidence.findings import (
    Finding,
    Selection,
    findings,
    select_findings,
    study_name,
    theme_names,
)
from selfhelp_teach.translation import Translate, translator

LINK_FIELD = "fact"
FEW = 16  # shares that have room for a name each
_TOP, _BOTTOM, _TALLEST = 14, 8, 46
_NEAR = 3.4  # percentage points: closer marks lie over one another
_LEFT_OUT = {"year", "asked"}  # of a finding's row: the table of the map has them
_STACK = (0, 10, -10, 19, -19)  # pixels, from the middle of a lane


def rows(language: str, chosen: Selection) -> list[describe.Row]:
    """Return a mark for each share; where they are few, each has a line and a name of its own."""
    held = [finding for finding in select_findings(chosen) if finding.share is not None]
    if 0 < len(held) <= FEW:
        pitch = min(_TALLEST, (HEIGHT - _TOP - _BOTTOM) / len(held))
        return [
            {
                **_mark(finding, on=True), "y": _TOP + pitch * at + 13, "z": _TOP + pitch * at - 2,
                "name": f"{finding.name(language)} · {study_name(finding.study, language)}",
                "text": finding.number(language).partition(" · ")[0],
            }
            for at, finding in enumerate(held)
        ]  # fmt: skip
    _ = translator(language)
    pitch = (HEIGHT - _TOP - _BOTTOM) / len(theme_names(_))
    found: list[describe.Row] = []
    for at, (theme, name) in enumerate(theme_names(_).items()):
        middle = _TOP + pitch * at + 36
        here = sorted(
            (finding for finding in findings() if finding.theme == theme and finding.share is not None),
            key=lambda finding: finding.share or 0,
        )
        on = any(finding in held for finding in here)
        found.append({"kind": "lane", "label": name, "y": middle, "z": middle - 34, "on": on})
        placed: list[tuple[float, int]] = []
        for finding in here:
            share = finding.share or 0
            taken = {level for other, level in placed if share - other < _NEAR}
            level = next((level for level in range(len(_STACK)) if level not in taken), 0)
            placed.append((share, level))
            mark = _mark(finding, on=finding in held)
            found.append({**mark, "low": None, "high": None, "y": middle + _STACK[level]})
    return found


def _mark(finding: Finding, *, on: bool) -> describe.Row:
    interval = finding.interval
    return {
        "kind": "mark", "fact": finding.fact.id, "share": finding.share, "on": on, "period": finding.study.period,
        "low": 100 * interval.low if interval else None, "high": 100 * interval.high if interval else None,
    }  # fmt: skip


def chart(_: Translate) -> Drawing:
    """Return the chart. Heights are pixels."""
    import altair as alt  # noqa: PLC0415 (never on a page's opening path)

    base = alt.Chart(alt.NamedData(name="rows"))
    opacity = alt.value({"expr": "datum.on ? 1 : 0.16"})
    words = alt.value({"expr": "datum.on ? 1 : 0.5"})
    ticks = alt.Axis(
        values=[0, 25, 50, 75, 100],
        title=_("percent of those asked"),
        grid=True,
        labelFlush=True,
        domain=False,
    )
    marks = base.transform_filter("datum.kind === 'mark'")
    tone = alt.value({"expr": TONE})

    def x(of: str) -> alt.X:
        return alt.X(f"{of}:Q", scale=alt.Scale(domain=[0, 100], nice=False), axis=ticks)

    def at(of: str) -> alt.Y:
        return alt.Y(f"{of}:Q", scale=None, axis=None)

    left, right = alt.value(0), alt.value({"expr": "width"})
    layers = [
        base.transform_filter("datum.kind === 'lane'")
        .mark_text(align="left", fontWeight=700, fontSize=TEXT_SIZE - 1)
        .encode(x=left, y=at("z"), text="label:N", opacity=words),
        base.transform_filter("datum.kind === 'lane'")
        .mark_rule(color=colour("line"))
        .encode(x=left, x2=right, y=at("y")),
        marks.transform_filter("isValid(datum.low)")
        .mark_rule(strokeWidth=2.5, strokeCap="round")
        .encode(x=x("low"), x2="high:Q", y=at("y"), color=tone, opacity=opacity),
        marks.mark_point(filled=True, size=80, shape={"expr": SHAPE}, cursor="pointer", opacity=1).encode(
            x=x("share"), y=at("y"), color=tone, opacity=opacity
        ),
        marks.transform_filter("isValid(datum.name)")
        .mark_text(align="left", fontSize=TEXT_SIZE - 1, limit={"expr": "width - 60"})
        .encode(x=left, y=at("z"), text="name:N"),
        marks.transform_filter("isValid(datum.name)")
        .mark_text(align="right", fontSize=TEXT_SIZE - 1, fontWeight=700)
        .encode(x=right, y=at("z"), text="text:N"),
    ]
    return alt.LayerChart(layer=layers).properties(height=HEIGHT)


def figure(language: str = "en", chosen: Selection | None = None) -> describe.Traits:
    """Return what the live figure shows of a selection."""
    _ = translator(language)
    chosen = chosen or Selection()
    held = [finding for finding in select_findings(chosen) if finding.share is not None]
    ends = sorted(held, key=lambda finding: finding.share or 0)
    summary = ""
    if held:
        summary = _(
            "{count} shares, from {low} ({low_label}) to {high} ({high_label}). Each has its own question and base: "
            "read them beside one another, and never as a ranking."
        ).format(
            count=len(held),
            low=ends[0].number(language).partition(" · ")[0],
            low_label=ends[0].name(language),
            high=ends[-1].number(language).partition(" · ")[0],
            high_label=ends[-1].name(language),
        )
    return {
        "title": _("Which shares do they report?"),
        "summary": summary,
        "sources": describe.sources(language, *(finding.fact for finding in held)),
        "status": "reported",
        "datasets": {"rows": rows(language, chosen)},
        "columns": describe.table_columns(
            language, id=_("Id"), theme=_("Theme"), label=_("Finding"), value=(_("Share"), "%"), number=_("Number"),
            base=_("Base"), low=(_("95% from"), "%"), high=(_("to"), "%"), source=_("Source"), place=_("Place"),
        ),
        "table": [
            {
                **{name: told for name, told in row_of(finding, language).items() if name not in _LEFT_OUT},
                "value": finding.share,
                "low": round(100 * finding.interval.low, 1) if finding.interval else None,
                "high": round(100 * finding.interval.high, 1) if finding.interval else None,
            }
            for finding in held
        ],
        "params": {"picked": None},
        "note": "" if held else _("None of these findings is a share of those asked. They are in the list."),
        "filename": "evidence-shares",
    }  # fmt: skip
