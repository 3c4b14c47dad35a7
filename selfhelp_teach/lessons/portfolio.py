"""Page 07: look back, write it together, take it along."""

from __future__ import annotations

from typing import ClassVar

from selfhelp_teach.exercises.portfolio.part import PortfolioPart
from selfhelp_teach.lessons.lesson import Lesson
from selfhelp_teach.widgets import Part


class Portfolio(Lesson):
    """What the learner did, told back, and handed over in a file."""

    page: ClassVar[str] = "07"

    def portfolio(self) -> Part:
        """Return the look back, the self-rating and the files to take along."""
        return PortfolioPart(language=self.language, synthesis=False)
