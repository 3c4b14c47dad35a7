import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfhelp_teach.errors import InputError, ScenarioError
from selfhelp_teach.model import (
    DANGERS,
    FIELDS,
    LEADERSHIPS,
    MECHANISMS,
    MONOPOLIES,
    SHIFTABLE,
    TABLE,
    Parameters,
    Scenario,
    Shift,
    attitudes_from,
    perceived_danger,
)

shares = st.floats(0, 1)
SHARES = [name for name, f in FIELDS.items() if f.kind == "share" and not name.endswith("_share")]


@st.composite
def scenarios(draw):
    college = draw(shares)
    low = draw(st.integers(12, 120))
    return Scenario(
        leadership=draw(st.sampled_from(LEADERSHIPS)),
        **{name: draw(shares) for name in SHARES},
        families=draw(st.integers(20, 300)),
        college_share=college,
        high_school_share=draw(st.floats(0, 1 - college)),
        treatment_min=low,
        treatment_max=draw(st.integers(low, 120)),
        joint_meetings=draw(st.booleans()),
        ombudsperson=draw(st.booleans()),
        representative=draw(st.booleans()),
        mechanisms_off=tuple(draw(st.sets(st.sampled_from(list(MECHANISMS)), max_size=4))),
        shifts=tuple(
            Shift(draw(st.integers(0, 60)), draw(st.sampled_from(SHIFTABLE)), draw(st.floats(-1, 1)))
            for _ in range(draw(st.integers(0, 3)))
        ),
    )


@given(scenarios())
def test_a_scenario_survives_json_and_its_short_code(scenario):
    assert Scenario.from_json(scenario.to_json()) == scenario
    assert Scenario.from_code(scenario.to_code()) == scenario
    assert Scenario.from_dict(json.loads(json.dumps(scenario.as_dict()))) == scenario


@given(scenarios())
def test_a_code_needs_no_escaping_in_a_url(scenario):
    assert set(scenario.to_code()) <= set(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~"
    )


def test_the_code_of_a_few_changes_is_short():
    assert len(Scenario().to_code()) == 11
    assert (
        len(Scenario(leadership="independent", power_asymmetry=0.3, mechanisms_off=("fear",)).to_code()) < 30
    )


@given(scenarios(), st.data())
def test_a_damaged_code_is_refused(scenario, data):
    code = scenario.to_code()
    place = data.draw(st.integers(0, len(code) - 1))
    letter = data.draw(st.sampled_from("abcdefghijklmnopqrstuvwxyz0123456789._-~ é"))
    damaged = code[:place] + letter + code[place + 1 :]
    if damaged != code:
        with pytest.raises(ScenarioError):
            Scenario.from_code(damaged)
    with pytest.raises(ScenarioError):
        Scenario.from_code(code[:-1])


@given(st.text(max_size=80))
def test_a_foreign_string_is_refused(text):
    with pytest.raises(ScenarioError):
        Scenario.from_code("x" + text)


def test_a_code_spelled_in_another_way_is_refused_even_with_a_fitting_checksum():
    import zlib

    for body in (
        "w1_p0.70",
        "w1_p.3",
        "w1_p0.3_p0.3",
        "w1_l0_l1",
        "w1_q3",
        "w1_p2",
        "w1_",
        "w1_x0",
        "w1_t1~l~0.1",
        "w1_m2",
    ):
        with pytest.raises(ScenarioError):
            Scenario.from_code(f"{body}_{zlib.crc32(body.encode()):08x}")


@pytest.mark.parametrize("name", FIELDS)
def test_a_value_outside_its_range_is_refused_by_field_value_and_range(name):
    field = FIELDS[name]
    bad = {"share": [-0.01, 1.01, math.nan, math.inf, "0.5", None, True], "count": [field.low - 1, field.high + 1, 50.0, True, None],
           "switch": [1, "yes", None], "choice": ["group", None, 2]}[field.kind]  # fmt: skip
    for value in bad:
        with pytest.raises(ScenarioError) as error:
            Scenario(**{name: value})
        assert repr(name) in str(error.value)
        assert repr(value) in str(error.value)
        if field.kind in ("share", "count"):
            assert f"{field.low:g}" in str(error.value)
            assert f"{field.high:g}" in str(error.value)


@pytest.mark.parametrize("values", [
    {"college_share": 0.7, "high_school_share": 0.5},
    {"treatment_min": 40, "treatment_max": 30},
    {"mechanisms_off": "fear"},
    {"mechanisms_off": ["charm"]},
    {"mechanisms_off": [3]},
    {"shifts": "soon"},
    {"shifts": [{"month": 3}]},
    {"shifts": [{"month": 3, "field": "families", "change": 0.1}]},
    {"shifts": [{"month": 300, "field": "defensiveness", "change": 0.1}]},
    {"shifts": [{"month": 3, "field": "defensiveness", "change": 1.5}]},
    {"shifts": [{"month": m, "field": "defensiveness", "change": 0.1} for m in range(25)]},
])  # fmt: skip
def test_a_scenario_that_does_not_make_sense_is_refused(values):
    with pytest.raises(ScenarioError):
        Scenario.from_dict(values)


def test_an_unknown_key_is_named_with_the_keys_there_are():
    with pytest.raises(ScenarioError, match="no field 'power'.*power_asymmetry"):
        Scenario.from_dict({"power": 0.5})
    with pytest.raises(ScenarioError, match="no field 'power'"):
        Scenario().replace(power=0.5)
    for foreign in ("[]", "3", "{"):
        with pytest.raises(ScenarioError):
            Scenario.from_json(foreign)


def test_mechanisms_may_be_named_by_key_or_name_and_come_out_in_order():
    assert Scenario(mechanisms_off=["cooling_out", "m3", "M3"]).mechanisms_off == ("M3", "M13")


def test_one_slider_sets_the_four_attitudes():
    collaborative = Scenario().with_attitudes(1)
    assert (collaborative.acceptance, collaborative.emotional_engagement) == (1, 1)
    assert (collaborative.defensiveness, collaborative.perceived_danger) == (0, 0)
    assert Scenario().with_attitudes(0.4) == Scenario()
    with pytest.raises(ScenarioError, match="attitudes"):
        attitudes_from(1.2)


@given(
    st.fixed_dictionaries(dict.fromkeys(DANGERS, shares)),
    st.fixed_dictionaries(dict.fromkeys(MONOPOLIES, shares)),
)
def test_perceived_danger_built_from_seven_dangers_lies_between_the_least_and_the_most(dangers, monopolies):
    value = perceived_danger(dangers, monopolies)
    assert 0 <= value <= max(dangers.values()) + 1e-9
    if any(monopolies.values()):
        assert value >= min(dangers.values()) - 1e-9
    assert perceived_danger(dict.fromkeys(DANGERS, 1.0)) == 1


def test_an_unknown_danger_or_monopoly_is_refused():
    for call in (lambda: perceived_danger({"rumours": 1}), lambda: perceived_danger({}, {"money": 1}),
                 lambda: perceived_danger({"misinformation": 2})):  # fmt: skip
        with pytest.raises(ScenarioError):
            call()


def test_every_parameter_has_a_unit_a_range_a_status_a_source_and_a_note():
    symbols = [row.symbol for row in TABLE.values()]
    assert len(set(symbols)) == len(symbols)
    for row in TABLE.values():
        assert row.low <= row.default <= row.high, row.name
        assert row.unit and row.source and row.note.endswith("."), row.name
        assert row.status in ("reported", "ordinal", "assumption"), row.name
        assert row.mechanism == "setting" or row.mechanism in MECHANISMS


def test_every_mechanism_has_one_strength_that_zero_switches_off():
    for key, mechanism in MECHANISMS.items():
        strengths = [
            row for row in TABLE.values() if row.name.startswith("strength_") and row.mechanism == key
        ]
        assert [row.name for row in strengths] == [mechanism.strength]
        assert strengths[0].low == 0
        assert Parameters().without(key)[mechanism.strength] == 0


def test_parameters_are_checked_named_and_do_not_change():
    for bad in (
        {"charm": 1},
        {"fear_scale": 9},
        {"fear_scale": math.nan},
        {"fear_scale": "1"},
        {"fear_scale": True},
    ):
        with pytest.raises(InputError, match=next(iter(bad))):
            Parameters(**bad)
    p = Parameters(fear_scale=0.5)
    with pytest.raises(AttributeError):
        p.fear_scale = 1
    assert p.version != Parameters().version
    assert p.replace(fear_scale=TABLE["fear_scale"].default) == Parameters()
    assert (p.changes(), p["fear_scale"], p.fear_scale) == ({"fear_scale": 0.5}, 0.5, 0.5)
    with pytest.raises(AttributeError):
        p.charm  # noqa: B018 (the look-up is the test)
