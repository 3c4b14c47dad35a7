"""The course's icon as systems want it for what is installed: PNG, drawn from our own SVG when a site is built."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from selfhelp_teach.serving import assets

PAPER = "#fdfcf9"
# File -> pixels, what it is for, and the share of it that the drawing fills: systems may cut a maskable one to a
# circle, of which four fifths are always seen.
ICONS = {
    "icon-192.png": (192, "any", 0.86),
    "icon-512.png": (512, "any", 0.86),
    "icon-maskable-512.png": (512, "maskable", 0.56),
}


def write_icons(folder: Path) -> list[dict[str, Any]]:
    """Draw the icons into ``folder`` and return how a web app manifest names them."""
    import vl_convert  # noqa: PLC0415 (native code of some size: only where something is drawn)

    ours = (assets.STATIC / "icon.svg").read_text(encoding="utf-8")
    ours = re.sub(r"@media[^{]*\{[^{}]*\{[^{}]*\}\s*\}|@media[^{]*\{[^{}]*\{[^{}]*\}[^{}]*\}", "", ours)
    named = []
    for name, (pixels, purpose, share) in ICONS.items():
        side, at = 32 * share, 16 * (1 - share)
        placed = ours.replace("<svg ", f'<svg x="{at}" y="{at}" width="{side}" height="{side}" ', 1)
        whole = (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" width="{pixels}" height="{pixels}">'
            f'<rect width="32" height="32" fill="{PAPER}"/>{placed}</svg>'
        )
        (folder / name).write_bytes(vl_convert.svg_to_png(whole, scale=1))
        named.append({"src": name, "sizes": f"{pixels}x{pixels}", "type": "image/png", "purpose": purpose})
    return named
