"""The course inside a Jupyter server (Binder, JupyterHub, JupyterLab): the same pages, the same addresses.

Enabled by ``selfhelp-teach jupyter``, never by installation alone: it gives every Voilà page of that
server the course's template.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import Any

from jupyter_server.utils import url_path_join

from selfhelp_teach.serving.paths import settle
from selfhelp_teach.serving.settings import TEMPLATE, apply_to_voila, share_our_template


def without_outputs(model: dict[str, Any], **_options: Any) -> None:
    """Leave outputs out of a page of a course that is saved: they are made anew for each reader."""
    content = model.get("content")
    if model.get("type") != "notebook" or not content or "selfhelp" not in content.get("metadata", {}):
        return
    content["metadata"].pop("widgets", None)
    for cell in content["cells"]:
        if cell["cell_type"] == "code":
            cell["outputs"] = []
            cell["execution_count"] = None
            cell["metadata"].pop("execution", None)


def load(app: Any) -> None:
    """Add the course's handlers to the Jupyter server ``app``; called before Voilà's own extension."""
    share_our_template()
    settle(os.environ)
    # Imported late: Voilà reads the template paths when it is imported.
    from voila.configuration import VoilaConfiguration  # noqa: PLC0415
    from voila.paths import collect_template_paths  # noqa: PLC0415

    from selfhelp_teach.serving.deep_link import deep_link_handler  # noqa: PLC0415
    from selfhelp_teach.serving.handlers import CoursePage, course_handlers  # noqa: PLC0415

    apply_to_voila(app.config, front_end="small")
    with suppress(AttributeError):  # a manager of contents that has no such hooks keeps what it is given
        app.contents_manager.register_pre_save_hook(without_outputs)
    base_url = app.web_app.settings["base_url"]
    page = (
        url_path_join(base_url, r"/voila/render/(.*)"),
        CoursePage,
        {
            "config": app.config,
            "template_paths": collect_template_paths(["voila", "nbconvert"], TEMPLATE),
            "voila_configuration": VoilaConfiguration(parent=app),
        },
    )
    # A checkout of the course has its pages in a folder below the server's, a folder of pages has them at its top.
    below = "voila/render/notebooks" if (Path(app.root_dir) / "notebooks").is_dir() else "voila/render"
    app.web_app.add_handlers(".*$", [*course_handlers(base_url), deep_link_handler(base_url, below), page])
