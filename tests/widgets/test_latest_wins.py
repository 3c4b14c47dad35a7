"""The newest request wins, and the kernel is free in between."""

from __future__ import annotations

import asyncio

from selfhelp_teach.errors import ScenarioError
from selfhelp_teach.widgets import LatestWins


class Model:
    """Counts its work and answers a request in three steps."""

    def __init__(self, steps=3):
        self.worked = []
        self.closed = []
        self.count = steps

    def steps(self, request):
        try:
            for step in range(self.count):
                self.worked.append((request, step))
                yield f"{request}:{step}"
        except GeneratorExit:
            self.closed.append(request)
            raise


class Screen:
    def __init__(self):
        self.shown, self.said = [], []

    def show(self, answer, final):
        self.shown.append((answer, final))


def shown(clock, steps, **options):
    """What is asked, and the screen that shows what comes of its steps."""
    screen = Screen()
    latest = LatestWins(steps, screen.show, screen.said.append, later=clock.later, rest=0.1, **options)
    return latest, screen


def asked(clock, steps=3, **options):
    """What is asked, the model it asks, and the screen that shows what comes."""
    model = Model(steps)
    latest, screen = shown(clock, model.steps, **options)
    return latest, model, screen


def test_a_request_is_answered_at_once_from_the_first_step_and_refined_when_nothing_moves(clock):
    latest, model, screen = asked(clock)
    latest.ask("a")
    assert screen.shown == [("a:0", False)]
    clock.run(0.05)
    assert model.worked == [("a", 0)]
    clock.run(1)
    assert screen.shown[-2:] == [("a:2", False), ("a:2", True)]
    assert not latest.refining


def test_no_answer_is_shown_twice_where_the_steps_know_which_is_the_last(clock):
    def steps(request):
        return [request, request, 2 * request]

    latest, screen = shown(clock, steps)
    latest.ask("a")
    assert screen.shown == [("a", False)]
    clock.run(5)
    assert screen.shown == [("a", False), ("aa", True)]
    assert not latest.refining


def test_the_first_request_is_refined_only_when_the_page_had_time_to_open(clock):
    latest, model, _screen = asked(clock, first_rest=1.0)
    latest.ask("a")
    clock.run(0.9)
    assert len(model.worked) == 1
    clock.run(5)
    assert not latest.refining
    latest.ask("b")
    clock.run(0.2)
    assert not latest.refining, "later ones are refined as soon as nothing moves"


def test_a_newer_request_interrupts_the_refinement_of_the_older(clock):
    latest, model, screen = asked(clock, steps=100)
    latest.ask("a")
    clock.planned[0].call()
    latest.ask("b")
    assert model.closed == ["a"]
    clock.run(10)
    assert [answer for answer, _ in screen.shown[2:]] == [f"b:{i}" for i in range(100)] + ["b:99"]


def test_of_twenty_quick_requests_each_costs_one_step_and_only_the_last_is_refined(clock):
    latest, model, screen = asked(clock)
    for request in range(20):
        latest.ask(request)
        clock.run(0.05)
    clock.run(1)
    assert len(model.worked) == 20 + 2
    assert screen.shown[-1] == ("19:2", True)
    values = [int(answer.split(":")[0]) for answer, _ in screen.shown]
    assert values == sorted(values), "no frame goes backwards"


def test_an_interrupted_answer_is_not_taken_for_a_final_one(clock):
    latest, model, _screen = asked(clock)
    latest.ask("a")
    latest.ask("b")
    latest.ask("a")
    assert [request for request, _ in model.worked] == ["a", "b", "a"]


def test_asking_for_what_is_shown_already_does_nothing(clock):
    latest, _model, screen = asked(clock)
    latest.ask("a")
    latest.ask("a")
    assert len(screen.shown) == 1


def test_our_own_error_is_shown_as_its_sentence_and_the_next_request_works(clock):
    def steps(request):
        if request == "bad":
            raise ScenarioError("There are 2 months too many.")
        yield request

    latest, screen = shown(clock, steps)
    latest.ask("bad")
    assert screen.said == ["There are 2 months too many."]
    latest.ask("good")
    assert screen.shown[-1] == ("good", False)


def test_an_unforeseen_error_in_a_refinement_becomes_a_sentence_without_its_details(clock, caplog):
    def steps(request):
        yield request
        raise ZeroDivisionError("secret")

    latest, screen = shown(clock, steps)
    latest.ask("a")
    clock.run(1)
    assert len(screen.said) == 1
    assert "secret" not in screen.said[0]
    assert "secret" in caplog.text
    assert not latest.refining


def test_without_an_event_loop_all_steps_are_done_at_once():
    model, screen = Model(), Screen()
    LatestWins(model.steps, screen.show, screen.said.append).ask("a")
    assert screen.shown[-1] == ("a:2", True)


def test_the_event_loop_serves_others_between_two_pieces_of_work():
    model, screen = Model(steps=50), Screen()

    async def page():
        latest = LatestWins(model.steps, screen.show, screen.said.append, rest=0)
        latest.ask("a")
        turns = 0
        while latest.refining:
            await asyncio.sleep(0)
            turns += 1
        return turns

    assert asyncio.run(page()) >= 50
