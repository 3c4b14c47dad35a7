"""The words of the interface, by language: gettext catalogues under ``locale/``, English in the code."""

from __future__ import annotations

import gettext
from collections.abc import Callable
from datetime import UTC, datetime
from functools import lru_cache

from selfhelp_teach.errors import InputError
from selfhelp_teach.locations import PACKAGE

LANGUAGES = {"en": "English", "es": "Español"}

Translate = Callable[[str], str]
DECIMAL_COMMA = frozenset({"es"})


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


def number(value: float, language: str, digits: int | None = None, *, sign: bool = False) -> str:
    """Return a number as readers of the language write it: 59.5 or 59,5.

    Parameters
    ----------
    digits
        Places behind the decimal mark; without it, as many as six figures need.
    sign
        Whether a plus stands before what is not negative.
    """
    plus = "+" if sign else ""
    text = f"{value:{plus}g}" if digits is None else f"{value:{plus}.{digits}f}"
    return text.replace(".", ",") if language in DECIMAL_COMMA else text


def moment(time: datetime, language: str) -> str:
    """Return a moment as readers of the language write it: 5 March 2026, 14:05 UTC."""
    _ = translator(language)
    months = (
        *(_("January"), _("February"), _("March"), _("April"), _("May"), _("June"), _("July"), _("August")),
        *(_("September"), _("October"), _("November"), _("December")),
    )
    there = time.astimezone(UTC)
    return _("{day} {month} {year}, {time} UTC").format(
        day=there.day, month=months[there.month - 1], year=there.year, time=f"{there:%H:%M}"
    )
