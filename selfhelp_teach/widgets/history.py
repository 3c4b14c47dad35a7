"""Undo and redo: a line of states, with a place on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import traitlets as t

from selfhelp_teach.widgets.part import Part
from selfhelp_teach.widgets.words import history_labels

if TYPE_CHECKING:
    from collections.abc import Callable


class History(Part):
    """Two buttons that walk along the states recorded.

    Parameters
    ----------
    restore
        Takes a recorded state and puts it back. What it changes is not recorded again.
    limit
        How many states are kept.
    """

    module = t.Unicode("history").tag(sync=True)
    undo_name = t.Unicode().tag(sync=True)
    redo_name = t.Unicode().tag(sync=True)
    can_undo = t.Bool(default_value=False).tag(sync=True)
    can_redo = t.Bool(default_value=False).tag(sync=True)

    def __init__(self, restore: Callable[[Any], None], *, start: Any, limit: int = 50, **traits: Any) -> None:
        traits.setdefault("labels", history_labels(traits.get("language", "en")))
        super().__init__(**traits)
        self._restore = restore
        self._limit = limit
        self._states: list[tuple[str, Any]] = [("", start)]
        self._at = 0
        self._walking = False
        self.on_msg(self._pressed)

    @property
    def state(self) -> Any:
        """The state at the present place."""
        return self._states[self._at][1]

    def record(self, state: Any, name: str) -> None:
        """Add a state after the present one; what had been undone is given up.

        Parameters
        ----------
        state
            Anything that compares equal to itself; an unchanged state is not added.
        name
            What was done, as read out on undoing it.
        """
        if self._walking or state == self.state:
            return
        self._states = [*self._states[: self._at + 1], (name, state)][-self._limit :]
        self._at = len(self._states) - 1
        self._tell()

    def undo(self) -> None:
        """Go one state back, where there is one."""
        self._walk(-1)

    def redo(self) -> None:
        """Go one state forward, where there is one."""
        self._walk(1)

    def _walk(self, by: int) -> None:
        if not 0 <= self._at + by < len(self._states):
            return
        self._at += by
        self._walking = True
        try:
            self._restore(self.state)
        finally:
            self._walking = False
        self._tell()

    def _tell(self) -> None:
        with self.hold_sync():
            self.can_undo = self._at > 0
            self.can_redo = self._at + 1 < len(self._states)
            self.undo_name = self._states[self._at][0]
            self.redo_name = self._states[self._at + 1][0] if self.can_redo else ""

    def _pressed(self, _widget: Any, content: dict[str, Any], _buffers: Any) -> None:
        if content.get("kind") == "undo":
            self.undo()
        elif content.get("kind") == "redo":
            self.redo()
