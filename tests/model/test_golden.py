import importlib.util
import json
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
SCRIPT = HERE.parents[1] / "scripts" / "update_model_baseline.py"


def load_script():
    spec = importlib.util.spec_from_file_location("update_model_baseline", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_model_gives_its_golden_baseline():
    golden = json.loads((HERE / "baseline.json").read_text(encoding="utf-8"))
    found = load_script().baseline()
    assert set(found) == set(golden), "run scripts/update_model_baseline.py if the model was meant to change"
    assert found["parameters_version"] == golden["parameters_version"]
    for place, measures in golden.items():
        if isinstance(measures, dict):
            # other processors round exponentials differently: a replicate may fork, the means hardly move
            assert found[place] == pytest.approx(measures, rel=0.02, abs=0.02), place
