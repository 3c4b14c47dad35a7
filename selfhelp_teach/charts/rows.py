"""The house's chart of rows: a label and a number on one line, what is drawn on the line below.

Labels stand above their bars and not beside them, so that the chart reads the same at 340 pixels as at 900.
A row is what ``header``, ``item``, ``line`` or ``share`` returns; ``place`` gives each its heights in pixels,
``draw`` authors the chart. No Altair but in ``draw``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from selfhelp_teach.charts.theme import TEXT_SIZE, Drawing, choose, colour, emphasis
from selfhelp_teach.evidence import Fact
from selfhelp_teach.translation import percent, translator

if TYPE_CHECKING:
    import altair as alt

Row = dict[str, Any]

# Pixels from one row to the next.
_BAR, _LISTED, _HEADER, _NOTE = 42, 22, 34, 18
_TOP, _UNDER_LABEL, _BEFORE_HEADER = 10, 16, 12
_THICK = 10
_LETTER = 0.58 * TEXT_SIZE  # pixels: an average letter, bold, of the widest font of our list
# Who is speaking -> the signal of the colour; all others are drawn in the accent.
_TONES = {"soft": "lineStrong", "parent": "independent", "clinician": "professional", "both": "shared"}


def header(label: str, note: str = "", **fields: Any) -> Row:
    """Return a row that heads those below it, with a note under its name where given."""
    return {"header": True, "label": label, **({"note": note} if note else {}), **fields}


def item(entry: Fact | Mapping[str, Any], language: str, **fields: Any) -> Row:
    """Return an item of a list: what has no number at all, ``unreported`` on a chart of reported numbers."""
    return {**_named(entry, language), "listed": True, "value": None, **fields}


def line(entry: Fact | Mapping[str, Any], language: str, value: Any, text: str, **fields: Any) -> Row:
    """Return a row with a number.

    Parameters
    ----------
    entry
        What it draws: a fact, or a row of a data set that names one. It gives the label, unless ``fields`` do.
    value, text
        The number, or None where it is lost, and what stands in its place in words.
    fields
        Drawn: ``start``, from where, ``low`` and ``high``, its interval, ``rank``, its number in an order, and
        ``tone``, who is speaking. Any other is for the table, or links the row to those of other charts.
    """
    return {**_named(entry, language), "value": value, "text": text, **fields}


def share(
    entry: Fact | Mapping[str, Any], language: str, value: Any, digits: int | None = None, **fields: Any
) -> Row:
    """Return a row with a percentage; for the rest see :func:`line`."""
    return line(entry, language, value, percent(value, language, digits), **fields)


def _named(entry: Fact | Mapping[str, Any], language: str) -> Row:
    label, fact = (entry.label, entry.id) if isinstance(entry, Fact) else (entry["label"], entry["fact"])
    return {"label": translator(language)(label), "fact": fact}


def place(rows: Iterable[Mapping[str, Any]]) -> list[Row]:
    """Return rows with the heights at which they are drawn, in pixels: ``y`` of the label, ``z`` of what is below."""
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


def _words(base: Any, of: str, name: str, *, left: Any, at: Any, opacity: Any) -> list[Any]:
    """Return headers, their notes and items of lists among the rows ``of``, in layers named ``name``."""
    limit = {"expr": "width"}
    layers = [
        base.transform_filter(f"datum.header === true && {of}")
        .mark_text(align="left", fontWeight=700, limit=limit)
        .encode(x=left, y=at("y"), text="label:N"),
        base.transform_filter(f"datum.header === true && isValid(datum.note) && {of}")
        .mark_text(align="left", fontSize=TEXT_SIZE - 1, color=colour("inkSoft"), limit=limit)
        .encode(x=left, y=at("z"), text="note:N"),
        base.transform_filter(f"datum.listed === true && {of}")
        .transform_calculate(shown="'\u2022  ' + datum.label")
        .mark_text(align="left", limit=limit)
        .encode(x=left, y=at("y"), text="shown:N", opacity=opacity),
    ]
    if name:
        return [layer.properties(name=f"{name}_{number}") for number, layer in enumerate(layers)]
    return layers


def draw(
    rows: Iterable[Row],
    *,
    field: str,
    domain: tuple[float, float],
    ticks: tuple[float, ...] = (),
    labels: str = "",
    log: bool = False,
    track: bool = True,
    points: bool = False,
    reference: float | None = None,
    title: str = "",
) -> Drawing:
    """Return the chart of rows, its data set open under the name ``rows``.

    Parameters
    ----------
    rows
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
    reference
        A value marked on every row, for comparison; ``title`` says what it is.
    """
    import altair as alt  # noqa: PLC0415 (never on a page's opening path)

    placed = place(rows)
    values = tuple(dict.fromkeys(str(row[field]) for row in placed if row.get(field) is not None))
    opacity = alt.value(emphasis(field, values))
    scale = alt.Scale(domain=list(domain), type="log" if log else "linear", nice=False, zero=not log)
    axis = (
        alt.Axis(
            values=list(ticks),
            title=title or None,
            labelExpr=labels or "datum.label",
            grid=False,
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
    tone = alt.value({"expr": choose("tone", {**_TONES, "": "accent"})})
    layers: list[alt.Chart] = []
    for name, of in (("", "!datum.unreported"), ("unreported", "datum.unreported === true")):
        # layers of their own, so that the page's "only what sources report" can put them away by name
        layers += _words(base, of, name, left=left, at=at, opacity=opacity)
    layers += [
        base.transform_filter("!datum.header && !datum.listed")
        .transform_calculate(shown="isValid(datum.rank) ? datum.rank + '.  ' + datum.label : datum.label")
        # a label too long for a narrow page is cut off before it runs into the number
        .mark_text(align="left", limit={"expr": f"max(60, width - 8 - {_LETTER} * length(datum.text))"})
        .encode(x=left, y=at("y"), text="shown:N", opacity=opacity),
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
        thick = 1 if points else _THICK / 2
        layers.append(
            base.transform_filter(has_value)
            .transform_calculate(over=f"datum.z - {thick}", under=f"datum.z + {thick}")
            .mark_rect(color=colour("line"))
            .encode(x=left, x2=right, y=at("over"), y2="under:Q")
        )
    if reference is not None:
        # a short mark on each row, and not one line down the chart, which would cross the labels
        layers.append(
            base.transform_filter(has_value)
            .transform_calculate(mark=str(reference), over="datum.z - 6", under="datum.z + 6")
            .mark_rule(strokeWidth=2, color=colour("inkSoft"))
            .encode(x=x("mark"), y=at("over"), y2="under:Q")
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
            .transform_calculate(
                to="datum.from_ + datum.value",
                over=f"datum.z - {_THICK / 2}",
                under=f"datum.z + {_THICK / 2}",
            )
            # a rectangle: a thick rule would count its half width as part of the chart's size
            .mark_rect()
            .encode(x=x("from_"), x2="to:Q", y=at("over"), y2="under:Q", color=tone, opacity=opacity)
        )
    return alt.LayerChart(layer=layers).properties(height=height(placed))
