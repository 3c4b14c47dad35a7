"""Stands for pydantic in the browser's Python: builds models from plain data and refuses what does not fit.

Exercises are checked by pydantic itself when a site is built, and shipped as data; a learner's entries are
checked here, by their types and bounds. Only what this course's models use is there. Errors carry no
sentences for authors: none writes in a browser.
"""

from __future__ import annotations

import dataclasses
import inspect
import sys
import typing
from collections.abc import Callable, Iterable
from typing import Any, Self, get_origin

from selfhelp_fitting import (  # noqa: F401 (models name all of these)
    MISSING,
    AfterValidator,
    BeforeValidator,
    FieldInfo,
    JsonValue,
    ValidationError,
    fit,
)


class PlainSerializer:
    """How a value is written as JSON."""

    def __init__(self, call: Callable[[Any], Any], **_options: Any) -> None:
        self.call = call


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
        values = {}
        extra = {name: value for name, value in given.items() if name not in type(self).model_fields}
        if extra and self.model_config.get("extra") == "forbid":
            raise ValidationError(f"{type(self).__name__} has no {', '.join(extra)}")
        for name, info in type(self).model_fields.items():
            if name in given:
                values[name] = fit(typing.Annotated[(info.annotation, *info.metadata, info)], given[name])
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

    def model_dump(self, *, mode: str = "python", exclude_defaults: bool = False) -> dict[str, Any]:
        """Return the model as plain data."""
        fields = type(self).model_fields
        dumped = {}
        for name, value in self.__dict__.items():
            info = fields.get(name)
            if exclude_defaults and info is not None and not info.required and value == info.default_value():
                continue
            dumped[name] = as_data(value, mode, markers=info.metadata if info else ())
        return dumped


class TypeAdapter:
    """Fits data to a type that is no model."""

    def __init__(self, hint: Any) -> None:
        self.hint = hint

    def validate_python(self, data: Any) -> Any:
        """Return ``data`` as the type wants them."""
        return fit(self.hint, data)

    def dump_python(self, data: Any, *, mode: str = "python", exclude_defaults: bool = False) -> Any:
        """Return ``data`` as plain data."""
        return as_data(data, mode, exclude_defaults=exclude_defaults)


def as_data(value: Any, mode: str, *, exclude_defaults: bool = False, markers: Iterable[Any] = ()) -> Any:
    """Return a value of models, dataclasses, lists and plain values as plain data."""
    for marker in markers:
        if mode == "json" and isinstance(marker, PlainSerializer):
            return marker.call(value)
    if isinstance(value, BaseModel):
        return value.model_dump(mode=mode)
    if dataclasses.is_dataclass(value):
        fields = dataclasses.fields(value)
        usual = {each.name: _default_of(each) for each in fields} if exclude_defaults else {}
        shown = {each.name: getattr(value, each.name) for each in fields}
        return {
            name: as_data(now, mode, exclude_defaults=exclude_defaults)
            for name, now in shown.items()
            if now != usual.get(name, MISSING)
        }
    if isinstance(value, dict):
        return {key: as_data(item, mode, exclude_defaults=exclude_defaults) for key, item in value.items()}
    if isinstance(value, list | tuple):
        made = [as_data(item, mode, exclude_defaults=exclude_defaults) for item in value]
        return made if mode == "json" or isinstance(value, list) else tuple(made)
    return value


def _default_of(each: dataclasses.Field[Any]) -> Any:
    if each.default_factory is not dataclasses.MISSING:
        return each.default_factory()
    return each.default
