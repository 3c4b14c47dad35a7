"""How a column of numbers travels: in the fewest bytes that lose nothing a reader could see.

A long column goes as 16-bit steps of a power of ten, fine enough for at least 6,500 steps from its least to
its greatest value: thirteen a pixel on a chart 500 pixels high, half the bytes of ``float32``, and decimals
that end in the table and the CSV file. Short columns gain nothing and go as they are.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

Numbers = np.ndarray[Any, Any]

DECIMAL = "decimal16"
GAP = 65535  # the code of "no number"
LONG = 32  # rows from which packing pays
HEAD = np.dtype("<i4")
CODES = np.dtype("<u2")
# The number types that figure/data.js reads back from the bytes of a frame.
TRAVELLING = frozenset({"float32", "float64", "uint8", "int8", "uint16", "int16", "int32", "uint32"})
WIDEST = 2**31
PLACES = 12  # decimal places, or zeros before the point, beyond which a column is left as it is


def pack(values: Numbers) -> tuple[str, bytes]:
    """Return the type under which a column travels, and its bytes."""
    if values.dtype.kind == "f" and values.size >= LONG:
        packed = _decimal(values.astype(np.float64))
        if packed is not None:
            return DECIMAL, packed
    kind = values.dtype.name
    if values.dtype.kind == "f":
        kind = "float32"
    elif kind not in TRAVELLING:  # 64 bits, which JavaScript's numbers do not hold
        kind = "int32" if values.size == 0 or np.abs(values).max() < WIDEST else "float64"
    return kind, np.ascontiguousarray(values, dtype=np.dtype(kind).newbyteorder("<")).tobytes()


def unpack(frame: bytes, at: int, rows: int, kind: str = DECIMAL) -> tuple[list[float | None], int]:
    """Return the numbers of a column, None for a gap, and how many bytes it took."""
    if kind != DECIMAL:
        values = np.frombuffer(frame, np.dtype(kind).newbyteorder("<"), rows, at)
        return [None if math.isnan(value) else value for value in values.tolist()], values.nbytes
    lowest, places = np.frombuffer(frame, HEAD, 2, at).tolist()
    codes = np.frombuffer(frame, CODES, rows, at + 2 * HEAD.itemsize).tolist()
    unit = 10 ** abs(places)
    numbers = [
        None if code == GAP else float((lowest + code) * unit) if places < 0 else (lowest + code) / unit
        for code in codes
    ]
    return numbers, 2 * HEAD.itemsize + CODES.itemsize * rows


def _decimal(values: Numbers) -> bytes | None:
    """Return a column as steps, or None where its numbers are too large or too small for them."""
    finite = values[np.isfinite(values)]
    low, high = (float(finite.min()), float(finite.max())) if finite.size else (0.0, 0.0)
    # As many places as keep the codes in 16 bits and the lowest step in 32.
    bounds = [(GAP - 2) / (high - low)] if high > low else []
    largest = max(abs(low), abs(high))
    bounds += [(WIDEST - 1 - GAP) / largest] if largest else [1.0]
    smallest = min(bounds)
    if not math.isfinite(smallest) or smallest <= 0:
        return None
    places = math.floor(math.log10(smallest))
    if abs(places) > PLACES:
        return None
    steps = np.rint(values * 10.0**places)
    lowest = int(np.rint(low * 10.0**places))
    codes = np.where(np.isfinite(values), steps - lowest, GAP).astype(CODES)
    return np.array([lowest, places], HEAD).tobytes() + codes.tobytes()
