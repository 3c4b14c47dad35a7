"""The state of a page in its own address: read when the page opens, copied as a link on request."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import traitlets as t

from selfhelp_teach.translation import translator
from selfhelp_teach.widgets.part import Part

if TYPE_CHECKING:
    from collections.abc import Callable


def address_labels(language: str = "en") -> dict[str, str]:
    """Return the words of the link button."""
    _ = translator(language)
    return {
        "copy": _("Copy a link to this ward"),
        "copied": _("The link is copied. Whoever opens it meets this ward."),
        "by_hand": _("Copy this link:"),
    }


class Address(Part):
    """A button that copies a link to what the page shows; the same link restores it.

    Parameters
    ----------
    opened
        Takes the code found in the page's address when it opened, and returns a sentence where the code
        cannot be read, else an empty one.
    name
        The key under which the code stands in the address.
    """

    _labels = staticmethod(address_labels)
    module = t.Unicode("address").tag(sync=True)
    name = t.Unicode("ward").tag(sync=True)
    code = t.Unicode().tag(sync=True)
    said = t.Unicode().tag(sync=True)

    def __init__(self, opened: Callable[[str], str], **traits: Any) -> None:
        super().__init__(**traits)
        self._opened = opened
        self.on("opened", self._read)

    def _read(self, content: dict[str, Any]) -> None:
        self.said = self._opened(str(content.get("code", ""))[:5000])
