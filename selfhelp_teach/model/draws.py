"""One stretch's draws, in the units in which the month loop meets them.

A chance compares a draw with a number that the state of the ward sets. Whatever of that comparison does not
depend on the state is worked out here for 60 months at once and kept with the seed: a family of propensity
``noticing`` meets a problem where ``u < noticing * rate``, and so where ``u / noticing`` lies below the rate
of its ward.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from types import SimpleNamespace
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from selfhelp_teach.model.families import Index, Succession
from selfhelp_teach.model.history import KINDS
from selfhelp_teach.model.rng import STORE, STRETCH, Floats, families_first, family_months, group_months

Bools = NDArray[np.bool_]
T = TypeVar("T")

WARD_STREAMS = ("issue", "success", "change", "burst", "death")


@dataclass(frozen=True, slots=True)
class Block:
    """Where draws come from: seed, first block of replicates, number of blocks, places, stretch of months."""

    seed: int
    first: int
    blocks: int
    families: int
    stretch: int

    def family(self, stream: str) -> Floats:
        """Return uniform draws of one family stream, shape (60 months, families, replicates)."""
        return family_months(self.seed, stream, self.first, self.blocks, self.families, self.stretch)

    def ward(self, stream: str) -> Floats:
        """Return uniform draws of one ward stream, shape (60 months, replicates)."""
        return group_months(self.seed, stream, self.first, self.blocks, self.stretch)


@dataclass(frozen=True, slots=True)
class FamilyDraws:
    """Draws that every family meets, each of shape (60 months, families, replicates).

    Attributes
    ----------
    problem : float32
        The family meets a problem where this lies below the problem rate of its ward (M1, M2).
    problem_draw : float32
        The same draws as they came, for families that meet a problem every month.
    answers : list of Answers
        For each month, who may respond to a grievance, and how the matter would end (M3, M4).
    """

    problem: Floats
    problem_draw: Floats
    answers: list[Answers]


@dataclass(frozen=True, slots=True)
class Answers:
    """Families that a full grievance would move to respond in one month; the others need no look.

    Attributes
    ----------
    places : (2, n) intp
        Flat index of each family, and its replicate.
    draws : (2 or 3, n) float32
        The family is moved where the first lies below its grievance (M3). A voiced grievance is resolved where
        the log odds of resolution lie above the second, and becomes open conflict where they lie at or below
        the third; there is no third where every matter is decided (M4).
    """

    places: Index
    draws: Floats

    @property
    def nbytes(self) -> int:
        """Bytes held."""
        return self.places.nbytes + self.draws.nbytes


@dataclass(frozen=True, slots=True)
class GroupDraws:
    """Draws that only a ward with a group meets.

    Attributes
    ----------
    membership : (60 months, families, replicates) float32
        A family joins or leaves where this lies below its chance (M6, M7).
    newcomer : (60 months, families, replicates) bool
        Who is newly diagnosed in the month.
    issue : (60 months, replicates) float32
        An issue is raised where this lies below the weight of concerns (M10).
    success, change, ending : (60 months, replicates) float32
        Uniform draws: whether an action succeeds, what it changes, whether the group ends (M10, M11, M15).
    burst : (60 months, replicates) float32
        The store bursts where this lies below what is stored (M13).
    """

    membership: Floats
    newcomer: Bools
    issue: Floats
    success: Floats
    change: Floats
    burst: Floats
    ending: Floats


def of_families(block: Block, who: Succession, p: SimpleNamespace) -> FamilyDraws:
    """Return the draws of a stretch that every family meets, in units of settings ``p``."""
    problem, problem_draw = _kept("problem", block, lambda: _problem(block, who), who.key)
    return FamilyDraws(
        problem=problem,
        problem_draw=problem_draw,
        answers=_kept(
            "answers", block, lambda: _answers(block, who, p), p.response_rate, p.grievance_full, p.s4
        ),
    )


def of_groups(block: Block, who: Succession, p: SimpleNamespace) -> GroupDraws:
    """Return the draws of a stretch that wards with a group meet, in units of settings ``p``."""
    ward = _kept("ward", block, lambda: [block.ward(name) for name in WARD_STREAMS])
    issue, success, change, burst, ending = ward
    return GroupDraws(
        membership=_kept("membership", block, lambda: block.family("membership")),
        newcomer=_kept("newcomer", block, lambda: _newcomer(block, who), who.key),
        issue=_over(issue, p.s10 * p.issue_rate),
        success=success,
        change=change,
        burst=(_over(burst, p.s13 * p.burst_rate) + np.float32(1)) * np.float32(p.store_level),
        ending=ending,
    )


def _kept(name: str, block: Block, make: Callable[[], T], *key: object) -> T:
    """Return what is kept of a stretch under a name and what it follows from, making it where it is not."""
    kept: T = STORE.get((name, block, *key), make, _size)
    return kept


def _size(made: Any) -> int:
    arrays = [made] if isinstance(made, np.ndarray) else made
    return sum({id(array): array.nbytes for array in arrays}.values())  # one array may stand twice


def _over(u: Floats, chance: float) -> Floats:
    """Return draws as multiples of a chance, infinite where there is none."""
    small = np.float32(chance)  # a chance too small for 32 bits is none
    return u / small if small > 0 else np.full_like(u, np.inf)


def _problem(block: Block, who: Succession) -> tuple[Floats, Floats]:
    u = block.family("problem")
    out, noticing = np.empty_like(u), who.noticing.copy()
    begins = block.stretch * STRETCH
    for t, arrivals in enumerate(who.arrivals[: begins + STRETCH]):
        noticing.reshape(-1)[arrivals.index] = arrivals.noticing
        if t >= begins:
            np.divide(u[t - begins], noticing, out[t - begins])
    return out, u


def founding(block: Block) -> Floats:
    """Return draws of who founds the group, shape (families, replicates)."""
    return _kept(
        "founding",
        block,
        lambda: families_first(block.seed, "founding", block.first, block.blocks, block.families, 1)[0],
    )


def record(block: Block, who: Succession) -> Floats:
    """Return draws of problems met before month 0, shape (7, families, replicates).

    A family has met a kind where its draw lies below the rate of that kind.
    """

    def make() -> Floats:
        out = families_first(block.seed, "record", block.first, block.blocks, block.families, len(KINDS))
        np.negative(np.log1p(-out), out)
        with np.errstate(divide="ignore", invalid="ignore"):  # no time under care, no problem yet
            out /= who.elapsed * who.noticing
        return out

    return _kept("record", block, make, who.key)


def _answers(block: Block, who: Succession, p: SimpleNamespace) -> list[Answers]:
    u = block.family("response").reshape(-1)
    here = (u < np.float32(p.response_rate)).nonzero()[0]
    draws = np.empty((2 if p.s4 >= 1 else 3, here.size), np.float32)
    np.multiply(u[here], np.float32(p.grievance_full / max(p.response_rate, 1e-9)), draws[0])
    u = block.family("resolution").reshape(-1)[here]
    draws[1] = log_odds(_over(u, p.s4))
    if p.s4 < 1:
        draws[2] = log_odds(1 - _over(1 - u, p.s4))
    size = who.replicate_of.size
    ends = np.searchsorted(here, np.arange(STRETCH + 1) * size)
    found = []
    for t, (begin, end) in enumerate(pairwise(ends.tolist())):
        places = np.empty((2, end - begin), np.intp)
        np.subtract(here[begin:end], t * size, places[0])
        places[1] = who.replicate_of[places[0]]
        found.append(Answers(places, draws[:, begin:end].copy()))
    return found


def log_odds(chance: Floats) -> Floats:
    """Return log(p / (1 - p)), infinite at and beyond 0 and 1."""
    p = np.clip(chance, 0, 1)
    with np.errstate(divide="ignore"):
        p /= 1 - p
        odds: Floats = np.log(p, p)
    return odds


def _newcomer(block: Block, who: Succession) -> Bools:
    out = np.empty((STRETCH, *who.newcomer.shape), np.bool_)
    newcomer = who.newcomer.copy()
    begins = block.stretch * STRETCH
    for t, (arrivals, settled) in enumerate(zip(who.arrivals[: begins + STRETCH], who.settled, strict=False)):
        newcomer.reshape(-1)[arrivals.index] = True
        newcomer.reshape(-1)[settled] = False
        if t >= begins:
            out[t - begins] = newcomer
    return out
