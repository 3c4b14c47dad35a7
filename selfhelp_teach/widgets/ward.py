"""The ward picture: families in rooms, at the door, at the group's table; played in the browser from one transfer."""

from __future__ import annotations

from typing import Any

import numpy as np
import traitlets as t

from selfhelp_teach.errors import InputError
from selfhelp_teach.widgets.part import Part
from selfhelp_teach.widgets.words import ward_labels

# One byte a family and month. The low three bits are the state, the next two are flags.
STATES = ("content", "silent", "voiced", "alternative", "protest")
EMPTY = 7
MEMBER = 8
NEWCOMER = 16

Grid = np.ndarray[Any, Any]


def pack(states: Grid, members: Grid | None = None, newcomers: Grid | None = None) -> np.ndarray[Any, Any]:
    """Pack a ward's course into one byte a family and month.

    Parameters
    ----------
    states
        Months x families; 0 content, 1 silent grievance, 2 voiced, 3 alternative, 4 protest, 7 an empty
        bed.
    members, newcomers
        Months x families, true where the family is in the group, or new on the ward.

    Raises
    ------
    InputError
        Where the shapes differ or a state is unknown.
    """
    codes = np.asarray(states)
    if codes.ndim != 2:  # noqa: PLR2004 - months and families
        raise InputError(f"A ward needs months x families, not an array of shape {codes.shape}.")
    unknown = sorted({int(code) for code in np.unique(codes)} - {*range(len(STATES)), EMPTY})
    if unknown:
        raise InputError(
            f"A ward has no states {unknown}. Use 0 to {len(STATES) - 1}, or {EMPTY} for an empty bed."
        )
    packed = codes.astype(np.uint8)
    for name, flags, bit in (("members", members, MEMBER), ("newcomers", newcomers, NEWCOMER)):
        if flags is None:
            continue
        if np.shape(flags) != packed.shape:
            raise InputError(f"The {name} of a ward have shape {np.shape(flags)}, its states {packed.shape}.")
        packed |= np.asarray(flags, dtype=bool).astype(np.uint8) * np.uint8(bit)
    return packed


class Ward(Part):
    """The families of a ward month by month, with the group and the staff.

    Parameters
    ----------
    title
        A question, as above every picture.
    link
        Name of the group whose charts follow the month shown.
    first
        Number of the first month, in words and for the charts that follow; ``month`` counts from 0.
    rate
        Months played in a second; the reader may double, quadruple or halve it.
    autoplay
        Whether it plays once when it is first seen; never for a reader who wants less motion.
    tall
        Height of the picture to its width; 0 for the usual one.
    replay
        It plays from its first month whenever this is another number.
    """

    _labels = staticmethod(ward_labels)
    module = t.Unicode("ward").tag(sync=True)
    title = t.Unicode().tag(sync=True)
    status = t.Unicode("mechanism").tag(sync=True)
    course = t.Bytes().tag(sync=True)
    months = t.Int(0).tag(sync=True)
    families = t.Int(0).tag(sync=True)
    staff = t.Int(0).tag(sync=True)
    month = t.Int(0).tag(sync=True)
    first = t.Int(0).tag(sync=True)
    rate = t.Float(3.0).tag(sync=True)
    autoplay = t.Bool(default_value=False).tag(sync=True)
    link = t.Unicode().tag(sync=True)
    note = t.Unicode().tag(sync=True)
    tall = t.Float(0.0).tag(sync=True)
    replay = t.Int(0).tag(sync=True)

    def show(self, packed: Grid, *, staff: int | None = None) -> None:
        """Show another course, from ``pack``: one transfer, played from then on without the kernel.

        Raises
        ------
        InputError
            Where ``packed`` is not months x families of ``uint8``.
        """
        grid = np.asarray(packed)
        if grid.ndim != 2 or grid.dtype != np.uint8:  # noqa: PLR2004 - months and families
            raise InputError(
                f"A course is months x families of uint8, not {grid.dtype} of shape {grid.shape}. Use pack()."
            )
        with self.hold_sync():
            self.months, self.families = grid.shape
            self.course = grid.tobytes()
            self.month = min(self.month, max(self.months - 1, 0))
            self.note = ""
            if staff is not None:
                self.staff = staff

    def clear(self, note: str) -> None:
        """Show a sentence in place of the ward, and hold nothing of it."""
        with self.hold_sync():
            self.months = self.families = 0
            self.course = b""
            self.note = note
