"""An inventory of one's own attitudes: schema, check, mark, and how it is presented and told."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from selfhelp_teach.exercises.schema import KEYED, Exercise, Line, Statement
from selfhelp_teach.exercises.types.base import ExerciseType, Incomplete, Judged, Results, listed
from selfhelp_teach.exercises.types.base import message as _
from selfhelp_teach.translation import Translate


class Likert(Exercise):
    """An inventory of one's own attitudes. Always private; never marked."""

    type: Literal["likert"]
    private: Literal[True] = True
    statements: Annotated[tuple[Statement, ...], Field(min_length=1, max_length=40), KEYED]
    scale: Annotated[tuple[Line, ...], Field(min_length=3, max_length=7)] | None = Field(
        None, description="Words of the scale from disagreeing to agreeing; by default five."
    )

    @property
    def points(self) -> int:
        """The number of points on the scale."""
        return len(self.scale) if self.scale else 5


def check(exercise: Likert, value: Any) -> dict[str, int]:
    given = value if isinstance(value, dict) else {}
    keys = [statement.key for statement in exercise.statements]
    left = [key for key in keys if given.get(key) not in range(1, exercise.points + 1)]
    if left:
        raise Incomplete(_("{left} of {all} statements are not answered yet."), left=len(left), all=len(keys))
    return {key: int(given[key]) for key in keys}


def judge(exercise: Likert, value: dict[str, int], _results: Results, _: Translate) -> Judged:
    sums: dict[str, list[int]] = {}
    for statement in exercise.statements:
        points = value[statement.key]
        level = exercise.points + 1 - points if statement.reverse else points
        sums.setdefault(statement.scale or "all", []).append(level)
    scales = {name: sum(levels) / len(levels) for name, levels in sums.items()}
    return None, [], {"scales": scales, "points": exercise.points}


def describe(exercise: Likert, _language: str, _: Translate) -> dict[str, Any]:
    default = (_("strongly disagree"), _("disagree"), _("neither"), _("agree"), _("strongly agree"))
    return {"statements": listed(exercise.statements), "scale": list(exercise.scale or default)}


def tell(exercise: Likert, value: dict[str, int], _language: str) -> list[str]:
    return [f"{line.text} — {value[line.key]}/{exercise.points}" for line in exercise.statements]


TYPE = ExerciseType(
    model=Likert, check=check, describe=describe, tell=tell, judge=judge, marked=False, scored=False
)
