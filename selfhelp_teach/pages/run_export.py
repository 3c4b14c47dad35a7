"""Runs as a CSV file: every monthly measure of every run, with all that is needed to run it again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from selfhelp_teach import __version__, spreadsheet
from selfhelp_teach.model import FIELDS, MEASURES
from selfhelp_teach.pages.ward_views import Line
from selfhelp_teach.spreadsheet import Value
from selfhelp_teach.translation import percent, translator

QUANTILES = {"q05": 0.05, "q50": 0.5, "q95": 0.95}
_SIGNIFICANT = 6


def as_csv(runs: Sequence[Line], language: str = "en") -> str:
    """Return one row a run and month: what was set, then the quantiles of every measure.

    Columns have the names of the program in English, which scripts read, and words in other languages.
    """
    return spreadsheet.to_csv(_head(language), _rows(runs, language), language)


def _head(language: str) -> list[str]:
    if language == "en":
        measured = [f"{name}_{q}" for name in MEASURES for q in QUANTILES]
        settings = [f"set_{name}" for name in FIELDS]
        return [*("run", "label", "simulated", "scenario_code"), *settings, *_ENDS, "month", *measured]
    _ = translator(language)
    measured = [
        f"{_(measure.label)} ({percent(100 * share, language)})"
        for measure in MEASURES.values()
        for share in QUANTILES.values()
    ]
    ends = [
        *(_("Mechanisms switched off"), _("Seed"), _("Simulated wards")),
        *(_("Version of the parameters"), _("Version of the course")),
    ]
    settings = [_(field.label) for field in FIELDS.values()]
    starts = [_("Run"), _("Title"), _("Simulated"), _("Scenario")]
    return [*starts, *settings, *ends, _("Month"), *measured]


_ENDS = ("set_mechanisms_off", "seed", "replicates", "parameters_version", "package_version")


def _rows(runs: Sequence[Line], language: str) -> Iterator[list[Value]]:
    for run in runs:
        described = _described(run, language)
        found = {name: run.ensemble.quantiles(name, tuple(QUANTILES.values())) for name in MEASURES}
        for month in range(run.ensemble.months):
            values = [
                float(f"{float(value):.{_SIGNIFICANT}g}") for name in MEASURES for value in found[name][month]
            ]
            yield [*described, month + 1, *values]


def _described(run: Line, language: str) -> list[Value]:
    _ = translator(language)
    ensemble = run.ensemble
    scenario = ensemble.scenario
    settings: list[Value] = [
        str(value) if isinstance(value := getattr(scenario, name), bool) else value for name in FIELDS
    ]
    return [
        run.slot,
        run.label,
        _("simulated, not observed"),
        scenario.to_code(),
        *settings,
        " ".join(scenario.mechanisms_off),
        ensemble.seed,
        ensemble.replicates,
        ensemble.parameters.version,
        __version__,
    ]
