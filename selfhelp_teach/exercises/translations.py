"""Exercises in another language: a second file with the same keys and only the texts.

Entries of a list that have a ``key`` are found by it, others by their position. A translation can change
words and nothing else, so a translation can never change what is right.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from pydantic import BaseModel

from selfhelp_teach.errors import ExerciseError
from selfhelp_teach.exercises.schema import Exercise, Prose, Translatable, later
from selfhelp_teach.exercises.yaml_source import KeyPath, YamlSource, dotted


def texts(kind: type[Exercise], data: Any, *, first: bool = False) -> dict[KeyPath, str]:
    """Return every text of an exercise's plain data that a translation gives, by its place; or those there at first.

    Places name entries of keyed lists by their key, so they are the same in the translation.
    """
    found: dict[KeyPath, str] = {}
    if (shape := _shape(kind, first)) is not None:
        _gather(shape, data, (), found)
    return found


class _Shape(NamedTuple):
    """Where texts may lie: in the value itself, in entries of a list, under each key, under named keys."""

    text: bool
    entries: tuple[Any, ...]
    values: tuple[Any, ...]
    fields: dict[str, tuple[Any, ...]]


def _gather(shape: _Shape, data: Any, place: KeyPath, found: dict[KeyPath, str]) -> None:
    if isinstance(data, str):
        if shape.text:
            found[place] = data
    elif isinstance(data, list):
        for name, entry in _named(data) if shape.entries else ():
            for inner in shape.entries:
                _gather(inner, entry, (*place, name), found)
    elif isinstance(data, dict):
        for name, value in data.items():
            for inner in (*shape.values, *shape.fields.get(name, ())):
                _gather(inner, value, (*place, name), found)


def _named(entries: list[Any]) -> list[tuple[str | int, Any]]:
    """Return the entries of a list, each with its key or, where it has none, its position."""
    return [
        (entry["key"] if isinstance(entry, dict) and "key" in entry else index, entry)
        for index, entry in enumerate(entries)
    ]


@cache
def _shape(annotation: Any, first: bool) -> _Shape | None:
    """Return where texts, or those there at first, may lie in what is annotated so; None where none can."""
    fields: dict[str, tuple[Any, ...]] = {}
    for model in _models(annotation):
        waits = later(model) if first else ()
        for name, info in [each for each in model.model_fields.items() if each[0] not in waits]:
            marked = any(isinstance(extra, Translatable) for extra in info.metadata)
            # Pydantic moves the marker of a text from the annotation to the field.
            fields[name] = fields.get(name, ()) + _shapes(first, Prose if marked else info.annotation)
    shape = _Shape(
        _is_text(annotation),
        _shapes(first, *_arguments(annotation)),
        _shapes(first, annotation.__args__[1]) if getattr(annotation, "__origin__", None) is dict else (),
        {name: found for name, found in fields.items() if found},
    )
    return shape if any(shape) else None


def _shapes(first: bool, *annotations: Any) -> tuple[_Shape, ...]:
    return tuple(shape for each in annotations if (shape := _shape(each, first)) is not None)


def _is_text(annotation: Any) -> bool:
    marked = any(isinstance(extra, Translatable) for extra in getattr(annotation, "__metadata__", ()))
    inner = getattr(annotation, "__args__", ())
    return marked or any(map(_is_text, inner))


def _arguments(annotation: Any) -> tuple[Any, ...]:
    if getattr(annotation, "__origin__", None) is tuple:
        return (annotation.__args__[0],)
    return tuple(found for inner in getattr(annotation, "__args__", ()) for found in _arguments(inner))


def _models(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    if getattr(annotation, "__origin__", None) in (tuple, dict):
        return []
    return [model for inner in getattr(annotation, "__args__", ()) for model in _models(inner)]


def apply_translation(kind: type[Exercise], data: dict[str, Any], translation: YamlSource) -> dict[str, Any]:
    """Return ``data`` with the texts of ``translation`` in place of its own.

    Raises
    ------
    ExerciseError
        Where the translation names something that is not a text of the exercise; with its line.
    """
    known = texts(kind, data)
    given = dict(_leaves(translation.data, ()))
    for place, (value, raw_place) in given.items():
        if place not in known or not isinstance(value, str):
            name = dotted(place)
            line = translation.line(raw_place)
            raise ExerciseError(
                f"{translation.path}, line {line}, key {name}: the exercise has no text there. "
                "A translation repeats keys of the English file and gives only texts."
            )
    merged: dict[str, Any] = _replaced(data, {place: value for place, (value, _) in given.items()}, ())
    return merged


def missing_texts(kind: type[Exercise], data: dict[str, Any], translation: YamlSource | None) -> list[str]:
    """Return the places of the texts that ``translation`` does not translate."""
    given = {} if translation is None else dict(_leaves(translation.data, ()))
    return [dotted(place) for place in texts(kind, data) if place not in given]


def _leaves(data: Any, place: KeyPath, raw: KeyPath = ()) -> Iterator[tuple[KeyPath, tuple[Any, KeyPath]]]:
    if isinstance(data, dict):
        for name, value in data.items():
            if name != "key" or not place:
                yield from _leaves(value, (*place, name), (*raw, name))
    elif isinstance(data, list):
        for index, (name, entry) in enumerate(_named(data)):
            yield from _leaves(entry, (*place, name), (*raw, index))
    elif data is not None:
        yield place, (data, raw)


def _replaced(data: Any, texts_by_place: dict[KeyPath, str], place: KeyPath) -> Any:
    if isinstance(data, dict):
        return {name: _replaced(value, texts_by_place, (*place, name)) for name, value in data.items()}
    if isinstance(data, list):
        return [_replaced(entry, texts_by_place, (*place, name)) for name, entry in _named(data)]
    return texts_by_place.get(place, data)
