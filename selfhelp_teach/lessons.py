"""The former name of :mod:`selfhelp_teach.pages`: notebooks written before still open. Deprecated, kept until 2.0.

``from selfhelp_teach.lessons.roots import Roots`` gives the class of ``selfhelp_teach.pages.roots`` itself.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType

__path__: list[str] = []
_MOVED = {"lesson": "controller", "ward_lesson": "ward_controller", "live": "live_chart"}


class _FormerName(MetaPathFinder, Loader):
    """Finds under its former name the module itself, and no second copy of it."""

    def find_spec(
        self, fullname: str, _path: Sequence[str] | None, _target: ModuleType | None = None
    ) -> ModuleSpec | None:
        return ModuleSpec(fullname, self) if fullname.startswith(f"{__name__}.") else None

    def exec_module(self, module: ModuleType) -> None:
        name = module.__name__.removeprefix(f"{__name__}.")
        sys.modules[module.__name__] = import_module(f"selfhelp_teach.pages.{_MOVED.get(name, name)}")


sys.meta_path.append(_FormerName())
