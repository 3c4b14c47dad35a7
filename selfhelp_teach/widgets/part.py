"""The base of every browser part: state in traits, look and behaviour in ``static/parts/<module>.js``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import anywidget
import traitlets as t
from ipywidgets import Layout

STATIC = Path(__file__).with_name("static")


_PLAIN: list[Layout] = []


def _plain_layout() -> Layout:
    """Return the layout that parts share: style sheets lay them out, and one each would double a page's messages."""
    if not _PLAIN or _PLAIN[0].comm is None:  # none yet, or closed with all widgets
        _PLAIN[:] = [Layout()]
    return _PLAIN[0]


class Part(anywidget.AnyWidget):
    """A widget whose front end is one of our own static modules.

    The small host of our template imports the module by its URL. Stock front ends (JupyterLab, Voilà's
    own) run ``_esm``, a shim of a few lines that imports the same URL, or, where no server of ours
    answers (JupyterLite), asks the kernel for the text of the files.

    Parameters
    ----------
    key
        Stable name of this part on its page. Answers, links and the opening state are kept under it,
        so it must not change between versions.
    """

    module = t.Unicode().tag(sync=True)
    key = t.Unicode().tag(sync=True)
    language = t.Unicode("en").tag(sync=True)
    labels = t.Dict().tag(sync=True)

    _esm = STATIC / "shim.js"

    def __init__(self, **traits: Any) -> None:
        traits.setdefault("layout", _plain_layout())
        super().__init__(**traits)
        self.on_msg(self._answer_for_files)

    def _answer_for_files(self, _widget: Any, content: dict[str, Any], _buffers: Any) -> None:
        """Send the text of one of our static files to a front end that cannot fetch it."""
        if content.get("kind") != "file?":
            return
        name = str(content.get("name", ""))
        path = (STATIC / name).resolve()
        known = path.is_relative_to(STATIC) and path.is_file()
        text = path.read_text(encoding="utf-8") if known else None
        self.send({"kind": "file", "name": name, "text": text})
