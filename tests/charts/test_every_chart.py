"""What holds for every chart of the folder; a new file is found by itself."""

import json
import re
from functools import cache
from itertools import pairwise

import pytest
import vl_convert

from selfhelp_teach import charts
from selfhelp_teach.charts.theme import COLOURS, PICKED
from selfhelp_teach.evidence import Status, ledger
from selfhelp_teach.evidence.findings import findings
from selfhelp_teach.pages.conversation import Conversations
from selfhelp_teach.pages.leadership import Leadership
from selfhelp_teach.pages.roots import Roots
from selfhelp_teach.pages.simulator import Simulator
from selfhelp_teach.pages.ward_views import View
from selfhelp_teach.translation import LANGUAGES, translator

NAMES = charts.names()
KEYS = {
    *("title", "summary", "sources", "status", "datasets", "columns"),
    *("table", "params", "link", "note", "filename"),
}
ONLY_WHERE_IT_HAS_THEM = {"params", "link", "note"}
every_chart = pytest.mark.parametrize("name", NAMES)
# a run of the model fills the others when a page asks for one; they open without rows or words
WITH_ROWS = [name for name in NAMES if any(charts.module(name).figure()["datasets"].values())]
every_chart_with_rows = pytest.mark.parametrize("name", WITH_ROWS)
# what a simulated ward gave is no finding: its words are tested with the page that runs it
FINDINGS = [name for name in WITH_ROWS if charts.module(name).figure()["status"] != "assumption"]
in_every_language = pytest.mark.parametrize("language", LANGUAGES)


@cache
def drawn(name):
    """The rows with which a chart is looked at: its opening ones, or those of the run a page opens with."""
    of_runs = {
        "power": lambda: Roots().curves(),
        "group_months": lambda: Leadership().simulated("group_members"),
        "ward_runs": lambda: Simulator().runs("members"),
        "conversation_paths": lambda: Conversations().path("silent"),
    }
    return of_runs[name]().rows() if name in of_runs else None


def seen(drawn):
    """Yield (x, y, item) of every text of a drawn chart that is seen, in pixels from the left edge."""

    def walk(node, dx, dy):
        for mark in node.get("items", ()):
            for item in mark.get("items", ()):
                x, y = dx + item.get("x", 0), dy + item.get("y", 0)
                # a rim lies behind its own word, and room that is kept for a name is not seen
                if mark.get("marktype") == "text" and not item.get("stroke") and item.get("opacity") != 0:
                    yield x, y, item
                if mark.get("marktype") == "group":
                    yield from walk(item, x, y)

    yield from walk({"items": [drawn["scenegraph"]]}, *drawn["origin"])


def texts(name, width):
    """Yield (x, y, align, estimated length, text) of every text seen."""
    scene = vl_convert.vega_to_scenegraph(charts.filled(name, datasets=drawn(name), width=width))
    for x, y, item in seen(scene):
        # a title set upright beside its axis takes room the other way
        if item.get("text") and not item.get("angle"):
            # an average letter of the widest font of our list takes just over half its size
            long = 0.54 * item["fontSize"] * max(map(len, str(item["text"]).split("\n")))
            yield x, y, item.get("align", "left"), long, str(item["text"])


def test_every_chart_is_looked_at_with_rows_in_it():
    assert {name for name in NAMES if any((drawn(name) or {}).values())} == set(NAMES) - set(WITH_ROWS)


@pytest.mark.parametrize("name", sorted(set(NAMES) - set(WITH_ROWS)))
def test_a_chart_without_rows_opens_with_a_sentence_in_its_place(name):
    assert charts.module(name).figure()["note"].endswith(".")


@every_chart
@in_every_language
def test_a_figure_has_its_traits_and_a_question_for_a_title(name, language):
    traits = charts.module(name).figure(language)
    assert KEYS - ONLY_WHERE_IT_HAS_THEM <= set(traits) <= KEYS
    assert traits["title"].endswith("?")
    assert re.fullmatch(r"[a-z0-9-]+", traits["filename"])
    assert traits["status"] in set(Status)
    json.dumps(traits)


@every_chart_with_rows
@in_every_language
def test_the_summary_is_whole_sentences_with_nothing_left_to_fill_in(name, language):
    summary = charts.module(name).figure(language)["summary"]
    assert summary.endswith(".")
    assert len(summary.split()) > 15
    assert not re.search(r"[{}]|\bnan\b|  ", summary)


@every_chart
def test_the_sources_have_status_place_and_a_proper_address(name):
    sources = charts.module(name).figure()["sources"]
    assert sources
    for line in sources:
        assert line["text"]
        assert line["locator"]
        assert line["status"] in set(Status)
        assert re.match(r"https://|$", line["url"])


@every_chart_with_rows
def test_the_table_has_a_cell_for_every_column_and_none_is_blank_in_all_rows(name):
    traits = charts.module(name).figure()
    fields = [column["field"] for column in traits["columns"]]
    assert fields[-1] == "status"
    assert traits["table"]
    for row in traits["table"]:
        assert list(row) == fields or set(row) == set(fields)
    for column in traits["columns"]:
        assert column["label"]
        assert any(row[column["field"]] not in {None, ""} for row in traits["table"])


@every_chart
def test_the_data_sets_are_those_the_chart_leaves_open(name):
    left_open = {
        data["name"] for data in charts.compiled(name)["data"] if not {"source", "values"} & set(data)
    }
    assert left_open
    if name in WITH_ROWS:
        assert left_open == set(charts.module(name).figure()["datasets"])
    else:
        assert charts.module(name).figure()["status"] == "assumption"


@pytest.mark.parametrize("name", FINDINGS)
@in_every_language
def test_a_number_in_the_words_of_a_chart_is_a_number_of_the_table_or_the_ledger(name, language):
    """Words that a later edit of the ledger left behind would be caught here."""
    traits = charts.module(name).figure(language)
    known = {value for row in traits["table"] for value in row.values() if isinstance(value, float | int)}
    for fact in ledger().values():
        known |= {fact.value, fact.numerator, fact.denominator, fact.low, fact.high}
    known |= {95, 1, 2001}  # the level of an interval, the ratio of no difference, the year of a source
    if name == "sample_interval":
        known |= {round(value) for value in known if value is not None} | {len(traits["table"]), 48, 70}
        known |= {sum(row["inside"] == "yes" for row in traits["table"])}
    if name == "consequences":
        known |= {13}  # entries of a list, counted
    if name.startswith("evidence_"):
        known |= {len(traits["table"]), len(findings()), len({finding.study for finding in findings()})}
    columns = [column["label"] for column in traits["columns"]]
    for words in (traits["title"], traits["summary"], traits.get("note", ""), *columns):
        for number in re.findall(r"\d+(?:[.,]\d+)?", words):
            assert float(number.replace(",", ".")) in known, (number, words)


@every_chart
def test_the_signal_of_a_link_is_one_of_the_chart_and_opens_with_nothing_picked(name):
    link = charts.module(name).figure().get("link", {})
    signals = {signal["name"]: signal for signal in charts.compiled(name)["signals"]}
    assert signals[PICKED]["value"] is None
    assert not link or link["signal"] in signals


def picked(name):
    """The values of a chart's rows that can be picked."""
    figure = charts.module(name).figure()
    field = figure["link"]["field"]
    rows = [row for rows in figure["datasets"].values() for row in rows]
    return {row[field] for row in rows if row.get(field) is not None}


@pytest.mark.parametrize(
    "name", [name for name in NAMES if charts.module(name).figure().get("link", {}).get("labels")]
)
class TestAChartWhoseRowsCanBePicked:
    def test_a_click_picks_a_value_and_a_second_click_lets_go(self, name):
        link = charts.module(name).figure().get("link", {})
        (signal,) = (each for each in charts.compiled(name)["signals"] if each["name"] == link["signal"])
        assert picked(name) <= set(link["labels"])
        assert f"datum.{link['field']}" in signal["on"][0]["update"]

    def test_picking_a_value_dims_the_other_rows_and_a_strange_value_dims_none(self, name):
        link = charts.module(name).figure().get("link", {})
        spec = charts.filled(name)
        (signal,) = (each for each in spec["signals"] if each["name"] == link["signal"])
        signal["value"] = min(picked(name))
        dimmed = vl_convert.vega_to_svg(spec).count('opacity="0.3"')
        signal["value"] = "of another chart"
        assert dimmed > 0
        assert vl_convert.vega_to_svg(spec).count('opacity="0.3"') == 0


def test_charts_of_one_group_share_at_least_one_value():
    groups = {}
    for name in NAMES:
        link = charts.module(name).figure().get("link", {})
        if link.get("labels"):
            groups.setdefault(link["group"], []).append(picked(name))
    shared = {group: sets for group, sets in groups.items() if len(sets) > 1}
    assert {"education", "problem-kind", "ethnic-group"} <= set(shared)
    for sets in shared.values():
        assert set.intersection(*sets)


@every_chart
def test_a_chart_is_a_layered_view_that_follows_the_width_and_the_colours_of_its_page(name):
    spec = charts.compiled(name)  # what its source compiles to, as test_compiled holds
    assert "layout" not in spec  # of facets and of charts joined together
    names = {mark["name"] for mark in spec["marks"]}
    assert names.isdisjoint({"marks", "pathgroup"})  # of a view without layers
    assert spec["autosize"]["type"] == "fit-x"
    signals = {signal["name"] for signal in spec["signals"]}
    assert {*COLOURS["light"], "width"} <= signals
    # a colour written out would stay light on a dark page
    spec["signals"] = []
    assert not re.search(r'"#[0-9a-fA-F]{3,8}"', json.dumps(spec))
    assert not re.search(r'"(?:black|white|gr[ae]y)"', json.dumps(spec))


@pytest.mark.parametrize("name", [name for name in NAMES if '"type":"area"' in charts._text(name, "en")])
def test_a_chart_with_a_band_says_in_words_what_falls_in_it(name):
    if name == "ward_runs":  # each measure has its own
        told = View("members", "?").how(translator())
    else:
        traits = charts.module(name).figure()
        told = traits["summary"] + " ".join(source["locator"] for source in traits["sources"])
    assert re.search(r"band(?: holds|:) (?:nine of ten wards|90% of wards|middle half)", told), told


@pytest.mark.slow
@every_chart
@pytest.mark.parametrize("width", [330, 640, 900])
def test_no_text_runs_out_of_the_chart_or_into_another(name, width):
    lines = {}
    for x, y, align, long, text in texts(name, width):
        start = x - {"left": 0, "center": long / 2, "right": long}[align]
        assert start > -6, text
        assert start + long < width + 6, text
        lines.setdefault(round(y), []).append((start, start + long, text))
    for line in lines.values():
        line.sort()
        for (_, end, text), (start, _, other) in pairwise(line):
            assert end <= start + 1, (text, other)


@pytest.mark.slow
@every_chart_with_rows
@pytest.mark.parametrize("theme", COLOURS)
def test_a_chart_is_drawn_as_svg_with_its_labels(name, theme):
    drawn = charts.svg(name, theme=theme, width=390)
    assert drawn.startswith("<svg")
    assert any(COLOURS[theme][ink] in drawn for ink in ("ink", "inkSoft"))
    for other in set(COLOURS) - {theme}:
        assert not any(COLOURS[other][ink] in drawn for ink in ("ink", "inkSoft"))
