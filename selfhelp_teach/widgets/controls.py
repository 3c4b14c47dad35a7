"""The controls as widgets: each wraps the builder of the same name in ``static/controls``.

``value`` follows the hand, ``rested`` only when it rests: listen to the first to answer, to the second
to record. Everything else a builder takes is in ``options``.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import traitlets as t

from selfhelp_teach.errors import InputError
from selfhelp_teach.widgets.part import Part
from selfhelp_teach.widgets.words import (
    matching_labels,
    number_labels,
    play_labels,
    ranking_labels,
    sketch_labels,
    slider_labels,
    status_labels,
    switch_labels,
)

Option = Mapping[str, Any]


class Control(Part):
    """What all controls share.

    Parameters
    ----------
    label
        Its visible name.
    description
        A sentence below the name.
    status
        Where its numbers come from: a provenance status, shown beside the name.
    """

    # The page that moved a control need not hear of it again.
    value = t.Any(allow_none=True).tag(sync=True, echo_update=False)
    rested = t.Any(allow_none=True).tag(sync=True, echo_update=False)
    options = t.Dict().tag(sync=True)
    disabled = t.Bool(default_value=False).tag(sync=True)

    def __init__(
        self,
        label: str,
        *,
        value: Any = None,
        description: str = "",
        status: str = "",
        options: Mapping[str, Any] | None = None,
        **traits: Any,
    ) -> None:
        words = status_labels(traits.get("language", "en"))
        if status and status not in words:
            raise InputError(f"{status!r} is no provenance status. Use one of: {', '.join(words)}.")
        shared = {"label": label, "description": description, "status": status}
        shared["statusLabel"] = words.get(status, "")
        given = {name: each for name, each in {**shared, **(options or {})}.items() if each not in (None, "")}
        super().__init__(value=value, rested=value, options=given, **traits)


class Slider(Control):
    """A number between two ends: slide, step, type, or put back to its default.

    Raises
    ------
    InputError
        Where the ends, the step, the value or the default do not fit together.
    """

    module = t.Unicode("slider").tag(sync=True)
    _labels = staticmethod(slider_labels)

    def __init__(
        self,
        label: str,
        *,
        value: float,
        min: float,  # noqa: A002 - the words of the range input
        max: float,  # noqa: A002 - the words of the range input
        step: float,
        default: float | None = None,
        unit: str = "",
        ends: tuple[str, str] | None = None,
        ticks: Sequence[float | Option] = (),
        **traits: Any,
    ) -> None:
        start = value if default is None else default
        checked_slider(label, min, max, step, value, start)
        options = {
            "min": min,
            "max": max,
            "step": step,
            "default": start,
            "unit": unit,
            "ends": list(ends) if ends else None,
            "ticks": list(ticks) or None,
            **traits.pop("options", {}),
        }
        super().__init__(label, value=value, options=options, **traits)


class Play(Slider):
    """A slider that also plays: steps through its range at ``rate`` steps a second, in the browser.

    Parameters
    ----------
    link
        Name of the group of figures and pictures that follow it, without the kernel.
    """

    module = t.Unicode("play").tag(sync=True)
    _labels = staticmethod(play_labels)

    def __init__(self, label: str, *, rate: float = 6, link: str = "", **traits: Any) -> None:
        options = {"rate": rate, "link": {"group": link} if link else None}
        super().__init__(label, options=options, **traits)


class Choice(Control):
    """One of several, or with ``multiple`` several of several; each option a value and a label."""

    module = t.Unicode("choice").tag(sync=True)

    def __init__(
        self,
        label: str,
        choices: Sequence[Option],
        *,
        multiple: bool = False,
        layout: str = "list",
        **traits: Any,
    ) -> None:
        options = {"options": checked_options(label, choices), "multiple": multiple, "layout": layout}
        super().__init__(label, options=options, **traits)


class Switch(Control):
    """On or off."""

    module = t.Unicode("switch").tag(sync=True)
    _labels = staticmethod(switch_labels)


class Number(Control):
    """A number typed, with its unit and bounds; None while empty or out of bounds."""

    module = t.Unicode("number").tag(sync=True)
    _labels = staticmethod(number_labels)

    def __init__(
        self,
        label: str,
        *,
        min: float | None = None,  # noqa: A002 - the words of the number input
        max: float | None = None,  # noqa: A002 - the words of the number input
        step: float | None = None,
        unit: str = "",
        **traits: Any,
    ) -> None:
        super().__init__(label, options={"min": min, "max": max, "step": step, "unit": unit}, **traits)


class Ranking(Control):
    """Items to put in order; the value lists their values, first first."""

    module = t.Unicode("ranking").tag(sync=True)
    _labels = staticmethod(ranking_labels)

    def __init__(
        self, label: str, items: Sequence[Option], *, ends: tuple[str, str] | None = None, **traits: Any
    ) -> None:
        checked = checked_options(label, items)
        traits.setdefault("value", [item["value"] for item in checked])
        super().__init__(label, options={"items": checked, "ends": list(ends) if ends else None}, **traits)


class Matching(Control):
    """Cards to sort into targets; the value names the target of each card, or None."""

    module = t.Unicode("matching").tag(sync=True)
    _labels = staticmethod(matching_labels)

    def __init__(self, label: str, items: Sequence[Option], targets: Sequence[Option], **traits: Any) -> None:
        checked = checked_options(label, items)
        traits.setdefault("value", {item["value"]: None for item in checked})
        super().__init__(
            label, options={"items": checked, "targets": checked_options(label, targets)}, **traits
        )


class Sketch(Control):
    """A curve to draw: one number, or None, for each of ``x["values"]``.

    Parameters
    ----------
    x
        ``{"values", "label", "unit"}``.
    y
        ``{"min", "max", "step", "label", "unit"}``.
    """

    module = t.Unicode("sketch").tag(sync=True)
    _labels = staticmethod(sketch_labels)

    def __init__(self, label: str, *, x: Option, y: Option, **traits: Any) -> None:
        if not x.get("values") or not y["min"] < y["max"]:
            raise InputError(f"The curve {label!r} needs points along x and a y that runs from low to high.")
        traits.setdefault("value", [None] * len(x["values"]))
        super().__init__(label, options={"x": dict(x), "y": dict(y), "references": []}, **traits)

    def reveal(self, references: Sequence[Option]) -> None:
        """Draw curves (``{"label", "values", "kind"}``) beside the one sketched."""
        self.options = {**self.options, "references": [dict(each) for each in references]}


def checked_slider(label: str, low: float, high: float, step: float, *values: float) -> None:
    """Refuse ends, a step and values that do not fit together.

    Raises
    ------
    InputError
        Names the slider and what is wrong with it.
    """
    numbers = (low, high, step, *values)
    if not all(math.isfinite(number) for number in numbers) or not low < high or not 0 < step <= high - low:
        raise InputError(
            f"The slider {label!r} cannot run from {low} to {high} by {step}. Give finite ends, low before high."
        )
    for number in values:
        if not low <= number <= high:
            raise InputError(f"The value {number} of slider {label!r} is outside {low} to {high}.")


def checked_options(label: str, options: Sequence[Option]) -> list[dict[str, Any]]:
    """Return the options as dictionaries, refusing a value given twice."""
    values = [option["value"] for option in options]
    if len(set(values)) < len(values):
        raise InputError(f"{label!r} offers a value more than once: {values}.")
    return [dict(option) for option in options]
