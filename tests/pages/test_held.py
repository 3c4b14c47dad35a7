"""Predict first: no view of a run tells the result of a prediction that is not committed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from selfhelp_teach.exercises.library import exercise
from selfhelp_teach.model import Scenario
from selfhelp_teach.pages import (
    conversation,
    dangers,
    leadership_controls,
    roots_controls,
    simulator,
    ward_presets,
)
from selfhelp_teach.pages.simulator_state import Simulated
from selfhelp_teach.serving import prerender
from selfhelp_teach.widgets import Figure, Ward
from tests.conftest import ROOT
from tests.notebooks.openings import notebook
from tests.pages.controllers import ASKED

(_pins, GUARDED), SHARED = ward_presets.tries(Scenario(), str)["guarded"].sets, simulator.GUARDED
# A state of each page that tells the result of its prediction.
TELLING = {
    "p01-predict-quiet": lambda _now: roots_controls.tried("all-power"),
    "p03-draw-membership": lambda now: now,
    "p03-rank-life": lambda now: now,
    "p03-take-away-access": lambda now: replace(now, setting=leadership_controls.tried("doors")),
    "p04-danger-and-referral": lambda _now: dangers.tries(str)["ease-all"].sets,
    "p05-predict-the-quiet": lambda _now: Simulated(GUARDED),
    "p05-draw-the-members": lambda _now: Simulated().pinned([("guarded", SHARED)]),
    "p06-draw-grievance": lambda _now: conversation.TRIES["repair"],
}


def test_every_prediction_whose_result_is_run_on_its_page_is_among_those_held():
    named = {name for _page, name in ASKED}
    assert named == set(TELLING)
    for _page, name in ASKED:
        assert exercise(name).prediction


@pytest.mark.parametrize(("controller", "name"), ASKED, ids=[name for _page, name in ASKED])
def test_no_view_of_a_run_tells_what_is_not_yet_predicted(controller, name):
    names = {}
    (path,) = (ROOT / "notebooks").glob(f"{controller.page}-*.ipynb")
    for _id, source in prerender.code_cells(notebook(path)):
        prerender.run_cell(source, names)
    page = names["page"]
    for other, part in page.exercise_parts.items():
        part.revealed = other != name
    if not page.asks[name](page.state.now):
        page.state.look_again()
        assert not any(exercise(name).title in view.note for view in page.state.viewers)
    page.state.change(TELLING[name](page.state.now), "what tells it")
    page.state.look_again()
    views = page.state.viewers
    assert len(views) > 2
    for view in views:
        state = prerender.view_of(view)["state"]
        assert exercise(name).title in state["note"], view.key
        for trait in ("datasets", "summary", "table", "rows", "frame_layout", "families"):
            assert not state.get(trait), (view.key, trait)
        assert not getattr(view, "course", b"")
    page.exercise_parts[name].revealed = True
    for view in views:
        assert exercise(name).title not in view.note, view.key
        if isinstance(view, Figure | Ward):
            assert view.course if isinstance(view, Ward) else view.summary, view.key
