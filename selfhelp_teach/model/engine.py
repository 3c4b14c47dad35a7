"""The month loop: some blocks of replicates from the first month to the last."""

from __future__ import annotations

from itertools import groupby

import numpy as np

from selfhelp_teach.model import group, problems, staff
from selfhelp_teach.model.families import succession
from selfhelp_teach.model.parameters import Parameters
from selfhelp_teach.model.scenario import Scenario
from selfhelp_teach.model.streams import (
    STRETCH,
    Floats,
    families_first,
    family_months,
    group_months,
)
from selfhelp_teach.model.world import KINDS, ROW, STATE, History, World

FAMILY_STREAMS = ("problem", "response", "resolution", "membership")
MEAN = ROW["mean_grievance"]
GROUP_STREAMS = ("issue", "success", "change", "burst", "death")


def run_blocks(
    scenario: Scenario, parameters: Parameters, *, months: int, seed: int, first: int, blocks: int
) -> History:
    """Run ``blocks`` blocks of 50 replicates, from block ``first`` on.

    Returns
    -------
    History
        Of shape (months, ..., 50 * blocks).
    """
    s, p = scenario, parameters
    grouped = s.leadership != "none"
    # whole stretches, so that a longer run begins like a shorter one
    who = succession(s, p, seed, first, blocks, -(-months // STRETCH) * STRETCH)
    record = families_first(seed, "record", first, blocks, s.families, len(KINDS))
    founding = families_first(seed, "founding", first, blocks, s.families, 1)[0]
    w = World(s, p, who, record, founding)
    history = History(months, s.families, w.replicates, who)
    shifts = {month: list(found) for month, found in groupby(s.shifts, key=lambda c: c.month)}
    family: dict[str, Floats] = {}
    ward: dict[str, Floats] = {}
    for t in range(months):
        stretch, k = divmod(t, STRETCH)
        if k == 0:
            names = FAMILY_STREAMS if grouped else FAMILY_STREAMS[:3]
            family = {n: family_months(seed, n, first, blocks, s.families, stretch) for n in names}
            ward = {n: group_months(seed, n, first, blocks, stretch) for n in GROUP_STREAMS if grouped}
        for change in shifts.get(t, ()):
            staff.shift(w, change)
        rows = history.rows[t]
        problems.replace_families(w, who.arrivals[t], who.settled[t])
        if grouped:
            group.meet_staff(w, rows)
        problems.meet_problems(w, family["problem"][k])
        problems.respond(w, family["response"][k], family["resolution"][k], history.posture[t], rows)
        problems.linger(w)
        if grouped:
            group.move_members(w, family["membership"][k], rows)
            group.widen(w)
            group.act(w, {n: ward[n][k] for n in GROUP_STREAMS}, rows)
        staff.live_and_work(w, rows)
        if grouped:
            group.survive(w, ward["death"][k], rows)
            history.member[t] = w.member
        history.met[t] = w.met
        rows[:STATE] = w.state
        np.add.reduce(w.grievance, 0, out=rows[MEAN])
        rows[MEAN] *= w.c.per_family
    return history
