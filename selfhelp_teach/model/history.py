"""What is recorded of every month: families, one by one, and a row for each thing known of a ward."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from selfhelp_teach.model.families import Succession
from selfhelp_teach.model.rng import Floats

KINDS = (
    "conflict_resolution", "interpersonal_contact", "empathy_with_child", "acceptance_of_efficacy",
    "information", "communication", "competence",
)  # fmt: skip
"""The seven kinds of problem, in the order of the source's table (P3)."""

POSTURES = ("content", "silent", "voiced", "alternative", "protest")
CONTENT, SILENT, VOICED, ALTERNATIVE, PROTEST = range(5)

# Rows that one NumPy call changes together stand together: see the spans below.
ROWS = (
    # what families did in the month
    "recruits", "leavers",
    "alternatives", "protests", "undecided", "resolved", "family_conflicts",
    # what group and staff did in the month
    "group_conflicts", "bursts", "issues", "successes", "change", "ending",
    # state at the end of the month
    "alive", "rung", "failures", "mediation", "joint_meetings", "ombudsperson", "representative",
    "referral_rate", "mean_grievance", "defensiveness", "perceived_danger",
    "workload", "open_conflicts", "bureaucracy", "power_asymmetry", "engagement", "burnout",
    "exhaustion", "newcomers_lately", "members", "concerns", "stored_grievance",
    "activities", "heard", "support",
)  # fmt: skip
"""Rows of the history kept for each month and replicate."""
ROW = {name: i for i, name in enumerate(ROWS)}

CHANGES = ("none", "power", "joint_meetings", "ombudsperson", "representative", "bureaucracy")
ENDINGS = ("none", "attendance", "exhaustion", "withdrawal", "newcomers")
RUNGS = ("", "feedback and education", "joint problem-solving", "appeal to higher authority",
         "coalition and media", "public protest")  # fmt: skip
TOP_RUNG = 5


BITS = np.array([i.bit_count() for i in range(256)], np.uint8)  # problems met, by bit mask


class History:
    """What one chunk of replicates went through.

    Attributes
    ----------
    rows : (months, len(ROWS), replicates) float32
        Values of the ward, see :data:`ROWS`.
    met : (months, families, replicates) uint8
        Kinds of problem each family has met, one bit a kind.
    posture : (months, families, replicates) uint8
        What each family did in the month, see :data:`POSTURES`.
    member : (months, families, replicates) bool
        Membership at the end of the month.
    succession : Succession
        Who held which place.
    """

    __slots__ = ("member", "met", "posture", "rows", "succession")

    def __init__(self, months: int, families: int, replicates: int, succession: Succession) -> None:
        self.rows: Floats = np.zeros((months, len(ROWS), replicates), np.float32)
        self.met: NDArray[np.uint8] = np.empty((months, families, replicates), np.uint8)
        self.posture: NDArray[np.uint8] = np.empty((months, families, replicates), np.uint8)
        self.member: NDArray[np.bool_] = np.zeros((months, families, replicates), np.bool_)
        self.succession = succession

    @property
    def nbytes(self) -> int:
        """Bytes held, without the succession."""
        return self.rows.nbytes + self.met.nbytes + self.posture.nbytes + self.member.nbytes
