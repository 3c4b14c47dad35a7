"""Runs of the ward model as an Altair chart, for notebooks and reports of one's own."""

from __future__ import annotations

import altair as alt

from selfhelp_teach.errors import InputError
from selfhelp_teach.model import Ensemble, measures

CAPTION = "A teaching model: its numbers follow from assumptions and are no findings."


def plot(
    *ensembles: Ensemble, measure: str = "members", names: tuple[str, ...] = ()
) -> alt.LayerChart | alt.FacetChart:
    """Return one measure over the months: the median as a line, 90 % of the replicates as a band.

    Parameters
    ----------
    ensembles
        One or several, drawn in one chart.
    measure
        A name of ``selfhelp_teach.model.MEASURES``.
    names
        What each ensemble is called; "A", "B", … where left out.

    Raises
    ------
    InputError
        Where there is no ensemble, no such measure, or the names do not fit.
    """
    told = measures.measure(measure)
    if not ensembles or (names and len(names) != len(ensembles)):
        raise InputError("Give at least one ensemble, and either no names or one for each.")
    called = names or tuple(chr(ord("A") + number) for number in range(len(ensembles)))
    rows = [
        ensemble.monthly([measure], qs=(0.05, 0.5, 0.95)).assign(run=name)
        for ensemble, name in zip(ensembles, called, strict=True)
    ]
    import pandas as pd  # noqa: PLC0415 (only where something is drawn)

    base = alt.Chart(pd.concat(rows), title=alt.Title(told.label, subtitle=CAPTION)).encode(
        x=alt.X("month:Q").title("Month"),
        color=alt.Color("run:N").title(None) if len(ensembles) > 1 else alt.Undefined,
    )
    band = base.mark_area(opacity=0.25).encode(y=alt.Y("q05:Q").title(told.unit or None), y2="q95:Q")
    return alt.layer(band, base.mark_line().encode(y="q50:Q"))
