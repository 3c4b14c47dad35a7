"""Staff: contact and conflict change how they see the group (M12), and how burnt out they are (M14)."""

from __future__ import annotations

import numpy as np

from selfhelp_teach.model.coefficients import ONE, ZERO
from selfhelp_teach.model.scenario import Shift
from selfhelp_teach.model.streams import Floats
from selfhelp_teach.model.world import ROW, World

FAMILY_CONFLICTS, WORKLOAD = ROW["family_conflicts"], ROW["workload"]


def shift(w: World, change: Shift) -> None:
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
    if change.field in ("defensiveness", "perceived_danger"):
        first = w.first[0 if change.field == "defensiveness" else 1]
        np.clip(first + np.float32(change.change), 0, 1, out=first)


def live_and_work(w: World, rows: Floats) -> None:
    """Move attitudes (M12) and burnout (M14) by one month."""
    c = w.c
    conflicts = w.conflicts if w.p.grouped else rows[FAMILY_CONFLICTS]
    step = np.subtract(w.first, w.attitudes, w.pair)
    step *= c.drift
    rise = conflicts * c.alarm
    if w.p.grouped:
        rise += w.reach * c.around
        contact = w.openness * w.activities
        contact *= w.alive
        contact *= c.contact
        contact *= w.danger
        workload = w.members * w.need
        workload *= c.independence
        np.subtract(ONE, workload, workload)
        rows[WORKLOAD] = workload
        load = workload * c.burn_load
    else:
        contact, load = ZERO, c.burn_load
        rows[WORKLOAD] = 1
    rise *= ONE - w.danger
    step[1] += rise
    step[1] -= contact
    w.attitudes += step
    np.minimum(w.attitudes, ONE, out=w.attitudes)
    np.maximum(w.attitudes, ZERO, out=w.attitudes)
    level = conflicts * c.burn_conflict
    level += w.bureaucracy * c.burn_institution
    level += load
    np.minimum(level, ONE, out=level)
    level -= w.burnout
    level *= c.burn_pace
    w.burnout += level
    np.multiply(w.burnout, c.engagement_loss, level)
    np.subtract(c.engagement, level, w.engagement)
