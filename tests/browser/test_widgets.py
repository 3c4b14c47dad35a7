"""Figures, controls and the ward picture in a real Chromium, on the course's own pages."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import expect

from selfhelp_teach import spreadsheet
from tests.browser.conftest import GALLERY
from tests.browser.looking import model, tree

pytestmark = pytest.mark.browser


def figure(page, key):
    return page.locator(f"figure[data-key='{key}']")


def drawn(page):
    return page.evaluate("performance.getEntriesByName('selfhelp-figure-drawn').length")


def wait_for_summary(page, key, pattern):
    figure(page, key).locator(".selfhelp-figure-summary").filter(has_text=re.compile(pattern)).wait_for()


def test_twenty_moves_reach_the_chart_without_opening_any_view_again(own_page):
    page = own_page
    # pages fail by themselves where they ask another host: see open_page
    slider = page.get_by_role("slider", name="Power asymmetry").first
    picture = figure(page, "live-conflicts").locator("svg")
    before = picture.inner_html()
    for _ in range(20):
        slider.press("ArrowRight")
    page.wait_for_function(f"{model('live-conflicts')}.get('frame').getFloat32(0, true) === 18")
    expect(picture).not_to_have_js_property("innerHTML", before)
    opened = page.eval_on_selector_all("figure[data-opened]", "all => all.map((each) => each.dataset.opened)")
    assert set(opened) == {"1"}


def test_a_chart_that_nobody_sees_draws_the_newest_once_it_is_seen(page):
    picture = figure(page, "live-conflicts").locator(".selfhelp-figure-view")
    frames = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
    picture.scroll_into_view_if_needed()
    picture.evaluate("(el) => { el.style.display = 'none'; }")
    page.evaluate(frames)
    before, draws = picture.locator("svg").inner_html(), drawn(page)
    told = figure(page, "live-conflicts").locator(".selfhelp-figure-summary").inner_text()
    slider = page.get_by_role("slider", name="Power asymmetry").first
    slider.evaluate("(el) => el.focus({ preventScroll: true })")
    slider.press("End")
    page.wait_for_function(f"{model('live-conflicts')}.get('frame').getFloat32(0, true) === 18")
    expect(figure(page, "live-conflicts").locator(".selfhelp-figure-summary")).not_to_have_text(told)
    page.evaluate(frames)
    assert picture.locator("svg").inner_html() == before, "the words follow at once, the picture is owed"
    assert drawn(page) > draws, "others are drawn"
    picture.evaluate("(el) => { el.style.display = ''; }")
    expect(picture.locator("svg")).not_to_have_js_property("innerHTML", before)


def test_moves_block_the_page_in_no_long_task_that_a_hand_would_feel(page):
    """Long tasks are those the browser calls so, over 50 ms; the bound leaves room for a busy machine."""
    page.evaluate(
        """() => {
            globalThis.long = [];
            new PerformanceObserver((list) => long.push(...list.getEntries().map((each) => each.duration)))
                .observe({ type: "longtask" });
        }"""
    )
    slider = page.get_by_role("slider", name="Power asymmetry").first
    before = drawn(page)
    for _ in range(20):
        slider.press("ArrowRight")
    page.wait_for_function(f"{model('live-conflicts')}.get('frame').getFloat32(0, true) === 18")
    assert drawn(page) > before
    tasks = page.evaluate(
        "() => new Promise((done) => requestIdleCallback(() => done(long), { timeout: 5000 }))"
    )
    assert max(tasks, default=0) < 500, tasks
    assert len(tasks) <= 20, "fewer long tasks than moves"


def test_a_burst_of_twenty_key_presses_ends_at_the_last_value_and_no_frame_goes_backwards(page):
    page.get_by_role("slider", name="Power asymmetry").first.press("Home")
    page.wait_for_function(f"{model('live-conflicts')}.get('frame').getFloat32(0, true) === 6")
    shown = page.evaluate(
        """async (model) => {
          const seen = [];
          model = eval(model);
          model.on("change:frame", () => seen.push(model.get("frame").getFloat32(0, true)));
          const range = document.querySelector(".selfhelp-slider input[type=range]");
          for (let press = 1; press <= 20; press += 1) {
            range.value = String(press / 20);
            range.dispatchEvent(new Event("input", { bubbles: true }));
            range.dispatchEvent(new Event("change", { bubbles: true }));
            await new Promise((resolve) => setTimeout(resolve, 50));
          }
          while (seen.at(-1) !== 18) await new Promise((resolve) => requestAnimationFrame(resolve));
          return seen;
        }""",
        model("live-conflicts"),
    )
    assert shown == sorted(shown)
    assert len(shown) <= 20


def test_selecting_by_keyboard_in_one_chart_highlights_the_others_and_tells_python(page):
    chips = figure(page, "live-conflicts").get_by_role("group", name="Highlight")
    chips.get_by_role("button", name="shared").focus()
    page.keyboard.press("Enter")
    for key in ("live-members", "gallery-members", "gallery-conflicts"):
        chip = figure(page, key).get_by_role("group", name="Highlight").get_by_role("button", name="shared")
        assert chip.get_attribute("aria-pressed") == "true", key
    page.wait_for_function(
        f'JSON.stringify({model("live-members")}.get(\'selection\')) === \'{{"pick":{{"leadership":["shared"]}}}}\''
    )
    page.locator("figure[data-key='gallery-conflicts'] .selfhelp-figure-view").scroll_into_view_if_needed()
    page.wait_for_function(
        """() => [...document.querySelectorAll("figure[data-key='gallery-conflicts'] path[aria-roledescription=bar]")]
            .map((bar) => bar.getAttribute("opacity")).join() === "0.25,1,0.25" """
    )
    chips.get_by_role("button", name="All").press("Space")
    page.wait_for_function(
        f"JSON.stringify({model('live-members')}.get('selection')) === '{{\"pick\":{{}}}}'"
    )


def test_clicking_a_mark_selects_as_its_button_does(page):
    bar = figure(page, "live-conflicts").locator("path[aria-roledescription=bar]").nth(2)
    bar.click(force=True)
    chip = figure(page, "live-members").get_by_role("button", name="independent")
    page.wait_for_function("node => node.getAttribute('aria-pressed') === 'true'", arg=chip.element_handle())


def test_python_sets_a_selection_and_a_signal_of_the_running_view(page):
    page.evaluate(
        f"{model('gallery-members')}.receive({{ selection: {{ pick: {{ leadership: ['none'] }} }}, params: {{ month: 10 }} }})"
    )
    chip = figure(page, "gallery-members").get_by_role("button", name="none")
    page.wait_for_function("node => node.getAttribute('aria-pressed') === 'true'", arg=chip.element_handle())
    assert figure(page, "gallery-members").get_attribute("data-opened") == "1"


def test_every_figure_without_something_to_draw_shows_a_sentence_and_the_page_goes_on(page):
    said = {
        key: figure(page, key).locator(".selfhelp-figure-note").inner_text()
        for key in ("empty", "silent", "broken", "noted", "one")
    }
    assert said == {
        "empty": "There is nothing to draw yet.",
        "silent": "These settings gave no numbers to draw.",
        "broken": "This chart could not be drawn. The rest of the page still works.",
        "noted": "The model could not run these settings.",
        "one": "",
    }
    page.get_by_role("slider", name="Power asymmetry").first.press("End")
    page.wait_for_function(f"{model('live-conflicts')}.get('frame').getFloat32(0, true) === 18")


def test_one_point_is_seen_as_a_dot(page):
    point = figure(page, "one").locator(".mark-line path")
    style = point.evaluate(
        "node => [getComputedStyle(node).strokeLinecap, getComputedStyle(node).strokeWidth]"
    )
    assert style == ["round", "8px"]
    lines = figure(page, "gallery-members").locator(".mark-line path").all()
    assert {line.evaluate("node => getComputedStyle(node).strokeWidth") for line in lines} != {"8px"}


def test_vega_is_fetched_once_for_all_views_by_an_address_that_may_be_cached(own_page):
    page = own_page
    fetched = page.evaluate(
        "performance.getEntriesByType('resource').map((each) => each.name).filter((name) => name.endsWith('/vega.js') && name.includes('vendor'))"
    )
    assert len(fetched) == 1
    assert re.search(r"/selfhelp/static/v-[0-9a-f]+/vendor/vega\.js$", fetched[0])
    answer = page.request.get(fetched[0])
    assert "max-age=31536000" in answer.headers["cache-control"]


def test_where_a_lesson_holds_a_chart_back_its_numbers_are_held_back_too(page):
    noted = figure(page, "noted")
    assert noted.get_by_text("The numbers as a table").is_hidden()
    expect(noted.get_by_role("button")).to_have_count(0)
    page.evaluate(f"{model('noted')}.receive({{ note: '' }})")
    noted.get_by_role("button", name="Save as CSV").wait_for()
    expect(noted.get_by_role("button", name="Listen")).to_be_visible()
    broken = figure(page, "broken")
    assert broken.get_by_role("button", name="Save as CSV").is_visible(), (
        "these numbers could not be drawn only"
    )
    expect(broken.get_by_role("button", name="Save as PNG")).to_have_count(0)


def test_a_chart_without_numbers_comes_back_with_the_next_numbers(page):
    page.evaluate(f"{model('silent')}.receive({{ frame: {model('gallery-members')}.get('frame') }})")
    figure(page, "silent").locator("svg").wait_for()
    assert figure(page, "silent").locator(".selfhelp-figure-note").is_hidden()


def test_the_summary_is_read_out_politely_once_the_hand_rests(page):
    slider = page.get_by_role("slider", name="Power asymmetry").first
    assert page.locator("#selfhelp-live").get_attribute("aria-live") == "polite"
    for _ in range(5):
        slider.press("ArrowLeft")
    live = "document.getElementById('selfhelp-live').textContent"
    page.wait_for_function(f"/^How many families stay in the group\\?.*before: /.test({live})")
    said = page.locator("#selfhelp-live").inner_text()
    assert len(said.split()) <= 40, "one short sentence, not the whole summary"


def test_the_table_and_the_csv_hold_the_same_rows(page):
    shown = figure(page, "live-conflicts")
    shown.locator("summary").click()
    expect(shown.locator("tbody tr")).to_have_count(3)
    cells = [row.inner_text().split("\t") for row in shown.locator("table tr").all()]
    with page.expect_download() as waiting:
        shown.get_by_role("button", name="Save as CSV").click()
    text = Path(waiting.value.path()).read_text(encoding="utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert rows[0] == ["leadership", "open conflicts (a year)"] == [each.strip() for each in cells[0]]
    assert [row[0] for row in rows[1:]] == ["none", "shared", "independent"]
    assert [float(row[1]) for row in rows[1:]] == [float(cell[1]) for cell in cells[1:]]


BAD_CELLS = ["=1+1", "+1", "-1", "@x", "\tx", "\rx", "\n=1", " =1", "\uff1d1", "\uff20x", 'say "hi", you']


def test_cells_that_a_spreadsheet_would_run_are_made_text(page):
    text = page.evaluate(
        """async (bad) => {
          const base = document.querySelector('script[src*="/host/"]').src;
          const { csv } = await import(new URL("../figure/data.js", base).href);
          return csv([{ field: "a", label: "=label" }], [...bad, -2.5, null].map((a) => ({ a })));
        }""",
        BAD_CELLS,
    )
    cells = [
        row[0] if row else "" for row in csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    ]
    assert cells == ["'=label", *map(spreadsheet.cell, BAD_CELLS), "-2.5", ""], "one guard in both languages"
    assert [cell[0] for cell in cells[1:11]] == ["'"] * 10


@pytest.mark.parametrize(("language", "line"), [("en", "0.8,a"), ("es", "0,8;a")])
def test_the_csv_of_a_chart_is_the_one_of_the_pages_language(page, language, line):
    text = page.evaluate(
        """async (language) => {
          const base = document.querySelector('script[src*="/host/"]').src;
          const { csv } = await import(new URL("../figure/data.js", base).href);
          const before = document.documentElement.lang;
          document.documentElement.lang = language;
          const made = csv([{ field: "a", label: "x" }, { field: "b", label: "y" }], [{ a: 0.8, b: "a" }]);
          document.documentElement.lang = before;
          return made;
        }""",
        language,
    )
    assert text.splitlines()[1] == line


@pytest.mark.parametrize(("kind", "start"), [("PNG", b"\x89PNG"), ("SVG", b"<svg")])
def test_a_picture_is_saved_from_the_running_view(page, kind, start):
    with page.expect_download() as waiting:
        figure(page, "live-members").get_by_role("button", name=f"Save as {kind}").click()
    assert re.fullmatch(
        rf"members-\d{{4}}-\d\d-\d\d-\d{{6}}\.{kind.lower()}", waiting.value.suggested_filename
    )
    content = Path(waiting.value.path()).read_bytes()
    assert content.startswith(start)
    assert len(content) > 2_000


DARK_INK = "#ece9e2"


def colours(page, key):
    return page.eval_on_selector_all(
        f"figure[data-key='{key}'] svg text", "all => [...new Set(all.map((t) => t.getAttribute('fill')))]"
    )


def test_charts_follow_the_colours_of_the_page_and_the_system(page):
    light = colours(page, "live-conflicts")
    page.evaluate("document.documentElement.dataset.theme = 'dark'")
    expect(figure(page, "live-conflicts").locator("svg text").first).to_have_attribute("fill", DARK_INK)
    dark = colours(page, "live-conflicts")
    assert dark != light
    page.evaluate("delete document.documentElement.dataset.theme")
    page.emulate_media(color_scheme="dark")
    expect(figure(page, "live-conflicts").locator("svg text").first).to_have_attribute("fill", DARK_INK)


def test_a_page_printed_from_the_dark_is_printed_on_white_and_dark_again_afterwards(page):
    page.evaluate("document.documentElement.dataset.theme = 'dark'")
    expect(figure(page, "live-conflicts").locator("svg text").first).to_have_attribute("fill", DARK_INK)
    printed = page.evaluate(
        """async () => {
          dispatchEvent(new Event("beforeprint"));
          for (let turn = 0; turn < 20; turn += 1) await null; // microtasks only: a printer waits for no more
          return document.querySelector("figure[data-key=live-conflicts] svg text").getAttribute("fill");
        }"""
    )
    assert printed == "#1f2328"
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    assert len(page.pdf()) > 10_000


def test_charts_take_the_width_there_is_and_never_widen_the_page(page):
    for width in (1280, 700, 360):
        page.set_viewport_size({"width": width, "height": 800})
        page.wait_for_function(
            """() => {
              const box = document.querySelector("figure[data-key=live-members] .selfhelp-figure-view");
              return Math.abs(box.querySelector("svg").getBoundingClientRect().width - box.clientWidth) < 3;
            }"""
        )
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth + 1"), width
    assert figure(page, "live-members").get_attribute("data-opened") == "1"


def test_reported_only_hides_what_no_source_reports_and_says_what(page):
    page.evaluate("document.documentElement.dataset.provenance = 'reported'")
    assert figure(page, "gallery-members").locator("svg").is_hidden()
    said = figure(page, "gallery-members").locator(".selfhelp-figure-hidden").inner_text()
    assert (
        said
        == "Hidden: “How many families stay in the group?” shows numbers that no source reports (our assumption)."
    )
    expect(figure(page, "gallery-conflicts").locator("svg")).to_be_visible()


def test_nothing_is_drawn_while_the_page_is_hidden_and_the_newest_when_it_is_shown(page):
    page.get_by_role("slider", name="Power asymmetry").first.press("Home")
    page.wait_for_function(f"{model('live-conflicts')}.get('frame').getFloat32(0, true) === 6")
    count = page.evaluate(
        """async (model) => {
          model = eval(model);
          await new Promise((resolve) => setTimeout(resolve));
          Object.defineProperty(document, "hidden", { value: true, configurable: true });
          document.dispatchEvent(new Event("visibilitychange"));
          const before = performance.getEntriesByName("selfhelp-figure-drawn").filter((e) => e.detail === "live-conflicts").length;
          for (const value of [10, 12, 14]) {
            model.receive({ frame: new DataView(new Float32Array([value, 5, 5]).buffer) });
            await new Promise((resolve) => setTimeout(resolve));
          }
          const hidden = performance.getEntriesByName("selfhelp-figure-drawn").filter((e) => e.detail === "live-conflicts").length;
          delete document.hidden;
          document.dispatchEvent(new Event("visibilitychange"));
          await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 20)));
          const after = performance.getEntriesByName("selfhelp-figure-drawn").filter((e) => e.detail === "live-conflicts").length;
          return [hidden - before, after - hidden];
        }""",
        model("live-conflicts"),
    )
    assert count == [0, 1]
    assert "14" in figure(page, "live-conflicts").locator(
        "path[aria-roledescription=bar]"
    ).first.get_attribute("aria-label")


def test_a_view_removed_while_it_updates_leaves_no_error_and_no_listener(own_page):
    page = own_page
    left = page.evaluate(
        """async (source) => {
          source = eval(source);
          const base = document.querySelector('script[src*="/host/"]').src;
          const part = (await import(new URL("../parts/figure.js", base).href)).default;
          const { Model } = await import(new URL("../host/models.js", base).href);
          const rest = [];
          for (let moment = 0; moment < 6; moment += 1) {
            const model = new Model({ ...source.state });
            const el = document.createElement("div");
            document.body.append(el);
            const close = await part.render({ model, el });
            for (let update = 0; update < 4; update += 1) {
              model.receive({ frame: new DataView(new Float32Array([update, 1, 2]).buffer) });
              if (update === moment % 4) close();
              await null;
            }
            await new Promise((resolve) => setTimeout(resolve, 5));
            rest.push([...model.listeners.values()].reduce((sum, each) => sum + each.size, 0), el.childElementCount);
            el.remove();
          }
          return rest;
        }""",
        model("gallery-conflicts"),
    )
    assert set(left) == {0}


def test_the_ward_plays_in_every_frame_that_the_browser_has_and_asks_the_kernel_nothing(page):
    ward = figure(page, "ward-300")
    ward.scroll_into_view_if_needed()
    result = page.evaluate(
        """async () => {
          const ward = document.querySelector("figure[data-key='ward-300']");
          const canvas = ward.querySelector("canvas");
          const sent = [];
          const send = WebSocket.prototype.send;
          WebSocket.prototype.send = function (data) {
            const text = typeof data === "string" ? data : new TextDecoder().decode(data);
            if (text.includes("comm_msg")) sent.push(text); // a sign of life is no question
            return send.call(this, data);
          };
          const before = Number(canvas.dataset.drawn);
          let frames = 0;
          ward.querySelector(".selfhelp-play-button").click();
          const month = ward.querySelector("input[type=range]");
          await new Promise((resolve) => {
            const look = () => { frames += 1; Number(month.value) < 8 ? requestAnimationFrame(look) : resolve(); };
            requestAnimationFrame(look);
          });
          const drawn = Number(canvas.dataset.drawn) - before, asked = [...sent]; // the month it rests at is told afterwards
          ward.querySelector(".selfhelp-play-button").click();
          WebSocket.prototype.send = send;
          return { drawn, frames, sent: asked };
        }"""
    )
    assert result["sent"] == []
    assert result["drawn"] >= result["frames"] / 2  # of 60 a second; benchmarks/live has how many there are


def test_who_asks_for_less_motion_sees_months_change_without_fading(open_page, gallery):
    page = open_page(gallery.page("gallery"), reduced_motion="reduce")
    drawn_for = """async (key) => {
      const canvas = document.querySelector("figure[data-key='ward-20'] canvas");
      const before = Number(canvas.dataset.drawn);
      const range = document.querySelector("figure[data-key='ward-20'] input[type=range]");
      range.value = Number(range.value) + 1;
      range.dispatchEvent(new Event("input", { bubbles: true }));
      const began = performance.now();
      while (performance.now() - began < 300) await new Promise(requestAnimationFrame);
      return Number(canvas.dataset.drawn) - before;
    }"""
    figure(page, "ward-20").locator("canvas[data-drawn]").wait_for()
    assert page.evaluate(drawn_for) == 1
    page.emulate_media(reduced_motion="no-preference")
    assert page.evaluate(drawn_for) > 1, "others see it fade"


def test_the_ward_says_each_month_in_words_and_in_a_table(page):
    ward = figure(page, "ward-20")
    ward.get_by_role("spinbutton").fill("12")
    ward.get_by_role("spinbutton").press("Enter")
    summary = ward.locator(".selfhelp-figure-summary").inner_text()
    assert summary.startswith("Month 12: 20 families; ")
    ward.locator("summary").click()
    expect(ward.locator("tbody tr")).to_have_count(61)
    row = ward.locator("tbody tr").nth(12).inner_text().split("\t")
    assert [int(cell) for cell in row[:2]] == [12, 20]
    assert sum(int(cell) for cell in row[2:7]) == 20


def test_parts_linked_across_cells_move_one_another_while_no_kernel_hears_of_it(own_page):
    page = own_page
    page.evaluate("WebSocket.prototype.send = () => {}")
    ward = figure(page, "ward-300")
    play = page.locator(".selfhelp-play[data-key]").get_by_role("slider", name="Month")
    canvas = ward.locator(".selfhelp-ward-canvas")
    painted = canvas.get_attribute("data-drawn")
    play.press("End")
    wait_for_summary(page, "ward-300", "^Month 60:")
    expect(canvas).not_to_have_attribute("data-drawn", painted)
    month = ward.get_by_role("slider", name="month")
    assert month.input_value() == "60"
    month.press("Home")
    expect(play).to_have_value("0")
    figure(page, "live-members").get_by_role("button", name="shared").press("Enter")
    page.locator("figure[data-key='gallery-conflicts'] .selfhelp-figure-view").scroll_into_view_if_needed()
    page.wait_for_function(
        """() => [...document.querySelectorAll("figure[data-key='gallery-conflicts'] path[aria-roledescription=bar]")]
            .map((bar) => bar.getAttribute("opacity")).join() === "0.25,1,0.25" """
    )


def test_the_page_reads_back_the_numbers_that_python_packed(page):
    with page.expect_download() as waiting:
        figure(page, "gallery-members").get_by_role("button", name="Save as CSV").click()
    _, *rows = csv.reader(io.StringIO(Path(waiting.value.path()).read_text(encoding="utf-8-sig")))
    told = json.loads(
        subprocess.run(
            [sys.executable, "-c", "import json, states; print(json.dumps(states.members().rows()))"],
            cwd=GALLERY,
            capture_output=True,
            check=True,
            text=True,
        ).stdout
    )["members"]
    fields = ("month", "q50", "q05", "q95")
    assert [[float(each) for each in row[1:]] for row in rows] == [
        [row[field] for field in fields] for row in told
    ]


HEAR = """() => {
  globalThis.tones = [];
  const start = OscillatorNode.prototype.start;
  OscillatorNode.prototype.start = function (...when) { tones.push(this.frequency.value); return start.apply(this, when); };
  globalThis.fetched = () => performance.getEntriesByType("resource").filter((each) => each.name.includes("chart2music")).length;
}"""


def test_a_chart_is_heard_by_keys_and_said_in_captions_and_its_library_comes_only_then(own_page):
    page = own_page
    page.evaluate(HEAR)
    shown = figure(page, "live-conflicts")
    assert page.evaluate("fetched()") == 0
    button = shown.get_by_role("button", name="Listen to “How often does conflict break out?”")
    button.press("Enter")
    stage = shown.get_by_role("application", name="Listen to “How often does conflict break out?”")
    page.wait_for_function("document.activeElement?.getAttribute('role') === 'application'")
    assert page.evaluate("fetched()") == 1
    captions = shown.locator(".selfhelp-sound-captions")
    captions.filter(has_text="How often does conflict break out?").wait_for()
    page.keyboard.press("ArrowRight")
    captions.filter(has_text="shared, 7").wait_for()
    low = page.evaluate("tones.at(-1)")
    page.keyboard.press("ArrowRight")
    captions.filter(has_text="independent, 9").wait_for()
    assert page.evaluate("tones.at(-1)") > low, "more conflict sounds higher"
    page.keyboard.press("Escape")
    assert stage.is_hidden()
    assert button.evaluate("node => node === document.activeElement")


def test_the_help_of_what_is_heard_has_a_name_leads_to_no_other_site_and_closes_again(page):
    shown = figure(page, "live-conflicts")
    shown.get_by_role("button", name=re.compile("^Listen to")).press("Enter")
    shown.locator(".selfhelp-sound-captions").filter(has_text="How often").wait_for()
    page.keyboard.press("h")
    dialog = page.get_by_role("dialog")
    dialog.get_by_text("With these keys you move through the chart.").wait_for()
    assert [name for role, name in tree(page) if role == "dialog" and not name] == []
    assert dialog.get_attribute("aria-live") is None
    expect(dialog.get_by_role("link")).to_have_count(0)
    assert dialog.get_by_role("columnheader").all_inner_texts() == ["What it does", "Key", "Or"]
    expect(dialog.get_by_role("cell", name="Right arrow", exact=True)).to_be_visible()
    page.keyboard.press("Escape")
    dialog.wait_for(state="hidden")
    assert page.evaluate("document.activeElement.getAttribute('role')") == "application"


def test_one_tap_plays_a_whole_line_and_another_goes_to_the_next(page):
    page.evaluate(HEAR)
    shown = figure(page, "live-members")
    shown.get_by_role("button", name=re.compile("^Listen to")).click()
    captions = shown.locator(".selfhelp-sound-captions")
    captions.filter(has_text="none").wait_for()
    shown.get_by_role("button", name="Play", exact=True).click()
    page.wait_for_function("new Set(tones).size > 5")
    shown.get_by_role("button", name="Next line").click()
    captions.filter(has_text="shared").wait_for()


def test_what_is_heard_follows_the_controls(page):
    shown = figure(page, "live-conflicts")
    shown.get_by_role("button", name=re.compile("^Listen to")).click()
    captions = shown.locator(".selfhelp-sound-captions")
    captions.filter(has_text="How often does conflict break out?").wait_for()
    page.get_by_role("slider", name="Power asymmetry").first.press("Home")
    shown.locator("path[aria-label*='open conflicts a year: 6;']").wait_for(state="attached")
    shown.locator(".selfhelp-sound-stage").press("Home")
    captions.filter(has_text="none, 6").wait_for()


def test_a_page_that_is_left_listens_to_none_of_its_parts_any_more(own_page):
    page = own_page
    before, after, kept = page.evaluate(
        """async () => {
            await selfhelp.opened;
            const models = [...selfhelp.mounted.values()].flat().map(({ model }) => model);
            const heard = () => models.flatMap((model) => [...model.listeners].filter(([, all]) => all.size).map(([name]) => `${model.get("key")} ${name}`));
            const before = heard().length;
            selfhelp.leave();
            await new Promise((resolve) => setTimeout(resolve));
            return [before, heard(), document.querySelectorAll(".selfhelp-part > *").length];
        }"""
    )
    assert before > 20
    assert after == []
    assert kept == 0, "and nothing of them is shown"
