"""Every chart of several lines names each at its end, wherever the lines end."""

from dataclasses import dataclass
from itertools import combinations

import pytest
import vl_convert

from selfhelp_teach import charts
from selfhelp_teach.charts import conversation_paths, months, three_explanations, ward_runs
from selfhelp_teach.model.spiral import VISITS
from selfhelp_teach.translation import LANGUAGES, translator
from tests.charts.test_every_chart import seen


@dataclass(frozen=True)
class Lines:
    """The lines of a chart: its data set, the field that tells them apart, and what each is called."""

    dataset: str
    field: str
    names: object
    last: int = 60
    valued: bool = False  # whether a name carries the number at the end of its line


LINES = {
    "group_months": Lines("months", "who", months.names),
    "ward_runs": Lines(
        "runs",
        "run",
        lambda _: {slot: _("now") if slot == "now" else slot for slot in ward_runs.SLOTS},
        valued=True,
    ),
    "conversation_paths": Lines("paths", "path", conversation_paths.names),
    "three_explanations": Lines("visits", "line", three_explanations.names, VISITS),
}
every_chart = pytest.mark.parametrize("name", LINES)
# where lines end, as shares of the highest, and how much of their months they lack
ENDS = {
    "far apart": [(0.9, 0), (0.5, 0), (0.1, 0), (0.3, 0), (0.7, 0)],
    "all at nothing": [(0, 0)] * 5,
    "all at the top": [(1, 0)] * 5,
    "two close, one beside them": [(0.50, 0), (0.51, 0), (0.58, 0), (0.9, 0), (0.52, 0)],
    "crossed": [(0.2, 0), (0.9, 0), (0.19, 0), (0.91, 0), (0.21, 0)],
    "some end early": [(0.5, 0), (0.52, 1 / 3), (0.48, 7 / 12), (0.5, 1 / 60), (0.51, 1 / 3)],
}


def names(name, language="en"):
    return LINES[name].names(translator(language))


def rows(name, language, ends):
    lines, found = LINES[name], []
    for (line, label), (share, short) in zip(names(name, language).items(), ends, strict=False):
        known = lines.last - round(short * lines.last)
        for month in range(1, lines.last + 1):
            mid = None if month > known else 20 + 60 * (1 + (share - 1) * month / lines.last)
            found.append(
                {lines.field: line, "label": label, "month": month, "low": 20, "mid": mid, "high": 80}
            )
    return found


def draw(name, language, width, ends):
    spec = charts.filled(name, language, {LINES[name].dataset: rows(name, language, ends)}, width=width)
    for signal in spec["signals"]:
        if signal["name"] == "unit":  # the unit that makes the longest names
            signal["value"] = "%"
    return vl_convert.vega_to_scenegraph(spec)


def named(name, language, width, ends):
    """Return the box and the text of each name, topmost first."""
    found = []
    for x, y, item in seen(draw(name, language, width, ends)):
        if item.get("fontWeight") == 600:
            text = item["text"].split("\n") if isinstance(item["text"], str) else item["text"]
            wide = 0.56 * item["fontSize"] * max(map(len, text))
            first = y - item["fontSize"] / 2
            tall = item["fontSize"] + item.get("lineHeight", 0) * (len(text) - 1)
            found.append(((x, first, x + wide, first + tall), " ".join(text)))
    return sorted(found, key=lambda each: each[0][1])


def test_every_chart_of_several_lines_is_among_these():
    several = {name for name in charts.names() if '"type":"line"' in charts._text(name, "en")}
    assert several - {"power"} == set(LINES), "power names its lines by panel: see test_single_charts"
    most = max(len(names(name)) for name in LINES)
    assert all(len(ends) == most for ends in ENDS.values()), "each line of each chart has an end"


@pytest.mark.slow
@every_chart
@pytest.mark.parametrize("width", [330, 700])
@pytest.mark.parametrize("ends", ENDS.values(), ids=ENDS)
def test_names_stand_at_the_ends_of_their_lines_apart_and_within_the_chart(name, width, ends):
    boxes = named(name, "es", width, ends)
    assert len(boxes) == len(names(name))
    for (left, top, right, bottom), text in boxes:
        assert left > 30, text
        assert right < width + 6, text
        assert top > -6, text
        assert bottom < 250, text
    for (one, text), (other, second) in combinations(boxes, 2):
        beside = one[2] <= other[0] or other[2] <= one[0]
        assert beside or one[3] <= other[1] or other[3] <= one[1], (text, second)


@every_chart
def test_the_name_of_a_higher_line_stands_higher(name):
    ends = ENDS["far apart"]
    order = [text for _, text in named(name, "en", 640, ends)]
    wanted = sorted(zip(names(name).values(), ends, strict=False), key=lambda each: -each[1][0])
    valued = LINES[name].valued
    assert order == [f"{said} {20 + 60 * share:.0f}%" if valued else said for said, (share, _) in wanted]


@every_chart
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_line_that_has_no_number_has_no_name(name, language):
    first, second, *others = names(name, language).values()
    found = [
        text for _, text in named(name, language, 640, [(0.5, 0), (0.4, 1), (0.3, 0), (0.2, 0), (0.1, 0)])
    ]
    assert len(found) == 1 + len(others)
    assert any(text.startswith(first) for text in found)
    assert not any(text.startswith(second) for text in found)


@every_chart
def test_the_plot_has_the_same_width_whichever_lines_there_are(name):
    def plot(ends):
        return draw(name, "es", 500, ends)["scenegraph"]["items"][0]["width"]

    some = plot([(0.5, 0.5), (0.4, 1), (0.3, 1), (0.2, 1), (0.1, 1)])
    assert some == pytest.approx(plot([(0.5, 0)] * 5), abs=8), (
        "as wide as the letters drawn, within a few pixels"
    )
    assert some < 450
