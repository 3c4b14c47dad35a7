"""Fits plain data to the types of models, and refuses what does not fit; for the stand-in of pydantic beside it."""

from __future__ import annotations

import dataclasses
import math
import re
import types
import typing
from collections.abc import Callable
from datetime import datetime
from typing import Any, Literal, NamedTuple, Union, get_args, get_origin

JsonValue = typing.NewType("JsonValue", object)
MISSING: Any = object()


class ValidationError(ValueError):
    """Data that fit no model."""


class AfterValidator(NamedTuple):
    """Runs on a value that fits its type."""

    call: Callable[[Any], Any]


class BeforeValidator(NamedTuple):
    """Runs on what was given."""

    call: Callable[[Any], Any]


class FieldInfo:
    """What a model says of one field: default, bounds, markers."""

    def __init__(self, default: Any = MISSING, *, default_factory: Any = None, **bounds: Any) -> None:
        self.default = None if default is ... else default
        self.required = default in (MISSING, ...) and default_factory is None
        self.default_factory = default_factory
        self.bounds = bounds
        self.annotation: Any = None
        self.metadata: list[Any] = []

    def default_value(self) -> Any:
        """Return the value of a field that was not given."""
        return self.default if self.default_factory is None else self.default_factory()


def fit(hint: Any, value: Any) -> Any:  # noqa: PLR0911, PLR0912, C901 (one branch a kind of type)
    """Return ``value`` as ``hint`` wants it.

    Raises
    ------
    ValidationError
        Where it does not fit.
    """
    origin = get_origin(hint)
    if origin is typing.Annotated:
        inner, *markers = get_args(hint)
        for marker in markers:
            value = marker.call(value) if isinstance(marker, BeforeValidator) else value
        value = fit(inner, value)
        for marker in markers:
            if isinstance(marker, FieldInfo):
                _hold(marker.bounds, value)
            elif isinstance(marker, AfterValidator):
                value = marker.call(value)
        return value
    if hint is Any or hint is JsonValue:
        return value
    if origin is Literal:
        if not any(value == each and type(value) is type(each) for each in get_args(hint)):
            raise ValidationError(f"{value!r} is none of {get_args(hint)}")
        return value
    if origin in (Union, types.UnionType):
        return _fit_one_of(get_args(hint), value)
    if origin is tuple:
        return _fit_tuple(get_args(hint), value)
    if origin in (list, dict):
        return _fit_collection(origin, get_args(hint), value)
    if hasattr(hint, "model_validate"):
        return hint.model_validate(value)
    if dataclasses.is_dataclass(hint) and isinstance(value, dict):
        return _fit_dataclass(hint, value)
    return _fit_plain(hint, value)


def _fit_dataclass(kind: Any, value: dict[str, Any]) -> Any:
    hints = typing.get_type_hints(kind, include_extras=True)
    names = [each.name for each in dataclasses.fields(kind) if each.init]
    return kind(**{name: fit(hints[name], value[name]) for name in names if name in value})


def _fit_one_of(hints: tuple[Any, ...], value: Any) -> Any:
    if value is None and type(None) in hints:
        return None
    kind = value.get("type") if isinstance(value, dict) else None
    for hint in hints:
        tag = getattr(hint, "model_fields", {}).get("type")
        if kind is not None and tag is not None and kind not in get_args(tag.annotation):
            continue
        try:
            return fit(hint, value)
        except (ValueError, TypeError):
            if tag is not None:
                raise
    raise ValidationError(f"{value!r} fits none of {hints}")


def _fit_tuple(hints: tuple[Any, ...], value: Any) -> Any:
    if not isinstance(value, list | tuple):
        raise ValidationError(f"{value!r} is no list")
    if len(hints) == 2 and hints[1] is ...:  # noqa: PLR2004 (tuple[X, ...])
        return tuple(fit(hints[0], item) for item in value)
    if len(hints) != len(value):
        raise ValidationError(f"{value!r} has not {len(hints)} entries")
    return tuple(fit(hint, item) for hint, item in zip(hints, value, strict=True))


def _fit_collection(kind: Any, hints: tuple[Any, ...], value: Any) -> Any:
    if not isinstance(value, kind):
        raise ValidationError(f"{value!r} is no {kind.__name__}")
    if kind is list:
        return [fit(hints[0], item) for item in value]
    return {fit(hints[0], key): fit(hints[1], item) for key, item in value.items()}


def _fit_plain(hint: Any, value: Any) -> Any:
    number = isinstance(value, int | float) and not isinstance(value, bool)
    if hint is float and number:
        return float(value)
    if hint is int and number and float(value).is_integer():
        return int(value)
    if hint is datetime and isinstance(value, str):
        return datetime.fromisoformat(value)
    if hint in (None, type(None)):
        hint = type(None)
    if isinstance(hint, type) and hint not in (int, float) and isinstance(value, hint):
        return value
    raise ValidationError(f"{value!r} is no {getattr(hint, '__name__', hint)}")


def _hold(bounds: dict[str, Any], value: Any) -> None:
    if value is None:
        return
    checks = {
        "ge": lambda bound: value >= bound,
        "gt": lambda bound: value > bound,
        "le": lambda bound: value <= bound,
        "lt": lambda bound: value < bound,
        "min_length": lambda bound: len(value) >= bound,
        "max_length": lambda bound: len(value) <= bound,
        "pattern": lambda bound: re.search(bound, value) is not None,
        "allow_inf_nan": lambda bound: bound or math.isfinite(value),
    }
    for name, bound in bounds.items():
        if name in checks and bound is not None and not checks[name](bound):
            raise ValidationError(f"{value!r}: {name} {bound}")
