"""What every page can do: show a chart, an exercise, the part that keeps answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar

from selfhelp_teach.exercises import library
from selfhelp_teach.exercises.parts import ExercisePart
from selfhelp_teach.exercises.session import current
from selfhelp_teach.exercises.types.curve import Curve
from selfhelp_teach.pages.exercise_runs import simulated_curve
from selfhelp_teach.pages.live_chart import chart
from selfhelp_teach.pages.page_state import Try
from selfhelp_teach.translation import Translate, translator
from selfhelp_teach.widgets import Figure, Part, Presets


class Together(tuple[Part, ...]):
    """Parts that one notebook cell shows, in order."""

    __slots__ = ()

    def _ipython_display_(self) -> None:
        """Show each part (Jupyter's protocol)."""
        from IPython.display import display  # noqa: PLC0415 (only a notebook calls this, and it has it)

        for part in self:
            display(part)  # type: ignore[no-untyped-call]


class PageController:
    """One page's parts, in one language, with the answers given on it.

    Parameters
    ----------
    language
        ``"en"`` or ``"es"``; everything the page shows is in this language.
    """

    page: ClassVar[str]

    def __init__(self, language: str = "en") -> None:
        self.language = language
        self.text: Translate = translator(language)
        self.figures: dict[str, Figure] = {}
        self.exercise_parts: dict[str, ExercisePart] = {}

    def figure(self, name: str, **options: Any) -> Figure:
        """Return the live figure of the chart ``name``, with its opening data.

        Parameters
        ----------
        name
            A module of ``selfhelp_teach.charts``.
        options
            Passed to the chart's own ``figure`` function.
        """
        self.figures[name] = chart(name, self.language, key=f"{self.page}-{name}", **options)
        return self.figures[name]

    def after(self, exercise_ids: str | Sequence[str], name: str, **options: Any) -> Figure:
        """Return the figure ``name``, empty until what it tells has been predicted.

        Nothing of the result is in the page before that: not in the chart, its words or its table.

        Parameters
        ----------
        exercise_ids
            One prediction, or several that all must have been committed. They must have been shown before.
        name, options
            As for :meth:`figure`.
        """
        names = [exercise_ids] if isinstance(exercise_ids, str) else exercise_ids
        predictions = [self.exercise_parts[each] for each in names]
        figure = self.figure(name, **options)
        held = ("datasets", "summary", "table", "note")
        shown = {trait: getattr(figure, trait) for trait in held}

        def show(_change: Any = None) -> None:
            missing = next((each for each in predictions if not each.revealed), None)
            with figure.hold_sync():
                if missing is not None:
                    figure.datasets, figure.summary, figure.table = {}, "", []
                    figure.note = self.opens_with(missing)
                    return
                for trait, value in shown.items():
                    setattr(figure, trait, value)

        for prediction in predictions:
            prediction.observe(show, "revealed")
        show()
        return figure

    def redraw(self, figure: Figure, traits: Mapping[str, Any]) -> None:
        """Show in a figure what its chart says of another choice."""
        with figure.hold_sync():
            for name in ("title", "summary", "sources", "table", "datasets"):
                figure.set_trait(name, traits[name])
            figure.note = traits.get("note", "")

    def presets(
        self, tries: Mapping[str, Try], choose: Callable[[str], None], key: str, label: str = ""
    ) -> Presets:
        """Return things to try, one click each: ``choose`` takes the name of the one pressed."""
        options = [
            {"value": name, "label": each.label, **({"description": each.about} if each.about else {})}
            for name, each in tries.items()
        ]
        return Presets(options, choose, label=label or self.text("Try"), key=key, language=self.language)

    def opens_with(self, prediction: ExercisePart) -> str:
        """Return the sentence that stands where a prediction is waited for; the page makes a link of its name."""
        named = f"[{prediction.exercise.title}](exercise:{prediction.exercise.id})"
        return self.text("Opens with your prediction: “{title}”.").format(title=named)

    def keeper(self, *, compact: bool = True) -> Part:
        """Return the part that keeps this page's answers in the browser.

        Parameters
        ----------
        compact
            One line; otherwise the whole panel with download, restore and delete.
        """
        return current().record_sync(self.language, compact=compact)

    def exercise(self, exercise_id: str, **wiring: Any) -> ExercisePart:
        """Return the exercise ``exercise_id``, ready to be answered.

        Parameters
        ----------
        wiring
            What the page hands in, such as ``compare`` or ``situation`` (see :class:`ExercisePart`).
        """
        exercise = library.exercise(exercise_id, self.language)
        if isinstance(exercise, Curve) and exercise.result.measure and "compare" not in wiring:
            wiring["compare"] = lambda _drawn: simulated_curve(exercise)
        part = ExercisePart(exercise, language=self.language, **wiring)
        self.exercise_parts[exercise_id] = part
        return part

    def exercises(self, *exercise_ids: str) -> Together:
        """Return several exercises to be shown one after another."""
        return Together([self.exercise(exercise_id) for exercise_id in exercise_ids])

    def together(self, *parts: Part) -> Together:
        """Return several parts to be shown one after another by one cell."""
        return Together(parts)
