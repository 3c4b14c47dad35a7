"""The built wheel, installed into a clean environment and served from outside any checkout."""

from __future__ import annotations

import zipfile

import pytest

from tests.conftest import ROOT, serve
from tests.deploy.conftest import bare_environment, install, make_environment, run

pytestmark = [pytest.mark.deploy, pytest.mark.browser, pytest.mark.xdist_group("wheel")]


def test_the_wheel_holds_pages_data_template_and_browser_parts(wheel):
    inside = set(zipfile.ZipFile(wheel).namelist())
    for folder, held in {
        "notebooks": "selfhelp_teach/_content/notebooks",
        "datasets": "selfhelp_teach/_content/datasets",
        "selfhelp_teach": "selfhelp_teach",
    }.items():
        for path in (ROOT / folder).rglob("*"):
            relative = path.relative_to(ROOT / folder)
            hidden = any(part.startswith(".") or part == "__pycache__" for part in relative.parts)
            if path.is_file() and not hidden and "_content" not in relative.parts:
                assert f"{held}/{relative.as_posix()}" in inside


def test_an_installed_wheel_serves_the_course_from_anywhere(wheel, tmp_path, open_page):
    bin_folder = make_environment(tmp_path / "venv")
    install(bin_folder, wheel, env=bare_environment())
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    found = run(
        bin_folder / "selfhelp-teach", "evidence", "--id", "P1.share", cwd=elsewhere, env=bare_environment()
    )
    assert "44" in found
    with serve(
        elsewhere, "--warm", "0", python=str(bin_folder / "python"), cwd=elsewhere, isolated=True
    ) as course:
        page = open_page(course.page("02-what-parents-reported"))
        assert page.locator(".selfhelp-figure-view svg, .selfhelp-figure-view canvas").first.is_visible()
        assert page.locator(".selfhelp-failed").count() == 0
