"""A cell that fails: told in the log with page, cell and error, and on the page where its author looks."""

from __future__ import annotations

import logging
from typing import Any

LOG = logging.getLogger("selfhelp_teach.pages")
LONGEST = 400


def named(nb: Any, resources: Any) -> tuple[Any, Any]:
    """Note in each code cell on which page it stands; a preprocessor of nbconvert."""
    page = str(resources["metadata"]["name"])
    language = str(nb["metadata"].get("selfhelp", {}).get("language", "en"))
    for number, cell in enumerate(nb["cells"], 1):
        if cell["cell_type"] == "code":
            cell["metadata"]["place"] = f"{page} ({language}), cell {number}"
    return nb, resources


def tell_failure(cell: Any, cell_index: int, execute_reply: Any) -> None:
    """Log why a cell failed, and leave the reason in it; what nbclient calls."""
    content = execute_reply["content"]
    reason = f"{content.get('ename', 'Error')}: {content.get('evalue', '')}"[:LONGEST]
    place = cell["metadata"].get("place", f"cell {cell_index + 1}")
    cell["metadata"]["reason"] = reason
    first = "".join(cell["source"]).strip().partition("\n")[0]
    LOG.error("Page %s failed at `%s`: %s", place, first[:80], reason)
