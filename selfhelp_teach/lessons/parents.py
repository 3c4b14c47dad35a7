"""Page 02: what parents reported, how sure one can be of it, and what later studies found."""

from __future__ import annotations

from typing import Any

from selfhelp_teach.charts import sample_interval
from selfhelp_teach.errors import InputError
from selfhelp_teach.evidence import fact, interval_for
from selfhelp_teach.exercises.parts import ExercisePart
from selfhelp_teach.lessons.lesson import Lesson
from selfhelp_teach.widgets import Choice, Figure, Panel, Slider, unopened

# The facts whose interval a reader may ask for; for the last two the source holds back what it takes.
OBSERVED = ("P1.share", "P2.count", "P4.college", "P4.high-school")
FIRST_DRAW = 1984


class Parents(Lesson):
    """The parts of page 02."""

    page = "02"

    def __init__(self, language: str = "en") -> None:
        super().__init__(language)
        self._samples: Figure | None = None
        self._predicted: ExercisePart | None = None
        self._asked: dict[str, Any] = {"n": 74, "of": OBSERVED[0], "draw": 0}

    @unopened()
    def sampling(self) -> Panel:
        """Return the panel of the sample explorer: which share, how many parents, which draw."""
        _ = self.text
        controls = {
            "of": Choice(
                _("Whose share?"),
                [{"value": name, "label": self._name(name)} for name in OBSERVED],
                value=self._asked["of"],
                language=self.language,
            ),
            "n": Slider(
                _("Parents in each sample"),
                value=self._asked["n"],
                min=10,
                max=500,
                step=1,
                default=74,
                ends=(_("few"), _("many")),
                description=_("The study asked 74. Other sizes are a what-if."),
                status="assumption",
                language=self.language,
            ),
            "draw": Slider(
                _("Draw"),
                value=0,
                min=0,
                max=20,
                step=1,
                default=0,
                description=_("Each number draws a hundred new samples."),
                status="assumption",
                language=self.language,
            ),
        }
        panel = Panel(
            _("Draw samples"),
            controls,
            key="02-sampling",
            language=self.language,
            presets=[
                {"value": "study", "label": _("As in the study"), "set": {}},
                {"value": "class", "label": _("A class of 25"), "set": {"n": 25}},
                {"value": "large", "label": _("Ten times as many"), "set": {"n": 500}},
                {"value": "college", "label": _("College graduates"), "set": {"of": "P4.college"}},
            ],
        )
        panel.on_change(self._redraw)
        return panel

    def samples(self, after: str) -> Figure:
        """Return the chart of the samples drawn; it opens when the prediction ``after`` is committed."""
        self._samples = self.after(after, "sample_interval")
        self._predicted = self.shown[after]
        self._predicted.observe(lambda _change: self._redraw(self._asked), "revealed")
        return self._samples

    def _name(self, name: str) -> str:
        _ = self.text
        return {
            "P1.share": _("at least one problem"),
            "P2.count": _("three problems or more"),
            "P4.college": _("college graduates with a problem"),
            "P4.high-school": _("high school or less with a problem"),
        }[name]

    def _redraw(self, asked: dict[str, Any]) -> None:
        """Draw what the panel asks for; a share whose base is unknown gets the sentence that says so."""
        self._asked = dict(asked)
        if self._samples is None or self._predicted is None or not self._predicted.revealed:
            return
        try:
            traits = sample_interval.figure(
                self.language, n=int(asked["n"]), seed=FIRST_DRAW + int(asked["draw"]), of=str(asked["of"])
            )
        except InputError as refusal:
            self._samples.fail(str(refusal))
            return
        with self._samples.hold_sync():
            for name in ("title", "summary", "sources", "table", "datasets"):
                setattr(self._samples, name, traits[name])
            self._samples.note = traits["note"]

    @property
    def refused(self) -> tuple[str, ...]:
        """The shares for which no interval can be given."""
        return tuple(name for name in OBSERVED if not _has_interval(name))


def _has_interval(name: str) -> bool:
    try:
        interval_for(fact(name))
    except InputError:
        return False
    return True
