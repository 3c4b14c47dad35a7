"""Families: problems arise (M1, M2), are voiced or not (M3), resolved or not (M4), and linger (M5)."""

from __future__ import annotations

import numpy as np

from selfhelp_teach.model.coefficients import ONE, number
from selfhelp_teach.model.draws import Answers
from selfhelp_teach.model.families import Arrivals, Index
from selfhelp_teach.model.history import ALTERNATIVE, PROTEST, SILENT, VOICED
from selfhelp_teach.model.rng import Bytes, Floats
from selfhelp_teach.model.simulation_state import KIND_STEPS, SimulationState

MOST_FEAR, LEAST_RATE = number(0.95), number(1e-20)
STEPS, LAST_STEP = number(KIND_STEPS), number(1 - 1 / KIND_STEPS)
# what a family moved to respond may come to, in the order of the history's rows; DETERRED has none
ELSEWHERE, PROTESTS, UNDECIDED, RESOLVED, CONFLICT, DETERRED = range(6)
# which of these it is, by what the family does (speaks, is deterred, turns elsewhere: two places each) and whether
# staff would resolve the matter; then come protest, and what stays undecided
OUTCOMES = np.array([CONFLICT, RESOLVED, DETERRED, DETERRED, ELSEWHERE, ELSEWHERE, PROTESTS, UNDECIDED])
PROTEST_PLACE, UNDECIDED_PLACE = 6, 7
POSTURE_OF = np.array([ALTERNATIVE, PROTEST, VOICED, VOICED, VOICED, SILENT], np.uint8)[OUTCOMES]
# how a conflict is handled is itself a problem, the first kind
MET_BY = (OUTCOMES == CONFLICT).astype(np.uint8)


def replace_families(w: SimulationState, arrivals: Arrivals) -> None:
    """Let families whose care has ended go, and newly diagnosed ones take their places."""
    gone = arrivals.index
    if not gone.size:
        return
    if w.p.grouped:
        w.members -= np.bincount(arrivals.replicate, w.flat_belonging[gone], w.replicates).astype(np.float32)
        w.all_people[arrivals.people] = 0
        w.all_marks[arrivals.marks] = 0
    else:
        w.flat_grievance[gone] = 0
        w.flat_met[gone] = 0


def meet_problems(w: SimulationState, scaled: Floats, draw: Floats) -> None:
    """Let new problems arise: one draw says whether, and of which kind; at most one a month (M1, M2)."""
    within = np.divide(scaled, np.maximum(w.problem_rate(), LEAST_RATE), w.level)
    np.less(within, ONE, w.hit)
    # where below the chance the draw lies says which kind; the chance is one at most
    np.maximum(within, draw, out=within)
    np.minimum(within, LAST_STEP, out=within)
    np.multiply(within, STEPS, within)
    kinds = w.kind_bits[within.astype(np.intp)]
    kinds *= w.hit.view(np.uint8)
    np.bitwise_or(w.met, kinds, w.met)
    w.level[:] = w.hit  # mixing types in one step is slow
    np.add(w.grievance, w.level, w.grievance)


def respond(w: SimulationState, answers: Answers, posture: Bytes) -> None:
    """Let families with a grievance keep silent, speak, turn elsewhere or protest (M3); settle it (M4)."""
    c = w.c
    np.greater_equal(
        w.flat_grievance, c.level, posture.view(np.bool_)
    )  # silent from the level on, else content
    grievance = w.flat_grievance[answers.places[0]]
    answering = (answers.draws[0] < grievance).nonzero()[0]
    who = answers.places.take(answering, 1)
    moved, ward = who[0], who[1]  # unpacking an array costs an exception at its end
    draws = answers.draws.take(answering, 1)
    place = draws[0]
    grievance = grievance[answering]
    fear, odds = _fear_and_odds(w, moved, ward)
    # the first draw places the family: below `bold` it acts openly, the very top turns elsewhere
    place /= np.minimum(grievance, c.full)
    bold = ONE - fear
    fear *= c.elsewhere
    does = (place >= bold).view(np.uint8)
    does += (place > ONE - fear).view(np.uint8)
    bold *= c.protest
    protests = place < bold
    protests &= grievance >= c.protest_level
    does += does
    does += (odds > draws[1]).view(np.uint8)
    found = does.astype(np.intp)
    np.putmask(found, protests, PROTEST_PLACE)
    if w.p.s4 < 1:
        np.putmask(found, (found == 0) & (odds > draws[2]), UNDECIDED_PLACE)

    becomes = w.grievance_by.take(found, 1)
    grievance *= becomes[0]
    grievance += becomes[1]
    w.flat_grievance[moved] = grievance
    w.flat_met[moved] |= MET_BY[found]
    posture[moved] = POSTURE_OF[found]
    ward += w.outcome_place[found]
    counts = np.bincount(ward, minlength=6 * w.replicates).reshape(6, w.replicates)
    w.responses[:] = counts[:DETERRED]


def _fear_and_odds(w: SimulationState, moved: Index, ward: Index) -> tuple[Floats, Floats]:
    """Return fear of reprisal (M3) and log odds of resolution (M4) of the families moved to respond."""
    c, (most_fear, odds, lifted) = w.c, w.looming_rows
    threat = w.power * w.defensiveness
    np.multiply(threat, c.fear, most_fear)
    np.minimum(most_fear, MOST_FEAR, out=most_fear)
    np.subtract(w.footing, threat * c.resolve_power, odds)
    if not w.p.grouped:
        return most_fear[ward], odds[ward]
    np.multiply(w.mediation, c.lifted, lifted)
    np.minimum(lifted, c.resolve_power, out=lifted)
    np.multiply(lifted, threat, lifted)
    looming = w.looming.take(ward, 1)
    fear, odds, lifted = looming[0], looming[1], looming[2]
    belongs = w.flat_belonging[moved]
    by_practice = w.by_practice.take(w.flat_practice[moved], 1)
    lifted *= belongs  # mediation evens out power for members
    odds += lifted
    odds += by_practice[0]
    belongs *= c.backing
    fear *= ONE - belongs
    fear *= by_practice[1]
    return fear, odds


def linger(w: SimulationState) -> None:
    """Let grievances fade (M5), faster where mutual aid (M8) or a collective success eases them."""
    c = w.c
    if not w.p.grouped:
        np.multiply(w.grievance, c.keep, w.grievance)
        return
    # last month's successes are felt now; `eased` is what members' grievance loses beyond others'
    eased = w.successes * c.success_eases
    eased += c.aid_eases
    np.multiply(w.belonging, eased, w.level)
    np.subtract(c.keep, w.level, w.level)
    np.multiply(w.grievance, w.level, w.grievance)
    np.add(w.practice, w.member.view(np.uint8), w.practice)
