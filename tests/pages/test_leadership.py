"""Page 03: three groups on the same wards, and what shared leadership needs."""

import math
from dataclasses import fields, replace

import pytest

from selfhelp_teach.charts import groups
from selfhelp_teach.pages import leadership_controls
from selfhelp_teach.pages.leadership import Leadership
from selfhelp_teach.pages.leadership_controls import Setting
from selfhelp_teach.pages.runs import RUNS, Ward
from selfhelp_teach.translation import translator
from selfhelp_teach.widgets.static_render import decode

NAMES = [f"group_{name}" for name in groups.measures(translator())]


@pytest.fixture
def page():
    return Leadership()


def mean(run, who, outcome):
    return float(run.groups[who].outcome(outcome).mean())


def wards(setting):
    return {who: Ward(setting.scenario(who), setting.parameters) for who in groups.WHO}


def three(setting):
    return groups.Three({who: RUNS.full(ward) for who, ward in wards(setting).items()})


def numbers_of(setting, who):
    """Everything that a setting decides of the ward of one kind of group, as text."""
    decided = setting.scenario(who).as_dict() | setting.parameters.as_dict()
    return {name: str(value) for name, value in decided.items()}


def places(lever):
    """The ends to which a lever can be moved, or what can be chosen with it."""
    ends = {"switch": (True, False), "slider": (lever.get("max"), lever.get("min"))}
    return ends.get(lever["kind"]) or [option["value"] for option in lever["options"]]


@pytest.fixture(scope="module")
def run():
    return three(Setting())


@pytest.mark.parametrize("name", NAMES)
def test_a_chart_has_sixty_months_of_each_kind_of_group_and_a_whole_summary(page, name):
    figure = page.simulated(name)
    assert len(decode(figure.frame, figure.frame_layout)["months"]) == 180
    assert figure.status == "assumption"
    assert {row["group"] for row in figure.table} == {"professional", "shared", "independent"}
    assert "nan" not in figure.summary
    assert "60" in figure.summary


def test_the_three_groups_meet_the_same_families(run):
    courses = [run.groups[who].ward(3) for who in groups.WHO]
    for course in courses[1:]:
        assert (course.education == courses[0].education).all()


def test_choosing_a_group_shows_its_ward_with_the_same_luck(page):
    panel, ward = page.leadership(), page.ward()
    shared = ward.course
    panel.move({"who": "independent"})
    assert "independent" in ward.title
    assert ward.course != shared
    page.state.history.undo()
    assert ward.course == shared
    assert panel.values["who"] == "shared"


def test_charts_and_ward_share_the_month(page):
    ward, figure = page.ward(), page.simulated("group_survival")
    assert ward.link == figure.link["group"]
    assert ward.first + ward.month == 36


@pytest.mark.parametrize("preset", leadership_controls.presets("en"))
def test_a_thing_to_try_moves_the_charts_and_is_undone(page, preset):
    figure = page.simulated("group_won")
    start = figure.frame
    page._try(preset)
    assert figure.frame != start
    page.state.history.undo()
    assert figure.frame == start


def test_the_levers_are_those_of_the_setting_and_open_as_it_does(page):
    levers = leadership_controls.both("en")
    unlike = {lever["name"] for lever in levers} ^ {field.name for field in fields(Setting)}
    assert not unlike, (
        f"{unlike}: a lever of both and a field of Setting go together "
        "(selfhelp_teach/pages/leadership_controls.py; CONTRIBUTING.md, “A lever of a ward”, steps 1 and 3)"
    )
    for lever in levers:
        assert lever.get("default", getattr(Setting(), lever["name"])) == getattr(Setting(), lever["name"])


def test_every_lever_of_the_setting_is_moved_by_something_to_try():
    moved = {name for preset in leadership_controls.presets("en").values() for name in preset.sets}
    left = {field.name for field in fields(Setting)} - moved
    assert not left, (
        f"{left}: nothing to try moves it. Write one into presets (selfhelp_teach/pages/leadership_controls.py; "
        "CONTRIBUTING.md, “A lever of a ward”, step 4)"
    )


def test_no_two_levers_of_the_setting_set_the_same_number_of_a_ward():
    """Else one of them takes away what the other has set, as a single attitude would beside all four."""
    set_by = {}
    for lever in leadership_controls.both("en"):
        ends = [replace(Setting(), **{lever["name"]: end}) for end in places(lever)]
        for who in groups.WHO:
            at_ends = [set(numbers_of(end, who).items()) for end in ends]
            for name, _value in set.union(*at_ends) - set.intersection(*at_ends):
                set_by.setdefault(name, set()).add(lever["name"])
    twice = {name: sorted(levers) for name, levers in set_by.items() if len(levers) > 1}
    assert not twice, (
        f"set by several levers: {twice}. Let one field of Setting decide each, in its scenario or parameters "
        "(selfhelp_teach/pages/leadership_controls.py; CONTRIBUTING.md, “A lever of a ward”, step 2)"
    )


@pytest.mark.parametrize("lever", leadership_controls.both("en"), ids=lambda lever: lever["name"])
def test_every_lever_moves_what_is_simulated(page, lever):
    before = page.state.now.setting
    _tries, _history, panel = page.both()
    other = next(value for value in places(lever) if value != getattr(before, lever["name"]))
    panel.move({lever["name"]: other})
    after = page.state.now.setting
    assert getattr(after, lever["name"]) == other
    assert wards(after) != wards(before), (
        f"{lever['name']} is set and changes no ward: use it in Setting.scenario or Setting.parameters "
        "(selfhelp_teach/pages/leadership_controls.py; CONTRIBUTING.md, “A lever of a ward”, step 2)"
    )
    outcomes = [
        {who: [mean(run, who, outcome) for outcome in ("members", "stored_grievance")] for who in groups.WHO}
        for run in (three(before), three(after))
    ]
    assert outcomes[0] != outcomes[1], f"{lever['name']} changes the wards' inputs and nothing that is drawn"


def test_only_the_shared_group_changes_when_a_strength_is_taken_from_it(run):
    taken = three(Setting(access=False))
    for who in ("professional", "independent"):
        assert mean(taken, who, "members") == mean(run, who, "members")
    assert mean(taken, "shared", "members") < mean(run, "shared", "members")


# what the page says of its simulation must be what it does


def test_the_group_that_raises_the_fewest_issues_stores_the_most_grievance(run):
    assert min(groups.WHO, key=lambda who: mean(run, who, "collective_issues")) == "professional"
    assert max(groups.WHO, key=lambda who: mean(run, who, "stored_grievance")) == "professional"


def test_shared_groups_are_larger_live_longer_and_do_more(run):
    for outcome in ("members", "months_alive", "activities"):
        assert max(groups.WHO, key=lambda who: mean(run, who, outcome)) == "shared"


def test_some_shared_groups_end_early_too(run):
    assert (run.groups["shared"].outcome("months_alive") < 24).any()


def test_without_access_a_shared_group_comes_nearer_to_the_independent_than_to_the_professional(run):
    taken = three(Setting(access=False))
    shared = mean(taken, "shared", "stored_grievance")
    assert abs(shared - mean(run, "independent", "stored_grievance")) < abs(
        shared - mean(run, "professional", "stored_grievance")
    )
    assert mean(taken, "shared", "collective_successes") < 0.6 * mean(run, "shared", "collective_successes")


def test_without_its_agenda_a_shared_group_comes_to_store_like_a_professional_one(run):
    taken = three(Setting(autonomy=False))
    stored = mean(taken, "shared", "stored_grievance")
    assert math.isclose(stored, mean(run, "professional", "stored_grievance"), rel_tol=0.4)
    assert mean(taken, "shared", "collective_successes") < 0.4 * mean(run, "shared", "collective_successes")
