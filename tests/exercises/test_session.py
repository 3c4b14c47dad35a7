"""The session and the parts, spoken to as the page speaks to them."""

from __future__ import annotations

import re
from datetime import timedelta

import numpy as np
import pytest

from selfhelp_teach.errors import RecordError
from selfhelp_teach.exercises.parts import ExercisePart
from selfhelp_teach.exercises.portfolio.part import PortfolioPart
from selfhelp_teach.exercises.presentation import content
from selfhelp_teach.exercises.session import Session
from selfhelp_teach.exercises.types.base import Results
from selfhelp_teach.records import sql
from selfhelp_teach.records.schema import Entry, Record
from selfhelp_teach.records.stores import DAMAGED_KEY, MemoryStore, new_learner
from selfhelp_teach.translation import translator
from tests.exercises.examples import KINDS, example
from tests.records.examples import entry


class Refusing(MemoryStore):
    def __init__(self, sentence):
        super().__init__()
        self.sentence = sentence

    def save(self, learner, entries):  # noqa: ARG002 (a store's signature)
        raise RecordError(self.sentence)


def listening(part):
    said = []
    part.send = lambda message, buffers=None: said.append((message, buffers) if buffers else message)
    return said


def talk(sync, **message):
    sync._handle_custom_msg(message, [])


@pytest.fixture
def store():
    return MemoryStore()


@pytest.fixture
def session(store):
    return Session(store)


@pytest.fixture
def sync(session):
    return session.record_sync()


def test_what_the_browser_holds_is_saved_and_then_confirmed(session, store, sync):
    said, key, answer = listening(sync), new_learner(), entry()
    talk(sync, kind="hello", token=1, learner=key, entries=[answer.as_dict()])
    assert store.load(key).entries == session.record.entries == {answer.id: answer}
    assert said == [{"kind": "kept", "token": 1}]


def test_what_the_store_holds_comes_to_a_browser_that_lost_it(store, sync):
    said, key, answer = listening(sync), new_learner(), entry()
    store.save(key, [answer])
    talk(sync, kind="hello", token=1, learner=key, entries=[])
    assert said == [
        {"kind": "entries", "learner": key, "entries": [answer.as_dict()]},
        {"kind": "kept", "token": 1},
    ]


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("sentence", [*sql.FAULTS.values(), sql.UNREACHED, DAMAGED_KEY])
def test_a_failed_save_is_told_in_the_language_of_the_page_and_never_confirmed(sentence, language):
    sync = Session(Refusing(sentence)).record_sync(language)
    said = listening(sync)
    talk(sync, kind="entries", token=4, learner=new_learner(), entries=[entry().as_dict()])
    assert said == [{"kind": "failed", "token": 4, "sentence": translator(language)(sentence)}]
    assert (said[0]["sentence"] == sentence) == (language == "en")


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("store", [None, MemoryStore()], ids=["browser only", "with a database"])
def test_the_page_says_in_two_sentences_where_answers_go(store, language, monkeypatch):
    monkeypatch.delenv("SELFHELP_STORE", raising=False)
    sync = Session(store).record_sync(language)
    assert sync.server is (store is not None)
    said = sync.labels["privacy_server" if sync.server else "privacy_browser"]
    assert len(re.findall(r"[.](?=\s|$)", said)) == 2
    account = {"en": "without an account or your name", "es": "sin cuenta ni nombre"}[language]
    assert account in said
    assert ("database" in said or "base de datos" in said) == sync.server


def test_nothing_that_names_a_person_is_asked_of_an_entry_or_kept_of_a_key():
    needed = {name for name, field in Entry.model_fields.items() if field.is_required()}
    assert needed == {"id", "kind", "time", "updated"}
    assert len({new_learner() for _ in range(50)}) == 50, "a key is random"


def test_deletion_is_confirmed_and_latecomers_are_told_to_forget(session, store, sync):
    said, key = listening(sync), new_learner()
    talk(sync, kind="hello", token=1, learner=key, entries=[entry().as_dict()])
    talk(sync, kind="erase", token=2, learner=key)
    assert store.load(key) == session.record == Record()
    talk(sync, kind="entries", token=3, learner=key, entries=[entry().as_dict()])
    assert said[1:] == [{"kind": "erased", "token": 2}, {"kind": "forgotten", "learner": key}]


def test_another_learner_in_the_same_kernel_begins_anew(session, sync):
    listening(sync)
    talk(sync, kind="hello", token=1, learner=new_learner(), entries=[entry().as_dict()])
    talk(sync, kind="hello", token=2, learner=new_learner(), entries=[])
    assert session.record == Record()


@pytest.mark.parametrize("kind", ["erase", "hello"])
def test_who_shows_what_was_answered_is_told_once_that_it_is_forgotten(session, sync, kind):
    listening(sync)
    told, key = [], new_learner()
    session.on_forgotten(lambda: told.append(dict(session.record.entries)))
    talk(sync, kind="hello", token=1, learner=key, entries=[entry().as_dict()])
    assert told == []
    talk(sync, kind=kind, token=2, learner=key if kind == "erase" else new_learner(), entries=[])
    assert told == [{}]


@pytest.mark.parametrize(
    "message", [{"learner": "x"}, {"learner": None}, {}, {"learner": 7, "entries": "none"}]
)
def test_a_damaged_message_is_answered_in_a_sentence(sync, message):
    said = listening(sync)
    talk(sync, kind="hello", token=1, **message)
    assert said[0]["kind"] == "failed"


def test_rows_that_are_no_entries_are_passed_over(store, sync):
    said, key, good = listening(sync), new_learner(), entry()
    talk(sync, kind="entries", token=1, learner=key, entries=[7, None, {"id": "x"}, good.as_dict()])
    assert said == [{"kind": "kept", "token": 1}]
    assert store.load(key).entries == {good.id: good}


@pytest.mark.parametrize("kind", KINDS)
def test_the_page_is_not_sent_what_is_right(kind):
    shown = str(content(example(kind, prediction=True)))
    for secret in ("59.5", "Why this is right", "'correct'", "'order'", "'target':", "points", "sample"):
        assert secret not in shown


def answer(part, value, **given):
    made = entry(exercise=part.exercise.id, value=value, **given)
    said = listening(part)
    part._receive(part, {"kind": "answer", "entry": made.as_dict(), "fresh": True}, [])
    return made, said


def test_an_answer_is_marked_noted_and_answered(session):
    part = ExercisePart(example("single-choice", prediction=False), session=session)
    heard = []
    part.on_answer(heard.append)
    made, (said,) = answer(part, "first")
    marked = session.record.entries[made.id]
    assert (marked.score, marked.details["verdict"]) == (1, "correct")
    assert marked.updated > made.updated
    assert marked.package
    assert said["entry"] == marked.as_dict()
    assert said["feedbackHtml"][0] == "<p>Why this is right.</p>\n"
    assert said["sources"][0]["status"] == "reported"
    assert heard == [marked]
    assert part.answer == "first"


def test_marking_again_changes_nothing(session):
    part = ExercisePart(example("number", prediction=True), session=session)
    answer(part, 30.0)
    (marked,) = session.record.in_order()
    part._receive(part, {"kind": "answer", "entry": marked.as_dict(), "fresh": False}, [])
    assert session.record.in_order() == [marked]


def test_of_predictions_the_first_counts_and_of_answers_the_last(session):
    for prediction, expected in ((True, 30), (False, 70)):
        part = ExercisePart(example("number", prediction=prediction), session=Session(MemoryStore()))
        kind = "prediction" if prediction else "answer"
        assert part.answer is None
        answer(part, 30.0, kind=kind)
        answer(part, 70.0, kind=kind)
        assert part.answer == expected


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_missing_is_told_in_the_language_of_the_page(session, kind):
    english, spanish = (
        answer(ExercisePart(example(kind), session=session, language=language), {"x": []})[1][0]["sentence"]
        for language in ("en", "es")
    )
    assert english != spanish


def test_what_was_said_to_an_older_version_is_history_and_no_answer(session):
    part = ExercisePart(example("number", prediction=True).model_copy(update={"version": 2}), session=session)
    session.note([entry(kind="prediction", exercise=part.exercise.id, exercise_version=1, value=20)])
    assert part.answer is None
    session.note([entry(kind="prediction", exercise=part.exercise.id, exercise_version=2, value=30)])
    assert part.answer == 30


def test_an_answer_that_is_not_whole_is_refused_in_a_sentence(session):
    part = ExercisePart(example("ranking"), session=session)
    made, said = answer(part, ["first"])
    assert said[0]["kind"] == "refused"
    assert said[0]["id"] == made.id
    assert session.record == Record()


@pytest.mark.parametrize(
    "message",
    [
        *(None, "x", {}, {"kind": "answer"}, {"kind": "answer", "entry": {"id": 1}}),
        {"kind": "answer", "entry": entry(exercise="another").as_dict()},
    ],
)
def test_other_messages_and_answers_to_another_exercise_are_passed_over(session, message):
    part = ExercisePart(example("number"), session=session)
    said = listening(part)
    part._receive(part, message, [])
    assert said == []


def test_a_challenge_takes_the_scenario_of_the_page(session):
    part = ExercisePart(
        example("challenge"),
        session=session,
        situation=lambda: ({"leadership": "shared", "power_asymmetry": 0.7}, "leadership=shared", 7),
        compare=lambda _value: Results(
            outcomes={"alive": np.ones((4, 6)), "protest_share": np.zeros((4, 6))}
        ),
    )
    made, _said = answer(part, {})
    kept = session.record.entries[made.id]
    assert kept.value["leadership"] == "shared"
    assert (kept.scenario, kept.seed, kept.score) == ("leadership=shared", 7, 1)


def test_the_portfolio_of_the_page_takes_the_newest_entries_along(session):
    part = PortfolioPart(session=session)
    said = listening(part)
    newest = entry(kind="synthesis", exercise="deal-describe", value="Just typed")
    message = {"kind": "export", "format": "md", "name": "Zoë", "entries": [newest.as_dict()]}
    part._receive(part, message, [])
    ((sent, buffers),) = said
    assert sent["ending"] == "md"
    assert "Just typed" in buffers[0].decode()
    assert "Zoë" in buffers[0].decode()


def test_the_portfolio_follows_the_record(session):
    part = PortfolioPart(session=session)
    assert part.summary["counts"] == [0, 0, 0]
    session.note([entry(value="x", exercise="p02-limits-of-74")])
    assert part.summary["counts"] == [0, 1, 0]


def test_a_format_nobody_knows_is_told(session):
    part = PortfolioPart(session=session)
    said = listening(part)
    part._receive(part, {"kind": "export", "format": "pdf"}, [])
    assert said[0]["kind"] == "refused"


def test_the_later_revision_stands_when_kernel_and_page_disagree(session):
    draft = entry(kind="draft", value="On")
    session.note([draft])
    later = draft.model_copy(update={"value": "Once", "updated": draft.updated + timedelta(seconds=1)})
    session.note([later])
    session.note([draft])
    assert session.record.entries[draft.id].value == "Once"
