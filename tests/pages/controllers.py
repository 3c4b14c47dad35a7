"""The controllers of all pages, found by loading every module of the pages."""

from __future__ import annotations

import importlib
import pkgutil

from selfhelp_teach import pages
from selfhelp_teach.pages.controller import PageController


def below(kind):
    return [each for child in kind.__subclasses__() for each in (child, *below(child))]


for module in pkgutil.iter_modules(pages.__path__):
    importlib.import_module(f"selfhelp_teach.pages.{module.name}")
CONTROLLERS = [controller for controller in below(PageController) if not controller.__subclasses__()]
# Predictions whose result is run on their page, which holds it back.
ASKED = [(controller, name) for controller in CONTROLLERS for name in getattr(controller, "asks", ())]
