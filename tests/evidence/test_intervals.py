import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfhelp_teach.errors import InputError
from selfhelp_teach.evidence import fact, interval_for, wilson


def test_44_of_74_has_an_interval_of_about_48_to_70_percent():
    interval = interval_for(fact("P1.share"))
    assert round(100 * interval.low) == 48
    assert round(100 * interval.high) == 70
    assert interval.level == 0.95


def test_the_interval_agrees_with_a_published_worked_value():
    # Newcombe 1998, Statistics in Medicine 17, table I: 81 of 263, score method, 0.2553 to 0.3662
    interval = wilson(81, 263)
    assert interval.low == pytest.approx(0.2553, abs=5e-5)
    assert interval.high == pytest.approx(0.3662, abs=5e-5)


@given(n=st.integers(1, 10_000), data=st.data(), level=st.floats(0.01, 0.999))
def test_an_interval_lies_between_0_and_1_round_its_share(n, data, level):
    successes = data.draw(st.integers(0, n))
    interval = wilson(successes, n, level)
    assert 0 <= interval.low <= successes / n + 1e-9
    assert successes / n - 1e-9 <= interval.high <= 1


@given(n=st.integers(1, 500), data=st.data())
def test_a_larger_sample_gives_a_narrower_interval(n, data):
    successes = data.draw(st.integers(0, n))
    small, large = wilson(successes, n), wilson(4 * successes, 4 * n)
    assert large.high - large.low < small.high - small.low


@pytest.mark.parametrize(
    ("id", "match"),
    [
        ("P4.college", "does not say how many people were in this group"),
        ("P4.high-school", "does not say how many people were in this group"),
        ("P3.counts", "not a share"),
    ],
)
def test_a_group_of_unknown_size_and_what_is_no_share_get_no_interval_but_a_sentence(id, match):
    with pytest.raises(InputError, match=match):
        interval_for(fact(id))


def test_a_printed_percentage_with_a_base_gets_an_interval():
    interval = interval_for(fact("P5.heard"))
    assert interval.low < 0.9 < interval.high


@pytest.mark.parametrize(
    ("arguments", "match"),
    [
        ((1, 0), "at least one person"),
        ((-1, 5), "not a share"),
        ((6, 5), "not a share"),
        ((1, 5, 1.0), "not between 0 and 1"),
        ((1, 5, 0.0), "not between 0 and 1"),
    ],
)
def test_numbers_outside_their_range_are_refused(arguments, match):
    with pytest.raises(InputError, match=match):
        wilson(*arguments)
