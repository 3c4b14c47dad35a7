"""What the file of a conversation holds: turns, lines, memory, trust, and the rules of the endings."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, Literal, Self, get_args

import yaml
from pydantic import Field, model_validator

from selfhelp_teach.exercises.schema import (
    KEYED,
    Exercise,
    Fault,
    Flag,
    Key,
    Line,
    Prose,
    ScenarioFields,
    Strict,
    ToldLater,
    tagged,
)
from selfhelp_teach.exercises.talks.graph import check_graph

#: The most trust a side can have.
TRUST_MOST = 5

#: What a line of a conversation can move: the fields the model can shift while a run goes on.
Moved = Literal[
    "power_asymmetry",
    "emotional_engagement",
    "acceptance",
    "defensiveness",
    "perceived_danger",
    "bureaucracy",
]
#: Who a learner can be.
Chair = Literal[
    "parent",
    "adolescent",
    "sibling",
    "grandparent",
    "nurse",
    "physician",
    "social-worker",
    "psychologist",
    "interpreter",
    "teacher",
    "facilitator",
]
Role = Literal[Chair, "child", "group", "narrator"]
ROLES: tuple[str, ...] = get_args(Role)
Level = Annotated[int, Field(ge=0, le=TRUST_MOST)]


@lru_cache
def skills() -> dict[str, dict[str, Any]]:
    """Return the skills a line may be tagged with: tag -> titles, what is meant, source."""
    found: dict[str, dict[str, Any]] = yaml.safe_load(
        Path(__file__).with_name("skills.yaml").read_text(encoding="utf-8")
    )
    return found


Skill = Annotated[str, tagged(skills, "skill")]


class Condition(Strict):
    """What must hold for a line, a text or an ending. Everything that is given must hold."""

    met: tuple[Key, ...] = Field((), description="All of this has come up.")
    unmet: tuple[Key, ...] = Field((), description="None of this has come up.")
    any_of: tuple[Key, ...] = Field((), description="At least one of this has come up.")
    yours_from: Level | None = Field(None, description="Your trust in them is at least this.")
    yours_to: Level | None = Field(None, description="Your trust in them is at most this.")
    theirs_from: Level | None = Field(None, description="Their trust in you is at least this.")
    theirs_to: Level | None = Field(None, description="Their trust in you is at most this.")

    @property
    def flags(self) -> tuple[str, ...]:
        """What the condition asks about."""
        return (*self.met, *self.unmet, *self.any_of)


class Variant(Strict):
    """Another text for a turn, said instead where its condition holds."""

    when: Condition
    text: Prose


class LineVariant(Strict):
    """Another wording of a line, where its condition holds."""

    when: Condition
    text: Line


class Way(Strict):
    """Where a line leads instead, where a condition holds once it is said."""

    when: Condition
    to: Key


class Closing(Strict):
    """One rule of the endings. The last one has no condition."""

    when: Condition | None = None
    to: Key


class Trust(Strict):
    """Trust of both sides on a scale from 0 to 5: where it starts, or what a line does to it."""

    yours: Annotated[int, Field(ge=-TRUST_MOST, le=TRUST_MOST)] = Field(0, description="Yours in them.")
    theirs: Annotated[int, Field(ge=-TRUST_MOST, le=TRUST_MOST)] = Field(0, description="Theirs in you.")


class Choice(Strict):
    """One line the learner may say next in a conversation."""

    key: Key
    text: Line = Field(description="What is said.")
    variants: tuple[LineVariant, ...] = Field(
        (), description="Other wordings; the first that holds is shown."
    )
    to: Key = Field(description="The node that follows, or `close` for the rules of the endings.")
    ways: tuple[Way, ...] = Field((), description="Where it leads instead; the first that holds is taken.")
    when: Condition | None = Field(None, description="The line is offered only where this holds.")
    sets: tuple[Key, ...] = Field((), description="What has come up once this is said.")
    needs: tuple[Key, ...] = Field(
        (), description="What this line speaks of: the check proves that it came up on every path to here."
    )
    trust: Trust = Field(Trust(yours=0, theirs=0), description="What it does to the trust of each side.")
    feedback: ToldLater = Field(None, description="What is said about it, on request.")
    step: Annotated[int, Field(ge=1, le=7)] | None = Field(
        None, description="Which of the seven steps of resolving a conflict this line takes."
    )
    skills: tuple[Skill, ...] = Field((), description="Skills it shows, of talks/skills.yaml.")
    defensible: Flag = Field(
        default=False, description="Has a good reason, though it takes no step and shows no skill."
    )
    effects: dict[Moved, Annotated[float, Field(ge=-0.2, le=0.2)]] = Field(
        default_factory=dict,
        description="Small shifts of scenario fields (0-1 scales), such as defensiveness: -0.05.",
    )

    @property
    def sound(self) -> bool:
        """Whether one can stand by this line."""
        return self.defensible or self.step is not None or bool(self.skills)

    @property
    def targets(self) -> tuple[str, ...]:
        """Everywhere it may lead."""
        return (self.to, *(way.to for way in self.ways))


class Node(Strict):
    """One turn of a conversation."""

    speaker: Role
    text: Prose
    variants: tuple[Variant, ...] = Field((), description="Other texts; the first that holds is shown.")
    sets: tuple[Key, ...] = Field((), description="What has come up once this is heard.")
    needs: tuple[Key, ...] = Field(
        (), description="What this text speaks of: the check proves that it came up on every path to here."
    )
    thought: Line | None = Field(
        None, description="What the other side thinks here and does not say; told only after the talk."
    )
    choices: Annotated[tuple[Choice, ...], KEYED] = Field((), max_length=6, description="None at an end.")
    ending: Line | None = Field(default=None, description="At an end: how it went, in one line.")
    outcome: Literal["settled", "open", "silent"] | None = Field(
        None, description="At an end: was it settled, is it in the open, or has it gone silent?"
    )


class Card(Strict):
    """One role of the same case, played in a class without lines."""

    key: Key
    role: Line = Field(description="Who it is.")
    knows: Prose = Field(description="What this one knows and has been through; read by its player only.")
    says: Line = Field(description="The position: what this one asks for when the scene begins.")
    hides: Line = Field(description="The interest behind it: told only to somebody who asks or hears.")
    softens: Line = Field(description="What makes this one trust more.")


class Classroom(Strict):
    """The same case for a class: role cards, what observers look for, where to stop and play again."""

    case: Prose = Field(description="The scene as everybody may know it.")
    cards: Annotated[tuple[Card, ...], Field(min_length=2, max_length=5)]
    watch: Annotated[tuple[Line, ...], Field(min_length=2, max_length=6)] = Field(
        description="What observers of this case look for, besides steps and skills."
    )
    stops: Annotated[tuple[Line, ...], Field(min_length=1, max_length=4)] = Field(
        description="Moments at which it pays to stop and play again."
    )


class Conversation(Exercise):
    """A branching conversation with a memory. The lines chosen shift the same model the simulator runs."""

    type: Literal["conversation"]
    plays: Chair = Field(description="Who the learner is.")
    cast: dict[Role, Line] = Field(
        default_factory=dict, description='What a role is called here, such as parent: "Samir\'s mother".'
    )
    setting: Literal["ward", "clinic", "group", "school", "home"] | None = Field(
        None, description="Where it happens: ward, out-patient clinic, a group's meeting, school, home."
    )
    content_note: Line | None = Field(
        None, description="Said before the talk begins, where it may hurt: a death, a relapse."
    )
    chair_of: Key | None = Field(
        None, description="The talk of which this is the other chair; it is offered after that one."
    )
    coaching: Literal["now", "end", "none"] | None = Field(
        None, description="When feedback is given; left out, the learner chooses. `none` is for an exam."
    )
    decision_points: Annotated[int, Field(ge=1, le=200)] = Field(
        1, description="The fewest nodes with two or more choices; the check refuses a graph with fewer."
    )
    start: Key = Field(description="The first node.")
    trust: Trust = Field(Trust(yours=2, theirs=2), description="The trust they begin with, 0 to 5 each.")
    mentions: dict[Key, tuple[str, ...]] = Field(
        default_factory=dict,
        description="English words that speak of something: no text holds them before it has come up.",
    )
    scenario: ScenarioFields = Field(default_factory=dict, description="The ward it happens on.")
    nodes: Annotated[dict[Key, Node], Field(min_length=2)]
    classroom: Classroom | None = Field(
        None, description="Role cards and sheets for playing the case in a class; never on the page."
    )
    closing: tuple[Closing, ...] = Field(
        (), description="Read from the top when a line leads to `close`; the first that holds is the ending."
    )

    @model_validator(mode="after")
    def _sound(self) -> Self:
        if min(self.trust.yours, self.trust.theirs) < 0:
            raise Fault("trust begins between 0 and 5 on each side", "trust")
        check_graph(self)
        return self

    @property
    def decisions(self) -> tuple[str, ...]:
        """The nodes at which the learner has more than one line to choose from."""
        return tuple(name for name, node in self.nodes.items() if len(node.choices) > 1)

    @property
    def endings(self) -> tuple[str, ...]:
        """The nodes with which it ends."""
        return tuple(name for name, node in self.nodes.items() if node.ending is not None)
