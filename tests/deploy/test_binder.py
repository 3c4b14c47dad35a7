"""Binder's steps in a clean environment, and the page through a Jupyter server as Binder opens it."""

from __future__ import annotations

import pytest

from tests.conftest import ROOT, answering, free_port, go
from tests.deploy.conftest import bare_environment, clone, install, make_environment, run

pytestmark = [pytest.mark.deploy, pytest.mark.browser]
BASE = "/user/someone-abc123/"
TOKEN = "a-token-as-binder-makes-one"  # noqa: S105 (a server of this test alone)


def test_binder_names_its_python_and_pins_every_package():
    assert (ROOT / "binder" / "runtime.txt").read_text().strip() == "python-3.11"
    lines = (ROOT / "binder" / "requirements.txt").read_text().splitlines()
    packages = [line for line in lines if line and not line.startswith("#")]
    assert packages
    assert [line for line in packages if "==" not in line] == []
    for name in ("voila", "altair", "anywidget", "jupyterlab", "numpy"):
        assert any(line.lower().startswith(f"{name}==") for line in packages)


def test_binder_builds_the_environment_and_opens_the_first_page(tmp_path, open_page):
    home, bin_folder = clone(tmp_path / "home"), make_environment(tmp_path / "venv")
    environment = bare_environment()
    environment |= {"PATH": f"{bin_folder}:{environment['PATH']}", "HOME": str(tmp_path)}
    install(bin_folder, "pip", "-r", "binder/requirements.txt", cwd=home, env=environment)
    run("sh", "binder/postBuild", cwd=home, env=environment)
    port = free_port()
    command = [bin_folder / "jupyter", "lab", "--no-browser", "--allow-root", "--ip=127.0.0.1"]
    command += [f"--port={port}", "--ServerApp.port_retries=0", f"--ServerApp.base_url={BASE}"]
    command += [f"--IdentityProvider.token={TOKEN}"]
    url = f"http://127.0.0.1:{port}{BASE}"

    def answers(course):
        return course.health()["status"] == "ok"

    with answering(command, tmp_path / "log", url, answers, cwd=home, env=environment) as course:
        page = open_page(f"{course.url}voila/render/notebooks/index.ipynb?token={TOKEN}")
        assert page.get_by_role("heading", level=1).is_visible()
        go(page, f"{course.url}voila/render/notebooks/02-what-parents-reported.ipynb")
        assert page.locator(".selfhelp-failed").count() == 0
