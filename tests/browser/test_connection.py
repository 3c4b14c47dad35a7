"""Between page and kernel a message counts as delivered when the kernel says so, and the reader is told what is not."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from selfhelp_teach.serving.frames import LONGEST_FRAME
from tests.browser.clock import hurry, with_clock
from tests.browser.test_host import ECHO, POWER, kernel_saw, power, press
from tests.conftest import serve, wait_until_live
from tests.relay import relayed
from tests.serving.pages import page_with

pytestmark = pytest.mark.browser

NOTICED = 15  # seconds of silence within which the reader is told

# A button that may be pressed once only: how often it was done, and where power stood, come back in two sliders.
ONCE = """
from selfhelp_teach.widgets import Presets
def press(_name):
    times.value, place.value = round(times.value + 0.1, 1), round(power.value, 1)
once = Presets([{"value": "it", "label": "Do it"}], press, key="once", label="Once")
times, place = Slider("Times", value=0, key="times", **ends), Slider("Place", value=0, key="place", **ends)
once
"""
SLOW = """
import pathlib, time
from selfhelp_teach.widgets import Switch
work = Switch("Work", key="work")
def until_told(_change):
    while not pathlib.Path("done").exists():
        time.sleep(0.05)
work.observe(until_told, "value")
work
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("connection")


@pytest.fixture(scope="module")
def small(folder):
    page_with(folder, POWER, ECHO, ONCE, "times", "place")
    page_with(folder, POWER, ECHO, SLOW, name="slow")
    with serve(folder, "--warm", "0", "--notebooks", str(folder)) as course:
        yield course


@pytest.fixture(scope="module")
def between(small):
    with relayed(small.url) as relay:
        yield relay


def banner(page):
    return page.locator("#selfhelp-banner")


# Milliseconds by the page's own clock, from now until its banner says something.
_NOTICES = """() => {
  const banner = document.getElementById("selfhelp-banner");
  const began = performance.now();
  globalThis.noticed = new Promise((resolve) => new MutationObserver(() => banner.hidden || resolve(performance.now() - began))
    .observe(banner, { attributes: true, childList: true, subtree: true }));
}"""


def kernel_value(page):
    """What the kernel holds, asked of the kernel itself by a page that knows nothing else."""
    return page.evaluate(
        """() => new Promise((resolve) => {
          const { kernel, models } = selfhelp;
          const [comm] = [...models].find(([, model]) => model.get("key") === "power");
          kernel.addEventListener("message", ({ detail }) => {
            const data = detail.content.data;
            if (detail.content.comm_id === comm && data?.method === "update" && "value" in data.state) resolve(data.state.value);
          });
          kernel.send("comm_msg", { comm_id: comm, data: { method: "request_state" } });
        })"""
    )


def test_what_is_pressed_while_the_socket_is_down_is_what_page_and_kernel_hold_afterwards(relay, open_page):
    page = open_page(relay.page(), strict=False)
    relay.set(sockets="refuse")
    press(page, 2)
    expect(banner(page)).to_contain_text("kept here and sent")
    relay.set(sockets="pass")
    kernel_saw(page, 0.7)
    expect(banner(page)).to_be_hidden()
    expect(power(page)).to_have_value("0.7")
    assert kernel_value(page) == pytest.approx(0.7)
    expect(page.locator("#selfhelp-doing")).to_contain_text("connection is back")


def test_what_was_on_its_way_when_the_line_broke_is_done_once(relay, open_page):
    page = open_page(relay.page(), strict=False)
    relay.set(sockets="mute")  # the kernel hears, the page does not hear that it did
    page.get_by_role("button", name="Do it").click()
    press(page)
    page.wait_for_function("selfhelp.kernel.underWay > 0")
    relay.set(sockets="refuse")
    page.wait_for_function("!selfhelp.kernel.isOpen")
    relay.set(sockets="pass")
    kernel_saw(page, 0.6)
    page.wait_for_function("selfhelp.kernel.journal.size === 0")
    expect(page.get_by_role("slider", name="Times")).to_have_value("0.1")
    expect(page.get_by_role("slider", name="Place")).to_have_value("0.5")


def test_a_minute_and_a_half_without_network_is_no_death(relay, open_page):
    page = with_clock(open_page, relay.page(), strict=False)
    relay.set(sockets="refuse", requests="refuse")
    press(page)
    # Ninety seconds in the page's own time: every new try fails, and none is the last.
    page.wait_for_function("selfhelp.kernel.tries > 0")
    page.evaluate("() => { for (let i = 0; i < 20; i += 1) selfhelp.kernel.tries += 1; }")
    page.wait_for_function("selfhelp.kernel.tries > 21", timeout=60_000)
    assert page.evaluate("document.documentElement.dataset.live") == "yes"
    relay.set(sockets="pass", requests="pass")
    hurry(page, page.locator("#selfhelp-doing", has_text="connection is back"))
    kernel_saw(page, 0.6)
    expect(banner(page)).to_be_hidden()


@pytest.mark.parametrize("mode", ["stall", "mute"])
def test_silence_on_an_open_socket_is_told_within_fifteen_seconds_and_nothing_jumps_back(
    relay, open_page, mode
):
    page = with_clock(open_page, relay.page(), strict=False)
    page.wait_for_function("selfhelp.kernel.journal.size === 0")
    relay.set(sockets=mode)
    page.evaluate(_NOTICES)
    press(page, 2)
    hurry(page, banner(page))
    expect(banner(page)).to_contain_text("has not answered")
    assert page.evaluate("noticed") < (NOTICED + 1) * 1000
    expect(power(page)).to_have_value("0.7")
    relay.set(sockets="pass")
    kernel_saw(page, 0.7)
    expect(power(page)).to_have_value("0.7")
    expect(banner(page)).to_be_hidden()


def test_a_kernel_that_is_long_at_work_is_said_to_be_at_work_and_is_not_dropped(relay, open_page, folder):
    page = with_clock(open_page, relay.page("slow"))
    page.evaluate("globalThis.first = selfhelp.kernel.socket")
    page.get_by_role("switch", name="Work").click()
    press(page)
    page.wait_for_function("selfhelp.kernel.atWork")
    hurry(page, banner(page))
    expect(banner(page)).to_contain_text("still at work")
    (folder / "done").touch()
    kernel_saw(page, 0.6)
    expect(banner(page)).to_be_hidden()
    assert page.evaluate("globalThis.first === selfhelp.kernel.socket")


END = "() => fetch(`/selfhelp/end/${selfhelp.kernel.id}`, { method: 'POST' }).then(() => {})"


def test_a_kernel_that_ends_unseen_is_noticed_though_nobody_touches_the_page(relay, open_page):
    page = with_clock(open_page, relay.page(), strict=False)
    page.evaluate(_NOTICES)
    page.evaluate(END)
    hurry(page, page.get_by_role("button", name="Start it again"))
    assert page.evaluate("noticed") < (NOTICED + 1) * 1000


def test_a_lever_goes_along_into_the_next_kernel(relay, open_page):
    page = with_clock(open_page, relay.page(), strict=False)
    press(page, 3)
    kernel_saw(page, 0.8)
    page.evaluate(END)
    again = page.get_by_role("button", name="Start it again")
    hurry(page, again)
    again.click()
    wait_until_live(page)
    expect(power(page)).to_have_value("0.8")
    kernel_saw(page, 0.8)


def test_a_long_message_goes_in_parts_and_arrives_whole(relay, open_page):
    page = open_page(relay.page(), strict=False)
    smiles = 1 + LONGEST_FRAME // len("\U0001f600é".encode())  # more than the server takes in one part
    sent = page.evaluate(
        """async (smiles) => {
          const model = [...selfhelp.models.values()].find((each) => each.get("key") === "power");
          let longest = 0;
          const send = WebSocket.prototype.send;
          WebSocket.prototype.send = function (frame) { longest = Math.max(longest, frame.byteLength); return send.call(this, frame); };
          const outcome = await model.send({ kind: "file?", name: "\\u{1F600}é".repeat(smiles) });
          return { outcome, longest, tooLarge: await model.send({ text: "x".repeat(50_000_000) }) };
        }""",
        smiles,
    )
    assert sent["outcome"] == "delivered"
    assert sent["longest"] < 1_000_000
    assert sent["tooLarge"] == "too large"
