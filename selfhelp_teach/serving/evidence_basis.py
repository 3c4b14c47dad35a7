"""What the blocks of a page rest on: a number that a source reports, something else, or nothing at all.

"Only what sources report" takes away what rests on something else, whole: an argument, an order, our
simulation. What rests on nothing (a question about the reader's own work) stays with what stands around it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from selfhelp_teach.evidence import citations_in, ledger

REPORTED, OTHER, NOTHING = "reported", "other", ""
SOURCED = {"reported", "instructor-supplied"}
# Parts that are neither a finding nor of the simulation.
OF_THE_READER = {"record_sync", "portfolio"}


def on(module: str, part: Any) -> str:
    """Return what a part rests on; the levers, readouts and logs of the simulation have no status of their own."""
    if module in OF_THE_READER:
        return NOTHING
    status = part.rests_on if hasattr(part, "rests_on") else getattr(part, "status", "") or "assumption"
    if status == "":
        return NOTHING
    return REPORTED if status in SOURCED else OTHER


def is_reported(fact_id: str) -> bool:
    """Return whether a source reports the number of a fact."""
    entry = ledger().get(fact_id)
    return entry is not None and str(entry.status) in SOURCED


def of_prose(markdown: str) -> str:
    """Return what a text rests on, by the facts that it cites."""
    cited = [fact_id for fact_id, _shown in citations_in(markdown)]
    return together(REPORTED if is_reported(fact_id) else OTHER for fact_id in cited)


def together(found: Iterable[str]) -> str:
    """Return what several rest on as one: reported, where any of them is."""
    seen = set(found)
    return REPORTED if REPORTED in seen else OTHER if OTHER in seen else NOTHING
