"""The numbers of one run, ready for the month loop.

They are float32 arrays without dimension: NumPy multiplies a small array by one of them nearly three times
faster than by a Python float, and the loop makes some two hundred such steps a month.
"""

from __future__ import annotations

import math
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import numpy as np

from selfhelp_teach.model.parameters import MECHANISMS, Parameters
from selfhelp_teach.model.scenario import Scenario

if TYPE_CHECKING:
    from numpy.typing import NDArray


def number(value: float) -> NDArray[np.float32]:
    """Return one float32 number as an array without dimension."""
    return np.array(value, np.float32)


ZERO, HALF, ONE = number(0), number(0.5), number(1)


def settings(scenario: Scenario, parameters: Parameters) -> SimpleNamespace:
    """Return the values of one run as attributes, strengths as ``s1`` to ``s15`` (zero where off).

    Autonomy and access are the only things a leadership type sets; how far leadership is shared follows
    from the balance of the two.
    """
    p = SimpleNamespace(**parameters.as_dict())
    for key, mechanism in MECHANISMS.items():
        off = key in scenario.mechanisms_off
        setattr(p, f"s{key[1:]}", 0.0 if off else parameters[mechanism.strength])
    p.grouped = scenario.leadership != "none"
    p.autonomy = p.s9 * parameters[f"autonomy_{scenario.leadership}"] if p.grouped else 0.0
    p.access = parameters[f"access_{scenario.leadership}"] if p.grouped else 0.0
    total = p.autonomy + p.access
    p.sharing = 4 * p.autonomy * p.access / total**2 if total else 0.0
    p.hard = min(p.s11 * p.hardening, 1.0)
    p.power_fall = min(p.s11 * p.power_step, 1.0)
    p.bureaucracy_fall = min(p.s11 * p.bureaucracy_step, 1.0)
    p.need_heard = max(0.0, 1 - p.need_support - p.need_breadth)
    return p


def coefficients(p: SimpleNamespace, families: int) -> SimpleNamespace:
    """Return the products of settings that the month loop needs, as arrays without dimension."""
    hold = min(1.0, p.s13 * p.hold_rate) * (1 - p.autonomy) * p.access
    both = p.activities_alone + (1 - p.activities_alone) * (p.autonomy * p.access) ** 0.5
    cost = p.s6 * p.recruiting_cost * (1 - p.access) * p.autonomy
    keep, aid = p.s5 * p.grievance_retention, min(p.s8 * p.relief, 1.0)
    refer = p.s6 * p.referral_rate * p.access
    pace = p.activities_pace if p.s7 else 0.0
    burn_pace = min(p.s14 * p.burnout_pace, 1.0)
    values: dict[str, Any] = {
        # problems
        "rate_power": p.s1 * p.problem_rate * p.problem_power,
        "rate_base": p.s1 * p.problem_rate * (1 - p.problem_power),
        "rate_bureaucracy": p.problem_bureaucracy,
        "rate_burnout": p.problem_burnout,
        "rate_engagement": p.problem_engagement,
        # responses
        "level": p.grievance_level,
        "full": p.grievance_full,
        "fear": p.s3 * p.fear_scale,
        "backing": p.fear_backing * p.autonomy,
        "fear_skill": p.fear_skill,
        "elsewhere": p.alternative_share,
        "protest": p.protest_share,
        "protest_level": p.protest_level,
        "resolve_power": p.resolve_power,
        "lifted": p.resolve_power * p.mediation_offset,
        "resolve_skill": p.resolve_skill,
        "keep": keep,
        # what a member's grievance loses beyond the fading of anyone's
        "aid_eases": keep * aid,
        "success_eases": keep * (1 - aid) * p.collective_relief,
        "learn": min(p.s8 * p.skill_gain, 1.0),
        # membership
        "openness_rate": p.mediation_gain * p.autonomy * p.access,
        "refer": refer,
        "refer_danger": refer * (p.danger_own + (1 - p.danger_own) * p.autonomy),
        "block": p.recruiting_block,
        "recruit": p.s6 * p.recruiting_rate * p.autonomy,
        "recruit_half": p.recruiting_half,
        "support": p.need_support,
        "support_half": p.support_half,
        "breadth": p.need_breadth / p.activities_most,
        "heard": p.need_heard * (1 - p.heard_own),
        "heard_own": p.need_heard * p.heard_own * p.autonomy,
        "leave": p.s7 * p.leave_rate,
        "volunteers": -1 / p.activities_members,
        "range": -p.activities_most * both * pace,
        "activities_keep": 1 - pace,
        "heard_keep": 1 - p.heard_fade,
        # action
        "collect": p.collect_rate * p.autonomy,
        "concern_keep": 1 - p.concern_fade,
        "issue_half": p.issue_half,
        "act": p.action_gain,
        "press": p.autonomy * p.pressure_gain,
        "press_half": p.pressure_half,
        # store
        "hold": hold,
        "store_keep": 1 - p.store_fade,
        "burst_conflict": p.burst_conflict,
        "burst_rest": p.burst_rest,
        "burst_exit": p.burst_exit,
        # staff
        "per_family": 1 / families,
        "drift": min(p.s12 * p.drift_back, 1.0),
        "alarm": p.s12 * p.conflict_alarm / families,
        "contact": min(p.s12 * p.contact_gain, 1.0) * p.access / p.activities_most,
        "around": cost,
        "independence": min(p.s8 * p.independence, 1.0) / families,
        "burn_load": burn_pace * p.burnout_load,
        "burn_conflict": burn_pace * p.burnout_conflict / families,
        "burn_institution": burn_pace * p.burnout_institution,
        "burn_pace": burn_pace,
        "burn_keep": 1 - burn_pace,
        # survival
        "load": p.s15 * p.exhaustion_rate * (1 - p.sharing_relief * p.sharing) / 2,
        "rest": 1 - min(p.s15 * p.exhaustion_rest, 1.0),
        "newcomers_keep": 1 - p.newcomer_memory,
        "newcomers_add": p.newcomer_memory,
        "attendance": p.s15 * p.attendance_hazard,
        "per_few": -p.s15 * p.attendance_hazard / max(p.attendance_few, 1e-6),
        "exhausted": p.s15 * p.exhaustion_hazard,
        "withdrawn": p.s15 * p.withdrawal_hazard * (1 - p.autonomy),
        "per_newcomer": -1 / p.newcomer_need,
        "dry": math.log(p.s15 * p.newcomer_hazard) if p.s15 * p.newcomer_hazard else -math.inf,
    }
    return SimpleNamespace(**{name: number(value) for name, value in values.items()})
