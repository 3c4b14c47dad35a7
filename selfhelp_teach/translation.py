"""The words of the interface, by language: gettext catalogues under ``locale/``, English in the code."""

from __future__ import annotations

import gettext
from collections.abc import Callable
from functools import lru_cache

from selfhelp_teach.errors import InputError
from selfhelp_teach.locations import PACKAGE

LANGUAGES = {"en": "English", "es": "Español"}

Translate = Callable[[str], str]


@lru_cache
def translator(language: str = "en") -> Translate:
    """Return the function that turns an English message into ``language``.

    Raises
    ------
    InputError
        Where the course has no such language.
    """
    if language not in LANGUAGES:
        raise InputError(f"There is no course in {language!r}. Choose one of: {', '.join(LANGUAGES)}.")
    catalogue = gettext.translation("selfhelp_teach", PACKAGE / "locale", [language], fallback=True)
    return catalogue.gettext
