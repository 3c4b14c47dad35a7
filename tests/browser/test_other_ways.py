"""Pages on paper, in the system's own colours, on low screens, with a clicker, for a translator."""

from __future__ import annotations

import io

import pypdf
import pytest
from playwright.sync_api import expect

from tests.browser.hearing import Listener
from tests.browser.looking import settle

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("other ways")]


def present(page):
    page.locator(".selfhelp-tools summary").click()
    page.locator("#selfhelp-present").click()
    expect(page.locator("html")).to_have_attribute("data-presenting", "")


def on_paper(page):
    sheets = pypdf.PdfReader(io.BytesIO(page.pdf(format="A4"))).pages
    return len(sheets), " ".join(" ".join(sheet.extract_text() for sheet in sheets).split())


def test_who_prints_while_presenting_gets_the_whole_page(course, open_page):
    page = settle(open_page(course.page("04-what-professionals-fear")))
    sheets, words = on_paper(page)
    present(page)
    meanwhile, these = on_paper(page)
    assert sheets > 3
    assert meanwhile == sheets
    assert these == words


# In one go, for charts settle while one looks: whether there is more to see that way, whether it stepped, whether it is
# at the end that way.
PRESS = """([key, way]) => {
    const at = () => document.querySelector("#selfhelp-steps [data-place]").textContent;
    const most = document.documentElement.scrollHeight - innerHeight;
    const more = way === 1 ? scrollY < most - 1 : scrollY > 0;
    const before = at();
    document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
    return [more, at() !== before, document.querySelector(`#selfhelp-steps [data-to="${way}"]`).ariaDisabled === "true"];
}"""


@pytest.fixture(scope="module")
def reported(course, open_once):
    return settle(open_once(course.page("02-what-parents-reported")))


@pytest.fixture
def presenting(reported):
    """A page presented from its first step; the tests of this file share it."""
    if reported.locator("html[data-presenting]").count():
        reported.keyboard.press("Escape")
    expect(reported.locator("html")).not_to_have_attribute("data-presenting", "")
    reported.evaluate("scrollTo({ top: 0, behavior: 'instant' })")
    present(reported)
    assert place(reported).startswith("1 /")
    return reported


def place(page):
    return page.locator("#selfhelp-steps [data-place]").inner_text()


@pytest.mark.parametrize(
    ("on", "back"), [("Enter", "PageUp"), ("PageDown", "ArrowLeft"), ("ArrowRight", "PageUp")]
)
def test_every_key_a_clicker_sends_steps(presenting, on, back):
    start = place(presenting)
    presenting.keyboard.press(on)
    assert place(presenting) != start
    presenting.keyboard.press(back)
    assert place(presenting) == start


def test_arrows_up_and_down_step_and_show_the_rest_of_a_tall_step_first(presenting):
    page = presenting
    first = place(page)
    for key, way in (("ArrowDown", 1), ("ArrowUp", -1)):
        seen = [place(page)]
        for _press in range(400):
            more, moved, ends = page.evaluate(PRESS, [key, way])
            assert not (more and moved), "what is below was passed over"
            seen += [place(page)] if moved else []
            if ends and not more and not moved:
                break
        assert len(set(seen)) == len(seen) > 10, "each stop is met once"
    assert place(page) == first


def test_the_dot_of_a_clicker_blanks_and_f5_does_not_end_it(presenting):
    page = presenting
    page.evaluate("globalThis.stillHere = true")
    page.keyboard.press(".")
    expect(page.locator(".selfhelp-frame")).not_to_be_visible()
    page.keyboard.press("F5")
    expect(page.locator(".selfhelp-frame")).to_be_visible()
    assert page.evaluate("globalThis.stillHere"), "the page was loaded again"
    expect(page.locator("html")).to_have_attribute("data-presenting", "")


def test_who_hears_the_page_is_told_the_step_and_that_the_screen_is_blank(presenting):
    page = presenting
    on_nothing = "document.activeElement === document.body"
    assert not page.evaluate(on_nothing), "to start takes the focus to the step"
    listener = Listener(page)
    (said,) = listener.after(lambda: page.keyboard.press("PageDown"))
    assert "step" in said
    assert page.locator("main .selfhelp-section[data-here] :is(h1, h2)").first.inner_text() in said
    (said,) = listener.after(lambda: page.keyboard.press("b"))
    assert "blank" in said
    (said,) = listener.after(lambda: page.keyboard.press("b"))
    assert "shown again" in said
    page.keyboard.press("Escape")
    assert not page.evaluate(on_nothing)


CHOSEN = """() => {
    const look = (el) => { const { backgroundColor, color } = getComputedStyle(el); return `${backgroundColor} ${color}`; };
    const groups = {
        pressed: ["[aria-pressed='true']", "[aria-pressed='false']"],
        options: [".selfhelp-option:has(:checked)", ".selfhelp-option:not(:has(:checked))"],
        current: [".selfhelp-contents a[aria-current]", ".selfhelp-contents a:not([aria-current])"],
        page: [".selfhelp-map a[aria-current]", ".selfhelp-map a:not([aria-current])"],
    };
    const seen = {};
    for (const [name, [chosen, other]] of Object.entries(groups)) {
        const all = [...document.querySelectorAll(chosen)];
        const others = new Set([...document.querySelectorAll(other)].map(look));
        if (all.length && others.size) seen[name] = all.filter((el) => others.has(look(el))).map((el) => el.className || el.textContent);
    }
    return seen;
}"""


def test_what_is_chosen_is_seen_in_the_systems_own_colours(course, gallery, open_page):
    page = open_page(gallery.page("gallery"), forced_colors="active")
    for kind in (".selfhelp-chip", ".selfhelp-card", ".selfhelp-map-box"):
        button = page.locator(f"{kind}[aria-pressed='false']").first
        if button.count():
            button.click()
    page.locator(".selfhelp-option").first.click()
    chosen_is_seen(page, "pressed", "options")
    page = open_page(course.page("02-what-parents-reported"), forced_colors="active")
    page.locator(".selfhelp-section").nth(2).evaluate("(el) => el.scrollIntoView()")
    page.wait_for_function("document.querySelector('.selfhelp-contents a[aria-current]')")
    chosen_is_seen(page, "current", "page")


def chosen_is_seen(page, *groups):
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, forced_colors="active")
        found = page.evaluate(CHOSEN)
        assert set(groups) <= set(found), scheme
        assert not any(found.values()), (scheme, found)


COVERED = """async () => {
    for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame);
    const el = document.activeElement;
    if (!el || el === document.body) return null;
    const box = el.getBoundingClientRect();
    const points = [0.1, 0.5, 0.9].flatMap((x) => [0.1, 0.5, 0.9].map((y) => [box.left + x * box.width, box.top + y * box.height]));
    const seen = points.filter(([x, y]) => x >= 0 && y >= 0 && x < innerWidth && y < innerHeight).some(([x, y]) => {
        const top = document.elementFromPoint(x, y);
        return top && (el.contains(top) || top.contains(el) || top.closest("label")?.contains(el));
    });
    return seen ? null : `${el.tagName} ${el.className} ${el.textContent.slice(0, 40)}`;
}"""


STUCK = """[...document.querySelectorAll("body *")].filter((el) => ["sticky", "fixed"].includes(getComputedStyle(el).position)
  && el.checkVisibility({ checkVisibilityCSS: true }) && el.getBoundingClientRect().height > innerHeight / 4).map((el) => el.className)"""


@pytest.mark.parametrize("slug", ["02-what-parents-reported", "05-the-ward-simulator"])
def test_nothing_that_sticks_hides_what_has_the_focus(course, open_page, slug):
    page = open_page(course.page(slug))
    for width, height in ((320, 256), (640, 450)):
        page.set_viewport_size({"width": width, "height": height})
        page.evaluate("scrollTo({ top: document.documentElement.scrollHeight / 2, behavior: 'instant' })")
        page.locator("main :is(button, input)").nth(20).focus()
        hidden = []
        for key, presses in (("Tab", 40), ("Shift+Tab", 60)):
            for _press in range(presses):
                page.keyboard.press(key)
                hidden.append(page.evaluate(COVERED))
        assert [one for one in hidden if one] == [], (width, height)
        assert page.evaluate(STUCK) == [], (width, height)


def test_marks_and_the_words_of_charts_are_not_translated(course, open_page):
    page = settle(open_page(course.page("02-what-parents-reported")))
    page.wait_for_selector(".selfhelp-figure-view svg")
    translated = page.evaluate(
        "[...document.querySelectorAll('.selfhelp-figure-view, .selfhelp-figure-view text, .selfhelp-status, textarea')]"
        ".filter((el) => el.closest('[translate]')?.getAttribute('translate') !== 'no').map((el) => el.outerHTML.slice(0, 120))"
    )
    assert translated == []
    prose = page.locator("main .selfhelp-prose p").first
    assert prose.evaluate("(el) => el.closest('[translate=no]')") is None, "the text itself may be translated"
