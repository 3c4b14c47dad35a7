"""A release writes one version everywhere, or says in a sentence why it cannot be made."""

from __future__ import annotations

import datetime as dt
import importlib.util
import shutil
import tomllib
from importlib.machinery import SourceFileLoader

import pytest
import yaml

import selfhelp_teach
from tests.conftest import ROOT

DAY = dt.date(2031, 5, 4)
FILES = ("selfhelp_teach/__init__.py", "CITATION.cff", "CHANGELOG.md")


@pytest.fixture(scope="module")
def release():
    loader = SourceFileLoader("release", str(ROOT / "scripts" / "release"))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader("release", loader))
    loader.exec_module(module)
    return module


@pytest.fixture
def tree(tmp_path):
    for name in FILES:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    log = tmp_path / "CHANGELOG.md"
    log.write_text(log.read_text().replace("## Unreleased\n", "## Unreleased\n\n- Something new.\n", 1))
    return tmp_path


def test_package_and_citation_name_the_same_version_and_the_package_data_names_none():
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text())
    assert str(cited["version"]) == selfhelp_teach.__version__
    assert "version" in tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["dynamic"]


def test_a_release_writes_version_and_day_in_every_place(release, tree):
    texts = release.written(tree, "99.0.1", DAY)
    assert {path.relative_to(tree).as_posix() for path in texts} == set(FILES)
    code, cited, log = (texts[tree / name] for name in FILES)
    assert '__version__ = "99.0.1"' in code
    assert yaml.safe_load(cited)["version"] == "99.0.1"
    assert yaml.safe_load(cited)["date-released"] == DAY
    assert log.index("## Unreleased") < log.index("## 99.0.1 - 2031-05-04") < log.index("- Something new.")


@pytest.mark.parametrize(
    ("version", "sentence"),
    [("2", "three numbers"), ("v1.0.0", "three numbers"), ("0.0.1", "not newer")],
)
def test_a_version_that_cannot_be_is_refused_in_a_sentence(release, tree, version, sentence):
    with pytest.raises(release.ReleaseError, match=sentence):
        release.written(tree, version, DAY)


def test_nothing_new_is_no_release(release, tree):
    (tree / "CHANGELOG.md").write_text(
        "# Changelog\n\n## Unreleased\n\n## 0.0.1 - 2026-01-01\n- The first.\n"
    )
    with pytest.raises(release.ReleaseError, match="Say there what is new"):
        release.written(tree, "99.0.1", DAY)
