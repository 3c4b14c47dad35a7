"""What every page promises: goals, a prediction first, one lever, things to notice and to try, checks, reflection."""

from __future__ import annotations

from itertools import groupby

import pytest

from selfhelp_teach import locations
from selfhelp_teach.evidence import Status, citations_in
from selfhelp_teach.exercises import library
from selfhelp_teach.exercises.types import ALL, TYPES
from selfhelp_teach.serving import course, page_length
from selfhelp_teach.translation import LANGUAGES, translator
from tests.notebooks.openings import notebook, one_worker, views
from tests.notebooks.test_pages import IDS

pytestmark = one_worker
TAUGHT = [path for path in sorted(locations.notebooks().glob("0*.ipynb")) if not path.stem.startswith("07")]
SECTIONS = ("Goals", "Predict", "Notice", "Try", "Check", "Reflect", "What would change my mind", "Sources")
# What checks an answer, also where it takes a run to do so; a drawn curve is told how near it is.
CHECKED = {each.name for each in ALL if each.scored} | {"challenge"}
# Where studies pull apart: the page that says so, the facts its prose cites, and the charts that draw them.
CONTRASTS = {
    "more schooling went with more problems then, and less with harder relationships later": (
        "02", {"P4.college", "P4.high-school", "C15.odds.parent.high-school"}, {"education_then", "education_now"},
    ),
    "the dangers heard of then stand beside the concerns and the help that nurses named": (
        "04", {"P5.heard", "C9.concern.misinformation"}, {"dangers_then_now"},
    ),
    "studies differ on whether professional leadership shortens a group's life": (
        "03", {"P11.longevity", "C3.shared.longevity"}, {"leadership_life", "disbanding"},
    ),
    "staff hold the door, and most members come through other patients": (
        "03", {"P13.recruiting"}, {"through_whom"},
    ),
    "parents who cope passively get on better with staff": (
        "02", {"C2.passive", "P.symptoms.passivity", "P.symptoms.over-compliance"}, set(),
    ),
    "most hard relationships are hard for one side, and remedies follow the clinician": (
        "02", {"C15.strategies"}, {"who_notices"},
    ),
    "74 parents bear an interval, and groups of unknown size bear none": (
        "02", {"C1.sample", "P4.bases"}, {"sample_interval"},
    ),
}  # fmt: skip

pages = pytest.mark.parametrize("path", TAUGHT, ids=lambda path: path.stem)


def headings(path):
    text = "\n".join(cell.source for cell in notebook(path).cells if cell.cell_type == "markdown")
    return [line.lstrip("# ") for line in text.splitlines() if line.startswith("##")]


def asked(path):
    """The exercises of a page in their order, each with the place of its cell."""
    return [
        (at, library.exercise(name))
        for at, cell in enumerate(notebook(path).cells)
        if cell.cell_type == "code"
        for name in IDS.findall(cell.source)
        if "page.exercise" in cell.source or "page.workbench" in cell.source
    ]


@pages
def test_a_page_has_its_sections_in_the_order_of_the_course(path):
    titles = [title.partition(":")[0] for title in headings(path)]
    found = [title for title, _again in groupby(title for title in titles if title in SECTIONS)]
    assert found == [title for title in SECTIONS if title in found]
    assert {"Goals", "Predict", "Notice", "What would change my mind", "Sources"} <= set(found)


@pages
def test_a_prediction_comes_before_the_first_lever_and_there_is_something_to_try(path):
    lever = next(
        at
        for at, cell in enumerate(notebook(path).cells)
        if {"controls", "workbench"} & set(cell.metadata.get("tags", ()))
    )
    assert next(at for at, exercise in asked(path) if exercise.prediction) < lever
    assert any(view["module"] == "presets" or view["state"].get("presets") for view in views(path))


@pages
def test_a_page_has_nine_exercises_with_checks_a_text_of_ones_own_and_the_facts_they_rest_on(path):
    exercises = [exercise for _at, exercise in asked(path)]
    assert len({exercise.id for exercise in exercises}) >= 9
    assert all(exercise.source for exercise in exercises)
    assert any(each.type in CHECKED and not each.prediction for each in exercises)
    assert any(each.type == "free-text" for each in exercises)


@pages
def test_what_would_change_my_mind_is_asked_and_not_only_said(path):
    titles = [cell.source.partition("\n")[0] for cell in notebook(path).cells]
    start = titles.index("## What would change my mind")
    end = titles.index("## Sources")
    assert any(start < at < end for at, _exercise in asked(path))


@pages
def test_a_page_has_charts_that_answer_to_one_another(path):
    """Selecting in one chart marks the others, or one panel moves several at once."""
    figures = [view for view in views(path) if view["module"] in {"figure", "ward"}]
    links = [view["state"]["link"] for view in figures if view["state"].get("link")]
    groups = [link["group"] if isinstance(link, dict) else link for link in links]
    linked = len(groups) > len(set(groups))
    live = [view for view in figures if view["state"].get("status", "assumption") == "assumption"]
    assert linked or len(live) >= 2


def test_the_course_has_seventy_exercises_of_every_type_each_tagged_and_timed():
    exercises = library.exercises().values()
    assert len(exercises) >= 70
    unused = set(TYPES) - {exercise.type for exercise in exercises}
    assert not unused, (
        f"no exercise of the course is of {unused}: see CONTRIBUTING, a new type of exercise, step 8"
    )
    for exercise in exercises:
        assert exercise.competencies, exercise.id
        assert exercise.minutes > 0, exercise.id


@pytest.mark.parametrize("exercise", library.exercises().values(), ids=lambda exercise: exercise.id)
def test_what_is_said_to_an_answer_teaches(exercise):
    """Each option says why, or the explanation does; a text shows criteria beforehand; a talk answers each line."""
    told = bool(exercise.explanation)
    if exercise.type in {"single-choice", "multiple-choice"}:
        told = all(option.feedback for option in exercise.options) or (told and exercise.opinion)
    elif exercise.type in {"matching", "ranking"}:
        told = told or all(item.feedback for item in exercise.items)
    elif exercise.type == "free-text":
        told = len(exercise.criteria) >= 2
    elif exercise.type == "challenge":
        told = told or bool(exercise.feedback.correct and exercise.feedback.incorrect)
    elif exercise.type == "conversation":
        told = all(choice.feedback for turn in exercise.nodes.values() for choice in turn.choices)
    elif exercise.type in {"likert", "confidence"}:
        told = True  # nothing is marked, and nothing is right
    assert told


@pytest.mark.parametrize("contrast", CONTRASTS)
def test_a_contrast_between_studies_stands_on_its_page(contrast):
    number, facts, charts = CONTRASTS[contrast]
    (path,) = (path for path in TAUGHT if path.stem.startswith(number))
    prose = "\n".join(cell.source for cell in notebook(path).cells if cell.cell_type == "markdown")
    assert facts <= {fact for fact, _shown in citations_in(prose)}
    drawn = {view["key"].partition("-")[2] for view in views(path)}
    assert charts <= drawn


def test_the_pages_have_the_tools_that_they_speak_of():
    """The maps and wards, the two chairs, and what the simulator pins, undoes, links, tells and saves."""
    by_module = {path.stem[:2]: {view["module"] for view in views(path)} for path in TAUGHT}
    assert {"causal_map", "panel", "ward"} <= by_module["01"]
    assert {"ward", "panel", "figure"} <= by_module["03"]
    assert {"panel", "event_log", "presets"} <= by_module["04"]
    assert {
        "panel", "pins", "compared", "history", "address", "download", "event_log", "causal_map", "presets",
    } <= by_module["05"]  # fmt: skip
    assert {"history", "presets", "slider", "choice"} <= by_module["06"]


NUMBERED = sorted(locations.notebooks().glob("0*.ipynb"))


@pytest.mark.parametrize("path", NUMBERED, ids=lambda path: path.stem)
def test_the_minutes_of_a_page_are_those_of_its_core_and_its_text(path):
    """A page promises what it asks and shows, and neither is more than a sitting."""
    page = course.find(path.stem)
    assert 20 <= page_length.minutes(page) <= 35
    core = sum(exercise.minutes for _at, exercise in asked(path) if not exercise.extra)
    read = sum(
        len(cell.source.split())
        for cell in notebook(path).cells
        if cell.cell_type == "markdown" and "drawer" not in cell.metadata.get("tags", ())
    )
    assert page_length.minutes(page) == round(core + read / page_length.WORDS_A_MINUTE)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_page_names_the_marks_as_the_ledger_does(language):
    text = (locations.notebooks() / course.prefix(language) / "index.ipynb").read_text(encoding="utf-8")
    words = [status.label(translator(language)) for status in Status if status != Status.INSTRUCTOR_SUPPLIED]
    assert [word for word in words if f"| {word} |" not in text] == []
