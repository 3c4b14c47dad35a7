"""What the charts of three groups show: runs on paired replicates, and the numbers and words read off them.

No Altair here. Simulated, so every number is an assumption and none a finding.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, cast

import numpy as np

from selfhelp_teach.charts import describe, months
from selfhelp_teach.evidence import Status
from selfhelp_teach.model import TABLE, Ensemble, Leadership, Parameters, Scenario, simulate
from selfhelp_teach.translation import Translate, translator

WHO = ("professional", "shared", "independent")
REPLICATES, FULL = 50, 200  # while a control moves, and when it rests
BAND = (0.05, 0.5, 0.95)
FEWEST = 0.1  # share of wards with a living group below which a middle ward says little
ATTITUDES = 0.4  # the opening ward, in the model's own defaults
TABLE_MONTHS = (1, 12, 24, 36, 48, 60)

Floats = np.ndarray[Any, Any]
Numbers = Mapping[str, Floats]  # low, mid and high, each a month


@dataclass(frozen=True, slots=True)
class Setting:
    """What the reader set: the staff, and what the shared group keeps of its two strengths."""

    attitudes: float = ATTITUDES
    access: bool = True
    autonomy: bool = True

    def scenario(self, who: str) -> Scenario:
        """Return the scenario of one kind of group."""
        return Scenario(leadership=cast("Leadership", who)).with_attitudes(self.attitudes)

    @property
    def parameters(self) -> Parameters:
        """The model's numbers; a strength taken away falls to that of the type of group without it."""
        changed = {}
        if not self.access:
            changed["access_shared"] = TABLE["access_independent"].default
        if not self.autonomy:
            changed["autonomy_shared"] = TABLE["autonomy_professional"].default
        return Parameters(**changed)


@dataclass(frozen=True, slots=True)
class Three:
    """Three ensembles on the same draws: ward 7 of each had the same families and the same luck."""

    groups: Mapping[str, Ensemble]

    @property
    def wards(self) -> int:
        """How many wards were run."""
        return min(ensemble.replicates for ensemble in self.groups.values())

    def ahead(self, outcome: str) -> tuple[int, int]:
        """Return in how many wards the shared group had more than both others, and as much as the better."""
        values = {who: self.groups[who].outcome(outcome)[: self.wards] for who in WHO}
        better = np.maximum(values["professional"], values["independent"])
        more, level = values["shared"] > better, values["shared"] == better
        return int(np.count_nonzero(more)), int(np.count_nonzero(level))


_READY: dict[Setting, Three] = {}


@lru_cache(maxsize=4)
def run(setting: Setting, replicates: int = REPLICATES) -> Three:
    """Run the three groups of a setting on the same draws."""
    return Three(
        {
            who: simulate(setting.scenario(who), replicates=replicates, parameters=setting.parameters)
            for who in WHO
        }
    )


def at_once(setting: Setting) -> Three:
    """Return the run that answers at once: the full one where it is ready, else a small one."""
    return _READY.get(setting) or run(setting)


def make_ready() -> None:
    """Work out the full run with which the page opens."""
    _READY[Setting()] = run(Setting(), FULL)


def opening() -> Three:
    """Return the run with which the page opens."""
    return at_once(Setting())


def members(ensemble: Ensemble) -> Numbers:
    """Return the members of the group."""
    return _mean_and_band(ensemble.values("members"))


def activities(ensemble: Ensemble) -> Numbers:
    """Return the breadth of activities."""
    return _mean_and_band(ensemble.values("activities"))


def survival(ensemble: Ensemble) -> Numbers:
    """Return the groups alive, of 100 wards."""
    share = 100 * ensemble.values("alive").mean(axis=1)
    nothing = np.full(len(share), np.nan)
    return {"low": nothing, "mid": share, "high": nothing}


def issues(ensemble: Ensemble) -> Numbers:
    """Return the issues raised so far."""
    return _mean_and_band(np.cumsum(ensemble.values("collective_issues"), axis=0))


def won(ensemble: Ensemble) -> Numbers:
    """Return the issues won so far."""
    return _mean_and_band(np.cumsum(ensemble.values("collective_successes"), axis=0))


def stored(ensemble: Ensemble) -> Numbers:
    """Return stored grievance over the wards whose group is alive, nothing where too few are."""
    alive = ensemble.values("alive") > 0
    values = np.where(alive, ensemble.values("stored_grievance"), np.nan)
    enough = alive.mean(axis=1) >= FEWEST
    numbers = np.full((3, len(values)), np.nan)
    numbers[:, enough] = np.nanquantile(values[enough], BAND, axis=1)
    return dict(zip(("low", "mid", "high"), numbers, strict=True))


def _mean_and_band(values: Floats) -> Numbers:
    """Return mean, low and high over the wards, from values of shape (months, wards).

    The mean, since the middle ward of a kind that mostly dies is a line at nothing.
    """
    low, high = np.quantile(values, (BAND[0], BAND[-1]), axis=1)
    return {"low": low, "mid": values.mean(axis=1), "high": high}


def about_means(_: Translate, three: Three) -> str:
    """Return what line and band are where they are taken over all wards."""
    return _(
        "Line: the mean of {wards} wards; band: nine of ten wards. Where a group has ended, it counts as "
        "none."
    ).format(wards=three.wards)


def figure(
    language: str,
    three: Three | None,
    *,
    title: str,
    value: str,
    unit: str,
    filename: str,
    read: Callable[[Ensemble], Numbers],
    outcome: str = "",
    about: Callable[[Translate, Three], str] = about_means,
    band: bool = True,
) -> dict[str, Any]:
    """Return what such a figure shows of a run.

    Parameters
    ----------
    three
        The run; the one the page opens with where None.
    value, unit
        What the line is, and in what.
    read
        Takes the numbers from an ensemble.
    outcome
        Whole-run outcome in which the groups are compared ward by ward; not compared where empty.
    about
        Returns the sentence on line and band.
    band
        Whether the table has the ends of the band.
    """
    _ = translator(language)
    shown = three or opening()
    numbers = {who: read(shown.groups[who]) for who in WHO}
    ends = {"low": (_("Nine of ten wards, from"), unit), "high": (_("to"), unit)} if band else {}
    status = Status("assumption").label(_)
    return {
        "title": title,
        "summary": " ".join([*_stand(numbers, language), *_ahead(shown, outcome, _), about(_, shown)]),
        "sources": [simulated(language)],
        "status": "assumption",
        "datasets": {
            "months": [
                {
                    "who": who,
                    "month": month + 1,
                    **{end: _plain(numbers[who][end][month]) for end in ("low", "mid", "high")},
                }
                for who in WHO
                for month in range(months.LAST)
            ]
        },
        "columns": describe.columns(language, group=_("Group"), month=_("Month"), mid=(value, unit), **ends),
        "table": [
            {
                "group": months.names(_)[who],
                "month": month,
                **{end: rounded(numbers[who][end][month - 1]) for end in ("mid", *ends)},
                "status": status,
            }
            for month in TABLE_MONTHS
            for who in WHO
        ],
        "params": {},
        "link": {},
        "note": "",
        "filename": filename,
    }


def _stand(numbers: Mapping[str, Numbers], language: str) -> list[str]:
    """Return where the three stand at two months."""
    _ = translator(language)
    names = months.names(_)

    def one(who: str, month: int) -> str:
        value = rounded(numbers[who]["mid"][month - 1])
        shown = _("too few groups left") if value is None else describe.number(value, language)
        return _("{group} {value}").format(group=names[who], value=shown)

    return [
        _("At month {month}: {groups}.").format(
            month=month, groups=describe.listing([one(who, month) for who in WHO], language)
        )
        for month in (months.OPENING_MONTH, months.LAST)
    ]


def _ahead(three: Three, outcome: str, _: Translate) -> list[str]:
    if not outcome:
        return []
    ahead, level = three.ahead(outcome)
    return [
        _(
            "With the same families and the same luck, the shared group was ahead of both others in "
            "{ahead} of {wards} wards over the five years, and level with the better of them in {level}."
        ).format(ahead=ahead, level=level, wards=three.wards)
    ]


def simulated(language: str) -> describe.Row:
    """Return the line that says where simulated numbers come from."""
    _ = translator(language)
    return {
        "text": _("The ward model of this course"),
        "status": "assumption",
        "locator": _("simulated, not observed"),
        "url": "",
    }


def rounded(value: float) -> float | None:
    """Return a number for a table or a sentence, None for none."""
    return None if np.isnan(value) else round(float(value), 1)


def _plain(value: float) -> float | None:
    return None if np.isnan(value) else round(float(value), 3)
