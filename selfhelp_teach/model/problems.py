"""Families: problems arise (M1, M2), are voiced or not (M3), resolved or not (M4), and linger (M5)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from selfhelp_teach.model.families import Arrivals
from selfhelp_teach.model.streams import Floats
from selfhelp_teach.model.world import (
    ALTERNATIVE,
    KINDS,
    PROTEST,
    ROW,
    SILENT,
    VOICED,
    World,
)

MOST_FEAR = 0.95
OUTCOMES = ("alternatives", "protests", "undecided", "resolved", "family_conflicts")
_FIRST_OUTCOME = ROW["alternatives"]


def replace_families(w: World, arrivals: Arrivals, settled: NDArray[np.int64]) -> None:
    """Let families whose care has ended go, and newly diagnosed ones take their places."""
    gone = arrivals.index
    if gone.size:
        if w.p.grouped:
            w.members -= w.count(gone[w.member.reshape(-1)[gone]])
        w.noticing.reshape(-1)[gone] = arrivals.noticing
        w.newcomer.reshape(-1)[gone] = True
        for array in (w.grievance, w.skill, w.met, w.member, w.belonging):
            array.reshape(-1)[gone] = 0
    if settled.size:
        w.newcomer.reshape(-1)[settled] = False


def problem_rate(w: World) -> Floats:
    """Return the month's problem rate of a family of average propensity, by replicate (M1)."""
    p = w.p
    scale = p.s1 * p.problem_rate * (1 - p.problem_acceptance * w.acceptance)
    rate = w.power * (p.problem_power * scale) + (1 - p.problem_power) * scale
    rate *= w.bureaucracy * p.problem_bureaucracy + 1
    rate *= w.burnout * p.problem_burnout + 1
    rate *= 1 - w.engagement * p.problem_engagement
    return rate


def kind_weights(w: World) -> NDArray[np.float64]:
    """Return the share of each kind among new problems, from the traits of staff at month 0 (M1)."""
    p = w.p
    engagement, power = float(w.engagement.mean()), float(w.power.mean())
    bureaucracy, burnout = float(w.bureaucracy.mean()), float(w.burnout.mean())
    driver = np.array(
        [power, 1 - engagement, 1 - engagement, 1 - w.acceptance, bureaucracy, bureaucracy, burnout]
    )
    weight = p.kind_decline ** np.arange(len(KINDS)) * (1 + p.kind_tilt * driver)
    share: NDArray[np.float64] = weight / weight.sum()
    return share


def meet_problems(w: World, u: Floats) -> None:
    """Let new problems arise: one draw says whether, and of which kind (M1, M2)."""
    np.multiply(w.noticing, problem_rate(w), out=w.level)
    np.less(u, w.level, out=w.hit)
    who = np.flatnonzero(w.hit)
    if who.size:
        within = u.reshape(-1)[who] / w.level.reshape(-1)[who]
        kind = np.searchsorted(w.kinds_below[:-1], within, side="right").astype(np.uint8)
        w.met.reshape(-1)[who] |= np.left_shift(np.uint8(1), kind)
        w.grievance.reshape(-1)[who] += np.float32(1)


def respond(w: World, u: Floats, u_outcome: Floats, posture: NDArray[np.uint8], rows: Floats) -> None:
    """Let families with a grievance keep silent, speak, turn elsewhere or protest (M3); settle it (M4)."""
    p = w.p
    grievance = w.grievance.reshape(-1)
    np.minimum(w.grievance, p.grievance_full, out=w.level)
    np.multiply(w.level, p.response_rate / p.grievance_full, out=w.level)
    np.less(u, w.level, out=w.hit)
    np.greater_equal(w.grievance, p.grievance_level, out=posture.view(np.bool_))  # silent unless below
    moved = np.flatnonzero(w.hit)
    if not moved.size:
        return
    ward = w.ward_of[moved]
    belongs, skill = w.belonging.reshape(-1)[moved], w.skill.reshape(-1)[moved]
    fear = np.minimum(w.power * w.defensiveness * (p.s3 * p.fear_scale), MOST_FEAR)[ward]
    fear *= 1 - belongs * (p.fear_backing * p.autonomy)
    fear *= 1 - skill * p.fear_skill
    place = u.reshape(-1)[moved] / w.level.reshape(-1)[moved]
    bold = 1 - fear
    afraid = place >= bold
    elsewhere = afraid & (place < bold + fear * p.alternative_share)
    protests = (place < bold * p.protest_share) & (grievance[moved] >= p.protest_level) & ~afraid
    speaks = ~(afraid | protests)

    odds = (
        w.meetings * p.resolve_meetings
        + w.ombudsperson * p.resolve_ombudsperson
        + w.representative * p.resolve_representative
        - w.power * w.defensiveness * p.resolve_power
        + (p.resolve_base + p.resolve_acceptance * (w.acceptance - 0.5))
    )[ward]
    if p.grouped:
        odds += w.mediation[ward] * belongs * p.resolve_mediation
    odds += skill * p.resolve_skill
    likely = 1 / (1 + np.exp(-odds))
    settle = u_outcome.reshape(-1)[moved]
    resolved = speaks & (settle < p.s4 * likely)
    conflict = speaks & (settle >= 1 - p.s4 * (1 - likely))

    here = moved[resolved]
    grievance[here] *= np.float32(1 - p.resolve_relief)
    here = moved[conflict]
    grievance[here] += np.float32(p.conflict_sting)
    w.met.reshape(-1)[here] |= np.uint8(1)  # how a conflict is handled is itself a problem, the first kind

    act = posture.reshape(-1)
    act[moved[speaks]] = VOICED
    act[moved[elsewhere]] = ALTERNATIVE
    act[moved[protests]] = PROTEST
    act[moved[afraid & ~elsewhere]] = SILENT
    outcome = np.where(speaks, 2 + resolved + 2 * conflict, np.where(protests, 1, np.where(elsewhere, 0, 5)))
    counts = np.bincount(outcome * w.replicates + ward, minlength=6 * w.replicates)
    rows[_FIRST_OUTCOME : _FIRST_OUTCOME + 5] = counts.reshape(6, w.replicates)[:5]
    w.conflicts = rows[_FIRST_OUTCOME + 4].copy()


def linger(w: World) -> None:
    """Let grievances fade (M5), faster where mutual aid (M8) or a collective success eases them."""
    p = w.p
    keep = p.s5 * p.grievance_retention
    if not p.grouped:
        np.multiply(w.grievance, keep, out=w.grievance)
        return
    eased = keep * (1 - (1 - p.s8 * p.relief) * (1 - p.collective_relief * w.success))
    np.multiply(w.belonging, eased, out=w.level)
    np.subtract(keep, w.level, out=w.level)
    np.multiply(w.grievance, w.level, out=w.grievance)
    np.subtract(1, w.skill, out=w.level)
    np.multiply(w.level, w.belonging, out=w.level)
    np.multiply(w.level, p.s8 * p.skill_gain, out=w.level)
    np.add(w.skill, w.level, out=w.skill)
