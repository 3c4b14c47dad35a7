"""The small host: live early, one kernel per page, honest when the kernel goes."""

from __future__ import annotations

import os
import re
import signal

import pytest
from playwright.sync_api import expect

from tests.conftest import kernel_process, serve, wait_until_live
from tests.serving.pages import page_with

pytestmark = pytest.mark.browser

POWER = """
from selfhelp_teach.widgets import Slider
ends = {"min": 0, "max": 1, "step": 0.1}
power = Slider("Power", value=0.5, key="power", **ends)
power
"""

# What the kernel has seen comes back in a second slider.
ECHO = """
echo = Slider("Echo", value=0, key="echo", **ends)
power.observe(lambda change: setattr(echo, "value", round(change.new, 1)), "value")
echo
"""

STOCK = """
import ipywidgets
slider = ipywidgets.IntSlider(description="Stock")
slider
"""


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    """A course of small pages: one of our own parts, one of another kind, one slow."""
    folder = tmp_path_factory.mktemp("pages")
    page_with(folder, POWER, ECHO)
    page_with(folder, STOCK, name="stock")
    page_with(folder, POWER, ECHO, "import time\ntime.sleep(2)", name="slow")
    with serve(folder, "--warm", "0", "--notebooks", str(folder)) as course:
        yield course


def power(page):
    return page.get_by_role("slider", name="Power")


def kernel_saw(page, value):
    expect(page.get_by_role("slider", name="Echo")).to_have_value(str(value))


def press(page, times=1):
    power(page).focus()
    for _ in range(times):
        page.keyboard.press("ArrowRight")


def test_the_page_can_be_used_before_its_kernel_answers(pages, open_page):
    page = open_page()
    page.goto(pages.page("slow"), wait_until="commit")
    power(page).wait_for()
    assert page.evaluate("document.documentElement.dataset.live") is None, "this page must still be waking"
    press(page, 2)
    wait_until_live(page)
    kernel_saw(page, 0.7)


def test_what_is_being_done_is_told_in_words_while_the_page_wakes(pages, open_page):
    page = open_page()
    page.goto(pages.page("slow"), wait_until="commit")
    step = page.locator("#selfhelp-doing")
    step.wait_for()
    assert not re.search(r"\d+ of \d+", step.inner_text())
    wait_until_live(page)
    assert step.inner_text() == "" or "live" in step.text_content()


def test_a_page_that_goes_ends_its_kernel(pages, open_page):
    page = open_page(pages.page("index"))
    kernel = page.evaluate("selfhelp.kernel.id")
    assert kernel_process(kernel)
    page.goto(f"{pages.url}selfhelp/health")
    pages.wait_for(lambda: kernel_process(kernel) is None)


def test_a_kernel_that_dies_is_told_with_a_way_on(pages, open_page):
    page = open_page(pages.page("index"))
    os.kill(kernel_process(page.evaluate("selfhelp.kernel.id")), signal.SIGKILL)
    banner = page.get_by_role("alert")
    banner.get_by_role("button", name="Start it again").wait_for()
    expect(banner).to_contain_text("kept in this browser", use_inner_text=True)
    expect(power(page)).to_be_visible()
    banner.get_by_role("button").click()
    wait_until_live(page)
    press(page)
    kernel_saw(page, 0.6)


def test_a_kernel_ended_on_the_server_is_told_when_it_does_not_answer(pages, open_page):
    page = open_page(pages.page("index"), strict=False)
    page.evaluate("() => fetch(`/selfhelp/end/${selfhelp.kernel.id}`, { method: 'POST' }).then(() => {})")
    press(page)
    page.get_by_role("button", name="Start it again").wait_for()


def test_other_widgets_bring_in_the_stock_front_end_by_themselves(pages, open_page):
    # Voilà's front end logs what it does not support of newer extensions; requests are still watched.
    page = open_page(strict=False)
    page.goto(pages.page("stock"))
    page.locator(".widget-slider").wait_for(timeout=60_000)
    assert page.watch.outside == []


def test_the_stock_front_end_shows_the_same_parts_by_a_setting(tmp_path, open_page):
    folder = page_with(tmp_path / "pages", POWER, ECHO)
    with serve(tmp_path, "--warm", "0", "--front-end", "stock", "--notebooks", str(folder)) as course:
        page = open_page(strict=False)
        page.goto(course.page())
        power(page).wait_for(timeout=60_000)
        press(page)
        kernel_saw(page, 0.6)


COUNT_SENT = """() => {
  globalThis.sent = 0;
  const send = WebSocket.prototype.send;
  WebSocket.prototype.send = function (...frame) { sent += 1; return send.apply(this, frame); };
}"""


def test_a_key_press_is_one_message_that_reaches_the_kernel_and_its_answer_the_page(pages, open_page):
    page = open_page(pages.page("index"))
    page.evaluate(COUNT_SENT)
    press(page)
    kernel_saw(page, 0.6)
    page.wait_for_function("[...selfhelp.models.values()].every((model) => !model.inFlight)")
    assert page.evaluate("sent") == 1


def test_a_drag_is_sent_within_its_event_and_not_behind_the_frame_that_moves_the_thumb(pages, open_page):
    page = open_page(pages.page("index"))
    page.evaluate(COUNT_SENT)
    page.evaluate("""() => document.addEventListener("input", () => (globalThis.atOnce ??= sent))""")
    box = power(page).bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + 0.8 * box["width"], box["y"] + box["height"] / 2)
    page.wait_for_function("globalThis.atOnce !== undefined")
    page.mouse.up()
    assert page.evaluate("atOnce") == 1
    kernel_saw(page, power(page).input_value())


def test_while_a_hand_moves_the_next_value_goes_out_before_the_last_answer_is_shown(pages, open_page):
    page = open_page(pages.page("index"))
    shown = page.evaluate(
        """() => {
          const { kernel } = selfhelp;
          const find = (key) => [...selfhelp.models.values()].find((model) => model.get("key") === key);
          const [power, echo] = [find("power"), find("echo")];
          const answer = (value) => kernel.dispatchEvent(new CustomEvent("message", { detail: {
            header: { msg_type: "comm_msg" }, parent_header: { msg_id: "asked" }, buffers: [],
            content: { comm_id: echo.comm, data: { method: "update", state: { value } } } } }));
          kernel.journal.set("asked", { frame: new ArrayBuffer(0), sent: true });
          const shown = [];
          answer(0.1); // nothing waits: shown at once
          shown.push(echo.get("value"));
          Object.assign(power, { inFlight: 1, unsent: new Set(["value"]) });
          answer(0.2);
          shown.push(echo.get("value"));
          kernel.dispatchEvent(new Event("idle"));
          shown.push(echo.get("value"));
          answer(0.3); // a kernel that goes on working does not hold its answers back
          return shown;
        }"""
    )
    assert shown == [0.1, 0.1, 0.2]
    kernel_saw(page, 0.3)
