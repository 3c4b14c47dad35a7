"""The base of every browser part: state in traits, look and behaviour in ``static/parts/<module>.js``."""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Callable
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any, ClassVar

import anywidget
import traitlets as t
from ipywidgets import Layout

from selfhelp_teach.errors import InputError
from selfhelp_teach.translation import translator

STATIC = Path(__file__).with_name("static")

REMEMBERED = 256  # messages whose ids a part knows again: more than a page has under way
LARGE = 1_000_000  # bytes of answers above which only those to the newest message are kept
MOST_PIECES = 400  # of a message in pieces: 40 million characters; the page says so before it sends more

Answer = tuple[Any, Any]
Handler = Callable[[dict[str, Any]], None]


_PLAIN: list[Layout] = []


@cache
def _names(kind: Any) -> frozenset[str]:
    return frozenset(kind.class_trait_names())


def _refusal(kind: Any, name: str) -> str:
    ours = sorted(trait for trait in _names(kind) if not trait.startswith("_"))
    close = get_close_matches(name, ours, n=1)
    meant = f" Did you mean {close[0]!r}?" if close else ""
    return f"{kind.__name__} takes no {name!r}.{meant} It takes: {', '.join(ours)}."


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
    area
        Where on a workbench it stands: ``rail``, ``picture``, ``chart``, ``tabs`` or ``under`` them.
    labels
        Words in place of the part's own; those that are not given are its own, in ``language``.
    """

    module = t.Unicode().tag(sync=True)
    key = t.Unicode().tag(sync=True)
    language = t.Unicode("en").tag(sync=True)
    area = t.Unicode().tag(sync=True)
    labels = t.Dict().tag(sync=True)

    _labels: ClassVar[Any] = staticmethod(lambda _language: {})
    _esm = STATIC / "shim.js"

    def __init__(self, **traits: Any) -> None:
        kind: Any = type(self)
        if unknown := traits.keys() - _names(kind):
            raise InputError(_refusal(kind, min(unknown)))
        traits.setdefault("layout", _plain_layout())
        self._answers: OrderedDict[str, list[Answer]] = OrderedDict()
        self._asked: tuple[list[Answer], Any] | None = None
        self._pieces: tuple[str, list[str]] = ("", [])
        self._handlers: dict[str, list[Handler]] = {}
        super().__init__(**traits)
        self.on_msg(self._dispatch)
        self.on("file?", self._send_file)

    @t.default("labels")
    def _own_words(self) -> dict[str, Any]:
        return dict(self._labels(self.language))

    @t.validate("labels")
    def _all_words(self, proposal: dict[str, Any]) -> dict[str, Any]:
        return {**self._own_words(), **proposal["value"]}

    def on(self, kind: str, handler: Handler) -> None:
        """Call ``handler`` with every message of ``kind`` from the page."""
        self._handlers.setdefault(kind, []).append(handler)

    def _dispatch(self, _widget: Any, content: Any, _buffers: Any) -> None:
        if isinstance(content, dict):
            for handler in self._handlers.get(str(content.get("kind")), []):
                handler(content)

    def _handle_msg(self, msg: dict[str, Any]) -> None:
        """Take a message of the page once, however often it comes.

        After a loss the page sends again, under the same id, what no word of ours had confirmed. What was dealt
        with is not done twice; its answers are given again.
        """
        name = str(msg.get("header", {}).get("msg_id", ""))
        if name and name in self._answers:
            for content, buffers in self._answers[name]:
                super().send(content, buffers)
            return
        answers: list[Answer] = []
        content = msg["content"]["data"].get("content")
        self._asked = (answers, content.get("ask") if isinstance(content, dict) else None)
        try:
            super()._handle_msg(msg)
        finally:
            self._asked = None
        if sum(map(_size, answers)) > LARGE:
            for kept in self._answers.values():
                if sum(map(_size, kept)) > LARGE:
                    kept.clear()
        self._answers[name] = answers
        while len(self._answers) > REMEMBERED:
            self._answers.popitem(last=False)

    def _handle_custom_msg(self, content: Any, buffers: Any) -> None:
        """Put a message together that came in pieces (see ``static/host/models.js``), then take it."""
        if not isinstance(content, dict) or content.get("kind") != "piece":
            super()._handle_custom_msg(content, buffers)
            return
        of, at, count = content.get("of"), content.get("at"), content.get("count")
        if not isinstance(count, int) or not isinstance(at, int) or count > MOST_PIECES:
            return
        name, pieces = self._pieces
        if of != name:
            pieces = []
        if at == len(pieces):
            pieces = [*pieces, str(content.get("text", ""))]
        self._pieces = (str(of), pieces)
        if len(pieces) < count:
            return
        self._pieces = ("", [])
        whole = json.loads("".join(pieces))
        if self._asked is not None and isinstance(whole, dict):
            self._asked = (self._asked[0], whole.get("ask"))
        super()._handle_custom_msg(whole, buffers)

    def send(self, content: Any, buffers: Any = None) -> None:
        """Send a message to the page; an answer names the question (``re``) and can be given again."""
        if self._asked is not None:
            answers, question = self._asked
            if question is not None and isinstance(content, dict):
                content = {**content, "re": question}
            answers.append((content, buffers))
        super().send(content, buffers)

    def _repr_mimebundle_(self, **_options: Any) -> Any:
        """Say in words what this is where no widget can be shown, as in a notebook opened again.

        The mark lets ``static/shim.js`` know our views again: of them JupyterLab saves the words alone.
        """
        _ = translator(self.language)
        found = super()._repr_mimebundle_(**_options)
        data, marks = found if isinstance(found, tuple) else (found, {})
        if not isinstance(data, dict) or "text/plain" not in data:
            return found
        words = _("An interactive part of the course stood here. Run the notebook to have it again.")
        return {**data, "text/plain": words}, {**marks, "selfhelp": True}

    def _send_file(self, content: dict[str, Any]) -> None:
        """Send the text of one of our static files to a front end that cannot fetch it."""
        name = str(content.get("name", ""))
        path = (STATIC / name).resolve()
        known = path.is_relative_to(STATIC) and path.is_file()
        text = path.read_text(encoding="utf-8") if known else None
        self.send({"kind": "file", "name": name, "text": text})


def _size(answer: Answer) -> int:
    _content, buffers = answer
    return sum(memoryview(each).nbytes for each in buffers or ())
