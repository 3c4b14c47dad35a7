"""The one table of the model's numbers, and the values one run uses."""

from __future__ import annotations

import math
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType
from typing import Any, cast

from selfhelp_teach.errors import InputError
from selfhelp_teach.model.parameter_table import MECHANISM_ROWS, ROWS

TABLE_VERSION = 1


@dataclass(frozen=True, slots=True)
class Parameter:
    """One number of the model.

    Attributes
    ----------
    name : str
        Plain name, unique in the table.
    symbol : str
        Symbol used in the ODD description.
    mechanism : str
        ``"M1"`` to ``"M15"``, or ``"setting"``.
    unit : str
        Unit of the value; ``"1"`` where it has none.
    default, low, high : float
        Default and closed range.
    status : str
        Status of the *number* (``reported``, ``ordinal`` or ``assumption``).
    source : str
        Fact id or section of the source that gives value, order or direction.
    note : str
        Why this number.
    calibrated : bool
        True where the default was fitted to reported numbers by ``selfhelp-teach calibrate``.
    """

    name: str
    symbol: str
    mechanism: str
    unit: str
    default: float
    low: float
    high: float
    status: str
    source: str
    note: str
    calibrated: bool = False

    def check(self, value: Any) -> float:
        """Return ``value`` as a float inside the range, or refuse it by name."""
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            raise InputError(
                f"Parameter {self.name!r} must be a number from {self.low:g} to {self.high:g}, not {value!r}."
            )
        if not math.isfinite(value) or not self.low <= value <= self.high:
            raise InputError(
                f"Parameter {self.name!r} is {value!r}; it must lie from "
                f"{self.low:g} to {self.high:g} ({self.unit})."
            )
        return float(value)


@dataclass(frozen=True, slots=True)
class Mechanism:
    """One mechanism of the model and its place in the causal diagram.

    Attributes
    ----------
    key : str
        ``"M1"`` to ``"M15"``.
    name : str
        Short name, used by ``mechanisms_off``.
    sentence : str
        What the mechanism does, in one sentence.
    evidence_status, source : str
        Status of the *direction* of the mechanism, and where the source argues it.
    edges : tuple of (str, str, str)
        (from, to, sign) arrows; the sign is ``"+"`` or ``"-"``.
    """

    key: str
    name: str
    sentence: str
    evidence_status: str
    source: str
    edges: tuple[tuple[str, str, str], ...]

    @property
    def strength(self) -> str:
        """Name of the parameter that scales this mechanism; zero switches it off."""
        return f"strength_{self.name}"


MECHANISMS: Mapping[str, Mechanism] = MappingProxyType(
    {row[0]: Mechanism(*row[:5], edges=row[6]) for row in MECHANISM_ROWS}
)
"""Mechanisms by key, in the order of the specification."""

MECHANISM_NAMES: Mapping[str, str] = MappingProxyType({m.name: key for key, m in MECHANISMS.items()})


def mechanism_key(name: str) -> str:
    """Return the key (``"M3"``) of a mechanism given by key or by name (``"fear"``).

    Raises
    ------
    InputError
        Where there is no such mechanism.
    """
    if isinstance(name, str):
        if name.upper() in MECHANISMS:
            return name.upper()
        if name.lower() in MECHANISM_NAMES:
            return MECHANISM_NAMES[name.lower()]
    raise InputError(
        f"There is no mechanism {name!r}. Choose from M1 to M15, or by name: {', '.join(MECHANISM_NAMES)}."
    )


def _strengths() -> Iterator[Parameter]:
    for row in MECHANISM_ROWS:
        key, name, high, source = row[0], row[1], row[5], row[4]
        yield Parameter(
            f"strength_{name}", f"s{key[1:]}", key, "1", 1.0, 0.0, high, "assumption", source,
            "Scale of the whole mechanism: 0 is off, 1 the default. The source gives a direction only.",
        )  # fmt: skip


TABLE: Mapping[str, Parameter] = MappingProxyType(
    {p.name: p for p in (*_strengths(), *(Parameter(*cast("tuple[Any, ...]", row)) for row in ROWS))}
)
"""Every parameter by name. The only place where the model's numbers live."""

_DEFAULTS = {name: row.default for name, row in TABLE.items()}


class Parameters:
    """The values one run uses: every name of the table, checked, read as attributes.

    Parameters
    ----------
    **values : float
        Values that differ from the defaults of :data:`TABLE`.

    Raises
    ------
    InputError
        On an unknown name, or a value outside its range.

    Examples
    --------
    >>> Parameters().strength_fear
    1.0
    >>> Parameters(strength_fear=0).strength_fear
    0.0
    """

    __slots__ = ("_values",)
    _values: Mapping[str, float]

    def __init__(self, **values: float) -> None:
        merged = dict(_DEFAULTS)
        for name, value in values.items():
            if name not in TABLE:
                raise InputError(
                    f"There is no parameter {name!r}. See selfhelp_teach.model.TABLE for the names."
                )
            merged[name] = TABLE[name].check(value)
        object.__setattr__(self, "_values", MappingProxyType(merged))

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"Parameters do not change; use parameters.replace({name}=...).")

    def __getattr__(self, name: str) -> float:
        try:
            return self._values[name]
        except KeyError:
            raise AttributeError(f"There is no parameter {name!r}.") from None

    def __getitem__(self, name: str) -> float:
        return self._values[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Parameters) and dict(self._values) == dict(other._values)

    def __hash__(self) -> int:
        return hash(tuple(self._values.items()))

    def __reduce__(self) -> tuple[Any, ...]:
        return partial(Parameters, **self.changes()), ()

    def __repr__(self) -> str:
        inside = ", ".join(f"{k}={v:g}" for k, v in self.changes().items())
        return f"Parameters({inside})"

    def changes(self) -> dict[str, float]:
        """Return the values that differ from the table's defaults."""
        return {k: v for k, v in self._values.items() if v != TABLE[k].default}

    def as_dict(self) -> dict[str, float]:
        """Return every value by name."""
        return dict(self._values)

    def replace(self, **values: float) -> Parameters:
        """Return a copy with some values changed, checked like new."""
        return Parameters(**{**self.changes(), **values})

    def without(self, *mechanisms: str) -> Parameters:
        """Return a copy with the named mechanisms switched off."""
        return self.replace(**{MECHANISMS[mechanism_key(m)].strength: 0.0 for m in mechanisms})

    @property
    def version(self) -> str:
        """Version of the table and a checksum of the values, such as ``"1-5e0c21aa"``."""
        text = ";".join(f"{k}={v!r}" for k, v in self._values.items())
        return f"{TABLE_VERSION}-{zlib.crc32(text.encode()):08x}"
