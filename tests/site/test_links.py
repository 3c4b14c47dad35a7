"""Links to every page, and the codes that lead to them."""

import re
from urllib.parse import parse_qs, unquote, urlencode, urlsplit

import pytest
import yaml

from selfhelp_teach.exercises.starters import starter
from selfhelp_teach.model import Scenario
from selfhelp_teach.pages.ward_presets import named_wards
from selfhelp_teach.serving import course
from selfhelp_teach.site.links import Ways, links, markdown, page_of_links, ward_of, write
from selfhelp_teach.site.steps import same_step, steps
from selfhelp_teach.translation import LANGUAGES
from tests.commands import refused, run
from tests.conftest import ROOT

ALL = Ways(repository="owner/name", site="https://example.org/c", server="https://example.edu/x/")


def test_every_page_in_every_language_has_every_way():
    found = links(ALL, LANGUAGES)
    wanted = {(page.slug, language, way) for language in LANGUAGES for page in course.pages(language)
              for way in ("site", "binder", "server")}  # fmt: skip
    assert {(link.page.slug, link.language, link.way) for link in found} == wanted
    assert len({link.address for link in found}) == len(found)


def test_binder_is_told_a_page_that_the_repository_has():
    for link in links(ALL, LANGUAGES):
        if link.way == "binder":
            path = parse_qs(urlsplit(link.address).query)["urlpath"][0]
            assert (ROOT / path.removeprefix("voila/render/")).is_file(), path


def test_a_step_and_a_ward_are_in_every_link_and_in_binders_path():
    page = next(page for page in course.pages() if page.number == "5")
    step = steps(page, "en")[1]
    ways = Ways("owner/name", site="https://example.org", state=(("ward", Scenario().to_code()),), step=step)
    site, binder = links(ways, ["en"], "05")
    opened = urlencode((("step", step), ("ward", Scenario().to_code())))
    assert site.address.endswith(f"#{opened}")
    path = unquote(parse_qs(urlsplit(binder.address).query)["urlpath"][0])
    assert path == f"selfhelp/go/{page.slug}/{opened}"


def test_a_step_named_in_one_language_leads_to_the_same_step_in_every_language():
    page = next(page for page in course.pages() if page.number == "5")
    for language in LANGUAGES:
        for at, name in enumerate(steps(page, language)):
            found = same_step(page, name, list(LANGUAGES))
            assert found == {each: steps(page, each)[at] for each in LANGUAGES}
            assert found == same_step(page, str(at + 1), list(LANGUAGES))


def test_a_preset_opens_the_simulator_with_its_ward():
    for ward in named_wards():
        assert Scenario.from_code(ward_of(ward.key)) == ward.scenario
    done = run("links", "--site", "https://e.org", "--preset", named_wards()[0].key, "--language", "en")
    assert "05-the-ward-simulator.html#ward=" in done.stdout
    assert done.stdout.count("https://e.org") == 1


def test_a_folder_of_ones_own_leads_to_the_pages_it_adds_to_and_to_its_section(tmp_path):
    (tmp_path / "my-own.yaml").write_text(starter("single-choice", "my-own"), encoding="utf-8")
    page = yaml.safe_load(next(tmp_path.glob("*.yaml")).read_text(encoding="utf-8"))["page"]
    done = run("links", "--site", "https://e.org", "--exercises", tmp_path, "--language", "en")
    (link,) = re.findall(r"https://e\.org/\S+?(?=\))", done.stdout)
    assert re.search(rf"/{page}[\w-]*\.html#step=from-your-instructor$", link), done.stdout + done.stderr


def test_the_sheet_has_a_code_for_each_link_and_files_are_written(tmp_path):
    found = links(ALL, ["es"])
    assert page_of_links(found, pictures=True).count("<svg") == len(found)
    written = write(found, tmp_path)
    assert {path.suffix for path in written} == {".md", ".html", ".svg", ".png"}
    assert all(path.stat().st_size for path in written)
    assert "Binder" in markdown(found)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--repository", "nonsense"], "OWNER/NAME"),
        (["--site", "example.org"], "is no address"),
        ([], "Say where"),
        (["--site", "https://e.org", "--page", "99"], "no page"),
        (["--site", "https://e.org", "--ward", "zzz"], "zzz"),
        (["--site", "https://e.org", "--preset", "zzz"], "Choose one of"),
        (["--site", "https://e.org", "--page", "05", "--step", "zzz"], "Choose one of"),
        (["--site", "https://e.org", "--step", "zzz"], "--page"),
        (["--site", "https://e.org", "--language", "xx"], "xx"),
    ],
)
def test_what_cannot_be_linked_is_refused_with_a_sentence(arguments, told):
    assert told in refused("links", *arguments)
