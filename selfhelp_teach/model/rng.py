"""One random stream for each decision, and a small store that keeps a seed's draws between runs.

Every stream is derived by :class:`numpy.random.SeedSequence` from the seed, the stream's place in
:data:`STREAMS`, the block of replicates and (for monthly decisions) the stretch of 60 months. Draws for
families are made family by family, so a ward with one more family has the same draws for the others; more
replicates, and more months, add draws and change none. Scenarios run on the same draws, so two of them
differ only by what the mechanisms make of the same luck.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import TypeVar, cast

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Bytes = NDArray[np.uint8]
T = TypeVar("T")

BLOCK = 50  # replicates drawn together
RUN_BLOCKS = 4  # blocks run together at most
STRETCH = 60  # months drawn together
CACHE_BYTES = 192 * 2**20

# The order is part of a seed's meaning: add at the end, never reorder.
STREAMS = (
    "problem", "response", "resolution", "membership",  # family and month
    "issue", "success", "change", "burst", "death",  # group and month
    "length", "relapse", "noticing", "education",  # family, once for each family that holds a slot
    "elapsed", "founding", "record",  # family, at month 0
)  # fmt: skip
INDEX = {name: i for i, name in enumerate(STREAMS)}


def generator(seed: int, stream: str, *key: int) -> np.random.Generator:
    """Return the generator of one stream; ``key`` says which block, stretch or generation of it."""
    sequence = np.random.SeedSequence(seed, spawn_key=(INDEX[stream], *key))
    return np.random.Generator(np.random.SFC64(sequence))


def chunks(have: int, want: int) -> list[tuple[int, int]]:
    """Return the (first block, number of blocks) runs that take an ensemble from ``have`` to ``want`` blocks.

    Runs end at blocks 4, 8, 12 ...: pieces long enough to be quick and small enough to stay in a processor's
    cache. How an ensemble is cut into runs changes nothing in its results.
    """
    out = []
    while have < want:
        end = RUN_BLOCKS * (have // RUN_BLOCKS + 1)
        out.append((have, min(end, want) - have))
        have = min(end, want)
    return out


class DrawStore:
    """A bounded store of draws, oldest out first; safe to use from several threads.

    Parameters
    ----------
    limit : int
        Most bytes kept.
    """

    def __init__(self, limit: int = CACHE_BYTES) -> None:
        self.limit = limit
        self._kept: OrderedDict[tuple[object, ...], tuple[object, int]] = OrderedDict()
        self._bytes = 0
        self._lock = Lock()

    def get(self, key: tuple[object, ...], make: Callable[[], T], size: Callable[[T], int]) -> T:
        """Return what is kept under ``key``, making it where it is not."""
        with self._lock:
            found = self._kept.get(key)
            if found is not None:
                self._kept.move_to_end(key)
                return cast("T", found[0])
        made = make()
        weight = size(made)
        with self._lock:
            if weight <= self.limit and key not in self._kept:
                self._kept[key] = (made, weight)
                self._bytes += weight
                while self._bytes > self.limit:
                    self._bytes -= self._kept.popitem(last=False)[1][1]
        return made

    def clear(self) -> None:
        """Forget all draws (they are made again, the same, when asked for)."""
        with self._lock:
            self._kept.clear()
            self._bytes = 0

    @property
    def nbytes(self) -> int:
        """Bytes now kept."""
        return self._bytes


STORE = DrawStore()


def family_months(seed: int, stream: str, first: int, blocks: int, families: int, stretch: int) -> Floats:
    """Return uniform draws, shape (60 months, families, replicates), for some blocks and one stretch."""
    out = np.empty((STRETCH, families, blocks * BLOCK), np.float32)
    drawn = np.empty((families, STRETCH, BLOCK), np.float32)
    for i in range(blocks):
        generator(seed, stream, first + i, stretch).random(dtype=np.float32, out=drawn)
        out[:, :, i * BLOCK : (i + 1) * BLOCK] = drawn.transpose(1, 0, 2)
    return out


def group_months(seed: int, stream: str, first: int, blocks: int, stretch: int) -> Floats:
    """Return uniform draws, shape (60 months, replicates), for some blocks and one stretch."""
    parts = [
        generator(seed, stream, first + i, stretch).random((STRETCH, BLOCK), dtype=np.float32)
        for i in range(blocks)
    ]
    return np.concatenate(parts, axis=1)


def families_once(
    seed: int, stream: str, first: int, blocks: int, families: int, generation: int, *, normal: bool = False
) -> Floats:
    """Return one draw for each family slot, shape (families, replicates), for one generation of families."""
    parts = []
    for i in range(blocks):
        rng = generator(seed, stream, first + i, generation)
        shape = (families, BLOCK)
        parts.append(
            rng.standard_normal(shape, dtype=np.float32) if normal else rng.random(shape, dtype=np.float32)
        )
    return np.concatenate(parts, axis=1)


def families_first(seed: int, stream: str, first: int, blocks: int, families: int, count: int) -> Floats:
    """Return ``count`` draws for each family there at month 0, shape (count, families, replicates)."""
    return np.stack([families_once(seed, stream, first, blocks, families, i) for i in range(count)])
