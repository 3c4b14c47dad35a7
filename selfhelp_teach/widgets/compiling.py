"""An author's own Altair chart as what a live figure takes: compiled Vega, and its rows beside it."""

from __future__ import annotations

from typing import Any

from selfhelp_teach.errors import InputError


def compiled(chart: Any) -> tuple[dict[str, Any], dict[str, list[dict[str, Any]]]]:
    """Return compiled Vega without rows, and the rows by the names of their data sets.

    Parameters
    ----------
    chart
        An Altair chart, or Vega-Lite as a dictionary.

    Raises
    ------
    InputError
        Where it is neither, loads from an address, or cannot be compiled.
    """
    import vl_convert  # noqa: PLC0415 (native code of some size: only where something is compiled)

    spec = chart if isinstance(chart, dict) else None
    if hasattr(chart, "to_dict"):
        spec = chart.to_dict()
    if spec is None or "vega-lite" not in str(spec.get("$schema", "vega-lite")):
        raise InputError(
            f"{type(chart).__name__} is no Altair chart. Give an alt.Chart, or Vega-Lite as a dictionary."
        )
    spec = dict(spec)
    if not {"width", "hconcat", "vconcat", "concat", "facet", "repeat"} & spec.keys():
        spec |= {"width": "container", "autosize": {"type": "fit-x", "contains": "padding"}}
    try:
        vega: dict[str, Any] = vl_convert.vegalite_to_vega(spec)
    except ValueError as error:
        raise InputError(f"This chart cannot be compiled ({error}). Draw it in Altair first.") from error
    if any("url" in data for data in vega.get("data", ())):
        raise InputError(
            "This chart loads its data from an address, and pages load nothing. Give it a data frame."
        )
    rows = {
        data["name"]: data.pop("values")
        for data in vega.get("data", ())
        if isinstance(data.get("values"), list)
    }
    return vega, rows
