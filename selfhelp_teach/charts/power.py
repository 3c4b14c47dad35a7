"""What power does on a simulated ward without a group: problems, silence and open conflict.

Each panel has its own scale, so heights are worked out in pixels from ``most``, the top of its panel.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from selfhelp_teach.charts import describe, groups
from selfhelp_teach.charts.power_runs import (
    GRID,
    HUNDRED,
    PowerPanel,
    PowerRun,
    levels,
    panels,
    tops,
)
from selfhelp_teach.charts.theme import TEXT_SIZE, Drawing, colour
from selfhelp_teach.evidence import Status
from selfhelp_teach.translation import Translate, translator

if TYPE_CHECKING:
    import altair as alt

_TALL, _STEP, _FIRST = 92, 146, 30  # pixels: a panel, from one to the next, above the first
_NAMES = 15  # pixels from one name of a line to the next
_SAME = 0.01  # share of a panel's height within which two lines are one


def chart(_: Translate) -> Drawing:
    """Return the chart, to be compiled."""
    import altair as alt  # noqa: PLC0415 (never on a page's opening path)

    low, high = _("divided evenly"), _("all with staff")
    axis = alt.Axis(
        values=[0, 0.5, 1],
        labelExpr=f"datum.value === 0 ? '{low}' : datum.value === 1 ? '{high}' : format(datum.value, '.1f')",
        labelFlush=True,
        grid=False,
        title=_("power asymmetry, our scale"),
    )
    x = alt.X("power:Q", scale=alt.Scale(domain=[0, 1], nice=False), axis=axis)
    lines = {"curve": (_("now"), "accent"), "before": (_("at first"), "inkSoft")}
    room = int(
        6 + 0.55 * TEXT_SIZE * max(len(name) for name, _tone in lines.values())
    )  # pixels beside the plot
    left, right = alt.value(0), alt.value({"expr": "width"})
    edge = alt.value({"expr": f"width + {room}"})

    def y(field: str) -> alt.Y:
        return alt.Y(f"{field}:Q", scale=None, axis=None, stack=None)

    def at(base: alt.Chart, **heights: str) -> alt.Chart:
        return base.transform_calculate(**{name: f"datum.top + {height}" for name, height in heights.items()})

    def level(field: str) -> str:
        return f"{_TALL} * (1 - datum.{field} / datum.most)"

    ends = {f"{end}_at": level(end) for end in ("low", "mid", "high")}
    curve = at(alt.Chart(alt.NamedData(name="curve")), **ends)
    before = at(alt.Chart(alt.NamedData(name="before")), mid_at=level("mid"))
    now = at(alt.Chart(alt.NamedData(name="now")), mid_at=level("mid"), bottom=str(_TALL), head="-14")
    layers: list[alt.Chart] = []
    for part in (0, 0.5, 1):  # by one row a panel: a line drawn once a row would be drawn over itself
        line = at(
            now, line=str(_TALL * (1 - part)), text_at=str(_TALL * (1 - part) + (8 if part == 1 else -6))
        )
        layers.append(line.mark_rule(color=colour("line")).encode(x=left, x2=right, y=y("line")))
        layers.append(
            line.transform_calculate(scale_text=f"format(datum.most * {part}, '~g')")
            .mark_text(align="left", fontSize=TEXT_SIZE - 2, color=colour("inkSoft"))
            .encode(x=left, y=y("text_at"), text="scale_text:N")
        )
    layers += [
        curve.mark_area(opacity=0.18, fill=colour("accent")).encode(
            x=x, y=y("low_at"), y2="high_at:Q", detail="panel:N"
        ),
        before.mark_line(strokeDash=[4, 4], strokeWidth=1.5, color=colour("inkSoft")).encode(
            x=x, y=y("mid_at"), detail="panel:N"
        ),
        curve.mark_line(strokeWidth=2.5, color=colour("accent")).encode(x=x, y=y("mid_at"), detail="panel:N"),
        now.mark_rule(strokeDash=[3, 3], color=colour("ink")).encode(x=x, y=y("top"), y2="bottom:Q"),
        now.mark_point(filled=True, size=90, opacity=1, color=colour("ink")).encode(x=x, y=y("mid_at")),
        now.mark_text(align="left", fontWeight=600, limit={"expr": f"width + {room} - 74"}).encode(
            x=left, y=y("head"), text="label:N"
        ),
        now.mark_text(align="right", fontWeight=700).encode(x=edge, y=y("head"), text="text:N"),
    ]
    # the two lines are named once they differ; the room is kept, so that the curves do not jump then
    shown, beside = alt.value({"expr": "datum.apart ? 1 : 0"}), alt.value({"expr": "width + 6"})
    for of, (name, tone) in lines.items():
        named = at(now, name_at=f"datum.{of}_name")
        layers.append(
            named.mark_text(align="left", fontWeight=600, fontSize=TEXT_SIZE - 1, color=colour(tone)).encode(
                x=beside, y=y("name_at"), text=alt.value(name), opacity=shown
            )
        )
    return alt.LayerChart(layer=layers).properties(height=_FIRST + 2 * _STEP + _TALL)


def figure(language: str = "en") -> describe.Traits:
    """Return what frames the live figure; :func:`shown` gives what it shows of a run."""
    _ = translator(language)
    unit = _("of 100 families")
    return describe.simulated(
        language,
        title=_("What does power do on a ward without a group?"),
        how=groups.how(_),
        columns={
            "label": _("Families that …"),
            "power": _("Power asymmetry"),
            "mid": (_("Middle ward"), unit),
            "low": (_("Nine of ten wards, from"), unit),
            "high": (_("to"), unit),
        },
        filename="power",
    )


def shown(language: str, run: PowerRun) -> dict[str, Any]:
    """Return columns, words and table of a run, to feed to the figure."""
    _ = translator(language)
    places = list(zip(panels(_), tops(run, _), strict=True))
    return {
        "datasets": {
            "curve": _over_power(
                places, low=run.curve[..., 0], mid=run.curve[..., 1], high=run.curve[..., 2]
            ),
            "before": _over_power(places, mid=run.before[..., 1]),
            "now": _now(places, run, language),
        },
        "summary": _summary(run, language),
        "table": [
            {
                "label": panel.label,
                "power": power,
                **{
                    end: round(float(run.curve[row, column, place]), 1)
                    for end, place in (("mid", 1), ("low", 0), ("high", 2))
                },
                "status": Status("assumption").label(_),
            }
            for row, (panel, _most) in enumerate(places)
            for column, power in enumerate(GRID)
        ],
    }


Places = list[tuple[PowerPanel, float]]  # panels with the tops of their scales


def _standing(places: Places, times: int = 1) -> describe.Row:
    """Return, as columns, what every row of a panel has: its name, its top in pixels and the top of its scale."""
    rows = [(at, panel, most) for at, (panel, most) in enumerate(places) for _time in range(times)]
    return {
        "panel": [panel.measure for _at, panel, _most in rows],
        "top": [_FIRST + at * _STEP for at, _panel, _most in rows],
        "most": [most for _at, _panel, most in rows],
    }


def _over_power(places: Places, **ends: np.ndarray[Any, Any]) -> describe.Row:
    values = {end: np.round(np.concatenate(list(found)), 3) for end, found in ends.items()}
    return {**_standing(places, len(GRID)), "power": [*GRID] * len(places), **values}


def _now(places: Places, run: PowerRun, language: str) -> describe.Row:
    _ = translator(language)
    mid = levels(run.ensemble)[:, 1]
    names = [
        _names(run.curve[row, :, 1] / most, run.before[row, :, 1] / most)
        for row, (_panel, most) in enumerate(places)
    ]
    return {
        **_standing(places),
        "power": [run.power] * len(places),
        "mid": np.round(mid, 3),
        "label": [panel.label for panel, _most in places],
        "text": [
            _("{number} of 100").format(number=_number(panel, value, language))
            for (panel, _most), value in zip(places, mid, strict=True)
        ],
        **{field: [each[field] for each in names] for field in names[0]},
    }


def _names(curve: np.ndarray[Any, Any], before: np.ndarray[Any, Any]) -> describe.Row:
    """Return whether two lines, as shares of their panel, differ, and where their names stand beside it."""
    ends = [_TALL * (1 - min(float(line[-1]), 1)) for line in (curve, before)]
    half = max(abs(ends[1] - ends[0]), _NAMES) / 2
    middle = min(max(sum(ends) / 2, half), _TALL - half)  # clear of the words above and below the panel
    below = 1 if ends[1] >= ends[0] else -1
    return {
        "apart": bool(np.abs(curve - before).max() > _SAME),
        "curve_name": round(middle - below * half, 1),
        "before_name": round(middle + below * half, 1),
    }


def _number(panel: PowerPanel, value: float, language: str) -> str:
    return describe.number(float(value), language, 0 if panel.most == HUNDRED else 1)


def _summary(run: PowerRun, language: str) -> str:
    """Return where the ward stands at this power, and where open conflict turns."""
    _ = translator(language)
    problems, silent, conflict = (
        _number(panel, value, language)
        for panel, value in zip(panels(_), levels(run.ensemble)[:, 1], strict=True)
    )
    peak = GRID[int(run.curve[-1, :, 1].argmax())]
    return " ".join(
        (
            _(
                "At power {power}, {problems} of 100 families have met a problem, {silent} keep a grievance "
                "silent, {conflict} are in open conflict."
            ).format(
                power=describe.number(run.power, language, 2),
                problems=problems,
                silent=silent,
                conflict=conflict,
            ),
            _("At these settings open conflict is highest near power {peak}.").format(
                peak=describe.number(peak, language, 1)
            ),
            _(
                "These are the middle of {wards} simulated wards in a month; the band holds nine of ten. "
                "The dashed line is the ward this page opened with."
            ).format(wards=run.ensemble.replicates),
        )
    )
