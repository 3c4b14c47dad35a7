"""The month loop: some blocks of replicates from the first month to the last."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby

from selfhelp_teach.model import draws, group, problems, staff
from selfhelp_teach.model.draws import Block
from selfhelp_teach.model.families import succession
from selfhelp_teach.model.history import History
from selfhelp_teach.model.parameters import Parameters
from selfhelp_teach.model.rng import STRETCH
from selfhelp_teach.model.scenario import Scenario
from selfhelp_teach.model.simulation_state import SimulationState


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
    block = Block(seed, first, blocks, s.families, 0)
    w = SimulationState(s, p, who, draws.record(block, who), draws.founding(block), months)
    history = History(months, s.families, w.replicates, who)
    posture = history.posture.reshape(months, -1)
    shifts = {month: list(found) for month, found in groupby(s.shifts, key=lambda c: c.month)}
    for t in range(months):
        stretch, k = divmod(t, STRETCH)
        if k == 0:
            block = replace(block, stretch=stretch)
            family_draws = draws.of_families(block, who, w.p)
            group_draws = draws.of_groups(block, who, w.p) if grouped else None
        for change in shifts.get(t, ()):
            staff.shift(w, change)
        problems.replace_families(w, who.arrivals[t])
        if group_draws:
            group.meet_staff(w)
        problems.meet_problems(w, family_draws.problem[k], family_draws.problem_draw[k])
        problems.respond(w, family_draws.answers[k], posture[t])
        problems.linger(w)
        if not grouped:
            w.sum_up()
        if group_draws:
            group.move_members(w, group_draws.membership[k], group_draws.newcomer[k])
            group.carry_on(w)
            group.act(w, group_draws, k)
        staff.live_and_work(w)
        if group_draws:
            group.survive(w, group_draws.ending[k])
            history.member[t] = w.member
        history.met[t] = w.met
        history.rows[t] = w.state
    return history
