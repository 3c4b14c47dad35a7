"""What a course server is told, and the Voilà configuration that follows from it."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

from jupyter_core.paths import jupyter_path
from traitlets.config import Config

from selfhelp_teach import locations
from selfhelp_teach.errors import InputError

SHARE = Path(__file__).with_name("share") / "jupyter"
TEMPLATE = "selfhelp"
# Patterns of the notebooks that are not in a language: Spanish ones lie in es/, English ones at the top.
NOT_IN = {"en": r".*/[a-z]{2}/[^/]+$", "es": r"(?!.*/es/[^/]+$)"}
FILTERS = {"course_page": "selfhelp_teach.serving.page.course_page"}
ADDED = "selfhelp_teach.serving.added.with_added"

# A student who is writing may leave the page alone for half an hour.
IDLE_SECONDS = 45 * 60
# With the page closed and its farewell lost, a kernel is worth less time.
CULL_EVERY_SECONDS = 60


@dataclass(frozen=True)
class Settings:
    """One course server.

    Parameters
    ----------
    port
        TCP port, 0 for any free one.
    ip
        Address to listen on.
    base_url
        Path under which everything is served; begins and ends with a slash.
    notebooks
        Folder of the pages.
    warm
        Kernels kept ready for each page of ``warm_language``, 0 for none.
    most_kernels
        Upper bound on kernels, those kept ready included.
    front_end
        ``"small"`` for our own host, ``"stock"`` for Voilà's front end.
    open_browser
        Whether to open the person's browser.
    """

    port: int = 8866
    ip: str = "127.0.0.1"
    base_url: str = "/"
    notebooks: Path | None = None
    warm: int = 1
    warm_language: str = "en"
    most_kernels: int = 60
    front_end: str = "small"
    open_browser: bool = False

    def __post_init__(self) -> None:
        if not 0 <= self.port <= 65535:  # noqa: PLR2004 (the range of TCP ports)
            raise InputError(f"Port {self.port} does not exist. Choose one from 1024 to 65535, or 0 for any.")
        if self.front_end not in {"small", "stock"}:
            raise InputError(f"There is no front end {self.front_end!r}. Choose 'small' or 'stock'.")
        if self.warm_language not in NOT_IN:
            raise InputError(
                f"There is no course in {self.warm_language!r}. Choose one of: {', '.join(NOT_IN)}."
            )
        if self.most_kernels < 1:
            raise InputError(f"A server needs at least one kernel, not {self.most_kernels}.")

    @property
    def folder(self) -> Path:
        """The folder of pages to serve."""
        return self.notebooks or locations.notebooks()

    def config(self) -> Config:
        """Return the Voilà configuration of this server."""
        config = Config()
        config.Voila.port = self.port
        config.Voila.ip = self.ip
        config.Voila.base_url = self.base_url
        config.Voila.root_dir = str(self.folder)
        config.Voila.open_browser = self.open_browser
        config.Voila.port_retries = 0
        config.Voila.log_level = "WARN"
        config.Voila.tornado_settings = {"xsrf_cookies": True}
        apply_to_voila(config, front_end=self.front_end, warm=self.warm)
        kernels = config.CourseKernels
        kernels.most_kernels = self.most_kernels
        kernels.cull_idle_timeout = IDLE_SECONDS
        kernels.cull_interval = CULL_EVERY_SECONDS
        kernels.cull_connected = False
        if self.warm:
            kernels.fill_delay = 1.5
            # Twice the kernels for pages that a class does not read would only cost memory.
            kernels.preheat_denylist = [NOT_IN[self.warm_language]]
        if sys.platform != "win32":
            # Sockets in a private folder: no port that another user of the machine could reach.
            config.KernelManager.transport = "ipc"
        return config


def apply_to_voila(config: Config, *, front_end: str, warm: int = 0) -> None:
    """Set what the course asks of Voilà, as its own server or as an extension of a Jupyter server."""
    voila = config.VoilaConfiguration
    voila.template = TEMPLATE
    voila.theme = "light"
    voila.allow_template_override = "NO"
    voila.allow_theme_override = "NO"
    voila.show_tracebacks = False
    voila.strip_sources = True
    voila.preheat_kernel = warm > 0
    voila.default_pool_size = warm
    voila.extension_allowlist = [
        "@voila-dashboards/widgets-manager8",
        "@jupyter-widgets/jupyterlab-manager",
        "anywidget",
    ]
    voila.file_allowlist = []
    voila.attempt_fix_notebook = True
    voila.multi_kernel_manager_class = "selfhelp_teach.serving.kernels.CourseKernels"
    voila.resources = {"front_end": front_end}
    config.VoilaExporter.filters = dict(FILTERS)
    config.VoilaExporter.preprocessors = [ADDED]


def share_our_template() -> None:
    """Let Voilà find our template where the package lies, before it looks anywhere else."""
    if str(SHARE) not in jupyter_path():
        before = os.environ.get("JUPYTER_PATH")
        os.environ["JUPYTER_PATH"] = os.pathsep.join([str(SHARE), *([before] if before else [])])
