"""The course inside a Jupyter server (Binder, JupyterHub, JupyterLab): the same pages, the same addresses.

Enabled by ``selfhelp-teach jupyter``, never by installation alone: it gives every Voilà page of that
server the course's template.
"""

from __future__ import annotations

from typing import Any

from jupyter_server.utils import url_path_join

from selfhelp_teach.serving.settings import TEMPLATE, apply_to_voila, share_our_template


def load(app: Any) -> None:
    """Add the course's handlers to the Jupyter server ``app``; called before Voilà's own extension."""
    share_our_template()
    # Imported late: Voilà reads the template paths when it is imported.
    from voila.configuration import VoilaConfiguration  # noqa: PLC0415
    from voila.paths import collect_template_paths  # noqa: PLC0415

    from selfhelp_teach.serving.handlers import CoursePage, course_handlers  # noqa: PLC0415

    apply_to_voila(app.config, front_end="small")
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
    app.web_app.add_handlers(".*$", [*course_handlers(base_url), page])
