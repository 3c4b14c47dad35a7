import pytest

from selfhelp_teach.model import MECHANISMS, Parameters, Scenario
from selfhelp_teach.model.diagram import arrows, mermaid, nodes
from tests.conftest import ROOT, as_module


@pytest.mark.parametrize("name", ["parameters.md", "measures.md", "causal-diagram.md"])
def test_the_generated_pages_are_what_the_code_says(name):
    written = (ROOT / "docs" / "model" / name).read_text(encoding="utf-8")
    assert written == as_module("scripts/write_model_docs.py").PAGES[name](), (
        "run scripts/write_model_docs.py"
    )


def test_every_mechanism_has_arrows_between_quantities_of_the_diagram():
    names = {node.name for node in nodes()}
    assert {a.mechanism for a in arrows()} == set(MECHANISMS)
    for a in arrows():
        assert {a.start, a.end} <= names, a
        assert a.sign in "+-"
    assert {end for a in arrows() for end in (a.start, a.end)} == names


def test_switched_off_mechanisms_are_drawn_weak():
    off = Scenario(mechanisms_off=("fear",))
    assert {a.mechanism for a in arrows(off) if not a.active} == {"M3"}
    assert {a.mechanism for a in arrows(None, Parameters(strength_burnout=0)) if not a.active} == {"M14"}
    assert mermaid(off).count("-.->") == len(MECHANISMS["M3"].edges)


def test_the_odd_description_names_every_mechanism_and_every_stylised_fact():
    text = (ROOT / "docs" / "model" / "odd.md").read_text(encoding="utf-8")
    for key in MECHANISMS:
        assert f"**{key}" in text, key
    for n in range(1, 10):
        assert f"S{n}" in text
