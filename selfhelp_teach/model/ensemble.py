"""Run scenarios as ensembles of replicates, refine them cheaply, and read their results."""

from __future__ import annotations

import html
from collections.abc import Callable, Hashable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from selfhelp_teach.errors import InputError
from selfhelp_teach.model import measures
from selfhelp_teach.model.engine import run_blocks
from selfhelp_teach.model.history import ROWS, History
from selfhelp_teach.model.parameters import Parameters
from selfhelp_teach.model.rng import BLOCK, Floats, chunks
from selfhelp_teach.model.scenario import Scenario
from selfhelp_teach.model.survey import Survey, ask
from selfhelp_teach.model.ward import Ward, ward_of

if TYPE_CHECKING:
    import pandas as pd

    from selfhelp_teach.model.events import Event

MOST_MONTHS = 240
MOST_REPLICATES = 20_000
MOST_SEED = 2**63 - 1
MOST_BYTES = 2**30  # histories of one ensemble
QUANTILES = (0.05, 0.5, 0.95)

Progress = Callable[[int, int], None]


class Ensemble:
    """The replicates of one scenario. Made by :func:`simulate`; never changes.

    Attributes
    ----------
    scenario, parameters : Scenario, Parameters
        What was run.
    months, seed, replicates : int
        Length, seed and size of the ensemble.
    """

    def __init__(
        self,
        scenario: Scenario,
        parameters: Parameters,
        months: int,
        seed: int,
        replicates: int,
        histories: tuple[History, ...],
    ) -> None:
        self.scenario, self.parameters = scenario, parameters
        self.months, self.seed, self.replicates = months, seed, replicates
        self.histories = histories
        self._kept: dict[Hashable, Floats] = {}

    def __repr__(self) -> str:
        return (
            f"Ensemble({self.scenario.leadership}, replicates={self.replicates}, months={self.months}, "
            f"seed={self.seed})"
        )

    def _repr_html_(self) -> str:
        """Return what a notebook shows: what was run, and what came of it (Jupyter's protocol)."""
        run = f"{self.replicates} replicates of {self.months} months, seed {self.seed}, {self.scenario.to_code()}"
        rows = "".join(
            f"<tr><th scope='row'>{html.escape(measures.OUTCOMES[name].label)}</th>"
            + "".join(f"<td>{found[key]:.3g}</td>" for key in ("mean", "q05", "q50", "q95"))
            + f"<td>{html.escape(measures.OUTCOMES[name].unit)}</td></tr>"
            for name, found in self.outcomes().items()
        )
        head = "".join(
            f"<th scope='col'>{name}</th>" for name in ("", "mean", "5 %", "median", "95 %", "unit")
        )
        return (
            f"<table><caption>Ward model: {html.escape(run)}. A teaching model: these numbers follow from "
            f"assumptions and are no findings.</caption><tr>{head}</tr>{rows}</table>"
        )

    def refine(self, replicates: int, *, progress: Progress | None = None) -> Ensemble:
        """Return this ensemble with more (or fewer) replicates; those it has are not run again.

        The result equals a run of that size in one go.
        """
        return _run(
            self.scenario, self.parameters, self.months, self.seed, replicates, self.histories, progress
        )

    # numbers, without pandas

    def values(self, measure: str) -> Floats:
        """Return a monthly measure, shape (months, replicates), in the unit of its :class:`Measure`."""

        def joined() -> Floats:
            compute = measures.measure(measure).compute
            parts = [compute(history) for history in self.histories]
            whole = parts[0] if len(parts) == 1 else np.concatenate(parts, axis=1)
            return whole[:, : self.replicates]

        return self.kept(measure, joined)

    def kept(self, name: Hashable, compute: Callable[[], Floats]) -> Floats:
        """Return what was computed from this ensemble under ``name``, computed at the first call."""
        if name not in self._kept:
            self._kept[name] = compute()
        return self._kept[name]

    @property
    def nbytes(self) -> int:
        """Bytes held: the histories, and what was computed from them."""
        return sum(history.nbytes for history in self.histories) + sum(a.nbytes for a in self._kept.values())

    def quantiles(self, measure: str, qs: Sequence[float] = QUANTILES) -> Floats:
        """Return quantiles over replicates, shape (months, len(qs))."""
        return measures.quantiles(self.values(measure), tuple(qs))

    def outcome(self, name: str) -> Floats:
        """Return one whole-run outcome of every replicate, shape (replicates,)."""
        spec = measures.outcome(name)
        return measures.sum_up(spec.how, self.values(spec.measure), self.values("alive"))

    def outcomes(self, qs: Sequence[float] = QUANTILES) -> dict[str, dict[str, float]]:
        """Return mean and quantiles (``q05`` ...) of every whole-run outcome."""
        return {name: summary(self.outcome(name), tuple(qs)) for name in measures.OUTCOMES}

    def ask(self, month: int | None = None) -> Survey:
        """Survey the parents at the end of a month (1 is the first; default the last), without pandas."""
        at = self.months if month is None else _whole("month", month, 1, self.months)
        return ask(list(self.histories), at, self.replicates)

    def ward(self, replicate: int) -> Ward:
        """Return every family, month by month, of one replicate (0 is the first), as compact arrays."""
        history, column = self._find(replicate)
        return ward_of(history, column)

    def rows(self, replicate: int) -> dict[str, Floats]:
        """Return everything recorded of one replicate's ward, each of shape (months,)."""
        history, column = self._find(replicate)
        return {name: history.rows[:, i, column] for i, name in enumerate(ROWS)}

    def story(self, replicate: int, *, language: str = "en") -> list[Event]:
        """Return the events of one replicate, in order, without pandas."""
        from selfhelp_teach.model.events import story  # noqa: PLC0415 (only pages that tell stories need it)

        return story(self, replicate, language)

    # tidy frames

    def monthly(
        self,
        names: Sequence[str] | None = None,
        *,
        qs: Sequence[float] = QUANTILES,
        by_replicate: bool = False,
    ) -> pd.DataFrame:
        """Return monthly measures as a tidy frame; columns in :mod:`selfhelp_teach.model.frames`."""
        from selfhelp_teach.model import frames  # noqa: PLC0415 (pandas only when a frame is asked for)

        chosen = list(measures.MEASURES) if names is None else list(names)
        return frames.runs(self, chosen) if by_replicate else frames.monthly(self, chosen, tuple(qs))

    def survey(self, month: int | None = None) -> pd.DataFrame:
        """Return the survey of a month as a tidy frame; columns in :mod:`selfhelp_teach.model.frames`."""
        from selfhelp_teach.model import frames  # noqa: PLC0415

        return frames.survey(self.ask(month), QUANTILES)

    def events(self, replicate: int, *, language: str = "en") -> pd.DataFrame:
        """Return one replicate's events as a tidy frame; columns in :mod:`selfhelp_teach.model.frames`."""
        from selfhelp_teach.model import frames  # noqa: PLC0415

        return frames.events(self.story(replicate, language=language))

    def as_dict(self) -> dict[str, Any]:
        """Return scenario, survey at the last month and outcomes as plain JSON types."""
        return {
            "scenario": self.scenario.as_dict(),
            "scenario_code": self.scenario.to_code(),
            "parameters_version": self.parameters.version,
            "parameters_changed": self.parameters.changes(),
            "replicates": self.replicates,
            "months": self.months,
            "seed": self.seed,
            "survey": self.ask().as_dict(),
            "outcomes": self.outcomes(),
        }

    def _find(self, replicate: int) -> tuple[History, int]:
        column = _whole("replicate", replicate, 0, self.replicates - 1)
        for history in self.histories:
            size = history.met.shape[2]
            if column < size:
                return history, column
            column -= size
        raise AssertionError  # pragma: no cover (the range was checked)


def simulate(
    scenario: Scenario,
    *,
    replicates: int = 50,
    months: int = 60,
    seed: int = 1,
    parameters: Parameters | None = None,
    progress: Progress | None = None,
) -> Ensemble:
    """Run a scenario.

    Parameters
    ----------
    scenario : Scenario
        What to run.
    replicates : int
        Size of the ensemble, 1-20,000. Blocks of 50 cost the same as a part of them.
    months : int
        Length of each run, 1-240.
    seed : int
        Seed of every stream, 0 or more. The same seed gives the same result, and every scenario the
        same luck.
    parameters : Parameters, optional
        Values that differ from the table's defaults.
    progress : callable, optional
        Called with (replicates done, replicates wanted) as the run proceeds.

    Raises
    ------
    InputError
        Where a value is outside its range, or the run would not fit in memory; before any work is done.
    """
    if not isinstance(scenario, Scenario):
        raise InputError(
            f"simulate() needs a Scenario, not {type(scenario).__name__}. Use Scenario.from_dict()."
        )
    if parameters is not None and not isinstance(parameters, Parameters):
        raise InputError(f"'parameters' must be a Parameters, not {type(parameters).__name__}.")
    _whole("seed", seed, 0, MOST_SEED)
    return _run(scenario, parameters or Parameters(), months, seed, replicates, (), progress)


def _run(
    scenario: Scenario,
    parameters: Parameters,
    months: int,
    seed: int,
    replicates: int,
    have: tuple[History, ...],
    progress: Progress | None,
) -> Ensemble:
    _whole("replicates", replicates, 1, MOST_REPLICATES)
    _whole("months", months, 1, MOST_MONTHS)
    _fits(scenario, months, replicates)
    histories: list[History] = []
    done = 0
    for history in have:
        if done < replicates:
            histories.append(history)
            done += history.met.shape[2]
    if progress is not None:
        progress(min(done, replicates), replicates)
    for first, blocks in chunks(done // BLOCK, -(-replicates // BLOCK)):
        histories.append(
            run_blocks(scenario, parameters, months=months, seed=seed, first=first, blocks=blocks)
        )
        done += blocks * BLOCK
        if progress is not None:
            progress(min(done, replicates), replicates)
    return Ensemble(scenario, parameters, months, seed, replicates, tuple(histories))


def _fits(scenario: Scenario, months: int, replicates: int) -> None:
    """Refuse a run whose history would not fit, before any work."""
    rounded = -(-replicates // BLOCK) * BLOCK
    needed = rounded * months * (3 * scenario.families + 4 * len(ROWS))
    if needed > MOST_BYTES:
        allowed = int(MOST_BYTES / (needed / rounded)) // BLOCK * BLOCK
        raise InputError(
            f"'replicates' is {replicates}; with {scenario.families} families and {months} months it must "
            f"lie from 1 to {allowed}, or the run would need {needed / 2**30:.1f} GiB of memory."
        )


def summary(values: Floats, qs: tuple[float, ...] = QUANTILES) -> dict[str, float]:
    """Return mean and quantiles of one number a replicate, keyed ``mean``, ``q05``, ``q50`` ..."""
    found = measures.quantiles(values, qs)
    named = {measures.quantile_name(q): float(v) for q, v in zip(qs, found, strict=True)}
    return {"mean": float(values.mean(dtype=np.float64)), **named}


def _whole(name: str, value: Any, low: int, high: int) -> int:
    whole = isinstance(value, (int, np.integer)) and not isinstance(value, bool)
    if not whole or not low <= value <= high:
        raise InputError(f"{name!r} is {value!r}; it must be a whole number from {low} to {high}.")
    return int(value)
