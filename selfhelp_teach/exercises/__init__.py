"""Exercise types, loading and checking the YAML, marking, presentation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from selfhelp_teach.exercises.parts import ExercisePart

__all__ = ["ExercisePart"]


def __getattr__(name: str) -> Any:
    """Return the part that shows an exercise; it is loaded when it is asked for."""
    if name != "ExercisePart":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from selfhelp_teach.exercises.parts import ExercisePart  # noqa: PLC0415 (see above)

    return ExercisePart
