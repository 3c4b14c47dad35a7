"""One exercise from one file, with its translation in another language; errors name line, key and mend."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel, TypeAdapter, ValidationError

from selfhelp_teach.errors import ExerciseError
from selfhelp_teach.exercises.folders import translation_file
from selfhelp_teach.exercises.schema import Exercise
from selfhelp_teach.exercises.translations import apply_translation
from selfhelp_teach.exercises.types import TYPES, AnyExercise
from selfhelp_teach.exercises.yaml_source import (
    INVISIBLE,
    KeyPath,
    YamlSource,
    dotted,
    invisible,
    parsed,
    text_of,
)

_ADAPTER: TypeAdapter[Any] = TypeAdapter(AnyExercise)


def load_exercise(path: Path, language: str = "en") -> Exercise:
    """Return the exercise in ``path``, in ``language`` where ``<id>.<language>.yaml`` lies beside it.

    Texts the translation does not give stay in English.

    Raises
    ------
    ExerciseError
        Where the file or its translation is refused; every fault is named, one line each.
    """
    beside = None if language == "en" else translation_file(path, language)
    return _loaded(path, text_of(path), beside, "" if beside is None else text_of(beside))


@lru_cache(maxsize=512)
def _loaded(path: Path, text: str, beside: Path | None, words: str) -> Exercise:
    """Return the exercise that a file of this text holds, with the words of its translation."""
    sourced = parsed(path, text)
    exercise = validate(sourced)
    if exercise.id != path.stem:
        line = sourced.line(("id",))
        raise ExerciseError(
            f"{path}, line {line}, key id: the id {exercise.id!r} differs from the file name. "
            f"Call the file {exercise.id}.yaml."
        )
    if beside is None:
        return exercise
    merged = apply_translation(type(exercise), sourced.data, parsed(beside, words))
    return validate(YamlSource(beside, merged, sourced.lines))


def validate(sourced: YamlSource) -> Exercise:
    """Return the exercise that ``sourced`` holds.

    Raises
    ------
    ExerciseError
        With one sentence per fault: file, line, key, what is wrong and the mend.
    """
    if not isinstance(sourced.data, dict):
        raise ExerciseError(
            f"{sourced.path}, line 1: an exercise is a list of `key: value` lines. "
            "Start from `selfhelp-teach new-exercise`."
        )
    try:
        exercise: Exercise = _ADAPTER.validate_python(sourced.data)
    except ValidationError as error:
        raise ExerciseError("\n".join(_sentences(sourced, error.errors(include_url=False)))) from error
    return exercise


def _sentences(sourced: YamlSource, faults: list[Any]) -> list[str]:
    """One sentence for each place: a union tells the same fault once for each of its members."""
    told: dict[KeyPath, str] = {}
    for fault in faults:
        kind, given = fault["type"], fault.get("input")
        entries = fault.get("ctx", {}).get("min_length", 0)
        if kind == "too_short" and isinstance(given, list) and len(given) >= entries:
            continue  # a consequence of a fault inside one of the entries, told there
        place: KeyPath = tuple(part for part in fault["loc"] if part not in TYPES)
        place = ("type",) if kind == "union_tag_invalid" else _within(sourced.data, place)
        if kind == "value_error":
            place += getattr(fault["ctx"]["error"], "place", ())
        told.setdefault(place, _sentence(sourced, fault, place, kind))
    return list(told.values())


def _sentence(sourced: YamlSource, fault: Any, place: KeyPath, kind: str) -> str:
    missing = kind == "missing"
    line = sourced.line(place[:-1] if missing else place)
    key = dotted(place)
    where = f"{sourced.path}, line {line}" + (f", key {key}" if key else "")
    return f"{where}: {_mend(sourced, fault, place, kind)}"


def _within(data: Any, place: KeyPath) -> KeyPath:
    """Drop the parts that pydantic adds for the members of a union: they are not in the file."""
    kept: list[str | int] = []
    for index, part in enumerate(place):
        last = index == len(place) - 1
        if isinstance(data, dict) and isinstance(part, str):
            if part in data:
                data = data[part]
            elif not last or not part.isidentifier():
                continue
        elif isinstance(data, list) and isinstance(part, int) and part < len(data):
            data = data[part]
        else:
            continue
        kept.append(part)
    return tuple(kept)


def _mend(sourced: YamlSource, fault: Any, place: KeyPath, kind: str) -> str:
    given = sourced.data.get("type") if kind == "union_tag_invalid" else fault.get("input")
    seen = isinstance(given, str) and INVISIBLE.sub("", given).strip()
    hidden = invisible(given) if seen else ""
    if hidden:
        return f"{_short(given)} holds {hidden}. Delete the value and type it again."
    return _mend_seen(sourced, fault, place, kind, given)


def _mend_seen(sourced: YamlSource, fault: Any, place: KeyPath, kind: str, given: Any) -> str:
    name = place[-1] if place else ""
    if kind == "union_tag_not_found":
        return f"the key type is missing. Add `type:` with one of: {', '.join(TYPES)}."
    if kind == "union_tag_invalid":
        return f"there is no type {given!r}.{near(str(given), TYPES)} Types are: {', '.join(TYPES)}."
    if kind == "missing":
        return f"the key {name!r} is missing. Add a line `{name}: …`."
    if kind == "extra_forbidden":
        known = _known_keys(sourced.data, place)
        return f"the key {name!r} is not known here.{near(str(name), known)} Keys are: {', '.join(known)}."
    if kind == "value_error":
        return f"{str(fault['ctx']['error']).rstrip('.')}."
    message = str(fault["msg"]).replace("tuple", "list").replace("string", "text").replace("Input", "This")
    return f"{message[0].lower()}{message[1:]}, here it is {_short(fault.get('input'))}. Correct the value."


def _short(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}…"  # noqa: PLR2004 (fits a line)


def near(word: str, known: Any) -> str:
    """Return the question whether the nearest of the known words was meant, or an empty text."""
    close = difflib.get_close_matches(word, list(known), n=1)
    return f" Did you mean {close[0]!r}?" if close else ""


def _known_keys(data: dict[str, Any], place: KeyPath) -> list[str]:
    kind = TYPES.get(str(data.get("type")), Exercise)
    models: list[type[BaseModel]] = [kind]
    for part in place[:-1]:
        if isinstance(part, str):
            models = [
                found
                for model in models
                if part in model.model_fields
                for found in _models_in(model.model_fields[part].annotation)
            ] or models
    return [name for model in models for name in model.model_fields]


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in getattr(annotation, "__args__", ()):
        yield from _models_in(argument)
