"""The first page: a ward to be pushed, where answers are kept, and where the learner stands."""

from __future__ import annotations

from typing import Any

import numpy as np

from selfhelp_teach.model import BASELINE
from selfhelp_teach.pages import runs
from selfhelp_teach.pages.controller import PageController
from selfhelp_teach.pages.runs import RUNS, SMALL
from selfhelp_teach.translation import number
from selfhelp_teach.widgets import Door
from selfhelp_teach.widgets.ward import pack

WARD = BASELINE
PLACES = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
"""Bureaucracy: no other page asks what it does."""
MONTHS, LAST_YEAR = 36, 12
SEEN = ("silent_share", "voiced_share")

Array = np.ndarray[Any, Any]


class Start(PageController):
    """The parts of the first page."""

    page = "index"

    def door(self) -> Door:
        """Return a small ward with one lever and one question."""
        _ = self.text
        told = counts()
        words = [number(round(float(each)), self.language) for each in told[[0, -1]].ravel()]
        return Door(
            _("Stiffer rules, ever new staff: what do you expect?"),
            [
                {"value": "aloud", "label": _("More complain")},
                {"value": "silent", "label": _("More keep silent")},
                {"value": "same", "label": _("Hardly any change")},
            ],
            courses(),
            places=PLACES,
            answer="silent",
            said=_(
                "Of {families} families, {few_silent} keep a grievance to themselves where rules are few, "
                "{many_silent} where they are many; {few_voiced} and {many_voiced} speak up."
            ).format(
                families=WARD.families,
                few_silent=words[0],
                few_voiced=words[1],
                many_silent=words[2],
                many_voiced=words[3],
            ),
            basis=_("Mean of {wards} simulated wards, third year.").format(wards=SMALL),
            title=_("A simulated ward of {families} families").format(families=WARD.families),
            lever={
                "label": _("Rules and changing staff"),
                "ends": [_("flexible, same faces"), _("rule-bound, rotating")],
            },
            start=PLACES.index(WARD.bureaucracy),
            key="index-door",
            language=self.language,
        )


def wards() -> list[Any]:
    """Return the run of the small ward at each place of the lever."""
    return [RUNS.full(runs.Ward(WARD.replace(bureaucracy=place)), SMALL) for place in PLACES]


def counts() -> Array:
    """Return how many families keep silent and how many speak up in the last year shown: places x 2."""
    return RUNS.of("door, counts", lambda: _each().mean(axis=1))


def courses() -> Array:
    """Return one ward for each place, under the same luck: the one that is most like the mean of all."""

    def most_alike() -> Array:
        each = _each()
        apart = np.abs(each - each.mean(axis=1, keepdims=True)).sum(axis=(0, 2))
        seen = [run.ward(int(apart.argmin())) for run in wards()]
        return np.stack([pack(ward.posture, newcomers=ward.newcomer)[:MONTHS] for ward in seen])

    return RUNS.of("door, courses", most_alike)


def _each() -> Array:
    """Return the same of each simulated ward: places x replicates x 2."""
    year = slice(MONTHS - LAST_YEAR, MONTHS)
    shares = [[run.values(measure)[year].mean(axis=0) for measure in SEEN] for run in wards()]
    return WARD.families * np.swapaxes(np.array(shares), 1, 2)
