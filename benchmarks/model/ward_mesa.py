"""The ward model again, agent by agent on Mesa: written from the ODD description, not from the engine.

It shares with the engine only the parameter table and the scenario. It docks the engine (the two must agree
within Monte-Carlo error) and is the yardstick for its speed. Never a runtime dependency.
"""

from __future__ import annotations

import math
import random

import mesa

from selfhelp_teach.model import MECHANISMS, Parameters, Scenario

KINDS = 7


def strengths(scenario, p):
    return {
        int(key[1:]): 0.0 if key in scenario.mechanisms_off else p[mechanism.strength]
        for key, mechanism in MECHANISMS.items()
    }


class Family(mesa.Agent):
    """A family under care, newly diagnosed or (at month 0) somewhere in its treatment."""

    def __init__(self, ward, *, settled):
        super().__init__(ward)
        p, s, rng = ward.p, ward.scenario, ward.luck
        u = rng.random()
        level = -1 if u < s.high_school_share else (1 if u >= 1 - s.college_share else 0)
        self.education = level
        self.noticing = math.exp(
            p.noticing_spread * rng.gauss(0, 1) + level * p.noticing_education * ward.s[2] / 2
        )
        length = s.treatment_min + int(rng.random() * (s.treatment_max - s.treatment_min + 1))
        if rng.random() < s.relapse_rate:
            length += p.relapse_months
        self.under_care = int(rng.random() * length) if settled else 0
        self.left = length - self.under_care
        self.met = set()
        self.grievance = 0.0
        self.skill = 0.0
        self.member = False
        self.posture = "content"
        if settled:
            expected = self.under_care * self.noticing * ward.problem_rate()
            for kind, share in enumerate(ward.kind_shares):
                if rng.random() < 1 - math.exp(-expected * share):
                    self.met.add(kind)
                    self.grievance += p.initial_grievance * ward.s[5]
            self.member = ward.grouped and rng.random() < p.founding_share

    def meet_problem(self, rate):
        ward, rng = self.model, self.model.luck
        if rng.random() < self.noticing * rate:
            self.met.add(rng.choices(range(KINDS), ward.kind_shares)[0])
            self.grievance += 1

    def respond(self):
        ward, p, rng = self.model, self.model.p, self.model.luck
        self.posture = "silent" if self.grievance >= p.grievance_level else "content"
        urge = min(self.grievance, p.grievance_full) / p.grievance_full * p.response_rate
        if rng.random() >= urge:
            return
        threat = ward.power * ward.defensiveness
        fear = min(0.95, ward.s[3] * p.fear_scale * threat)
        if ward.grouped:
            if self.member:
                fear *= 1 - p.fear_backing * ward.autonomy
            fear *= 1 - p.fear_skill * self.skill
        if rng.random() < fear:
            elsewhere = rng.random() < p.alternative_share
            self.posture = "alternative" if elsewhere else "silent"
            return
        if self.grievance >= p.protest_level and rng.random() < p.protest_share:
            self.posture = "protest"
            return
        self.posture = "voiced"
        ward.voiced += 1
        self.settle(threat)

    def settle(self, threat):
        ward, p, rng = self.model, self.model.p, self.model.luck
        weight = p.resolve_power
        if ward.grouped and self.member:
            weight -= min(ward.mediation * p.resolve_power * p.mediation_offset, p.resolve_power)
        odds = p.resolve_base + p.resolve_acceptance * (ward.scenario.acceptance - 0.5) - weight * threat
        odds += ward.power * sum(
            getattr(p, f"resolve_{short}") for short, there in ward.mechanisms.items() if there
        )
        odds += p.resolve_skill * self.skill
        if rng.random() >= ward.s[4]:
            return  # not decided this month
        if rng.random() < 1 / (1 + math.exp(-odds)):
            self.grievance *= 1 - p.resolve_relief
            ward.resolved += 1
        else:
            self.grievance += p.conflict_sting
            self.met.add(0)
            ward.conflicts += 1

    def linger(self):
        ward, p = self.model, self.model.p
        keep = ward.s[5] * p.grievance_retention
        if self.member:
            keep *= 1 - min(ward.s[8] * p.relief, 1)
            if ward.success:
                keep *= 1 - p.collective_relief
            self.skill += (1 - self.skill) * min(ward.s[8] * p.skill_gain, 1)
        self.grievance *= keep

    def move(self, leave, own, referral):
        ward, p, rng = self.model, self.model.p, self.model.luck
        if self.member:
            if rng.random() < leave:
                self.member = False
        else:
            newcomer = self.under_care < p.newcomer_months
            if rng.random() < own + (referral if newcomer else 0):
                self.member = True
                ward.recruits += 1


class WardModel(mesa.Model):
    """One ward: families as agents, staff and group as the model's own state."""

    def __init__(self, scenario: Scenario, parameters: Parameters | None = None, seed: int = 1):
        super().__init__()
        self.luck = random.Random(seed)
        p = self.p = parameters or Parameters()
        s = self.scenario = scenario
        self.s = strengths(s, p)
        self.grouped = s.leadership != "none"
        self.autonomy = self.s[9] * p[f"autonomy_{s.leadership}"] if self.grouped else 0.0
        self.access = p[f"access_{s.leadership}"] if self.grouped else 0.0
        total = self.autonomy + self.access
        self.sharing = 4 * self.autonomy * self.access / total**2 if total else 0.0
        self.power, self.bureaucracy = s.power_asymmetry, s.bureaucracy
        self.defensiveness, self.danger, self.burnout = s.defensiveness, s.perceived_danger, p.burnout_start
        self.mechanisms = {
            "meetings": s.joint_meetings,
            "ombudsperson": s.ombudsperson,
            "representative": s.representative,
        }
        self.alive = self.grouped
        self.activities = self.heard = self.concerns = self.store = self.unrest = self.exhaustion = 0.0
        self.failures, self.rung = 0, 1 if self.grouped else 0
        self.newcomers_lately = p.newcomer_need * 2
        self.success = self.issue = False
        self.mediation = 0.0
        engagement = self.engagement()
        drivers = (
            self.power,
            1 - engagement,
            1 - engagement,
            1 - s.acceptance,
            self.bureaucracy,
            self.bureaucracy,
            self.burnout,
        )
        weights = [p.kind_decline**k * (1 + p.kind_tilt * d) for k, d in enumerate(drivers)]
        self.kind_shares = [w / sum(weights) for w in weights]
        self.families = [Family(self, settled=True) for _ in range(s.families)]
        self.log = []

    def engagement(self):
        first = self.scenario.emotional_engagement
        return first - self.s[14] * self.p.burnout_engagement * first**2 * self.burnout

    def problem_rate(self):
        p = self.p
        rate = self.s[1] * p.problem_rate * (1 - p.problem_power + p.problem_power * self.power)
        rate *= (1 + p.problem_bureaucracy * self.bureaucracy) * (1 + p.problem_burnout * self.burnout)
        return (
            rate
            * (1 - p.problem_engagement * self.engagement())
            * (1 - p.problem_acceptance * self.scenario.acceptance)
        )

    @property
    def members(self):
        return sum(f.member for f in self.families)

    def step(self):
        p = self.p
        self.voiced = self.resolved = self.conflicts = self.recruits = self.burst = 0
        for i, family in enumerate(self.families):
            if family.left <= 0:
                family.remove()
                self.families[i] = Family(self, settled=False)
        openness = (1 - self.defensiveness + self.scenario.acceptance) / 2
        if self.grouped:
            n = self.members
            self.mediation = min(1, p.mediation_gain * self.autonomy * self.access * openness) * self.alive
            weight = p.danger_own + (1 - p.danger_own) * self.autonomy
            referral = self.alive * self.s[6] * p.referral_rate * self.access * (1 - self.danger * weight)
            reach = n / (n + p.recruiting_half) * (1 - p.recruiting_block * self.danger) * self.alive
            own = self.s[6] * p.recruiting_rate * self.autonomy * reach
            need = (
                p.need_support * n / (n + p.support_half)
                + p.need_breadth * self.activities / p.activities_most
            )
            rest = max(0.0, 1 - p.need_support - p.need_breadth)
            need += rest * ((1 - p.heard_own) * self.heard + p.heard_own * self.autonomy)
        rate = self.problem_rate()
        for family in self.families:
            family.meet_problem(rate)
            family.respond()
            family.linger()
        if self.grouped:
            leave = max(self.s[7] * p.leave_rate * (1 - need), self.unrest)
            for family in self.families:
                family.move(leave, own, referral)
            self.unrest = 0.0
            self.widen()
            self.act()
        self.staff(openness, need if self.grouped else 0, reach if self.grouped else 0)
        if self.grouped and self.alive:
            self.survive()
        for family in self.families:
            family.left -= 1
            family.under_care += 1
        self.record()

    def widen(self):
        p = self.p
        scope = p.activities_alone + (1 - p.activities_alone) * math.sqrt(self.autonomy * self.access)
        goal = p.activities_most * scope * (1 - math.exp(-self.members / p.activities_members)) * self.alive
        if self.s[7]:
            self.activities += p.activities_pace * (goal - self.activities)
        self.heard *= 1 - p.heard_fade

    def act(self):
        p, rng, n = self.p, self.luck, self.members
        held = sum(f.grievance for f in self.families if f.member)
        self.concerns += -p.concern_fade * self.concerns + p.collect_rate * self.autonomy * held
        chance = self.s[10] * p.issue_rate * self.concerns / (self.concerns + p.issue_half)
        self.issue = self.alive and rng.random() < chance
        self.success = False
        self.tried = self.rung if self.issue else 0
        if self.issue:
            height = (self.rung - 1) / 4
            pressure = p.pressure_gain * self.autonomy * n / (n + p.pressure_half)
            self.success = rng.random() < (1 - height) * p.action_gain * self.mediation + height * pressure
            if self.success:
                self.concerns = 0.0
                self.heard += (1 - self.heard) * p.heard_gain
                self.rung = max(1, self.rung - 1)
                self.failures = 0
                self.change()
            else:
                if self.rung >= 3:
                    hard = min(1, self.s[11] * p.hardening)
                    self.defensiveness += (1 - self.defensiveness) * hard
                    self.danger += (1 - self.danger) * hard
                    self.conflicts += self.s[11] * p.pressure_conflict
                self.failures += 1
                if self.failures >= p.patience:
                    self.rung, self.failures = min(5, self.rung + 1), 0
        hold = min(1, self.s[13] * p.hold_rate) * (1 - self.autonomy) * self.access
        self.store += -p.store_fade * self.store + hold * held / max(n, 1)
        self.store *= self.alive
        if rng.random() < self.s[13] * p.burst_rate * max(0, self.store / p.store_level - 1):
            self.burst = 1
            self.conflicts += p.burst_conflict * n
            self.store *= p.burst_rest
            self.unrest = p.burst_exit

    def change(self):
        p = self.p
        if not self.s[11]:
            return
        u = self.luck.random()
        if u < p.change_power:
            self.power *= max(0, 1 - self.s[11] * p.power_step)
            return
        free = [name for name, there in self.mechanisms.items() if not there]
        if u < p.change_power + p.change_mechanism and free:
            self.mechanisms[free[0]] = True
        else:
            self.bureaucracy *= max(0, 1 - self.s[11] * p.bureaucracy_step)

    def staff(self, openness, need, reach):
        p, s, size = self.p, self.scenario, len(self.families)
        drift = min(1, self.s[12] * p.drift_back)
        self.defensiveness += drift * (s.defensiveness - self.defensiveness)
        rise = self.s[12] * p.conflict_alarm * self.conflicts / size
        contact, workload = 0.0, 1.0
        if self.grouped:
            rise += self.s[6] * p.recruiting_cost * (1 - self.access) * self.autonomy * reach
            contact = min(1, self.s[12] * p.contact_gain) * self.alive * self.access * openness
            contact *= self.activities / p.activities_most * self.danger
            workload -= min(1, self.s[8] * p.independence) * self.members / size * need
        self.danger += rise * (1 - self.danger) + drift * (s.perceived_danger - self.danger) - contact
        self.danger = min(1, max(0, self.danger))
        level = p.burnout_load * workload + p.burnout_conflict * self.conflicts / size
        level = min(1, level + p.burnout_institution * self.bureaucracy)
        self.burnout += min(1, self.s[14] * p.burnout_pace) * (level - self.burnout)
        self.workload = workload

    def survive(self):
        p, k = self.p, self.s[15]
        if not k:
            return
        load = p.exhaustion_rate * (1 - p.sharing_relief * self.sharing) * (1 + self.issue) / 2
        self.exhaustion = min(1, self.exhaustion * (1 - min(1, k * p.exhaustion_rest)) + k * load)
        self.newcomers_lately += p.newcomer_memory * (self.recruits - self.newcomers_lately)
        hazard = p.attendance_hazard * max(0, 1 - self.members / max(p.attendance_few, 1e-6))
        hazard += p.exhaustion_hazard * self.exhaustion
        hazard += p.withdrawal_hazard * (1 - self.autonomy) * self.burnout
        hazard += p.newcomer_hazard * math.exp(-self.newcomers_lately / p.newcomer_need)
        if self.luck.random() < k * hazard:
            self.alive = False
            self.rung = self.failures = 0
            self.activities = self.concerns = self.store = self.exhaustion = self.heard = self.unrest = (
                self.mediation
            ) = 0.0
            for family in self.families:
                family.member = False

    def record(self):
        size = len(self.families)
        met = [len(f.met) for f in self.families]
        row = {
            "any_problem": sum(m >= 1 for m in met) / size,
            "three_or_more": sum(m >= 3 for m in met) / size,
            "kind_conflict_resolution": sum(0 in f.met for f in self.families) / size,
            "kind_competence": sum(6 in f.met for f in self.families) / size,
            "mean_grievance": sum(f.grievance for f in self.families) / size,
            "open_conflict": 100 * self.conflicts / size,
            "stored_grievance": self.store,
            "bursts": self.burst,
            "members": self.members,
            "recruits": self.recruits,
            "activities": self.activities,
            "alive": float(self.alive),
            "rung": self.rung,
            "collective_issues": float(bool(self.grouped and self.tried)),
            "collective_successes": float(self.success),
            "mechanisms_installed": sum(self.mechanisms.values()),
            "power_asymmetry": self.power,
            "defensiveness": self.defensiveness,
            "perceived_danger": self.danger,
            "bureaucracy": self.bureaucracy,
            "burnout": self.burnout,
            "engagement": self.engagement(),
            "workload": self.workload,
        }
        for posture in ("silent", "voiced", "alternative", "protest"):
            row[f"{posture}_share"] = sum(f.posture == posture for f in self.families) / size
        self.log.append(row)


def run(scenario, parameters=None, *, months=60, seed=1):
    """Return the monthly rows of one replicate."""
    ward = WardModel(scenario, parameters, seed)
    for _ in range(months):
        ward.step()
    return ward.log
