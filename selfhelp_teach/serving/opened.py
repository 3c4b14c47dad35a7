"""What a page's browser is told of its parts' opening state: what the page needs, and what many parts share once."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

WORTH = 200  # characters of JSON from which a value that comes again is said once


def told(opening: dict[str, Any]) -> dict[str, Any]:
    """Return an opening state as the host reads it (``openPage`` in host/host.js).

    Parameters
    ----------
    opening
        Cell -> views, as :func:`selfhelp_teach.serving.prerender.make` gives them.

    Returns
    -------
    dict
        ``cells``: cell -> views with ``key`` and ``state``; ``shared``: the values that several parts have; ``of`` of
        a view names the traits whose values are there, and their place.
    """
    written = {cell: [_long(view["state"]) for view in of_cell] for cell, of_cell in opening["cells"].items()}
    seen = Counter(text for of_cell in written.values() for texts in of_cell for text in texts.values())
    places = {text: place for place, text in enumerate(text for text, times in seen.items() if times > 1)}
    return {
        "shared": [json.loads(text) for text in places],
        "cells": {
            cell: [_view(view, texts, places) for view, texts in zip(of_cell, written[cell], strict=True)]
            for cell, of_cell in opening["cells"].items()
        },
    }


def _long(state: dict[str, Any]) -> dict[str, str]:
    """Return the long values of a state as JSON, by trait."""
    written = {
        trait: json.dumps(value, ensure_ascii=False)
        for trait, value in state.items()
        if isinstance(value, dict | list)
    }
    return {trait: text for trait, text in written.items() if len(text) >= WORTH}


def _view(view: dict[str, Any], texts: dict[str, str], places: dict[str, int]) -> dict[str, Any]:
    of = {trait: places[text] for trait, text in texts.items() if text in places}
    state = {trait: value for trait, value in view["state"].items() if trait not in of}
    return {"key": view["key"], "state": state, "of": of}
