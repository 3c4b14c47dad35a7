"""The small model of the three explanations."""

import numpy as np
import pytest

from selfhelp_teach.errors import InputError
from selfhelp_teach.model.spiral import VISITS, Explanations, shares


def test_without_any_explanation_all_parents_are_alike():
    found = list(shares(Explanations()).values())
    assert all(np.array_equal(each, found[0]) for each in found)
    assert found[0].shape == (VISITS,)


def test_two_of_the_explanations_draw_the_very_same_lines():
    critical, awe = shares(Explanations(critical=0.7)), shares(Explanations(awe=0.7))
    for line, values in critical.items():
        np.testing.assert_array_equal(values, awe[line])
    assert (critical["more", "told"] > critical["less", "told"]).all()
    np.testing.assert_array_equal(critical["more", "met"], critical["less", "met"])


def test_only_the_spiral_changes_what_goes_wrong_and_it_takes_time():
    found = shares(Explanations(spiral=1))
    gap = found["more", "met"] - found["less", "met"]
    assert gap[0] == 0
    assert gap[VISITS // 2] > gap[1] > 0
    for line, values in found.items():
        np.testing.assert_array_equal(values, found[line[0], "met"])


@pytest.mark.parametrize("name", ["critical", "awe", "spiral"])
def test_more_of_an_explanation_never_narrows_the_gap_that_is_told(name):
    gaps = []
    for held in np.linspace(0, 1, 6):
        found = shares(Explanations(**{name: float(held)}))
        gaps.append(float((found["more", "told"] - found["less", "told"])[VISITS // 2]))
    assert gaps == sorted(gaps)


def test_a_share_stays_a_share_with_everything_at_its_fullest():
    for values in shares(Explanations(1, 1, 1)).values():
        assert (values >= 0).all()
        assert (values <= 100).all()
        assert (np.diff(values) >= 0).all()


def test_an_explanation_beyond_its_scale_is_refused_by_name():
    with pytest.raises(InputError, match="'awe' is 2. Give a number from 0 to 1"):
        Explanations(awe=2)
