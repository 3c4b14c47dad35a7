"""Sort cards under headings: schema, check, mark, and how it is presented and told."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from selfhelp_teach.exercises.schema import KEYED, Card, Exercise, Fault, Target
from selfhelp_teach.exercises.types.base import ExerciseType, Incomplete, Judged, Results, are_texts, listed
from selfhelp_teach.exercises.types.base import message as _
from selfhelp_teach.translation import Translate


class Matching(Exercise):
    """Sort cards under headings."""

    type: Literal["matching"]
    targets: Annotated[tuple[Target, ...], Field(min_length=2, max_length=8), KEYED]
    items: Annotated[tuple[Card, ...], Field(min_length=2, max_length=16), KEYED]

    @model_validator(mode="after")
    def _sound(self) -> Self:
        known = {target.key for target in self.targets}
        for index, card in enumerate(self.items):
            if not card.accepted or set(card.accepted) - known:
                raise Fault(
                    f"the card {card.key!r} must name a target among: {', '.join(sorted(known))}",
                    *("items", index, "target"),
                )
        return self


def check(exercise: Matching, value: Any) -> dict[str, str]:
    targets = {target.key for target in exercise.targets}
    keys = [card.key for card in exercise.items]
    given = value if isinstance(value, dict) and are_texts(value.values()) else {}
    left = [key for key in keys if given.get(key) not in targets]
    if left or set(given) - set(keys):
        raise Incomplete(
            _("{left} of {all} cards are not placed yet. Place each of them."), left=len(left), all=len(keys)
        )
    return {key: given[key] for key in keys}


def judge(exercise: Matching, value: dict[str, str], _results: Results, _: Translate) -> Judged:
    marks = {card.key: value[card.key] in card.accepted for card in exercise.items}
    said = [
        f"**{card.text}** {card.feedback}" for card in exercise.items if card.feedback and not marks[card.key]
    ]
    return sum(marks.values()) / len(marks), said, {"marks": marks}


def describe(exercise: Matching, _language: str, _: Translate) -> dict[str, Any]:
    return {"items": listed(exercise.items), "targets": listed(exercise.targets)}


def tell(exercise: Matching, value: dict[str, str], _language: str) -> list[str]:
    targets = {target.key: target.text for target in exercise.targets}
    return [f"{card.text} → {targets[value[card.key]]}" for card in exercise.items]


TYPE = ExerciseType(
    model=Matching, check=check, describe=describe, tell=tell, judge=judge, marked=True, scored=True
)
