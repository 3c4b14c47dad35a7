"""What makes a Word document the learner's own: language, paper, and the direction of what was written."""

from __future__ import annotations

import re
import unicodedata

from selfhelp_teach.exercises.portfolio.model import Portfolio
from selfhelp_teach.exercises.portfolio.word import Run, Word
from selfhelp_teach.exercises.portfolio.words import portfolio_labels
from selfhelp_teach.translation import DECIMAL_COMMA

# Where people print on Letter; everywhere else on A4 (Unicode CLDR, paper sizes by territory).
LETTER = frozenset(["BZ", "CA", "CL", "CO", "CR", "GT", "MX", "NI", "PA", "PH", "PR", "SV", "US", "VE"])
PAPER = {"A4": (210, 297), "Letter": (215.9, 279.4)}  # millimetres
_RIGHT_TO_LEFT = frozenset({"R", "AL"})
_LANGUAGE_OF_LETTERS = {"HEBREW": "he-IL", "ARABIC": "ar-SA", "SYRIAC": "syr-SY", "THAANA": "dv-MV"}
_LONGEST = 255  # signs of a property


def begun(portfolio: Portfolio) -> Word:
    """Return the learner's document, with nothing in it yet."""
    words = portfolio_labels(portfolio.language)
    return Word(
        title=words["title"],
        subject=words["subtitle"],
        author=portfolio.name[:_LONGEST],
        language=tag(portfolio),
        made=portfolio.made,
        paper=PAPER[paper(portfolio.locale)],
        comma=portfolio.language in DECIMAL_COMMA,
    )


def tag(portfolio: Portfolio) -> str:
    """Return the language of the document, with the learner's country where they read that language."""
    same = portfolio.locale.split("-")[0].lower() == portfolio.language
    return portfolio.locale if same else portfolio.language


def paper(locale: str) -> str:
    """Return the paper of a locale: ``"A4"`` or ``"Letter"``."""
    regions = [part for part in locale.split("-")[1:] if re.fullmatch(r"[A-Za-z]{2}", part)]
    return "Letter" if regions and regions[0].upper() in LETTER else "A4"


def write(document: Word, name: str, text: str) -> None:
    """Add a name and its text. A text of several lines has a paragraph for each: each has its own direction."""
    first, *rest = text.split("\n") if text else [""]
    named = [Run(f"{name}: ", bold=True)] if name else []
    if name and (rest or leans(first)):
        document.paragraph(Run(f"{name}:", bold=True), keep=True)
        named = []
    document.paragraph(*named, *runs(first), leftward=not named and leans(first))
    for line in rest:
        document.paragraph(*runs(line), leftward=leans(line))


def leans(text: str) -> bool:
    """Whether a text runs from right to left: its first letter does."""
    for sign in text:
        direction = unicodedata.bidirectional(sign)
        if direction == "L" or direction in _RIGHT_TO_LEFT:
            return direction != "L"
    return False


def runs(text: str) -> list[Run]:
    """Return the text in stretches of one direction, each with the language of letters that run to the left."""
    found: list[tuple[str, str]] = []
    letters = ""
    for sign in text:
        direction = unicodedata.bidirectional(sign)
        if direction in _RIGHT_TO_LEFT:
            letters = unicodedata.name(sign, "ARABIC").split()[0]
        elif direction == "L":
            letters = ""
        if found and found[-1][1] == letters:
            found[-1] = (found[-1][0] + sign, letters)
        else:
            found.append((sign, letters))
    return [
        Run(stretch, leftward=_LANGUAGE_OF_LETTERS.get(name, "ar-SA") if name else "")
        for stretch, name in found
    ]
