"""Stands for pydantic in the browser's Python: builds models from plain data and refuses what does not fit.

Exercises are checked by pydantic itself when a site is built, and shipped as data; a learner's entries are
checked here, by their types and bounds. Only what this course's models use is there. Errors carry no
sentences for authors: none writes in a browser.
"""

from __future__ import annotations

import dataclasses
import inspect
import math
import re
import sys
import types
import typing
from collections.abc import Callable
from datetime import datetime
from typing import Any, Literal, NamedTuple, Self, Union, get_args, get_origin

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


class PlainSerializer:
    """How a value is written as JSON."""

    def __init__(self, call: Callable[[Any], Any], **_options: Any) -> None:
        self.call = call


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


def Field(default: Any = MISSING, **options: Any) -> Any:  # noqa: N802 (pydantic's name)
    """Say more of a field."""
    return FieldInfo(default, **options)


def ConfigDict(**options: Any) -> dict[str, Any]:  # noqa: N802 (pydantic's name)
    """Say how a model deals with what it does not know."""
    return options


def model_validator(*, mode: str) -> Callable[[Any], Any]:
    """Mark a method that looks at a whole model; the builder of the site has run those of exercises."""
    del mode
    return lambda method: method


class _Meta(type):
    _fields: dict[str, FieldInfo] | None

    @property
    def model_fields(cls) -> dict[str, FieldInfo]:
        """Fields by name, those of base classes first."""
        found = cls.__dict__.get("_fields")
        if found is None:
            found = _fields_of(cls)
            cls._fields = found
        return found


def _fields_of(cls: Any) -> dict[str, FieldInfo]:
    fields: dict[str, FieldInfo] = {}
    for base in reversed(cls.__mro__):
        names = vars(sys.modules[base.__module__]) | {base.__name__: base}
        for name, written in inspect.get_annotations(base).items():
            if name == "model_config" or name.startswith("_"):
                continue
            hint = eval(written, names) if isinstance(written, str) else written  # noqa: S307 (our own annotation)
            given = base.__dict__.get(name, MISSING)
            info = given if isinstance(given, FieldInfo) else FieldInfo(given)
            info.metadata = []
            while get_origin(hint) is typing.Annotated:
                info.metadata += hint.__metadata__
                hint = hint.__origin__
            info.annotation = hint
            fields[name] = info
    return fields


class BaseModel(metaclass=_Meta):
    """A record with typed fields."""

    model_config: typing.ClassVar[dict[str, Any]] = {}

    def __init__(self, **given: Any) -> None:
        values, extra = (
            {},
            {name: value for name, value in given.items() if name not in type(self).model_fields},
        )
        if extra and self.model_config.get("extra") == "forbid":
            raise ValidationError(f"{type(self).__name__} has no {', '.join(extra)}")
        for name, info in type(self).model_fields.items():
            if name in given:
                values[name] = fit(_annotated(info), given[name])
            elif info.required:
                raise ValidationError(f"{type(self).__name__} lacks {name}")
            else:
                values[name] = info.default_value()
        if self.model_config.get("extra") == "allow":
            values |= extra
        self.__dict__.update(values)

    def __setattr__(self, name: str, value: Any) -> None:
        raise ValidationError(f"{type(self).__name__}.{name} is frozen")

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self.__dict__ == other.__dict__

    def __hash__(self) -> int:
        return hash(repr(self.__dict__))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.__dict__})"

    @classmethod
    def model_validate(cls, data: Any) -> Self:
        """Return the model that ``data`` hold."""
        if isinstance(data, cls):
            return data
        if not isinstance(data, dict):
            raise ValidationError(f"{cls.__name__} wants a mapping")
        return cls(**data)

    def model_copy(self, *, update: dict[str, Any] | None = None) -> Self:
        """Return a copy with some values replaced."""
        made = object.__new__(type(self))
        made.__dict__.update(self.__dict__ | (update or {}))
        return made

    def model_dump(self, *, mode: str = "python", exclude_defaults: bool = False) -> dict[str, Any]:
        """Return the model as plain data."""
        fields = type(self).model_fields
        dumped = {}
        for name, value in self.__dict__.items():
            info = fields.get(name)
            if exclude_defaults and info is not None and not info.required and value == info.default_value():
                continue
            dumped[name] = _plain(value, mode, info.metadata if info else [])
        return dumped


def _plain(value: Any, mode: str, metadata: list[Any]) -> Any:
    for marker in metadata:
        if mode == "json" and isinstance(marker, PlainSerializer):
            return marker.call(value)
    if isinstance(value, BaseModel):
        return value.model_dump(mode=mode)
    if isinstance(value, dict):
        return {key: _plain(item, mode, []) for key, item in value.items()}
    if isinstance(value, list | tuple):
        made = [_plain(item, mode, []) for item in value]
        return made if mode == "json" or isinstance(value, list) else tuple(made)
    return value


def _annotated(info: FieldInfo) -> Any:
    return typing.Annotated[(info.annotation, *info.metadata, info)]


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
    if isinstance(hint, type) and issubclass(hint, BaseModel):
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


class TypeAdapter:
    """Fits data to a type that is no model."""

    def __init__(self, hint: Any) -> None:
        self.hint = hint

    def __class_getitem__(cls, _item: Any) -> type[TypeAdapter]:
        return cls

    def validate_python(self, data: Any) -> Any:
        """Return ``data`` as the type wants them."""
        return fit(self.hint, data)

    def dump_python(self, data: Any, *, mode: str = "python", exclude_defaults: bool = False) -> Any:  # noqa: ARG002
        """Return ``data`` as plain data, which JSON can hold in either mode."""
        return as_data(data, exclude_defaults=exclude_defaults)


def as_data(value: Any, *, exclude_defaults: bool) -> Any:
    """Return a value of dataclasses, lists and plain values as plain data."""
    if dataclasses.is_dataclass(value):
        shown = {each.name: getattr(value, each.name) for each in dataclasses.fields(value)}
        usual = (
            {each.name: _default_of(each) for each in dataclasses.fields(value)} if exclude_defaults else {}
        )
        return {
            name: as_data(now, exclude_defaults=exclude_defaults)
            for name, now in shown.items()
            if now != usual.get(name, MISSING)
        }
    if isinstance(value, dict):
        return {key: as_data(item, exclude_defaults=exclude_defaults) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [as_data(item, exclude_defaults=exclude_defaults) for item in value]
    return value


def _default_of(each: dataclasses.Field[Any]) -> Any:
    if each.default_factory is not dataclasses.MISSING:
        return each.default_factory()
    return each.default
