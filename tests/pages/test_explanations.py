"""Page 02: samples drawn anew, and three explanations as levers of a small model."""

from selfhelp_teach.pages.parents import Parents
from selfhelp_teach.translation import translator

_ = translator()


def told(figure):
    """The shares at visit 12 by line, as the table has them."""
    return {row["line"]: row["mid"] for row in figure.table if row["month"] == 12}


def test_each_explanation_alone_opens_a_gap_and_none_leaves_none():
    page = Parents()
    tries, _history, panel = page.explanations()
    figure = page.gap()
    assert len(set(told(figure).values())) == 1
    for preset in ("critical", "awe", "spiral"):
        tries._pressed(tries, {"kind": "preset", "value": preset}, [])
        assert panel.values[preset] == 1
        assert told(figure)[_("more, told")] > told(figure)[_("less, told")], preset
    tries._pressed(tries, {"kind": "preset", "value": "none"}, [])
    assert len(set(told(figure).values())) == 1
    panel.move({"awe": 0.5})
    assert told(figure)[_("more, told")] > told(figure)[_("less, told")]


def test_samples_are_drawn_as_the_panel_says_once_their_prediction_is_committed():
    page = Parents()
    asked = page.exercise("p02-share-with-a-problem")
    figure = page.samples(after="p02-share-with-a-problem")
    tries, history, panel = page.sampling()
    panel.move({"n": 25})
    assert (figure.summary, figure.datasets) == ("", {})
    asked.revealed = True
    assert "25" in figure.title
    assert len(figure.datasets["samples"]) == 100
    tries._pressed(tries, {"kind": "preset", "value": "college"}, [])
    assert panel.values == {"of": "P4.college", "n": 74, "draw": 0}
    assert figure.note
    assert figure.datasets["samples"] == []
    history.undo()
    assert (panel.values["n"], figure.note) == (25, "")
