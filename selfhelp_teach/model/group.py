"""The group: recruiting and keeping members (M6, M7), acting (M9-M11), cooling out (M13), surviving (M15)."""

from __future__ import annotations

import numpy as np

from selfhelp_teach.model.streams import Floats
from selfhelp_teach.model.world import ROW, TOP_RUNG, World

PRESSURE_FROM = 3  # from this rung on, a failed action counts as failed pressure


def meet_staff(w: World) -> None:
    """Work out openness, mediation, referral and needs met, before anyone moves."""
    p = w.p
    w.openness = (1 - w.defensiveness + w.acceptance) * 0.5
    w.mediation = np.minimum(w.openness * (p.mediation_gain * p.autonomy * p.access), 1) * w.alive
    w.referral = (1 - w.danger) * w.alive * (p.s6 * p.referral_rate * p.access)
    reach = w.members / (w.members + p.recruiting_half)
    reach *= (1 - w.danger * p.recruiting_block) * w.alive
    w.own = reach * (p.s6 * p.recruiting_rate * p.autonomy)
    support = w.members / (w.members + p.support_half)
    heard = w.heard * (1 - p.heard_own) + p.heard_own * p.autonomy
    w.need = support * p.need_support + w.activities * (p.need_breadth / p.activities_most) + heard * p.need_heard


def move_members(w: World, u: Floats, rows: Floats) -> None:
    """Let families join (M6) and members leave (M7)."""
    p = w.p
    leave = (1 - w.need) * (p.s7 * p.leave_rate)
    leave = np.maximum(leave, w.unrest)
    np.less(u, np.maximum(w.own + w.referral, leave), out=w.hit)
    who = np.flatnonzero(w.hit)
    ward = w.ward_of[who]
    belongs = w.member.reshape(-1)[who]
    join = w.own[ward] + w.newcomer.reshape(-1)[who] * w.referral[ward]
    moves = u.reshape(-1)[who] < np.where(belongs, leave[ward], join)
    who, belongs = who[moves], belongs[moves]
    w.member.reshape(-1)[who] = ~belongs
    w.belonging.reshape(-1)[who] = ~belongs
    w.recruits = w.count(who[~belongs])
    rows[ROW["recruits"]] = w.recruits
    leavers = rows[ROW["leavers"]] = w.count(who[belongs])
    w.members += w.recruits - leavers
    w.unrest.fill(0)


def widen(w: World) -> None:
    """Let the range of activities follow members, autonomy and access (M7), and success fade."""
    p = w.p
    volunteers = 1 - np.exp(w.members * (-1 / p.activities_members))
    both = p.activities_alone + (1 - p.activities_alone) * (p.autonomy * p.access) ** 0.5
    goal = volunteers * w.alive * (p.activities_most * both)
    if p.s7:
        w.activities += (goal - w.activities) * p.activities_pace
    w.heard *= 1 - p.heard_fade


def act(w: World, draws: dict[str, Floats], rows: Floats) -> None:
    """Collect concerns, raise issues, climb the ladder (M9, M10), and change the institution (M11)."""
    p = w.p
    np.multiply(w.grievance, w.belonging, out=w.level)
    held = np.add.reduce(w.level, axis=0)
    w.concerns += held * (p.collect_rate * p.autonomy) - w.concerns * p.concern_fade
    raised = draws["issue"] < w.concerns / (w.concerns + p.issue_half) * w.alive * (p.s10 * p.issue_rate)
    w.issue[:] = raised
    w.success.fill(0)
    who = np.flatnonzero(raised)
    if who.size:
        rung, members = w.rung[who], w.members[who]
        high = (rung - 1) * (1 / (TOP_RUNG - 1))
        pressure = p.autonomy * p.pressure_gain * members / (members + p.pressure_half)
        likely = (1 - high) * p.action_gain * w.mediation[who] + high * pressure
        wins = draws["success"][who] < likely
        rows[ROW["issues"], who] = rung  # the rung tried, 1-5
        won, lost = who[wins], who[~wins]
        w.success[won] = 1
        rows[ROW["successes"], won] = 1
        w.concerns[won] = 0
        w.heard[won] += (1 - w.heard[won]) * p.heard_gain
        w.rung[won] = np.maximum(w.rung[won] - 1, 1)
        w.failures[won] = 0
        _change(w, won, draws["change"][won], rows)
        w.failures[lost] += 1
        climbs = lost[w.failures[lost] >= p.patience]
        pressed = lost[w.rung[lost] >= PRESSURE_FROM]
        hard = p.s11 * p.hardening
        w.defensiveness[pressed] += (1 - w.defensiveness[pressed]) * min(hard, 1.0)
        w.danger[pressed] += (1 - w.danger[pressed]) * min(hard, 1.0)
        w.rung[climbs] = np.minimum(w.rung[climbs] + 1, TOP_RUNG)
        w.failures[climbs] = 0
    _cool_out(w, held, draws["burst"], rows)


def _change(w: World, won: np.ndarray, u: Floats, rows: Floats) -> None:
    """Let each success shift power, install a mechanism, or ease bureaucracy (M11)."""
    p = w.p
    if not p.s11 or not won.size:
        return
    power = u < p.change_power
    installs = ~power & (u < p.change_power + p.change_mechanism)
    eases = ~power & ~installs
    w.power[won[power]] *= max(0.0, 1 - p.s11 * p.power_step)
    rows[ROW["change"], won[power]] = 1
    left = won[installs]
    for code, installed in enumerate((w.meetings, w.ombudsperson, w.representative), start=2):
        free = installed[left] == 0
        installed[left[free]] = 1
        rows[ROW["change"], left[free]] = code
        left = left[~free]
    eased = np.concatenate([won[eases], left])  # nothing left to install: the success eases bureaucracy
    w.bureaucracy[eased] *= max(0.0, 1 - p.s11 * p.bureaucracy_step)
    rows[ROW["change"], eased] = 5


def _cool_out(w: World, held: Floats, u: Floats, rows: Floats) -> None:
    """Store what a group with little autonomy holds back, and let the store burst (M13)."""
    p = w.p
    hold = min(1.0, p.s13 * p.hold_rate) * (1 - p.autonomy) * p.access
    w.store += held / np.maximum(w.members, 1) * hold - w.store * p.store_fade
    w.store *= w.alive
    bursts = u < np.maximum(w.store * (1 / p.store_level) - 1, 0) * (p.s13 * p.burst_rate)
    who = np.flatnonzero(bursts)
    if who.size:
        conflicts = w.members[who] * p.burst_conflict
        rows[ROW["bursts"], who] = 1
        rows[ROW["burst_conflicts"], who] = conflicts
        w.conflicts[who] += conflicts
        w.store[who] *= p.burst_rest
        w.unrest[who] = p.burst_exit


def survive(w: World, u: Floats, rows: Floats) -> None:
    """Let groups end (M15), and give up what they held."""
    p = w.p
    if not p.s15:
        return
    load = p.s15 * p.exhaustion_rate * (1 - p.sharing_relief * p.sharing)
    w.exhaustion += (w.issue + 1) * (load * 0.5) - w.exhaustion * (p.s15 * p.exhaustion_rest)
    np.minimum(w.exhaustion, 1, out=w.exhaustion)
    w.newcomers_lately += (w.recruits - w.newcomers_lately) * p.newcomer_memory
    attendance = np.maximum(1 - w.members / max(p.attendance_few, 1e-6), 0) * p.attendance_hazard
    exhausted = w.exhaustion * p.exhaustion_hazard
    withdrawn = w.burnout * (p.withdrawal_hazard * (1 - p.autonomy))
    dry = np.exp(w.newcomers_lately * (-1 / p.newcomer_need)) * p.newcomer_hazard
    hazard = (attendance + exhausted + withdrawn + dry) * p.s15
    ends = np.flatnonzero((u < hazard) & (w.alive > 0))
    if ends.size:
        causes = np.stack([attendance[ends], exhausted[ends], withdrawn[ends], dry[ends]])
        rows[ROW["ending"], ends] = 1 + causes.argmax(axis=0)
        for array in (
            w.alive, w.members, w.activities, w.concerns, w.store, w.exhaustion, w.heard,
            w.rung, w.failures, w.unrest, w.mediation,
        ):  # fmt: skip
            array[ends] = 0
        w.member[:, ends] = False
        w.belonging[:, ends] = 0
