"""Page 02: what parents reported, how sure one can be of it, why schooling matters, what later studies found."""

from __future__ import annotations

from typing import Any

from selfhelp_teach.charts import sample_interval
from selfhelp_teach.errors import InputError
from selfhelp_teach.exercises.parts import ExercisePart
from selfhelp_teach.pages import explanations
from selfhelp_teach.pages.controller import PageController, Together
from selfhelp_teach.widgets import Figure, History, Panel, Presets
from selfhelp_teach.widgets.panel import choice, slider

# The facts whose interval a reader may ask for; for the last two the source holds back what it takes.
OBSERVED = ("P1.share", "P2.count", "P4.college", "P4.high-school")
FIRST_DRAW = 1984


class Parents(PageController):
    """The parts of page 02."""

    page = "02"

    def __init__(self, language: str = "en") -> None:
        super().__init__(language)
        self._samples: Figure | None = None
        self._explanations = explanations.opening(language)
        self._predicted: ExercisePart | None = None
        self._asked: dict[str, Any] = {"n": 74, "of": OBSERVED[0], "draw": 0}

    def sampling(self) -> Together:
        """Return the sample explorer: things to try, undo, and which share, how many parents, which draw."""
        _ = self.text
        items = [
            choice("of", _("Whose share?"), [{"value": name, "label": self._name(name)} for name in OBSERVED]),
            slider(
                "n", _("Parents in each sample"), min=10, max=500, step=1, default=74,
                ends=[_("few"), _("many")], description=_("The study asked 74. Other sizes are a what-if."),
                status="assumption",
            ),
            slider(
                "draw", _("Draw"), max=20, step=1, default=0,
                description=_("Each number draws a hundred new samples."), status="assumption",
            ),
        ]  # fmt: skip
        names = {item["name"]: item["label"] for item in items}
        presets: dict[str, tuple[str, dict[str, Any]]] = {
            "study": (_("As in the study"), {}),
            "class": (_("A class of 25"), {"n": 25}),
            "large": (_("Ten times as many"), {"n": 500}),
            "college": (_("College graduates"), {"of": "P4.college"}),
        }
        opening = dict(self._asked)
        history = History(
            lambda asked: put(dict(asked)),
            start=tuple(opening.items()),
            decode=lambda plain: tuple((name, value) for name, value in plain if name in opening),
            key="02-undo",
            language=self.language,
        )

        def put(asked: dict[str, Any], name: str = "", *, rests: bool = True) -> None:
            panel.put(asked)
            if rests:
                history.record(tuple(panel.values.items()), name)
            self._redraw(panel.values)

        panel = Panel(
            [{"items": items}], opening, lambda moved, rests: put(moved, names[min(moved)], rests=rests),
            label=_("Draw samples"), key="02-sampling", language=self.language,
        )  # fmt: skip
        tries = Presets(
            [{"value": value, "label": label} for value, (label, _set) in presets.items()],
            lambda name: put({**opening, **presets[name][1]}, _("a thing to try")),
            label=_("Try"), key="02-tries", language=self.language,
        )  # fmt: skip
        return self.together(tries, history, panel)

    def samples(self, after: str) -> Figure:
        """Return the chart of the samples drawn; it opens when the prediction ``after`` is committed."""
        self._samples = self.after(after, "sample_interval")
        self._predicted = self.exercise_parts[after]
        self._predicted.observe(lambda _change: self._redraw(self._asked), "revealed")
        return self._samples

    def explanations(self) -> Together:
        """Return the three explanations of why schooling goes with reported problems: things to try, undo, levers."""
        state = self._explanations
        return self.together(
            explanations.tries(state, self.language), state.history, explanations.levers(state, self.language)
        )

    def gap(self) -> Figure:
        """Return the chart of what each explanation does, visit by visit, in a small model."""
        return explanations.follow(self._explanations, self.figure("three_explanations"), self.language)

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
            self._samples.note = ""
