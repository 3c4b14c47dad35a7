"""What differs by language: the words (gettext catalogues under ``locale/``, English in the code), numbers, dates."""

from __future__ import annotations

import gettext
import re
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from selfhelp_teach.errors import InputError
from selfhelp_teach.locations import PACKAGE

LANGUAGES = {"en": "English", "es": "Español"}

Translate = Callable[[str], str]
DECIMAL_COMMA = frozenset({"es"})
_PERCENT = {"es": "\N{NO-BREAK SPACE}%"}
# Spanish: i or hi, unless a vowel after it makes one syllable of the two, as in hielo.
_SOUNDS_AS_I = re.compile(r"\W*h?[ií](?![aeouáéóú])", re.IGNORECASE)


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


def percent(value: float, language: str, digits: int | None = None) -> str:
    """Return a percentage (0-100) as readers of the language write it: 59.5% or 59,5 %."""
    return number(value, language, digits) + _PERCENT.get(language, "%")


def with_unit(written: str, unit: str | None, language: str) -> str:
    """Return a written number with its unit."""
    if unit == "%":
        return written + _PERCENT.get(language, "%")
    return f"{written} {unit or ''}".strip()


def listing(items: Sequence[str], language: str) -> str:
    """Return "a, b and c"; in Spanish "y" is "e" before the sound of i: "padres e hijos", but "agua y hielo"."""
    if len(items) < 2:  # noqa: PLR2004 (one item needs no "and")
        return "".join(items)
    _ = translator(language)
    several, last = ", ".join(items[:-1]), items[-1]
    if language == "es" and _SOUNDS_AS_I.match(last):
        return f"{several} e {last}"
    return _("{several} and {last}").format(several=several, last=last)


def zone(name: Any, offset: Any = None) -> tzinfo:
    """Return the time zone that a browser names, or the one of its offset, or UTC.

    Parameters
    ----------
    name
        As the IANA data base has it: ``Europe/Madrid``.
    offset
        Minutes by which clocks there are ahead of UTC, for a name that is not known here.
    """
    try:
        return ZoneInfo(str(name or ""))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        a_day = 24 * 60
        if isinstance(offset, int | float) and -a_day < offset < a_day:
            return timezone(timedelta(minutes=round(offset)))
        return UTC


def _ahead(local: datetime) -> str:
    """Return by how much a clock is ahead of UTC: "UTC", "UTC+01:00"."""
    minutes = round((local.utcoffset() or timedelta()).total_seconds() / 60)
    sign = "+" if minutes >= 0 else "\N{MINUS SIGN}"
    return f"UTC{sign}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}" if minutes else "UTC"


def moment(time: datetime, language: str, there: tzinfo | None = UTC) -> str:
    """Return a moment as readers of the language write it: 5 March 2026, 14:05 (UTC+01:00).

    Parameters
    ----------
    there
        The zone whose clocks and days are meant; None for this machine's.
    """
    _ = translator(language)
    months = (
        *(_("January"), _("February"), _("March"), _("April"), _("May"), _("June"), _("July"), _("August")),
        *(_("September"), _("October"), _("November"), _("December")),
    )
    local = time.astimezone(there)
    return _("{day} {month} {year}, {time} ({zone})").format(
        day=local.day,
        month=months[local.month - 1],
        year=local.year,
        time=f"{local:%H:%M}",
        zone=_ahead(local),
    )
