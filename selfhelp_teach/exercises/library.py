"""All exercises of this installation: the package's own and those of an instructor's folder."""

from __future__ import annotations

import logging
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import yaml

from selfhelp_teach.errors import ExerciseError
from selfhelp_teach.exercises import prepared, sources, wards
from selfhelp_teach.exercises.folders import (
    CONTENT,
    SETTING,
    files,
    folders,
    instructor_folders,
    passed_over,
    translation_file,
)
from selfhelp_teach.exercises.loading import load_exercise
from selfhelp_teach.exercises.schema import Exercise
from selfhelp_teach.exercises.talks import checking
from selfhelp_teach.exercises.talks.script import Conversation
from selfhelp_teach.exercises.translations import missing_texts
from selfhelp_teach.exercises.yaml_source import KeyPath, dotted, read

LOG = logging.getLogger(__name__)

_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")

__all__ = ["CONTENT", "SETTING", "Findings", "check", "exercise", "exercises", "files", "folders"]
__all__ += ["instructor_exercises", "of_page", "passed_over", "retired", "untranslated"]


@lru_cache
def retired() -> dict[str, dict[str, object]]:
    """Return the ids that were taken out and may never be used again."""
    text = Path(__file__).with_name("retired.yaml").read_text(encoding="utf-8")
    return dict(yaml.safe_load(text) or {})


@dataclass
class Findings:
    """What a check of files found."""

    exercises: dict[str, Exercise] = field(default_factory=dict)
    paths: dict[str, Path] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    def add(self, path: Path, language: str) -> None:
        """Load one file and note it, or note what is wrong with it."""
        try:
            exercise = load_exercise(path, language)
        except ExerciseError as error:
            self.faults.extend(str(error).splitlines())
            return
        if exercise.id in retired():
            self.faults.append(
                f"{_id_of(path)}: {exercise.id!r} was taken out of the course, and its id is "
                "never used again. Choose another."
            )
        elif exercise.id in self.paths:
            self.faults.append(
                f"{_id_of(path)}: {exercise.id!r} is already the id of "
                f"{self.paths[exercise.id]}. Choose another."
            )
        else:
            self.exercises[exercise.id] = exercise
            self.paths[exercise.id] = path


def _id_of(path: Path) -> str:
    return f"{path}, line {read(path).line(('id',))}, key id"


def check(
    paths: Iterable[Path],
    language: str = "en",
    *,
    thorough: Collection[Path] = (),
    beside: Iterable[Path] = (),
) -> Findings:
    """Load every file of ``paths`` and gather all faults, instead of stopping at the first.

    Parameters
    ----------
    paths
        Files to look at.
    language
        Overlays of this language are applied, and checked with it. Facts are checked against the ledger,
        and in the course's own files every number of a text must be a fact's.
    thorough
        Those of ``paths`` whose conversations are looked at in every state; it takes up to a second each.
    beside
        Sound files whose ids, which are their names, are taken.
    """
    findings = Findings(paths={path.stem: path for path in beside})
    for path in paths:
        findings.add(path, language)
    for name, exercise in findings.exercises.items():
        path = findings.paths[name]
        own = CONTENT in path.resolve().parents
        found = [*sources.faults(exercise, every_number=own), *wards.faults(exercise)]
        if path in thorough and isinstance(exercise, Conversation):
            english = exercise if language == "en" else load_exercise(path)  # `mentions` are English words
            found += checking.faults(english)  # type: ignore[arg-type]  # of the same type
        for place, sentence in found:
            key = dotted(place)
            line = read(path).line(_in_file(exercise, place))
            findings.faults.append(f"{path}, line {line}, key {key}: {sentence}")
    return findings


def _in_file(exercise: Exercise, place: KeyPath) -> KeyPath:
    """Return a place with the entries of keyed lists by their position, as the file has them."""
    data: object = exercise.model_dump(mode="json")
    found: list[str | int] = []
    for part in place:
        step: str | int = part
        if isinstance(data, list):
            keys = [entry.get("key") if isinstance(entry, dict) else None for entry in data]
            step = keys.index(part) if part in keys else int(part)
            data = data[step]
        elif isinstance(data, dict):
            data = data.get(part)
        found.append(step)
    return tuple(found)


def untranslated(paths: Iterable[Path], language: str) -> list[str]:
    """Return one sentence for each file with texts that have no words in ``language``."""
    sentences = []
    for path in paths:
        exercise = load_exercise(path)
        beside = translation_file(path, language)
        given = read(beside) if beside is not None else None
        missing = missing_texts(type(exercise), read(path).data, given)
        if missing:
            where = beside or path.with_suffix(f".{language}.yaml")
            sentences.append(
                f"{where}: {len(missing)} texts are not translated: {', '.join(missing)}. "
                "Add them under the same keys."
            )
    return sentences


@lru_cache
def exercises(language: str = "en") -> dict[str, Exercise]:
    """Return every exercise by id, in ``language`` where translated.

    Raises
    ------
    ExerciseError
        Where any file is refused or a folder of the setting is missing.
    """
    for folder in folders():
        if not folder.is_dir():
            raise ExerciseError(
                f"The folder {str(folder)!r} of {SETTING} is not there. "
                "Correct the setting or make the folder."
            )
    findings = check((path for folder in folders() for path in files(folder)), language)
    if findings.faults:
        raise ExerciseError("\n".join(findings.faults))
    return findings.exercises


def exercise(name: str, language: str = "en") -> Exercise:
    """Return one exercise by id.

    Raises
    ------
    ExerciseError
        Where there is none of that id.
    """
    if prepared.there():
        return prepared.exercise(name, language)
    # A name may come from a learner's file: it must not lead to any other file.
    for folder in folders() if _NAME.fullmatch(name) else ():
        own = folder == CONTENT  # where each lies in the folder of its page, and is found without a search
        found = folder.glob(f"*/{name}.yaml") if own else (p for p in files(folder) if p.stem == name)
        for path in found:
            return load_exercise(path, language)
    raise ExerciseError(f"There is no exercise {name!r}. `selfhelp-teach check` lists the ones there are.")


def instructor_exercises(page: str) -> tuple[str, ...]:
    """Return the ids of the exercises that an instructor's folder adds to a page, in the order of the files.

    A file that is not sound is left out and named in the log: one slip must not take the whole page away.
    """
    if prepared.there():
        return prepared.instructor_exercises(page)
    found = []
    for path in (path for folder in instructor_folders() for path in files(folder)):
        try:
            if exercise(path.stem).page == page:
                found.append(path.stem)
        except ExerciseError as error:
            LOG.warning("%s", error)
    return tuple(dict.fromkeys(found))


def of_page(page: str, language: str = "en") -> list[Exercise]:
    """Return the exercises of one page."""
    return [found for found in exercises(language).values() if found.page == page]
