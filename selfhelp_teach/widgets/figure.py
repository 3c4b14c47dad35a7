"""The live figure: a chart compiled ahead, opened once in the page, and then only fed with numbers."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import traitlets as t

from selfhelp_teach.errors import InputError
from selfhelp_teach.widgets import packing, static_render
from selfhelp_teach.widgets.latest_wins import refining
from selfhelp_teach.widgets.part import Part
from selfhelp_teach.widgets.words import figure_labels, status_labels

Columns = Mapping[str, Sequence[Any] | np.ndarray[Any, Any]]


class Figure(Part):
    """A chart with its question, live summary, table, sources, downloads and link to other charts.

    The page opens the compiled ``spec`` once. Later changes of data replace the rows of the spec's named
    data sets in the running view; only another ``spec`` opens it anew.

    Parameters
    ----------
    spec
        Compiled Vega (not Vega-Lite) as a dictionary.
    datasets
        Rows of the named data sets at the opening, by name.
    params, selection
        Signals of the view by name. ``params`` are set from here and follow the page; ``selection`` is
        what the page chose (an Altair selection as ``{field: [values]}``), and may be set as well.
        ``height`` among the params is the height of the plot in pixels.
    link
        ``{"group", "field", "signal"}``: figures of a group highlight the same values of ``field``, in the
        browser alone. Optional: ``"labels"`` names the values on the buttons, ``"chips": False`` leaves
        the buttons out.
    note
        A sentence to show in place of the chart.
    refining
        Whether better numbers are to come; the page tells a reader who listens the last ones.
    """

    _labels = staticmethod(figure_labels)
    module = t.Unicode("figure").tag(sync=True)
    spec = t.Dict().tag(sync=True)
    title = t.Unicode().tag(sync=True)
    summary = t.Unicode().tag(sync=True)
    sources: t.List[Any] = t.List().tag(sync=True)
    status = t.Unicode().tag(sync=True)
    datasets = t.Dict().tag(sync=True)
    columns: t.List[Any] = t.List().tag(sync=True)
    table: t.List[Any] = t.List().tag(sync=True)
    frame = t.Bytes().tag(sync=True)
    # Not `layout`: ipywidgets keeps the CSS layout of a widget under that name.
    # A list, since its order is that of the bytes and not every host keeps the order of keys.
    frame_layout: t.List[Any] = t.List().tag(sync=True)
    params = t.Dict().tag(sync=True)
    selection = t.Dict().tag(sync=True)
    link = t.Dict().tag(sync=True)
    note = t.Unicode().tag(sync=True)
    refining = t.Bool(default_value=False).tag(sync=True)
    filename = t.Unicode().tag(sync=True)

    @classmethod
    def from_altair(cls, chart: Any, **traits: Any) -> Figure:
        """Return a figure of an author's own Altair chart.

        Parameters
        ----------
        chart
            An Altair chart with its data, or Vega-Lite as a dictionary. Its named data sets can be fed.
        traits
            Everything else of a figure: ``key``, ``title``, ``summary``, ``table``, …

        Raises
        ------
        InputError
            Where the chart cannot be compiled, or a trait is unknown.
        """
        from selfhelp_teach.widgets.compiling import compiled  # noqa: PLC0415 (only for an author's own chart)

        spec, rows = compiled(chart)
        return cls(spec=spec, **{"datasets": rows, **traits})

    def feed(
        self,
        datasets: Mapping[str, Columns],
        *,
        summary: str | None = None,
        table: Sequence[Mapping[str, Any]] | None = None,
        note: str = "",
    ) -> None:
        """Replace the rows of named data sets, sending only what changed.

        NumPy arrays of numbers travel as bytes (see ``packing``: long columns of floats keep four digits
        of their range); lists are fixed: sent once, and again only when they differ. With months and
        labels as lists, a move of 60 x 3 rows with five quantiles takes 1.9 KB.

        Parameters
        ----------
        datasets
            By name, columns of equal length.
        summary, table
            The new words and, where the rows are not what a reader should see, the new table.
        note
            A sentence to show in place of the chart; empty to show the chart.

        Raises
        ------
        InputError
            Where the columns of a data set differ in length.
        """
        pieces: list[bytes] = []
        layout: list[dict[str, Any]] = []
        for name, columns in datasets.items():
            lengths = {field: len(values) for field, values in columns.items()}
            if len(set(lengths.values())) > 1:
                raise InputError(f"The columns of data set {name!r} differ in length: {lengths}.")
            rows = next(iter(lengths.values()), 0)
            described = [_column(field, values, pieces) for field, values in columns.items()]
            layout.append({"name": name, "rows": rows, "columns": described})
        with self.hold_sync():
            self.frame_layout = layout
            self.frame = b"".join(pieces)
            self.note = note
            if summary is not None:
                self.summary = summary
            self.refining = bool(self.summary) and refining()  # without words there is nothing to tell later
            if table is not None:
                self.table = list(table)

    def rows(self) -> dict[str, list[dict[str, Any]]]:
        """Return the rows now shown, by data set, with what travelled as bytes read back."""
        return {**self.datasets, **static_render.decode(self.frame, self.frame_layout)}

    def still(self) -> str:
        """Return the figure as it stands as HTML with an SVG, for a page that is not live yet."""
        rows, note, svg = self.rows(), self.note, ""
        if not self.spec or (rows and not any(rows.values())):
            note = note or self.labels["empty"]
        if not note and sum(map(len, rows.values())) <= static_render.MANY:
            try:
                svg = static_render.picture(self.spec, rows, self.params)
            except ValueError:  # what vl-convert raises for a spec it cannot draw
                note = self.labels["broken"]
        return static_render.figure(self.title, svg, self.summary, note)

    def set_params(self, **params: Any) -> None:
        """Set signals of the running view, leaving the others."""
        self.params = {**self.params, **params}

    def fail(self, sentence: str) -> None:
        """Show a sentence in place of the chart; the next ``feed`` brings the chart back."""
        self.refining = False
        self.note = sentence

    @t.validate("datasets", "table")
    def _plain(self, proposal: dict[str, Any]) -> Any:
        """Make rows JSON: NaN becomes null, a NumPy number a plain one."""
        value = proposal["value"]
        if isinstance(value, dict):
            return {name: [_plain_row(row) for row in rows] for name, rows in value.items()}
        return [_plain_row(row) for row in value]

    @t.validate("spec")
    def _compiled(self, proposal: dict[str, Any]) -> Any:
        if "vega-lite" in str(proposal["value"].get("$schema", "")):
            raise InputError(
                "This spec is Vega-Lite, and a figure takes compiled Vega. Write Figure.from_altair(chart), "
                "which takes Vega-Lite as a dictionary too."
            )
        return proposal["value"]

    @t.validate("status")
    def _known(self, proposal: dict[str, Any]) -> str:
        status = str(proposal["value"])
        if status and status not in status_labels():
            raise InputError(f"{status!r} is no provenance status. Use one of: {', '.join(status_labels())}.")
        return status

    @t.observe("datasets")
    def _without_numbers(self, change: dict[str, Any]) -> None:
        """Say so where a measured column holds no number at all: such a chart would be blank."""
        sentence = self.labels["numbers"]
        blank = any(_blank_columns(rows, self.columns) for rows in change["new"].values())
        if blank:
            self.note = sentence
        elif self.note == sentence:
            self.note = ""


def _column(field: str, values: Sequence[Any] | np.ndarray[Any, Any], pieces: list[bytes]) -> dict[str, Any]:
    """Describe one column, adding its bytes to the frame where it travels."""
    if not isinstance(values, np.ndarray) or values.dtype.kind not in "fiu":
        return {"field": field, "values": [_plain_value(value) for value in values]}
    kind, piece = packing.pack(values)
    pieces.append(piece)
    return {"field": field, "type": kind}


def _plain_value(value: Any) -> Any:
    if isinstance(value, np.generic):
        value = value.item()
    return None if isinstance(value, float) and not math.isfinite(value) else value


def _plain_row(row: Mapping[str, Any]) -> dict[str, Any]:
    return {field: _plain_value(value) for field, value in row.items()}


def _blank_columns(rows: Sequence[Mapping[str, Any]], columns: Sequence[Mapping[str, Any]]) -> bool:
    """Tell whether every column with a unit (a measured one) that the rows hold is without a value."""
    measured = [
        column["field"]
        for column in columns
        if column.get("unit") and any(column["field"] in row for row in rows)
    ]
    return bool(measured) and not any(row.get(field) is not None for row in rows for field in measured)
