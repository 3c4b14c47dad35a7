"""What commands print, in the encodings that people's terminals and pipes have."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import venv
from functools import partial

import pytest

from tests import commands
from tests.conftest import ROOT

ENCODINGS = ("cp1252", "cp932", "cp437", "koi8-r", "utf-16")
DATA = (
    ["evidence", "--json"],
    ["check", "--schema"],
    ["simulate", "--replicates", "50", "--months", "3", "--json"],
)
TEXT = (
    *(["--help"] if name == "" else [name, "--help"] for name in ("", "serve", "check", "simulate")),
    ["evidence"],
    ["check"],
    ["simulate", "--replicates", "50", "--months", "3"],
    ["evidence", "--id", "P1.share"],
    ["evidence", "--source", "ñandú…"],
    ["new-exercise", "ñ", "x.yaml"],
    ["check", "nowhere-ñ-€-例.yaml"],
    ["portfolio", "nowhere-ñ-€-例.json"],
)


run = partial(commands.run, text=False)


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_no_command_fails_for_a_sign_that_an_encoding_does_not_have(encoding):
    for arguments in TEXT if encoding == "cp932" else (["--help"], ["evidence"]):
        done = run(*arguments, PYTHONIOENCODING=encoding)
        told = done.stdout.decode(encoding) + done.stderr.decode(encoding)
        assert "Traceback" not in told, (arguments, told)
        assert done.returncode in {0, 1, 2}, arguments
        assert told.strip(), arguments


@pytest.mark.parametrize("encoding", ["cp932", "utf-16"])
@pytest.mark.parametrize("arguments", DATA, ids=lambda arguments: arguments[0])
def test_json_in_a_file_is_utf_8_whatever_the_terminal_speaks(arguments, encoding):
    done = run(*arguments, PYTHONIOENCODING=encoding)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout.decode("utf-8"))
    assert not done.stdout.startswith(b"\xef\xbb\xbf")


def test_a_sign_that_is_not_there_is_told_by_the_nearest_one():
    done = run("evidence", "--source", "ñandú…", PYTHONIOENCODING="koi8-r")
    assert b"nandu..." in done.stderr


@pytest.mark.parametrize("locale", ["C", "POSIX", "C.UTF-8", "de_DE.ISO-8859-1"])
def test_every_locale_of_linux_can_list_the_ledger(locale):
    done = run("evidence", LC_ALL=locale, PYTHONIOENCODING="")
    assert done.returncode == 0, done.stderr


def test_a_file_whose_name_is_no_text_is_named_and_nothing_fails(tmp_path):
    odd = os.fsencode(tmp_path) + b"/p02-\xff-odd.yaml"
    with open(odd, "wb") as file:  # noqa: PTH123 (a name that is no text)
        file.write(b"id: x\n")
    done = run("check", os.fsdecode(odd))
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_scenario_that_a_shell_wrote_in_its_own_encoding_is_read(tmp_path, encoding):
    file = tmp_path / "scenario.json"
    file.write_bytes(json.dumps({"leadership": "shared"}).encode(encoding))
    done = run("simulate", "--scenario", file, "--replicates", "50", "--months", "3", "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["scenario"]["leadership"] == "shared"


@pytest.mark.skipif(shutil.which("make") is None, reason="this machine has no make")
def test_make_starts_python_in_a_folder_with_other_letters_whatever_the_locale(tmp_path):
    folder = tmp_path / "año 例 curso"
    (folder / "code").mkdir(parents=True)
    (folder / "code" / "ours.py").write_text("print('started')\n", encoding="utf-8")
    shutil.copy(ROOT / "Makefile", folder)
    (folder / "pyproject.toml").touch()
    venv.create(folder / ".venv", symlinks=True)
    site = next((folder / ".venv" / "lib").glob("python*/site-packages"))
    (site / "ours.pth").write_text(f"{folder / 'code'}\n", encoding="utf-8")  # as an editable install has it
    command = folder / ".venv" / "bin" / "selfhelp-teach"
    command.write_text('#!/bin/sh\nexec "$(dirname "$0")/python" -m ours\n', encoding="utf-8")
    command.chmod(0o755)
    (folder / ".venv" / "installed").touch()
    for locale in ("C", "POSIX", "C.UTF-8", "xx_YY"):
        environment = {**os.environ, "LC_ALL": locale}
        environment.pop("PYTHONUTF8", None)
        done = subprocess.run(
            ["make", "serve"], cwd=folder, capture_output=True, env=environment, timeout=60, check=False
        )
        assert b"started" in done.stdout, (locale, done.stderr.decode())
