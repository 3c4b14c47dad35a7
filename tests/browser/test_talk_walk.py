"""The page and Python take the same steps through every conversation."""

from __future__ import annotations

import base64
import random

import pytest

from selfhelp_teach.exercises.presentation import content
from selfhelp_teach.exercises.prose import to_html
from selfhelp_teach.exercises.talks import walking
from selfhelp_teach.locations import PACKAGE
from tests.exercises import course
from tests.exercises.course import loaded

pytestmark = pytest.mark.browser
TALKS = [loaded(path, language) for language in ("en", "es") for path in course.TALKS]
WALKS = 20
FOLLOW = """async ({ module, talk, paths, learner }) => {
  const walk = await import(module);
  return paths.map((path) => {
    const { state } = walk.walked(talk, path).at(-1);
    const lines = walk.offered(talk, state, learner);
    return {
      node: state.node, met: [...state.met].sort(), yours: state.yours, theirs: state.theirs,
      heard: walk.heard(talk, state), lines: lines.map((line) => [line.key, walk.said(line, state)]),
    };
  });
}"""


def ways(talk, lot):
    """Paths of lines drawn by lot, each with all its beginnings."""
    for _walk in range(WALKS):
        path, state = [], walking.opening(talk)
        yield list(path)
        while lines := walking.offered(talk, state):
            line = lot.choice(lines)
            path.append(line.key)
            state = walking.after(talk, state, line)
            yield list(path)


def place(talk, path, learner):
    """Where a path leads, as Python sees it."""
    state = walking.standing(talk, walking.walked(talk, path))
    lines = walking.shuffled(talk.id, state.node, walking.offered(talk, state), learner)
    return {
        "node": state.node,
        "met": sorted(state.met),
        "yours": state.yours,
        "theirs": state.theirs,
        "heard": walking.heard(talk, state),
        "lines": [[line.key, walking.said(line, state)] for line in lines],
    }


@pytest.fixture(scope="module")
def blank(browser):
    page = browser.new_page()
    yield page
    page.close()


def test_the_page_walks_as_python_does(blank):
    source = (PACKAGE / "widgets" / "static" / "exercise" / "walk.js").read_bytes()
    module = "data:text/javascript;base64," + base64.b64encode(source).decode()
    for index, talk in enumerate(TALKS):
        language = "en" if index < len(TALKS) // 2 else "es"
        paths = list(ways(talk, random.Random(talk.id)))
        shown = content(talk, language)
        found = blank.evaluate(FOLLOW, {"module": module, "talk": shown, "paths": paths, "learner": "ab12"})
        expected = [place(talk, path, "ab12") for path in paths]
        for each in expected:
            each["heard"] = to_html(each["heard"], language)
        assert found == expected, talk.id
