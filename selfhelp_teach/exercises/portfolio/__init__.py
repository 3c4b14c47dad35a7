"""The portfolio: what a learner did, told back to them, and handed over in a file."""

from selfhelp_teach.exercises.portfolio.export import FORMATS, export
from selfhelp_teach.exercises.portfolio.model import Portfolio, build

__all__ = ["FORMATS", "Portfolio", "build", "export"]
