"""What the parts of the pages hold is what their browser modules are told that it is."""

from __future__ import annotations

import json
import subprocess

import pytest

from scripts.part_types import parts as classes
from selfhelp_teach.widgets.part import STATIC
from tests.conftest import ROOT
from tests.notebooks.openings import one_worker, views
from tests.notebooks.test_promises import TAUGHT

pytestmark = one_worker
TSC = ROOT / "node_modules" / "typescript" / "bin" / "tsc"
OPTIONS = "--noEmit --strict --target ES2022 --module ES2022 --moduleResolution bundler --lib ES2024,DOM,DOM.Iterable"
NAMES = {part.module.default_value: part.__name__ for part in classes()}
WIDGET = {"layout", "tabbable", "tooltip"}  # what every widget has and no module of ours reads


def written(value):
    """Return a value as TypeScript reads it; bytes travel as what they become."""
    if isinstance(value, dict):
        if set(value) == {"base64"}:
            return "new DataView(new ArrayBuffer(0))"
        return "{" + ",".join(f"{json.dumps(name)}:{written(each)}" for name, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(written, value)) + "]"
    return json.dumps(value)


def state_of(view):
    state = {name: value for name, value in view["state"].items() if name not in WIDGET}
    if view["module"] == "figure":  # long, and Vega's own
        state |= {"spec": {}, "datasets": {name: rows[:2] for name, rows in state["datasets"].items()}}
    # Words and, under one name, those of controls: TypeScript reads such a type and writes none.
    state["labels"] = {name: each for name, each in state["labels"].items() if name != "controls"}
    return state


@pytest.mark.served
@pytest.mark.skipif(not TSC.exists(), reason="scripts/check-browser-code brings TypeScript")
def test_the_states_of_all_parts_have_the_types_that_their_modules_are_checked_with(tmp_path):
    shown = [view for path in TAUGHT for view in views(path)]
    assert len({view["module"] for view in shown}) > 8
    lines = [f"import type * as parts from {json.dumps(str(STATIC / 'types' / 'parts'))};"]
    lines += [
        f"/* {view['key']} */ export const a{at}: parts.{NAMES[view['module']]}Traits = {written(state_of(view))};"
        for at, view in enumerate(shown)
    ]
    file = tmp_path / "states.ts"
    file.write_text("\n".join(lines), encoding="utf-8")
    checked = subprocess.run(
        ["node", str(TSC), *OPTIONS.split(), str(file)], check=False, text=True, capture_output=True
    )
    assert checked.returncode == 0, checked.stdout[:3000]
