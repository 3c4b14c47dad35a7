"""What the widget tests share: a recorder of the messages that a widget sends to its page."""

from __future__ import annotations

from typing import Any

import comm
import pytest
from comm.base_comm import BaseComm


class Recorder(BaseComm):
    """A comm that keeps what is sent."""

    def publish_msg(self, msg_type, data=None, metadata=None, buffers=None, **keys):  # noqa: ARG002 - comm's own signature
        messages.append((self.comm_id, msg_type, data or {}, [bytes(each) for each in buffers or []]))


messages: list[tuple[str, str, dict[str, Any], list[bytes]]] = []


class Wire:
    """The updates sent for one widget since the last look."""

    def __init__(self, widget):
        self.widget = widget
        self.take()

    def take(self):
        mine = [m for m in messages if m[0] == self.widget.comm.comm_id]
        messages.clear()
        return [
            (data.get("state", {}), buffers) for _, _, data, buffers in mine if data.get("method") == "update"
        ]


@pytest.fixture
def wire(monkeypatch):
    monkeypatch.setattr(comm, "create_comm", Recorder)
    messages.clear()
    return Wire


class Clock:
    """A clock that is moved by hand, in place of the event loop's."""

    def __init__(self):
        self.now = 0.0
        self.planned = []

    def later(self, seconds, call):
        handle = Handle(self.now + seconds, call)
        self.planned.append(handle)
        return handle

    def run(self, seconds):
        until = self.now + seconds
        while due := sorted((h for h in self.planned if not h.gone and h.at <= until), key=lambda h: h.at):
            due[0].gone = True
            self.now = max(self.now, due[0].at)
            due[0].call()
        self.now = until


class Handle:
    def __init__(self, at, call):
        self.at, self.call, self.gone = at, call, False

    def cancel(self):
        self.gone = True


@pytest.fixture
def clock():
    return Clock()
