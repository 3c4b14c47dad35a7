"""The group: recruiting and keeping members (M6, M7), acting (M9-M11), cooling out (M13), surviving (M15)."""

from __future__ import annotations

import numpy as np

from selfhelp_teach.model.candidates import Candidates
from selfhelp_teach.model.coefficients import HALF, ONE, ZERO, number
from selfhelp_teach.model.families import Index
from selfhelp_teach.model.streams import Floats
from selfhelp_teach.model.world import ROW, TOP_RUNG, World

PRESSURE_FROM = number(3)  # from this rung on, a failed action counts as failed pressure
TOP = number(TOP_RUNG)
REFERRAL, RECRUITS, ISSUES, CHANGE = (ROW[n] for n in ("referral_rate", "recruits", "issues", "change"))
FAMILY_CONFLICTS, CLASHES = ROW["family_conflicts"], ROW["group_conflicts"]


def meet_staff(w: World, rows: Floats) -> None:
    """Work out openness, mediation, referral and needs met, before anyone moves (M6, M7, M9)."""
    c, (wary_to_refer, wary_to_meet), (referral, own, leave) = w.c, w.pair, w.pull
    np.subtract(c.openness, w.defensiveness, w.openness)
    w.openness *= HALF
    np.multiply(w.openness, c.openness_rate, w.mediation)
    np.minimum(w.mediation, ONE, out=w.mediation)
    w.mediation *= w.alive
    np.multiply(w.danger, w.wary_by, w.pair)
    np.subtract(ONE, w.pair, w.pair)
    w.pair *= w.alive
    np.multiply(wary_to_refer, c.refer, referral)
    rows[REFERRAL] = referral
    size = w.members + w.halves
    np.divide(w.members, size, size)
    np.multiply(size[0], wary_to_meet, w.reach)
    np.multiply(w.reach, c.recruit, own)
    need = np.multiply(size[1], c.support, w.need)
    need += w.activities * c.breadth
    need += w.heard * c.heard
    need += c.heard_own
    np.subtract(ONE, need, leave)
    leave *= c.leave


def move_members(w: World, may: Candidates, rows: Floats) -> None:
    """Let families join (M6) and members leave (M7)."""
    if w.restless:
        np.maximum(w.pull[2], w.unrest, out=w.pull[2])
        w.unrest.fill(0)
        w.restless = False
    family, ward = may.places
    u, newcomer = may.values
    chance, own, leave = w.pull.take(ward, 1)
    chance *= newcomer
    chance += own
    belongs = w.flat_belonging.take(family) > ZERO
    np.copyto(chance, leave, where=belongs)
    moves = (u < chance).nonzero()[0]
    family, ward = may.places.take(moves, 1)
    left = belongs.take(moves)
    w.flat_belonging[family] = ~left
    ward += left * w.replicates
    counts = np.bincount(ward, minlength=2 * w.replicates).reshape(2, w.replicates)
    joined, gone = moved = rows[RECRUITS : RECRUITS + 2]
    moved[:] = counts
    w.recruits = joined
    w.members += joined
    w.members -= gone


def widen(w: World) -> None:
    """Let the range of activities follow members, autonomy and access (M7); what fades does so (M9, M13)."""
    c = w.c
    goal = w.members * c.volunteers
    np.exp(goal, goal)
    np.subtract(ONE, goal, goal)
    goal *= c.range
    goal *= w.alive
    goal -= w.activities
    goal *= c.activities_pace
    w.activities += goal
    w.fading *= w.fade_by


def act(w: World, draws: Floats, rows: Floats) -> None:
    """Collect concerns, raise issues and climb the ladder (M9, M10)."""
    c, rung, (raising, winning) = w.c, w.rung, w.chances
    np.multiply(w.grievance, w.belonging, w.level)
    held = np.add.reduce(w.level, 0)
    w.concerns += held * c.collect
    np.add(w.concerns, c.issue_half, raising)
    np.divide(w.concerns, raising, raising)
    raising *= c.raise_issue
    raising *= w.alive
    high = rung - ONE
    high *= c.rung_step
    np.subtract(ONE, high, winning)
    winning *= w.mediation
    winning *= c.act
    high *= w.members / (w.members + c.press_half) * c.press
    winning += high
    raised, won = hits = draws[:2] < w.chances
    won &= raised
    w.tried[:] = hits
    lost = w.issue - w.success
    np.multiply(rung, w.issue, rows[ISSUES])  # the rung tried, 1-5
    rows[ISSUES + 1] = w.success
    unmoved = ONE - w.success
    w.concerns *= unmoved
    w.heard += (ONE - w.heard) * w.success * c.heard_gain
    _be_refused(w, lost, rows)
    w.failures += lost
    w.failures *= unmoved
    climbs = w.yes
    climbs[:] = w.failures >= c.patience
    w.failures *= ONE - climbs
    rung -= w.success
    rung += climbs
    np.minimum(rung, TOP, out=rung)
    np.maximum(rung, w.alive, out=rung)  # the lowest rung is 1 while the group lives
    if w.p.s11:
        who = won.nonzero()[0]
        if who.size:
            _change(w, who, draws[2], rows[CHANGE])
    _cool_out(w, held, draws[3], rows)


def _be_refused(w: World, lost: Floats, rows: Floats) -> None:
    """Let failed pressure harden staff, and count as open conflict (M11)."""
    c = w.c
    w.yes[:] = w.rung >= PRESSURE_FROM
    lost = lost * w.yes
    clashes = np.multiply(lost, c.pressure_conflict, rows[CLASHES])
    np.add(rows[FAMILY_CONFLICTS], clashes, w.conflicts)
    lost *= c.hard
    step = np.subtract(ONE, w.attitudes, w.pair)
    step *= lost
    w.attitudes += step


def _change(w: World, who: Index, u: Floats, change: Floats) -> None:
    """Let each success shift power, install a mechanism, or ease bureaucracy (M11).

    A plain loop over plain numbers: in a month only a few wards have a success.
    """
    c = w.c
    shifted, eased = [], []
    any_mechanism, power_change = float(c.any_mechanism), float(c.power_change)
    for i, luck, there in zip(
        who.tolist(), u.take(who).tolist(), w.installed.take(who, 1).T.tolist(), strict=True
    ):
        if luck < power_change:
            shifted.append(i)
        elif luck < any_mechanism and 0 in there:
            nth = there.index(0)  # the first not yet in place
            w.installed[nth, i], change[i] = 1, 2 + nth
            w.help[i] += w.help_by[nth]
        else:  # also where every mechanism is in place
            eased.append(i)
    if shifted:
        w.power[shifted] *= ONE - c.power_step
        change[shifted] = 1
    if eased:
        w.bureaucracy[eased] *= ONE - c.bureaucracy_step
        change[eased] = 5


def _cool_out(w: World, held: Floats, u: Floats, rows: Floats) -> None:
    """Store what a group with little autonomy holds back, and let the store burst (M13)."""
    c = w.c
    held /= np.maximum(w.members, ONE)
    held *= c.hold
    w.store += held
    w.store *= w.alive
    chance = w.store * c.per_store
    chance -= ONE
    chance *= c.burst
    who = (u < chance).nonzero()[0]
    if who.size:
        conflicts = w.members[who] * w.p.burst_conflict
        rows[ROW["bursts"], who] = 1
        rows[CLASHES, who] += conflicts
        w.conflicts[who] += conflicts
        w.store[who] *= w.p.burst_rest
        w.unrest[who] = w.p.burst_exit
        w.restless = True


def survive(w: World, u: Floats, rows: Floats) -> None:
    """Let groups end (M15), and give up what they held."""
    c, causes = w.c, w.causes
    attendance, exhausted, withdrawn, dry = causes
    w.exhaustion += (w.issue + ONE) * c.load
    np.minimum(w.exhaustion, ONE, out=w.exhaustion)
    w.newcomers_lately += (w.recruits - w.newcomers_lately) * c.remember
    np.multiply(w.members, c.per_few, attendance)
    attendance += ONE
    np.maximum(attendance, ZERO, out=attendance)
    attendance *= c.attendance
    np.multiply(w.exhaustion, c.exhausted, exhausted)
    np.multiply(w.burnout, c.withdrawn, withdrawn)
    np.multiply(w.newcomers_lately, c.per_newcomer, dry)
    np.exp(dry, dry)
    dry *= c.dry
    hazard = np.add.reduce(causes, 0)
    hazard *= w.alive
    ends = (u < hazard).nonzero()[0]
    if ends.size:
        rows[ROW["ending"], ends] = 1 + causes[:, ends].argmax(axis=0)
        w.group[:, ends] = 0
        w.belonging[:, ends] = 0
