"""Every chart of several lines names each at its end, wherever the lines end."""

import re
from itertools import combinations

import pytest
import vl_convert

from selfhelp_teach import charts
from selfhelp_teach.translation import LANGUAGES

FIELDS = {"ward_runs": ("runs", "run"), "conversation_paths": ("paths", "path")}
GROUPS = tuple(name for name in charts.names() if name.startswith("group_"))
LINES = {
    **dict.fromkeys(GROUPS, ("professional", "shared", "independent")),
    "ward_runs": ("now", "A", "B", "C"),
    "conversation_paths": ("before", "said", "unsaid"),
}
# where lines end, as shares of the highest, and how many months they lack
ENDS = {
    "far apart": [(0.9, 0), (0.5, 0), (0.1, 0), (0.3, 0)],
    "all at nothing": [(0, 0)] * 4,
    "all at the top": [(1, 0)] * 4,
    "two close, one beside them": [(0.50, 0), (0.51, 0), (0.58, 0), (0.9, 0)],
    "crossed": [(0.2, 0), (0.9, 0), (0.19, 0), (0.91, 0)],
    "some end early": [(0.5, 0), (0.52, 20), (0.48, 35), (0.5, 1)],
}


def rows(name, ends):
    _, line = FIELDS.get(name, ("months", "who"))
    found = []
    for of, (share, short) in zip(LINES[name], ends, strict=False):
        for month in range(1, 61):
            mid = None if month > 60 - short else 20 + 60 * (1 + (share - 1) * month / 60)
            found.append({line: of, "label": of, "month": month, "low": 20, "mid": mid, "high": 80})
    return found


def draw(name, language, width, ends):
    dataset, _ = FIELDS.get(name, ("months", "who"))
    opening = charts.module(name).figure(language)["datasets"]
    spec = charts.filled(name, language, {**opening, dataset: rows(name, ends)}, width=width)
    return vl_convert.vega_to_scenegraph(spec)


def named(name, language, width, ends):
    """Return the box and the text of each name, topmost first."""
    drawn = draw(name, language, width, ends)
    left, top = drawn["origin"]
    found = []

    def walk(node, dx, dy):
        for mark in node.get("items", ()):
            for item in mark.get("items", ()):
                seen = item.get("opacity") != 0 and not item.get("stroke")  # neither room kept nor a rim
                if mark["marktype"] == "text" and item.get("fontWeight") == 600 and seen:
                    text = item["text"].split("\n") if isinstance(item["text"], str) else item["text"]
                    wide = 0.56 * item["fontSize"] * max(map(len, text))
                    first = dy + item["y"] - item["fontSize"] / 2
                    tall = item["fontSize"] + item.get("lineHeight", 0) * (len(text) - 1)
                    found.append(
                        ((dx + item["x"], first, dx + item["x"] + wide, first + tall), " ".join(text))
                    )
                if mark["marktype"] == "group":
                    walk(item, dx + item.get("x", 0), dy + item.get("y", 0))

    walk({"items": [drawn["scenegraph"]]}, left, top)
    return sorted(found, key=lambda each: each[0][1])


def test_every_chart_of_several_lines_is_among_these():
    several = {
        path.stem
        for path in charts.FOLDER.glob("*.py")
        if re.search(r"mark_line|months\.draw", path.read_text(encoding="utf-8"))
    }
    assert several - {"months", "power"} == set(LINES), (
        "power names its lines by panel: see test_single_charts"
    )


# the charts of groups are one drawing with other words above
@pytest.mark.parametrize("name", ["group_stored", "ward_runs", "conversation_paths"])
@pytest.mark.parametrize("width", [330, 700])
@pytest.mark.parametrize("ends", ENDS.values(), ids=ENDS)
def test_names_stand_at_the_ends_of_their_lines_apart_and_within_the_chart(name, width, ends):
    boxes = named(name, "es", width, ends)
    assert len(boxes) == len(LINES[name])
    for (left, top, right, bottom), text in boxes:
        assert left > 30, text
        assert right < width + 6, text
        assert top > -6, text
        assert bottom < 250, text
    for (one, text), (other, second) in combinations(boxes, 2):
        beside = one[2] <= other[0] or other[2] <= one[0]
        assert beside or one[3] <= other[1] or other[3] <= one[1], (text, second)


@pytest.mark.parametrize("name", ["group_members", "ward_runs", "conversation_paths"])
def test_the_name_of_a_higher_line_stands_higher(name):
    ends = ENDS["far apart"][: len(LINES[name])]
    order = [text for _, text in named(name, "en", 640, ends)]
    spoken = {"said": "what you said", "unsaid": "the path not taken", "before": "the ward as it was"}
    wanted = sorted(zip(LINES[name], ends, strict=True), key=lambda each: -each[1][0])
    assert order == [spoken.get(line, line) for line, _ in wanted]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_line_that_has_no_number_has_no_name(language):
    assert len(named("group_stored", language, 640, [(0.5, 0), (0.4, 60), (0.3, 0)])) == 2


@pytest.mark.parametrize("name", ["group_stored", "conversation_paths"])
def test_the_plot_has_the_same_width_whichever_lines_there_are(name):
    def plot(ends):
        return draw(name, "es", 500, ends)["scenegraph"]["items"][0]["width"]

    some = plot([(0.5, 30), (0.4, 60), (0.3, 60)])
    assert some == pytest.approx(plot([(0.5, 0)] * 3), abs=8), (
        "as wide as the letters drawn, within a few pixels"
    )
    assert some < 430
