"""The house's chart of rows: a label and a number on one line, what is drawn on the line below.

Labels stand above their bars and not beside them, so that the chart reads the same at 340 pixels as at 900.
``place`` (no Altair) gives each row its heights in pixels; ``draw`` authors the chart.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from selfhelp_teach.charts.theme import TEXT_SIZE, colour, emphasis

if TYPE_CHECKING:
    import altair as alt

Row = dict[str, Any]

# Pixels from one row to the next.
_BAR, _LISTED, _HEADER, _NOTE = 42, 22, 34, 18
_TOP, _UNDER_LABEL, _BEFORE_HEADER = 10, 16, 12


@dataclass(frozen=True, slots=True)
class Reference:
    """A line across all rows, with its words at the top.

    Parameters
    ----------
    value
        Where on the scale.
    label
        What it means, in a few words.
    """

    value: float
    label: str


def place(rows: Iterable[Mapping[str, Any]]) -> list[Row]:
    """Return rows with the heights at which they are drawn.

    A row is a header (``header``, perhaps with ``note``), an item of a list (``listed``), or a line with a
    value (``value``, or None where the number is lost), from ``start`` where given, with an interval
    (``low``, ``high``) where given. ``text`` is the number as shown. ``y`` is the height of the label and
    ``z`` that of what is drawn, in pixels.
    """
    placed: list[Row] = []
    top = _TOP
    for row in rows:
        if row.get("header") and placed:
            top += _BEFORE_HEADER
        placed.append({**row, "y": top, "z": top + _UNDER_LABEL})
        if row.get("header"):
            top += _HEADER if row.get("note") else _HEADER - _NOTE + 4
            top += 4
        else:
            top += _LISTED if row.get("listed") else _BAR
    return placed


def height(rows: Iterable[Mapping[str, Any]]) -> int:
    """Return the height of a chart of placed rows, in pixels."""
    last = max(rows, key=lambda row: row["y"])
    return int(last["y"]) + (_LISTED if last.get("listed") else _BAR) - _TOP


def draw(
    placed: list[Row],
    *,
    field: str,
    domain: tuple[float, float],
    ticks: tuple[float, ...] = (),
    labels: str = "",
    log: bool = False,
    track: bool = True,
    points: bool = False,
    reference: Reference | None = None,
    title: str = "",
) -> alt.LayerChart:
    """Return the chart of rows, its data set open under the name ``rows``.

    Parameters
    ----------
    placed
        The rows the chart opens with; heights and known values are taken from them, nothing else.
    field
        The field that links rows to those of other charts.
    domain
        Ends of the scale.
    ticks, labels
        Values marked on the axis, and the Vega expression of their labels; no axis without ticks.
    track
        Whether to show the whole behind each bar.
    points
        Whether to draw a point with its interval in place of a bar.
    """
    import altair as alt  # noqa: PLC0415 (never on a page's opening path)

    tall = height(placed)
    values = tuple(dict.fromkeys(str(row[field]) for row in placed if row.get(field) is not None))
    opacity = alt.value(emphasis(field, values))
    scale = alt.Scale(domain=list(domain), type="log" if log else "linear", nice=False, zero=not log)
    axis = (
        alt.Axis(
            values=list(ticks),
            title=title or None,
            **({"labelExpr": labels} if labels else {}),
            labelFlush=True,
            offset=2,
        )
        if ticks
        else None
    )
    base = alt.Chart(alt.NamedData(name="rows"))

    def x(of: str) -> alt.X:
        return alt.X(f"{of}:Q", scale=scale, axis=axis)

    def at(height_field: str) -> alt.Y:
        # heights are pixels already
        return alt.Y(f"{height_field}:Q", scale=None, axis=None)

    left, right = alt.value(0), alt.value({"expr": "width"})
    has_value = "isValid(datum.value)"
    lost = "!datum.header && !datum.listed && !isValid(datum.value)"
    tone = alt.value({"expr": "datum.tone === 'soft' ? lineStrong : datum.tone === 'parent' ? independent "
                      ": datum.tone === 'clinician' ? professional : datum.tone === 'both' ? shared : accent"})  # fmt: skip
    layers: list[alt.Chart] = [
        base.transform_filter("datum.header === true")
        .mark_text(align="left", fontWeight=700, limit={"expr": "width"})
        .encode(x=left, y=at("y"), text="label:N"),
        base.transform_filter("datum.header === true && isValid(datum.note)")
        .mark_text(align="left", fontSize=TEXT_SIZE - 1, color=colour("inkSoft"), limit={"expr": "width"})
        .encode(x=left, y=at("z"), text="note:N"),
        base.transform_filter("datum.listed === true")
        .transform_calculate(shown="'\u2022  ' + datum.label")
        .mark_text(align="left", limit={"expr": "width"})
        .encode(x=left, y=at("y"), text="shown:N", opacity=opacity),
        base.transform_filter("!datum.header && !datum.listed")
        .mark_text(align="left", limit={"expr": "width"})
        .encode(x=left, y=at("y"), text="label:N", opacity=opacity),
        base.transform_filter(has_value)
        .mark_text(align="right", fontWeight=700)
        .encode(x=right, y=at("y"), text="text:N", opacity=opacity),
        base.transform_filter(lost)
        .mark_text(align="right", fontStyle="italic", color=colour("inkSoft"))
        .encode(x=right, y=at("y"), text="text:N", opacity=opacity),
        base.transform_filter(lost)
        .mark_rule(strokeDash=[2, 5], strokeWidth=2, color=colour("lineStrong"))
        .encode(x=left, x2=right, y=at("z"), opacity=opacity),
    ]
    if track:
        layers.append(
            base.transform_filter(has_value)
            .mark_rule(strokeWidth=2 if points else 10, color=colour("line"))
            .encode(x=left, x2=right, y=at("z"))
        )
    if reference:
        # by the first row alone: a rule drawn once a row would be drawn over itself
        first = base.transform_filter(f"datum.y === {placed[0]['y']}").transform_calculate(mark=str(reference.value))
        layers.append(
            first.mark_rule(strokeDash=[4, 3], strokeWidth=1, color=colour("inkSoft")).encode(
                x=x("mark"), y=alt.value(0), y2=alt.value(tall)
            )
        )
        layers.append(
            first.transform_calculate(words=f"'{reference.label}'")
            .mark_text(align="left", dx=4, fontSize=TEXT_SIZE - 2, color=colour("inkSoft"), baseline="bottom")
            .encode(x=x("mark"), y=alt.value(tall), text="words:N")
        )
    drawn = base.transform_filter(has_value)
    if points:
        layers.append(
            drawn.transform_filter("isValid(datum.low)")
            .mark_rule(strokeWidth=3, strokeCap="round")
            .encode(x=x("low"), x2="high:Q", y=at("z"), color=tone, opacity=opacity)
        )
        layers.append(
            drawn.mark_point(filled=True, size=90, opacity=1).encode(
                x=x("value"), y=at("z"), color=tone, opacity=opacity
            )
        )
    else:
        layers.append(
            drawn.transform_calculate(from_="isValid(datum.start) ? datum.start : 0")
            .transform_calculate(to="datum.from_ + datum.value")
            .mark_rule(strokeWidth=10)
            .encode(x=x("from_"), x2="to:Q", y=at("z"), color=tone, opacity=opacity)
        )
    return alt.layer(*layers).properties(height=tall)
