"""The one panel of controls: several inputs as one part, in groups that fold and lock.

Each of its two dictionaries has one writer, so neither side can undo what the other does: the browser writes
``edits`` (what was moved, and how often), the kernel ``values``. What a hand has moved is not sent back to it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import traitlets as t

from selfhelp_teach.errors import InputError
from selfhelp_teach.translation import translator
from selfhelp_teach.widgets.controls import checked_options, checked_slider
from selfhelp_teach.widgets.part import Part
from selfhelp_teach.widgets.words import number_labels, slider_labels, status_labels, switch_labels

KINDS = ("slider", "choice", "switch", "number")
Values = dict[str, Any]
Moved = Callable[[Values, bool], None]
Item = dict[str, Any]


def slider(name: str, label: str, *, max: float = 1, step: float = 0.05, **options: Any) -> Item:  # noqa: A002
    """Return a slider for a panel, from 0 to 1 unless said otherwise; ``options`` as its builder takes them."""
    made = {"min": 0, "max": max, "step": step, **options}
    checked_slider(label, made["min"], max, step, made.get("default", made["min"]))
    return {"name": name, "kind": "slider", "label": label, **made}


def switch(name: str, label: str, **options: Any) -> Item:
    """Return an on-off switch for a panel."""
    return {"name": name, "kind": "switch", "label": label, **options}


def choice(name: str, label: str, options: Sequence[Mapping[str, Any]], **more: Any) -> Item:
    """Return a choice of one for a panel; each option a value and a label."""
    return {
        "name": name,
        "kind": "choice",
        "label": label,
        "options": checked_options(label, options),
        **more,
    }


def panel_labels(language: str = "en") -> dict[str, Any]:
    """Return the words of a panel and of the controls in it."""
    _ = translator(language)
    return {
        "slider": slider_labels(language),
        "switch": switch_labels(language),
        "number": number_labels(language),
        "status": status_labels(language),
        "locked": _("fixed in this challenge"),
    }


class Panel(Part):
    """Controls in groups, whose values go and come together as ``{name: value}``.

    Parameters
    ----------
    groups
        One dictionary a group: ``items`` (see :func:`slider`, :func:`switch`, :func:`choice`) and perhaps
        ``title``, ``about``, ``folds``, ``open``.
    values
        Value of every item by name.
    moved
        Called with the values that the reader's hand has moved, and whether the hand rests.

    Attributes
    ----------
    locked
        Names that cannot be moved now.
    readout
        A sentence above the controls that says what they add up to; read out politely.
    edits
        By name: the value the hand gave, how often it has moved, and how often it has come to rest.
    heard
        By name, the moves that ``values`` takes into account: the page keeps what was moved since.
    """

    _labels = staticmethod(panel_labels)
    module = t.Unicode("panel").tag(sync=True)
    label = t.Unicode().tag(sync=True)
    groups: t.List[Any] = t.List().tag(sync=True)
    values: t.Dict[str, Any] = t.Dict().tag(sync=True)
    edits: t.Dict[str, Any] = t.Dict().tag(sync=True, echo_update=False)
    heard: t.Dict[str, int] = t.Dict().tag(sync=True)
    locked: t.List[Any] = t.List().tag(sync=True)
    readout = t.Unicode().tag(sync=True)

    def __init__(
        self,
        groups: Sequence[Mapping[str, Any]],
        values: Mapping[str, Any],
        moved: Moved | None = None,
        **traits: Any,
    ) -> None:
        _check([item for group in groups for item in group["items"]], values)
        self._own = False  # whether the values now set are those of the page's own hand
        super().__init__(
            groups=[{**group, "items": [dict(item) for item in group["items"]]} for group in groups],
            values=dict(values),
            **traits,
        )
        self.moved = moved

    def put(self, values: Mapping[str, Any]) -> None:
        """Show these values; nothing is sent where the panel shows them already.

        Raises
        ------
        InputError
            Where the panel has no such input.
        """
        if unknown := sorted(set(values) - set(self.values)):
            raise InputError(f"The panel has no input {unknown[0]!r}. It has: {', '.join(self.values)}.")
        wanted = {**self.values, **values}
        if wanted == self.values:
            return
        with self.hold_sync():
            self.heard = {name: moves for name, (_value, moves, _stops) in self.edits.items()}
            self.values = wanted

    def move(self, values: Mapping[str, Any], *, rests: bool = True) -> None:
        """Do as a reader's hand would."""
        edits = dict(self.edits)
        for name, value in values.items():
            _old, moves, stops = edits.get(name, (None, 0, 0))
            edits[name] = [value, moves + 1, stops + rests]
        self.edits = edits

    @t.observe("edits")
    def _heard(self, change: Mapping[str, Any]) -> None:
        """Take what the hand has moved, or let rest, since this was last heard."""
        old = change["old"] or {}
        known = {name: said for name, said in change["new"].items() if name in self.values}
        fresh = {
            name: said for name, said in known.items() if list(said[1:]) != list(old.get(name, (0, 0, 0))[1:])
        }
        moved = {name: value for name, (value, _moves, _stops) in fresh.items()}
        if not moved:
            return
        self._own = True
        self.values = {**self.values, **moved}
        self._own = False
        if self.moved is not None:
            self.moved(moved, any(said[2] != old.get(name, (0, 0, 0))[2] for name, said in fresh.items()))

    def _should_send_property(self, key: str, value: Any) -> bool:
        return not (key == "values" and self._own) and bool(super()._should_send_property(key, value))


def _check(items: Sequence[Mapping[str, Any]], values: Mapping[str, Any]) -> None:
    names = [item["name"] for item in items]
    if len(set(names)) < len(names):
        raise InputError(f"A panel names an item twice: {sorted(names)}. Give each its own name.")
    if odd := ", ".join(sorted(set(names) ^ set(values))):
        raise InputError(f"The items and the values of a panel differ: {odd}. Give a value for each item.")
    for item in items:
        if item["kind"] not in KINDS:
            raise InputError(f"{item['kind']!r} is no kind of control. Use one of: {', '.join(KINDS)}.")
