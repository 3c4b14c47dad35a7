"""The group: recruiting and keeping members (M6, M7), acting (M9-M11), cooling out (M13), surviving (M15)."""

from __future__ import annotations

import numpy as np

from selfhelp_teach.model.coefficients import HALF, ONE, ZERO
from selfhelp_teach.model.draws import Bools, GroupDraws
from selfhelp_teach.model.families import Index
from selfhelp_teach.model.history import CHANGES, TOP_RUNG
from selfhelp_teach.model.rng import Floats
from selfhelp_teach.model.simulation_state import GROUP, MECHANISM_NAMES, SimulationState

PRESSURE_FROM = 3  # from this rung on, a failed action counts as failed pressure


def meet_staff(w: SimulationState) -> None:
    """Work out openness, mediation, referral and needs met, before anyone moves (M6, M7, M9)."""
    c = w.c
    np.subtract(c.openness, w.defensiveness, w.openness)
    w.openness *= HALF
    np.multiply(w.openness, c.openness_rate, w.mediation)
    np.minimum(w.mediation, ONE, out=w.mediation)
    w.mediation *= w.alive
    np.multiply(w.danger, c.refer_danger, w.referral)
    np.subtract(c.refer, w.referral, w.referral)
    w.referral *= w.alive
    # how far members reach other families, against the staff's will where need be
    np.divide(w.members, w.members + c.recruit_half, w.reach)
    w.reach *= ONE - w.danger * c.block
    np.divide(w.members, w.members + c.support_half, w.support)
    np.add.reduce(w.needs * w.needs_by, 0, out=w.need)
    w.need += c.heard_own


def move_members(w: SimulationState, draws: Floats, newcomer: Bools) -> None:
    """Let families join (M6) and members leave (M7)."""
    leave = ONE - w.need
    leave *= w.c.leave
    if w.restless:
        np.maximum(leave, w.unrest, out=leave)
        w.unrest.fill(0)
        w.restless = False
    own = w.reach * w.c.recruit
    np.less(draws, own + w.referral, w.joining)
    w.joining &= newcomer
    np.less(draws, own, w.hit)
    w.joining |= w.hit
    np.less(draws, leave, w.leaving)
    w.leaving &= w.member
    np.greater(w.joining, w.member, w.hit)  # joining and no member yet
    w.hit |= w.leaving
    w.member ^= w.hit
    w.belonging[:] = w.member
    moved = w.flat_hit.nonzero()[0]
    place = w.flat_leaving[moved].astype(np.intp)
    place *= w.width
    place += w.ward_of[moved]
    w.moves[:] = np.bincount(place, minlength=2 * w.replicates).reshape(2, w.replicates)
    w.members += w.recruits
    w.members -= w.leavers


def carry_on(w: SimulationState) -> None:
    """Let what a group has fade and be renewed: activities (M7), concerns (M9), the store (M13), load (M15)."""
    c, (concerns, store, activities) = w.c, w.inflow_rows
    held = w.sum_up()
    np.multiply(held, c.collect, concerns)
    np.divide(held, np.maximum(w.members, ONE), store)
    store *= c.hold
    np.multiply(w.members, c.volunteers, activities)
    np.expm1(activities, activities)
    activities *= c.range
    w.fading *= w.fade_by
    w.renewed += w.inflow
    w.newcomers_lately += w.recruits * c.newcomers_add
    w.exhaustion += c.load


def act(w: SimulationState, draws: GroupDraws, k: int) -> None:
    """Raise issues (M9, M10), and let stores burst (M13)."""
    w.deeds.fill(0)
    weights = w.sizes / (w.sizes + w.halves)  # of members when they press, of concerns
    raised = (draws.issue[k] < weights[1]).nonzero()[0]
    if raised.size:
        _raise_issues(w, raised, weights[0], draws, k)
    full = (draws.burst[k] < w.store).nonzero()[0]
    if full.size:
        _burst(w, full)


def _raise_issues(w: SimulationState, raised: Index, weight: Floats, draws: GroupDraws, k: int) -> None:
    """Put an issue to staff: mediation carries it on low rungs of the ladder, pressure on high ones (M10).

    A plain loop over plain numbers: in a month only a few wards raise an issue.
    """
    p, group = w.p, w.plain
    rung, failures, heard, defensiveness, danger = (
        group.rung, group.failures, group.heard, group.defensiveness, group.danger,
    )  # fmt: skip
    w.issues[raised] = w.rung[raised]
    w.exhaustion[raised] += w.c.load
    chances = (
        values[raised].tolist()
        for values in (w.mediation * w.c.act, weight * w.c.press, draws.success[k], draws.change[k])
    )
    for i, mild, hard, u, u_change in zip(raised.tolist(), *chances, strict=True):
        step = rung[i]
        height = (step - 1) / (TOP_RUNG - 1)
        if u < mild + (hard - mild) * height:
            group.successes[i] = 1
            rung[i] = max(step - 1, 1)
            failures[i] = group.concerns[i] = 0
            heard[i] += (1 - heard[i]) * p.heard_gain
            if p.s11:
                group.change[i] = _change(w, i, u_change)
                group.footing[i] = group.power[i] * group.help[i] + p.odds
            continue
        if step >= PRESSURE_FROM:  # failed pressure hardens staff (M11)
            group.group_conflicts[i] = p.s11 * p.pressure_conflict
            defensiveness[i] += (1 - defensiveness[i]) * p.hard
            danger[i] += (1 - danger[i]) * p.hard
        failed = failures[i] + 1
        if failed >= p.patience:
            failed = 0
            rung[i] = min(step + 1, TOP_RUNG)
        failures[i] = failed


def _change(w: SimulationState, i: int, u: float) -> int:
    """Let a success of ward ``i`` shift power, install a mechanism or ease bureaucracy (M11).

    Returns
    -------
    int
        Place in ``CHANGES`` of what changed.
    """
    p, ward = w.p, w.plain
    if u < p.change_power:
        ward.power[i] *= 1 - p.power_fall
        return CHANGES.index("power")
    if u < p.change_power + p.change_mechanism:
        for name, installed, helps in zip(MECHANISM_NAMES, ward.installed, w.help_by, strict=True):
            if not installed[i]:
                installed[i] = 1
                ward.help[i] += helps
                return CHANGES.index(name)
    ward.bureaucracy[i] *= 1 - p.bureaucracy_fall  # also where every mechanism is in place
    return CHANGES.index("bureaucracy")


def _burst(w: SimulationState, full: Index) -> None:
    """Let stores burst: open conflict now, and members leaving next month (M13)."""
    w.bursts[full] = 1
    w.group_conflicts[full] += w.members[full] * w.c.burst_conflict
    w.store[full] *= w.c.burst_rest
    w.unrest[full] = w.c.burst_exit
    w.restless = True


def survive(w: SimulationState, u: Floats) -> None:
    """Let groups end (M15), and give up what they held."""
    np.minimum(w.exhaustion, ONE, out=w.exhaustion)
    causes = w.threats * w.threats_by  # staff withdrawing, leaders exhausted, newcomers dry, few attending
    causes += w.threats_from
    np.exp(causes[2], causes[2])
    np.maximum(causes[3], ZERO, out=causes[3])
    hazard = np.add.reduce(causes, 0)
    hazard *= w.alive
    ends = (u < hazard).nonzero()[0]
    for i in ends.tolist():
        w.ending[i] = CAUSES[causes[:, i].argmax()]
        w.state[GROUP, i] = w.unrest[i] = 0
        w.member[:, i] = False
        w.belonging[:, i] = 0


CAUSES = np.array([3, 2, 4, 1])
