"""Page 02: three explanations as levers of a small model."""

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
