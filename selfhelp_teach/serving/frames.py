"""What a reader's socket may send: every frame is checked before it is read, and a client's rate is bounded.

A frame of the protocol ``v1.kernel.websocket.jupyter.org`` is a count of offsets, the offsets, then the
parts they delimit: channel, header, parent header, metadata, content and buffers. The count and the offsets
are the client's word; read as they stand, one frame of eight bytes keeps a server busy for ever.

Only what the widget protocol needs passes. No code is run for a reader, so nothing else has a use.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from time import monotonic
from typing import Any

from selfhelp_teach.errors import ServingError

#: Bytes of one frame; the server closes a socket that sends more.
LONGEST_FRAME = 10 * 1024 * 1024
#: Bytes of a header, its parent and its metadata, and of the content of a comm's opening.
LONGEST_HEADER = 16 * 1024
MOST_BUFFERS = 64
PARTS = 5  # channel, header, parent header, metadata, content
#: The comm by which a page asks for the state of all widgets; no other is opened from a page.
CONTROL = "jupyter.widget.control"
PASSING = frozenset({"comm_open", "comm_msg", "comm_close", "comm_info_request", "kernel_info_request"})


class FrameError(ServingError):
    """A frame that no page of ours sends: its socket is closed."""


class NotForReadersError(ServingError):
    """A sound message of a kind that does not pass: it is left out."""


def check(frame: object) -> None:
    """Check one frame of a client; it may be read when this returns.

    Parameters
    ----------
    frame
        As it came from the socket.

    Raises
    ------
    FrameError
        Where it is not laid out as the protocol says, or is beyond a bound.
    NotForReadersError
        Where it is sound and asks for something that readers do not do.
    """
    if not isinstance(frame, bytes):
        raise FrameError("a frame must be binary")
    channel, header, parent, metadata, content = parts_of(frame)
    if max(map(len, (header, parent, metadata))) > LONGEST_HEADER:
        raise FrameError(f"a header is longer than {LONGEST_HEADER} bytes")
    kind = dictionary(header).get("msg_type")
    dictionary(parent)
    dictionary(metadata)
    if channel != b"shell" or kind not in PASSING:
        raise NotForReadersError(
            f"{str(kind)[:40]!r} on the channel {channel[:20].decode(errors='replace')!r}"
        )
    if kind == "comm_open":
        if len(content) > LONGEST_HEADER:
            raise FrameError("a comm is opened with too much")
        if dictionary(content).get("target_name") != CONTROL:
            raise NotForReadersError(f"a comm other than {CONTROL}")


def parts_of(frame: bytes) -> list[bytes]:
    """Return the five parts of a message, without its buffers.

    Raises
    ------
    FrameError
        Where the count is beyond its bounds, or the offsets do not delimit the whole frame in order.
    """
    count = int.from_bytes(frame[:8], "little")
    if not PARTS + 1 <= count <= PARTS + 1 + MOST_BUFFERS:
        raise FrameError("the number of parts is out of bounds")
    begin = 8 * (count + 1)
    offsets = [int.from_bytes(frame[at : at + 8], "little") for at in range(8, begin, 8)]
    if offsets[0] != begin or offsets[-1] != len(frame) or offsets != sorted(offsets):
        raise FrameError("the offsets do not fit the frame")
    return [frame[offsets[part] : offsets[part + 1]] for part in range(PARTS)]


def dictionary(part: bytes) -> dict[str, Any]:
    """Return a JSON object.

    Raises
    ------
    FrameError
        Where it is something else.
    """
    try:
        found = json.loads(part)
    except (ValueError, RecursionError) as error:
        raise FrameError("a part is no JSON") from error
    if not isinstance(found, dict):
        raise FrameError("a part is no JSON object")
    return found


@dataclass
class Allowance:
    """What one client may send: so much at once, and then so much a second.

    A hand that drags a slider sends at most 60 messages a second. Whoever sends more is not refused but
    waits: the server reads that socket no further meanwhile, so that only its sender is held up.
    """

    messages: float = 300
    messages_each_second: float = 60
    size: float = 32 * 1024 * 1024
    size_each_second: float = 2 * 1024 * 1024
    _used: list[float] = field(default_factory=lambda: [0.0, 0.0])
    _looked: float = field(default_factory=monotonic)

    def take(self, size: int) -> float:
        """Count a frame of ``size`` bytes; return the seconds to wait before it is handed on."""
        now = monotonic()
        passed, self._looked = now - self._looked, now
        bounds = (self.messages, self.messages_each_second, 1), (self.size, self.size_each_second, size)
        wait = 0.0
        for at, (most, rate, taken) in enumerate(bounds):
            self._used[at] = max(0.0, self._used[at] - passed * rate) + taken
            wait = max(wait, (self._used[at] - most) / rate)
        return wait
