"""One way through each challenge of page 05; there are others."""

from __future__ import annotations

from selfhelp_teach.model import attitudes_from

COLLABORATIVE = attitudes_from(0.9)
SOLUTIONS: dict[str, dict[str, object]] = {
    "p05-grow-a-group": {"leadership": "shared", "perceived_danger": 0.1},
    "p05-the-quiet-ward": {"power_asymmetry": 0.95, "defensiveness": 0.95},
    "p05-quiet-and-content": {"leadership": "shared", **COLLABORATIVE},
    "p05-a-lighter-load": {"leadership": "shared", "bureaucracy": 0.2},
    "p05-on-its-own-feet": COLLABORATIVE,
    "p05-on-the-way-to-bursting": {
        "leadership": "professional", "power_asymmetry": 0.9, "acceptance": 0.2, "perceived_danger": 0.2,
    },
    "p05-let-off-the-pressure": {"power_asymmetry": 0.3, **COLLABORATIVE},
    "p05-keep-the-mechanism": {"joint_meetings": True, "ombudsperson": True, "representative": True},
    "p05-won-at-the-table": COLLABORATIVE,
    "p05-find-the-pillar": {"mechanisms_off": ("M6",)},
    "p05-easing-the-fear": COLLABORATIVE,
    "p05-large-and-busy": COLLABORATIVE,
}  # fmt: skip
