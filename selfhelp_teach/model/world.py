"""The state of one chunk of replicates: families as (families, replicates), the rest as (replicates,).

Replicates lie along the last axis, so that a value of a replicate broadcasts over its families without
reshaping, and sums over families add whole rows. Everything is float32 and allocated once.
"""

from __future__ import annotations

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
    # state at the end of the month; the order puts together what a step changes together, see below
    "power_asymmetry", "bureaucracy", "burnout", "engagement", "defensiveness", "perceived_danger",
    "joint_meetings", "ombudsperson", "representative",
    "alive", "members", "activities", "mediation", "rung", "exhaustion", "stored_grievance",
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


STATE = ROW["stored_grievance"] + 1  # the first rows are the state itself, copied at the end of a month
HIDDEN = ("heard", "concerns", "failures", "unrest")  # state of the group that is not recorded
HOLDS = {name: i for i, name in enumerate((*ROWS[:STATE], *HIDDEN))}


def _span(first: str, last: str) -> slice:
    return slice(HOLDS[first], HOLDS[last] + 1)


# rows of the state that one NumPy call changes together: calls, not numbers, are what small ensembles cost
CONDITIONS = _span("power_asymmetry", "engagement")  # what the problem rate depends on
ATTITUDES = _span("defensiveness", "perceived_danger")
MECHANISM_ROWS = _span("joint_meetings", "representative")
GROUP = _span("alive", "unrest")  # what ends with a group
FADING = _span("exhaustion", "concerns")

KIND_STEPS = 4096  # resolution at which one draw is turned into a kind of problem


class World:
    """Families, staff and group of one run of replicates in one month.

    Arrays that are rows of ``state`` or of ``people`` must be changed in place.
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
        c = self.c = coefficients(p, families)
        self.state = np.zeros((len(HOLDS), replicates), np.float32)
        hold = {name: self.state[i] for name, i in HOLDS.items()}

        # staff and institution; `first` is what attitudes drift back to
        self.power, self.bureaucracy = hold["power_asymmetry"], hold["bureaucracy"]
        self.burnout, self.engagement = hold["burnout"], hold["engagement"]
        self.defensiveness, self.danger = hold["defensiveness"], hold["perceived_danger"]
        self.conditions, self.attitudes = self.state[CONDITIONS], self.state[ATTITUDES]
        self.installed = self.state[MECHANISM_ROWS]
        self.power[:], self.bureaucracy[:] = s.power_asymmetry, s.bureaucracy
        self.burnout[:] = p.burnout_start
        self.defensiveness[:], self.danger[:] = s.defensiveness, s.perceived_danger
        self.first = self.attitudes.copy()
        self.installed[:] = np.array([[s.joint_meetings], [s.ombudsperson], [s.representative]])
        # group
        self.alive, self.members, self.activities = hold["alive"], hold["members"], hold["activities"]
        self.mediation, self.rung = hold["mediation"], hold["rung"]
        self.exhaustion, self.store = hold["exhaustion"], hold["stored_grievance"]
        self.heard, self.concerns = hold["heard"], hold["concerns"]
        self.failures, self.unrest = hold["failures"], hold["unrest"]
        self.group, self.fading = self.state[GROUP], self.state[FADING]
        self.alive[:] = self.rung[:] = p.grouped
        self.restless = False  # whether any group has unrest
        # families: one flat row each, so that one call clears or reads them all
        self.people = np.zeros((3, families * replicates), np.float32)
        self.flat_people = self.people.reshape(-1)
        self.flat_grievance, self.flat_practice, self.flat_belonging = self.people
        self.grievance, self.practice, self.belonging = self.people.reshape(3, *self.shape)
        self.met = np.zeros(self.shape, np.uint8)
        self.flat_met = self.met.reshape(-1)
        if p.grouped:
            self.belonging[:] = founding < p.founding_share  # 0 and 1, for arithmetic
        self.members[:] = self.belonging.sum(axis=0)
        self.skill_after = skills(c.learn, len(succession.arrivals))
        kept_share, added = np.ones(6, np.float32), np.zeros(6, np.float32)
        kept_share[3], added[4] = 1 - p.resolve_relief, p.conflict_sting
        self.grievance_kept, self.grievance_added = kept_share, added  # by what came of it, see problems.py
        self._make_room()
        self.change_attitudes(s.emotional_engagement, s.acceptance)
        self._remember(succession, record)

    def _make_room(self) -> None:
        """Allocate what the steps of a month hand on to one another, and their work space."""
        p, c = self.p, self.c
        self.newcomers_lately = self._row(p.newcomer_need * 2)
        self.openness, self.need, self.reach, self.recruits, self.conflicts = (self._row() for _ in range(5))
        self.tried = self._rows(2)
        self.issue, self.success = self.tried
        # work space, and coefficients spread over rows: broadcasting a column costs three times the product
        self.level = np.empty(self.shape, np.float32)
        self.yes = self._row()  # mixing types in one step is slow: truths are copied here
        self.rates, self.lot, self.pull, self.causes = (self._rows(n) for n in (4, 3, 3, 4))
        self.pair, self.chances = self._rows(2), self._rows(2)
        self.rate_by = self._spread(c.rate_power, c.rate_bureaucracy, c.rate_burnout, -c.rate_engagement)
        self.rate_from = self._spread(c.rate_base, ONE, ONE, ONE)
        self.halves = self._spread(c.recruit_half, c.support_half)
        self.wary_by = self._spread(c.danger_weight, c.block)
        self.fade_by = self._spread(c.rest, c.store_keep, c.heard_keep, c.concern_keep)
        self.help_by = (p.resolve_meetings, p.resolve_ombudsperson, p.resolve_representative)

    def _row(self, value: float = 0) -> Floats:
        return np.full(self.replicates, value, np.float32)

    def _rows(self, count: int) -> Floats:
        return np.zeros((count, self.replicates), np.float32)

    def _spread(self, *values: Floats) -> Floats:
        return np.repeat(np.array(values, np.float32)[:, None], self.replicates, axis=1)

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
        meetings, ombudsperson, representative = self.installed
        by = self.help_by
        self.help = meetings * by[0] + ombudsperson * by[1] + representative * by[2]

    def problem_rate(self) -> Floats:
        """Return the month's problem rate of a family of average propensity, by replicate (M1)."""
        rates = self.rates
        np.multiply(self.conditions, self.rate_by, rates)
        rates += self.rate_from
        rates[3] *= self.c.rate_acceptance
        rate: Floats = np.multiply.reduce(rates, 0)
        return rate

    def _remember(self, who: Succession, record: Floats) -> None:
        """Give the families of month 0 the problems they will have met by then, in expectation."""
        p = self.p
        expected = who.elapsed * who.noticing * self.problem_rate()
        for kind, share in enumerate(kind_shares(self)):
            met = record[kind] < 1 - np.exp(expected * np.float32(-share))
            self.met |= met.astype(np.uint8) << np.uint8(kind)
            self.grievance += met * np.float32(p.initial_grievance * p.s5)


def skills(learn: Floats, months: int) -> Floats:
    """Return the conflict skill after 0, 1, 2 ... ``months`` months of membership (M8)."""
    found = [np.float32(0)]
    for _ in range(months):
        found.append(found[-1] + (ONE - found[-1]) * learn)
    return np.array(found, np.float32)


def kind_shares(w: World) -> NDArray[np.float64]:
    """Return the share of each kind among new problems, from the traits of staff when last set (M1)."""
    p = w.p
    power, bureaucracy = float(w.power.mean()), float(w.bureaucracy.mean())
    burnout, distance = float(w.burnout.mean()), 1 - float(w.engagement.mean())
    driver = np.array([power, distance, distance, 1 - w.acceptance, bureaucracy, bureaucracy, burnout])
    weight = p.kind_decline ** np.arange(len(KINDS)) * (1 + p.kind_tilt * driver)
    share: NDArray[np.float64] = weight / weight.sum()
    return share
