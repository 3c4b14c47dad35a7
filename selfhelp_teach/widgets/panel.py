"""A panel of controls: several inputs in one part, set together by presets, with undo."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import traitlets as t

from selfhelp_teach.errors import InputError
from selfhelp_teach.widgets.controls import Control
from selfhelp_teach.widgets.part import Part
from selfhelp_teach.widgets.words import panel_labels

Values = dict[str, Any]
LIMIT = 50  # settings that undo can go back


class Panel(Part):
    """Controls under one heading, whose values go and come together as ``{name: value}``.

    ``value`` follows the hand, ``rested`` only when it rests, as in a single control.

    Parameters
    ----------
    label
        What the panel sets.
    controls
        Name of an input -> the control for it. The panel takes over their options and values: make them
        ``unopened``.
    presets
        One dictionary a button: ``value`` (a name), ``label``, perhaps ``description``, and ``set``, the
        values it gives; whatever it does not name goes back to its default.

    Attributes
    ----------
    hand
        How often the reader's hand has moved each input, and let it rest. The browser sends all values
        together, and those it has not heard of yet are old: only what the hand has moved is taken from it.
    """

    module = t.Unicode("panel").tag(sync=True)
    label = t.Unicode().tag(sync=True)
    fields: t.List[Any] = t.List().tag(sync=True)
    presets: t.List[Any] = t.List().tag(sync=True)
    value = t.Dict().tag(sync=True)
    rested = t.Dict().tag(sync=True)
    can_undo = t.Bool(default_value=False).tag(sync=True)
    hand: t.Dict[str, Any] = t.Dict().tag(sync=True)

    def __init__(
        self,
        label: str,
        controls: Mapping[str, Control],
        *,
        presets: Sequence[Mapping[str, Any]] = (),
        **traits: Any,
    ) -> None:
        start = {name: control.value for name, control in controls.items()}
        fields = [_field(name, control) for name, control in controls.items()]
        self._defaults = {
            field["name"]: field["options"].get("default", start[field["name"]]) for field in fields
        }
        self._sets = {str(preset["value"]): _known(preset, start) for preset in presets}
        traits.setdefault("labels", panel_labels(traits.get("language", "en")))
        super().__init__(
            label=label,
            fields=fields,
            presets=[{key: each for key, each in preset.items() if key != "set"} for preset in presets],
            value=start,
            rested=start,
            **traits,
        )
        for control in controls.values():
            control.close()  # the panel shows them itself
        self._seen: dict[str, dict[str, int]] = {"value": {}, "rested": {}}
        self._before: list[Values] = []
        self._undoing = False
        self.observe(self._remember, "rested")
        self.on_msg(self._pressed)

    def set_state(self, sync_data: Mapping[str, Any]) -> None:
        """Take from a browser's message the inputs that its hand has moved, and tell it of the others."""
        taken = dict(sync_data)
        for trait in self._seen if "hand" in taken else ():
            moved = self._touched(trait, taken["hand"])
            if trait in taken:
                taken[trait] = getattr(self, trait) | {name: taken[trait][name] for name in moved}
        super().set_state(taken)
        if old := [trait for trait in self._seen if taken.get(trait) != sync_data.get(trait)]:
            self.send_state(old)

    def _touched(self, trait: str, hand: Mapping[str, Sequence[int]]) -> list[str]:
        """Return what the hand has moved (or let rest) since this was last asked."""
        counts = {name: count[("value", "rested").index(trait)] for name, count in hand.items()}
        before, self._seen[trait] = self._seen[trait], counts
        return [name for name, count in counts.items() if count != before.get(name, 0)]

    def on_change(self, listener: Callable[[Values], None]) -> None:
        """Call ``listener`` with the values at every move."""
        self.observe(lambda change: listener(dict(change["new"])), "value")

    def put(self, values: Mapping[str, Any]) -> None:
        """Set some of the inputs, as if the reader had done so.

        Raises
        ------
        InputError
            Where the panel has no such input.
        """
        unknown = sorted(set(values) - set(self._defaults))
        if unknown:
            raise InputError(f"The panel has no input {unknown[0]!r}. It has: {', '.join(self._defaults)}.")
        wanted = {**self.value, **values}
        self.value = wanted
        self.rested = wanted

    def choose(self, preset: str) -> None:
        """Set the inputs as a preset says, everything else to its default."""
        self.put({**self._defaults, **self._sets[preset]})

    def undo(self) -> None:
        """Go back to the settings before the last change, where there were any."""
        if not self._before:
            return
        self._undoing = True
        try:
            self.put(self._before.pop())
        finally:
            self._undoing = False
        self.can_undo = bool(self._before)

    def _remember(self, change: dict[str, Any]) -> None:
        if self._undoing or change["old"] == change["new"]:
            return
        self._before = [*self._before, dict(change["old"])][-LIMIT:]
        self.can_undo = True

    def _pressed(self, _widget: Any, content: dict[str, Any], _buffers: Any) -> None:
        if content.get("kind") == "undo":
            self.undo()
        elif content.get("kind") == "preset" and content.get("value") in self._sets:
            self.choose(content["value"])


def _field(name: str, control: Control) -> dict[str, Any]:
    """Return what the page needs to build one control."""
    return {
        "name": name,
        "kind": control.module,
        "options": dict(control.options),
        "labels": dict(control.labels),
    }


def _known(preset: Mapping[str, Any], start: Values) -> Values:
    unknown = sorted(set(preset["set"]) - set(start))
    if unknown:
        raise InputError(f"The preset {preset['value']!r} sets {unknown[0]!r}, which is not in its panel.")
    return dict(preset["set"])
