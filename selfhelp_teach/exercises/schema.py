"""What every exercise has, whatever its type, and the building blocks of the types.

An exercise is one YAML file. These models refuse unknown keys, so a misspelt key is an error with a
line number and never a setting that silently does nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, Literal, get_args

import yaml
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from selfhelp_teach.exercises.yaml_source import INVISIBLE

Page = Literal["index", "01", "02", "03", "04", "05", "06", "07", "08"]
PAGES: tuple[str, ...] = get_args(Page)


class Fault(ValueError):  # noqa: N818 (pydantic turns it into one of its own)
    """A fault that concerns several keys; ``place`` says which of them to look at."""

    def __init__(self, message: str, *place: str | int) -> None:
        super().__init__(message)
        self.place = place


def unique(keys: Iterable[str], *place: str) -> None:
    """Refuse keys that stand twice; ``place`` is where their list stands."""
    seen: set[str] = set()
    for index, key in enumerate(keys):
        if key in seen:
            raise Fault(f"the key {key!r} stands twice here; give each its own", *place, index)
        seen.add(key)


def _keys_differ(entries: tuple[Any, ...]) -> tuple[Any, ...]:
    unique(entry.key for entry in entries)
    return entries


#: A list whose entries each have a key of their own.
KEYED = AfterValidator(_keys_differ)


def tagged(known: Callable[[], Iterable[str]], what: str) -> AfterValidator:
    """Return the check that a tag is among those of ``what`` that are known."""

    def check(tag: str) -> str:
        if tag not in known():
            raise ValueError(f"no {what} has the tag {tag!r}; use one of: {', '.join(known())}")
        return tag

    return AfterValidator(check)


class Translatable:
    """Marks a text that a translation (``<id>.es.yaml``) gives in another language."""


class Later:
    """Marks a key whose texts are told after an answer or on request: none else may tell what is to be found."""


def later(model: type[BaseModel]) -> frozenset[str]:
    """Return the keys of a model that are told later."""
    fields = model.model_fields.items()
    return frozenset(name for name, info in fields if any(isinstance(each, Later) for each in info.metadata))


def _not_blank(text: str) -> str:
    if not INVISIBLE.sub("", text).strip():
        raise ValueError("the text is empty; write something or leave the key out")
    return text.strip()


def _one_line(text: str) -> str:
    text = _not_blank(text)
    if "\n" in text:
        raise ValueError("this text is shown on one line; write it without a line break")
    return text


def _flag(value: Any) -> Any:
    if not isinstance(value, bool) and value is not None:
        raise ValueError(f"here stands {value!r}; write true or false, without quotes")
    return value


def _page_from_number(value: Any) -> Any:
    """Read an unquoted ``02`` as the page "02": YAML sees a number there."""
    is_number = isinstance(value, int) and not isinstance(value, bool)
    return f"{value:02d}" if is_number else value


#: Markdown, one paragraph or several; shown as safe HTML (raw HTML is shown as text).
Prose = Annotated[str, Translatable(), AfterValidator(_not_blank), Field(max_length=6000)]
#: Such a text that is told after an answer or on request only.
ToldLater = Annotated[Prose | None, Later()]
#: Plain text of one line, without markup: labels, options, card texts.
#: One validator: where a model adds a description, pydantic before 2.12 keeps the last of a kind only.
Line = Annotated[str, Translatable(), AfterValidator(_one_line), Field(max_length=400)]
#: Names used inside the record; they must not change once learners have answered.
Key = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
#: A fact of the ledger (``P1.share``), or all beneath a name (``P3.kinds.*``).
FactId = Annotated[str, Field(pattern=r"^[A-Z]+[0-9]*(\.[a-z0-9-]+)*\.([a-z0-9-]+|\*)$", max_length=60)]
#: YAML's own words only: what says `yes` or `1` elsewhere is a word or a number here.
Flag = Annotated[bool, BeforeValidator(_flag)]
Finite = Annotated[float, Field(allow_inf_nan=False)]


@lru_cache
def competencies() -> dict[str, dict[str, str]]:
    """Return the competency tags: tag -> ``{framework, title}``, from ``competencies.yaml``."""
    path = Path(__file__).with_name("competencies.yaml")
    tags: dict[str, dict[str, str]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return tags


Competency = Annotated[str, tagged(competencies, "competency")]


class Strict(BaseModel):
    """A frozen model that refuses unknown keys."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class Feedback(Strict):
    """What is said after an answer, by how much of it is right. All are optional."""

    correct: Prose | None = Field(default=None, description="Said when everything is right.")
    partial: Prose | None = Field(default=None, description="Said when some of it is right.")
    incorrect: Prose | None = Field(default=None, description="Said when nothing is right.")


class Exercise(Strict):
    """What all types share."""

    id: Key = Field(description="Stable name, never reused; the file is called <id>.yaml.")
    version: int = Field(1, ge=1, description="Raise it when the meaning of an answer changes.")
    page: Annotated[Page, BeforeValidator(_page_from_number)] = Field(
        description='The page it stands on: "01" to "08", or "index".'
    )
    title: Line = Field(description="A short name; it is also the name a screen reader announces.")
    prompt: Prose = Field(description="The task, in Markdown.")
    prediction: Flag = Field(
        default=False, description="Committed before the result can be seen; locked; never lowers a score."
    )
    confidence: Flag | None = Field(
        None, description="Ask how sure the learner is. By default predictions ask, others do not."
    )
    extra: Flag = Field(
        default=False,
        description="Beyond the core of its page: offered folded, and not in the minutes that the page promises.",
    )
    private: Flag = Field(
        default=False, description="Left out of exports and submissions unless the learner opts in."
    )
    hints: Annotated[tuple[Prose, ...], Later()] = Field(
        (), max_length=6, description="Shown one at a time, on request."
    )
    feedback: Annotated[Feedback, Later()] = Field(default=Feedback(), description="Said after an answer.")
    explanation: ToldLater = Field(default=None, description="Shown after an answer, right or wrong.")
    gap_prompt: ToldLater = Field(
        None, description="For predictions: the question asked when the result differs."
    )
    source: tuple[FactId, ...] = Field(
        (), description="Facts of the ledger it rests on, such as P1.share or P3.kinds.*"
    )
    competencies: tuple[Competency, ...] = Field(default=(), description="Tags of competencies.yaml.")
    minutes: Annotated[float, Field(gt=0, le=60)] = Field(2, description="Estimated time.")

    @property
    def asks_confidence(self) -> bool:
        """Whether the learner is asked how sure they are."""
        return self.prediction if self.confidence is None else self.confidence


class Option(Strict):
    """One answer to choose."""

    key: Key = Field(description="Name of the option in the record.")
    text: Line = Field(description="What the learner reads.")
    correct: Flag = Field(default=False, description="Whether choosing it is right.")
    feedback: ToldLater = Field(default=None, description="Said to a learner who chose it.")


class Keyed(Strict):
    """An entry of a list: its name in the record, and what the learner reads."""

    key: Key
    text: Line


class Item(Keyed):
    """Something to rank."""

    feedback: ToldLater = None


class Target(Keyed):
    """A heading that cards are sorted under."""


class Card(Keyed):
    """Something to sort under a target."""

    target: Key | tuple[Key, ...] = Field(description="The right target, or several that are all right.")
    feedback: ToldLater = None

    @property
    def accepted(self) -> tuple[str, ...]:
        """The targets that count as right."""
        return (self.target,) if isinstance(self.target, str) else self.target


class NumberAnswer(Strict):
    """What counts as right: a value within a tolerance, or an interval with both ends included."""

    value: Finite | None = Field(default=None, description="The right value.")
    tolerance: Annotated[float, Field(ge=0, allow_inf_nan=False)] = Field(
        0, description="How far from the value still counts as right."
    )
    low: Finite | None = Field(default=None, description="Lower end of the right interval.")
    high: Finite | None = Field(default=None, description="Upper end of the right interval.")

    @model_validator(mode="after")
    def _value_or_interval(self) -> NumberAnswer:
        interval = self.low is not None or self.high is not None
        if interval == (self.value is not None):
            raise ValueError("give either value (with tolerance) or low and high, not both and not neither")
        if interval and (self.low is None or self.high is None or self.low > self.high):
            raise ValueError("an interval needs both low and high, with low not above high")
        return self

    @property
    def interval(self) -> tuple[float, float]:
        """The accepted interval, both ends included."""
        if self.value is not None:
            return self.value - self.tolerance, self.value + self.tolerance
        return float(self.low or 0), float(self.high or 0)

    @property
    def centre(self) -> float:
        """The value shown as the result."""
        return self.value if self.value is not None else sum(self.interval) / 2


class Axis(Strict):
    """One axis of a drawn curve."""

    label: Line
    unit: Line | None = None
    minimum: Finite = 0
    maximum: Finite

    @model_validator(mode="after")
    def _has_extent(self) -> Axis:
        if self.maximum <= self.minimum:
            raise ValueError("maximum must be above minimum")
        return self


class Words(Strict):
    """A guide to length. It is shown beside the count and refuses nothing."""

    low: Annotated[int, Field(ge=0, le=5000)] = 0
    high: Annotated[int, Field(ge=1, le=5000)] | None = None


class Statement(Keyed):
    """One line of an inventory."""

    reverse: Flag = Field(default=False, description="Agreeing means less of what the scale measures.")
    scale: Key | None = Field(default=None, description="Name of the subscale it belongs to.")


ScenarioFields = dict[Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")], str | bool | Finite]


class Goal(Strict):
    """One condition on an outcome of the simulated ward, checked on an ensemble of replicates."""

    text: Line = Field(description="The goal in words, as the learner reads it.")
    measure: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")] = Field(
        description="Outcome measure of the model."
    )
    month: Literal["last", "mean", "max", "min"] | Annotated[int, Field(ge=0, le=600)] = Field(
        "last", description="The month looked at, or the last, mean, max or min over months."
    )
    statistic: Literal["median", "mean", "p05", "p25", "p75", "p95"] = Field(
        "median", description="How the replicates are summarised."
    )
    at_least: Finite | None = None
    at_most: Finite | None = None
    relative: Flag = Field(
        default=False, description="Compare the difference from `compared_with` instead of the level."
    )

    @model_validator(mode="after")
    def _bounded(self) -> Goal:
        if self.at_least is None and self.at_most is None:
            raise ValueError("a goal needs at_least or at_most (or both)")
        if self.at_least is not None and self.at_most is not None and self.at_least > self.at_most:
            raise ValueError("at_least must not be above at_most")
        return self
