"""All inputs of a ward as one part: controls in groups that fold and lock."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import traitlets as t

from selfhelp_teach.errors import InputError
from selfhelp_teach.translation import translator
from selfhelp_teach.widgets.part import Part
from selfhelp_teach.widgets.words import slider_labels, status_labels, switch_labels

if TYPE_CHECKING:
    from collections.abc import Callable

KINDS = ("slider", "choice", "switch")
Item = Mapping[str, Any]


class Inputs(Part):
    """Controls in groups; the groups after the first may be folded.

    Parameters
    ----------
    groups
        One dictionary a group: ``title``, ``open``, perhaps ``about``, and ``items``. An item has ``name``,
        ``kind`` (one of :data:`KINDS`), ``label`` and what the builder of that kind takes.
    values
        Value of every item by name.
    moved
        Called with the names that changed by the reader's hand and whether the hand rests. May be set later.

    Attributes
    ----------
    locked
        Names that cannot be moved now.
    readout
        A sentence above the controls that says what they add up to; read out politely.
    hand
        How often the reader's hand has moved each item, and let it rest. The browser sends all values
        together, and those it has not heard of yet are old: only what the hand has moved is taken from it.
    """

    module = t.Unicode("inputs").tag(sync=True)
    groups: t.List[Any] = t.List().tag(sync=True)
    values = t.Dict().tag(sync=True)
    rested = t.Dict().tag(sync=True)
    locked: t.List[Any] = t.List().tag(sync=True)
    readout = t.Unicode().tag(sync=True)
    hand: t.Dict[str, Any] = t.Dict().tag(sync=True)

    def __init__(
        self,
        groups: Sequence[Mapping[str, Any]],
        values: Mapping[str, Any],
        moved: Callable[[frozenset[str], bool], None] | None = None,
        **traits: Any,
    ) -> None:
        traits.setdefault("labels", inputs_labels(traits.get("language", "en")))
        named = [item["name"] for group in groups for item in group["items"]]
        _checked(named, values, [item for group in groups for item in group["items"]])
        super().__init__(
            groups=[{**group, "items": [dict(item) for item in group["items"]]} for group in groups],
            values=dict(values),
            rested=dict(values),
            **traits,
        )
        self.moved = moved
        self._setting = False
        self._seen: dict[str, dict[str, int]] = {"values": {}, "rested": {}}
        self.observe(self._hand, names=["values", "rested"])

    def put(self, values: Mapping[str, Any], *, rests: bool = True) -> None:
        """Set values from here, without telling ``moved``; while a hand is moving, leave ``rested`` to it."""
        self._setting = True
        try:
            with self.hold_sync():
                self.values = {**self.values, **values}
                if rests:
                    self.rested = dict(self.values)
        finally:
            self._setting = False

    def _hand(self, change: Mapping[str, Any]) -> None:
        if self._setting or self.moved is None:
            return
        old, new = change["old"], change["new"]
        names = frozenset(name for name in new if old.get(name) != new[name])
        if self.hand:  # a browser's; its message names values before rested
            touched = names & self._touched(change["name"])
            if change["name"] == "values" and names - touched:
                self.put({name: old[name] for name in names - touched}, rests=False)
            names = touched
        if names:
            self.moved(names, change["name"] == "rested")

    def _touched(self, trait: str) -> frozenset[str]:
        """Return what the hand has moved (or let rest) since this was last asked."""
        at = ("values", "rested").index(trait)
        counts = {name: count[at] for name, count in self.hand.items()}
        before, self._seen[trait] = self._seen[trait], counts
        return frozenset(name for name, count in counts.items() if count != before.get(name, 0))


def _checked(names: Sequence[str], values: Mapping[str, Any], items: Iterable[Item]) -> None:
    if len(set(names)) < len(names):
        raise InputError(f"A set of inputs names an item twice: {sorted(names)}. Give each its own name.")
    if set(names) != set(values):
        odd = ", ".join(sorted(set(names) ^ set(values)))
        raise InputError(
            f"The items and the values of a set of inputs differ: {odd}. Give a value for each item."
        )
    for item in items:
        if item["kind"] not in KINDS:
            raise InputError(f"{item['kind']!r} is no kind of control. Use one of: {', '.join(KINDS)}.")


def inputs_labels(language: str = "en") -> dict[str, Any]:
    """Return the words of the inputs and of the controls in it."""
    _ = translator(language)
    return {
        "slider": slider_labels(language),
        "switch": switch_labels(language),
        "status": status_labels(language),
        "locked": _("fixed in this challenge"),
    }
