"""Staff: contact and conflict change how they see the group (M12), and how burnt out they are (M14)."""

from __future__ import annotations

import numpy as np

from selfhelp_teach.model.coefficients import ONE, ZERO
from selfhelp_teach.model.scenario_fields import Shift
from selfhelp_teach.model.simulation_state import SimulationState


def shift(w: SimulationState, change: Shift) -> None:
    """Apply a change that the scenario makes at the start of this month, kept within 0-1."""
    if change.field in ("acceptance", "emotional_engagement"):
        engagement, acceptance = w.first_engagement, w.acceptance
        if change.field == "acceptance":
            acceptance = min(max(acceptance + change.change, 0.0), 1.0)
        else:
            engagement = min(max(engagement + change.change, 0.0), 1.0)
        w.change_attitudes(engagement, acceptance)
        return
    row = {
        "power_asymmetry": w.power, "defensiveness": w.defensiveness,
        "perceived_danger": w.danger, "bureaucracy": w.bureaucracy,
    }[change.field]  # fmt: skip
    np.clip(row + np.float32(change.change), 0, 1, out=row)
    w.install()
    if change.field == "defensiveness":
        w.first[0] = np.clip(w.first[0] + np.float32(change.change), 0, 1)
    elif change.field == "perceived_danger":
        w.first[1] = np.clip(w.first[1] + np.float32(change.change), 0, 1)


def live_and_work(w: SimulationState) -> None:
    """Move attitudes (M12) and burnout (M14) by one month."""
    c = w.c
    np.add(w.family_conflicts, w.group_conflicts, w.conflicts)
    step = w.first - w.attitudes
    step *= c.drift
    rise = w.conflicts * c.alarm
    if w.p.grouped:
        rise += w.reach * c.around
        contact = w.openness * w.activities
        contact *= c.contact
        np.multiply(w.members, w.need, w.workload)
        w.workload *= c.independence
        np.subtract(ONE, w.workload, w.workload)
        contact += rise
    else:
        contact = rise
    rise -= w.danger * contact  # conflict moves those not yet wary, contact those who are
    step[1] += rise
    w.attitudes += step
    np.minimum(w.attitudes, ONE, out=w.attitudes)
    np.maximum(w.attitudes, ZERO, out=w.attitudes)
    level = np.add.reduce(w.strains * w.strains_by, 0)
    np.minimum(level, c.burn_pace, out=level)
    w.burnout *= c.burn_keep
    w.burnout += level
    np.subtract(c.engagement, w.burnout * c.engagement_loss, w.engagement)
