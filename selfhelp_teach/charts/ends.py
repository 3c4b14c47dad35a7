"""Names of lines at their ends, apart from one another wherever the lines end."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from selfhelp_teach.charts.theme import TEXT_SIZE

if TYPE_CHECKING:
    import altair as alt

_REACH, _CLEAR = 9, 12  # pixels from the end of a line to its leader's end, and to its name
_FAR = 10_000  # pixels: beyond any chart


def broken(name: str) -> str:
    """Return a name in two lines, as even as its spaces allow, for a Vega expression in single quotes."""
    spaces = [at for at, letter in enumerate(name) if letter == " "]
    if not spaces:
        return name
    middle = min(spaces, key=lambda at: abs(2 * at + 1 - len(name)))
    return f"{name[:middle]}\\n{name[middle + 1 :]}"


def label(
    base: alt.Chart,
    *,
    line: str,
    text: str,
    tone: alt.Value | alt.Color,
    height: int | str,
    most: int,
    widest: str,
    rows: int = 1,
    of: str = "mid",
) -> list[alt.Chart]:
    """Return the layers that name each line at its last point, with a short leader between them.

    A name stands right of its line's last known month, so a chart that fits its page gives it room there.
    Names that would cover one another move apart, half up and half down, and stay within the plot.

    Parameters
    ----------
    base
        Chart of the lines' rows, over the field ``month``; upright scale ``y``.
    line, of
        Fields that tell the lines apart and that hold their height.
    text
        Vega expression of the name; a line feed begins another line of it.
    tone
        Colour of leaders and names.
    height
        Height of the plot in pixels, or the signal that holds it.
    most
        How many lines there can be.
    widest
        The longest name or line of one. Room for it is kept, since a view does not lay itself out anew when
        its lines come and go.
    rows
        Into how many lines the longest name is broken.
    """
    import altair as alt  # noqa: PLC0415 (never on a page's opening path)

    size = TEXT_SIZE - 1
    gap = (size + 2) * rows + 1
    y = _apart(range(1, most + 1), gap, height)
    ends = (
        base.transform_filter(f"isValid(datum.{of})")
        .transform_joinaggregate(last="max(month)", groupby=[line])
        .transform_filter("datum.month === datum.last")
        .transform_window(
            [
                alt.WindowFieldDef.from_dict({"op": "row_number", "as": "place"}),
                alt.WindowFieldDef.from_dict({"op": "count", "as": "ends"}),
                *(
                    alt.WindowFieldDef.from_dict(
                        {"op": "nth_value", "field": of, "param": at, "as": f"end_{at}"}
                    )
                    for at in range(1, most + 1)
                ),
            ],
            frame=[None, None],
            sort=[alt.SortField(of, order="descending"), alt.SortField(line)],
        )
        .transform_calculate(name=text)
    )

    def beside(pixels: int) -> alt.Value:
        return alt.value({"expr": f"scale('x', datum.month) + {pixels}"})

    name_y = alt.value({"expr": f"{y} - {(rows - 1) * size / 2} * (length(split(datum.name, '\\n')) - 1)"})
    leader = ends.mark_rule(strokeWidth=1.5).encode(
        x=beside(2),
        x2=beside(_REACH),
        y=alt.value({"expr": f"scale('y', datum.{of})"}),
        y2=alt.value({"expr": y}),
        color=tone,
    )
    name = ends.mark_text(
        align="left", baseline="middle", fontWeight=600, fontSize=size, lineBreak="\n", lineHeight=size + 2
    ).encode(x=beside(_CLEAR), y=name_y, text="name:N")
    room = (
        base.transform_aggregate(rows="count()")
        .mark_text(align="left", baseline="middle", fontWeight=600, fontSize=size, opacity=0)
        .encode(
            x=alt.value({"expr": f"width + {_CLEAR}"}),
            y=alt.value({"expr": f"{height} / 2"}),
            text=alt.value(widest),
        )
    )
    # a line that ends early has its name among the others: a rim keeps it readable
    rim = name.encode(
        color=alt.value({"expr": "surface"}), stroke=alt.value({"expr": "surface"}), strokeWidth=alt.value(3)
    )
    return [room, leader, rim, name.encode(color=tone)]


def _apart(places: Sequence[int], gap: int, height: int | str) -> str:
    """Return the Vega expression of a name's height, ``gap`` pixels from the next at least.

    Names pushed down from the highest end, and names pushed up from the lowest, keep the gap; so do their
    mean, which leaves a cluster where it is, and that mean held within the plot.
    """
    down, up = (
        ", ".join(
            f"(datum.place {than} {at} && isValid(datum.end_{at}) "
            f"? scale('y', datum.end_{at}) + {gap} * (datum.place - {at}) : {far})"
            for at in places
        )
        for than, far in ((">=", -_FAR), ("<=", _FAR))
    )
    mean = f"(max({down}) + min({up})) / 2"
    return f"max({gap} * (datum.place - 1), min({height} - {gap} * (datum.ends - datum.place), {mean}))"
