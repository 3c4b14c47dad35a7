"""The first page: where answers are kept, and where the learner stands."""

from __future__ import annotations

from selfhelp_teach.lessons.lesson import Lesson


class Start(Lesson):
    """The parts of the first page."""

    page = "index"
