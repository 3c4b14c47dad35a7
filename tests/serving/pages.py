"""Pages of somebody's own, as small as a test needs them: for servers of which no page of the course is asked."""

from __future__ import annotations

import nbformat


def page_with(folder, *cells, name="index", words="# A page\n\nSome text."):
    """Write a page of some words and code cells into a folder, and return that."""
    page = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell(words)])
    page.cells += [nbformat.v4.new_code_cell(cell) for cell in cells]
    page.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    folder.mkdir(exist_ok=True)
    nbformat.write(page, folder / f"{name}.ipynb")
    return folder


def small_pages(folder, *names):
    """Return options to serve a first page, and others by name, whose kernels have nothing of the course to load."""
    for name in ("index", *names):
        page_with(folder / "pages", "x = 1", name=name)
    return ("--notebooks", str(folder / "pages"))
