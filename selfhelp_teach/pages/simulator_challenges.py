"""The challenges of page 05: which there are, the one under way, what it keeps fixed, and how its goals stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from selfhelp_teach.exercises.goals import fraction, told
from selfhelp_teach.exercises.library import exercise, instructor_exercises
from selfhelp_teach.exercises.types.challenge import Challenge
from selfhelp_teach.exercises.wards import scenario_of
from selfhelp_teach.model import ATTITUDES, Ensemble
from selfhelp_teach.pages.exercise_runs import standing
from selfhelp_teach.pages.page_state import PageState
from selfhelp_teach.pages.simulator_state import Simulated
from selfhelp_teach.pages.ward_inputs import ATTITUDE
from selfhelp_teach.translation import translator
from selfhelp_teach.widgets.goals import Goals

PAGE = "05"
CHALLENGES = (
    "p05-grow-a-group",
    "p05-the-quiet-ward",
    "p05-quiet-and-content",
    "p05-a-lighter-load",
    "p05-on-its-own-feet",
    "p05-on-the-way-to-bursting",
    "p05-let-off-the-pressure",
    "p05-keep-the-mechanism",
    "p05-won-at-the-table",
    "p05-find-the-pillar",
    "p05-easing-the-fear",
    "p05-large-and-busy",
)
WAY_OUT = "leave"


def own() -> list[str]:
    """Return the challenges of an instructor's folder; a person may name anything there, so only those count."""
    return [name for name in instructor_exercises(PAGE) if isinstance(exercise(name), Challenge)]


def offered(language: str) -> list[dict[str, str]]:
    """Return a button for each challenge, and one to leave it."""
    options = [{"value": name, "label": exercise(name, language).title} for name in (*CHALLENGES, *own())]
    return [*options, {"value": WAY_OUT, "label": translator(language)("Leave the challenge")}]


def under_way(state: Simulated, language: str = "en") -> Challenge | None:
    """Return the challenge under way, or None."""
    found = exercise(state.challenge, language) if state.challenge else None
    return found if isinstance(found, Challenge) else None


def started(state: Simulated, name: str) -> Simulated:
    """Return the state once a challenge has set the ward, or was left."""
    challenge = under_way(replace(state, challenge="" if name == WAY_OUT else name))
    if challenge is None:
        return replace(state, challenge="")
    return replace(state, challenge=name, scenario=scenario_of(challenge.start))


def locked(state: Simulated) -> set[str]:
    """Return the inputs that the challenge under way keeps fixed."""
    challenge = under_way(state)
    names = set(challenge.locked) if challenge is not None else set()
    return names | ({ATTITUDE} if names & set(ATTITUDES) else set())


def goals(page: PageState[Simulated, Mapping[str, Ensemble]], language: str) -> Goals:
    """Return the goals of the challenge under way, as they stand on the ward on the page."""
    _ = translator(language)
    gauges = Goals(key="05-goals", language=language)

    def show(state: Simulated, run: Mapping[str, Ensemble], note: str) -> None:
        challenge = under_way(state, language)
        if challenge is None:
            note = note or _("Choose a challenge. Its goals stand here and move while you change the ward.")
        shown: list[dict[str, Any]] = [
            {
                "text": goal.text,
                "value": told(goal, at.value, language),
                "fraction": round(fraction(goal, at.value), 3),
                "reached": at.reached,
            }
            for goal, at in (standing(challenge, run["now"]) if challenge is not None and not note else ())
        ]
        with gauges.hold_sync():
            gauges.title = challenge.title if challenge is not None else ""
            gauges.goals, gauges.note = shown, note

    page.view(gauges, show)
    return gauges
