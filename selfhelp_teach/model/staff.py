"""Staff: contact and conflict change how they see the group (M12), and how burnt out they are (M14)."""

from __future__ import annotations

import numpy as np

from selfhelp_teach.model.scenario import Shift
from selfhelp_teach.model.streams import Floats
from selfhelp_teach.model.world import ROW, World


def shift(w: World, change: Shift) -> None:
    """Apply a change that the scenario makes at the start of this month, kept within 0-1."""
    if change.field == "acceptance":
        w.acceptance = min(max(w.acceptance + change.change, 0.0), 1.0)
        return
    if change.field == "emotional_engagement":
        w.first_engagement = min(max(w.first_engagement + change.change, 0.0), 1.0)
        w.engagement = w.engaged()
        return
    row = {
        "power_asymmetry": w.power, "defensiveness": w.defensiveness,
        "perceived_danger": w.danger, "bureaucracy": w.bureaucracy,
    }[change.field]  # fmt: skip
    np.clip(row + np.float32(change.change), 0, 1, out=row)
    if change.field == "defensiveness":
        w.first_defensiveness = min(max(w.first_defensiveness + change.change, 0.0), 1.0)
    elif change.field == "perceived_danger":
        w.first_danger = min(max(w.first_danger + change.change, 0.0), 1.0)


def live_and_work(w: World, rows: Floats) -> None:
    """Move attitudes (M12) and burnout (M14) by one month."""
    p = w.p
    conflict = w.conflicts * (1 / w.families)
    drift = min(p.s12 * p.drift_back, 1.0)
    w.defensiveness += (w.first_defensiveness - w.defensiveness) * drift
    alarm = (1 - w.danger) * conflict * (p.s12 * p.conflict_alarm)
    w.danger += (w.first_danger - w.danger) * drift + alarm
    workload = 1.0
    if p.grouped:
        contact = w.alive * w.openness * w.activities * (p.access / p.activities_most)
        w.danger -= contact * w.danger * min(p.s12 * p.contact_gain, 1.0)
        if p.recruiting_rate:
            around = p.recruiting_cost * (1 - p.access) / p.recruiting_rate
            w.danger += w.own * (1 - w.danger) * around
        peers = w.members * w.need * (min(p.s8 * p.independence, 1.0) / w.families)
        workload = 1 - peers
    np.clip(w.danger, 0, 1, out=w.danger)
    level = conflict * p.burnout_conflict + w.bureaucracy * p.burnout_institution
    level = np.minimum(level + p.burnout_load * workload, 1)
    w.burnout += (level - w.burnout) * min(p.s14 * p.burnout_pace, 1.0)
    w.engagement = w.engaged()
    rows[ROW["workload"]] = workload
