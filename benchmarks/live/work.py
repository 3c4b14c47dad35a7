"""The same work for everyone: three controls, a 60 x 3 line chart with bands, seven bars, a 35 ms model."""

from __future__ import annotations

import time

import numpy as np

MONTHS = 60
TYPES = ("none", "shared", "independent")
DANGERS = tuple(f"danger {number}" for number in range(1, 8))
LEVELS = (0.05, 0.25, 0.5, 0.75, 0.95)
QUANTILES = ("q05", "q25", "q50", "q75", "q95")
MODEL_SECONDS = 0.035


def model(power, bureaucracy, expertise):
    """Return quantiles (5, 3, 60) and bars (7,), after 35 ms of NumPy whatever the machine is doing."""
    until = time.perf_counter() + MODEL_SECONDS
    random = np.random.default_rng(7)
    months = np.arange(MONTHS)
    noise = random.normal(0, 3, (30, len(TYPES), MONTHS)).cumsum(axis=2) / 3
    mean = np.stack([(10 + 15 * rank) * (1 - np.exp(-months / (10 + 30 * power))) for rank in range(3)])
    paths = np.quantile(mean + noise * (0.5 + bureaucracy), LEVELS, axis=0)
    bars = (1 + np.arange(7)) * (0.3 + power) + expertise
    while time.perf_counter() < until:
        np.sort(noise, axis=0)
    return paths, bars


def frames(power, bureaucracy, expertise):
    """Return the answer as tidy rows for frameworks that draw a chart from a frame."""
    import pandas as pd

    paths, bars = model(power, bureaucracy, expertise)
    rows = [
        {"month": month, "leadership": kind, **{name: paths[q, k, month] for q, name in enumerate(QUANTILES)}}
        for k, kind in enumerate(TYPES)
        for month in range(MONTHS)
    ]
    return pd.DataFrame(rows), pd.DataFrame({"danger": DANGERS, "weight": bars}), pd.DataFrame({"p": [power]})


def charts(lines, bars, label, width=500):
    """Return the two charts in Altair, over frames or over named data."""
    import altair as alt

    x = alt.X("month:Q", scale=alt.Scale(domain=[0, 60]))
    base = alt.Chart(lines, width=width, height=220).encode(x=x, color="leadership:N")
    y = alt.Y("q50:Q", scale=alt.Scale(domain=[-10, 60]), title="members")
    outer = base.mark_area(opacity=0.15).encode(y=alt.Y("q05:Q", title="members"), y2="q95:Q")
    inner = base.mark_area(opacity=0.25).encode(y="q25:Q", y2="q75:Q")
    # The text in the chart by which the run sees what is painted.
    label = alt.Chart(label).transform_calculate(text="'p=' + format(datum.p, '.3f')")
    text = label.mark_text(x=60, y=12).encode(text="text:N")
    rows = alt.Chart(bars, width=width, height=160).mark_bar().encode(y="danger:N", x="weight:Q")
    return alt.layer(outer, inner, base.mark_line().encode(y=y), text), rows
