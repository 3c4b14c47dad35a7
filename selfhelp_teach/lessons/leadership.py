"""Page 03: three ways to lead a group, on the same simulated ward with the same luck."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from selfhelp_teach.charts import describe, months
from selfhelp_teach.exercises.marking import Results
from selfhelp_teach.exercises.parts import ExercisePart
from selfhelp_teach.lessons.lesson import Lesson
from selfhelp_teach.model import LEADERSHIPS, TABLE, Ensemble, Parameters, Scenario, attitudes_from, simulate
from selfhelp_teach.widgets import Choice, Figure, Latest, Panel, Slider, Switch, Ward

from selfhelp_teach.widgets.ward import pack

WHO = tuple(months.names(str))
SMALL, LARGE = 50, 200  # replicates while a control moves, and when it rests
BAND = (0.05, 0.5, 0.95)
TABLE_MONTHS = (1, 12, 24, 36, 48, 60)
FEWEST = 0.1  # share of wards with a living group below which a middle ward says little
ATTITUDES = 0.4  # the opening ward, in the model's own defaults
PREDICTED = "p03-draw-membership"

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
        return Scenario(leadership=LEADERSHIPS[LEADERSHIPS.index(who)], **attitudes_from(self.attitudes))  # type: ignore[arg-type]

    @property
    def parameters(self) -> Parameters:
        """The model's numbers; a strength taken from the shared group falls to that of the type without it."""
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


class Leadership(Lesson):
    """The parts of page 03."""

    page = "03"

    def __init__(self, language: str = "en") -> None:
        super().__init__(language)
        self._names = months.names(self.text)
        self._setting = Setting()
        self._who, self._number = "shared", 0
        self._shown: list[tuple[Figure, str]] = []
        self._ward: Ward | None = None
        self._run: Three | None = None
        self._held = False  # whether the chart of members waits for the prediction about it
        self._latest: Latest[Setting, Three] = Latest(self._steps, self._show, self._fail, language=language)

    # parts

    def leadership(self) -> Panel:
        """Return the panel of the one lever: whose ward is shown."""
        _ = self.text
        controls = {
            "who": Choice(
                _("Who leads the group on the ward shown"),
                [
                    {"value": who, "label": label, "colour": f"var(--selfhelp-{who})"}
                    for who, label in self._names.items()
                ],
                value=self._who,
                status="ordinal",
                language=self.language,
            ),
            "ward": Slider(
                _("Which of the simulated wards"),
                description=_("Each has its own luck. All three groups meet the same luck."),
                value=1,
                min=1,
                max=SMALL,
                step=1,
                status="assumption",
                language=self.language,
            ),
        }
        panel = Panel(_("One lever: leadership"), controls, key="p03-leadership", language=self.language)
        panel.on_change(self._look)
        return panel

    def both(self) -> Panel:
        """Return the panel of the two strengths of a shared group, with things to try."""
        _ = self.text
        controls = {
            "access": Switch(
                _("Staff open doors to the shared group"),
                value=True,
                description=_("Off: no more access than an independent group has."),
                status="ordinal",
                language=self.language,
            ),
            "autonomy": Switch(
                _("The shared group sets its own agenda"),
                value=True,
                description=_("Off: no more autonomy than a professional group has."),
                status="ordinal",
                language=self.language,
            ),
            "attitudes": Slider(
                _("Staff attitudes"),
                value=ATTITUDES,
                min=0,
                max=1,
                step=0.05,
                ends=(_("guarded"), _("collaborative")),
                status="assumption",
                language=self.language,
            ),
        }
        presets = (
            {
                "value": "doors",
                "label": _("Close the doors"),
                "description": _("Which of the other two does the shared group come to look like?"),
                "set": {"access": False},
            },
            {
                "value": "agenda",
                "label": _("Take the agenda"),
                "description": _("And now? Look at stored grievance."),
                "set": {"autonomy": False},
            },
            {
                "value": "neither",
                "label": _("Take both"),
                "description": _("Is the loss the sum of the two?"),
                "set": {"access": False, "autonomy": False},
            },
            {
                "value": "guarded",
                "label": _("Guarded staff"),
                "description": _("Does it still help to lead together?"),
                "set": {"attitudes": 0.1},
            },
            {
                "value": "collaborative",
                "label": _("Collaborative staff"),
                "description": _("Who gains most?"),
                "set": {"attitudes": 0.8},
            },
        )
        panel = Panel(
            _("What shared leadership needs"), controls, presets=presets, key="p03-both", language=self.language
        )
        panel.on_change(self._set)
        return panel

    def ward(self) -> Ward:
        """Return the picture of one ward, played month by month in the browser."""
        self._ward = Ward(
            status="assumption",
            first=1,
            month=months.OPENING_MONTH - 1,
            link=months.MONTH_GROUP,
            key="p03-ward",
            language=self.language,
        )
        if self._run is None:
            self._latest.ask(self._setting)
        else:
            self._picture()
        return self._ward

    def simulated(self, name: str, again: str = "") -> Figure:
        """Return one of the simulated charts; ``again`` tells a second one on the page apart."""
        figure = self.figure(name)
        figure.key = f"{self.page}-{name}{'-' if again else ''}{again}"
        self._shown.append((figure, name))
        self._refresh()
        return figure

    def exercise(self, exercise_id: str, **wiring: Any) -> ExercisePart:
        """Return an exercise; the one about members is compared with a run and opens its chart."""
        if exercise_id != PREDICTED:
            return super().exercise(exercise_id, **wiring)
        part = super().exercise(exercise_id, compare=lambda _value: Results(points=self.real_members()), **wiring)
        part.observe(self._revealed, "revealed")
        self._held = not part.revealed
        return part

    def real_members(self) -> list[list[float]]:
        """Return the mean number of members of a shared group over the opening wards, month by month."""
        opening = Setting()
        members = simulate(opening.scenario("shared"), replicates=LARGE).values("members").mean(axis=1)
        return [[month, float(value)] for month, value in enumerate(members, start=1)]

    # wiring

    def _look(self, values: Mapping[str, Any]) -> None:
        self._who, self._number = values["who"], int(values["ward"]) - 1
        self._picture()

    def _set(self, values: Mapping[str, Any]) -> None:
        self._setting = Setting(float(values["attitudes"]), bool(values["access"]), bool(values["autonomy"]))
        self._latest.ask(self._setting)

    def _revealed(self, change: Mapping[str, Any]) -> None:
        self._held = not change["new"]
        for figure, name in self._shown:
            self._fill(figure, name)

    def _refresh(self) -> None:
        """Show the run at hand in the part made last; the first part has one worked out."""
        if self._run is None:
            self._latest.ask(self._setting)
        elif self._shown:
            self._fill(*self._shown[-1])

    # running

    def _steps(self, setting: Setting) -> Iterator[Three]:
        run = {
            who: simulate(setting.scenario(who), replicates=SMALL, parameters=setting.parameters) for who in WHO
        }
        best = Three(run)
        yield best
        for replicates in range(2 * SMALL, LARGE + 1, SMALL):
            grown = {}
            for who in WHO:
                grown[who] = best.groups[who].refine(replicates)
                yield best
            best = Three(grown)
            yield best

    # showing

    def _show(self, run: Three, final: bool) -> None:
        self._run = run
        for figure, name in self._shown:
            self._fill(figure, name)
        if not final:
            self._picture()

    def _fill(self, figure: Figure, name: str) -> None:
        """Feed one figure with the run at hand, or say what it waits for."""
        if self._run is None:
            return
        _ = self.text
        measured = {who: MEASURED[name](self._run.groups[who]) for who in WHO}
        note = ""
        if self._held and name == "group_members":
            note = _("First draw the curve you expect, above. The chart opens when your prediction is committed.")
        figure.feed(
            {"months": self._columns(measured)},
            summary="" if note else self._words(name, self._run, measured),
            table=[] if note else self._table(measured),
            note=note,
        )

    def _picture(self) -> None:
        """Show the ward the reader chose: whose group, and which luck."""
        if self._ward is None or self._run is None:
            return
        _ = self.text
        titles = {
            "professional": _("What would a ward with a professional group look like?"),
            "shared": _("What would a ward with a shared group look like?"),
            "independent": _("What would a ward with an independent group look like?"),
        }
        seen = self._run.groups[self._who].ward(self._number)
        self._ward.title = titles[self._who]
        self._ward.show(pack(seen.posture, members=seen.member, newcomers=seen.newcomer))

    def _columns(self, measured: Mapping[str, Numbers]) -> dict[str, Any]:
        count = months.LAST
        return {
            "who": [who for who in WHO for _month in range(count)],
            "month": list(range(1, count + 1)) * len(WHO),
            **{end: np.concatenate([measured[who][end] for who in WHO]) for end in ("low", "mid", "high")},
        }

    def _table(self, measured: Mapping[str, Numbers]) -> list[dict[str, Any]]:
        return [
            {
                "group": self._names[who],
                "month": month,
                **{end: _rounded(measured[who][end][month - 1]) for end in ("mid", "low", "high")},
            }
            for month in TABLE_MONTHS
            for who in WHO
        ]

    def _words(self, name: str, run: Three, measured: Mapping[str, Numbers]) -> str:
        """Return the summary: where the three stand at two months, and in how many wards shared is ahead."""
        _ = self.text
        said = [
            _("At month {month}: {groups}.").format(
                month=month,
                groups=describe.listing(
                    [self._stand(who, measured[who], month) for who in WHO], self.language
                ),
            )
            for month in (months.OPENING_MONTH, months.LAST)
        ]
        if name in COMPARED:
            ahead = self._ahead(run, COMPARED[name])
            said.append(
                _("Over the five years the shared group was ahead of both others in {ahead} of {wards} wards, each with the same luck.").format(
                    ahead=ahead, wards=run.wards
                )
            )
        said.append(self._about(name, run))
        return " ".join(said)

    def _stand(self, who: str, numbers: Numbers, month: int) -> str:
        _ = self.text
        value = _rounded(numbers["mid"][month - 1])
        shown = _("too few groups left") if value is None else describe.number(value, self.language)
        return _("{group} {value}").format(group=self._names[who], value=shown)

    def _ahead(self, run: Three, outcome: str) -> int:
        """Return in how many wards the shared group had more than both others (paired replicates)."""
        values = {who: run.groups[who].outcome(outcome)[: run.wards] for who in WHO}
        more = (values["shared"] > values["professional"]) & (values["shared"] > values["independent"])
        return int(np.count_nonzero(more))

    def _about(self, name: str, run: Three) -> str:
        _ = self.text
        if name == "group_survival":
            return _("Out of {wards} wards with each kind of group, shown as of 100.").format(wards=run.wards)
        if name == "group_stored":
            return _(
                "Line: the middle ward; band: nine of ten wards. Only wards whose group is alive count, while one in ten is."
            )
        return _("Line: the mean of {wards} wards; band: nine of ten wards. Where a group has ended, it counts as none.").format(
            wards=run.wards
        )

    def _fail(self, sentence: str) -> None:
        for figure, _name in self._shown:
            figure.fail(sentence)


def _rounded(value: float) -> float | None:
    return None if np.isnan(value) else round(float(value), 1)


def _mean_and_band(values: Floats) -> Numbers:
    """Return mean, low and high over the wards, from values of shape (months, wards).

    The mean, since the middle ward of a kind that mostly dies is a line at nothing.
    """
    low, high = np.quantile(values, (BAND[0], BAND[-1]), axis=1)
    return {"low": low, "mid": values.mean(axis=1), "high": high}


def _members(ensemble: Ensemble) -> Numbers:
    return _mean_and_band(ensemble.values("members"))


def _activities(ensemble: Ensemble) -> Numbers:
    return _mean_and_band(ensemble.values("activities"))


def _survival(ensemble: Ensemble) -> Numbers:
    share = 100 * ensemble.values("alive").mean(axis=1)
    nothing = np.full(len(share), np.nan)
    return {"low": nothing, "mid": share, "high": nothing}


def _issues(ensemble: Ensemble) -> Numbers:
    return _mean_and_band(np.cumsum(ensemble.values("collective_issues"), axis=0))


def _won(ensemble: Ensemble) -> Numbers:
    return _mean_and_band(np.cumsum(ensemble.values("collective_successes"), axis=0))


def _stored(ensemble: Ensemble) -> Numbers:
    """Return stored grievance over the wards whose group is alive, nothing where too few are."""
    alive = ensemble.values("alive") > 0
    values = np.where(alive, ensemble.values("stored_grievance"), np.nan)
    enough = alive.mean(axis=1) >= FEWEST
    numbers = np.full((3, len(values)), np.nan)
    numbers[:, enough] = np.nanquantile(values[enough], BAND, axis=1)
    return dict(zip(("low", "mid", "high"), numbers, strict=True))


MEASURED: Mapping[str, Callable[[Ensemble], Numbers]] = {
    "group_members": _members,
    "group_activities": _activities,
    "group_survival": _survival,
    "group_issues": _issues,
    "group_won": _won,
    "group_stored": _stored,
}
COMPARED = {
    "group_members": "members",
    "group_activities": "activities",
    "group_survival": "months_alive",
    "group_issues": "collective_issues",
    "group_won": "collective_successes",
}
