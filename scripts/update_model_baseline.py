"""Write the golden baseline of the model's tests.

Run it only when the model was meant to change, and say why in the commit.

Usage: python scripts/update_model_baseline.py
"""

from __future__ import annotations

import json
from pathlib import Path

from selfhelp_teach.model import LEADERSHIPS, MEASURES, Parameters, Scenario, attitudes_from, simulate

HERE = Path(__file__).resolve().parent.parent / "tests" / "model" / "baseline.json"
PLACES = {
    "default": {},
    "guarded": attitudes_from(0.1),
    "many switched off": {"mechanisms_off": ("M3", "M13"), "ombudsperson": True, "families": 40},
}


def baseline() -> dict[str, object]:
    """Return the means of every measure over months and replicates, by place and leadership."""
    found: dict[str, object] = {"parameters_version": Parameters().version}
    for place, changes in PLACES.items():
        for who in LEADERSHIPS:
            ensemble = simulate(Scenario(leadership=who, **changes), replicates=100, months=72, seed=2024)
            found[f"{place}, {who}"] = {
                name: round(float(ensemble.values(name).mean(dtype="float64")), 5) for name in MEASURES
            }
    return found


if __name__ == "__main__":
    HERE.write_text(json.dumps(baseline(), indent=1) + "\n", encoding="utf-8")
    print(f"Wrote {HERE}. Commit it with a sentence that says why the model changed.")
