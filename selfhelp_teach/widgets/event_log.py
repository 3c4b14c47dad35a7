"""The story of one ward, month by month: as a diary, or told from the chairs of those who could see it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

import traitlets as t

from selfhelp_teach.translation import translator
from selfhelp_teach.widgets.part import Part

if TYPE_CHECKING:
    from selfhelp_teach.model.events import Event

CHAIRS = ("parents", "staff")


def event_log_labels(language: str = "en") -> dict[str, str]:
    """Return the words of the log."""
    _ = translator(language)
    return {
        "month": _("Month {month}"),
        "ward": _("Ward {ward} of {wards}"),
        "earlier": _("Earlier ward"),
        "later": _("Next ward"),
        "parents": _("From the parent's chair"),
        "staff": _("From the professional's chair"),
        "only_parents": _("seen by parents only"),
        "only_staff": _("seen by staff only"),
        "sit": _("Where do you sit?"),
        "both": _("Both chairs, with what each could not see"),
        "anyway": _("Show both without saying"),
        "faded": _("faded: told from the other chair"),
        "unseen": _("Could not see: {event}"),
        "nothing": _("nothing to be seen from here"),
        "simulated": _("simulated, not observed"),
    }


class EventLog(Part):
    """The events of one ward, with a step to the next ward.

    Parameters
    ----------
    story
        Takes the number of a ward (0 is the first) and returns its events.
    wards
        How many wards there are to look at.
    tell
        ``(event, chair) -> sentence``: the event in the words of a chair that could see it. With it the log
        is split into a column a chair, and one sits in one chair at a time: the other fades, until both are
        shown together with what each could not see. Without it, it is a diary.

    Attributes
    ----------
    note
        A sentence in place of the story.
    held
        A sentence, as long as both chairs may not be shown together.
    link
        Name of the group of views that share a month with it.
    """

    _labels = staticmethod(event_log_labels)
    module = t.Unicode("event_log").tag(sync=True)
    title = t.Unicode().tag(sync=True)
    about = t.Unicode().tag(sync=True)
    rows: t.List[Any] = t.List().tag(sync=True)
    chairs: t.List[Any] = t.List().tag(sync=True)
    ward = t.Int(1).tag(sync=True)
    wards = t.Int(1).tag(sync=True)
    summary = t.Unicode().tag(sync=True)
    note = t.Unicode().tag(sync=True)
    held = t.Unicode().tag(sync=True)
    link = t.Unicode().tag(sync=True)

    def __init__(
        self,
        story: Callable[[int], Iterable[Event]],
        *,
        wards: int,
        tell: Callable[[Event, str], str] | None = None,
        **traits: Any,
    ) -> None:
        super().__init__(wards=wards, chairs=list(CHAIRS) if tell else [], **traits)
        self._story = story
        self._tell = tell
        self.refresh(self.note)
        self.observe(lambda _change: self.refresh(self.note), names="ward")

    def refresh(self, note: str = "") -> None:
        """Tell the ward shown, as its run now stands, or say what it waits for."""
        ward = min(max(self.ward, 1), self.wards)
        rows = [] if note else [self._row(event) for event in self._story(ward - 1)]
        with self.hold_sync():
            self.note = note
            self.ward = ward
            self.rows = rows
            self.summary = "" if note else self._summary(ward, rows)

    def _row(self, event: Event) -> dict[str, Any]:
        row = {"month": event.month, "kind": event.kind, "seen": event.seen_by, "sentence": event.sentence}
        for chair in self.chairs:
            row[chair] = self._tell(event, chair) if self._tell and event.seen_by in (chair, "both") else ""
        return row

    def _summary(self, ward: int, rows: list[dict[str, Any]]) -> str:
        _ = translator(self.language)
        if not self.chairs:
            return _("Ward {ward}: {all} events.").format(ward=ward, all=len(rows))
        hidden = {chair: sum(row["seen"] not in (chair, "both") for row in rows) for chair in CHAIRS}
        return _(
            "Ward {ward}: {all} events. {parents} of them the parents could not see, {staff} the staff could not."
        ).format(ward=ward, all=len(rows), **hidden)
