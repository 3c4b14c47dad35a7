"""Page 02: what parents reported, how sure one can be of it, why schooling matters, what later studies found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from selfhelp_teach.charts import sample_interval
from selfhelp_teach.pages import explanations
from selfhelp_teach.pages.controller import PageController, Together
from selfhelp_teach.pages.page_state import PageState, Try
from selfhelp_teach.widgets import Figure
from selfhelp_teach.widgets.panel import choice, slider

# The facts whose interval a reader may ask for; for the last two the source holds back what it takes.
OBSERVED = ("P1.share", "P2.count", "P4.college", "P4.high-school")
FIRST_DRAW = 1984


@dataclass(frozen=True, slots=True)
class Asked:
    """What the sample explorer draws: of which share, how many parents in each sample, and which draw."""

    of: str = OBSERVED[0]
    n: int = 74
    draw: int = 0

    def moved(self, values: Mapping[str, Any]) -> Asked:
        """Return what is asked after some controls were moved."""
        numbers = {name: int(value) for name, value in values.items() if name != "of"}
        return replace(self, **{**values, **numbers})


class Parents(PageController):
    """The parts of page 02. A share whose base is unknown gets the sentence that says so."""

    page = "02"

    def __init__(self, language: str = "en") -> None:
        super().__init__(language)
        self._asked: PageState[Asked, dict[str, Any]] = PageState(
            Asked(), self._drawn, key="02-undo", language=language
        )
        self._explanations = explanations.opening(language)

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
        presets = {
            "study": Try(_("As in the study"), Asked()),
            "class": Try(_("A class of 25"), Asked(n=25)),
            "large": Try(_("Ten times as many"), Asked(n=500)),
            "college": Try(_("College graduates"), Asked("P4.college")),
        }
        panel = self._asked.panel(
            [{"items": items}], asdict, Asked.moved, label=_("Draw samples"), key="02-sampling"
        )
        tries = self.presets(
            presets, lambda name: self._asked.change(presets[name].sets, _("a thing to try")), "02-tries"
        )
        return self.together(tries, self._asked.history, panel)

    def samples(self, after: str) -> Figure:
        """Return the chart of the samples drawn; it opens when the prediction ``after`` is committed."""
        figure, predicted = self.after(after, "sample_interval"), self.exercise_parts[after]

        def show(_asked: Asked, traits: dict[str, Any], _note: str) -> None:
            if predicted.revealed:
                self.redraw(figure, traits)

        self._asked.view(figure, show)
        predicted.observe(lambda _change: self._asked.look_again(), "revealed")
        return figure

    def _drawn(self, asked: Asked) -> Iterator[dict[str, Any]]:
        found = sample_interval.figure(self.language, n=asked.n, seed=FIRST_DRAW + asked.draw, of=asked.of)
        return iter((found,))

    def explanations(self) -> Together:
        """Return the three explanations of why schooling goes with reported problems: things to try, undo, levers."""
        state, tries = self._explanations, explanations.tries(self.text)
        presets = self.presets(
            tries,
            lambda name: state.change(tries[name].sets, self.text("a thing to try")),
            "02-explanations-tries",
        )
        return self.together(presets, state.history, explanations.levers(state, self.language))

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
