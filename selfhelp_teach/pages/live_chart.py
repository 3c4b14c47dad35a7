"""A chart of the course as a live figure, for pages of one's own."""

from __future__ import annotations

from typing import Any

from selfhelp_teach import charts
from selfhelp_teach.widgets import Figure


def chart(name: str, language: str = "en", *, key: str | None = None, **choices: Any) -> Figure:
    """Return the live figure of the chart ``name``, with its opening data.

    Parameters
    ----------
    name
        One of ``selfhelp_teach.charts.names()``.
    language
        ``"en"`` or ``"es"``.
    key
        Stable name of this figure on its page; that of the chart where left out.
    choices
        Passed to the chart's own ``figure`` function.

    Raises
    ------
    InputError
        Where there is no such chart, or it is not there in this language.
    """
    return Figure(key=key or f"chart-{name}", **charts.figure(name, language, **choices))
