import re

import pytest

from selfhelp_teach.errors import DataError
from selfhelp_teach.evidence import Status, fact, ledger, search, select
from selfhelp_teach.translation import translator

_ = translator()


def test_every_number_of_the_paper_has_its_facts():
    ids = set(ledger())
    for number in range(1, 14):
        assert any(id.startswith(f"P{number}.") for id in ids), f"P{number}"


def test_every_companion_source_has_its_facts():
    for number in range(1, 19):
        assert search(source=f"C{number}"), f"C{number}"


def test_the_paper_s_lists_are_as_long_as_the_paper_says():
    lengths = {
        "P3.kinds.*": 7, "P6.dangers.*": 7, "P.roots.*": 4, "P.macro.*": 6, "P.why.*": 8, "P.voice.*": 2,
        "P.roles.*": 4, "P.channels.*": 4, "P.tactics.*": 5, "P.steps.*": 7, "P.monopoly.*": 3,
        "P.mechanisms.*": 6, "P.help.*": 10, "P.education.*": 3, "P.does.*": 5, "P.functions.*": 5, "P.symptoms.*": 15,
        "P.institutional.*": 7, "P10.second.*": 4,
    }  # fmt: skip
    assert {pattern: len(select(pattern)) for pattern in lengths} == lengths


def test_a_percentage_with_both_counts_is_their_share():
    for entry in ledger().values():
        if entry.unit == "percent" and entry.numerator and entry.denominator:
            share = 100 * entry.numerator / entry.denominator
            # 71 of 290 is 24.48 and was printed as 25; 9 of 24 is 37.5 and was printed as 37
            assert entry.value == pytest.approx(share, abs=0.53), entry.id


def test_a_percentage_that_its_counts_do_not_round_to_says_so():
    odd = fact("C14.actual.parent-led.white")
    assert round(100 * odd.numerator / odd.denominator) != odd.value
    assert "24.5%" in odd.note


def test_a_computed_number_names_the_facts_it_comes_from():
    for entry in ledger().values():
        if "Computed here" in entry.note:
            assert entry.computed_from
        for origin in entry.computed_from:
            assert origin in ledger()


def test_what_is_computed_agrees_with_what_is_printed():
    parent, clinician, both = (
        fact(f"C15.challenging.{side}").value for side in ("parent", "clinician", "both")
    )
    assert fact("C15.challenging.parent-only").value == pytest.approx(parent - both)
    assert fact("C15.challenging.clinician-only").value == pytest.approx(clinician - both)
    assert fact("C15.challenging.neither").value == pytest.approx(100 - parent - clinician + both)
    any_problem, three = fact("P1.share"), fact("P2.count")
    assert fact("P1.none").numerator == any_problem.denominator - any_problem.numerator
    assert fact("P2.one-or-two").numerator == any_problem.numerator - three.numerator
    fits = [count for count in range(75) if round(100 * count / 74) == fact("P2.share").value]
    assert fits == [three.numerator]


def test_a_reported_fact_has_a_number_of_some_kind_and_no_other_has():
    for entry in ledger().values():
        numbered = entry.value is not None or entry.low is not None
        assert numbered == (entry.status is Status.REPORTED), entry.id


def test_an_interval_holds_its_value():
    for entry in ledger().values():
        if entry.unit == "odds-ratio":
            assert entry.low < entry.value < entry.high, entry.id


def test_the_lost_numbers_are_unavailable():
    for id in ("P3.counts", "P4.middle", "P4.bases"):
        assert fact(id).status is Status.UNAVAILABLE


def test_numbers_in_a_statement_are_the_fact_s_own():
    """The statement and the value are two cells of one row; they must not tell two stories."""
    for entry in ledger().values():
        allowed = {entry.value, entry.low, entry.high, entry.numerator, entry.denominator}
        also = " ".join(entry.also_shown)
        for number in re.findall(r"\d+(?:\.\d+)?", entry.statement):
            assert float(number) in allowed or number in also or number in entry.label, (entry.id, number)


def test_every_status_has_a_word_and_a_sentence():
    for status in Status:
        assert status.label(_)
        assert status.explanation(_).endswith(".")


def test_every_fact_says_in_words_where_it_stands():
    openings = (
        "introduction",
        "section on",
        "research note",
        "footnotes",
        "public abstract",
        "published summary",
    )
    for entry in ledger().values():
        assert entry.place(_).startswith(openings), entry.id


def test_an_unknown_fact_is_refused_with_a_way_to_list_them():
    with pytest.raises(DataError, match=r"no fact 'P1\.shore'.*selfhelp-teach evidence"):
        fact("P1.shore")
    with pytest.raises(DataError, match=r"no facts under 'P99\.\*'"):
        select("P99.*")


def test_a_fact_without_a_number_refuses_to_give_one():
    assert fact("P1.share").number() == 59.5
    with pytest.raises(DataError, match="has no number: its status is unavailable"):
        fact("P3.counts").number()


def test_search_needs_every_word_in_any_case():
    assert [entry.id for entry in search(["MISINFORMATION", "nurses"])] == ["C9.concern.misinformation"]
    assert search(["misinformation", "zebra"]) == ()


def test_search_by_id_takes_what_lies_beneath_but_not_a_longer_name():
    assert {entry.id for entry in search(id="P1")} == {"P1.share", "P1.none"}
    assert all(entry.status is Status.UNAVAILABLE for entry in search(status="unavailable"))


def test_the_ledger_can_not_be_changed():
    with pytest.raises(TypeError):
        ledger()["P1.share"] = None  # type: ignore[index]
