"""Every widget in every state, for eyes and for screenshots. The numbers are made up and say so."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from selfhelp_teach import widgets as w
from selfhelp_teach.widgets.ward import pack

SPECS: dict[str, Any] = json.loads(Path(__file__).with_name("specs.json").read_text(encoding="utf-8"))
TYPES = ("none", "shared", "independent")
MONTHS = 61


def paths(power: float, replicates: int = 40) -> dict[str, Any]:
    """Return columns of made-up paths: month, leadership and three quantiles, 61 x 3 rows."""
    months = np.arange(MONTHS)
    noise = np.random.default_rng(7).normal(0, 4, (replicates, len(TYPES), MONTHS)).cumsum(axis=2) / 4
    means = np.stack(
        [(8 + 14 * rank) * (1 - np.exp(-months / (12 + 20 * power))) * 2 for rank in range(len(TYPES))]
    )
    low, middle, high = np.quantile(means + noise, (0.05, 0.5, 0.95), axis=0)
    return {
        "month": [int(month) for _ in TYPES for month in months],
        "leadership": [kind for kind in TYPES for _ in months],
        "q05": np.maximum(low, 0).ravel(),
        "q50": np.maximum(middle, 0).ravel(),
        "q95": np.maximum(high, 0).ravel(),
    }


def bars(power: float) -> dict[str, Any]:
    """Return columns of made-up conflicts by leadership."""
    return {"leadership": list(TYPES), "conflicts": np.array([12.0, 7.0, 9.0]) * (0.5 + power)}


def summary(columns: dict[str, Any]) -> str:
    """Say where the paths end, from the numbers themselves."""
    ends = columns["q50"].reshape(len(TYPES), MONTHS)[:, -1]
    return (
        "At month 60: "
        + "; ".join(f"{kind} about {end:.0f}" for kind, end in zip(TYPES, ends, strict=True))
        + "."
    )


def members(**traits: Any) -> w.Figure:
    """Return the line chart, fed."""
    shown: dict[str, Any] = {
        "key": "gallery-members",
        "spec": SPECS["members"],
        "title": "How many families stay in the group?",
        "status": "assumption",
        "columns": [
            {"field": "leadership", "label": "leadership"},
            {"field": "month", "label": "month"},
            {"field": "q50", "label": "members", "unit": "families"},
            {"field": "q05", "label": "low end", "unit": "families"},
            {"field": "q95", "label": "high end", "unit": "families"},
        ],
        "sources": [{"text": "Made up for this gallery", "status": "assumption", "locator": "states.py"}],
        "params": {"month": 60},
        "selection": {"pick": {}},
        "link": {"group": "gallery-leadership", "field": "leadership", "signal": "pick"},
        "filename": "members",
    }
    figure = w.Figure(**{**shown, **traits})
    columns = paths(0.5)
    figure.feed({"members": columns}, summary=summary(columns))
    return figure


def conflicts(**traits: Any) -> w.Figure:
    """Return the bar chart, fed, linked to the lines."""
    shown: dict[str, Any] = {
        "key": "gallery-conflicts",
        "spec": SPECS["conflicts"],
        "title": "How often does conflict break out?",
        "status": "reported",
        "columns": [
            {"field": "leadership", "label": "leadership"},
            {"field": "conflicts", "label": "open conflicts", "unit": "a year"},
        ],
        "link": {"group": "gallery-leadership", "field": "leadership", "signal": "chosen"},
        "filename": "conflicts",
    }
    figure = w.Figure(**{**shown, **traits})
    figure.feed(
        {"conflicts": bars(0.5)},
        summary="Where nobody leads, conflict is most frequent in these made-up numbers.",
    )
    return figure


def live() -> tuple[w.Slider, w.Figure, w.Figure, w.LatestWins[float, Any]]:
    """Return a slider and the two figures that answer it."""
    slider = power()
    lines, rows = members(key="live-members"), conflicts(key="live-conflicts")

    def steps(value: float) -> Iterator[Any]:
        for replicates in (40, 80, 160):
            yield value, paths(value, replicates)

    def show(answer: Any, _final: bool) -> None:
        value, columns = answer
        lines.feed({"members": columns}, summary=summary(columns))
        rows.feed({"conflicts": bars(value)})

    latest = w.LatestWins(steps, show, lines.fail)
    slider.observe(lambda change: latest.ask(float(change["new"])), "value")
    return slider, lines, rows, latest


def power(**traits: Any) -> w.Slider:
    """Return the slider most pages have."""
    return w.Slider(
        "Power asymmetry",
        **{
            "key": "gallery-power",
            "value": 0.5,
            "min": 0,
            "max": 1,
            "step": 0.05,
            "ends": ("equal say", "staff decide alone"),
            "ticks": (0, 0.25, 0.5, 0.75, 1),
            "description": "How much more the ward can decide than the family.",
            "status": "assumption",
            **traits,
        },
    )


def options(*labels: str) -> list[dict[str, str]]:
    """Return labels as options that have themselves as values."""
    return [{"value": label, "label": label} for label in labels]


def controls() -> list[w.Part]:
    """Return each control in each state."""
    card_labels = ("Being heard", "Knowing the rules", "Asking again")
    targets = options("Knowledge", "Access")
    months = {"values": [0, 12, 24, 36, 48, 60], "label": "month"}
    families = {"min": 0, "max": 100, "step": 1, "label": "members", "unit": "families"}
    revealed = w.Sketch("A sketch beside the result", x=months, y=families, value=[10, 30, None, 60, 70, 80])
    revealed.reveal([{"label": "shared", "values": [5, 20, 45, 60, 70, 75]}])
    pins = w.Pins(lambda what, letter: pinned(pins, what, letter), label="Pinned wards")
    pinned(pins, "pin", "")
    history = w.History(lambda _state: None, start=0)
    history.record(1, "Power asymmetry to 1")
    shown = [
        power(),
        power(value=1, default=0.5, disabled=True),
        w.Choice("Who leads the group?", options(*TYPES), value="shared", layout="row", status="mechanism"),
        w.Choice("Which of these happen?", options("waiting", "silence"), multiple=True, value=["waiting"]),
        w.Switch("Staff refer families", value=True, status="assumption"),
        w.Switch("Joint meetings", value=False, disabled=True),
        w.Number("How many of 74?", min=0, max=74, step=1, unit="parents"),
        w.Ranking(
            "Rank the problems",
            options("waiting", "information", "respect"),
            ends=("most often", "least often"),
        ),
        w.Matching("Sort the cards", options(*card_labels), targets, value={"Being heard": "Access"}),
        w.Sketch("Draw the members over time", x=months, y=families),
        revealed,
        w.Play("Month", value=12, min=0, max=60, step=1, link="gallery-month", ticks=(0, 12, 24, 36, 48, 60)),
        w.Presets(
            [{"value": "a", "label": "A strict ward"}, {"value": "b", "label": "An open ward"}],
            print,
            label="Try",
        ),
        history,
        pins,
        w.Pins(print, label="No pinned wards"),
    ]
    for number, part in enumerate(shown):
        part.key = f"control-{number}"
    return shown


def pinned(pins: w.Pins, what: str, letter: str) -> None:
    """Pin one more of two, or let one go, as a page with a ward would."""
    kept = [pin for pin in pins.pins if pin["letter"] != letter]
    if what == "pin":
        kept.append({"letter": pins.next, "label": f"ward {pins.next}", "tone": "shared"})
    taken = {pin["letter"] for pin in kept}
    pins.next = next((each for each in "AB" if each not in taken), "")
    pins.pins = kept


def figures() -> list[w.Figure]:
    """Return the figure in each state: full, bare, no data, no numbers, one point, many, broken, a note."""
    silent = members(key="silent", title="No numbers at all?", link={})
    silent.feed(
        {
            "members": {
                **paths(0.5),
                **{field: np.full(len(TYPES) * MONTHS, np.nan) for field in ("q05", "q50", "q95")},
            }
        }
    )
    one = members(key="one", title="One point?", link={})
    one.feed(
        {
            "members": {
                "month": [60],
                "leadership": ["shared"],
                **{q: np.array([40.0]) for q in ("q05", "q50", "q95")},
            }
        },
        summary="At month 60: shared about 40.",
    )
    empty = members(key="empty", title="No data?", link={})
    empty.feed({"members": {"month": [], "leadership": []}})
    noted = conflicts(key="noted", title="A note?", link={})
    noted.fail("The model could not run these settings.")
    return [
        members(),
        conflicts(),
        conflicts(key="bare", title="A figure with nothing but a title?", link={}, columns=[], status=""),
        empty,
        silent,
        one,
        conflicts(key="broken", title="A broken chart?", spec={"marks": [{"type": "nonsense"}]}, link={}),
        noted,
    ]


def crowd(points: int = 100_000) -> w.Figure:
    """Return a bar chart fed with far more rows than a bar chart should have."""
    figure = conflicts(key="crowd", title="A hundred thousand rows?", link={})
    figure.feed(
        {
            "conflicts": {
                "leadership": np.array(TYPES)[np.arange(points) % 3].tolist(),
                "conflicts": np.ones(points),
            }
        }
    )
    return figure


def ward(families: int = 60, **traits: Any) -> w.Ward:
    """Return a ward whose made-up families drift from state to state."""
    random = np.random.default_rng(11)
    states = np.zeros((MONTHS, families), dtype=np.uint8)
    joined = np.zeros((MONTHS, families), dtype=bool)
    for month in range(1, MONTHS):
        moves = random.random(families) < 0.2
        states[month] = np.where(moves, random.integers(0, 5, families), states[month - 1])
        joined[month] = joined[month - 1] | (random.random(families) < 0.02)
    newcomers = np.zeros_like(joined)
    newcomers[:6] = random.random((6, families)) < 0.2
    picture = w.Ward(
        **{
            "key": f"ward-{families}",
            "title": "What happens to each family?",
            "status": "assumption",
            **traits,
        }
    )
    picture.show(pack(states, joined, newcomers), staff=max(4, families // 10))
    return picture
