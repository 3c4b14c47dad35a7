"""Every block of code in the README and the guides, run in order as a reader would."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

from selfhelp_teach import locations
from selfhelp_teach.serving import prerender
from tests.conftest import ROOT, serve
from tests.evidence.test_table_one import written

DOCS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
READ = {"json": json.loads, "yaml": yaml.safe_load, "toml": tomllib.loads}
SHOWN = {"", "nginx", "mermaid", "text"}  # for other programs, or nobody
STAYS = re.compile(r"selfhelp-teach (serve|preview)\b")


def blocks(path: Path) -> list[tuple[str, str]]:
    return BLOCK.findall(path.read_text(encoding="utf-8"))


def with_blocks(*kinds: str) -> list[Path]:
    return [path for path in DOCS if any(kind in kinds for kind, _ in blocks(path))]


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.name)
def test_every_block_is_of_a_kind_that_is_looked_at(path):
    assert {kind for kind, _ in blocks(path)} <= {"python", "console", *READ, *SHOWN}


@pytest.mark.served
@pytest.mark.parametrize("path", with_blocks("python"), ids=lambda path: path.name)
def test_python_runs_from_top_to_bottom(path, tmp_path, monkeypatch):
    (tmp_path / "mine").mkdir()
    own = (ROOT / "selfhelp_teach/exercises/starters/single-choice.yaml").read_text(encoding="utf-8")
    (tmp_path / "mine" / "p02-our-ward.yaml").write_text(
        own.replace("my-exercise", "p02-our-ward"), encoding="utf-8"
    )
    program = "\n".join(code for kind, code in blocks(path) if kind == "python")
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT), "SELFHELP_EXERCISES": str(tmp_path / "mine")},
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("path", with_blocks(*READ), ids=lambda path: path.name)
def test_data_is_what_it_says_it_is(path):
    for kind, text in blocks(path):
        if kind in READ:
            READ[kind](text)


@pytest.mark.served
@pytest.mark.parametrize("path", with_blocks("console"), ids=lambda path: path.name)
def test_commands_do_in_order_what_the_guide_says(path, tmp_path):
    written(tmp_path)
    pages = tmp_path / "pages"
    pages.mkdir()
    shutil.copy(locations.notebooks() / "02-what-parents-reported.ipynb", pages)
    home = {
        "HOME": str(tmp_path / "home"),
        "XDG_CACHE_HOME": str(prerender.folder().parents[1]),  # what other tests had drawn is not drawn again
        "SELFHELP_STORE": "none",
    }
    home |= {"XDG_DATA_HOME": str(tmp_path / "data"), "JUPYTER_CONFIG_DIR": str(tmp_path / "jupyter")}
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **home}
    for line in (line for kind, text in blocks(path) if kind == "console" for line in text.splitlines()):
        command = shlex.split(line.removeprefix("$ "), comments=True)
        if not line.startswith("$ ") or not command:
            continue
        if command[0] == "make":  # a target that make knows; what it does is tested elsewhere
            subprocess.run([*command, "--dry-run"], cwd=ROOT, check=True, capture_output=True, timeout=60)
            continue
        assert command[0] == "selfhelp-teach", line
        program = [sys.executable, "-m", "selfhelp_teach", *command[1:]]
        if STAYS.search(line):
            quiet = ["--no-open"] if command[1] == "preview" else ["--warm", "0"]
            if "--exercises" in command:  # every page would be drawn anew, and one shows what is added
                quiet += ["--notebooks", str(pages)]
            with serve(tmp_path, *command[2:], *quiet, command=command[1], env=home, cwd=tmp_path):
                continue
        done = subprocess.run(
            program, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=300, check=False
        )
        assert done.returncode == 0, f"{line}\n{done.stdout}{done.stderr}"


def test_what_a_guide_tells_to_install_is_an_extra_of_the_package():
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"][
        "optional-dependencies"
    ]
    asked = [
        name
        for path in DOCS
        for name in re.findall(r"selfhelp-teach\[(\w+)\]", path.read_text(encoding="utf-8"))
    ]
    assert asked
    assert set(asked) <= set(extras)
