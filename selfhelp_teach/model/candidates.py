"""Which families a month's draws can touch at all, found once and kept with the draws.

A draw decides something only where it is below a chance, and every chance has a ceiling that the parameters
set: a family moved to respond in at most a quarter of months needs no look in the others. The month loop
works on these short lists instead of the whole ward. A list may be longer than needed, never shorter, so
ceilings are rounded up and neighbouring parameters share lists.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import SimpleNamespace

import numpy as np
from numpy.typing import NDArray

from selfhelp_teach.model.families import Index, Succession
from selfhelp_teach.model.streams import STORE, STRETCH, Floats, family_months

STEPS_AN_OCTAVE = 16  # resolution at which ceilings are rounded up


@dataclass(frozen=True, slots=True)
class Candidates:
    """Families that one month's draws can touch.

    Attributes
    ----------
    places : (2, n) int64
        Flat index of each family, and its replicate.
    values : (2, n) float32
        The draw that decides, and a second value: see the functions that make them.
    """

    places: Index
    values: Floats


@dataclass(frozen=True, slots=True)
class Luck:
    """Where the draws of one run of replicates come from: seed, first block and number of blocks."""

    seed: int
    first: int
    blocks: int

    def draws(self, stream: str, families: int, stretch: int) -> Floats:
        """Return the draws of one family stream, shape (60 months, families, replicates)."""
        return family_months(self.seed, stream, self.first, self.blocks, families, stretch)


def ceilings(p: SimpleNamespace) -> SimpleNamespace:
    """Return the highest chances that the settings ``p`` allow, whatever happens in a run."""
    engaged = 1 + p.problem_engagement * max(0.0, p.s14 * p.burnout_engagement - 1)
    member_like = max(1.0, p.s9)  # a strengthened M9 can lift autonomy above one
    own, leave = p.s6 * p.recruiting_rate * member_like, p.s7 * p.leave_rate
    return SimpleNamespace(
        problem=_up(p.s1 * p.problem_rate * (1 + p.problem_bureaucracy) * (1 + p.problem_burnout) * engaged),
        response=_up(p.response_rate),
        settled=_up(max(own, leave)),
        newcomer=_up(max(own + p.s6 * p.referral_rate, leave)),
        restless=_up(max(leave, p.burst_exit)),
    )


def _up(chance: float) -> float:
    if chance <= 0:
        return 0.0
    return 2.0 ** (math.ceil(math.log2(chance * 1.0001) * STEPS_AN_OCTAVE) / STEPS_AN_OCTAVE)


def meeting(luck: Luck, who: Succession, stretch: int, ceiling: float) -> list[Candidates]:
    """Return, by month, who may meet a problem: ``values`` are the draw and the family's propensity."""

    def make() -> list[Candidates]:
        u, highest = luck.draws("problem", who.families, stretch), np.float32(ceiling)
        ward = _wards(u)
        months = zip(u, _noticing(who, stretch), strict=False)
        return [_pick(draw < noticing * highest, ward, draw, noticing) for draw, noticing in months]

    return _kept((luck, "problem", who.key, stretch, ceiling), make)


def responding(luck: Luck, families: int, stretch: int, ceiling: float) -> list[Candidates]:
    """Return, by month, who may respond to a grievance: ``values`` are the draws that move and settle."""

    def make() -> list[Candidates]:
        u, settle = (luck.draws(name, families, stretch) for name in ("response", "resolution"))
        ward, highest = _wards(u), np.float32(ceiling)
        return [_pick(draw < highest, ward, draw, other) for draw, other in zip(u, settle, strict=True)]

    return _kept((luck, "response", families, stretch, ceiling), make)


def moving(luck: Luck, who: Succession, stretch: int, settled: float, newcomer: float) -> list[Candidates]:
    """Return, by month, who may join or leave: ``values`` are the draw and 1 for a newcomer, else 0."""

    def make() -> list[Candidates]:
        u = luck.draws("membership", who.families, stretch)
        low, more = np.float32(settled), np.float32(max(newcomer - settled, 0.0))
        ward = _wards(u)
        months = zip(u, _newcomers(who, stretch), strict=False)
        return [_pick(draw < new * more + low, ward, draw, new) for draw, new in months]

    return _kept((luck, "membership", who.key, stretch, settled, newcomer), make)


def _pick(touched: NDArray[np.bool_], ward_of: Index, first: Floats, second: Floats) -> Candidates:
    place = touched.reshape(-1).nonzero()[0]
    places = np.empty((2, place.size), np.int64)
    values = np.empty((2, place.size), np.float32)
    places[0], places[1] = place, ward_of.take(place)
    values[0], values[1] = first.reshape(-1).take(place), second.reshape(-1).take(place)
    return Candidates(places, values)


def _wards(draws: Floats) -> Index:
    """Return the replicate of each flat family index."""
    return np.tile(np.arange(draws.shape[2]), draws.shape[1])


def _kept(key: tuple[object, ...], make: Callable[[], list[Candidates]]) -> list[Candidates]:
    def size(found: list[Candidates]) -> int:
        return sum(c.places.nbytes + c.values.nbytes for c in found)

    return STORE.get(("candidates", *key), make, size)


def _noticing(who: Succession, stretch: int) -> Iterator[Floats]:
    """Yield the propensity of the families there in each month of a stretch; one array, changed in place."""
    now = who.noticing.copy()
    flat = now.reshape(-1)
    for t, arrivals in enumerate(who.arrivals[: (stretch + 1) * STRETCH]):
        flat[arrivals.index] = arrivals.noticing
        if t >= stretch * STRETCH:
            yield now


def _newcomers(who: Succession, stretch: int) -> Iterator[Floats]:
    """Yield who is a newcomer (1, else 0) in each month of a stretch; one array, changed in place."""
    now = who.newcomer.astype(np.float32)
    flat = now.reshape(-1)
    for t, (arrivals, settled) in enumerate(
        zip(who.arrivals[: (stretch + 1) * STRETCH], who.settled, strict=False)
    ):
        flat[arrivals.index] = 1
        flat[settled] = 0
        if t >= stretch * STRETCH:
            yield now
