"""A causal map: boxes in columns by level, arrows between them, and what each box does and rests on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import traitlets as t

from selfhelp_teach.errors import InputError
from selfhelp_teach.widgets.part import Part
from selfhelp_teach.widgets.words import map_labels, status_labels

Items = Sequence[Mapping[str, Any]]


class CausalMap(Part):
    """Boxes that are buttons, in columns, with arrows drawn between them.

    Parameters
    ----------
    title
        A question, as above every picture.
    levels
        The columns, first to last: ``{"key", "label"}``, perhaps ``about``, and ``align`` (``"start"`` or
        ``"end"``) where its boxes should leave the middle free for arrows.
    nodes
        The boxes: ``{"key", "level", "label", "text", "status"}``, perhaps ``source``, ``locator`` and
        ``url`` (where it comes from) and ``points`` (``[{"label", "text"}]``, shown with it).
    edges
        The arrows: ``{"from", "to", "status"}``, perhaps ``sign`` (``"-"`` where it lowers), ``label`` (such
        as the mechanism it stands for) and ``strong``: false draws an arrow that is not at work.
    chosen
        Key of the box chosen at the opening.
    status
        Of the map as a whole; the page hides it with everything that is not reported.

    Raises
    ------
    InputError
        Where a box names no column, an arrow no box, or a status is unknown.
    """

    _labels = staticmethod(map_labels)
    module = t.Unicode("causal_map").tag(sync=True)
    title = t.Unicode().tag(sync=True)
    levels: t.List[Any] = t.List().tag(sync=True)
    nodes: t.List[Any] = t.List().tag(sync=True)
    edges: t.List[Any] = t.List().tag(sync=True)
    chosen = t.Unicode().tag(sync=True)
    status = t.Unicode("mechanism").tag(sync=True)

    def __init__(self, title: str, *, levels: Items, nodes: Items, edges: Items, **traits: Any) -> None:
        _check(levels, nodes, edges)
        super().__init__(
            title=title,
            levels=[dict(level) for level in levels],
            nodes=[dict(node) for node in nodes],
            edges=[{"strong": True, **edge} for edge in edges],
            **traits,
        )

    def strengthen(self, at_work: Mapping[str, bool]) -> None:
        """Draw arrows strong or faint by their label: ``{"M3": False}`` after M3 was switched off."""
        self.edges = [
            {**edge, "strong": at_work.get(str(edge.get("label", "")), edge["strong"])} for edge in self.edges
        ]


def _check(levels: Items, nodes: Items, edges: Items) -> None:
    columns = {level["key"] for level in levels}
    boxes = [node["key"] for node in nodes]
    if len(set(boxes)) < len(boxes):
        raise InputError(f"A causal map names a box twice: {boxes}. Give each its own key.")
    for node in nodes:
        if node["level"] not in columns:
            raise InputError(
                f"The box {node['key']!r} stands in {node['level']!r}, which is no column of the map."
            )
    for edge in edges:
        for end in ("from", "to"):
            if edge[end] not in boxes:
                raise InputError(f"An arrow runs {end} {edge[end]!r}, which is no box of the map.")
    known = status_labels()
    for item in (*nodes, *edges):
        if item["status"] not in known:
            raise InputError(f"{item['status']!r} is no provenance status. Use one of: {', '.join(known)}.")
