"""Controls, history, presets, tray and ward: their state, and what they refuse."""

from __future__ import annotations

import json

import numpy as np
import pytest

from selfhelp_teach import widgets as w
from selfhelp_teach.errors import InputError
from selfhelp_teach.widgets.ward import MEMBER, NEWCOMER, pack

ITEMS = [{"value": "a", "label": "A"}, {"value": "b", "label": "B"}]


def slider(**traits):
    return w.Slider("Power", **{"value": 0.5, "min": 0, "max": 1, "step": 0.1, **traits})


def curve(values=(0, 1), top=1):
    return w.Sketch("Draw", x={"values": list(values), "label": "x"}, y={"min": 0, "max": top, "label": "y"})


def switches(names, values):
    return w.Panel([{"items": [w.panel.switch(name, name) for name in names]}], values)


REFUSED = {
    "a slider that runs backwards": (lambda: slider(min=1, max=0), "'Power'"),
    "a slider without a step": (lambda: slider(step=0), "'Power'"),
    "a step beyond the ends": (lambda: slider(step=2), "'Power'"),
    "a slider without an end": (lambda: slider(max=float("inf")), "'Power'"),
    "a value beyond the ends": (lambda: slider(value=1.5), "'Power'"),
    "a value that is no number": (lambda: slider(value=float("nan")), "'Power'"),
    "a default beyond the ends": (lambda: slider(default=-1), "'Power'"),
    "an unknown status": (lambda: slider(status="guess"), "'guess'"),
    "a value offered twice": (lambda: w.Choice("Who?", [ITEMS[0], ITEMS[0]]), "more than once"),
    "a curve without points": (lambda: curve(values=()), "points along x"),
    "a curve without height": (lambda: curve(top=0), "low to high"),
    "an item named twice": (lambda: switches(["a", "a"], {"a": True}), "twice"),
    "items without values": (lambda: switches(["a"], {"b": True}), "a, b"),
    "an unknown kind": (
        lambda: w.Panel([{"items": [{"name": "a", "kind": "dial", "label": "A"}]}], {"a": 1}),
        "'dial'",
    ),
    "a ward without months": (lambda: pack(np.zeros(5)), "A ward"),
    "an unknown state": (lambda: pack(np.full((2, 2), 5)), "A ward"),
    "a state beyond all": (lambda: pack(np.full((2, 2), 9)), "A ward"),
    "members of another shape": (
        lambda: pack(np.zeros((2, 2)), np.zeros((1, 2))),
        r"members.*\(1, 2\).*\(2, 2\)",
    ),
    "a course not packed": (lambda: w.Ward().show(np.zeros((2, 2))), "float64.*pack"),
}


@pytest.mark.parametrize("wrong", REFUSED)
def test_what_does_not_fit_together_is_refused_by_name(wrong):
    make, sentence = REFUSED[wrong]
    with pytest.raises(InputError, match=sentence):
        make()


def test_words_that_are_given_stand_among_those_of_the_part():
    labels = slider(labels={"less": "Algo menos"}, language="es").labels
    assert (labels["less"], labels["more"]) == ("Algo menos", "Más: {label}")


def test_a_page_that_moves_a_slider_tells_value_and_rest_apart():
    control = slider()
    moved, rested = [], []
    control.observe(lambda change: moved.append(change["new"]), "value")
    control.observe(lambda change: rested.append(change["new"]), "rested")
    control.set_state({"value": 0.6})
    control.set_state({"value": 0.7, "rested": 0.7})
    assert (moved, rested) == ([0.6, 0.7], [0.7])


def test_every_control_starts_with_a_value_its_page_can_show():
    assert w.Ranking("Order", ITEMS).value == ["a", "b"]
    assert w.Matching("Sort", ITEMS, ITEMS).value == {"a": None, "b": None}
    assert curve().value == [None, None]


def test_undo_and_redo_walk_and_a_new_step_gives_up_what_was_undone():
    put = []
    history = w.History(put.append, start=0)
    for state in (1, 2, 3):
        history.record(state, f"to {state}")
    history.undo()
    history.undo()
    assert (put, history.state, history.can_redo, history.redo_name) == ([2, 1], 1, True, "to 2")
    history.redo()
    history.record(9, "to 9")
    assert (history.state, history.can_redo, history.undo_name) == (9, False, "to 9")
    for _ in range(9):
        history.undo()
    assert (history.state, history.can_undo) == (0, False)


def test_what_an_undo_changes_is_not_recorded_again():
    history = w.History(lambda state: history.record(state * 10, "echo"), start=0)
    history.record(1, "to 1")
    history.record(2, "to 2")
    history.undo()
    assert (history.state, history.can_redo) == (1, True)


def test_a_history_keeps_no_more_than_its_limit():
    history = w.History(lambda _: None, start=0, limit=3)
    for state in range(1, 10):
        history.record(state, str(state))
    for _ in range(5):
        history.undo()
    assert history.state == 7


def test_buttons_of_the_page_undo_and_redo():
    put = []
    history = w.History(put.append, start=0)
    history.record(1, "to 1")
    history._handle_custom_msg({"kind": "undo"}, [])
    history._handle_custom_msg({"kind": "redo"}, [])
    assert put == [0, 1]


def test_a_preset_is_taken_only_by_a_name_it_has():
    chosen = []
    presets = w.Presets([{"value": "strict", "label": "Strict"}], chosen.append)
    presets._handle_custom_msg({"kind": "preset", "value": "other"}, [])
    presets._handle_custom_msg({"kind": "preset", "value": "strict"}, [])
    assert chosen == ["strict"]
    assert presets.chosen == "strict"


def test_the_pins_tell_the_page_what_was_pressed_and_hold_nothing_themselves():
    told = []
    pins = w.Pins(lambda what, letter: told.append((what, letter)))
    for message in ({"kind": "pin"}, {"kind": "remove", "letter": "A"}, {"kind": "all"}, {"kind": "other"}):
        pins._handle_custom_msg(message, [])
    assert told == [("pin", ""), ("remove", "A"), ("all", "")]
    assert pins.pins == []


def test_a_ward_packs_state_membership_and_newness_into_one_byte():
    packed = pack(np.array([[0, 4], [7, 1]]), np.array([[1, 0], [0, 1]]), np.array([[0, 1], [0, 0]]))
    assert packed.dtype == np.uint8
    assert packed.tolist() == [[MEMBER, 4 + NEWCOMER], [7, 1 + MEMBER]]


def test_sixty_months_of_three_hundred_families_are_one_transfer_of_a_byte_each(wire):
    ward = w.Ward(key="w")
    seen = wire(ward)
    ward.show(pack(np.zeros((60, 300), int)), staff=30)
    [(state, buffers)] = seen.take()
    assert [len(each) for each in buffers] == [18_000]
    assert state["months"] == 60


def test_every_part_can_be_sent_as_strict_json():
    parts = [
        slider(),
        w.Switch("S"),
        w.Number("N"),
        w.Play("P", value=0, min=0, max=9, step=1, link="g"),
        w.Ward(),
    ]
    for part in parts:
        state = {k: v for k, v in part.get_state().items() if not isinstance(v, bytes)}
        json.dumps(state, allow_nan=False)


def panel(told=None, **values):
    items = [w.panel.slider(name, name) for name in values]
    moved = None if told is None else lambda values, rests: told.append((values, rests))
    return w.Panel([{"items": items}], values, moved, key="x")


def test_a_panel_takes_from_a_browser_only_what_its_hand_has_moved():
    told = []
    levers = panel(told, a=0.1, b=0.2, c=0.3)
    levers.put({"b": 0.9})  # on its way to a browser that still shows 0.2
    levers.set_state({"edits": {"a": [0.5, 1, 1]}})
    assert told == [({"a": 0.5}, True)]
    assert levers.values == {"a": 0.5, "b": 0.9, "c": 0.3}
    levers.set_state({"edits": {"a": [0.5, 1, 1], "c": [0.8, 1, 0]}})
    assert told[1:] == [({"c": 0.8}, False)]
    levers.set_state({"edits": {"a": [0.5, 1, 1], "c": [0.8, 1, 0], "gone": [1, 1, 1]}})
    assert len(told) == 2


def test_a_panel_tells_a_browser_nothing_of_its_own_move_and_all_of_another(wire):
    levers = panel(a=0.1, b=0.2)
    seen = wire(levers)
    levers.set_state({"edits": {"a": [0.5, 1, 0]}})
    levers.put({"a": 0.5})
    assert seen.take() == []
    levers.put({"b": 0.7})
    [(state, _buffers)] = seen.take()
    assert state["values"] == {"a": 0.5, "b": 0.7}
    assert state["heard"] == {"a": 1}


def test_parts_share_one_layout_and_make_another_when_all_widgets_were_closed(wire):
    one, other = slider(), slider()
    assert one.layout is other.layout
    type(one).close_all()
    assert slider().layout is not one.layout
    assert slider().layout.comm is not None
