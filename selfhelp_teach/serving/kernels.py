"""Kernels of a course server: bounded in number, kept for who reads, told plainly when the room is full."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from time import monotonic
from typing import Any

from jupyter_core.utils import ensure_async
from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager
from tornado.ioloop import PeriodicCallback
from tornado.web import HTTPError
from traitlets import Integer
from voila.request_info_handler import RequestInfoSocketHandler

FULL = "The room is full"


class CourseKernels(AsyncMappingKernelManager):
    """Kernels with an upper bound, each for a page that somebody reads.

    The bound counts the kernels kept ready too. A reader's page goes first: where the room is full it gets
    the place of a kernel that nobody reads (its page closed or never opened, or only kept ready), and a
    readable answer only where every kernel has a reader. A page that went without a farewell gives its
    place back by itself.
    """

    most_kernels = Integer(60, config=True, help="Upper bound on running kernels.")
    alone_seconds = Integer(
        100, config=True, help="A kernel without a socket is ended after so many seconds."
    )
    opening_seconds = Integer(
        20, config=True, help="A page that opens has so long to connect before another may take its place."
    )
    care_seconds = Integer(10, config=True, help="How often kernels without a socket are looked for.")

    _pools: dict[str, list[asyncio.Task[Any]]]  # Voilà's: the kernels kept ready for each page

    def __init__(self, **options: Any) -> None:
        self._alone: dict[str, float] = {}  # kernel -> since when it has no socket
        self._ending: set[str] = set()
        self._starting = 0
        super().__init__(**options)
        # Voilà makes its class below ours, so its method is wrapped here.
        self._fill: Callable[..., None] | None = getattr(self, "fill_if_needed", None)
        if self._fill is not None:
            self.fill_if_needed = self._fill_where_there_is_room
        self._care = PeriodicCallback(self.care, 1000 * self.care_seconds)

    async def start_kernel(self, **options: Any) -> str:  # type: ignore[override]
        """Start a kernel, or answer 503 where every kernel has a reader."""
        if not self._care.is_running():
            self._care.start()
        self._starting += 1
        try:
            while self._taken() > self.most_kernels:
                unread = None if self._is_kept_ready(options) else self._least_read()
                if unread is None:
                    raise HTTPError(503, reason=FULL)
                await self.end(unread)
            kernel_id: str = await super().start_kernel(**options)
        finally:
            self._starting -= 1
        self._alone.setdefault(kernel_id, monotonic())
        return kernel_id

    async def end(self, kernel_id: str) -> None:
        """End a kernel, whatever state it is in; one that is gone already is fine."""
        self._forget_failed()
        self._alone.pop(kernel_id, None)
        RequestInfoSocketHandler._cache.pop(kernel_id, None)  # noqa: SLF001 (Voilà never empties it)
        if kernel_id in self._ending or kernel_id not in self:
            return
        self._ending.add(kernel_id)
        try:
            await ensure_async(self.shutdown_kernel(kernel_id, now=True))
        except HTTPError:
            self.log.debug("The kernel %s was gone already.", kernel_id)
        finally:
            self._ending.discard(kernel_id)

    def notify_connect(self, kernel_id: str) -> None:
        """Note that a page has connected."""
        super().notify_connect(kernel_id)
        self._alone.pop(kernel_id, None)

    def notify_disconnect(self, kernel_id: str) -> None:
        """Note that a page is gone, for now or for ever."""
        super().notify_disconnect(kernel_id)
        if kernel_id in self and self.connections(kernel_id) <= 0:
            self._alone[kernel_id] = monotonic()

    def connections(self, kernel_id: str) -> int:
        """Return how many sockets a kernel has."""
        return int(self._kernel_connections.get(kernel_id, 0))

    async def care(self) -> None:
        """End kernels that nobody has read for a while, and keep others ready in their place."""
        self._look()
        now = monotonic()
        gone = [each for each, since in self._alone.items() if now - since > self.alone_seconds]
        await asyncio.gather(*map(self.end, gone), return_exceptions=True)
        for notebook in list(getattr(self, "_pools", ())):
            self._fill_where_there_is_room(delay=0, notebook_name=notebook)

    def _taken(self) -> int:
        return len(self._kernels.keys() - self._ending) + self._starting

    def _look(self) -> None:
        """Note since when each kernel is alone, those kept ready left out."""
        ready = self._kept_ready()
        self._alone = {
            each: since for each, since in self._alone.items() if each in self and each not in ready
        }
        for kernel_id in self._kernels:
            if kernel_id not in ready and self.connections(kernel_id) <= 0:
                self._alone.setdefault(kernel_id, monotonic())

    def _least_read(self) -> str | None:
        """Return the kernel whose end harms a reader least; None where every one may have its reader."""
        self._look()
        alone = [(since, each) for each, since in self._alone.items() if each not in self._ending]
        if alone and monotonic() - min(alone)[0] > self.opening_seconds:
            return min(alone)[1]
        return next((each for each in self._kept_ready() if each not in self._ending), None)

    def _kept_ready(self) -> list[str]:
        """Return the kernels kept ready for pages, those of the fullest pools first."""
        self._forget_failed()
        pools = sorted(getattr(self, "_pools", {}).values(), key=len, reverse=True)
        return [str(task.result()["kernel_id"]) for pool in pools for task in pool if task.done()]

    def _is_kept_ready(self, options: dict[str, Any]) -> bool:
        """Tell whether a start only keeps a kernel ready, and no reader waits for it by now."""
        ahead = options.get("env", {}).get("VOILA_PREHEAT") == "True"
        task = asyncio.current_task()
        return ahead and any(task in pool for pool in getattr(self, "_pools", {}).values())

    def _fill_where_there_is_room(self, *arguments: Any, **options: Any) -> None:
        self._forget_failed()
        if self._fill is not None and self._taken() < self.most_kernels:
            self._fill(*arguments, **options)
        for task in (task for pool in self._pools.values() for task in pool):
            task.add_done_callback(lambda _task: self._forget_failed())

    def _forget_failed(self) -> None:
        """Take starts that came to nothing out of Voilà's pools: it would stumble over each, at every end."""
        for pool in getattr(self, "_pools", {}).values():
            for task in [task for task in pool if task.done() and (task.cancelled() or task.exception())]:
                pool.remove(task)
                if not task.cancelled() and not isinstance(task.exception(), HTTPError):
                    self.log.warning("A kernel kept ready could not be started.", exc_info=task.exception())
