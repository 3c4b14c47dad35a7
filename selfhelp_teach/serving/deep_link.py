"""Leads to a page with a state: for links whose bearer, as Binder does, keeps only a path."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl, urlencode

import tornado.web
from jupyter_server.base.handlers import JupyterHandler
from jupyter_server.utils import url_path_join

from selfhelp_teach.serving import course

#: ``selfhelp/go/05-the-ward-simulator/step=try&ward=…``, in another language ``selfhelp/go/es/05-…/…``.
ADDRESS = r"/selfhelp/go/(?:(?P<language>[a-z]{2})/)?(?P<slug>[\w-]+)/(?P<state>[^/]*)"


class DeepLink(JupyterHandler):
    """Redirects to a page of the course; what it opens with goes behind the ``#``, where pages read it.

    Parameters
    ----------
    pages
        Path of the pages below the server's address.
    """

    def initialize(self, pages: str) -> None:
        """Take where the pages are."""
        self.pages = pages

    @tornado.web.authenticated
    def get(self, language: str | None, slug: str, state: str) -> None:
        """Redirect, or answer 404 for a page that the course has not."""
        spoken = language or course.FIRST_LANGUAGE
        page = course.find(slug, spoken)
        if page is None:
            raise tornado.web.HTTPError(404)
        kept = urlencode(parse_qsl(state, max_num_fields=20))
        address = url_path_join(self.base_url, self.pages, course.place(page.file, spoken))
        self.redirect(f"{address}#{kept}" if kept else address)


def deep_link_handler(base_url: str, pages: str) -> tuple[Any, ...]:
    """Return the handler of such links; ``pages`` is the path of the pages below ``base_url``."""
    return (url_path_join(base_url, ADDRESS), DeepLink, {"pages": pages})
