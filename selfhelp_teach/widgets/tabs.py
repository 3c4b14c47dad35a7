"""Tabs: of several parts on a workbench, those of one tab are shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import traitlets as t

from selfhelp_teach.translation import translator
from selfhelp_teach.widgets.part import Part


def tabs_labels(language: str = "en") -> dict[str, str]:
    """Return the words of the button that opens the levers where there is little room."""
    _ = translator(language)
    return {"open": _("Levers and pins"), "close": _("Close the levers")}


class Tabs(Part):
    """A row of tabs over parts of the same cell; where the page cannot tell its parts apart, all are shown.

    Parameters
    ----------
    tabs
        Name and label of each tab.
    parts
        By the name of a tab, the parts that it shows.

    Attributes
    ----------
    away
        Keys of parts that are not shown now, whichever tab is chosen.
    """

    _labels = staticmethod(tabs_labels)
    module = t.Unicode("tabs").tag(sync=True)
    label = t.Unicode().tag(sync=True)
    tabs: t.List[Any] = t.List().tag(sync=True)
    chosen = t.Unicode().tag(sync=True)
    away: t.List[Any] = t.List().tag(sync=True)

    def __init__(self, tabs: Mapping[str, str], parts: Mapping[str, Sequence[Part]], **traits: Any) -> None:
        super().__init__(
            tabs=[
                {"name": name, "label": label, "keys": [part.key for part in parts[name]]}
                for name, label in tabs.items()
            ],
            chosen=next(iter(tabs)),
            area="tabs",
            **traits,
        )
        for shown in parts.values():
            for part in shown:
                part.area = "under"
