"""Page 05: the simulator's state, its challenges, links, comparisons and files."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest

from selfhelp_teach import spreadsheet
from selfhelp_teach.charts import ward_sensitivity
from selfhelp_teach.errors import InputError
from selfhelp_teach.exercises.goals import reached
from selfhelp_teach.exercises.library import exercise, of_page
from selfhelp_teach.exercises.wards import scenario_of
from selfhelp_teach.model import ATTITUDES, FIELDS, LEADERSHIPS, MECHANISMS, Scenario
from selfhelp_teach.pages import ward_inputs, ward_presets
from selfhelp_teach.pages.exercise_runs import challenged
from selfhelp_teach.pages.runs import LARGE, RUNS, Ward
from selfhelp_teach.pages.simulator import Simulator
from selfhelp_teach.pages.simulator_challenges import CHALLENGES
from selfhelp_teach.pages.simulator_views import MORE_MEASURES
from selfhelp_teach.translation import translator
from tests.pages.solutions import SOLUTIONS

_ = translator("en")


@pytest.fixture
def page():
    return Simulator()


def goals(name, scenario):
    challenge = exercise(name)
    runs = challenged(challenge, scenario.as_dict())
    return [reached(goal, runs.outcomes, runs.baseline).reached for goal in challenge.goals]


def test_the_page_has_every_challenge_there_is_and_a_solution_for_each():
    challenges = {each.id for each in of_page("05") if each.type == "challenge"}
    assert challenges == set(CHALLENGES) == set(SOLUTIONS)
    assert len(challenges) >= 10


@pytest.mark.parametrize("name", CHALLENGES)
def test_a_challenge_can_be_solved(name):
    assert all(goals(name, scenario_of(exercise(name).start).replace(**SOLUTIONS[name])))


@pytest.mark.parametrize("name", CHALLENGES)
def test_a_challenge_is_not_solved_at_its_start(name):
    assert not all(goals(name, scenario_of(exercise(name).start)))


def test_a_ward_that_moved_what_a_challenge_fixes_is_refused_by_name():
    name = "p05-find-the-pillar"
    with pytest.raises(InputError, match="power_asymmetry"):
        challenged(exercise(name), Scenario(power_asymmetry=0.1, mechanisms_off=("M6",)).as_dict())


def test_starting_a_challenge_sets_the_ward_and_locks_the_inputs(page):
    inputs, switches = page.inputs(), page.mechanisms()
    page._start_challenge("p05-large-and-busy")
    assert page.state.now.scenario.families == 200
    assert inputs.values["families"] == 200
    assert {"families", "bureaucracy"} <= set(inputs.locked)
    assert set(switches.locked) == set(MECHANISMS)
    page._start_challenge("leave")
    assert inputs.locked == switches.locked == []


def test_a_lock_on_one_attitude_locks_the_slider_of_all(page):
    inputs = page.inputs()
    page._start_challenge("p05-grow-a-group")
    assert ward_inputs.ATTITUDE in inputs.locked


def test_both_panels_show_the_same_ward(page):
    one, other = page.inputs(), page.inputs()
    one.move({"power_asymmetry": 0.15})
    assert other.values["power_asymmetry"] == page.state.now.scenario.power_asymmetry == 0.15


def put(page, scenario):
    page.state.change(replace(page.state.now, scenario=scenario), "a ward")


def test_the_one_slider_moves_all_four_attitudes(page):
    inputs = page.inputs()
    inputs.move({ward_inputs.ATTITUDE: 0.9})
    assert page.state.now.scenario == Scenario().with_attitudes(0.9)
    assert [inputs.values[name] for name in ATTITUDES] == pytest.approx([0.9, 0.9, 0.1, 0.1])


def test_shares_of_education_push_each_other_and_never_fail():
    moved = ward_inputs.moved(Scenario(), {"college_share": 0.9})
    assert moved.college_share == 0.9
    assert moved.high_school_share == pytest.approx(0.1)


def test_the_shortest_treatment_pushes_the_longest():
    moved = ward_inputs.moved(Scenario(), {"treatment_min": 60.0})
    assert (moved.treatment_min, moved.treatment_max) == (60, 60)


@pytest.mark.parametrize("field", FIELDS.values(), ids=lambda field: field.name)
def test_every_end_of_every_input_gives_a_ward(field):
    ends = {"choice": ("none", "independent"), "switch": (False, True)}.get(
        field.kind, (field.low, field.high)
    )
    for end in ends:
        assert ward_inputs.moved(Scenario(), {field.name: end}).to_code()


def test_every_input_of_the_model_has_a_control_and_every_mechanism_a_switch():
    shown = {item["name"] for group in ward_inputs.groups(_) for item in group["items"]}
    assert shown == {*FIELDS, ward_inputs.ATTITUDE}
    switches = [item["name"] for group in ward_inputs.mechanism_groups(_) for item in group["items"]]
    assert sorted(switches) == sorted(MECHANISMS)


def test_at_least_eight_wards_have_a_name_and_one_sentence_each():
    wards = ward_presets.named_wards()
    assert len(wards) >= 8
    assert len({ward.scenario for ward in wards}) == len(wards)
    assert all(ward.about.endswith(".") for ward in wards)


def test_a_named_ward_is_put_on_the_page_and_undone(page):
    inputs = page.inputs()
    page.wards()._pressed(None, {"kind": "preset", "value": "quiet-ward"}, [])
    assert inputs.values["leadership"] == "none"
    page.state.history.undo()
    assert page.state.now.scenario == Scenario()
    assert inputs.values["leadership"] == "shared"
    page.state.history.redo()
    assert page.state.now.scenario.leadership == "none"


@pytest.mark.parametrize("name", ward_presets.tries(Scenario(), _))
def test_each_thing_to_try_is_one_click_there_and_one_back(page, name):
    page.inputs()
    opening, pins = page.state.now, page.pins()
    page._try(name)
    assert page.state.now != opening
    assert pins.pins
    page.state.history.undo()
    assert page.state.now == opening
    assert pins.pins == []


@pytest.mark.parametrize("name", ward_presets.tries(Scenario(), _))
def test_a_thing_to_try_keeps_the_attitudes_and_the_pins_there_is_room_for(page, name):
    put(page, Scenario(defensiveness=0.15, families=90))
    page._pin("pin", "")
    page._try(name)
    assert all(pin.scenario.families == 90 for pin in page.state.now.pins)
    if name != "leaders":
        assert page.state.now.pins[0].scenario == Scenario(defensiveness=0.15, families=90)
    if name != "guarded":
        assert page.state.now.scenario.defensiveness == 0.15


def test_all_leaders_on_this_ward_are_four_wards_that_differ_in_nothing_else(page):
    put(page, Scenario(leadership="none", power_asymmetry=0.45))
    page._pin("all", "")
    pinned = [pin.scenario for pin in page.state.now.pins]
    assert {ward.leadership for ward in pinned} == set(LEADERSHIPS)
    assert {ward.replace(leadership="none") for ward in pinned} == {page.state.now.scenario}


def test_more_guarded_steps_hide_conflict_and_raise_silence():
    pins, _ward = ward_presets.tries(Scenario(), _)["guarded"].sets
    runs = [RUNS.full(Ward(scenario)) for _label, scenario in pins]
    silent = [each.outcome("silent_share").mean() for each in runs]
    conflict = [each.outcome("open_conflict").mean() for each in runs]
    assert silent == sorted(silent)
    assert conflict[0] < conflict[1] > conflict[2]


def test_a_link_restores_ward_and_pins(page):
    page._try("leaders")
    page._start_challenge("p05-find-the-pillar")
    code, state = page.link.code, page.state.now
    other = Simulator()
    inputs = other.inputs()
    other._opened(code)
    assert [pin.scenario for pin in other.state.now.pins] == [pin.scenario for pin in state.pins]
    assert other.state.now.scenario == state.scenario
    assert other.link.code == code
    assert inputs.values["leadership"] == state.scenario.leadership


@pytest.mark.parametrize("code", ["", "w1_", "w1_l3_00000000", "*", "x" * 4000, "<script>"])
def test_a_damaged_link_leaves_the_ward_and_says_so(page, code):
    said = page._opened(code)
    assert page.state.now.scenario == Scenario()
    assert said.endswith(".")
    assert "<" not in page.link.code


def test_the_address_answers_only_messages_of_its_kind(page):
    page.link._handle_custom_msg({"kind": "other"}, [])
    page.link._handle_custom_msg("junk", [])
    assert page.link.said == ""


def test_no_more_than_four_wards_are_pinned_and_each_keeps_its_letter(page):
    for power in (0.1, 0.2, 0.3, 0.4, 0.5):
        put(page, Scenario(power_asymmetry=power))
        page._pin("pin", "")
    assert [pin.letter for pin in page.state.now.pins] == ["A", "B", "C", "D"]
    page._pin("remove", "B")
    assert [pin.letter for pin in page.state.now.pins] == ["A", "C", "D"]
    page._pin("pin", "")
    assert {pin.letter: pin.scenario.power_asymmetry for pin in page.state.now.pins}["B"] == 0.5


def test_pinned_wards_are_compared_without_a_blank_cell_even_where_a_has_no_group(page):
    table = page.differences()
    assert table.note, "what the comparison waits for"
    put(page, Scenario(leadership="none"))
    page._pin("pin", "")
    put(page, Scenario(leadership="shared"))
    assert table.note == ""
    for row in table.rows:
        assert all(text.strip() for text in row["values"])
        assert len(row["values"]) == len(table.columns)
    assert [row["letter"] for row in table.rows] == ["A", ""]
    assert all(text for text in table.rows[1]["differences"])


def test_the_number_of_a_measure_is_the_same_in_chart_words_and_comparison(page):
    table, figure = page.differences(), page.runs("members")
    page._pin("all", "")
    told = {row["letter"]: row["values"][0] for row in table.rows}
    ends = {row["label"]: row["mid"] for row in figure.rows()["runs"] if row["month"] == 60}
    for letter, value in told.items():
        assert float(value) == pytest.approx(ends[letter], abs=0.5)
        assert f"{letter}, " in figure.summary
        assert f": {value} families" in figure.summary


def test_the_same_ward_twice_differs_by_nothing_and_one_with_no_group_by_its_members(page):
    table = page.differences()
    page._pin("pin", "")
    put(page, Scenario(leadership="none"))
    difference = table.rows[-1]["differences"][0]
    assert difference.startswith("-")
    assert page.pins().next == "B"


def test_a_pinned_ward_let_go_leaves_the_charts(page):
    figure = page.runs("members")
    page._pin("pin", "")
    assert "A" in figure.summary.split(",")[0]
    page._pin("remove", "A")
    assert {row["run"] for row in figure.rows()["runs"]} == {"now"}


def test_a_mechanism_switched_off_is_off_in_the_ward_and_faint_on_the_map(page):
    switches, drawn = page.mechanisms(), page.causal_map()
    switches.move({"M3": False})
    assert page.state.now.scenario.mechanisms_off == ("M3",)
    strong = {edge["label"]: edge["strong"] for edge in drawn.edges}
    assert not strong["M3"]
    assert all(strong[key] for key in MECHANISMS if key != "M3")


def test_the_diary_follows_the_ward_on_the_page(page):
    diary = page.diary()
    put(page, Scenario(leadership="none"))
    assert not any(row["kind"] == "start" for row in diary.rows)
    diary.ward = 3
    assert diary.rows


def test_the_file_holds_every_month_with_what_is_needed_to_run_it_again(page):
    page._pin("pin", "")
    name, text = page._file()
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert name.endswith(".csv")
    assert [row["run"] for row in rows[:1] + rows[-1:]] == ["A", "now"]
    assert len(rows) == 120
    assert Scenario.from_code(rows[0]["scenario_code"]) == page.state.now.scenario
    assert {row["replicates"] for row in rows} == {str(LARGE)}
    assert float(rows[0]["members_q05"]) <= float(rows[0]["members_q50"]) <= float(rows[0]["members_q95"])
    assert rows[0]["seed"]
    assert rows[0]["parameters_version"]
    assert rows[0]["package_version"]


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_spreadsheet_of_the_country_reads_the_runs(page, language):
    page.language = language
    _name, text = page._file()
    mark = ";" if language == "es" else ","
    head, *rows = csv.reader(io.StringIO(text.removeprefix("\ufeff")), delimiter=mark)
    assert len(head) == len(set(head)) == len(rows[0]) > 100
    assert ("month" in head, "Mes" in head) == (language == "en", language == "es")
    written = dict(zip(head, rows[0], strict=True))
    power = written["set_power_asymmetry" if language == "en" else "Asimetría de poder"]
    assert power == ("0.7" if language == "en" else "0,7")
    assert not any(value.startswith(spreadsheet.FORMULA) for row in rows for value in row)


def test_a_challenge_is_checked_on_the_ward_of_the_page(page):
    part = page.exercise("p05-find-the-pillar")
    page._start_challenge("p05-find-the-pillar")
    put(page, page.state.now.scenario.replace(mechanisms_off=("M6",)))
    fields, code, _seed = part._situation()
    assert fields["mechanisms_off"] == ["M6"]
    assert Scenario.from_code(code) == page.state.now.scenario
    assert all(goals("p05-find-the-pillar", page.state.now.scenario))


def test_each_outcome_studied_has_a_chart_of_its_leading_inputs(page):
    figure = page.sensitivity()
    for outcome in ward_sensitivity.outcomes("shared"):
        page._explain(outcome)
        assert figure.table
        values = [row["value"] for row in figure.table]
        assert values == sorted(values, reverse=True)
        assert figure.note == ""


def test_another_measure_is_shown_on_request(page):
    figure = page.chosen()
    page._look("burnout")
    assert "burnt out" in figure.title
    page._look("no-such-measure")
    assert "burnt out" in figure.title


def test_another_measure_brings_its_own_unit_above_the_axis(page):
    page.any_measure()
    figure = page.chosen()
    units = {}
    for measure in MORE_MEASURES:
        page._look(measure)
        units[measure] = figure.params["unit"]
    assert all(units.values())
    assert len(set(units.values())) > 1
