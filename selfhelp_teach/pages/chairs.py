"""The words in which each chair tells a simulated ward, and what the staff alone could notice of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from selfhelp_teach.model.events import Event
from selfhelp_teach.translation import Translate
from selfhelp_teach.widgets.ward import STATES

# What a family does that staff cannot see: a grievance kept to itself, and help looked for elsewhere.
_UNSEEN = (STATES.index("silent"), STATES.index("alternative"))
Words = dict[str, dict[str, tuple[str, ...]]]


def words(_: Translate) -> Words:
    """Return, by kind of event and chair, sentences to go round; ``{event}`` is the plain one."""
    return {
        "start": {
            "parents": (_("{event} At last somebody who knows what we mean."),),
            "staff": (
                _("{event} We hope that it helps them, and we do not know what they will talk about."),
            ),
        },
        "issue": {
            "parents": (
                _("{event} It took us courage to ask."),
                _("{event} We do not know what was said about it behind the door."),
                _("{event} We will try again, perhaps differently."),
            ),
            "staff": (
                _("{event} We had no time or money for it, and it sounded like blame."),
                _("{event} Nobody saw that we were already doing what we could."),
                _("{event} Some of us would have said yes."),
            ),
        },
        "change": {
            "parents": (
                _("{event} Someone listened."),
                _("{event} It was our idea, and now it is theirs too."),
            ),
            "staff": (
                _("{event} It was less trouble than we had feared."),
                _("{event} We learned something we could not have known."),
            ),
        },
        "burst": {
            "parents": (_("{event} We had swallowed it for too long."),),
            "staff": (_("{event} It came out of nowhere, as far as we could see."),),
        },
        "ending": {
            "parents": (_("{event} Now everyone is alone with it again."),),
            "staff": (_("{event} Few of us noticed at once; the questions at the bedside grew longer."),),
        },
        "conflict": {
            "parents": (
                _("{event} We said it, and it was held against us."),
                _("{event} The next time, some of us will think twice."),
            ),
            "staff": (
                _("{event} We were accused when we were tired, and we answered too sharply."),
                _("{event} What we explained did not reach them."),
            ),
        },
        "resolved": {
            "parents": (_("{event} It was worth saying."), _("{event} We were taken seriously.")),
            "staff": (
                _("{event} Good that they told us."),
                _("{event} It took less time than we had thought."),
            ),
        },
        "silence": {
            "parents": (
                _("{event} One does not bite the hand that holds the drip."),
                _("{event} What if they let the child feel it?"),
            )
        },
        "alternative": {"parents": (_("{event} They told us, and no one else."),)},
        "protest": {
            "parents": (_("{event} Nothing quieter had helped."),),
            "staff": (_("{event} Why did nobody come to us first?"),),
        },
        "growth": {"parents": (_("{event} The circle of chairs grew wider."),)},
        "burnout": {"staff": (_("{event} It was those who had given most."),)},
        "relief": {"staff": (_("{event} There is time again for a second sentence."),)},
        "referral": {"staff": (_("{event} One says it less often when one is not sure of it."),)},
        "danger": {"staff": (_("{event} Each of us had heard a story."),)},
        "trust": {"staff": (_("{event} Now we tell new families ourselves."),)},
        "strain": {"staff": (_("{event} At the bedside we did not let it show."),)},
        "mood": {"staff": (_("{event} Nobody said it to the parents."),)},
    }


def tell(event: Event, chair: str, _: Translate) -> str:
    """Return an event in the words of a chair; sentences of a kind go round by month."""
    kinds = words(_).get(event.kind, {}).get(chair, ("{event}",))
    return kinds[event.month % len(kinds)].format(event=event.sentence)


def as_staff_see(postures: Any) -> Any:
    """Return the postures of a ward as they look from the staff's chair: who keeps silent looks content."""
    return np.where(np.isin(postures, _UNSEEN), STATES.index("content"), postures)


HALF_YEAR, YEAR = 6, 12
CLEAR = 0.01  # a change of burnout or perceived danger (0-1) in a year that people would speak of


def staff_side(rows: Mapping[str, Any], _: Translate) -> list[Event]:
    """Return what only the staff could notice, once a year: how they bore up, how they spoke of the group.

    Parameters
    ----------
    rows
        Everything recorded of one ward, as :meth:`Ensemble.rows` gives it.
    """
    said = {
        "strain": (
            "burnout",
            _("In the staff room there was more talk of giving up the work than before."),
            _("Staff went home less worn out than before."),
        ),
        "mood": (
            "perceived_danger",
            _("The team spoke of the group with more worry than before."),
            _("The team spoke of the group with less worry than before."),
        ),
    }
    found = []
    for month in range(YEAR + HALF_YEAR, len(rows["burnout"]), YEAR):
        for kind, (row, rise, fall) in said.items():
            change = float(rows[row][month] - rows[row][month - YEAR])
            alive = kind == "strain" or bool(rows["alive"][month])
            if alive and abs(change) > CLEAR:
                found.append(Event(month, kind, rise if change > 0 else fall, "staff"))
    return found
