"""What a site's builder does so that readers' machines need not: modules compiled, opening curves worked out."""

import io
import json
import subprocess
import sys
import zipfile

import numpy as np
import pytest

from selfhelp_teach.model import BASELINE
from selfhelp_teach.pages import roots, runs
from selfhelp_teach.site.compiling import compiled

HERE = "{}.{}".format(*sys.version_info[:2])
SOURCES = {"house/__init__.py": b"from house.room import chair", "house/room.py": b"chair = 'taken'"}


def test_compiled_modules_stand_in_for_their_sources(tmp_path):
    made = compiled(SOURCES, f"{HERE}.99")
    assert sorted(made) == ["house/__init__.pyc", "house/room.pyc"]
    for name, content in made.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(content)
    command = [sys.executable, "-c", "import house; print(house.chair)"]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=tmp_path)
    assert done.stdout.strip() == "taken"


@pytest.mark.parametrize("version", ["", "2.1.0"])
def test_without_a_python_of_that_version_the_sources_travel(version):
    assert compiled(SOURCES, version) == SOURCES


def test_the_curve_that_a_page_opens_with_travels_with_the_site(built, tmp_path, monkeypatch):
    with zipfile.ZipFile(next((built / "python").glob("course-*.zip"))) as course:
        data = zipfile.ZipFile(io.BytesIO(course.read("data.zip")))
    shipped = data.read(f"selfhelp_teach/pages/{runs.PRECOMPUTED.name}")
    here = roots.curve(BASELINE)
    assert np.array_equal(np.array(json.loads(shipped)[roots.OVER_POWER]), here)
    (tmp_path / "precomputed.json").write_bytes(shipped)
    monkeypatch.setattr(runs, "PRECOMPUTED", tmp_path / "precomputed.json")
    monkeypatch.setattr(roots, "RUNS", runs.Runs())
    monkeypatch.setattr(roots, "at", lambda *_: pytest.fail("it was worked out again"))
    assert np.array_equal(roots.curve(BASELINE), here)
