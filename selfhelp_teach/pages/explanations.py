"""The three explanations on page 02: a lever for each, things to try, and the small model that follows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, replace
from typing import Any

from selfhelp_teach.charts import three_explanations
from selfhelp_teach.model.spiral import Explanations
from selfhelp_teach.pages.page_state import PageState, Try
from selfhelp_teach.translation import Translate, translator
from selfhelp_teach.widgets import Figure, Panel
from selfhelp_teach.widgets.panel import slider

State = PageState[Explanations, Explanations]


def opening(language: str) -> State:
    """Return the state of the small model, with its undo: none of the explanations holds."""
    return PageState(Explanations(), _steps, key="02-explanations-undo", language=language)


def _steps(held: Explanations) -> Iterator[Explanations]:
    return iter((held,))  # the model is worked out where it is drawn: it takes no time


def levers(state: State, language: str) -> Panel:
    """Return a lever for each explanation, from not at all to fully."""
    _ = translator(language)
    items = [
        slider(
            name, label, step=0.1, default=0, ends=[_("not at all"), _("fully")], description=about,
            status="assumption",
        )
        for name, (label, about) in _words(_).items()
    ]  # fmt: skip

    def moved(held: Explanations, values: Mapping[str, Any]) -> Explanations:
        return replace(held, **{name: float(value) for name, value in values.items()})

    label = _("Three explanations")
    return state.panel([{"items": items}], asdict, moved, label=label, key="02-explanations")


def tries(_: Translate) -> dict[str, Try]:
    """Return the things to try, and which explanations each lets hold."""
    return {
        "none": Try(_("None of them"), Explanations()),
        "critical": Try(_("Only the first"), Explanations(critical=1)),
        "awe": Try(_("Only the second"), Explanations(awe=1)),
        "spiral": Try(_("Only the spiral"), Explanations(spiral=1)),
        "all": Try(_("A little of each"), Explanations(0.5, 0.5, 0.5)),
    }


def follow(state: State, figure: Figure, language: str) -> Figure:
    """Let a figure draw the small model as it is set."""

    def view(held: Explanations, _run: Explanations) -> Mapping[str, Any]:
        traits = three_explanations.figure(language, held)
        rows = traits["datasets"]["visits"]
        columns = {name: [row[name] for row in rows] for name in rows[0]}
        return {"datasets": {"visits": columns}, "summary": traits["summary"], "table": traits["table"]}

    return state.figure(figure, view)


def _words(_: Translate) -> dict[str, tuple[str, str]]:
    return {
        "critical": (
            _("More critical of institutions"),
            _("Parents with less schooling notice fewer of the problems they meet."),
        ),
        "awe": (
            _("Less in awe of staff"),
            _("Parents with less schooling tell fewer of the problems they notice."),
        ),
        "spiral": (
            _("The spiral"),
            _(
                "What is told irritates staff, most of all by parents with more schooling, and more goes wrong."
            ),
        ),
    }
