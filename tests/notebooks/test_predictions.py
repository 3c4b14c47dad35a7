"""Predict first: no page shows the result of one of its predictions before that has been committed."""

from __future__ import annotations

import re

import pytest

from selfhelp_teach import locations
from selfhelp_teach.evidence import citations_in, fact, select, usage
from selfhelp_teach.exercises import library, types
from selfhelp_teach.exercises.translations import texts
from selfhelp_teach.exercises.types.base import Results
from tests.notebooks.openings import notebook, one_worker, opening, views
from tests.notebooks.test_pages import IDS
from tests.pages.controllers import ASKED

pytestmark = one_worker
PREDICTIONS = sorted(
    (each for each in library.exercises().values() if each.prediction), key=lambda each: each.id
)
# Every prediction is looked at, whatever its type. These ask what follows from facts that their page may tell openly:
# what the ward on the page does, which the page holds back, or what the reader holds true.
FOLLOWS = {"p01-predict-quiet", "p03-take-away-access", "p04-danger-and-referral", "p08-carries-least"}
RUN_ON_ITS_PAGE = {name for _controller, name in ASKED}
# What a cell shows once a prediction is committed: `page.after("p02-…", "chart")`, or `after="p02-…"` of another part.
AFTER = re.compile(r'\bafter\s*[=(]\s*(\[.*?\]|"[^"]+")', re.DOTALL)
PATHS = sorted(locations.notebooks().glob("0*.ipynb"))


def path_of(number):
    (path,) = (path for path in PATHS if path.stem.startswith(number))
    return path


def figures(number):
    """The figures that a page opens with, by the name of their chart."""
    states = [view["state"] for view in views(path_of(number)) if view["module"] == "figure"]
    return {state["key"].partition("-")[2]: state for state in states}


def awaited(cell):
    """The predictions that what a cell shows waits for."""
    return [name for named in AFTER.findall(cell.source) for name in IDS.findall(named)]


def held_in(value):
    """The rows and texts in what a view carries, however deep, but for where it comes from and how it is drawn."""
    if isinstance(value, dict):
        yield value
        for name, inner in value.items():
            if name not in {"spec", "sources", "labels", "content"}:
                yield from held_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from held_in(inner)
    elif isinstance(value, str):
        yield value


def open_texts(asked):
    """The texts of its page that wait for nothing, but for the prediction's own."""
    for cell in notebook(path_of(asked.page)).cells:
        if "after" in cell.metadata:
            continue
        if cell.cell_type == "markdown":
            yield cell.id, cell.source
        for name in IDS.findall(cell.source) if cell.cell_type == "code" else ():
            other = library.exercise(name)
            if other.id != asked.id and other.id in cell.source and not other.prediction:
                shown = {key: text for key, text in seen_first(other).items() if text}
                yield from ((f"{name}: {key}", text) for key, text in shown.items())


def seen_first(exercise):
    """The texts of an exercise that are there before it is answered."""
    return texts(type(exercise), exercise.model_dump(mode="json"), first=True)


def result_of(asked):
    """What is told to somebody who would rather not guess, where the file has it."""
    return types.of(asked).reveal(asked, Results())


def facts_of(asked):
    """The facts that a prediction rests on."""
    return {fact for pattern in asked.source for fact in select(pattern)}


def asked_for(asked):
    """Those of them that its prompt does not tell; of how many a share is tells nothing of the share."""
    told = {name for name, shown in citations_in(asked.prompt) if shown != str(fact(name).denominator)}
    return {each.id for each in facts_of(asked)} - told


NUMBERS = [each for each in PREDICTIONS if isinstance(result_of(each).get("result"), int | float)]


@pytest.mark.parametrize("asked", PREDICTIONS, ids=lambda each: each.id)
def test_a_prediction_has_what_the_tests_below_look_for(asked):
    """Else its result could stand on the page, and no test would see it."""
    opinion = getattr(asked, "opinion", False)
    assert facts_of(asked), (
        f"{asked.id}.yaml names no source: no test can see a row or a citation of its result"
    )
    assert result_of(asked) or opinion or asked.id in RUN_ON_ITS_PAGE, (
        f"{asked.id} has no result in its file: give TYPE of its type a reveal (exercises/types/), "
        "or name it in asks of its page (selfhelp_teach/pages/), which then holds the run back"
    )


def test_what_follows_from_open_facts_is_held_back_by_its_page_or_an_opinion():
    kept = {each.id for each in PREDICTIONS if getattr(each, "opinion", False)} | RUN_ON_ITS_PAGE
    assert kept >= FOLLOWS


@pytest.mark.parametrize(
    "asked", [each for each in PREDICTIONS if each.id not in FOLLOWS], ids=lambda each: each.id
)
def test_no_text_that_waits_for_nothing_cites_what_is_to_be_predicted(asked):
    facts = {fact.id for fact in facts_of(asked)}
    told = set(citations_in(asked.prompt))
    given_away = {
        (where, fact, shown)
        for where, text in open_texts(asked)
        for fact, shown in citations_in(text)
        if fact in facts and (fact, shown) not in told
    }
    assert given_away == set()


HELD = [(path, cell) for path in PATHS for cell in notebook(path).cells if awaited(cell)]


@pytest.mark.parametrize(("path", "cell"), HELD, ids=[cell.id for _path, cell in HELD])
def test_a_chart_that_tells_the_result_is_empty_until_the_prediction(path, cell):
    (view,) = opening(path)[cell.id]
    figure, first = view["state"], library.exercise(awaited(cell)[0])
    assert f"Opens with your prediction: “[{first.title}](exercise:{first.id})”" in figure["note"]
    assert not figure["summary"]
    assert not figure["table"]
    assert not figure["datasets"]


@pytest.mark.parametrize("asked", [each for each in PREDICTIONS if result_of(each)], ids=lambda each: each.id)
def test_no_chart_that_waits_for_nothing_is_made_of_what_is_to_be_predicted(asked):
    """Whatever it draws of them: a chart's own code names its facts."""
    charts = locations.PACKAGE / "charts"
    made_of = {
        name: asked_for(asked) & usage.scan([charts / f"{name}.py"]).used.keys()
        for name, figure in figures(asked.page).items()
        if not figure["note"] and (charts / f"{name}.py").is_file()
    }
    given_away = {name: found for name, found in made_of.items() if found}
    assert not given_away, (
        f"open before {asked.id} is committed: {given_away}. In the notebook of page {asked.page}, in each language, "
        f'write page.after("{asked.id}", …) where page.figure stands'
    )


def gates(path):
    """Each prediction that something on a page waits for, with what waits."""
    number = path.stem[:2]
    for cell in notebook(path).cells:
        shown = (
            [library.exercise(name) for name in IDS.findall(cell.source)] if cell.cell_type == "code" else []
        )
        if "after" in cell.metadata and not (shown and all(each.extra for each in shown)):
            yield cell.id, cell.metadata["after"]
        yield from ((cell.id, name) for name in awaited(cell))
    yield from (("a view of runs", name) for controller, name in ASKED if controller.page == number)


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_nothing_of_the_core_waits_for_a_prediction_that_is_extra(path):
    """What is extra lies folded: who goes the way of the core does not meet it."""
    assert [(where, name) for where, name in gates(path) if library.exercise(name).extra] == []


def test_there_are_gates_to_look_at():
    waiting = {name for path in PATHS for _where, name in gates(path)}
    assert {"p04-nurses-see-help", "p06-draw-grievance", "p02-share-with-a-problem"} <= waiting


@pytest.mark.parametrize("asked", PREDICTIONS, ids=lambda each: each.id)
def test_no_view_that_a_page_opens_with_holds_a_row_of_what_is_to_be_predicted(asked):
    """Charts, tables, lists, sounds and files are made of rows; a row names its fact."""
    facts = asked_for(asked)
    given_away = [
        (view["key"], row["fact"])
        for view in views(path_of(asked.page))
        for row in held_in(view["state"])
        if isinstance(row, dict) and row.get("fact") in facts and row.get("value") is not None
    ]
    assert given_away == []


@pytest.mark.parametrize("asked", NUMBERS, ids=lambda each: each.id)
def test_no_word_or_picture_that_a_page_opens_with_says_the_number_to_be_predicted(asked):
    result = rf"(?<![\d.,])({result_of(asked)['result']:g})(?![\d.,]*\d)"
    said = [
        view["key"]
        for view in views(path_of(asked.page))
        if view["rests"] == "reported" and view["module"] != "exercise"
        for text in (
            *held_in(view["state"]),
            re.sub(r"<svg.*?</svg>|<[^>]*>", " ", view["still"], flags=re.DOTALL),
        )
        if isinstance(text, str) and re.search(result, text)
    ]
    assert said == []
