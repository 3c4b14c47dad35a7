"""A page as a walk of steps: one at a time, addressed, resumed, folded, whole on paper and without scripts."""

from __future__ import annotations

from collections import Counter

import pytest
from playwright.sync_api import expect

from tests.browser.looking import SLUGS, settle

pytestmark = pytest.mark.browser
ROOTS = "01-where-conflict-comes-from"
WALKED = [slug for slug in SLUGS if slug[0].isdigit()]  # those with steps, in the first language
_HERE = "document.querySelector('[data-here]').dataset.step"
# How much of the window a part of a step takes, with the header above it and the bar below.
_SCREENS = """() => {
  const bars = document.querySelector(".selfhelp-header").offsetHeight + document.getElementById("selfhelp-steps").offsetHeight;
  return (document.querySelector("[data-here]").getBoundingClientRect().height + bars) / innerHeight;
}"""

# What is read out and not seen may not make a page longer than its foot.
_BELOW = """() => document.documentElement.scrollHeight
  - Math.max(innerHeight, document.querySelector(".selfhelp-footer").getBoundingClientRect().bottom + scrollY)"""

# What is amiss with the part that is shown, as a sentence each.
_AMISS = """() => {
  const here = document.querySelector("[data-here]");
  const all = (selector) => [...here.querySelectorAll(selector)].filter((el) => el.checkVisibility());
  const high = (el) => el.getBoundingClientRect().height;
  const phone = innerWidth < 640;
  const found = [];
  const bar = document.getElementById("selfhelp-steps").getBoundingClientRect();
  if (Math.abs(bar.bottom - innerHeight) > 1) found.push("the bar of steps is not at the foot of the window");
  const parts = document.querySelector("#selfhelp-steps [data-place]").textContent.includes("·");
  if (parts && high(here) < ((phone ? 2.4 : 1.1) * innerHeight - 160) / 5) found.push("a few lines are a part of their own");
  for (const buttons of all(".selfhelp-bench > .selfhelp-cell:not(.selfhelp-controls) .selfhelp-presets")) {
    const bench = buttons.closest(".selfhelp-bench");
    if (!all(".selfhelp-figure").some((figure) => bench.contains(figure))) found.push("buttons to try without a chart that they move");
  }
  if (!phone) return found;
  for (const line of all(".selfhelp-fold:not([data-done]) .selfhelp-fold-more")) if (high(line) > 32) found.push(`a line of many lines: ${line.textContent}`);
  for (const panel of all(".selfhelp-bench > .selfhelp-controls:has(.selfhelp-panel)")) if (high(panel) > 0.33 * innerHeight) found.push("levers over half of what they move");
  return found;
}"""

# Words that are drawn smaller than they are set: a drawing that shrinks with its place takes its words along.
_TINY = """(least) => {
  const walker = document.createTreeWalker(document.querySelector("[data-here]"), NodeFilter.SHOW_TEXT);
  const found = new Set();
  while (walker.nextNode()) {
    const el = walker.currentNode.parentElement;
    if (!walker.currentNode.nodeValue.trim() || !el.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
    const svg = el.closest("svg");
    const scale = svg?.viewBox?.baseVal?.width ? svg.getBoundingClientRect().width / svg.viewBox.baseVal.width : 1;
    const size = parseFloat(getComputedStyle(el).fontSize) * scale;
    if (size && size < least) found.add(`${el.textContent.trim().slice(0, 30)}: ${size.toFixed(1)}`);
  }
  return [...found];
}"""
# Long enough for the page to have answered to a new size.
_FRAMES = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(done))))"
SMALLEST = 10.5  # pixels


@pytest.fixture
def walk(course, open_page):
    def walk_one(slug=ROOTS, address="", **options):
        laptop = {"width": 1366, "height": 768}
        page = open_page(course.page(slug) + address, **{"whole": False, "viewport": laptop, **options})
        return settle(page)

    return walk_one


def onward(page):
    return page.locator("#selfhelp-steps [data-to='1']")


def to_the_next_step(page):
    here = page.evaluate(_HERE)
    while page.evaluate(_HERE) == here:
        onward(page).click()


def test_a_page_opens_at_its_first_step_and_next_and_back_are_addresses(walk):
    page = walk()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert page.locator(".selfhelp-section:visible").count() == 1
    to_the_next_step(page)
    assert page.url.endswith("#step=predict")
    assert page.evaluate("document.activeElement.textContent") == "Predict"
    assert page.locator(".selfhelp-contents [aria-current=step]").inner_text().strip() == "Predict"
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_a_page_reopens_where_the_reader_left_it_and_the_list_says_what_is_done(walk, course):
    page = walk()
    to_the_next_step(page)
    page.goto(course.page())
    page.goto(course.page(ROOTS))
    expect(page.get_by_role("heading", name="Predict", exact=True)).to_be_visible()
    first = page.locator(".selfhelp-contents a").first
    assert first.get_attribute("data-done") is not None
    assert "done" in first.inner_text()
    assert page.locator(".selfhelp-contents a[data-done]").count() == 1, (
        "a question of the second is not answered"
    )


def test_an_address_of_a_step_that_is_gone_leads_to_the_nearest_with_a_sentence(walk):
    page = walk(address="#step=one-lever")
    assert page.evaluate(_HERE) == "one-lever-power"
    told = page.locator("#selfhelp-step-told")
    expect(told).to_contain_text("one-lever")
    onward(page).click()
    expect(told).to_be_hidden()


def test_progress_of_an_older_version_and_damaged_progress_break_nothing(walk):
    page = walk()
    for kept in ('{"%s": {"step": "gone", "walked": ["gone"]}}' % ROOTS, "[1, 2", '"text"'):  # noqa: UP031 (braces)
        page.evaluate(
            "(kept) => localStorage.setItem(Object.keys(localStorage).find((key) => key.includes('progress')), kept)",
            kept,
        )
        page.reload()
        expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_one_exercise_is_open_and_the_next_opens_when_it_is_finished(walk):
    page = walk(address="#step=predict")
    shown = page.locator("[data-here] .selfhelp-exercise:visible")
    expect(shown).to_have_count(1)
    hunch = page.locator("[data-exercise=p01-first-hunch]")
    hunch.locator(".selfhelp-exercise-input [data-value='4']").click()
    hunch.get_by_role("button", name="Keep this answer").click()
    coming = page.locator("[data-exercise=p01-predict-quiet]")
    expect(coming).not_to_have_attribute("data-folded", "")
    expect(hunch).to_be_visible()  # what was said to it is still being read
    if not coming.is_visible():  # there is no room for both: it opens on the step's next part
        page.locator("#selfhelp-steps [data-to='1']").click()
    expect(coming).to_be_visible()
    page.reload()
    fold = page.locator(".selfhelp-fold[data-done]").first
    expect(fold).to_be_visible()
    expect(hunch).to_be_hidden()
    fold.click()
    expect(hunch).to_be_visible()


def test_all_steps_can_be_shown_and_the_choice_stays(walk):
    page = walk()
    page.locator(".selfhelp-contents [data-whole]").click()
    count = page.locator(".selfhelp-section").count()
    expect(page.locator(".selfhelp-section:visible")).to_have_count(count)
    page.reload()
    expect(page.locator(".selfhelp-section:visible")).to_have_count(count)
    page.locator(".selfhelp-contents [data-whole]").click()
    expect(page.locator(".selfhelp-section:visible")).to_have_count(1)


def test_a_page_is_whole_on_paper_and_without_scripts(walk, course, open_page):
    page = walk(address="#step=try")
    count = page.locator(".selfhelp-section").count()
    page.emulate_media(media="print")
    expect(page.locator(".selfhelp-section:visible")).to_have_count(count)
    assert page.locator(".selfhelp-exercise:visible").count() == page.locator(".selfhelp-exercise").count()
    page.emulate_media(media="screen")
    page.locator(".selfhelp-tools summary").click()
    page.locator("#selfhelp-present").click()
    page.emulate_media(media="print")
    expect(page.locator(".selfhelp-section:visible")).to_have_count(count)
    plain = open_page(course.page(ROOTS), live=False, java_script_enabled=False)
    expect(plain.locator(".selfhelp-section:visible")).to_have_count(count)


def test_on_a_phone_the_list_of_steps_is_a_sheet(walk):
    page = walk(viewport={"width": 360, "height": 740})
    expect(page.locator(".selfhelp-contents")).to_be_hidden()
    name = page.locator("#selfhelp-steps [data-list]")
    name.click()
    page.keyboard.press("Escape")
    expect(name).to_be_focused()
    name.click()
    page.locator(".selfhelp-contents a", has_text="Reflect").click()
    assert page.evaluate(_HERE) == "reflect"
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_the_same_step_is_met_in_the_other_language(walk):
    page = walk(address="#step=four-levels")
    page.get_by_role("banner").get_by_role("link", name="Español").click()
    expect(page.get_by_role("heading", name="Cuatro niveles")).to_be_visible()


def test_what_one_is_at_stays_in_sight_when_a_keyboard_makes_the_window_small(walk):
    page = walk("06-mediating-a-conflict", "#step=more-conversations", viewport={"width": 390, "height": 844})
    folds = page.locator("[data-here] .selfhelp-fold")
    expect(page.locator("[data-here] .selfhelp-fold:visible")).to_have_count(12)  # folded, all fit
    assert folds.count() == 12, "further talks are a list of lines, each with its other chair"
    expect(page.locator("[data-here] .selfhelp-exercise:visible")).to_have_count(0)
    folds.first.click()
    line = page.locator("[data-here] .selfhelp-say").first
    line.focus()
    page.set_viewport_size({"width": 390, "height": 420})
    page.evaluate(_FRAMES)
    expect(line).to_be_visible()
    expect(line).to_be_focused()


def test_a_bar_of_the_address_that_comes_and_goes_throws_nobody_back(walk):
    phone = {"width": 360, "height": 740}
    page = walk("03-three-ways-to-lead-a-group", "#step=5", viewport=phone)
    here = "[scrollY, document.querySelector('#selfhelp-steps [data-place]').textContent]"
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    before, place = page.evaluate(here)
    assert before > 500
    page.set_viewport_size({**phone, "height": 684})
    page.wait_for_function("innerHeight === 684")
    page.evaluate(_FRAMES)
    assert page.evaluate(here)[1] == place
    assert before - page.evaluate("scrollY") < 56, "a panel may be lower by less than the window"
    page.set_viewport_size({"width": 740, "height": 360})  # a phone that is turned is another window
    expect(page.locator("#selfhelp-steps [data-place]")).not_to_have_text(place)


# The size of a window, and how many of its heights a part of a step may take.
SCREENS = [({"width": 1366, "height": 768}, 1.3), ({"width": 390, "height": 844}, 2.5)]
# What there is to say of the screen that is shown, once the page has answered to it.
_LOOKED = f"""async (least) => {{
  await {_FRAMES};
  const last = [...document.querySelectorAll("#selfhelp-steps [data-word]")].at(-1).innerText !== "Next";
  return {{ step: {_HERE}, last, screens: ({_SCREENS})(), below: ({_BELOW})(), tiny: ({_TINY})(least), amiss: ({_AMISS})() }};
}}"""


def screens_of(page):
    """Walk a page from its first step, and yield what there is to say of each screen."""
    page.locator(".selfhelp-contents [data-step]").first.evaluate("(link) => link.click()")
    while not (looked := page.evaluate(_LOOKED, SMALLEST))["last"]:
        yield looked
        onward(page).evaluate("(button) => button.click()")
    yield looked


def test_nine_of_ten_screens_of_the_course_fit(walk):
    """Before anything is answered; what is taller is named."""
    seen, tall, tiny, amiss = Counter(), {most: [] for _size, most in SCREENS}, [], []
    for slug in WALKED:
        page = walk(slug)
        for size, most in SCREENS:
            page.set_viewport_size(size)
            for screen in screens_of(page):
                here = f"{slug} {screen['step']}, {size['width']} wide"
                seen[most] += 1
                assert screen["below"] <= 2, f"{here} is longer than what stands on it"
                tiny += [f"{here}: {word}" for word in screen["tiny"]]
                amiss += [f"{here}: {fault}" for fault in screen["amiss"]]
                if screen["screens"] > most:
                    tall[most].append(f"{here}: {screen['screens']:.2f}")
        page.context.close()
    for most, found in tall.items():
        assert len(found) <= seen[most] / 10, "\n".join(found)
    assert tiny == [], "words too small to read"
    assert amiss == []
