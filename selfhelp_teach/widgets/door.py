"""The door of the course: one small ward that plays, one question, one lever. It needs no kernel once it is shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import traitlets as t

from selfhelp_teach.errors import InputError
from selfhelp_teach.translation import translator
from selfhelp_teach.widgets.part import Part
from selfhelp_teach.widgets.words import slider_labels, ward_labels

Grid = np.ndarray[Any, Any]


def door_labels(language: str = "en") -> dict[str, Any]:
    """Return the words around the question of the door."""
    _ = translator(language)
    return {
        "ward": ward_labels(language),
        "slider": slider_labels(language),
        "yours": _("your guess"),
        "so": _("what happens"),
        "look": _("I'd rather just look"),
        "first": _("Guess first; then this lever is yours."),
        "right": _("That is what happens here."),
        "other": _("Something else happens here."),
    }


class Door(Part):
    """A ward for each place of one lever, and a question about where the lever leads.

    Parameters
    ----------
    question
        What is asked before the lever may be moved.
    options
        ``{"value": ..., "label": ...}`` each; ``answer`` is the value of the one that the wards show.
    said
        What the wards show, in a sentence with its numbers; told once somebody has guessed. ``basis`` says what
        the numbers are.
    lever
        ``label`` and ``ends`` of the lever.

    Notes
    -----
    All wards come with the part, a byte a family and month, so that a guess is answered at once: also where
    no kernel is up yet, or none will ever be.
    """

    _labels = staticmethod(door_labels)
    module = t.Unicode("door").tag(sync=True)
    title = t.Unicode().tag(sync=True)
    status = t.Unicode("assumption").tag(sync=True)
    question = t.Unicode().tag(sync=True)
    options: t.List[Any] = t.List().tag(sync=True)
    answer = t.Unicode().tag(sync=True)
    said = t.Unicode().tag(sync=True)
    basis = t.Unicode().tag(sync=True)
    lever = t.Dict().tag(sync=True)
    places: t.List[Any] = t.List().tag(sync=True)
    start = t.Int(0).tag(sync=True)
    courses = t.Bytes().tag(sync=True)
    months = t.Int(0).tag(sync=True)
    families = t.Int(0).tag(sync=True)

    def __init__(
        self,
        question: str,
        options: Sequence[Mapping[str, str]],
        wards: Grid,
        *,
        places: Sequence[float],
        **traits: Any,
    ) -> None:
        """Take the packed courses of one ward a place of the lever, places x months x families."""
        if wards.ndim != 3 or wards.dtype != np.uint8 or len(wards) != len(places):  # noqa: PLR2004
            raise InputError(
                f"A door needs places x months x families of uint8 for its {len(places)} places, "
                f"not {wards.dtype} of shape {wards.shape}. Use pack()."
            )
        if traits.get("answer") not in {each["value"] for each in options}:
            raise InputError(f"The answer {traits.get('answer')!r} is none of the options.")
        super().__init__(
            question=question,
            options=[dict(each) for each in options],
            places=[float(place) for place in places],
            courses=wards.tobytes(),
            months=wards.shape[1],
            families=wards.shape[2],
            **traits,
        )
