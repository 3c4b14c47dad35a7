"""What the charts of three groups show: the numbers and words read off runs on paired replicates.

No Altair here. Simulated, so every number is an assumption and none a finding.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from selfhelp_teach.charts import describe, months
from selfhelp_teach.evidence import Status
from selfhelp_teach.model import Ensemble
from selfhelp_teach.translation import Translate, translator

WHO = ("professional", "shared", "independent")
BAND = (0.05, 0.5, 0.95)
FEWEST = 0.1  # share of wards with a living group below which a middle ward says little
TABLE_MONTHS = (1, 12, 24, 36, 48, 60)

Floats = np.ndarray[Any, Any]
Numbers = Mapping[str, Floats]  # low, mid and high, each a month


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


def mean_and_band(measure: str, *, so_far: bool = False) -> Callable[[Ensemble], Numbers]:
    """Return what takes mean, low and high over the wards from an ensemble, of a month or of all up to it.

    The mean, since the middle ward of a kind that mostly dies is a line at nothing.
    """

    def read(ensemble: Ensemble) -> Numbers:
        values = ensemble.values(measure)
        if so_far:
            values = np.cumsum(values, axis=0)
        low, high = np.quantile(values, (BAND[0], BAND[-1]), axis=1)
        return {"low": low, "mid": values.mean(axis=1), "high": high}

    return read


def survival(ensemble: Ensemble) -> Numbers:
    """Return the groups alive, of 100 wards."""
    share = 100 * ensemble.values("alive").mean(axis=1)
    nothing = np.full(len(share), np.nan)
    return {"low": nothing, "mid": share, "high": nothing}


def stored(ensemble: Ensemble) -> Numbers:
    """Return stored grievance over the wards whose group is alive, nothing where too few are."""
    alive = ensemble.values("alive") > 0
    values = np.where(alive, ensemble.values("stored_grievance"), np.nan)
    enough = alive.mean(axis=1) >= FEWEST
    numbers = np.full((3, len(values)), np.nan)
    numbers[:, enough] = np.nanquantile(values[enough], BAND, axis=1)
    return dict(zip(("low", "mid", "high"), numbers, strict=True))


def about_means(_: Translate, three: Three) -> str:
    """Return what line and band are where they are taken over all wards."""
    return _(
        "Line: the mean of {wards} wards; band: nine of ten wards. Where a group has ended, it counts as "
        "none."
    ).format(wards=three.wards)


@dataclass(frozen=True, slots=True)
class GroupMeasure:
    """One chart of the three groups.

    Attributes
    ----------
    title, value, unit
        The question, what the line is, and in what.
    read
        Takes the numbers from an ensemble.
    outcome
        Whole-run outcome in which the groups are compared ward by ward; not compared where empty.
    about
        Returns the sentence on line and band.
    high
        Upper end of the axis; from the data where None.
    band
        Whether there is a band about the line.
    """

    title: str
    value: str
    unit: str
    read: Callable[[Ensemble], Numbers]
    outcome: str = ""
    about: Callable[[Translate, Three], str] = about_means
    high: float | None = None
    band: bool = True


def measures(_: Translate) -> dict[str, GroupMeasure]:
    """Return the charts by name."""
    families, per_member = _("families"), _("grievances per member")
    return {
        "members": GroupMeasure(
            _("How many families are in the group?"), _("Members, mean of the wards"), families,
            mean_and_band("members"), "members",
        ),
        "survival": GroupMeasure(
            _("Which groups are still alive?"), _("Wards whose group is alive"), _("of 100 wards"), survival,
            "months_alive", _about_survival, high=100, band=False,
        ),
        "activities": GroupMeasure(
            _("How many kinds of things does the group do?"), _("Kinds of activity, mean of the wards"),
            _("kinds of activity"), mean_and_band("activities"), "activities",
        ),
        "issues": GroupMeasure(
            _("How many issues has the group raised so far?"), _("Issues raised, mean of the wards"),
            _("issues so far"), mean_and_band("collective_issues", so_far=True), "collective_issues",
        ),
        "won": GroupMeasure(
            _("How many changes has the group won so far?"), _("Changes won, mean of the wards"),
            _("changes so far"), mean_and_band("collective_successes", so_far=True), "collective_successes",
        ),
        "stored": GroupMeasure(
            _("How much grievance is stored inside the group?"), _("Stored grievance in the middle ward"), per_member,
            stored, about=_about_stored,
        ),
    }  # fmt: skip


def _about_survival(_: Translate, three: Three) -> str:
    return _("Out of {wards} wards with each kind of group, shown as of 100.").format(wards=three.wards)


def _about_stored(_: Translate, _three: Three) -> str:
    return _(
        "Line: the middle ward; band: nine of ten wards. Only wards whose group is alive count, while one "
        "in ten is."
    )


def shown(language: str, measure: str, three: Three) -> dict[str, Any]:
    """Return columns, words and table of a run, to feed to the figure."""
    _ = translator(language)
    of = measures(_)[measure]
    numbers = {who: of.read(three.groups[who]) for who in WHO}
    ends = ("mid", "low", "high") if of.band else ("mid",)
    status = Status("assumption").label(_)
    return {
        "datasets": {
            "months": {
                "who": [who for who in WHO for _month in range(months.LAST)],
                "month": list(range(1, months.LAST + 1)) * len(WHO),
                **{end: np.concatenate([numbers[who][end] for who in WHO]) for end in ("low", "mid", "high")},
            }
        },
        "summary": " ".join([*_stand(numbers, language), *_ahead(three, of.outcome, _), of.about(_, three)]),
        "table": [
            {
                "group": months.names(_)[who],
                "month": month,
                **{end: rounded(numbers[who][end][month - 1]) for end in ends},
                "status": status,
            }
            for month in TABLE_MONTHS
            for who in WHO
        ],
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


def how(_: Translate, *, band: bool = True) -> str:
    """Return what simulated numbers are, and what a band holds."""
    return _("simulated, not observed; band: nine of ten wards") if band else _("simulated, not observed")


def rounded(value: float) -> float | None:
    """Return a number for a table or a sentence, None for none."""
    return None if np.isnan(value) else round(float(value), 1)
