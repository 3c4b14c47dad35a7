"""Kernels of a course server: bounded in number, told plainly when the room is full."""

from __future__ import annotations

from typing import Any

from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager
from tornado.web import HTTPError
from traitlets import Integer


class CourseKernels(AsyncMappingKernelManager):
    """Kernels with an upper bound.

    The bound counts the kernels kept ready too. A page that asks for one more gets a readable answer
    instead of a server that slows down for everyone.
    """

    most_kernels = Integer(60, config=True, help="Upper bound on running kernels.")

    async def start_kernel(self, **options: Any) -> str:  # type: ignore[override]
        """Start a kernel, or answer 503 where the server is full."""
        if len(self) >= self.most_kernels:
            raise HTTPError(503, reason="The room is full")
        kernel_id: str = await super().start_kernel(**options)
        return kernel_id
