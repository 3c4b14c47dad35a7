"""Every page of the course in a real browser: alive, accessible, within its window, and alone with its server."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import expect

from tests.browser.looking import (
    OPEN_EACH,
    QUIET,
    SETTLED,
    SIMULATED,
    SLUGS,
    STOP,
    UNSEEN,
    WORDS,
    each_step,
    settle,
    tree,
    violations,
)
from tests.conftest import opening

pytestmark = pytest.mark.browser


def each(slugs):
    """Say that a test is one of each of these pages, opened once for all; the group keeps them in one worker."""
    marked = [pytest.param(slug, marks=pytest.mark.xdist_group(slug)) for slug in slugs]
    return pytest.mark.parametrize("page", marked, indirect=True)


ENGLISH = [slug for slug in SLUGS if not slug.startswith("es/")]
pages = each([*ENGLISH, *(slug for slug in SLUGS if slug not in ENGLISH)])
# A page has the same cells and code in every language (tests/translation/test_twins.py): what no word changes is looked
# at in one.
pages_in_english = each(ENGLISH)


@pytest.fixture(scope="module")
def page(course, browser, request):
    """A page of the course, open, alive and settled."""
    with opening(browser) as open_one:
        shown = settle(open_one(course.page(request.param)))
        shown.slug = request.param
        yield shown


@pytest.fixture(scope="module")
def unfolded(page):
    """The same with everything that folds laid open, from here on."""
    page.evaluate("for (const each of document.querySelectorAll('main details')) each.open = true")
    page.wait_for_function(
        "[...document.querySelectorAll('.selfhelp-figure-table table')].every((t) => t.tHead?.rows.length)"
    )


AROUND = ["page-has-heading-one", "region", "landmark-unique", "landmark-one-main", "heading-order", "bypass"]
MOST_WORDS = {"en": 1800, "es": 2000}  # the same said in Spanish takes a few more


@pytest.fixture(scope="module")
def walked(page):
    """Each step of a page, walked once: its name, what axe finds around it, and how many new words it shows."""
    around = violations if page.slug in ENGLISH else lambda _page, **_options: []
    return [(step, around(page, runOnly=AROUND), page.evaluate(WORDS)) for step in each_step(page)]


@pages
def test_a_page_has_no_fault_that_axe_finds(page):
    assert violations(page, rules={"color-contrast": {"enabled": False}}) == [], "colours are the next"


COLOURS = ["color-contrast", "link-in-text-block"]
CONTRAST = {"light": COLOURS, "dark": [*COLOURS, "color-contrast-enhanced"]}  # seven to one in the dark


@pages_in_english
@pytest.mark.parametrize("scheme", CONTRAST)
def test_what_is_written_on_a_page_stands_out_from_what_is_behind_it(page, scheme):
    page.emulate_media(color_scheme=scheme)
    assert violations(page, runOnly=CONTRAST[scheme]) == []


@pages_in_english
def test_every_step_is_a_page_with_its_heading_and_its_landmarks(walked):
    """What a step shows is of the whole page, which is looked at above; what is around it differs from step to step."""
    assert [(step, around) for step, around, _words in walked if around] == []


@pages
def test_the_words_that_a_page_shows_unasked_can_be_read(page, walked):
    language = page.locator("html").get_attribute("lang")
    assert sum(words for _step, _around, words in walked) <= MOST_WORDS[language]


@pages
def test_a_page_stays_within_its_window(page):
    for width in (390, 768, 1600, 1280):
        page.set_viewport_size({"width": width, "height": 844})
        page.wait_for_function(f"innerWidth === {width} && document.documentElement.scrollWidth <= {width}")
        wide = page.evaluate(
            """() => {
                const unseen = (el) => getComputedStyle(el).clipPath.startsWith("inset(50%") || (el.parentElement && unseen(el.parentElement));
                return [...document.querySelectorAll("main *")]
                    .filter((el) => el.getBoundingClientRect().right > innerWidth + 1
                        && el.checkVisibility({ visibilityProperty: true })
                        && !el.closest(".selfhelp-scroll, .selfhelp-table-scroll, svg, canvas, table") && !unseen(el))
                    .map((el) => el.className || el.tagName);
            }"""
        )
        assert wide == [], width


@pages
def test_no_id_is_used_twice_on_a_page(page):
    ids = page.locator("[id]").evaluate_all("(all) => all.map((el) => el.id)")
    assert sorted({each for each in ids if ids.count(each) > 1}) == []


@pages
def test_a_page_names_no_other_host(page, course):
    named = page.locator("script, link, img, iframe").evaluate_all(
        "(all) => all.map((e) => e.src || e.href || '')"
    )
    assert len(named) > 1
    assert [url for url in filter(None, named) if not url.startswith((course.url, "data:", "blob:"))] == []


@pages
def test_what_is_put_away_is_not_shown(page):
    hidden = page.locator("[hidden]:not([hidden=until-found])")
    shown = hidden.evaluate_all(
        "(all) => all.filter((el) => el.checkVisibility()).map((el) => el.className || el.id)"
    )
    assert shown == []


@pages_in_english
def test_a_move_of_a_lever_styles_what_it_changes_and_not_the_page(page, tmp_path):
    levers = page.locator("main .selfhelp-slider input[type=range]:visible:enabled")
    if not levers.count():
        return
    levers.first.focus()
    page.context.browser.start_tracing(
        page=page, path=tmp_path / "trace.json", categories=["devtools.timeline"]
    )
    levers.first.press("ArrowRight")
    page.wait_for_function(QUIET)
    page.keyboard.press("ArrowLeft")
    page.wait_for_function(QUIET)
    page.context.browser.stop_tracing()
    traced = json.loads((tmp_path / "trace.json").read_text(encoding="utf-8"))["traceEvents"]
    styled = [each["args"].get("elementCount", 0) for each in traced if each["name"] == "UpdateLayoutTree"]
    assert styled
    assert max(styled) < page.locator("*").count() / 10


@pages
def test_every_part_of_a_page_shows_something(page):
    empty = page.evaluate(
        """() => [...document.querySelectorAll(".selfhelp-cell")]
            .filter((cell) => cell.getBoundingClientRect().height < 8 || !cell.innerText.trim()).map((cell) => cell.id)"""
    )
    assert empty == []
    expect(page.locator(".selfhelp-failed")).to_have_count(0)


@pages_in_english
def test_the_keyboard_reaches_every_control_and_shows_where_it_is(page):
    wanted = page.evaluate(
        """() => {
            const controls = [...document.querySelectorAll("main button, main input, main textarea, main select, main summary, main a[href]")]
                .filter((el) => !el.disabled && el.tabIndex >= 0 && el.checkVisibility({ visibilityProperty: true }));
            // Of radio buttons of one name the browser stops at one.
            const name = (el) => el.type === "radio" ? `radio ${el.name}` : el;
            const stops = globalThis.stops = new Map();
            stops.missed = () => controls.filter((el) => !stops.has(name(el))).map((el) => el.outerHTML.slice(0, 120));
            addEventListener("focusin", ({ target: el }) => {
                if (!el.closest("main")) stops.left = stops.size > 0;
                if (stops.left || el.matches("main")) return;
                const shows = [el, el.closest("label") ?? el].map((each) => getComputedStyle(each));
                stops.set(name(el), [shows.some((style) => style.outlineStyle !== "none" || style.boxShadow !== "none"), el.outerHTML.slice(0, 120)]);
            });
            return new Set(controls.map(name)).size;
        }"""
    )
    page.locator("main").evaluate("(main) => { main.tabIndex = -1; main.focus(); }")
    for _ in range(wanted // 10 + 2):
        for _ in range(20):  # asked in between, since asking takes as long as a key
            page.keyboard.press("Tab")
        if page.evaluate("stops.left"):
            break
    found = page.evaluate("[...stops.values()]")
    assert [html for ring, html in found if not ring] == [], "the focus is not seen"
    assert page.evaluate("stops.missed()") == []


@pages
def test_presenting_shows_every_step_in_large_type_and_cuts_nothing(page):
    page.set_viewport_size({"width": 1920, "height": 1080})
    page.evaluate("scrollTo(0, 0)")
    page.locator(".selfhelp-tools summary").click()
    page.locator("#selfhelp-present").click()
    onward = page.locator("#selfhelp-steps [data-to='1']")
    place = page.locator("#selfhelp-steps [data-place]")
    places = []
    while True:
        page.wait_for_function(SETTLED)  # drawings follow, and nothing is cut
        shown = page.evaluate(STOP)
        assert (shown["sections"], shown["heading"]) == (1, True)
        assert shown["blocks"] <= 3, "a stop is a text, or a part with what moves it"
        assert shown["high"] > 60, "an empty stop"
        assert shown["large"] >= (1.25 if shown["text"] else 0.6), f"{shown['place']} is not in large type"
        places.append(shown["place"])
        if onward.get_attribute("aria-disabled") == "true":
            break
        page.keyboard.press(("ArrowRight", "Space", "PageDown")[len(places) % 3])
        page.wait_for_function(
            "(was) => document.querySelector('[data-place]').textContent !== was", arg=places[-1]
        )
    assert page.evaluate(UNSEEN) == []
    assert len(set(places)) == len(places)
    page.keyboard.press("ArrowLeft")
    assert place.inner_text() == places[-2]
    page.locator("#selfhelp-steps [data-to='-1']").click()
    page.keyboard.press("ArrowRight")  # a button that was clicked keeps no arrow key for itself
    assert place.inner_text() == places[-2]
    page.keyboard.press("b")
    expect(page.locator(".selfhelp-frame")).not_to_be_visible()
    page.keyboard.press("b")
    page.keyboard.press("Escape")
    sections = page.locator(".selfhelp-section")
    expect(sections.nth(0)).to_be_visible()
    expect(sections.last).to_be_visible()


@pages
@pytest.mark.usefixtures("unfolded")
def test_every_page_is_named_where_a_screen_reader_looks_for_names(page):
    found = tree(page)
    assert [name for role, name in found if role == "main"] == [page.locator("h1").first.inner_text()]
    for role in (
        "region",
        "dialog",
        "table",
        "figure",
        "radiogroup",
        "slider",
        "spinbutton",
        "button",
        "switch",
        "navigation",
    ):
        assert [name for kind, name in found if kind == role and not name.strip()] == [], (
            f"a {role} has no name"
        )
    regions = [name for role, name in found if role == "region"]
    assert "The numbers as a table" not in regions, "each is named by its chart"
    live = page.locator("[aria-live]").evaluate_all("all => all.map((el) => el.getAttribute('aria-live'))")
    assert set(live) <= {"polite", "assertive", "off"}
    assert page.locator(":is(h1, h2, h3, h4, h5) .selfhelp-status").count() == 0, "no heading ends in a badge"


@pages
@pytest.mark.usefixtures("unfolded")
def test_a_name_at_the_head_of_a_row_is_read_once_and_every_table_has_a_caption(page):
    faults = page.locator(".selfhelp-figure-table table").evaluate_all("""(tables) => tables.flatMap((table) => {
      const title = table.caption?.textContent || table.getAttribute("aria-label") || "";
      const said = [...table.tBodies].map((body) => [...body.rows].map((row) => [...row.querySelectorAll("th[scope=row]")].map((th) => th.textContent).join(" / ")));
      const twice = said.flatMap((heads) => heads.filter((head, at) => heads.indexOf(head) !== at));
      const groups = [...table.querySelectorAll("th[scope=rowgroup]")].map((th) => th.textContent);
      return [...(title ? [] : ["no caption"]), ...twice, ...groups.filter((head, at) => groups.indexOf(head) !== at)];
    })""")
    assert faults == []


@pages
def test_every_fact_link_of_a_page_opens_its_card_and_the_card_its_source(page):
    found = page.evaluate(OPEN_EACH)
    assert found["dead"] == []
    if page.slug.split("/")[-1][:2] in {"01", "02", "03", "04", "06"}:
        assert found["links"] > 5


@pages
def test_only_what_sources_report_leaves_nothing_simulated_standing_and_says_what_remains(page):
    expect(page.locator(".selfhelp-remains")).to_be_hidden()
    page.locator(".selfhelp-tools summary").click()
    page.locator("#selfhelp-provenance").check()
    assert page.evaluate(SIMULATED) == []
    remains = page.locator(".selfhelp-remains")
    expect(remains).to_be_visible()
    charts = page.locator(".selfhelp-figure[data-status='reported']:visible").count()
    counted = [word for word in remains.inner_text().split() if word.isdigit()]
    assert (int(counted[0]) if charts else 0) == charts


@pages
def test_the_switch_of_languages_leads_to_the_same_page(page, course):
    language = page.locator("html").get_attribute("lang")
    other, slug = ("es", f"es/{page.slug}") if language == "en" else ("en", page.slug.removeprefix("es/"))
    assert language == ("es" if page.slug.startswith("es/") else "en")
    links = page.locator(".selfhelp-header .selfhelp-language")
    assert set(links.evaluate_all("(all) => all.map((a) => [a.lang, a.href].join())")) == {
        f"{other},{course.page(slug)}"
    }
    expect(page.locator(".selfhelp-map [aria-current]")).to_have_count(1)


def test_only_what_sources_report_is_left_by_one_switch(course, open_page):
    page = settle(open_page(course.page("02-what-parents-reported")))
    page.get_by_role("banner").get_by_text("View", exact=True).click()
    page.get_by_role("checkbox", name="Only what sources report").check()
    assert page.locator("html").get_attribute("data-provenance") == "reported"
    expect(page.locator(".selfhelp-figure", has_text="How far could a sample")).to_be_hidden()
    reported = page.locator(".selfhelp-figure", has_text="Then: which parents reported problems?")
    expect(reported.locator(".selfhelp-figure-view")).to_be_visible()
    page.reload()
    assert page.locator("html").get_attribute("data-provenance") == "reported", "the choice outlives a reload"


def test_a_page_prints_its_text_and_not_its_tools(course, open_page):
    page = settle(open_page(course.page("02-what-parents-reported")))
    page.emulate_media(media="print")
    assert page.locator("header").is_hidden()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_text("More than half of the parents")).to_be_visible()
