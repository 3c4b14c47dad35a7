"""The paper's instrument, put to the simulated parents: who reports how many of the seven kinds."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from selfhelp_teach.model.families import EDUCATIONS
from selfhelp_teach.model.history import BITS, KINDS, History


@dataclass(frozen=True)
class Survey:
    """Counts of one cross-sectional survey, a column for each replicate.

    Attributes
    ----------
    month : int
        Month at whose end the parents were asked.
    families : int
        Families asked in each replicate.
    counts : (8, replicates) int64
        Families that report 0, 1, ... 7 kinds.
    asked, reporting : (3, replicates) int64
        Families asked, and reporting any problem, by education (see ``EDUCATIONS``).
    kinds : (7, replicates) int64
        Families that report each kind (see ``KINDS``).
    """

    month: int
    families: int
    counts: NDArray[np.int64]
    asked: NDArray[np.int64]
    reporting: NDArray[np.int64]
    kinds: NDArray[np.int64]

    @property
    def any_problem(self) -> float:
        """Share of all parents who report at least one kind of problem."""
        return float(self.counts[1:].sum() / self.counts.sum())

    @property
    def three_or_more(self) -> float:
        """Share of all parents who report three or more kinds."""
        return float(self.counts[3:].sum() / self.counts.sum())

    @property
    def by_education(self) -> dict[str, float | None]:
        """Share reporting any problem in each education group; None where nobody was asked."""
        asked, reporting = self.asked.sum(axis=1), self.reporting.sum(axis=1)
        return {
            name: float(reporting[i] / asked[i]) if asked[i] else None for i, name in enumerate(EDUCATIONS)
        }

    @property
    def kind_shares(self) -> dict[str, float]:
        """Share reporting each kind, of parents who report any problem (the source's base)."""
        base = max(int(self.counts[1:].sum()), 1)
        return {name: float(self.kinds[i].sum() / base) for i, name in enumerate(KINDS)}

    def as_dict(self) -> dict[str, object]:
        """Return the pooled shares as plain JSON types."""
        return {
            "month": self.month,
            "any_problem": self.any_problem,
            "three_or_more": self.three_or_more,
            "by_education": self.by_education,
            "kinds": self.kind_shares,
        }


def education_at(history: History, month: int) -> NDArray[np.uint8]:
    """Return who holds each place at the end of ``month`` by education, shape (families, replicates)."""
    education = history.succession.education.copy()
    for arrivals in history.succession.arrivals[:month]:
        education.reshape(-1)[arrivals.index] = arrivals.education
    return education


def ask(histories: list[History], month: int, replicates: int) -> Survey:
    """Survey the families under care at the end of ``month`` (1 is the first)."""
    parts = []
    for history in histories:
        met = history.met[month - 1]
        education = education_at(history, month)
        number = BITS[met]
        count = np.stack([np.count_nonzero(number == n, axis=0) for n in range(len(KINDS) + 1)])
        asked = np.stack([np.count_nonzero(education == e, axis=0) for e in range(len(EDUCATIONS))])
        some = number > 0
        reporting = np.stack(
            [np.count_nonzero(some & (education == e), axis=0) for e in range(len(EDUCATIONS))]
        )
        kinds = np.stack([np.count_nonzero(met & np.uint8(1 << k), axis=0) for k in range(len(KINDS))])
        parts.append((count, asked, reporting, kinds))
    joined = [np.concatenate(column, axis=1)[:, :replicates] for column in zip(*parts, strict=True)]
    return Survey(month, histories[0].met.shape[1], *joined)
