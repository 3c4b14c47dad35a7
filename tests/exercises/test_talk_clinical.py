"""Three clinical talks stay in their story: bad news, an interpreter between the two, the adolescent speaks."""

from __future__ import annotations

from tests.exercises.talks import ends_well, told

NEWS = "room perceive leave name-it stay what-of honest could what-fear together say-back write"


def test_bad_news_ends_well_asked_said_answered_shared_and_written():
    assert told("news", NEWS)[0].node == "end-settled"
    for said, instead, ending in (
        ("room perceive leave", "room warn plain", "end-clear"),  # nobody asked what he thought
        ("could", "no-never", "end-kind"),
        ("what-fear together", "infection", "end-kind"),
        ("write", "not-driving", "end-clear"),
    ):
        path = NEWS.replace(said, instead).replace("plain name-it", "plain")
        assert told("news", path)[0].node == ending, path


def test_a_secret_is_told_behind_the_hand_where_the_mother_is_on_the_telephone():
    lines = "perceive leave name-it stay what-of"
    assert "over the telephone" in told("news", f"alone ring {lines}")[1]
    assert "telephone" not in told("news", f"room {lines}")[1]


def test_nobody_is_told_to_come_in_who_is_in_the_room_already():
    assert "Come in" in told("news", "keep-four nod")[2]["now"]
    assert "Come in" not in told("news", "room perceive only-children too-early")[2]["now"]


INTERPRETED = "sister keep-bed brief nights kept-you our-phone plain own-words one-word both-sides"


def test_a_discharge_ends_well_only_understood_said_back_and_with_a_way_to_ring_at_night():
    assert told("interpreter", INTERPRETED)[0].node == "end-settled"
    for said, instead in (("own-words", "hardest"), ("one-word", "too-often"), ("both-sides", "handover")):
        assert told("interpreter", INTERPRETED.replace(said, instead))[0].node == "end-half"
    assert all(
        state.met >= {"inter", "told", "back", "night", "written"} for state in ends_well("interpreter")
    )


def test_what_a_child_translates_is_never_enough():
    state, _text, _lines = told("interpreter", "tell-her say-back leaflet")
    assert state.node == "end-girl"
    assert "leaves nothing out" in told("interpreter", "tell-her short-yes word-by-word leaflet")[1]


def test_the_mother_tells_of_the_night_only_where_she_trusts():
    assert told("interpreter", "my-need keep-bed just-tell turn nights")[1].startswith("One night he was hot")
    assert told("interpreter", "my-need keep-bed brief nights")[1].startswith("Good, thank you")


def test_who_is_on_the_telephone_is_not_asked_to_sit_down():
    assert "on the table" in told("interpreter", "my-need loudspeaker")[2]["seat"]
    assert "Would you sit" in told("interpreter", "my-need keep-bed")[2]["seat"]


CHOICE = "my-say explain climb whom spare-him gran-first three-and-her page-one"


def test_a_say_ends_well_only_with_the_wish_the_grandmother_and_a_rule_for_the_next_time():
    assert told("choice", CHOICE)[0].node == "end-settled"
    assert told("choice", CHOICE.replace("page-one", "believe"))[0].node == "end-heard"
    assert told("choice", CHOICE.replace("three-and-her", "you-decide"))[0].node == "end-heard"
    assert all(state.met >= {"ways", "wish", "agreed", "written"} for state in ends_well("choice"))


def test_the_corridor_is_spoken_of_only_where_the_patient_told_of_it():
    path = "hurts whom spare-him two-things one-stop"
    assert "corridor" in told("choice", f"overheard {path}")[1]
    assert "corridor" not in told("choice", CHOICE.rpartition(" ")[0])[1]


def test_both_ways_are_told_once_and_then_once_more():
    assert told("choice", "my-say explain")[1].startswith("One:")
    assert told("choice", "my-say explain which caught scared")[1].startswith("Once more")


def test_who_sees_the_turned_foot_first_is_told_what_it_is():
    assert "foot is turned round" in told("choice", "whatever ask-nurse dying somebody-else")[1]
    assert "foot" not in told("choice", "my-say explain meet-one")[1]
