"""What pages with a simulated ward share: their state, what waits for a prediction, pictures and charts of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar

from selfhelp_teach import charts
from selfhelp_teach.exercises.parts import ExercisePart
from selfhelp_teach.model import MEASURES
from selfhelp_teach.pages import live_chart, ward_views
from selfhelp_teach.pages.controller import PageController
from selfhelp_teach.pages.page_state import Drawn, PageState
from selfhelp_teach.pages.ward_views import Line, View
from selfhelp_teach.widgets import Figure, Part, Ward
from selfhelp_teach.widgets.ward import pack


class WardPageController(PageController):
    """A page with a simulated ward on it.

    Attributes
    ----------
    asks
        Prediction -> whether the runs of a state tell its result. Until such a prediction is committed, every
        view of those runs waits.
    """

    asks: ClassVar[Mapping[str, Callable[[Any], bool]]] = {}
    state: PageState[Any, Any]

    def exercise(self, exercise_id: str, **wiring: Any) -> ExercisePart:
        """Return an exercise; a prediction of what runs show opens their views once it is committed."""
        part = super().exercise(exercise_id, **wiring)
        if exercise_id in self.asks:
            part.observe(lambda _change: self.state.look_again(), "revealed")
        return part

    def waits(self, state: Any) -> str:
        """Return the sentence that stands in place of all views of ``state``; empty where they may be seen."""
        for exercise_id, told in self.asks.items():
            part = self.exercise_parts.get(exercise_id)
            if part is not None and not part.revealed and told(state):
                return self.opens_with(part)
        return ""

    def history(self) -> Part:
        """Return undo and redo."""
        return self.state.history

    def drawn(self, chart: str, view: Drawn[Any, Any], *, key: str, **options: Any) -> Figure:
        """Return a figure of runs: the chart's frame, with what ``view`` reads off each run."""
        return self.state.figure(live_chart.chart(chart, self.language, key=key, **options), view)

    def months(self, view: View, key: str, lines: Callable[[Any, Any], Sequence[Line]]) -> Figure:
        """Return the figure of a monthly measure of the runs that ``lines`` names."""
        return self.drawn(
            "ward_runs",
            lambda state, run: ward_views.shown(view, lines(state, run), self.language),
            key=key,
            **self.frame(view),
        )

    def frame(self, view: View) -> dict[str, str]:
        """Return what stands around the figure of a measure."""
        _ = self.text
        label = _(MEASURES[view.measure].label)
        return {"title": view.title, "measure": label, "unit": view.unit(_), "how": view.how(_)}

    def reframe(self, figure: Figure, view: View) -> None:
        """Put around a figure what another measure asks for."""
        traits = charts.module("ward_runs").figure(self.language, **self.frame(view))
        with figure.hold_sync():
            for name in ("title", "sources", "columns"):
                figure.set_trait(name, traits[name])
            figure.set_params(**traits["params"])

    def picture(self, ward: Ward, of: Callable[[Any, Any], tuple[str, Any]]) -> Ward:
        """Let a picture show one ward of each run: ``of`` returns its title and the ward."""

        def show(state: Any, run: Any, note: str) -> None:
            title, seen = ("", None) if note else of(state, run)
            with ward.hold_sync():
                if seen is None:
                    ward.clear(note)
                else:
                    ward.title = title
                    ward.show(pack(seen.posture, members=seen.member, newcomers=seen.newcomer))

        self.state.view(ward, show)
        return ward
