"""The modules of the package import each other in one direction: no circle anywhere."""

from __future__ import annotations

from graphlib import CycleError, TopologicalSorter

import grimp
import pytest

from tests.conftest import ROOT


def imports():
    """Return what each module imports when it is loaded or used; imports for annotations alone do not count."""
    graph = grimp.build_graph("selfhelp_teach", exclude_type_checking_imports=True, cache_dir=None)
    return {module: graph.find_modules_directly_imported_by(module) for module in sorted(graph.modules)}


def test_no_module_imports_itself_by_way_of_others():
    TopologicalSorter(imports()).prepare()  # a circle is refused, and named


def test_a_circle_would_be_found():
    graph = imports()
    graph["selfhelp_teach.errors"] = {*graph["selfhelp_teach.errors"], "selfhelp_teach.model"}
    with pytest.raises(CycleError):
        TopologicalSorter(graph).prepare()


def test_modules_are_named_by_import_statements_and_not_by_strings_past_the_check():
    allowed = {
        "selfhelp_teach/__init__.py",  # its public names are imported when they are first asked for
        "selfhelp_teach/charts/__init__.py",  # `module` alone, which refuses what is no chart
        "selfhelp_teach/cli/__init__.py",  # a command is imported when it is called
        "selfhelp_teach/lessons.py",  # the former name of `pages`: a notebook says which module
        "selfhelp_teach/serving/forkserver.py",  # what pages name is loaded ahead
        "selfhelp_teach/site/browser/selfhelp_kernel.py",  # the same in the browser: every module of `pages`
    }
    found = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "selfhelp_teach").rglob("*.py")
        if "import_module(" in path.read_text(encoding="utf-8")
    }
    assert found <= allowed
