"""A file made by the kernel when it is asked for, saved by the browser."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import traitlets as t

from selfhelp_teach.translation import translator
from selfhelp_teach.widgets.part import Part
from selfhelp_teach.widgets.words import file_labels

if TYPE_CHECKING:
    from collections.abc import Callable


def download_labels(language: str = "en") -> dict[str, str]:
    """Return the words of the button."""
    _ = translator(language)
    return {
        "waiting": _("Writing the file …"),
        **file_labels(language),
        "slow": _("The file takes its time; it comes as soon as the course answers."),
        "lost": _(
            "The file was not made: the live part of this page has stopped. Start it again, then press again."
        ),
        "unanswered": _(
            "The course could not make this file. Try again; if that does not help, tell your instructor."
        ),
    }


class Download(Part):
    """A button that hands a text file over; the page gives it a name that no other file has.

    Parameters
    ----------
    make
        Returns name and text of the file, when the button is pressed.
    """

    _labels = staticmethod(download_labels)
    module = t.Unicode("download").tag(sync=True)
    label = t.Unicode().tag(sync=True)
    about = t.Unicode().tag(sync=True)
    mime = t.Unicode("text/csv").tag(sync=True)

    def __init__(self, make: Callable[[], tuple[str, str]], **traits: Any) -> None:
        super().__init__(**traits)
        self._make = make
        self.on("make", self._hand_over)

    def _hand_over(self, _content: dict[str, Any]) -> None:
        name, text = self._make()
        self.send({"kind": "made", "name": name, "text": text})
