"""The state of one chunk of replicates: families as (families, replicates), the rest as (replicates,).

Replicates lie along the last axis, so that a value of a replicate broadcasts over its families without
reshaping, and sums over families add whole rows. Everything is float32 and allocated once.
"""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
from numpy.typing import NDArray

from selfhelp_teach.model.coefficients import ONE, coefficients, number, settings
from selfhelp_teach.model.families import Succession
from selfhelp_teach.model.parameters import Parameters
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
    "alternatives", "protests", "undecided", "resolved", "family_conflicts", "group_conflicts", "bursts",
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


STATE = ROW["joint_meetings"] + 3  # the first rows are the state itself, copied at the end of a month
KIND_STEPS = 4096  # resolution at which one draw is turned into a kind of problem


class World:
    """Families, staff and group of one run of replicates in one month.

    Arrays that are rows of ``state`` must be changed in place.
    """

    def __init__(
        self,
        scenario: Scenario,
        parameters: Parameters,
        succession: Succession,
        record: Floats,
        founding: Floats,
    ) -> None:
        p = self.p = settings(scenario, parameters)
        s = scenario
        families, replicates = self.shape = succession.noticing.shape
        self.families, self.replicates = families, replicates
        self.c = coefficients(p, families)
        self.ward_of = np.tile(np.arange(replicates), families)  # replicate of each flat family index
        self.state = np.zeros((STATE, replicates), np.float32)

        def row(value: float) -> Floats:
            return np.full(replicates, value, np.float32)

        def kept(name: str, value: float) -> Floats:
            view: Floats = self.state[ROW[name]]
            view.fill(value)
            return view

        # staff and institution; `first_*` is what attitudes drift back to
        self.power, self.bureaucracy = (
            kept("power_asymmetry", s.power_asymmetry),
            kept("bureaucracy", s.bureaucracy),
        )
        self.defensiveness = kept("defensiveness", s.defensiveness)
        self.danger = kept("perceived_danger", s.perceived_danger)
        self.first_defensiveness, self.first_danger = number(s.defensiveness), number(s.perceived_danger)
        self.burnout, self.engagement = kept("burnout", p.burnout_start), kept("engagement", 0)
        self.meetings = kept("joint_meetings", s.joint_meetings)
        self.ombudsperson = kept("ombudsperson", s.ombudsperson)
        self.representative = kept("representative", s.representative)
        # group
        self.alive, self.activities = kept("alive", p.grouped), kept("activities", 0)
        self.mediation, self.store = kept("mediation", 0), kept("stored_grievance", 0)
        self.rung, self.exhaustion = kept("rung", p.grouped), kept("exhaustion", 0)
        self.members = kept("members", 0)
        self.openness, self.referral, self.own, self.need, self.reach = (row(0) for _ in range(5))
        self.heard, self.concerns, self.unrest, self.failures = row(0), row(0), row(0), row(0)
        self.newcomers_lately = row(p.newcomer_need * 2)
        self.success, self.issue, self.conflicts, self.recruits = row(0), row(0), row(0), row(0)
        # families
        self.noticing, self.newcomer = succession.noticing.copy(), succession.newcomer.astype(np.float32)
        self.met, self.grievance = np.zeros(self.shape, np.uint8), np.zeros(self.shape, np.float32)
        self.skill = np.zeros(self.shape, np.float32)
        self.member = founding < p.founding_share if p.grouped else np.zeros(self.shape, np.bool_)
        self.belonging = self.member.astype(np.float32)  # membership as 0 and 1, for arithmetic
        self.members[:] = self.belonging.sum(axis=0)
        kept_share = np.ones(6, np.float32)
        kept_share[3] = 1 - p.resolve_relief
        self.grievance_kept = kept_share  # by what a response came to, see problems.py
        self.outcome_place = np.arange(6) * replicates
        self.yes = np.empty(
            replicates, np.float32
        )  # mixing types in one step is slow: truths are copied here
        self.grievance_added = np.array([0, 0, 0, 0, p.conflict_sting, 0], np.float32)
        # work space, and flat views of the same memory
        self.level, self.hit = np.empty(self.shape, np.float32), np.empty(self.shape, np.bool_)
        self.flat = SimpleNamespace(
            **{
                name: getattr(self, name).reshape(-1)
                for name in (
                    "noticing",
                    "newcomer",
                    "met",
                    "grievance",
                    "skill",
                    "member",
                    "belonging",
                    "level",
                    "hit",
                )
            }
        )
        self.change_attitudes(s.emotional_engagement, s.acceptance)
        self._remember(succession.elapsed, record)

    def change_attitudes(self, engagement: float, acceptance: float) -> None:
        """Set first engagement and acceptance, and what follows from them (M1, M4, M14)."""
        p, c = self.p, self.c
        self.first_engagement, self.acceptance = engagement, acceptance
        c.engagement = number(engagement)
        c.engagement_loss = number(p.s14 * p.burnout_engagement * engagement * engagement)
        c.openness = number(1 + acceptance)
        c.odds = number(p.resolve_base + p.resolve_acceptance * (acceptance - 0.5))
        c.rate_acceptance = number(1 - p.problem_acceptance * acceptance)
        self.engagement[:] = c.engagement - self.burnout * c.engagement_loss
        self.install()
        share = kind_shares(self)
        steps = np.searchsorted(np.cumsum(share)[:-1], (np.arange(KIND_STEPS) + 0.5) / KIND_STEPS)
        self.kind_bits = np.left_shift(1, steps).astype(np.uint8)

    def install(self) -> None:
        """Work out what the mechanisms in place add to the odds of resolution where power is uneven (M4)."""
        p = self.p
        self.help = (
            self.meetings * p.resolve_meetings
            + self.ombudsperson * p.resolve_ombudsperson
            + self.representative * p.resolve_representative
        )

    def problem_rate(self) -> Floats:
        """Return the month's problem rate of a family of average propensity, by replicate (M1)."""
        c = self.c
        rate: Floats = self.power * c.rate_power
        rate += c.rate_base
        rate *= self.bureaucracy * c.rate_bureaucracy + ONE
        rate *= self.burnout * c.rate_burnout + ONE
        rate *= (ONE - self.engagement * c.rate_engagement) * c.rate_acceptance
        return rate

    def _remember(self, elapsed: Floats, record: Floats) -> None:
        """Give the families of month 0 the problems they will have met by then, in expectation."""
        p = self.p
        expected = elapsed * self.noticing * self.problem_rate()
        for kind, share in enumerate(kind_shares(self)):
            met = record[kind] < 1 - np.exp(expected * np.float32(-share))
            self.met |= met.astype(np.uint8) << np.uint8(kind)
            self.grievance += met * np.float32(p.initial_grievance * p.s5)

    def count(self, index: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return how many of the flat family indices lie in each replicate."""
        return np.bincount(self.ward_of[index], minlength=self.replicates)


def kind_shares(w: World) -> NDArray[np.float64]:
    """Return the share of each kind among new problems, from the traits of staff when last set (M1)."""
    p = w.p
    power, bureaucracy = float(w.power.mean()), float(w.bureaucracy.mean())
    burnout, distance = float(w.burnout.mean()), 1 - float(w.engagement.mean())
    driver = np.array([power, distance, distance, 1 - w.acceptance, bureaucracy, bureaucracy, burnout])
    weight = p.kind_decline ** np.arange(len(KINDS)) * (1 + p.kind_tilt * driver)
    share: NDArray[np.float64] = weight / weight.sum()
    return share
