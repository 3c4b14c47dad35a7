"""Page 04: what professionals fear, what it does to a group, and one ward from two chairs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from selfhelp_teach.evidence import rows as data
from selfhelp_teach.exercises.parts import ExercisePart
from selfhelp_teach.model import DANGERS, FIELDS, MONOPOLIES, Ensemble, Scenario, perceived_danger
from selfhelp_teach.model.events import Event
from selfhelp_teach.pages.chairs import as_staff_see, staff_side, tell
from selfhelp_teach.pages.controller import Together
from selfhelp_teach.pages.page_state import PageState, Try
from selfhelp_teach.pages.runs import RUNS
from selfhelp_teach.pages.runs import Ward as Run
from selfhelp_teach.pages.ward_controller import WardPageController
from selfhelp_teach.pages.ward_views import Line, View
from selfhelp_teach.pages.ward_words import question
from selfhelp_teach.translation import Translate, number
from selfhelp_teach.widgets import Figure, Panel, Part, Ward
from selfhelp_teach.widgets.event_log import EventLog
from selfhelp_teach.widgets.panel import slider
from selfhelp_teach.widgets.ward import pack

Values = dict[str, float]

USUAL = float(FIELDS["perceived_danger"].default)
CHAIR_WARDS = 12
CHAIRS_OPEN = 24  # the month in which the two chairs open: by then both have seen something
MONTH_OF_CHAIRS = "04-chairs-month"  # the group of views that share it
SAID_FIRST = "p04-what-each-could-not-see"
#: The scenario of the two chairs' ward: a shared group on a wary ward, where much goes on.
CHAIRS_WARD = Scenario(leadership="shared", power_asymmetry=0.75, defensiveness=0.65)


@dataclass(frozen=True, slots=True)
class Worries:
    """The state of page 04: how great each worry is, and how much each monopoly counts."""

    worries: tuple[float, ...] = (USUAL,) * len(DANGERS)
    care: tuple[float, ...] = (1.0,) * len(MONOPOLIES)

    @property
    def values(self) -> Values:
        """What the controls show."""
        return {**dict(zip(DANGERS, self.worries, strict=True)), **self.cares}

    @property
    def cares(self) -> Values:
        """How much each monopoly counts, by name."""
        return dict(zip(MONOPOLIES, self.care, strict=True))

    @property
    def scenario(self) -> Scenario:
        """The ward that these worries make."""
        worries = dict(zip(DANGERS, self.worries, strict=True))
        return Scenario(perceived_danger=round(perceived_danger(worries, self.cares), 3))

    def moved(self, values: Mapping[str, Any]) -> Worries:
        """Return these worries after some controls were moved."""
        now = {**self.values, **{name: float(value) for name, value in values.items()}}
        return Worries(tuple(now[name] for name in DANGERS), tuple(now[name] for name in MONOPOLIES))


class Dangers(WardPageController):
    """Seven worries and three monopolies add up to the danger staff perceive, and that moves the ward."""

    page: ClassVar[str] = "04"
    asks: ClassVar[Any] = {
        "p04-danger-and-referral": lambda worries: worries.scenario.perceived_danger < USUAL
    }

    def __init__(self, language: str = "en") -> None:
        super().__init__(language)
        self._log: EventLog | None = None
        self.state: PageState[Worries, dict[str, Ensemble]] = PageState(
            Worries(), self._steps, waits=self.waits, key="04-undo", language=language
        )

    # parts of the notebook

    def dangers(self) -> Panel:
        """Return the seven worries and the three monopolies as controls."""
        panel = self.state.panel(
            danger_groups(self.text), lambda worries: worries.values, Worries.moved, key="04-dangers"
        )
        self.state.follow(lambda worries: panel.set_trait("readout", self._readout(worries)))
        return panel

    def tries(self) -> Part:
        """Return the things to try, one click each."""
        return self.presets(tries(self.text), self._try, "04-tries")

    def runs(self, measure: str) -> Figure:
        """Return the figure of a monthly measure."""
        before, now = self.text("before"), self.text("now")

        def lines(_worries: Worries, run: Mapping[str, Ensemble]) -> list[Line]:
            return [Line("A", before, before, run["before"]), Line("now", now, now, run["now"])]

        return self.months(View(measure, question(measure, self.text)), f"04-{measure}", lines)

    def chairs(self) -> EventLog:
        """Return one ward told from the parent's chair and from the professional's."""
        _ = self.text
        self._log = EventLog(
            self._story,
            wards=CHAIR_WARDS,
            tell=lambda event, chair: tell(event, chair, _),
            held=_(
                "Say first, in the question below, what each could not see. Then both are shown together."
            ),
            link=MONTH_OF_CHAIRS,
            key="04-chairs",
            language=self.language,
            title=_("The same five years, from two chairs"),
            about=_(
                "One simulated ward with a shared group. Each chair tells only what could be seen from it, in words "
                "we wrote for it; the other fades. Flip the chair, and the same months look different."
            ),
        )
        return self._log

    def two_chairs(self) -> Together:
        """Return the ward split down the middle, as it is lived and as staff can see it, above what each tells."""
        _ = self.text
        log = self.chairs()
        titles = {
            "parents": _("The ward as families live it"),
            "staff": _("The same ward, as staff can see it"),
        }
        wards = {
            chair: Ward(
                title=title, status="assumption", first=1, month=CHAIRS_OPEN - 1, link=MONTH_OF_CHAIRS,
                key=f"04-ward-{chair}", area="picture", language=self.language,
            )
            for chair, title in titles.items()
        }  # fmt: skip

        def show(_change: Any = None) -> None:
            seen = RUNS.full(Run(CHAIRS_WARD)).ward(log.ward - 1)
            for chair, ward in wards.items():
                posture = as_staff_see(seen.posture) if chair == "staff" else seen.posture
                ward.show(pack(posture, members=seen.member, newcomers=seen.newcomer))

        log.observe(show, "ward")
        show()
        return self.together(log, *wards.values())

    def exercise(self, exercise_id: str, **wiring: Any) -> ExercisePart:
        """Return an exercise; once it is said what each chair could not see, both are shown."""
        part = super().exercise(exercise_id, **wiring)
        if exercise_id == SAID_FIRST and self._log is not None:
            log = self._log
            part.on_answer(lambda _entry: log.set_trait("held", ""))
        return part

    # change and runs

    def _try(self, name: str) -> None:
        self.state.change(tries(self.text)[name].sets, self.text("a thing to try"))

    def _steps(self, worries: Worries) -> Iterator[dict[str, Ensemble]]:
        return RUNS.grow({"before": Run(Scenario()), "now": Run(worries.scenario)})

    # words

    def _readout(self, worries: Worries) -> str:
        _ = self.text
        values, care = worries.values, worries.cares
        total = sum(care[monopoly] for monopoly in DANGERS.values())
        parts = dict.fromkeys(MONOPOLIES, 0.0)
        for name, monopoly in DANGERS.items():
            parts[monopoly] += values[name] * care[monopoly] / total if total else 0.0
        return _(
            "Perceived danger: {now} (at the opening {before}). Of it, knowledge gives {knowledge}, "
            "service {service}, values {values}."
        ).format(
            now=number(worries.scenario.perceived_danger, self.language, 2),
            before=number(USUAL, self.language, 2),
            **{name: number(part, self.language, 2) for name, part in parts.items()},
        )

    def _story(self, ward: int) -> list[Event]:
        ensemble = RUNS.full(Run(CHAIRS_WARD))
        events = ensemble.story(ward, language=self.language) + staff_side(ensemble.rows(ward), self.text)
        return sorted(events, key=lambda event: event.month)


def tries(_: Translate) -> dict[str, Try]:
    """Return the things to try, and the worries that each puts on the page."""

    def worried(**values: float) -> Worries:
        return Worries().moved(values)

    turf = {each: 0.9 if monopoly == "service" else 0.2 for each, monopoly in DANGERS.items()}
    return {
        "usual": Try(_("All seven, as before"), Worries(), _("Every worry at the level of the opening.")),
        "ease-one": Try(
            _("Ease one worry"), worried(misinformation=0.0), _("Misinformation alone goes down to nothing.")
        ),
        "ease-all": Try(
            _("Ease all seven"),
            worried(**dict.fromkeys(DANGERS, 0.0)),
            _("No worry is left, and nothing else changes."),
        ),
        "turf": Try(
            _("Only turf matters"),
            worried(knowledge=0.0, values=0.0, **turf),
            _("Staff care about the monopoly of service, and its three worries are high."),
        ),
        "alarm": Try(
            _("Everything is alarming"),
            worried(**dict.fromkeys(DANGERS, 1.0)),
            _("All seven worries as high as they go."),
        ),
    }


def danger_labels(_: Translate) -> dict[str, str]:
    """Return the label of each danger, in the order of the source."""
    return {name: _(str(row["label"])) for name, row in zip(DANGERS, data("dangers"), strict=True)}


def monopoly_labels(_: Translate) -> dict[str, str]:
    """Return the label of each monopoly."""
    return {
        "knowledge": _("The monopoly of knowledge"),
        "service": _("The monopoly of service"),
        "values": _("The monopoly of values"),
    }


def danger_groups(_: Translate) -> list[dict[str, Any]]:
    """Return the controls: the worries by monopoly, then how much each monopoly counts."""
    labels = danger_labels(_)
    worry = [_("no worry"), _("great worry")]
    counts = [_("not at all"), _("fully")]
    found: list[dict[str, Any]] = [
        {
            "title": monopoly,
            "items": [
                slider(name, labels[name], default=USUAL, ends=worry, status="assumption")
                for name, touched in DANGERS.items()
                if touched == key
            ],
        }
        for key, monopoly in monopoly_labels(_).items()
    ]
    found.append(
        {
            "title": _("How much does each monopoly count?"),
            "folds": True,
            "about": _("Counts each worry under it fully, or not at all."),
            "items": [
                slider(key, label, default=1.0, ends=counts, status="assumption")
                for key, label in monopoly_labels(_).items()
            ],
        }
    )
    return found
