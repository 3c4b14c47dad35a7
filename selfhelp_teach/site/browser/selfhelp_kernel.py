"""The kernel of a page without a server: runs a page's cells, and passes messages between parts and page.

It speaks the part of Jupyter's protocol that our host uses: ``comm_msg`` to a part, and the request for all
states on the comm ``jupyter.widget.control``. The worker that runs it (``host/worker.js``) does the rest.
"""

from __future__ import annotations

import ast
import importlib
import json
import linecache
import os
import pkgutil
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

from anywidget import MODEL, AnyWidget, without_bytes

VIEW = "application/vnd.jupyter.widget-view+json"
CONTROL = "jupyter.widget.control"
SESSION = "selfhelp_teach.exercises.session"
TABLE = (
    Path(__file__).parent / "selfhelp_teach" / "_content" / "table-1.csv"
)  # where its builder had the lost table
Post = Callable[[str, str, list[Any]], None]


def prepare() -> None:
    """Import what pages import: nearly all of it is what they share, and an image of this Python then has all."""
    pages = importlib.import_module("selfhelp_teach.pages")
    for module in pkgutil.iter_modules(pages.__path__):
        importlib.import_module(f"{pages.__name__}.{module.name}")


class Kernel:
    """One page's Python.

    Parameters
    ----------
    post
        Takes ``(message type, content as JSON, buffers)`` to the page.
    """

    def __init__(self, post: Post) -> None:
        self._post = post
        self._controls: set[str] = set()
        self._names: dict[str, Any] = {}
        if TABLE.is_file():
            os.environ["SELFHELP_TABLE_1"] = str(TABLE)
        AnyWidget.post = staticmethod(self._comm)

    def _comm(self, comm: str, data: dict[str, Any], buffers: list[Any]) -> None:
        self._post("comm_msg", json.dumps({"comm_id": comm, "data": data}), buffers)

    def open_page(self) -> None:
        """Forget the parts of the page before; what was imported and worked out stays."""
        AnyWidget.widgets.clear()
        self._controls.clear()
        if SESSION in sys.modules:
            sys.modules[SESSION].begin_anew()
        self._names = {"__name__": "__page__"}

    def run(self, cell: str, source: str) -> str:
        """Run a cell and return its outputs as JSON, as a notebook would hold them."""
        try:
            shown = self._value_of(cell, source)
        except MemoryError:
            raise  # nothing more can be done here: the page says so and offers to start anew
        except Exception as error:  # noqa: BLE001 - a cell that fails is told on the page, the rest goes on
            traceback.print_exc()
            return json.dumps([{"output_type": "error", "ename": type(error).__name__, "evalue": str(error)}])
        views = shown if isinstance(shown, tuple) else (shown,)
        return json.dumps(
            [
                {"output_type": "display_data", "data": {VIEW: {"model_id": view.model_id}}}
                for view in views
                if isinstance(view, AnyWidget)
            ]
        )

    def _value_of(self, cell: str, source: str) -> Any:
        """Return the value of a cell's last expression."""
        name = f"<{cell}>"
        linecache.cache[name] = (len(source), None, source.splitlines(keepends=True), name)
        tree = ast.parse(source, name)
        last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
        exec(compile(tree, name, "exec"), self._names)  # noqa: S102 (the course's own notebook)
        if last is None:
            return None
        return eval(compile(ast.Expression(last.value), name, "eval"), self._names)  # noqa: S307

    def receive(self, kind: str, name: str, content: str, buffers: list[Any]) -> None:
        """Deal with one message of the page's; ``name`` is its id."""
        message = json.loads(content)
        comm = message.get("comm_id", "")
        if kind == "comm_open" and message.get("target_name") == CONTROL:
            self._controls.add(comm)
        elif kind == "comm_close":
            self._controls.discard(comm)
        elif kind == "comm_msg" and comm in self._controls:
            self._tell_states(comm)
        elif kind == "comm_msg" and comm in AnyWidget.widgets:
            try:
                told = {"header": {"msg_id": name}, "content": message, "buffers": buffers}
                AnyWidget.widgets[comm]._handle_msg(told)  # noqa: SLF001 (where Jupyter hands messages in, too)
            except MemoryError:
                raise
            except Exception:  # noqa: BLE001 - as in a Jupyter kernel: the log has it, the page goes on
                traceback.print_exc(file=sys.stderr)

    def _tell_states(self, comm: str) -> None:
        states, paths, buffers = {}, [], []
        for name, part in AnyWidget.widgets.items():
            plain, places, data = without_bytes(part.get_state())
            states[name] = {**MODEL, "state": plain}
            paths += [[name, "state", *place] for place in places]
            buffers += data
        told = {"method": "update_states", "states": states, "buffer_paths": paths}
        self._post("comm_msg", json.dumps({"comm_id": comm, "data": told}), buffers)
