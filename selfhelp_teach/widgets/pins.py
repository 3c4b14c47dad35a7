"""Buttons that hold whole settings: presets, and the pinned wards beside the one on the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import traitlets as t

from selfhelp_teach.translation import translator
from selfhelp_teach.widgets.part import Part

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence


class Presets(Part):
    """A row of buttons, each of which sets the inputs in one click.

    Parameters
    ----------
    options
        One dictionary a button: ``value`` (a name), ``label`` and, where it helps, ``description``.
    choose
        Takes the name of the preset pressed.
    """

    module = t.Unicode("presets").tag(sync=True)
    label = t.Unicode().tag(sync=True)
    options: t.List[Any] = t.List().tag(sync=True)
    chosen = t.Unicode().tag(sync=True)
    disabled = t.Bool(default_value=False).tag(sync=True)

    def __init__(
        self, options: Sequence[Mapping[str, Any]], choose: Callable[[str], None], **traits: Any
    ) -> None:
        super().__init__(
            options=[{name: each for name, each in option.items() if name != "set"} for option in options],
            **traits,
        )
        self._choose = choose
        self.on_msg(self._pressed)

    def _pressed(self, _widget: Any, content: dict[str, Any], _buffers: Any) -> None:
        known = {option["value"] for option in self.options}
        if content.get("kind") == "preset" and content.get("value") in known:
            self._choose(content["value"])
            self.chosen = content["value"]  # the page marks it when the inputs stand where it puts them


def pins_labels(language: str = "en") -> dict[str, str]:
    """Return the words of the pins."""
    _ = translator(language)
    return {
        "pin": _("Pin as {letter}"),
        "keys": _("With the keyboard on a lever, P pins the ward and C goes to the comparison."),
        "all": _("All leaders on this ward"),
        "remove": _("Remove {letter}: {label}"),
        "empty": _("Pin a ward, then change something: both stay in every chart."),
        "full": _("There is no room for another. Remove one to pin this ward."),
        "pinned": _("Pinned: {pins}"),
    }


class Pins(Part):
    """The pinned runs by letter, and what may be done with them: pin one more, pin all kinds, let one go.

    It holds nothing but what it shows: what is pinned is part of the page's state.

    Parameters
    ----------
    pressed
        Takes ``"pin"``, ``"all"`` or ``"remove"``, and for the last the letter.

    Attributes
    ----------
    pins
        One dictionary a pinned run: ``letter``, ``label`` and ``tone``, the kind of group that gives its colour.
    next
        The letter that the next one will have; empty where there is no room.
    """

    _labels = staticmethod(pins_labels)
    module = t.Unicode("pins").tag(sync=True)
    label = t.Unicode().tag(sync=True)
    pins: t.List[Any] = t.List().tag(sync=True)
    next = t.Unicode("A").tag(sync=True)

    def __init__(self, pressed: Callable[[str, str], None], **traits: Any) -> None:
        super().__init__(**traits)
        for kind in ("pin", "all", "remove"):
            self.on(kind, lambda content: pressed(content["kind"], str(content.get("letter", ""))))


def compared_labels(language: str = "en") -> dict[str, str]:
    """Return the words of the comparison."""
    _ = translator(language)
    return {
        "ward": _("Ward"),
        "now": _("now"),
        "differences": _("Show how far each differs from {letter}, with 95% intervals"),
        "simulated": _("simulated, not observed"),
    }


class Compared(Part):
    """Pinned runs beside the one on the page, as a table in the units of their measures.

    Attributes
    ----------
    columns
        One dictionary a measure: ``label`` and ``unit``.
    rows
        One dictionary a run: ``letter``, ``label``, ``tone``, ``values`` (texts, one a measure) and
        ``differences`` from the first row with their intervals (texts; empty for the first).
    summary
        What differs, in words.
    note
        A sentence in place of the table.
    """

    _labels = staticmethod(compared_labels)
    module = t.Unicode("compared").tag(sync=True)
    title = t.Unicode().tag(sync=True)
    about = t.Unicode().tag(sync=True)
    columns: t.List[Any] = t.List().tag(sync=True)
    rows: t.List[Any] = t.List().tag(sync=True)
    summary = t.Unicode().tag(sync=True)
    note = t.Unicode().tag(sync=True)
