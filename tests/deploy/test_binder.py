"""Binder's steps in a clean environment, and the page through a Jupyter server as Binder opens it."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from tests.conftest import ROOT, Course, end, free_port
from tests.deploy.conftest import bare_environment, install, make_environment, run

pytestmark = [pytest.mark.deploy, pytest.mark.browser, pytest.mark.xdist_group("deploy")]
BASE = "/user/someone-abc123/"
TOKEN = "a-token-as-binder-makes-one"  # noqa: S105 (a server of this test alone)


@pytest.fixture(scope="module")
def repository(tmp_path_factory):
    """A copy of the repository where Binder would clone it."""
    home = tmp_path_factory.mktemp("binder") / "home"
    ignored = shutil.ignore_patterns(".git", ".venv*", "*_cache", "__pycache__", "node_modules")
    shutil.copytree(ROOT, home, ignore=ignored)
    return home


def test_binder_names_its_python_and_pins_every_package():
    assert (ROOT / "binder" / "runtime.txt").read_text().strip() == "python-3.11"
    lines = (ROOT / "binder" / "requirements.txt").read_text().splitlines()
    packages = [line for line in lines if line and not line.startswith("#")]
    assert packages
    assert [line for line in packages if "==" not in line] == []
    for name in ("voila", "altair", "anywidget", "jupyterlab", "numpy"):
        assert any(line.lower().startswith(f"{name}==") for line in packages)


def test_binder_builds_the_environment_and_opens_the_first_page(repository, tmp_path, open_page):
    bin_folder = make_environment(tmp_path / "venv")
    environment = {
        **bare_environment(),
        "PATH": f"{bin_folder}:{bare_environment()['PATH']}",
        "HOME": str(tmp_path),
    }
    install(bin_folder, "-r", "binder/requirements.txt", cwd=repository, env=environment)
    run("sh", "binder/postBuild", cwd=repository, env=environment)
    port = free_port()
    log = tmp_path / "jupyter.log"
    command = [
        *(
            str(bin_folder / "jupyter"),
            "lab",
            "--no-browser",
            "--allow-root",
            "--ip=127.0.0.1",
            f"--port={port}",
        ),
        *(f"--ServerApp.base_url={BASE}", f"--IdentityProvider.token={TOKEN}", "--ServerApp.port_retries=0"),
    ]
    with log.open("wb") as out:
        process = subprocess.Popen(
            command, cwd=repository, env=environment, stdout=out, stderr=subprocess.STDOUT
        )
    course = Course(f"http://127.0.0.1:{port}{BASE}", process, log)

    def answers():
        assert process.poll() is None, log.read_text()[-3000:]
        try:
            return course.health()["status"] == "ok"
        except OSError:
            return False

    try:
        course.wait_for(answers, 120)
        page = open_page(f"{course.url}voila/render/notebooks/index.ipynb?token={TOKEN}")
        assert page.get_by_role("heading", level=1).is_visible()
        page.goto(f"{course.url}voila/render/notebooks/02-what-parents-reported.ipynb")
        page.wait_for_function("document.documentElement.dataset.live === 'yes'", timeout=60_000)
        assert page.locator(".selfhelp-failed").count() == 0
    finally:
        end(process)
