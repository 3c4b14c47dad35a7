"""Page 04: what professionals fear, what it does to a group, and one ward from two chairs."""

from __future__ import annotations

from typing import Any, ClassVar

from selfhelp_teach.evidence import rows as data
from selfhelp_teach.lessons.bench import Bench, run
from selfhelp_teach.lessons.chairs import staff_side, tell
from selfhelp_teach.lessons.ward_lesson import WardLesson
from selfhelp_teach.lessons.ward_views import View
from selfhelp_teach.lessons.ward_words import question
from selfhelp_teach.model import DANGERS, FIELDS, MONOPOLIES, Ensemble, Scenario, perceived_danger
from selfhelp_teach.model.events import Event
from selfhelp_teach.translation import Translate, number
from selfhelp_teach.widgets import Figure, History, Part, Presets
from selfhelp_teach.widgets.inputs import Inputs
from selfhelp_teach.widgets.two_chairs import TwoChairs

Values = dict[str, float]

USUAL = float(FIELDS["perceived_danger"].default)
CHAIR_WARDS = 12
#: The scenario of the two chairs' ward: a shared group on a wary ward, where much goes on.
CHAIRS_WARD = Scenario(leadership="shared", power_asymmetry=0.75, defensiveness=0.65)


class Dangers(WardLesson):
    """Seven worries and three monopolies add up to the danger staff perceive, and that moves the ward."""

    page: ClassVar[str] = "04"

    def __init__(self, language: str = "en") -> None:
        super().__init__(language)
        _ = self.text
        self.scenario = Scenario()
        self.worries: Values = dict.fromkeys(DANGERS, USUAL)
        self.care: Values = dict.fromkeys(MONOPOLIES, 1.0)
        self._panel: Inputs | None = None
        self.bench = Bench(
            self.scenario, language=language, pinned=[(_("before"), self.scenario)], follow=self._followed
        )
        self._chairs: TwoChairs | None = None
        self._told: Ensemble | None = None
        self.undo = History(self._restore, start=self._state, key="04-undo", language=language)
        self.bench.set(self.scenario)

    # parts of the notebook

    def history(self) -> Part:
        """Return undo and redo."""
        return self.undo

    def dangers(self) -> Part:
        """Return the seven worries and the three monopolies as controls."""
        self._panel = Inputs(
            danger_groups(self.text), {**self.worries, **self.care}, self._moved,
            key="04-dangers", language=self.language, readout=self._readout(),
        )  # fmt: skip
        return self._panel

    def tries(self) -> Part:
        """Return the things to try, one click each."""
        options = tries(self.text)
        return Presets(options, self._try, key="04-tries", language=self.language, label=self.text("Try"))

    def runs(self, measure: str) -> Figure:
        """Return the figure of a monthly measure."""
        made = self.bench.figure(f"04-{measure}", View(measure, question(measure, self.text)))
        self.figures[measure] = made
        return made

    def chairs(self) -> Part:
        """Return one ward told from the parent's chair and from the professional's."""
        _ = self.text
        self._chairs = TwoChairs(
            self._story,
            wards=CHAIR_WARDS,
            tell=lambda event, chair: tell(event, chair, _),
            key="04-chairs",
            language=self.language,
            title=_("The same five years, from two chairs"),
            about=_(
                "One simulated ward with a shared group. Both columns tell the same months. Each chair tells "
                "only what could be seen from it, in words we wrote for it."
            ),
        )
        return self._chairs

    # what moves the ward

    @property
    def _state(self) -> tuple[tuple[tuple[str, float], ...], ...]:
        return tuple(self.worries.items()), tuple(self.care.items())

    def set(self, worries: Values, care: Values, name: str, *, rests: bool = True) -> None:
        """Set worries and care; ``name`` says what was done, for undo."""
        self.worries, self.care = dict(worries), dict(care)
        danger = round(perceived_danger(self.worries, self.care), 3)
        self.scenario = Scenario(perceived_danger=danger)
        if self._panel is not None:
            self._panel.put({**self.worries, **self.care}, rests=rests)
            self._panel.readout = self._readout()
        self.bench.set(self.scenario)
        if rests:
            self.undo.record(self._state, name)

    def _moved(self, names: frozenset[str], rests: bool) -> None:
        if self._panel is None:
            return
        values = self._panel.values
        self.set(
            {name: float(values[name]) for name in DANGERS},
            {name: float(values[name]) for name in MONOPOLIES},
            danger_labels(self.text).get(min(names)) or monopoly_labels(self.text)[min(names)],
            rests=rests,
        )

    def _try(self, name: str) -> None:
        worries, care = dict.fromkeys(DANGERS, USUAL), dict.fromkeys(MONOPOLIES, 1.0)
        if name == "ease-one":
            worries["misinformation"] = 0.0
        elif name == "ease-all":
            worries = dict.fromkeys(DANGERS, 0.0)
        elif name == "alarm":
            worries = dict.fromkeys(DANGERS, 1.0)
        elif name == "turf":
            care = {"knowledge": 0.0, "service": 1.0, "values": 0.0}
            worries = {each: 0.9 if monopoly == "service" else 0.2 for each, monopoly in DANGERS.items()}
        self.set(worries, care, self.text("a thing to try"))

    def _restore(self, state: Any) -> None:
        worries, care = state
        self.set(dict(worries), dict(care), "")

    def _followed(self, _ensemble: Ensemble, _final: bool) -> None:
        if self._panel is not None:
            self._panel.readout = self._readout()

    def _readout(self) -> str:
        _ = self.text
        total = sum(self.care[monopoly] for monopoly in DANGERS.values())
        parts = dict.fromkeys(MONOPOLIES, 0.0)
        for name, monopoly in DANGERS.items():
            parts[monopoly] += self.worries[name] * self.care[monopoly] / total if total else 0.0
        return _(
            "Perceived danger: {now} (at the opening {before}). Of it, knowledge gives {knowledge}, "
            "service {service}, values {values}."
        ).format(
            now=number(self.scenario.perceived_danger, self.language, 2),
            before=number(USUAL, self.language, 2),
            **{name: number(part, self.language, 2) for name, part in parts.items()},
        )

    def _story(self, ward: int) -> list[Event]:
        ensemble = self._ward()
        events = ensemble.story(ward, language=self.language) + staff_side(ensemble.rows(ward), self.text)
        return sorted(events, key=lambda event: event.month)

    def _ward(self) -> Ensemble:
        if self._told is None:
            self._told = run(CHAIRS_WARD)
        return self._told


def tries(_: Translate) -> list[dict[str, str]]:
    """Return the things to try: name, label, and what a click does."""
    words = {
        "usual": (_("All seven, as before"), _("Every worry at the level of the opening.")),
        "ease-one": (_("Ease one worry"), _("Misinformation alone goes down to nothing.")),
        "ease-all": (_("Ease all seven"), _("No worry is left, and nothing else changes.")),
        "turf": (
            _("Only turf matters"),
            _("Staff care about the monopoly of service, and its three worries are high."),
        ),
        "alarm": (_("Everything is alarming"), _("All seven worries as high as they go.")),
    }
    return [{"value": name, "label": label, "description": about} for name, (label, about) in words.items()]


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
    found: list[dict[str, Any]] = [
        {
            "title": monopoly,
            "items": [
                {
                    "name": name, "kind": "slider", "label": labels[name], "status": "assumption",
                    "min": 0, "max": 1, "step": 0.05, "default": USUAL, "ends": worry,
                }
                for name, touched in DANGERS.items()
                if touched == key
            ],
        }
        for key, monopoly in monopoly_labels(_).items()
    ]  # fmt: skip
    found.append(
        {
            "title": _("How much does each monopoly count?"),
            "folds": True,
            "about": _("Counts each worry under it fully, or not at all."),
            "items": [
                {
                    "name": key,
                    "kind": "slider",
                    "label": label,
                    "status": "assumption",
                    "min": 0,
                    "max": 1,
                    "step": 0.05,
                    "default": 1.0,
                    "ends": [_("not at all"), _("fully")],
                }
                for key, label in monopoly_labels(_).items()
            ],
        }
    )
    return found
