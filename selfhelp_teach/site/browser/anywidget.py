"""The widget base of the browser's Python: the traits and messages of ipywidgets, without Jupyter behind them.

In a page without a server our parts run on this module in place of ipywidgets and anywidget, which bring
IPython with them. It keeps what the parts use of their contract: traits tagged ``sync`` travel both ways,
``hold_sync`` gathers, ``send`` and ``on_msg`` carry messages of a part's own.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, ClassVar

import traitlets

Handler = Callable[[Any, Any, list[Any]], None]
MODEL = {"model_name": "AnyModel", "model_module": "anywidget", "model_module_version": "~0.9.*"}
_numbers = itertools.count()


def is_bytes(value: Any) -> bool:
    """Whether a value travels beside a message and not in it."""
    return isinstance(value, bytes | bytearray | memoryview)


class AnyWidget(traitlets.HasTraits):
    """A part with a state that a page follows.

    Attributes
    ----------
    widgets
        Every open part by its id, which is also the id of its comm.
    post
        Takes ``(comm id, data, buffers)`` to the page; set by whoever runs the kernel.
    """

    widgets: ClassVar[dict[str, AnyWidget]] = {}
    post: ClassVar[Callable[[str, dict[str, Any], list[Any]], None]] = staticmethod(lambda *_: None)

    def __init__(self, **traits: Any) -> None:
        traits.pop("layout", None)  # style sheets lay our parts out
        self.__handlers: list[Handler] = []
        self.__held: set[str] | None = None
        self.__given: dict[str, Any] = {}  # what the page has just said, so that it is not told again
        self.model_id = f"part-{next(_numbers)}"
        super().__init__(**traits)
        self.keys = self.trait_names(sync=True)
        self.widgets[self.model_id] = self
        self.observe(self.__changed, names=traitlets.All)

    @property
    def comm(self) -> str | None:
        """The comm's id while the part is open."""
        return self.model_id if self.model_id in self.widgets else None

    def close(self) -> None:
        """Forget the part."""
        self.widgets.pop(self.model_id, None)

    def get_state(self, names: Iterator[str] | None = None) -> dict[str, Any]:
        """Return the values of the traits that the page follows."""
        return {name: getattr(self, name) for name in (self.keys if names is None else names)}

    def send_state(self, key: str | set[str] | None = None) -> None:
        """Tell the page the values of ``key``, by default of all traits."""
        names = self.keys if key is None else [key] if isinstance(key, str) else sorted(key)
        state = self.get_state(iter(names))
        if state:
            plain, paths, buffers = without_bytes(state)
            self.post(self.model_id, {"method": "update", "state": plain, "buffer_paths": paths}, buffers)

    def set_state(self, state: dict[str, Any]) -> None:
        """Take values from the page; only what a part makes of them goes back."""
        self.__given = dict(state)
        try:
            with self.hold_sync(), self.hold_trait_notifications():
                for name in self.keys:
                    if name in state:
                        setattr(self, name, state[name])
        finally:
            self.__given = {}

    def send(self, content: Any, buffers: list[Any] | None = None) -> None:
        """Send a message of the part's own."""
        self.post(self.model_id, {"method": "custom", "content": content}, list(buffers or []))

    def on_msg(self, handler: Handler) -> None:
        """Call ``handler`` with each message from the page."""
        self.__handlers.append(handler)

    def _handle_msg(self, msg: dict[str, Any]) -> None:
        """Take one message of the page's, as ipywidgets does: parts of ours look at it on its way."""
        data = msg["content"]["data"]
        buffers = msg.get("buffers", [])
        if data.get("method") == "update":
            state = dict(data["state"])
            for path, value in zip(data.get("buffer_paths", []), buffers, strict=False):
                state[path[0]] = value
            self.set_state(state)
        elif data.get("method") == "request_state":
            self.send_state()
        elif data.get("method") == "custom":
            self._handle_custom_msg(data.get("content"), buffers)

    def _handle_custom_msg(self, content: Any, buffers: list[Any]) -> None:
        """Hand a message of the part's own to those who wait for it."""
        for handler in self.__handlers:
            handler(self, content, buffers)

    def _repr_mimebundle_(self, **_options: Any) -> dict[str, str]:
        """Say what this is where no page shows it."""
        return {"text/plain": type(self).__name__}

    @contextmanager
    def hold_sync(self) -> Iterator[None]:
        """Gather changes into one message."""
        if self.__held is not None:
            yield
            return
        self.__held = set()
        try:
            yield
        finally:
            held, self.__held = self.__held, None
            self.send_state(held) if held else None

    def __changed(self, change: Any) -> None:
        name = change["name"]
        if name not in self.keys or (name in self.__given and same(self.__given[name], change["new"])):
            return
        if self.__held is None:
            self.send_state(name)
        else:
            self.__held.add(name)


def same(one: Any, other: Any) -> bool:
    """Whether two values are alike; a list from the page may have become a tuple here."""
    if isinstance(one, list | tuple) and isinstance(other, list | tuple):
        return len(one) == len(other) and all(map(same, one, other))
    return bool(one == other)


def without_bytes(state: dict[str, Any]) -> tuple[dict[str, Any], list[list[str]], list[Any]]:
    """Return a state without its bytes, the places of the bytes, and the bytes."""
    names = [name for name, value in state.items() if is_bytes(value)]
    plain = {name: value for name, value in state.items() if name not in names}
    return plain, [[name] for name in names], [state[name] for name in names]
