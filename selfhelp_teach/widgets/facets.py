"""Ways into many findings: bars to choose by, and the findings that are left, each opening its card."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape
from typing import Any

import traitlets as t

from selfhelp_teach.translation import translator
from selfhelp_teach.widgets.part import Part


def facets_labels(language: str = "en") -> dict[str, str]:
    """Return the words of the bars."""
    _ = translator(language)
    return {"all": _("All"), "clear": _("Show everything"), "count": _("{label}: {count} findings")}


class Facets(Part):
    """Groups of bars, one of each may be chosen; the address of the page keeps what is.

    Parameters
    ----------
    choose
        Called with the name of a group and the value chosen in it, empty where it is taken back.
    opened
        Takes the code found in the page's address, and returns a sentence where it cannot be read, else nothing.

    Attributes
    ----------
    groups
        One dictionary a group: ``name``, ``label``, ``chosen``, ``options`` (``value``, ``label``, ``count``),
        and ``list`` where they are too many for bars.
    code
        What stands in the address, under ``name``.
    """

    _labels = staticmethod(facets_labels)
    module = t.Unicode("facets").tag(sync=True)
    rests_on = "reported"
    name = t.Unicode("view").tag(sync=True)
    groups: t.List[Any] = t.List().tag(sync=True)
    code = t.Unicode().tag(sync=True)
    told = t.Unicode().tag(sync=True)
    said = t.Unicode().tag(sync=True)

    def __init__(
        self, choose: Callable[[str, str], None], opened: Callable[[str], str], **traits: Any
    ) -> None:
        super().__init__(**traits)
        self._choose = choose
        self._opened = opened
        self.on("opened", self._read)
        self.on("choose", self._pressed)

    def _read(self, content: dict[str, Any]) -> None:
        self.said = self._opened(str(content.get("code", ""))[:500])

    def _pressed(self, content: dict[str, Any]) -> None:
        self.said = ""
        self._choose(str(content.get("name", "")), str(content.get("value", "")))


class Findings(Part):
    """A list of findings by study; each is a link to its card.

    Attributes
    ----------
    groups
        One dictionary a study: ``title``, ``about``, and ``items`` (``id``, ``label``, ``number``, ``share``).
    opened
        A fact whose card is to open, and how often that was asked for.
    """

    module = t.Unicode("findings").tag(sync=True)
    rests_on = "reported"
    title = t.Unicode().tag(sync=True)
    groups: t.List[Any] = t.List().tag(sync=True)
    opened: t.List[Any] = t.List().tag(sync=True)

    def __init__(self, **traits: Any) -> None:
        self.cites: list[tuple[str, str]] = []
        super().__init__(**traits)

    def still(self) -> str:
        """Return the list as HTML, for a page that is not live yet or has no scripts."""
        shown = "".join(
            f"<section><h3>{escape(group['title'])}</h3><p>{escape(group['about'])}</p><ul>{_items(group)}</ul></section>"
            for group in self.groups
        )
        return (
            f'<div class="selfhelp-findings"><h2 class="selfhelp-panel-title">{escape(self.title)}</h2>'
            f'<div class="selfhelp-findings-scroll">{shown}</div></div>'
        )

    def open_card(self, fact_id: str) -> None:
        """Open the card of a fact."""
        self.opened = [fact_id, (self.opened[1] if self.opened else 0) + 1]


def _items(group: Mapping[str, Any]) -> str:
    return "".join(
        f'<li><a class="selfhelp-fact" href="#fact-{escape(item["id"])}" data-fact="{escape(item["id"])}" '
        f'data-status="reported">{escape(item["label"])}</a> <b>{escape(item["number"])}</b></li>'
        for item in group["items"]
    )
