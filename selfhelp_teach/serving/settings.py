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
from selfhelp_teach.serving.addresses import BASE, ORIGIN, folder_for_sockets
from selfhelp_teach.serving.assets import SERVED_FROM
from selfhelp_teach.serving.failures import tell_failure
from selfhelp_teach.serving.frames import LONGEST_FRAME
from selfhelp_teach.translation import translator

SHARE = Path(__file__).with_name("share") / "jupyter"
TEMPLATE = "selfhelp"
# Patterns of the notebooks that are not in a language: Spanish ones lie in es/, English ones at the top.
NOT_IN = {"en": r".*/[a-z]{2}/[^/]+$", "es": r"(?!.*/es/[^/]+$)"}
FILTERS = {"course_page": "selfhelp_teach.serving.page.course_page"}
ADDED = "selfhelp_teach.serving.instructor_exercises.preprocess"
NAMED = "selfhelp_teach.serving.failures.named"
# A page that opens has so long to connect; after that a full room may give its place to another.
OPENING_SECONDS = 20


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
    away
        Seconds after which a kernel that no page is connected to is ended.
    front_end
        ``"small"`` for our own host, ``"stock"`` for Voilà's front end.
    store_asked_for
        Whether a person named the place for answers; then it must be there.
    edit
        For an author: pages are made anew each time and load again when a file was saved.
    frames
        Other sites that may show the course in a frame, such as ``https://lms.example.edu``.
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
    away: int = 100
    front_end: str = "small"
    store_asked_for: bool = True
    edit: bool = False
    frames: tuple[str, ...] = ()
    open_browser: bool = False

    def __post_init__(self) -> None:
        if not 0 <= self.port <= 65535:  # noqa: PLR2004 (the range of TCP ports)
            raise InputError(f"Port {self.port} does not exist. Choose one from 1024 to 65535, or 0 for any.")
        if not BASE.fullmatch(self.base_url):
            raise InputError(
                f"The base URL {self.base_url!r} is no path of plain letters, digits, hyphens and slashes. "
                "Give the path alone, such as --base-url /spring/."
            )
        for origin in self.frames:
            if not ORIGIN.fullmatch(origin):
                raise InputError(
                    f"{origin!r} is no site that could show the course in a frame. "
                    "Give scheme and host, such as --frame-in https://lms.example.edu."
                )
        if self.front_end not in {"small", "stock"}:
            raise InputError(f"There is no front end {self.front_end!r}. Choose 'small' or 'stock'.")
        translator(self.warm_language)  # one that the course has not is refused
        if self.most_kernels < 1:
            raise InputError(f"A server needs at least one kernel, not {self.most_kernels}.")
        if self.away < 1:
            raise InputError(f"A page needs at least a second to come back, not {self.away}.")

    @property
    def folder(self) -> Path:
        """The folder of pages to serve."""
        return (self.notebooks or locations.notebooks()).absolute()

    @property
    def kept_ready(self) -> int:
        """Kernels kept ready for each page; none for an author, whose next page is another."""
        return 0 if self.edit else self.warm

    def config(self) -> Config:
        """Return the Voilà configuration of this server."""
        config = Config()
        config.Voila.port = self.port
        config.Voila.ip = self.ip
        config.Voila.base_url = self.base_url
        config.Voila.root_dir = str(self.folder)
        config.Voila.open_browser = self.open_browser
        config.Voila.port_retries = 0
        config.Voila.identity_provider_class = "selfhelp_teach.serving.identity.NobodyInParticular"
        config.Voila.log_level = "WARN"
        config.Voila.tornado_settings = {
            "xsrf_cookies": True,
            "selfhelp_frames": self.frames,
            "websocket_max_message_size": LONGEST_FRAME,
            # Milliseconds: a client whose line broke without a word is noticed within a minute and a half.
            "ws_ping_interval": 20_000,
            "ws_ping_timeout": 60_000,
        }
        # Nothing here asks whether a notebook was signed, and the folder of Jupyter may be one that cannot be written.
        config.NotebookNotary.db_file = ":memory:"
        config.NotebookNotary.secret = os.urandom(32)
        apply_to_voila(config, front_end=self.front_end, warm=self.kept_ready)
        config.VoilaConfiguration.resources["edit"] = self.edit
        config.VoilaExecutor.on_cell_error = tell_failure
        config.VoilaConfiguration.resources["selfhelp_origin"] = SERVED_FROM
        kernels = config.CourseKernels
        kernels.most_kernels = self.most_kernels
        kernels.alone_seconds = self.away
        kernels.opening_seconds = min(OPENING_SECONDS, self.away)
        kernels.care_seconds = max(1, min(10, self.away // 2))
        if self.kept_ready:
            kernels.fill_delay = 1.5
            # Twice the kernels for pages that a class does not read would only cost memory.
            kernels.preheat_denylist = [NOT_IN[self.warm_language]]
        folder = folder_for_sockets() if sys.platform != "win32" else None
        if folder is not None:
            # Sockets in a private folder: no port that another user of the machine could reach.
            config.KernelManager.transport = "ipc"
            config.Voila.connection_dir_root = str(folder)
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
    config.VoilaExporter.preprocessors = [ADDED, NAMED]


def share_our_template() -> None:
    """Let Voilà find our template where the package lies, before it looks anywhere else."""
    if str(SHARE) not in jupyter_path():
        before = os.environ.get("JUPYTER_PATH")
        os.environ["JUPYTER_PATH"] = os.pathsep.join([str(SHARE), *([before] if before else [])])
