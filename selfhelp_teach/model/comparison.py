"""Two scenarios on the same draws: what the change of inputs does, replicate by replicate."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from selfhelp_teach.errors import InputError
from selfhelp_teach.model import measures
from selfhelp_teach.model.ensemble import QUANTILES, Ensemble, simulate, summary
from selfhelp_teach.model.parameters import Parameters
from selfhelp_teach.model.rng import Floats
from selfhelp_teach.model.scenario import Scenario

if TYPE_CHECKING:
    import pandas as pd


class Comparison:
    """Scenario ``b`` minus scenario ``a``, on paired replicates (common random numbers)."""

    def __init__(self, a: Ensemble, b: Ensemble) -> None:
        same = ("months", "seed", "replicates")
        if any(getattr(a, name) != getattr(b, name) for name in same):
            raise InputError("Two ensembles compare only with the same months, seed and replicates.")
        self.a, self.b = a, b

    def values(self, measure: str) -> Floats:
        """Return monthly paired differences, shape (months, replicates)."""
        return self.b.values(measure) - self.a.values(measure)

    def quantiles(self, measure: str, qs: Sequence[float] = QUANTILES) -> Floats:
        """Return quantiles of the paired differences, shape (months, len(qs))."""
        return measures.quantiles(self.values(measure), tuple(qs))

    def outcome(self, name: str) -> Floats:
        """Return paired differences of a whole-run outcome, shape (replicates,)."""
        return self.b.outcome(name) - self.a.outcome(name)

    def outcomes(self, qs: Sequence[float] = QUANTILES) -> dict[str, dict[str, float]]:
        """Return, for every outcome, mean difference, its 95% interval, and quantiles of the differences.

        ``low`` and ``high`` bound the *mean* difference (normal approximation over paired replicates); the
        quantiles say how single wards differ. ``rise`` is the share of wards in which the outcome rose.
        """
        found = {}
        for name in measures.OUTCOMES:
            difference = self.outcome(name).astype(np.float64)
            half = 1.96 * difference.std(ddof=1) / difference.size**0.5 if difference.size > 1 else np.nan
            mean = difference.mean()
            found[name] = {
                **summary(difference.astype(np.float32), tuple(qs)),
                "low": float(mean - half),
                "high": float(mean + half),
                "rise": float((difference > 0).mean()),
            }
        return found

    def refine(self, replicates: int) -> Comparison:
        """Return the comparison with more replicates; those it has are not run again."""
        return Comparison(self.a.refine(replicates), self.b.refine(replicates))

    def frame(self) -> pd.DataFrame:
        """Return :meth:`outcomes` as a tidy frame: ``outcome``, ``unit``, ``a``, ``b``, the differences."""
        import pandas as pd  # noqa: PLC0415 (only when a frame is asked for)

        rows = [
            {
                "outcome": name, "unit": measures.OUTCOMES[name].unit,
                "a": float(self.a.outcome(name).mean()), "b": float(self.b.outcome(name).mean()), **found,
            }
            for name, found in self.outcomes().items()
        ]  # fmt: skip
        return pd.DataFrame(rows)


def compare(
    a: Scenario,
    b: Scenario,
    *,
    replicates: int = 50,
    months: int = 60,
    seed: int = 1,
    parameters: Parameters | None = None,
    parameters_b: Parameters | None = None,
) -> Comparison:
    """Run two scenarios on the same draws and return ``b`` minus ``a``.

    ``parameters_b`` lets the two differ by an assumption instead of an input; for the rest see
    :func:`simulate`.
    """
    first = simulate(a, replicates=replicates, months=months, seed=seed, parameters=parameters)
    second = simulate(
        b, replicates=replicates, months=months, seed=seed, parameters=parameters_b or parameters
    )
    return Comparison(first, second)
