"""One ward's story told twice: from the parent's chair and from the professional's."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

import traitlets as t

from selfhelp_teach.translation import translator
from selfhelp_teach.widgets.part import Part

if TYPE_CHECKING:
    from selfhelp_teach.model.events import Event

CHAIRS = ("parents", "staff")


class TwoChairs(Part):
    """Events side by side, month by month; a switch shows what the other could not see.

    Parameters
    ----------
    story
        Takes the number of a ward (0 is the first) and returns its events.
    wards
        How many wards there are to look at.
    tell
        ``(event, chair) -> sentence``: the event in the words of a chair that could see it.
    """

    module = t.Unicode("two_chairs").tag(sync=True)
    title = t.Unicode().tag(sync=True)
    about = t.Unicode().tag(sync=True)
    rows: t.List[Any] = t.List().tag(sync=True)
    ward = t.Int(1).tag(sync=True)
    wards = t.Int(1).tag(sync=True)
    summary = t.Unicode().tag(sync=True)

    def __init__(
        self,
        story: Callable[[int], Iterable[Event]],
        *,
        wards: int,
        tell: Callable[[Event, str], str],
        **traits: Any,
    ) -> None:
        traits.setdefault("labels", two_chairs_labels(traits.get("language", "en")))
        super().__init__(wards=wards, **traits)
        self._story = story
        self._tell = tell
        self.refresh()
        self.observe(lambda _change: self.refresh(), names="ward")

    def refresh(self) -> None:
        """Tell the ward shown, as its run now stands."""
        _ = translator(self.language)
        ward = min(max(self.ward, 1), self.wards)
        rows = two_sided(self._story(ward - 1), self._tell)
        hidden = {chair: sum(row["seen"] not in (chair, "both") for row in rows) for chair in CHAIRS}
        with self.hold_sync():
            self.ward = ward
            self.rows = rows
            self.summary = _(
                "Ward {ward}: {all} events. {parents} of them the parents could not see, "
                "{staff} the staff could not."
            ).format(ward=ward, all=len(rows), parents=hidden["parents"], staff=hidden["staff"])


def two_sided(events: Iterable[Event], tell: Callable[[Event, str], str]) -> list[dict[str, Any]]:
    """Return one row an event: month, who saw it, and the sentence each chair that saw it would say."""
    return [
        {
            "month": event.month,
            "kind": event.kind,
            "seen": event.seen_by,
            "plain": event.sentence,
            **{chair: tell(event, chair) if event.seen_by in (chair, "both") else "" for chair in CHAIRS},
        }
        for event in events
    ]


def two_chairs_labels(language: str = "en") -> dict[str, str]:
    """Return the words of the two chairs."""
    _ = translator(language)
    return {
        "parents": _("From the parent's chair"),
        "staff": _("From the professional's chair"),
        "month": _("Month {month}"),
        "reveal": _("Show what the other could not see"),
        "unseen": _("Could not see: {event}"),
        "ward": _("Ward {ward} of {wards}"),
        "earlier": _("Earlier ward"),
        "later": _("Next ward"),
        "nothing": _("nothing to be seen from here"),
        "simulated": _("simulated, not observed"),
    }
