"""Draw the picture that a link to the course shows: ``python scripts/draw_cover.py`` makes the PNG of our SVG.

From the light drawing it makes the dark one too, by the colours that the pages themselves take in the dark.
"""

from __future__ import annotations

import re
from pathlib import Path

import vl_convert

from selfhelp_teach.locations import PACKAGE

STATIC = PACKAGE / "widgets" / "static"
COVER = STATIC / "pictures" / "cover.svg"
DARK = COVER.with_name("cover-dark.svg")
PAIR = re.compile(r"var\(--selfhelp-light, (#[0-9a-f]{6})\) var\(--selfhelp-dark, (#[0-9a-f]{6})\)")


def drawn(svg: Path = COVER) -> bytes:
    """Return the PNG of a drawing, at the size that it names (1200 by 630, what sites that show links ask for)."""
    return bytes(vl_convert.svg_to_png(svg.read_text(encoding="utf-8"), scale=1))


def in_the_dark(svg: str) -> str:
    """Return a drawing whose light colours are those of the same names in the dark."""
    colours = dict(PAIR.findall((STATIC / "css" / "tokens.css").read_text(encoding="utf-8")))
    return re.sub(r"#[0-9a-f]{6}", lambda found: colours[found[0]], svg)


if __name__ == "__main__":
    DARK.write_text(in_the_dark(COVER.read_text(encoding="utf-8")), encoding="utf-8")
    for made in (COVER, DARK):
        made.with_suffix(".png").write_bytes(drawn(made))
