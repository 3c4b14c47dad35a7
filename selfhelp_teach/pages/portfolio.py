"""Page 07: look back, write it together, take it along."""

from __future__ import annotations

from typing import ClassVar

from selfhelp_teach.exercises.portfolio.part import PortfolioPart
from selfhelp_teach.pages.controller import PageController
from selfhelp_teach.widgets import Part


class Portfolio(PageController):
    """What the learner did, told back, and handed over in a file."""

    page: ClassVar[str] = "07"

    def look_back(self) -> Part:
        """Return the predictions beside their results, those furthest off first."""
        return self._piece("gaps")

    def rating(self) -> Part:
        """Return the learner's own rating of how deep their reflection goes."""
        return self._piece("rating")

    def files(self) -> Part:
        """Return the portfolio as files to take along."""
        return self._piece("files")

    def _piece(self, name: str) -> Part:
        return PortfolioPart(language=self.language, show=(name,))
