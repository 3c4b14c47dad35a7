"""The diary of one ward: what happened, month by month."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

import traitlets as t

from selfhelp_teach.translation import translator
from selfhelp_teach.widgets.part import Part

if TYPE_CHECKING:
    from selfhelp_teach.model.events import Event


class EventLog(Part):
    """A list of events of one ward, with a step to the next ward.

    Parameters
    ----------
    story
        Takes the number of a ward (0 is the first) and returns its events.
    wards
        How many wards there are to look at.
    """

    module = t.Unicode("event_log").tag(sync=True)
    title = t.Unicode().tag(sync=True)
    rows: t.List[Any] = t.List().tag(sync=True)
    ward = t.Int(1).tag(sync=True)
    wards = t.Int(1).tag(sync=True)

    def __init__(self, story: Callable[[int], Iterable[Event]], *, wards: int, **traits: Any) -> None:
        traits.setdefault("labels", event_log_labels(traits.get("language", "en")))
        super().__init__(wards=wards, **traits)
        self._story = story
        self.refresh()
        self.observe(lambda _change: self.refresh(), names="ward")

    def refresh(self) -> None:
        """Tell the ward shown, as its run now stands."""
        ward = min(max(self.ward, 1), self.wards)
        rows = [
            {"month": event.month, "kind": event.kind, "seen": event.seen_by, "sentence": event.sentence}
            for event in self._story(ward - 1)
        ]
        with self.hold_sync():
            self.ward = ward
            self.rows = rows


def event_log_labels(language: str = "en") -> dict[str, str]:
    """Return the words of the diary."""
    _ = translator(language)
    return {
        "month": _("Month {month}"),
        "ward": _("Ward {ward} of {wards}"),
        "earlier": _("Earlier ward"),
        "later": _("Next ward"),
        "parents": _("seen by parents only"),
        "staff": _("seen by staff only"),
        "simulated": _("simulated, not observed"),
        "count": _("{count} events"),
    }
