"""The ward at the door: what it shows is what is said of it."""

from __future__ import annotations

import numpy as np
import pytest

from selfhelp_teach.errors import InputError
from selfhelp_teach.pages import start
from selfhelp_teach.pages.start import Start
from selfhelp_teach.widgets import Door
from selfhelp_teach.widgets.ward import STATES

SILENT = STATES.index("silent")


def seen(course):
    """Families of the ward on show that keep silent, mean of the last year."""
    return (course[start.MONTHS - start.LAST_YEAR :] & 7 == SILENT).sum(axis=1).mean()


def test_the_ward_on_show_goes_the_way_that_all_wards_go():
    few, many = start.courses()[[0, -1]]
    told = start.counts()[:, 0]
    assert (np.diff(told) > 0).all(), "more rules, more silence: the answer of the question"
    assert seen(few) < seen(many)
    assert abs(seen(few) - told[0]) < 2
    assert abs(seen(many) - told[-1]) < 2


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_sentence_holds_the_numbers_of_the_wards_and_the_part_all_their_months(language):
    door = Start(language).door()
    few, many = (str(round(each)) for each in start.counts()[[0, -1], 0])
    assert few in door.said
    assert many in door.said
    assert len(door.courses) == len(start.PLACES) * door.months * door.families
    assert door.answer in {each["value"] for each in door.options}


def test_a_door_whose_wards_do_not_fit_its_lever_is_refused():
    wards = np.zeros((2, 3, 4), dtype=np.uint8)
    answers = [{"value": "a", "label": "A"}]
    with pytest.raises(InputError, match="3 places"):
        Door("?", answers, wards, places=(0, 0.5, 1), answer="a")
    with pytest.raises(InputError, match="'b'"):
        Door("?", answers, wards, places=(0, 1), answer="b")
