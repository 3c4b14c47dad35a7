"""Buttons that hold whole settings: presets, and the tray of pinned runs to compare."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import traitlets as t

from selfhelp_teach.widgets.part import Part
from selfhelp_teach.widgets.words import tray_labels

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
        self, options: Sequence[Mapping[str, str]], choose: Callable[[str], None], **traits: Any
    ) -> None:
        super().__init__(options=[dict(option) for option in options], **traits)
        self._choose = choose
        self.on_msg(self._pressed)

    def _pressed(self, _widget: Any, content: dict[str, Any], _buffers: Any) -> None:
        known = {option["value"] for option in self.options}
        if content.get("kind") == "preset" and content.get("value") in known:
            self._choose(content["value"])
            self.chosen = content["value"]  # the page marks it when the inputs stand where it puts them


class PinTray(Part):
    """Runs put aside, and which of them are being compared.

    Parameters
    ----------
    capture
        Returns the run on the page as ``(label, state)``, or None where there is none to pin.
    limit
        How many runs the tray holds.
    """

    module = t.Unicode("tray").tag(sync=True)
    label = t.Unicode().tag(sync=True)
    pins: t.List[Any] = t.List().tag(sync=True)
    compared: t.List[Any] = t.List().tag(sync=True)
    limit = t.Int(6).tag(sync=True)

    def __init__(self, capture: Callable[[], tuple[str, Any] | None], **traits: Any) -> None:
        traits.setdefault("labels", tray_labels(traits.get("language", "en")))
        super().__init__(**traits)
        self._capture = capture
        self._states: dict[str, Any] = {}
        self._count = 0
        self.on_msg(self._pressed)

    def states(self) -> list[Any]:
        """Return the states of the runs being compared, in the order of the tray."""
        return [self._states[pin["id"]] for pin in self.pins if pin["id"] in self.compared]

    def pin(self) -> None:
        """Put the run on the page into the tray, and compare it."""
        captured = self._capture()
        if captured is None or len(self.pins) >= self.limit:
            return
        label, state = captured
        self._count += 1
        name = f"run-{self._count}"
        self._states[name] = state
        with self.hold_sync():
            self.pins = [*self.pins, {"id": name, "label": label}]
            self.compared = [*self.compared, name]

    def remove(self, name: str) -> None:
        """Take a run out of the tray."""
        self._states.pop(name, None)
        with self.hold_sync():
            self.pins = [pin for pin in self.pins if pin["id"] != name]
            self.compared = [other for other in self.compared if other != name]

    def compare(self, name: str) -> None:
        """Take a run into the comparison, or out of it."""
        if name in self.compared:
            self.compared = [other for other in self.compared if other != name]
        elif name in self._states:
            self.compared = [*self.compared, name]

    def _pressed(self, _widget: Any, content: dict[str, Any], _buffers: Any) -> None:
        kind, name = content.get("kind"), str(content.get("id", ""))
        if kind == "pin":
            self.pin()
        elif kind == "remove":
            self.remove(name)
        elif kind == "compare":
            self.compare(name)
