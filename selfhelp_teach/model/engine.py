"""The month loop: some blocks of replicates from the first month to the last."""

from __future__ import annotations

from itertools import groupby

import numpy as np

from selfhelp_teach.model import group, problems, staff
from selfhelp_teach.model.candidates import Luck, ceilings, meeting, moving, responding
from selfhelp_teach.model.coefficients import ZERO
from selfhelp_teach.model.families import succession
from selfhelp_teach.model.parameters import Parameters
from selfhelp_teach.model.scenario import Scenario
from selfhelp_teach.model.streams import STRETCH, families_first, ward_months
from selfhelp_teach.model.world import KINDS, ROW, STATE, History, World

MEAN = ROW["mean_grievance"]
WARD_STREAMS = ("issue", "success", "change", "burst", "death")  # in the order of group.act


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
    luck, top = Luck(seed, first, blocks), ceilings(w.p)
    for t in range(months):
        stretch, k = divmod(t, STRETCH)
        if k == 0:
            meet = meeting(luck, who, stretch, top.problem)
            answer = responding(luck, s.families, stretch, top.response)
            if grouped:
                move = moving(luck, who, stretch, top.settled, top.newcomer)
                ward = ward_months(seed, WARD_STREAMS, first, blocks, stretch)
        for change in shifts.get(t, ()):
            staff.shift(w, change)
        rows = history.rows[t]
        problems.replace_families(w, who.arrivals[t])
        if grouped:
            group.meet_staff(w, rows)
        problems.meet_problems(w, meet[k])
        problems.respond(w, answer[k], history.posture[t], rows)
        problems.linger(w)
        if grouped:
            may = move[k]
            if w.restless:  # after a burst more may leave than at other times
                may = moving(luck, who, stretch, max(top.settled, top.restless), top.newcomer)[k]
            group.move_members(w, may, rows)
            group.widen(w)
            group.act(w, ward[k], rows)
        staff.live_and_work(w, rows)
        if grouped:
            group.survive(w, ward[k, -1], rows)
            np.greater(w.belonging, ZERO, history.member[t])
        history.met[t] = w.met
        rows[:STATE] = w.state[:STATE]
        mean = np.add.reduce(w.grievance, 0, out=rows[MEAN])
        mean *= w.c.per_family
    return history
