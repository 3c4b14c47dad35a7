"""Pages by real keys: focus, what is locked, presses."""

from __future__ import annotations

import pytest

from selfhelp_teach.exercises import library
from tests.browser.hearing import Listener
from tests.browser.looking import SLUGS

pytestmark = pytest.mark.browser


SMALL = [(320, 256), (640, 450), (360, 640)]


# What has the focus and is wholly covered once the page has answered, or nothing.
COVERED = """async () => {
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  const el = document.activeElement;
  if (el === document.body) return "the focus is on nothing";
  const shown = el.closest("label") ?? el;
  const box = shown.getBoundingClientRect();
  const inside = (low, high, most) => [0.1, 0.5, 0.9].map((share) => Math.max(0, low) + share * (Math.min(high, most) - Math.max(0, low)));
  for (const x of inside(box.left, box.right, innerWidth)) for (const y of inside(box.top, box.bottom, innerHeight)) {
    const top = document.elementFromPoint(x, y);
    if (top && (shown.contains(top) || top.contains(shown))) return "";
  }
  return el.outerHTML.slice(0, 120);
}"""


@pytest.mark.parametrize("slug", [slug for slug in SLUGS if slug[:2] in {"01", "05"}])
def test_going_back_by_keys_nothing_that_has_the_focus_is_wholly_covered(course, open_page, slug):
    page = open_page(course.page(slug))
    covered = []
    for width, height in SMALL:
        page.set_viewport_size({"width": width, "height": height})
        page.locator("footer a").last.focus()
        for _stop in range(60):
            page.keyboard.press("Shift+Tab")
            covered += [(width, height, seen)] if (seen := page.evaluate(COVERED)) else []
    assert covered == []


def test_a_locked_control_can_be_read(course, open_page):
    page = open_page(course.page("01-where-conflict-comes-from"))
    page.evaluate(
        "for (const el of document.querySelectorAll('.selfhelp-control')) el.toggleAttribute('data-disabled', true)"
    )
    page.evaluate(
        "for (const el of document.querySelectorAll('.selfhelp-control :is(input, button)')) el.disabled = true"
    )
    for theme in ("light", "dark"):
        page.evaluate("(theme) => { document.documentElement.dataset.theme = theme; }", theme)
        worst = page.evaluate("""() => {
          const pen = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
          const rgba = (colour) => { pen.clearRect(0, 0, 1, 1); pen.fillStyle = colour; pen.fillRect(0, 0, 1, 1); return [...pen.getImageData(0, 0, 1, 1).data]; };
          const light = ([r, g, b]) => [r, g, b].map((v) => v / 255).map((v) => (v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)).reduce((sum, v, at) => sum + v * [0.2126, 0.7152, 0.0722][at], 0);
          const behind = (el) => { for (let at = el; at; at = at.parentElement) { const found = rgba(getComputedStyle(at).backgroundColor); if (found[3] === 255) return found; } return [255, 255, 255]; };
          const opacity = (el) => { let all = 1; for (let at = el; at; at = at.parentElement) all *= Number(getComputedStyle(at).opacity); return all; };
          const texts = [...document.querySelectorAll("[data-disabled] *")].filter((el) => el.checkVisibility() && !(el instanceof SVGElement) && [...el.childNodes].some((node) => node.nodeType === 3 && node.data.trim()));
          return texts.map((el) => {
            const [back, share] = [behind(el), opacity(el)];
            const ink = rgba(getComputedStyle(el).color).map((v, at) => v * share + back[at] * (1 - share));
            const [one, other] = [light(ink), light(back)].sort((a, b) => b - a);
            return [(one + 0.05) / (other + 0.05), el.textContent.slice(0, 40)];
          }).sort((a, b) => a[0] - b[0])[0];
        }""")
        assert worst[0] >= 4.5, (theme, worst)


def counted(page, *keys):
    for key in keys:
        page.keyboard.press(key)
    return len(keys)


def test_eight_cards_are_sorted_and_checked_in_25_presses(course, open_page):
    sorting = max(
        (each for each in library.exercises().values() if each.type == "matching"),
        key=lambda each: len(each.items),
    )
    slug = next(slug for slug in SLUGS if slug.startswith(sorting.page))
    page = open_page(course.page(slug))
    part = page.locator(f"[data-exercise='{sorting.id}']")
    cards = part.locator(".selfhelp-card")
    cards.first.focus()
    presses = 0
    while part.locator(".selfhelp-bin[data-value=''] .selfhelp-card").count():
        presses += counted(page, "1")
        assert page.evaluate("document.activeElement.matches('.selfhelp-card')")
    main = part.locator(".selfhelp-main").first
    while not main.evaluate("node => node === document.activeElement"):
        presses += counted(page, "Tab")
    presses += counted(page, "Enter")
    part.locator(".selfhelp-verdict").wait_for()
    assert presses * 8 / cards.count() <= 25, presses


def test_two_wards_are_pinned_and_compared_in_40_presses(course, open_page):
    page = open_page(course.page("05-the-ward-simulator"))
    listener = Listener(page)
    page.locator(".selfhelp-panel input[type=range]").first.focus()
    presses = counted(page, "p")
    page.wait_for_function("document.querySelectorAll('.selfhelp-pins-list li').length === 1")
    presses += counted(page, "Tab", "Shift+Tab", "PageDown", "PageDown", "p")
    page.wait_for_function("document.querySelectorAll('.selfhelp-pins-list li').length === 2")
    page.locator(".selfhelp-compared-table tbody tr").nth(1).wait_for()
    presses += counted(page, "c")
    assert page.evaluate("document.activeElement.closest('.selfhelp-compared') !== null")
    assert presses <= 40
    listener.rest()
    assert sum("Pinned" in each for each in listener.said()) == 2, "each pin is told once"
