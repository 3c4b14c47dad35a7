"""One small exception family.

Every message is one or two plain sentences: what failed, the value, and what to do next. The command
line prints the message and nothing else; pages show it in place of the part that failed.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class SelfHelpError(Exception):
    """Base of everything this product raises on purpose."""


class InputError(SelfHelpError, ValueError):
    """A value that a person or a program gave us cannot be used."""


class ScenarioError(InputError):
    """A scenario field, or a scenario string, is outside its domain."""


class DataError(SelfHelpError, ValueError):
    """A data file was refused: the message names file, row, field and the mend."""


class ExerciseError(SelfHelpError, ValueError):
    """An exercise file was refused: the message names file, line, key and the mend."""


class UnfetchedError(SelfHelpError):
    """A browser's Python could not fetch what a file is made with; the page says so in its language."""


class RecordError(SelfHelpError):
    """A learner's record could not be read, kept or merged."""


class ServingError(SelfHelpError):
    """The server could not start or go on."""


@contextmanager
def writing(place: Path, refusal: type[SelfHelpError]) -> Iterator[None]:
    """Refuse in a sentence a place that cannot be written."""
    try:
        yield
    except OSError as error:
        raise refusal(f"{place}: cannot be written ({error.strerror}). Choose another place.") from error
