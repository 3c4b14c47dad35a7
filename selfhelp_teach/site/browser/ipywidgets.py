"""Stands for ipywidgets in the browser's Python, where style sheets lay our parts out (see ``anywidget``)."""

from __future__ import annotations


class Layout:
    """A part's layout, of which nothing is used."""

    comm = None
