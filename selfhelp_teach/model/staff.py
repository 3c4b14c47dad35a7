"""Staff: contact and conflict change how they see the group (M12), and how burnt out they are (M14)."""

from __future__ import annotations

import numpy as np

from selfhelp_teach.model.coefficients import ONE, ZERO, number
from selfhelp_teach.model.scenario import Shift
from selfhelp_teach.model.streams import Floats
from selfhelp_teach.model.world import ROW, World


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
    if change.field == "defensiveness":
        w.first_defensiveness = number(np.clip(w.first_defensiveness + change.change, 0, 1))
    elif change.field == "perceived_danger":
        w.first_danger = number(np.clip(w.first_danger + change.change, 0, 1))


def live_and_work(w: World, rows: Floats) -> None:
    """Move attitudes (M12) and burnout (M14) by one month."""
    c = w.c
    w.defensiveness += (w.first_defensiveness - w.defensiveness) * c.drift
    rise = w.conflicts * c.alarm
    load = c.burn_load
    if w.p.grouped:
        rise += w.reach * c.around
        contact = w.openness * w.activities
        contact *= w.alive
        contact *= c.contact
        contact *= w.danger
        workload = ONE - w.members * w.need * c.independence
        rows[ROW["workload"]] = workload
        load = workload * load
    else:
        contact = ZERO
        rows[ROW["workload"]] = 1
    rise *= ONE - w.danger
    rise += (w.first_danger - w.danger) * c.drift
    rise -= contact
    w.danger += rise
    np.minimum(w.danger, ONE, out=w.danger)
    np.maximum(w.danger, ZERO, out=w.danger)
    level = w.conflicts * c.burn_conflict
    level += w.bureaucracy * c.burn_institution
    level += load
    np.minimum(level, ONE, out=level)
    level -= w.burnout
    level *= c.burn_pace
    w.burnout += level
    np.subtract(c.engagement, w.burnout * c.engagement_loss, w.engagement)
