"""What commands print, on any terminal: nothing fails for a sign that an encoding does not have."""

from __future__ import annotations

import codecs
import sys
import unicodedata

import click

PLAIN = "selfhelp-plain"
#: Signs of our texts -> what stands for them where an encoding has none.
STAND_INS = str.maketrans(
    {
        "\N{EN DASH}": "-",
        "\N{EM DASH}": "-",
        "\N{MINUS SIGN}": "-",
        "\N{HORIZONTAL ELLIPSIS}": "...",
        "\N{MULTIPLICATION SIGN}": "x",
        "\N{MIDDLE DOT}": "*",
        "\N{BULLET}": "*",
        "\N{RIGHTWARDS ARROW}": "->",
        "\N{LESS-THAN OR EQUAL TO}": "<=",
        "\N{GREATER-THAN OR EQUAL TO}": ">=",
        "\N{NO-BREAK SPACE}": " ",
        "\N{NARROW NO-BREAK SPACE}": " ",
        **dict.fromkeys("\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}", "'"),
        **dict.fromkeys("\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}\u00ab\u00bb", '"'),
    }
)


def plain(error: UnicodeError) -> tuple[str, int]:
    """Return the nearest plain signs for what cannot be encoded; a handler of codecs."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    text = error.object[error.start : error.end].translate(STAND_INS)
    signs = (sign if sign.isascii() else unicodedata.normalize("NFKD", sign)[0] for sign in text)
    return "".join(sign if sign.isascii() else "?" for sign in signs), error.end


def prepare() -> None:
    """Let the standard streams write any text, whatever encoding the terminal or the pipe has."""
    codecs.register_error(PLAIN, plain)
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)  # a test or a window may have put another there
        if reconfigure is not None:
            reconfigure(errors=PLAIN)


def data(text: str) -> None:
    """Print JSON: UTF-8 wherever it goes, as every reader of JSON expects; a terminal has its own encoding."""
    if not text.endswith("\n"):
        text += "\n"
    click.echo(text if sys.stdout.isatty() else text.encode(), nl=False)
