"""Undo and redo: a line of states, with a place on it."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

import traitlets as t

from selfhelp_teach.errors import SelfHelpError
from selfhelp_teach.widgets.part import Part
from selfhelp_teach.widgets.words import history_labels

if TYPE_CHECKING:
    from collections.abc import Callable


def _itself(state: Any) -> Any:
    return state


class History(Part):
    """Two buttons that walk along the states recorded.

    Parameters
    ----------
    restore
        Takes a recorded state and puts it back. What it changes is not recorded again.
    limit
        How many states are kept.
    code
        Returns a state as plain data, for a page that takes its steps along into a new kernel.
    decode
        Reads such data; raises ``ValueError``, ``TypeError``, ``KeyError`` or one of our own errors where they
        are not sound.

    Attributes
    ----------
    place
        The present step as the page keeps it: ``at``, its number, and ``state``, its name and what ``code`` gives
        (None for what the page opens with).
    """

    _labels = staticmethod(history_labels)
    module = t.Unicode("history").tag(sync=True)
    undo_name = t.Unicode().tag(sync=True)
    redo_name = t.Unicode().tag(sync=True)
    can_undo = t.Bool(default_value=False).tag(sync=True)
    can_redo = t.Bool(default_value=False).tag(sync=True)
    place = t.Dict().tag(sync=True)

    def __init__(
        self,
        restore: Callable[[Any], None],
        *,
        start: Any,
        limit: int = 50,
        code: Callable[[Any], Any] = _itself,
        decode: Callable[[Any], Any] = _itself,
        **traits: Any,
    ) -> None:
        self._code, self._decode = code, decode
        super().__init__(place={"at": 0, "state": None}, **traits)
        self._restore = restore
        self._limit = limit
        self._start = start
        self._states: list[tuple[str, Any]] = [("", start)]
        self._at = 0
        self._dropped = 0  # states that the limit has cost: a step keeps its number
        self._walking = False
        self.on("undo", lambda _content: self.undo())
        self.on("redo", lambda _content: self.redo())
        self.on("carried", lambda content: self._carried(content.get("steps"), content.get("at")))

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
        states = [*self._states[: self._at + 1], (name, state)]
        self._dropped += max(0, len(states) - self._limit)
        self._states = states[-self._limit :]
        self._at = len(self._states) - 1
        self._tell()

    def undo(self) -> None:
        """Go one state back, where there is one."""
        self._walk(-1)

    def redo(self) -> None:
        """Go one state forward, where there is one."""
        self._walk(1)

    def begin_again(self) -> None:
        """Go back to what the page opened with, and keep no other step."""
        self._states, self._at, self._dropped = [("", self._start)], 0, 0
        self._walk(0)

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
            name, state = self._states[self._at]
            opening = not name and state == self._start
            told = None if opening else [name, self._code(state)]
            self.place = {"at": self._dropped + self._at, "state": told}

    def _carried(self, steps: Any, at: Any) -> None:
        """Take over the steps that a page has brought from a kernel that is gone; unsound ones are passed over."""
        states = []
        for number, step in enumerate(steps if isinstance(steps, list) else []):
            with suppress(ValueError, TypeError, KeyError, SelfHelpError):
                name, state = ("", self._start) if step is None else (str(step[0]), self._decode(step[1]))
                states.append((number, name, state))
        here = [index for index, (number, _name, _state) in enumerate(states) if number == at]
        if not here:
            return
        first = max(0, here[0] - self._limit + 1)
        self._states = [(name, state) for _number, name, state in states[first:]][: self._limit]
        self._at = here[0] - first
        self._dropped = 0
        self._walk(0)
