"""Families: problems arise (M1, M2), are voiced or not (M3), resolved or not (M4), and linger (M5)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from selfhelp_teach.model.coefficients import ONE, number
from selfhelp_teach.model.families import Arrivals
from selfhelp_teach.model.streams import Floats
from selfhelp_teach.model.world import ALTERNATIVE, KIND_STEPS, PROTEST, ROW, SILENT, VOICED, World

MOST_FEAR = number(0.95)
STEPS = number(KIND_STEPS)
# what a family moved to respond may come to, in the order of the history's rows; DETERRED has none
ELSEWHERE, PROTESTS, UNDECIDED, RESOLVED, CONFLICT, DETERRED = range(6)
POSTURE_OF = np.array([ALTERNATIVE, PROTEST, VOICED, VOICED, VOICED, SILENT], np.uint8)
# how a conflict is handled is itself a problem, the first kind
MET_BY = np.array([0, 0, 0, 0, 1, 0], np.uint8)
FIRST = ROW["alternatives"]


def replace_families(w: World, arrivals: Arrivals, settled: NDArray[np.int64]) -> None:
    """Let families whose care has ended go, and newly diagnosed ones take their places."""
    gone, flat = arrivals.index, w.flat
    if gone.size:
        if w.p.grouped:
            w.members -= w.count(gone[flat.member[gone]])
            flat.skill[gone] = 0
            flat.member[gone] = False
            flat.belonging[gone] = 0
        flat.noticing[gone] = arrivals.noticing
        flat.newcomer[gone] = 1
        flat.grievance[gone] = 0
        flat.met[gone] = 0
    if settled.size:
        flat.newcomer[settled] = 0


def meet_problems(w: World, u: Floats) -> None:
    """Let new problems arise: one draw says whether, and of which kind (M1, M2)."""
    np.multiply(w.noticing, w.problem_rate(), w.level)
    np.less(u, w.level, w.hit)
    flat = w.flat
    who = flat.hit.nonzero()[0]
    within = u.reshape(-1)[who]
    within /= np.minimum(flat.level[who], ONE)  # at most one problem a month
    within *= STEPS
    flat.met[who] |= w.kind_bits[within.astype(np.intp)]
    flat.grievance[who] += ONE


def respond(w: World, u: Floats, u_outcome: Floats, posture: NDArray[np.uint8], rows: Floats) -> None:
    """Let families with a grievance keep silent, speak, turn elsewhere or protest (M3); settle it (M4)."""
    c, flat = w.c, w.flat
    np.minimum(w.grievance, c.full, out=w.level)
    np.multiply(w.level, c.urge, w.level)
    np.less(u, w.level, w.hit)
    np.greater_equal(w.grievance, c.level, posture.view(np.bool_))  # silent from the level on, else content
    moved = flat.hit.nonzero()[0]
    ward, grievance = w.ward_of[moved], flat.grievance[moved]
    threat = w.power * w.defensiveness
    fear = np.minimum(threat * c.fear, MOST_FEAR)[ward]
    odds = (w.power * w.help + c.odds - threat * c.resolve_power)[ward]
    if w.p.grouped:
        belongs, skill = flat.belonging[moved], flat.skill[moved]
        fear *= ONE - belongs * c.backing
        fear *= ONE - skill * c.fear_skill
        belongs *= (np.minimum(w.mediation * c.lifted, c.resolve_power) * threat)[ward]
        odds += belongs
        skill *= c.resolve_skill
        odds += skill
    # one draw places the family: below `bold` it acts openly, the very top turns elsewhere
    place = u.reshape(-1)[moved]
    place /= flat.level[moved]
    bold = ONE - fear
    against = np.exp(-odds)
    settle = u_outcome.reshape(-1)[moved]
    resolved = settle * (against + ONE) < c.decided
    if w.p.s4 >= 1:
        found = np.full(moved.size, CONFLICT)
        np.putmask(found, resolved, RESOLVED)
    else:
        conflict = (ONE - settle) * (against + ONE) <= c.decided * against
        found = UNDECIDED + resolved + 2 * conflict.astype(np.intp)
    protests = place < bold * c.protest
    protests &= grievance >= c.protest_level
    np.putmask(found, protests, PROTESTS)
    np.putmask(found, place >= bold, DETERRED)
    np.putmask(found, place > ONE - fear * c.elsewhere, ELSEWHERE)

    grievance *= w.grievance_kept[found]
    grievance += w.grievance_added[found]
    flat.grievance[moved] = grievance
    flat.met[moved] |= MET_BY[found]
    posture.reshape(-1)[moved] = POSTURE_OF[found]
    ward += w.outcome_place[found]
    counts = np.bincount(ward, minlength=6 * w.replicates).reshape(6, w.replicates)
    rows[FIRST : FIRST + 5] = counts[:5]
    w.conflicts[:] = counts[CONFLICT]


def linger(w: World) -> None:
    """Let grievances fade (M5), faster where mutual aid (M8) or a collective success eases them."""
    c = w.c
    if not w.p.grouped:
        np.multiply(w.grievance, c.keep, w.grievance)
        return
    eased = (ONE - w.success * c.collective_relief) * c.uneased
    np.multiply(w.belonging, c.keep - eased * c.keep, w.level)
    np.subtract(c.keep, w.level, w.level)
    np.multiply(w.grievance, w.level, w.grievance)
    np.subtract(ONE, w.skill, w.level)
    np.multiply(w.level, w.belonging, w.level)
    np.multiply(w.level, c.learn, w.level)
    np.add(w.skill, w.level, w.skill)
