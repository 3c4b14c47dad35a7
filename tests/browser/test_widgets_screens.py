"""What the gallery looks like, against stored pictures. ``python tests/browser/renew_screens.py`` renews them.

Pictures are compared in blocks of 8 x 8 pixels, so that another smoothing of letters passes and another
layout, colour or missing mark does not.
"""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

pytestmark = pytest.mark.browser

SCREENS = Path(__file__).with_name("screens")
BLOCK = 8
FAR = 24  # of 255, mean over a block
FEW = 0.02  # of the blocks

LOOKS = {
    "light": {"viewport": {"width": 900, "height": 800}, "color_scheme": "light"},
    "dark": {"viewport": {"width": 900, "height": 800}, "color_scheme": "dark"},
    "phone": {"viewport": {"width": 380, "height": 800}, "color_scheme": "light"},
}
PARTS = {
    "figure": "figure[data-key='gallery-members']",
    "bars": "figure[data-key='gallery-conflicts']",
    "note": "figure[data-key='broken']",
    "slider": ".selfhelp-slider >> nth=0",
    "choice": ".selfhelp-choice >> nth=0",
    "ranking": ".selfhelp-ranking",
    "matching": ".selfhelp-matching",
    "sketch": ".selfhelp-sketch >> nth=1",
    "ward": "figure[data-key='ward-20']",
}


def shoot(page, selector):
    page.locator(selector).first.scroll_into_view_if_needed()
    return Image.open(io.BytesIO(page.locator(selector).first.screenshot(animations="disabled"))).convert(
        "RGB"
    )


def settle(page):
    page.wait_for_function("document.querySelectorAll('figure[data-opened]').length >= 8")
    page.evaluate("document.fonts.ready")
    page.add_style_tag(content=".selfhelp-step, .selfhelp-header { display: none !important; }")


def blocks(image, size):
    small = image.resize((max(1, size[0] // BLOCK), max(1, size[1] // BLOCK)), Image.Resampling.BOX)
    return np.asarray(small, dtype=float)


@pytest.mark.parametrize("look", LOOKS)
def test_every_part_looks_as_stored(open_page, gallery, look, tmp_path):
    page = open_page(gallery.page("gallery"), **LOOKS[look])
    settle(page)
    changed = []
    for name, selector in PARTS.items():
        stored = Image.open(SCREENS / f"{name}-{look}.png").convert("RGB")
        shown = shoot(page, selector)
        size = stored.size
        near = abs(shown.size[0] - size[0]) <= BLOCK and abs(shown.size[1] - size[1]) <= BLOCK
        far = (np.abs(blocks(stored, size) - blocks(shown, size)).max(axis=2) > FAR).mean() if near else 1.0
        if far > FEW:
            shown.save(tmp_path / f"{name}-{look}.png")
            changed.append(f"{name}: {far:.1%} of its blocks, {shown.size} for {size}, see {tmp_path}")
    assert changed == []


def test_a_changed_picture_is_noticed():
    stored = Image.open(SCREENS / "slider-light.png").convert("RGB")
    moved = Image.new("RGB", stored.size, "white")
    moved.paste(stored, (40, 0))
    far = (np.abs(blocks(stored, stored.size) - blocks(moved, stored.size)).max(axis=2) > FAR).mean()
    assert far > FEW
