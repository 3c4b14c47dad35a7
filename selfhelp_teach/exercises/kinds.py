"""The types of exercise: one model a type, joined by the key ``type``."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from selfhelp_teach.exercises.paths import check_paths, decisions
from selfhelp_teach.exercises.schema import (
    Axis,
    Card,
    Exercise,
    Fault,
    Finite,
    Goal,
    Item,
    Key,
    Line,
    Node,
    NumberAnswer,
    Option,
    Prose,
    ScenarioFields,
    Statement,
    Strict,
    Target,
    Words,
)


def _unique(keys: Iterable[str], *place: str) -> None:
    seen: set[str] = set()
    for index, key in enumerate(keys):
        if key in seen:
            raise Fault(f"the key {key!r} stands twice here; give each its own", *place, index)
        seen.add(key)


class SingleChoice(Exercise):
    """Choose one."""

    type: Literal["single-choice"]
    opinion: bool = Field(default=False, description="No option is right: a vote or a self-rating.")
    options: Annotated[tuple[Option, ...], Field(min_length=2, max_length=10)]

    @model_validator(mode="after")
    def _sound(self) -> Self:
        _unique((option.key for option in self.options), "options")
        right = sum(option.correct for option in self.options)
        if self.opinion and right:
            raise Fault("in an opinion no option is right; leave out correct: true", "options")
        if not self.opinion and right != 1:
            raise Fault(
                f"exactly one option must have correct: true, here {right} have it "
                "(or say opinion: true where none is right)",
                "options",
            )
        return self


class MultipleChoice(Exercise):
    """Choose any number. Credit is given for each option rightly chosen or rightly left."""

    type: Literal["multiple-choice"]
    options: Annotated[tuple[Option, ...], Field(min_length=2, max_length=12)]

    @model_validator(mode="after")
    def _sound(self) -> Self:
        _unique((option.key for option in self.options), "options")
        return self


class Number(Exercise):
    """A number, with a tolerance or an interval."""

    type: Literal["number"]
    minimum: Finite = 0
    maximum: Finite = 100
    step: Annotated[float, Field(gt=0, allow_inf_nan=False)] = 1
    unit: Line | None = Field(default=None, description='Written after the number, such as "%" or "months".')
    answer: NumberAnswer
    too_low: Prose | None = Field(
        default=None, description="Said when the answer is below the right interval."
    )
    too_high: Prose | None = Field(
        default=None, description="Said when the answer is above the right interval."
    )

    @model_validator(mode="after")
    def _sound(self) -> Self:
        if self.maximum <= self.minimum:
            raise Fault("maximum must be above minimum", "maximum")
        low, high = self.answer.interval
        if high < self.minimum or low > self.maximum:
            raise Fault("the right answer lies outside minimum and maximum; widen them", "answer")
        return self


class Ranking(Exercise):
    """Put into order. Where the source gives no order between some items, `order` ties them in a list."""

    type: Literal["ranking"]
    items: Annotated[tuple[Item, ...], Field(min_length=2, max_length=12)]
    order: tuple[Key | Annotated[tuple[Key, ...], Field(min_length=1)], ...] = Field(
        description="Keys from first to last; a list inside it holds items with no order between them."
    )
    first_label: Line | None = Field(default=None, description='Written at the top of the list ("most").')
    last_label: Line | None = Field(default=None, description='Written at the bottom of the list ("least").')

    @model_validator(mode="after")
    def _sound(self) -> Self:
        _unique((item.key for item in self.items), "items")
        ordered = [key for group in self.tiers for key in group]
        _unique(ordered, "order")
        missing = {item.key for item in self.items}.symmetric_difference(ordered)
        if missing:
            raise Fault(f"order must name each item once; look at: {', '.join(sorted(missing))}", "order")
        return self

    @property
    def tiers(self) -> tuple[tuple[str, ...], ...]:
        """The order as groups of tied items, first to last."""
        return tuple((group,) if isinstance(group, str) else group for group in self.order)


class Matching(Exercise):
    """Sort cards under headings."""

    type: Literal["matching"]
    targets: Annotated[tuple[Target, ...], Field(min_length=2, max_length=8)]
    items: Annotated[tuple[Card, ...], Field(min_length=2, max_length=16)]

    @model_validator(mode="after")
    def _sound(self) -> Self:
        _unique((target.key for target in self.targets), "targets")
        _unique((card.key for card in self.items), "items")
        known = {target.key for target in self.targets}
        for index, card in enumerate(self.items):
            if not card.accepted or set(card.accepted) - known:
                raise Fault(
                    f"the card {card.key!r} must name a target among: {', '.join(sorted(known))}",
                    *("items", index, "target"),
                )
        return self


class FreeText(Exercise):
    """Write. Never marked by the machine: the criteria are shown beforehand, for the writer."""

    type: Literal["free-text"]
    criteria: tuple[Line, ...] = Field(default=(), max_length=8, description="What a strong answer does.")
    starters: tuple[Line, ...] = Field(
        (), max_length=8, description="Openings of sentences to take or leave."
    )
    words: Words = Field(default_factory=Words, description="A guide to length.")
    sample: Prose | None = Field(
        default=None, description="One possible answer, shown after the learner's own."
    )


class CurveResult(Strict):
    """Where the real curve comes from: points given here, or a run of the model handed in by the page."""

    points: tuple[tuple[Finite, Finite], ...] | None = Field(
        default=None, description="[[x, y], …], x rising."
    )
    measure: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")] | None = Field(
        None, description="Outcome measure of the model."
    )
    scenario: ScenarioFields = Field(default_factory=dict, description="Scenario of the run.")

    @model_validator(mode="after")
    def _points_or_run(self) -> Self:
        if (self.points is None) == (self.measure is None):
            raise ValueError("give either points or measure (a run of the model), not both and not neither")
        if self.points is not None:
            xs = [x for x, _ in self.points]
            if len(xs) < 2 or any(b <= a for a, b in pairwise(xs)):  # noqa: PLR2004
                raise ValueError("points need at least two entries with x rising")
        return self


class Curve(Exercise):
    """Draw a curve on an empty chart. Told in words and by distance."""

    type: Literal["curve"]
    x: Axis
    y: Axis
    result: CurveResult
    close: Annotated[float, Field(gt=0, lt=1)] = Field(
        0.1, description="Mean distance, as a share of the y axis, that counts as close."
    )


class Confidence(Exercise):
    """How sure are you of a statement? No right answer."""

    type: Literal["confidence"]
    statement: Line


class Likert(Exercise):
    """An inventory of one's own attitudes. Always private; never marked."""

    type: Literal["likert"]
    private: Literal[True] = True
    statements: Annotated[tuple[Statement, ...], Field(min_length=1, max_length=40)]
    scale: Annotated[tuple[Line, ...], Field(min_length=3, max_length=7)] | None = Field(
        None, description="Words of the scale from disagreeing to agreeing; by default five."
    )

    @model_validator(mode="after")
    def _sound(self) -> Self:
        _unique((statement.key for statement in self.statements), "statements")
        return self

    @property
    def points(self) -> int:
        """The number of points on the scale."""
        return len(self.scale) if self.scale else 5


class Challenge(Exercise):
    """Reach a goal on the simulated ward. Checked on an ensemble, never on one lucky run."""

    type: Literal["challenge"]
    start: ScenarioFields = Field(
        default_factory=dict, description="Scenario fields the learner starts with."
    )
    locked: tuple[Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")], ...] = Field(
        (), description="Scenario fields the learner may not move."
    )
    compared_with: ScenarioFields | None = Field(default=None, description="Scenario of relative goals.")
    goals: Annotated[tuple[Goal, ...], Field(min_length=1, max_length=6)]

    @model_validator(mode="after")
    def _sound(self) -> Self:
        if any(goal.relative for goal in self.goals) and self.compared_with is None:
            raise Fault("a relative goal needs compared_with, the scenario to compare with", "goals")
        return self


class Conversation(Exercise):
    """A branching conversation. The lines chosen shift the same model the simulator runs."""

    type: Literal["conversation"]
    plays: Literal["parent", "nurse", "physician", "social-worker"] = Field(description="Who the learner is.")
    setting: Literal["ward", "clinic", "group"] | None = Field(
        None, description="Where it happens: on the ward, in the out-patient clinic, at a group's meeting."
    )
    decision_points: Annotated[int, Field(ge=1, le=200)] = Field(
        1, description="The fewest nodes with two or more choices; the check refuses a graph with fewer."
    )
    start: Key = Field(description="The first node.")
    scenario: ScenarioFields = Field(default_factory=dict, description="The ward it happens on.")
    nodes: Annotated[dict[Key, Node], Field(min_length=2)]

    @model_validator(mode="after")
    def _sound(self) -> Self:
        for name, node in self.nodes.items():
            _unique((choice.key for choice in node.choices), "nodes", name, "choices")
        check_paths(self.nodes, self.start, self.decision_points)
        return self

    @property
    def decisions(self) -> tuple[str, ...]:
        """The nodes at which the learner has more than one line to choose from."""
        return decisions(self.nodes)


KINDS: tuple[type[Exercise], ...] = (
    SingleChoice,
    MultipleChoice,
    Number,
    Ranking,
    Matching,
    FreeText,
    Curve,
    Confidence,
    Likert,
    Challenge,
    Conversation,
)

#: Any exercise; the key ``type`` says which.
AnyExercise = Annotated[
    SingleChoice
    | MultipleChoice
    | Number
    | Ranking
    | Matching
    | FreeText
    | Curve
    | Confidence
    | Likert
    | Challenge
    | Conversation,
    Field(discriminator="type"),
]


def type_name(kind: type[Exercise]) -> str:
    """Return the value of ``type`` that stands for ``kind``."""
    name: str = kind.model_fields["type"].annotation.__args__[0]  # type: ignore[union-attr]
    return name


TYPES: dict[str, type[Exercise]] = {type_name(kind): kind for kind in KINDS}
