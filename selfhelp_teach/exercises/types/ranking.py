"""Put into order: schema, check, mark, and how it is presented and told."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from selfhelp_teach.exercises.schema import KEYED, Exercise, Fault, Item, Key, Line, unique
from selfhelp_teach.exercises.types.base import ExerciseType, Incomplete, Judged, Results, are_texts, listed
from selfhelp_teach.exercises.types.base import message as _
from selfhelp_teach.translation import Translate, translator


class Ranking(Exercise):
    """Put into order. Where the source gives no order between some items, `order` ties them in a list."""

    type: Literal["ranking"]
    items: Annotated[tuple[Item, ...], Field(min_length=2, max_length=12), KEYED]
    order: tuple[Key | Annotated[tuple[Key, ...], Field(min_length=1)], ...] = Field(
        description="Keys from first to last; a list inside it holds items with no order between them."
    )
    first_label: Line | None = Field(default=None, description='Written at the top of the list ("most").')
    last_label: Line | None = Field(default=None, description='Written at the bottom of the list ("least").')

    @model_validator(mode="after")
    def _sound(self) -> Self:
        ordered = [key for group in self.tiers for key in group]
        unique(ordered, "order")
        missing = {item.key for item in self.items}.symmetric_difference(ordered)
        if missing:
            raise Fault(f"order must name each item once; look at: {', '.join(sorted(missing))}", "order")
        return self

    @property
    def tiers(self) -> tuple[tuple[str, ...], ...]:
        """The order as groups of tied items, first to last."""
        return tuple((group,) if isinstance(group, str) else group for group in self.order)


def check(exercise: Ranking, value: Any) -> list[str]:
    keys = sorted(item.key for item in exercise.items)
    if not isinstance(value, list) or not are_texts(value) or sorted(value) != keys:
        raise Incomplete(_("The order does not hold every item once. Put all of them in order."))
    return value


def judge(exercise: Ranking, value: list[str], _results: Results, _: Translate) -> Judged:
    tau = kendall(value, exercise.tiers)
    items = {item.key: item for item in exercise.items}
    details = {"tiers": [list(tier) for tier in exercise.tiers], "tau": tau}
    lines = [f"- **{items[key].text}** {items[key].feedback}" for key in value if items[key].feedback]
    said = ["\n".join(lines)] if lines else []  # one list, in the learner's order
    return (None if tau is None else (tau + 1) / 2), said, details


def kendall(order: Sequence[str], tiers: Sequence[Sequence[str]]) -> float | None:
    """Return Kendall's tau over the pairs that ``tiers`` orders: 1 all agree, -1 all are reversed.

    Items of one tier have no order between them, so their pairs do not count. Without any ordered pair
    there is no tau, and the result is None.
    """
    place = {key: index for index, key in enumerate(order)}
    pairs = [(a, b) for upper, lower in combinations(tiers, 2) for a in upper for b in lower]
    if not pairs:
        return None
    agreeing = sum(place[a] < place[b] for a, b in pairs)
    return (2 * agreeing - len(pairs)) / len(pairs)


def describe(exercise: Ranking, _language: str, _: Translate) -> dict[str, Any]:
    ends = [exercise.first_label or _("most"), exercise.last_label or _("least")]
    return {"items": listed(exercise.items), "ends": ends}


def tell(exercise: Ranking, value: list[str], _language: str) -> list[str]:
    names = {item.key: item.text for item in exercise.items}
    return [f"{place}. {names[key]}" for place, key in enumerate(value, start=1)]


def expect(exercise: Ranking, _details: dict[str, Any], language: str) -> list[str]:
    _ = translator(language)
    names = {item.key: item.text for item in exercise.items}
    untold = _("no order given")
    lines, place = [], 1
    for tier in exercise.tiers:
        last = place + len(tier) - 1
        places = f"{place}." if place == last else f"{place}-{last}."
        tied = f" ({untold})" if len(tier) > 1 else ""
        lines.append(f"{places} {', '.join(names[key] for key in tier)}{tied}")
        place = last + 1
    return lines


def reveal(exercise: Ranking, _results: Results) -> dict[str, Any]:
    return {"tiers": [list(tier) for tier in exercise.tiers]}


TYPE = ExerciseType(
    model=Ranking, check=check, describe=describe, tell=tell, judge=judge, expect=expect, reveal=reveal,
    marked=True, scored=True,
)  # fmt: skip
