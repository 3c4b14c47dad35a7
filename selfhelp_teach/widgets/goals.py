"""The goals of a challenge as gauges that move while the ward is changed."""

from __future__ import annotations

from typing import Any

import traitlets as t

from selfhelp_teach.translation import translator
from selfhelp_teach.widgets.part import Part


def goals_labels(language: str = "en") -> dict[str, str]:
    """Return the words of the gauges."""
    _ = translator(language)
    return {
        "now": _("now {value}"),
        "reached": _("reached"),
        "missed": _("not yet"),
        "all": _("All goals hold on this ward. Check it on the card below."),
        "some": _("{count} of {all} goals hold."),
    }


class Goals(Part):
    """A challenge's title and goals, each with the value it looks at now.

    Attributes
    ----------
    goals
        One dictionary a goal: ``text``, ``value`` (as shown), ``fraction`` (0 to 1) and ``reached``.
    note
        A sentence in place of the goals.
    """

    _labels = staticmethod(goals_labels)
    module = t.Unicode("goals").tag(sync=True)
    title = t.Unicode().tag(sync=True)
    goals: t.List[Any] = t.List().tag(sync=True)
    note = t.Unicode().tag(sync=True)
