"""What a page's browser is told of its parts is what they are, with what several have in common said once."""

import json

import pytest

from selfhelp_teach import locations
from selfhelp_teach.serving import opened
from tests.notebooks.openings import one_worker, opening

PAGES = sorted(locations.notebooks().rglob("*.ipynb"))


@one_worker
@pytest.mark.parametrize("path", PAGES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_every_state_can_be_put_together_again_and_nothing_long_is_said_twice(path):
    made = {"cells": opening(path)}
    told = json.loads(json.dumps(opened.told(made)))
    again = {
        cell: [
            view["state"] | {trait: told["shared"][at] for trait, at in view["of"].items()} for view in views
        ]
        for cell, views in told["cells"].items()
    }
    whole = json.loads(json.dumps(made))
    assert again == {cell: [view["state"] for view in views] for cell, views in whole["cells"].items()}
    keys = [[view["key"] for view in views] for views in told["cells"].values()]
    assert keys == [[view["key"] for view in views] for views in whole["cells"].values()]
    said = [
        json.dumps(value)
        for views in told["cells"].values()
        for view in views
        for value in view["state"].values()
        if isinstance(value, dict | list) and len(json.dumps(value, ensure_ascii=False)) >= opened.WORTH
    ] + [json.dumps(value) for value in told["shared"]]
    assert len(said) == len(set(said))
