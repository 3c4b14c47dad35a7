"""The state of one chunk of replicates: families as (families, replicates), the rest as (replicates,).

Replicates lie along the last axis, so that a value of a replicate broadcasts over its families without
reshaping, and sums over families add whole rows. Everything is float32 and allocated once.
"""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
from numpy.typing import NDArray

from selfhelp_teach.model.coefficients import ONE, ZERO, coefficients, number, settings
from selfhelp_teach.model.families import Succession
from selfhelp_teach.model.history import BITS, KINDS, ROW, ROWS
from selfhelp_teach.model.parameters import Parameters
from selfhelp_teach.model.rng import Floats
from selfhelp_teach.model.scenario import Scenario

KIND_STEPS = 4096  # resolution at which one draw is turned into a kind of problem


def _span(first: str, last: str) -> slice:
    return slice(ROW[first], ROW[last] + 1)


MOVES = _span("recruits", "leavers")
RESPONSES = _span("alternatives", "family_conflicts")
DEEDS = _span("group_conflicts", "ending")
MECHANISM_NAMES = ("joint_meetings", "ombudsperson", "representative")
MECHANISMS = _span("joint_meetings", "representative")
ATTITUDES = _span("defensiveness", "perceived_danger")
STRAINS = _span("workload", "bureaucracy")  # what burnout follows (M14)
CONDITIONS = _span("bureaucracy", "burnout")  # what problems follow (M1)
THREATS = _span("burnout", "members")  # what a group's end follows (M15)
FADING = _span("exhaustion", "heard")  # what a group loses unless it is renewed
RENEWED = _span("concerns", "activities")
SIZES = _span("members", "concerns")
NEEDS = _span("activities", "support")  # what members' needs follow (M7)
# what is gone when a group ends
GROUP = np.array([ROW[name] for name in (
    "alive", "rung", "failures", "mediation", "exhaustion", "members", "concerns", "stored_grievance",
    "activities", "heard",
)])  # fmt: skip


class SimulationState:
    """Families, staff and group of one run of replicates in one month.

    Everything of a ward is a row of ``state``, a month of the history in the making, and must be changed in
    place. What a small ensemble costs is the number of NumPy calls, not of numbers: where one step does the
    same to several rows, it does so in one call.
    """

    def __init__(
        self,
        scenario: Scenario,
        parameters: Parameters,
        succession: Succession,
        record: Floats,
        founding: Floats,
        months: int,
    ) -> None:
        p = self.p = settings(scenario, parameters)
        s = scenario
        families, replicates = self.shape = succession.noticing.shape
        self.families, self.replicates = families, replicates
        self.width = np.array(replicates)  # NumPy takes an array without dimension faster than a number
        self.c = coefficients(p, families)
        self.ward_of = succession.replicate_of
        self._name_rows()
        self._seat_families()
        self._make_room()
        self.help_by = [
            getattr(p, f"resolve_{name}") for name in ("meetings", "ombudsperson", "representative")
        ]
        # staff and institution; `first` is what attitudes drift back to
        self.power[:], self.bureaucracy[:] = s.power_asymmetry, s.bureaucracy
        self.defensiveness[:], self.danger[:] = s.defensiveness, s.perceived_danger
        self.first = self.attitudes.copy()
        self.burnout[:] = p.burnout_start
        self.installed[:] = np.array([[s.joint_meetings], [s.ombudsperson], [s.representative]])
        self.workload[:] = 1
        # group
        self.alive[:] = self.rung[:] = p.grouped
        self.newcomers_lately[:] = p.newcomer_need * 2
        self.unrest = np.zeros(replicates, np.float32)
        self.restless = False  # whether any group has unrest
        # families
        if p.grouped:
            np.less(founding, np.float32(p.founding_share), self.member)
            self.belonging[:] = self.member
            np.add.reduce(self.belonging, 0, out=self.members)
        # conflict skill after 0, 1, 2 ... months of membership (M8), as what it adds to the odds of resolution
        # and what it leaves of fear
        skill = 1 - (1 - float(self.c.learn)) ** np.arange(months + 1)
        self.by_practice = np.array([skill * p.resolve_skill, 1 - skill * p.fear_skill], np.float32)
        # the same memory, handing out plain numbers: see group.py
        self.plain = SimpleNamespace(
            **{
                name: memoryview(getattr(self, name))
                for name in (
                    "power", "bureaucracy", "defensiveness", "danger", "help", "footing", "rung", "failures", "heard",
                    "concerns", "successes", "change", "group_conflicts",
                )
            },
            installed=[memoryview(row) for row in self.installed],
        )  # fmt: skip
        # what is kept of a grievance and added to it, by what a response came to: see problems.OUTCOMES
        self.grievance_by = np.ones((2, 8), np.float32)
        self.grievance_by[1] = 0
        self.grievance_by[0, 1], self.grievance_by[1, 0] = 1 - p.resolve_relief, p.conflict_sting
        self.outcome_place = np.array([4, 3, 5, 5, 0, 0, 1, 2]) * replicates
        self.change_attitudes(s.emotional_engagement, s.acceptance)
        self._remember(record)

    def _name_rows(self) -> None:
        """Give the rows of the state their names."""
        self.state = np.zeros((len(ROWS), self.replicates), np.float32)
        row = dict(zip(ROWS, self.state, strict=True))
        self.power, self.bureaucracy = row["power_asymmetry"], row["bureaucracy"]
        self.defensiveness, self.danger = row["defensiveness"], row["perceived_danger"]
        self.burnout, self.engagement, self.workload = row["burnout"], row["engagement"], row["workload"]
        self.alive, self.members, self.activities = row["alive"], row["members"], row["activities"]
        self.mediation, self.store, self.concerns = row["mediation"], row["stored_grievance"], row["concerns"]
        self.rung, self.failures, self.heard = row["rung"], row["failures"], row["heard"]
        self.exhaustion = row["exhaustion"]
        self.newcomers_lately, self.referral = row["newcomers_lately"], row["referral_rate"]
        self.recruits, self.leavers, self.issues = row["recruits"], row["leavers"], row["issues"]
        self.successes, self.change, self.ending = row["successes"], row["change"], row["ending"]
        self.bursts, self.group_conflicts = row["bursts"], row["group_conflicts"]
        self.family_conflicts, self.conflicts = row["family_conflicts"], row["open_conflicts"]
        self.mean_grievance = row["mean_grievance"]
        state = self.state
        self.moves, self.responses, self.deeds = state[MOVES], state[RESPONSES], state[DEEDS]
        self.installed, self.attitudes = state[MECHANISMS], state[ATTITUDES]
        self.strains, self.conditions, self.threats = state[STRAINS], state[CONDITIONS], state[THREATS]
        self.fading, self.renewed = state[FADING], state[RENEWED]
        self.sizes, self.needs = state[SIZES], state[NEEDS]
        self.support = row["support"]

    def _seat_families(self) -> None:
        """Allocate what is known of each family, and flat views of the same memory."""
        size = self.families * self.replicates
        numbers = np.zeros((3, size), np.float32)
        self.people = numbers[1:]
        self.flat_grievance, self.flat_belonging = self.people  # membership as 0 and 1, for arithmetic
        self.held, self.grievance, self.belonging = numbers.reshape(3, *self.shape)
        self.summed = numbers[:2].reshape(2, -1, self.replicates * (1 + (self.families % 2 == 0)))
        marks = np.zeros((3, size), np.uint8)
        self.flat_met, self.flat_practice, self.flat_member = marks
        self.met, self.practice, member = marks.reshape(3, *self.shape)  # practice: months of membership
        self.member = member.view(np.bool_)
        self.all_people, self.all_marks = numbers[1:].reshape(-1), marks.reshape(-1)

    def _make_room(self) -> None:
        """Allocate work space, and coefficients spread over the rows they multiply.

        Broadcasting a column costs three times the product itself.
        """
        c, spread = self.c, self._spread
        self.level, self.hit = np.empty(self.shape, np.float32), np.empty(self.shape, np.bool_)
        self.leaving, self.joining = np.empty(self.shape, np.bool_), np.empty(self.shape, np.bool_)
        self.bits = np.empty(self.shape, np.uint8)
        self.flat_hit, self.flat_leaving = self.hit.reshape(-1), self.leaving.reshape(-1)
        self.openness, self.help, self.need = spread(0)[0], spread(0)[0], spread(0)[0]
        self.reach, self.footing = spread(0)[0], spread(0)[0]
        self.looming = spread(0, 0, 0)  # most fear, odds of resolution, weight of power lifted
        self.inflow = spread(0, 0, 0)
        self.inflow_rows, self.looming_rows = tuple(self.inflow), tuple(self.looming)
        self.rates_by, self.rates_from = spread(0, 0, 0, 0), spread(0, 0, 0, 0)
        self.needs_by = spread(c.breadth, c.heard, c.support)
        self.fade_by = spread(
            c.rest, c.newcomers_keep, ONE, c.concern_keep, c.store_keep, c.activities_keep, c.heard_keep
        )
        self.halves = spread(c.press_half, c.issue_half)
        self.strains_by = spread(c.burn_load, c.burn_conflict, c.burn_institution)
        self.threats_by = spread(c.withdrawn, c.exhausted, c.per_newcomer, c.per_few)
        self.threats_from = spread(ZERO, ZERO, c.dry, c.attendance)

    def _spread(self, *values: object) -> Floats:
        return np.repeat(np.array(values, np.float32)[:, None], self.replicates, axis=1)

    def change_attitudes(self, engagement: float, acceptance: float) -> None:
        """Set first engagement and acceptance, and what follows from them (M1, M4, M14)."""
        p, c = self.p, self.c
        self.first_engagement, self.acceptance = engagement, acceptance
        c.engagement = number(engagement)
        c.engagement_loss = number(p.s14 * p.burnout_engagement * engagement * engagement)
        c.openness = number(1 + acceptance)
        p.odds = p.resolve_base + p.resolve_acceptance * (acceptance - 0.5)
        accepted = number(1 - p.problem_acceptance * acceptance)
        # in the order of CONDITIONS: bureaucracy, power asymmetry, engagement, burnout
        self.rates_by[:] = self._spread(
            c.rate_bureaucracy, c.rate_power, -c.rate_engagement * accepted, c.rate_burnout
        )
        self.rates_from[:] = self._spread(ONE, c.rate_base, accepted, ONE)
        self.engagement[:] = c.engagement - self.burnout * c.engagement_loss
        self.install()
        self.kind_shares = kind_shares(self)
        middles = (np.arange(KIND_STEPS) + 0.5) / KIND_STEPS
        kinds = np.searchsorted(np.cumsum(self.kind_shares)[:-1], middles)
        self.kind_bits = np.left_shift(1, kinds).astype(np.uint8)

    def install(self) -> None:
        """Work out the odds of resolution that acceptance gives, and mechanisms where power is uneven (M4)."""
        self.help[:] = 0
        for installed, helps in zip(self.installed, self.help_by, strict=True):
            self.help += installed * np.float32(helps)
        np.add(self.power * self.help, number(self.p.odds), self.footing)

    def problem_rate(self) -> Floats:
        """Return the month's problem rate of a family of average propensity, by replicate (M1)."""
        shares = self.conditions * self.rates_by
        shares += self.rates_from
        rate: Floats = np.multiply.reduce(shares, 0)
        return rate

    def sum_up(self) -> Floats:
        """Note the mean grievance of each ward, and return the sum over the members of its group.

        Families are summed two at a time where their number is even: half as many steps, twice as long.
        """
        np.multiply(self.grievance, self.belonging, self.held)
        sums = np.add.reduce(self.summed, 1)
        if sums.shape[1] > self.replicates:
            sums = sums[:, : self.replicates] + sums[:, self.replicates :]
        np.multiply(sums[1], self.c.per_family, self.mean_grievance)
        held: Floats = sums[0]
        return held

    def _remember(self, record: Floats) -> None:
        """Give the families of month 0 the problems they will have met by then, in expectation."""
        rate = float(self.problem_rate()[0])  # all wards begin alike
        for kind, share in enumerate(self.kind_shares.tolist()):
            np.less(record[kind], rate * share, self.hit)
            np.multiply(self.hit.view(np.uint8), np.uint8(1 << kind), self.bits)
            np.bitwise_or(self.met, self.bits, self.met)
        grievance = BITS * np.float32(self.p.initial_grievance * self.p.s5)
        self.grievance[:] = grievance[self.met]


def kind_shares(w: SimulationState) -> NDArray[np.float64]:
    """Return the share of each kind among new problems, from the traits of staff when last set (M1)."""
    p = w.p
    power, bureaucracy = float(w.power.mean()), float(w.bureaucracy.mean())
    burnout, distance = float(w.burnout.mean()), 1 - float(w.engagement.mean())
    driver = np.array([power, distance, distance, 1 - w.acceptance, bureaucracy, bureaucracy, burnout])
    weight = p.kind_decline ** np.arange(len(KINDS)) * (1 + p.kind_tilt * driver)
    share: NDArray[np.float64] = weight / weight.sum()
    return share
