"""The group: recruiting and keeping members (M6, M7), acting (M9-M11), cooling out (M13), surviving (M15)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from selfhelp_teach.model.coefficients import HALF, ONE, ZERO, number
from selfhelp_teach.model.streams import Floats
from selfhelp_teach.model.world import ROW, TOP_RUNG, World

PRESSURE_FROM = number(3)  # from this rung on, a failed action counts as failed pressure
TOP = number(TOP_RUNG)


def meet_staff(w: World, rows: Floats) -> None:
    """Work out openness, mediation, referral and needs met, before anyone moves (M6, M7, M9)."""
    c = w.c
    w.openness = (c.openness - w.defensiveness) * HALF
    w.mediation[:] = np.minimum(w.openness * c.openness_rate, ONE) * w.alive
    w.referral = (ONE - w.danger * c.danger_weight) * w.alive * c.refer
    rows[ROW["referral_rate"]] = w.referral
    reach = w.members / (w.members + c.recruit_half)
    reach *= ONE - w.danger * c.block
    reach *= w.alive
    w.reach = reach
    w.own = reach * c.recruit
    need = w.members / (w.members + c.support_half) * c.support
    need += w.activities * c.breadth
    need += w.heard * c.heard
    need += c.heard_own
    w.need = need


def move_members(w: World, u: Floats, rows: Floats) -> None:
    """Let families join (M6) and members leave (M7)."""
    c, flat = w.c, w.flat
    leave = np.maximum((ONE - w.need) * c.leave, w.unrest)
    np.less(u, np.maximum(w.own + w.referral, leave), w.hit)
    who = flat.hit.nonzero()[0]
    ward = w.ward_of[who]
    belongs = flat.member[who]
    chance = w.referral[ward]
    chance *= flat.newcomer[who]
    chance += w.own[ward]
    np.copyto(chance, leave[ward], where=belongs)
    moves = (u.reshape(-1)[who] < chance).nonzero()[0]
    who, ward, left = who[moves], ward[moves], belongs[moves]
    joined = ~left
    flat.member[who] = joined
    flat.belonging[who] = joined
    ward += w.outcome_place[left.view(np.uint8)]
    counts = np.bincount(ward, minlength=2 * w.replicates).reshape(2, w.replicates).astype(np.float32)
    w.recruits[:] = counts[0]
    rows[ROW["recruits"]] = counts[0]
    rows[ROW["leavers"]] = counts[1]
    w.members += counts[0] - counts[1]
    w.unrest.fill(0)


def widen(w: World) -> None:
    """Let the range of activities follow members, autonomy and access (M7), and success fade."""
    c = w.c
    goal = (ONE - np.exp(w.members * c.volunteers)) * c.range
    goal *= w.alive
    goal -= w.activities
    goal *= c.activities_pace
    w.activities += goal
    w.heard *= c.heard_keep


def act(w: World, draws: dict[str, Floats], rows: Floats) -> None:
    """Collect concerns, raise issues and climb the ladder (M9, M10)."""
    c, rung = w.c, w.rung
    np.multiply(w.grievance, w.belonging, w.level)
    held = np.add.reduce(w.level, 0)
    w.concerns *= c.concern_keep
    w.concerns += held * c.collect
    raised = draws["issue"] < w.concerns / (w.concerns + c.issue_half) * c.raise_issue * w.alive
    w.issue[:] = raised
    high = (rung - ONE) * c.rung_step
    pressure = w.members / (w.members + c.press_half) * c.press
    likely = (ONE - high) * w.mediation * c.act
    likely += high * pressure
    won = draws["success"] < likely
    won &= raised
    w.success[:] = won
    lost = w.issue - w.success
    rows[ROW["issues"]] = rung * w.issue  # the rung tried, 1-5
    rows[ROW["successes"]] = w.success
    unmoved = ONE - w.success
    w.concerns *= unmoved
    w.heard += (ONE - w.heard) * w.success * c.heard_gain
    w.yes[:] = rung >= PRESSURE_FROM
    pressed = lost * w.yes
    clashes = pressed * c.pressure_conflict
    w.conflicts += clashes
    rows[ROW["group_conflicts"]] = clashes
    pressed *= c.hard
    w.defensiveness += (ONE - w.defensiveness) * pressed
    w.danger += (ONE - w.danger) * pressed
    w.failures += lost
    w.failures *= unmoved
    climbs = w.yes
    climbs[:] = w.failures >= c.patience
    w.failures *= ONE - climbs
    rung -= w.success
    rung += climbs
    np.minimum(rung, TOP, out=rung)
    np.maximum(rung, w.alive, out=rung)  # the lowest rung is 1 while the group lives
    if w.p.s11 and won.any():
        _change(w, won, draws["change"], rows)
    _cool_out(w, held, draws["burst"], rows)


def _change(w: World, won: NDArray[np.bool_], u: Floats, rows: Floats) -> None:
    """Let each success shift power, install a mechanism, or ease bureaucracy (M11).

    A plain loop: in a month only a few wards have a success.
    """
    p, change = w.p, rows[ROW["change"]]
    options = (
        (2, w.meetings, p.resolve_meetings),
        (3, w.ombudsperson, p.resolve_ombudsperson),
        (4, w.representative, p.resolve_representative),
    )
    for i in won.nonzero()[0].tolist():
        if u[i] < w.c.power_change:
            change[i] = 1
            w.power[i] *= ONE - w.c.power_step
            continue
        if u[i] < w.c.any_mechanism:
            free = [option for option in options if option[1][i] == 0]
            if free:
                code, installed, help_ = free[0]
                change[i], installed[i] = code, 1
                w.help[i] += help_
                continue
        change[i] = 5  # also where every mechanism is in place
        w.bureaucracy[i] *= ONE - w.c.bureaucracy_step


def _cool_out(w: World, held: Floats, u: Floats, rows: Floats) -> None:
    """Store what a group with little autonomy holds back, and let the store burst (M13)."""
    c = w.c
    held /= np.maximum(w.members, ONE)
    held *= c.hold
    w.store *= c.store_keep
    w.store += held
    w.store *= w.alive
    who = (u < (w.store * c.per_store - ONE) * c.burst).nonzero()[0]
    if who.size:
        conflicts = w.members[who] * w.p.burst_conflict
        rows[ROW["bursts"], who] = 1
        rows[ROW["group_conflicts"], who] += conflicts
        w.conflicts[who] += conflicts
        w.store[who] *= w.p.burst_rest
        w.unrest[who] = w.p.burst_exit


def survive(w: World, u: Floats, rows: Floats) -> None:
    """Let groups end (M15), and give up what they held."""
    c = w.c
    w.exhaustion *= c.rest
    w.exhaustion += (w.issue + ONE) * c.load
    np.minimum(w.exhaustion, ONE, out=w.exhaustion)
    w.newcomers_lately += (w.recruits - w.newcomers_lately) * c.remember
    attendance = np.maximum(w.members * c.per_few + ONE, ZERO) * c.attendance
    exhausted = w.exhaustion * c.exhausted
    withdrawn = w.burnout * c.withdrawn
    dry = np.exp(w.newcomers_lately * c.per_newcomer) * c.dry
    hazard = attendance + exhausted
    hazard += withdrawn
    hazard += dry
    hazard *= w.alive
    ends = (u < hazard).nonzero()[0]
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
