"""One replicate family by family, in compact arrays, for a picture of the ward."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from selfhelp_teach.model.families import Index
from selfhelp_teach.model.history import ROW, History

Bytes = NDArray[np.uint8]


@dataclass(frozen=True)
class Ward:
    """Every family of one replicate, month by month; all arrays are uint8.

    Attributes
    ----------
    posture : (months, families)
        Index into ``POSTURES``: content, silent, voiced, alternative or protest.
    member, newcomer : (months, families)
        1 where the family belongs to the group, or is newly diagnosed.
    problems : (months, families)
        How many of the seven kinds of problem the family has met.
    education : (months, families)
        Index into ``EDUCATIONS``.
    burnout : (months,)
        Staff burnout, 0-255 for 0-1.
    """

    posture: Bytes
    member: Bytes
    newcomer: Bytes
    problems: Bytes
    education: Bytes
    burnout: Bytes


def ward_of(history: History, column: int) -> Ward:
    """Return the ward picture of one column of a history."""
    months, families, replicates = history.met.shape
    who = history.succession
    newcomer = np.zeros((months, families), np.uint8)
    education = np.zeros((months, families), np.uint8)
    new, level = who.newcomer[:, column].copy(), who.education[:, column].copy()
    for t in range(months):
        arrivals = who.arrivals[t]
        rows, here = _of(arrivals.index, column, replicates)
        new[rows], level[rows] = True, arrivals.education[here]
        rows, _ = _of(who.settled[t], column, replicates)
        new[rows] = False
        newcomer[t], education[t] = new, level
    bits = np.unpackbits(history.met[:, :, column, None], axis=-1)
    return Ward(
        posture=history.posture[:, :, column].copy(),
        member=history.member[:, :, column].astype(np.uint8),
        newcomer=newcomer,
        problems=bits.sum(axis=-1, dtype=np.uint8),
        education=education,
        burnout=np.round(history.rows[:, ROW["burnout"], column] * 255).astype(np.uint8),
    )


def _of(index: Index, column: int, replicates: int) -> tuple[Index, NDArray[np.bool_]]:
    """Return the places of one replicate among flat indices, and where they are."""
    here = index % replicates == column
    return index[here] // replicates, here
