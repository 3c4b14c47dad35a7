"""The state of one chunk of replicates: families as (families, replicates), the rest as (replicates,).

Replicates lie along the last axis, so that a value of a replicate broadcasts over its families without
reshaping, and sums over families add whole rows. Everything is float32 and allocated once.
"""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
from numpy.typing import NDArray

from selfhelp_teach.model.families import Succession
from selfhelp_teach.model.parameters import MECHANISMS, Parameters
from selfhelp_teach.model.scenario import Scenario
from selfhelp_teach.model.streams import Floats

KINDS = (
    "conflict_resolution", "interpersonal_contact", "empathy_with_child", "acceptance_of_efficacy",
    "information", "communication", "competence",
)  # fmt: skip
"""The seven kinds of problem, in the order of the source's table (P3)."""

POSTURES = ("content", "silent", "voiced", "alternative", "protest")
CONTENT, SILENT, VOICED, ALTERNATIVE, PROTEST = range(5)

ROWS = (
    # state at the end of the month
    "power_asymmetry", "defensiveness", "perceived_danger", "bureaucracy", "burnout", "engagement",
    "alive", "members", "activities", "stored_grievance", "rung", "exhaustion", "mediation",
    "joint_meetings", "ombudsperson", "representative",
    # what happened in the month
    "referral_rate", "workload", "mean_grievance", "recruits", "leavers",
    "alternatives", "protests", "undecided", "resolved", "family_conflicts", "burst_conflicts", "bursts",
    "issues", "successes", "change", "ending",
)  # fmt: skip
"""Rows of the history kept for each month and replicate."""
ROW = {name: i for i, name in enumerate(ROWS)}

CHANGES = ("none", "power", "joint_meetings", "ombudsperson", "representative", "bureaucracy")
ENDINGS = ("none", "attendance", "exhaustion", "withdrawal", "newcomers")
RUNGS = ("", "feedback and education", "joint problem-solving", "appeal to higher authority",
         "coalition and media", "public protest")  # fmt: skip
TOP_RUNG = 5


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


def settings(scenario: Scenario, parameters: Parameters) -> SimpleNamespace:
    """Return the numbers of one run as attributes, strengths as ``s1`` to ``s15`` (zero where off).

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
    p.need_heard = max(0.0, 1 - p.need_support - p.need_breadth)
    return p


class World:
    """Families, staff and group of one chunk of replicates in one month."""

    def __init__(
        self, scenario: Scenario, parameters: Parameters, succession: Succession, record: Floats, founding: Floats
    ) -> None:
        p = self.p = settings(scenario, parameters)
        s = scenario
        families, replicates = self.shape = succession.noticing.shape
        self.families, self.replicates = families, replicates
        self.ward_of = np.tile(np.arange(replicates), families)  # replicate of each flat family index

        def row(value: float) -> Floats:
            return np.full(replicates, value, np.float32)

        # staff and institution; `first_*` is what attitudes drift back to
        self.power, self.bureaucracy = row(s.power_asymmetry), row(s.bureaucracy)
        self.defensiveness, self.danger = row(s.defensiveness), row(s.perceived_danger)
        self.first_defensiveness, self.first_danger = s.defensiveness, s.perceived_danger
        self.first_engagement, self.acceptance = s.emotional_engagement, s.acceptance
        self.burnout = row(p.burnout_start)
        self.engagement = row(0)
        self.meetings, self.ombudsperson = row(s.joint_meetings), row(s.ombudsperson)
        self.representative = row(s.representative)
        # group
        self.alive = row(p.grouped)
        self.openness, self.mediation, self.referral, self.own = row(0), row(0), row(0), row(0)
        self.need, self.heard, self.activities = row(0), row(0), row(0)
        self.concerns, self.store, self.unrest = row(0), row(0), row(0)
        self.rung, self.failures = row(1 if p.grouped else 0), row(0)
        self.exhaustion, self.newcomers_lately = row(0), row(p.newcomer_need * 2)
        self.success, self.issue = row(0), row(0)
        self.conflicts, self.recruits = row(0), row(0)
        # families
        self.noticing = succession.noticing.copy()
        self.newcomer = succession.newcomer.copy()
        self.skill = np.zeros(self.shape, np.float32)
        self.member = founding < p.founding_share if p.grouped else np.zeros(self.shape, np.bool_)
        self.belonging = self.member.astype(np.float32)  # membership as 0 and 1, for arithmetic
        self.members = self.belonging.sum(axis=0)
        self.met, self.grievance = np.zeros(self.shape, np.uint8), np.zeros(self.shape, np.float32)
        # work space
        self.level, self.hit = np.empty(self.shape, np.float32), np.empty(self.shape, np.bool_)
        self.kinds_below = np.empty(0)
        self._remember(s, succession.elapsed, record)

    def _remember(self, s: Scenario, elapsed: Floats, record: Floats) -> None:
        """Give the families of month 0 the problems they will have met by then, in expectation."""
        from selfhelp_teach.model.problems import kind_weights, problem_rate  # noqa: PLC0415 (they use World)

        p = self.p
        self.engagement = self.engaged()
        self.kinds_below = np.cumsum(kind_weights(self))
        weight = np.diff(self.kinds_below, prepend=0).astype(np.float32)
        expected = elapsed * self.noticing * problem_rate(self)
        for kind in range(len(KINDS)):
            met = record[kind] < 1 - np.exp(-expected * weight[kind])
            self.met |= met.astype(np.uint8) << np.uint8(kind)
            self.grievance += met * np.float32(p.initial_grievance * p.s5)

    def engaged(self) -> Floats:
        """Return engagement: burnout takes most from the most engaged (M14)."""
        first = self.first_engagement
        return first - np.float32(self.p.s14 * self.p.burnout_engagement * first * first) * self.burnout

    def count(self, index: NDArray[np.int64]) -> Floats:
        """Return how many of the flat family indices lie in each replicate."""
        return np.bincount(self.ward_of[index], minlength=self.replicates).astype(np.float32)
