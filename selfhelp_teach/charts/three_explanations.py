"""Problems met and told, visit by visit, by parents with more and with less schooling: a small model."""

from __future__ import annotations

from selfhelp_teach.charts import describe
from selfhelp_teach.charts.ends import label
from selfhelp_teach.charts.theme import TEXT_SIZE, Drawing, by, choose, colour
from selfhelp_teach.evidence import Status
from selfhelp_teach.model.spiral import VISITS, Explanations, shares
from selfhelp_teach.translation import Translate, translator

LINES = ("more-told", "more-met", "less-told", "less-met")
OPENING = Explanations()
_TABLE = (1, 6, 12, 18, 24)
_HEIGHT = 220  # pixels
_MARGIN, _UNIT = 34, -12  # pixels left of the plot, and above it


def names(_: Translate) -> dict[str, str]:
    """Return what each line is called."""
    return {
        "more-told": _("more, told"),
        "more-met": _("more, met"),
        "less-told": _("less, told"),
        "less-met": _("less, met"),
    }


def rows(explanations: Explanations) -> list[describe.Row]:
    """Return the points of the lines: line, visit (as ``month``, the name that ends of lines know), share."""
    found = shares(explanations)
    return [
        {"line": f"{schooling}-{seen}", "month": visit, "mid": round(float(value), 2)}
        for (schooling, seen), values in found.items()
        for visit, value in enumerate(values, start=1)
    ]


def chart(_: Translate) -> Drawing:
    """Return the chart; its data set ``visits`` is fed by the page."""
    import altair as alt  # noqa: PLC0415 (never on a page's opening path)

    said, counted = names(_), _("% of parents, one problem or more")
    base = alt.Chart(alt.NamedData(name="visits"))
    tones = {line: colour("accent" if line.startswith("more") else "independent") for line in LINES}
    tone = by(alt.Color, "line", tones)
    dash = by(alt.StrokeDash, "line", {line: [1, 0] if line.endswith("told") else [3, 4] for line in LINES})
    x = alt.X(
        "month:Q",
        title=_("visit"),
        scale=alt.Scale(domain=[1, VISITS], nice=False),
        axis=alt.Axis(values=list(_TABLE), grid=False),
    )
    y = alt.Y("mid:Q", scale=alt.Scale(domain=[0, 100]), axis=alt.Axis(title=None, tickCount=5))
    lines = base.mark_line(strokeWidth=2.5, clip=True).encode(x=x, y=y, color=tone, strokeDash=dash)
    ends = label(
        base,
        line="line",
        text=choose("line", {line: f"'{name}'" for line, name in said.items()}),
        tone=tone,
        height=_HEIGHT,
        most=len(LINES),
        widest=max(said.values(), key=len),
    )
    unit = (
        base.transform_filter(f"datum.month === 1 && datum.line === '{LINES[-1]}'")
        .transform_calculate(unit=f"'{counted}'")
        .mark_text(align="left", baseline="middle", fontSize=TEXT_SIZE - 1, color=colour("inkSoft"))
        .encode(x=alt.value(-_MARGIN), y=alt.value(_UNIT), text="unit:N")
    )
    return alt.LayerChart(layer=[lines, *ends, unit]).properties(height=_HEIGHT)


def figure(language: str = "en", explanations: Explanations = OPENING) -> describe.Traits:
    """Return what the live figure shows; by default all parents are alike."""
    _ = translator(language)
    placed = rows(explanations)
    last = {
        row["line"]: describe.percent(row["mid"], language, 0) for row in placed if row["month"] == VISITS
    }
    status = Status.ASSUMPTION.label(_)
    said = names(_)
    return {
        "title": _("Which explanation opens a gap, and where?"),
        "summary": _(
            "After {visits} simulated visits, {more_told} of parents with more schooling have told of a problem "
            "and {more_met} have met one; with less schooling {less_told} have told of one and {less_met} have "
            "met one. All of it rests on our assumptions; no visit was observed."
        ).format(visits=VISITS, **{line.replace("-", "_"): text for line, text in last.items()}),
        "sources": [
            describe.ours(
                _("A small model of this course"),
                _("three explanations the paper offers, made to act; simulated, not observed"),
            )
        ],
        "status": "assumption",
        "datasets": {"visits": placed},
        "columns": describe.table_columns(
            language, line=_("Parents"), month=_("Visit"), mid=(_("Share"), "%")
        ),
        "table": [
            {"line": said[row["line"]], "month": row["month"], "mid": round(row["mid"]), "status": status}
            for row in placed
            if row["month"] in _TABLE
        ],
        "filename": "three-explanations",
    }
