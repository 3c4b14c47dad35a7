"""Who is under care when: the succession of families through the ward's places."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from selfhelp_teach.model.parameters import Parameters
from selfhelp_teach.model.rng import BLOCK, STORE, Floats, families_once
from selfhelp_teach.model.scenario import Scenario

Index = NDArray[np.intp]

HIGH_SCHOOL, MIDDLE, COLLEGE = 0, 1, 2
EDUCATIONS = ("high_school_or_less", "middle", "college")


@dataclass(frozen=True)
class Arrivals:
    """Families that take over a place at the start of one month.

    ``index`` points into the flattened (families, replicates) arrays, ``replicate`` says in which replicate
    that is. ``people`` and ``marks`` point into such arrays stacked by two and by three; ``noticing`` is the
    families' propensity.
    """

    index: Index
    replicate: Index
    people: Index
    marks: Index
    noticing: Floats
    education: NDArray[np.uint8]


@dataclass(frozen=True)
class Succession:
    """The families of one run of replicates over the whole run.

    Attributes
    ----------
    noticing : (families, replicates) float32
        Propensity to notice problems of the families there at month 0.
    education : (families, replicates) uint8
        Education of the families there at month 0.
    elapsed : (families, replicates) float32
        Months they have been under care.
    arrivals : list of Arrivals
        For each month, the families that replace those whose care has ended.
    settled : list of index arrays
        For each month, the places whose family is a newcomer no longer.
    newcomer : (families, replicates) bool
        Newcomers at month 0.
    replicate_of : (families * replicates,) intp
        In which replicate each place is.
    key : tuple
        What the succession follows from; two with the same key are the same.
    """

    noticing: Floats
    education: NDArray[np.uint8]
    elapsed: Floats
    arrivals: list[Arrivals]
    settled: list[Index]
    newcomer: NDArray[np.bool_]
    replicate_of: Index
    key: tuple[object, ...]

    @property
    def nbytes(self) -> int:
        """Bytes held."""
        arrays = (self.noticing, self.education, self.elapsed, self.newcomer, self.replicate_of)
        own = sum(array.nbytes for array in arrays)
        return own + sum(a.index.nbytes * 8 + a.noticing.nbytes + a.education.nbytes for a in self.arrivals)


def succession(
    scenario: Scenario, parameters: Parameters, seed: int, first: int, blocks: int, months: int
) -> Succession:
    """Return the succession of families, kept between runs that share its inputs."""
    p = parameters
    key = (
        "succession", seed, first, blocks, months, scenario.families,
        scenario.treatment_min, scenario.treatment_max, scenario.relapse_rate,
        scenario.college_share, scenario.high_school_share, p.relapse_months,
        p.noticing_spread, p.noticing_education * strength_of_education(scenario, p), p.newcomer_months,
    )  # fmt: skip

    def make() -> Succession:
        return _make(scenario, p, seed, first, blocks, months, key)

    return STORE.get(key, make, lambda s: s.nbytes)


def strength_of_education(scenario: Scenario, parameters: Parameters) -> float:
    """Return the strength of M2 in this run."""
    return 0.0 if "M2" in scenario.mechanisms_off else parameters.strength_education


def _make(
    s: Scenario, p: Parameters, seed: int, first: int, blocks: int, months: int, key: tuple[object, ...]
) -> Succession:
    size = (s.families, blocks * BLOCK)
    new = int(p.newcomer_months)
    step = np.float32(p.noticing_education * strength_of_education(s, p) / 2)

    def draw(stream: str, generation: int, here: Index, *, normal: bool = False) -> Floats:
        drawn = families_once(seed, stream, first, blocks, s.families, generation, normal=normal)
        return drawn.reshape(-1)[here]

    def person(generation: int, here: Index) -> tuple[Floats, NDArray[np.uint8]]:
        u = draw("education", generation, here)
        education = np.full(here.size, MIDDLE, np.uint8)
        education[u < s.high_school_share] = HIGH_SCHOOL
        education[u >= 1 - s.college_share] = COLLEGE
        z = draw("noticing", generation, here, normal=True)
        # centred on the middle group, so that the problem rate does not move with the education effect
        return np.exp(p.noticing_spread * z + step * (education.astype(np.float32) - 1)), education

    def treatment(generation: int, here: Index) -> Floats:
        span = s.treatment_max - s.treatment_min + 1
        length = s.treatment_min + np.floor(draw("length", generation, here) * np.float32(span))
        treated: Floats = length + (draw("relapse", generation, here) < s.relapse_rate) * np.float32(
            p.relapse_months
        )
        return treated

    here = np.arange(size[0] * size[1])
    noticing, education = person(0, here)
    length = treatment(0, here)
    elapsed = np.floor(draw("elapsed", 0, here) * length)
    leaves = (length - elapsed).astype(np.intp)
    newcomer = elapsed < new
    month = [np.where(newcomer, new - elapsed, months).astype(np.intp)]
    place = [here]
    came: list[tuple[Index, Index, Floats, NDArray[np.uint8]]] = []
    generation = 0
    while True:
        here = np.flatnonzero(leaves < months)
        if not here.size:
            break
        generation += 1
        came.append((leaves[here], here, *person(generation, here)))
        month.append(leaves[here] + new)
        place.append(here)
        leaves[here] += treatment(generation, here).astype(np.intp)
    arrivals = _by_month(came, months, size)
    flat_month, flat_place = np.concatenate(month), np.concatenate(place)
    settled = [flat_place[rows] for rows in _split(flat_month, months)]
    return Succession(
        noticing=noticing.reshape(size),
        education=education.reshape(size),
        elapsed=elapsed.reshape(size),
        arrivals=arrivals,
        settled=settled,
        newcomer=newcomer.reshape(size),
        replicate_of=np.tile(np.arange(size[1]), size[0]),
        key=key,
    )


def _by_month(
    came: list[tuple[Index, Index, Floats, NDArray[np.uint8]]], months: int, size: tuple[int, int]
) -> list[Arrivals]:
    if not came:
        empty = np.empty(0, np.intp)
        return [
            Arrivals(empty, empty, empty, empty, empty.astype(np.float32), empty.astype(np.uint8))
        ] * months
    month, place, noticing, education = (np.concatenate([c[i] for c in came]) for i in range(4))
    stacked = size[0] * size[1] * np.arange(3)[:, None]
    arrivals = []
    for rows in _split(month, months):
        here = place[rows]
        marks = here + stacked
        arrivals.append(
            Arrivals(here, here % size[1], marks[:2].ravel(), marks.ravel(), noticing[rows], education[rows])
        )
    return arrivals


def _split(month: Index, months: int) -> list[Index]:
    order = np.argsort(month.astype(np.int16), kind="stable")  # short numbers are sorted several times faster
    edges = np.searchsorted(month[order], np.arange(months + 1))
    return [order[edges[t] : edges[t + 1]] for t in range(months)]
