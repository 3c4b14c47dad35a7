"""The exercises of the course, each read once for all tests that look at it; nothing can change one."""

from __future__ import annotations

from functools import cache

import pytest

from selfhelp_teach.exercises import library
from selfhelp_teach.exercises.loading import load_exercise
from selfhelp_teach.exercises.talks import author_report
from selfhelp_teach.exercises.talks.script import Conversation

FILES = library.files(library.CONTENT)


@cache
def loaded(path, language="en"):
    return load_exercise(path, language)


@cache
def shortest(path, language="en"):
    """The shortest path to each ending of a talk."""
    return author_report.shortest(loaded(path, language))


TALKS = [path for path in FILES if isinstance(loaded(path), Conversation)]
every_talk = pytest.mark.parametrize("path", TALKS, ids=lambda path: path.stem)
