"""Exercises in another language: a second file with the same keys and only the texts.

Entries of a list that have a ``key`` are found by it, others by their position. A translation can change
words and nothing else, so a translation can never change what is right.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from selfhelp_teach.errors import ExerciseError
from selfhelp_teach.exercises.schema import Exercise, Translatable
from selfhelp_teach.exercises.yaml_source import KeyPath, YamlSource, dotted


def texts(kind: type[Exercise], data: Any) -> dict[KeyPath, str]:
    """Return every text of an exercise's plain data that a translation gives, by its place.

    Places name entries of keyed lists by their key, so they are the same in the translation.
    """
    return dict(_texts(kind, data, ()))


def _texts(annotation: Any, data: Any, place: KeyPath) -> Iterator[tuple[KeyPath, str]]:
    if isinstance(data, str):
        if _is_text(annotation):
            yield place, data
    elif isinstance(data, list):
        for name, entry in _named(data):
            for inner in _arguments(annotation):
                yield from _texts(inner, entry, (*place, name))
    elif isinstance(data, dict):
        for name, value in data.items():
            for inner in _values(annotation, name):
                yield from _texts(inner, value, (*place, name))


def _named(entries: list[Any]) -> list[tuple[str | int, Any]]:
    """Return the entries of a list, each with its key or, where it has none, its position."""
    return [
        (entry["key"] if isinstance(entry, dict) and "key" in entry else index, entry)
        for index, entry in enumerate(entries)
    ]


def _values(annotation: Any, name: str) -> Iterator[Any]:
    """Yield what the value under ``name`` may be: a model's field, or a value of a mapping."""
    if getattr(annotation, "__origin__", None) is dict:
        yield annotation.__args__[1]
    for model in _models(annotation):
        if name in model.model_fields:
            info = model.model_fields[name]
            marked = any(isinstance(extra, Translatable) for extra in info.metadata)
            yield _Text if marked else info.annotation


class _Text:
    """Stands for a text field whose marker pydantic moved from the annotation to the field."""


def _is_text(annotation: Any) -> bool:
    if annotation is _Text:
        return True
    if any(isinstance(extra, Translatable) for extra in getattr(annotation, "__metadata__", ())):
        return True
    return any(_is_text(inner) for inner in getattr(annotation, "__args__", ()))


def _arguments(annotation: Any) -> tuple[Any, ...]:
    if getattr(annotation, "__origin__", None) is tuple:
        return (annotation.__args__[0],)
    found: tuple[Any, ...] = ()
    for inner in getattr(annotation, "__args__", ()):
        found += _arguments(inner)
    return found


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
