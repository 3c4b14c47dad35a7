"""The one place that runs the model for pages, and the only one that keeps what was run.

A run is asked for by its :class:`Ward`; what is kept is bounded in bytes, least recently used first to go.
Kernels are copied from a process that ran the opening wards (``warmup``), so those are there at once.
"""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from selfhelp_teach.model import Ensemble, Parameters, Scenario, simulate

SMALL, LARGE = 50, 200
"""Replicates of the answer that comes at once, and of the one that stands when nothing moves."""
SEED = 1
MOST_BYTES = 64 * 2**20
PRECOMPUTED = Path(__file__).with_name("precomputed.json")
"""What pages open with, worked out when a site was built; there on a site only."""

Array = np.ndarray[Any, Any]
Kept = TypeVar("Kept", Ensemble, Array)


@dataclass(frozen=True, slots=True)
class Ward:
    """What is run: the scenario, the model's numbers where they differ, and the seed of its luck."""

    scenario: Scenario
    parameters: Parameters = Parameters()  # noqa: RUF009 (it never changes)
    seed: int = SEED


class Runs:
    """Runs of wards, and what was read off many of them, kept while there is room.

    Parameters
    ----------
    most
        Bytes that may be kept. The newest is kept whatever it takes.
    """

    def __init__(self, most: int = MOST_BYTES) -> None:
        self._most = most
        self._kept: OrderedDict[Hashable, Any] = OrderedDict()

    @property
    def nbytes(self) -> int:
        """Bytes kept."""
        return sum(each.nbytes for each in self._kept.values())

    def first(self, ward: Ward) -> Ensemble:
        """Return the run that answers at once: the largest there is, else a small one."""
        return self.find(ward) or self.full(ward, SMALL)

    def full(self, ward: Ward, replicates: int = LARGE) -> Ensemble:
        """Return a run of this size. It equals one done in one go; replicates there are not run again."""
        known: Ensemble | None = self.find(ward)
        if known is not None and known.replicates == replicates:
            return known
        made = run(ward, replicates) if known is None else known.refine(replicates)
        if known is None or replicates > known.replicates:
            self.keep(ward, made)
        return made

    def grow(
        self, wards: Mapping[str, Ward], made: Callable[[dict[str, Ensemble]], Any] = dict
    ) -> Iterator[Any]:
        """Yield the runs of several wards, or what is made of them, at once and then ever larger, in turn."""
        return _Growing(self, wards, made)

    def of(self, key: Hashable, make: Callable[[], Array]) -> Array:
        """Return what was read off runs under ``key``, made at the first call."""
        known: Array | None = self.find(key)
        return self.keep(key, make()) if known is None else known

    def find(self, key: Hashable) -> Any:
        """Return what is kept under ``key``, or None."""
        if key in self._kept:
            self._kept.move_to_end(key)
        return self._kept.get(key)

    def keep(self, key: Hashable, value: Kept) -> Kept:
        """Keep a run, or numbers read off runs, and let go of what there is no room for."""
        self._kept[key] = value
        self._kept.move_to_end(key)
        while len(self._kept) > 1 and self.nbytes > self._most:
            self._kept.popitem(last=False)
        return value

    def forget(self) -> None:
        """Let go of everything."""
        self._kept.clear()


class _Growing(Iterator[Any]):
    """Runs of wards that grow, and know when they are grown: so the last is shown once."""

    def __init__(
        self, runs: Runs, wards: Mapping[str, Ward], made: Callable[[dict[str, Ensemble]], Any]
    ) -> None:
        self._runs, self._wards, self._made = runs, wards, made
        self._found: dict[str, Ensemble] | None = None

    def _next_sizes(self) -> dict[str, int]:
        """Return the size that each ward grows to next; grown ones are left out."""
        sizes = {name: found.replicates for name, found in (self._found or {}).items()}
        return {name: max(2, size // SMALL + 1) * SMALL for name, size in sizes.items() if size < LARGE}

    def __length_hint__(self) -> int:
        return 1 if self._found is None else len(self._next_sizes())

    def __next__(self) -> Any:
        if self._found is None:
            self._found = {name: self._runs.first(ward) for name, ward in self._wards.items()}
        else:
            sizes = self._next_sizes()
            if not sizes:
                raise StopIteration
            name = min(sizes, key=sizes.__getitem__)
            self._found[name] = self._runs.full(self._wards[name], sizes[name])
        return self._made(dict(self._found))


def run(ward: Ward, replicates: int = SMALL) -> Ensemble:
    """Run a ward, keeping nothing."""
    return simulate(ward.scenario, replicates=replicates, seed=ward.seed, parameters=ward.parameters)


def precomputed(name: str) -> Array | None:
    """Return what was read off runs under ``name`` when the site was built; None where there is no site."""
    if not PRECOMPUTED.is_file():
        return None
    return np.array(json.loads(PRECOMPUTED.read_text(encoding="utf-8"))[name])


RUNS = Runs()
"""The runs of this process."""
