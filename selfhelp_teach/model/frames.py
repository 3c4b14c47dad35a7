"""Tidy pandas frames of an ensemble. The only module of the model that imports pandas.

Columns
-------
monthly
    ``month`` (1 is the first), ``measure``, ``unit``, ``mean``, and one column a quantile (``q05`` ...).
runs (``monthly(by_replicate=True)``)
    ``month``, ``replicate`` (0 is the first), ``measure``, ``unit``, ``value``.
survey
    ``month``, ``group`` (``all``, ``education``, ``kind`` or ``count``), ``category``, ``base`` (what
    the share is a share of), ``share`` (pooled over replicates), and one column a quantile over replicates.
events
    ``month``, ``kind``, ``sentence``, ``seen_by`` (``parents``, ``staff`` or ``both``).
outcomes
    ``outcome``, ``unit``, ``mean``, and one column a quantile.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from selfhelp_teach.model.families import EDUCATIONS
from selfhelp_teach.model.history import KINDS
from selfhelp_teach.model.measures import MEASURES, OUTCOMES, quantile_name, quantiles
from selfhelp_teach.model.survey import Survey

if TYPE_CHECKING:
    from selfhelp_teach.model.ensemble import Ensemble
    from selfhelp_teach.model.events import Event


def monthly(ensemble: Ensemble, names: list[str], qs: tuple[float, ...]) -> pd.DataFrame:
    """Return mean and quantiles of monthly measures, one row a month and measure."""
    parts = []
    for name in names:
        values = ensemble.values(name)
        found = quantiles(values, qs)
        columns = {
            "month": np.arange(1, ensemble.months + 1),
            "measure": name,
            "unit": MEASURES[name].unit,
            "mean": values.mean(axis=1, dtype=np.float64),
            **{quantile_name(q): found[:, i].astype(np.float64) for i, q in enumerate(qs)},
        }
        parts.append(pd.DataFrame(columns))
    return pd.concat(parts, ignore_index=True)


def runs(ensemble: Ensemble, names: list[str]) -> pd.DataFrame:
    """Return every replicate's monthly values, one row a month, replicate and measure."""
    months, replicates = ensemble.months, ensemble.replicates
    parts = [
        pd.DataFrame(
            {
                "month": np.repeat(np.arange(1, months + 1), replicates),
                "replicate": np.tile(np.arange(replicates), months),
                "measure": name,
                "unit": MEASURES[name].unit,
                "value": ensemble.values(name).ravel().astype(np.float64),
            }
        )
        for name in names
    ]
    return pd.concat(parts, ignore_index=True)


def outcomes(ensemble: Ensemble, qs: tuple[float, ...]) -> pd.DataFrame:
    """Return mean and quantiles of whole-run outcomes, one row an outcome."""
    rows = [
        {"outcome": name, "unit": OUTCOMES[name].unit, **found}
        for name, found in ensemble.outcomes(qs).items()
    ]
    return pd.DataFrame(rows)


def survey(asked: Survey, qs: tuple[float, ...]) -> pd.DataFrame:
    """Return a survey, one row a category."""
    everyone = np.full(asked.counts.shape[1], asked.families)
    reporting = asked.counts[1:].sum(axis=0)
    lines = [
        ("all", "any_problem", "all parents", reporting, everyone),
        ("all", "three_or_more", "all parents", asked.counts[3:].sum(axis=0), everyone),
    ]
    lines += [("count", str(n), "all parents", asked.counts[n], everyone) for n in range(len(KINDS) + 1)]
    lines += [
        ("education", name, "parents of that education", asked.reporting[i], asked.asked[i])
        for i, name in enumerate(EDUCATIONS)
    ]
    lines += [
        ("kind", name, "parents who report any problem", asked.kinds[i], reporting)
        for i, name in enumerate(KINDS)
    ]
    rows = []
    for group, category, base, part, whole in lines:
        share = (part / np.maximum(whole, 1)).astype(np.float32)[whole > 0]
        pooled = float(part.sum() / whole.sum()) if whole.sum() else float("nan")
        found = quantiles(share, qs) if share.size else np.full(len(qs), np.nan)
        rows.append(
            {
                "month": asked.month,
                "group": group,
                "category": category,
                "base": base,
                "share": pooled,
                **{quantile_name(q): float(v) for q, v in zip(qs, found, strict=True)},
            }
        )
    return pd.DataFrame(rows)


def events(found: list[Event]) -> pd.DataFrame:
    """Return events, one row an event."""
    return pd.DataFrame([asdict(event) for event in found], columns=["month", "kind", "sentence", "seen_by"])
