"""Families: problems arise (M1, M2), are voiced or not (M3), resolved or not (M4), and linger (M5)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from selfhelp_teach.model.candidates import Candidates
from selfhelp_teach.model.coefficients import ONE, number
from selfhelp_teach.model.families import Arrivals, Index
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


def replace_families(w: World, arrivals: Arrivals) -> None:
    """Let families whose care has ended go, and newly diagnosed ones take their places."""
    gone = arrivals.index
    if not gone.size:
        return
    if w.p.grouped:
        members = w.flat_belonging.take(gone)
        w.members -= np.bincount(arrivals.ward, members, w.replicates)
    w.flat_people[arrivals.cleared] = 0
    w.flat_met[gone] = 0


def meet_problems(w: World, may: Candidates) -> None:
    """Let new problems arise: one draw says whether, and of which kind (M1, M2)."""
    u, noticing = may.values
    rate = w.problem_rate().take(may.places[1])
    rate *= noticing
    meets = (u < rate).nonzero()[0]
    place, within = may.places[0].take(meets), u.take(meets)
    within /= np.minimum(rate.take(meets), ONE)  # at most one problem a month
    within *= STEPS
    w.flat_met[place] |= w.kind_bits.take(within.astype(np.intp))
    w.flat_grievance[place] += ONE


def respond(w: World, may: Candidates, posture: NDArray[np.uint8], rows: Floats) -> None:
    """Let families with a grievance keep silent, speak, turn elsewhere or protest (M3); settle it (M4)."""
    c = w.c
    np.greater_equal(w.grievance, c.level, posture.view(np.bool_))  # silent from the level on, else content
    grievance = w.flat_grievance.take(may.places[0])
    urge = np.minimum(grievance, c.full)
    urge *= c.urge
    moved = (may.values[0] < urge).nonzero()[0]
    family, ward = may.places.take(moved, 1)
    place, settle = may.values.take(moved, 1)
    grievance = grievance.take(moved)
    place /= urge.take(moved)
    fear, against = _fear_and_odds(w, family, ward)

    # one draw places the family: below `bold` it acts openly, the very top turns elsewhere
    bold = ONE - fear
    np.exp(against, against)
    resolved = settle * (against + ONE) < c.decided
    if w.p.s4 >= 1:
        found = CONFLICT - resolved.astype(np.intp)
    else:
        conflict = (ONE - settle) * (against + ONE) <= c.decided * against
        found = UNDECIDED + resolved + 2 * conflict.astype(np.intp)
    protests = place < bold * c.protest
    protests &= grievance >= c.protest_level
    np.putmask(found, protests, PROTESTS)
    np.putmask(found, place >= bold, DETERRED)
    fear *= c.elsewhere
    np.putmask(found, place > ONE - fear, ELSEWHERE)

    grievance *= w.grievance_kept.take(found)
    grievance += w.grievance_added.take(found)
    w.flat_grievance[family] = grievance
    w.flat_met[family] |= MET_BY.take(found)
    posture.reshape(-1)[family] = POSTURE_OF.take(found)
    found *= w.replicates
    found += ward
    counts = np.bincount(found, minlength=6 * w.replicates).reshape(6, w.replicates)
    rows[FIRST : FIRST + 5] = counts[:5]


def _fear_and_odds(w: World, family: Index, ward: Index) -> tuple[Floats, Floats]:
    """Return fear of reprisal (M3), and the log odds *against* resolution (M4), of the families moved."""
    c, lot = w.c, w.lot
    threat = w.power * w.defensiveness
    np.multiply(threat, c.fear, lot[0])
    np.minimum(lot[0], MOST_FEAR, out=lot[0])
    np.multiply(threat, c.resolve_power, lot[1])
    lot[1] -= w.power * w.help + c.odds
    if not w.p.grouped:
        fear, against = lot[:2].take(ward, 1)
        return fear, against
    np.multiply(w.mediation, c.lifted, lot[2])
    np.minimum(lot[2], c.resolve_power, out=lot[2])
    lot[2] *= threat
    fear, against, lifted = lot.take(ward, 1)
    belongs = w.flat_belonging.take(family)
    skill = w.skill_after.take(w.flat_practice.take(family).astype(np.intp))
    lifted *= belongs
    against -= lifted
    belongs *= c.backing
    fear *= ONE - belongs
    fear *= ONE - skill * c.fear_skill
    skill *= c.resolve_skill
    against -= skill
    return fear, against


def linger(w: World) -> None:
    """Let grievances fade (M5), faster where mutual aid (M8) or a collective success eases them."""
    c = w.c
    if not w.p.grouped:
        np.multiply(w.grievance, c.keep, w.grievance)
        return
    eased = (ONE - w.success * c.collective_relief) * c.uneased
    eased *= c.keep
    np.multiply(w.belonging, c.keep - eased, w.level)
    np.subtract(c.keep, w.level, w.level)
    np.multiply(w.grievance, w.level, w.grievance)
    np.add(w.practice, w.belonging, w.practice)
