"""Table 1 with its numbers, from an instructor who holds the original: read, checked, marked."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path

from selfhelp_teach.errors import DataError
from selfhelp_teach.evidence.datasets import rows
from selfhelp_teach.evidence.facts import Status, fact
from selfhelp_teach.evidence.tables import read_cells
from selfhelp_teach.translation import translator

SETTING = "SELFHELP_TABLE_1"
COLUMNS = ("category", "parents", "percent")
_LARGEST = 64_000  # bytes; seven rows need a few hundred


@dataclass(frozen=True, slots=True)
class ProblemKind:
    """One kind of problem; its numbers are None until an instructor supplies them.

    Parameters
    ----------
    parents
        How many of the 44 parents named it.
    percent
        Their percentage of the 44, as supplied.
    """

    kind: str
    label: str
    order: int
    fact: str
    parents: int | None = None
    percent: float | None = None
    status: Status = Status.LISTED


@dataclass(frozen=True, slots=True)
class TableOne:
    """The seven kinds in printed order.

    Parameters
    ----------
    supplied
        Whether an instructor's numbers are in it.
    notice
        A sentence for the page: why there are no numbers, or what is odd about those supplied.
    """

    kinds: tuple[ProblemKind, ...]
    supplied: bool = False
    notice: str = ""


def rank_only(notice: str = "") -> TableOne:
    """Return Table 1 as it survives: the order without the numbers."""
    return TableOne(
        tuple(
            ProblemKind(str(row["kind"]), str(row["label"]), int(str(row["order"])), str(row["fact"]))
            for row in rows("problem-kinds")
        ),
        notice=notice,
    )


def load_table_1(path: Path | str) -> TableOne:
    """Return Table 1 with the numbers of an instructor's CSV (``category,parents,percent``).

    A category may be given by its key (``empathy-child``) or by its name, in any case. All seven must be
    there once. A percentage must be the count's share of 44, rounded to as many decimals as are written.

    Raises
    ------
    DataError
        Naming file, row, field, value and the mend.
    """
    path = Path(path)
    _check_size(path)
    kinds = rank_only().kinds
    names = {name.casefold(): kind for kind in kinds for name in (kind.kind, kind.label)}
    base = int(fact("P3.base").number())
    seen: dict[str, tuple[int, ProblemKind]] = {}
    for line, cells in read_cells(path, COLUMNS):
        where = f"{path}, row {line}"
        # typographic apostrophes come from word processors
        kind = names.get(cells["category"].replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").casefold())
        if kind is None:
            choices = "; ".join(known.label for known in kinds)
            raise DataError(
                f"{where}: category is {cells['category']!r}, which is not in Table 1. Use one of: {choices}."
            )
        if kind.kind in seen:
            raise DataError(
                f"{where}: category is {kind.label!r}, as in row {seen[kind.kind][0]} already. "
                "Keep one of them."
            )
        parents = _count(cells["parents"], base, where)
        percent = _percent(cells["percent"], parents, base, where)
        supplied = replace(kind, parents=parents, percent=percent, status=Status.INSTRUCTOR_SUPPLIED)
        seen[kind.kind] = (line, supplied)
    for kind in kinds:
        if kind.kind not in seen:
            raise DataError(f"{path}: category {kind.label!r} is missing. Add its row: the table has seven.")
    return TableOne(tuple(seen[kind.kind][1] for kind in kinds), supplied=True)


def table_1(language: str = "en") -> TableOne:
    """Return Table 1 as this course shows it: with the instructor's numbers where they hold, else by rank.

    The file is named by the setting ``SELFHELP_TABLE_1``. A refused file does not stop the page: the
    sentence of the refusal comes back as ``notice``.
    """
    _ = translator(language)
    path = os.environ.get(SETTING, "")
    if not path:
        return rank_only(
            _("Only the order survives: both number columns of the table are missing from the text at hand.")
        )
    try:
        found = _loaded(path)
    except DataError as error:
        return rank_only(
            _(
                "The numbers your instructor supplied were refused, so the order is shown alone. {reason}"
            ).format(reason=error)
        )
    most = max(kind.parents or 0 for kind in found.kinds)
    if found.kinds[0].parents != most:
        return replace(
            found,
            notice=_(
                "In these numbers conflict resolution is not the most frequent kind, although the "
                "paper calls it the most prominent. Check them against the original."
            ),
        )
    return found


_loaded = cache(load_table_1)


def _check_size(path: Path) -> None:
    try:
        size = path.stat().st_size
    except OSError as error:
        raise DataError(
            f"{path}: the file cannot be read ({error.strerror}). Check the setting {SETTING}."
        ) from error
    if size > _LARGEST:
        raise DataError(
            f"{path}: the file has {size} bytes; Table 1 has seven short rows. Name the right file."
        )


def _count(text: str, base: int, where: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise DataError(
            f"{where}: parents is {text!r}, which is not a whole number. Write a count from 0 to {base}."
        )
    count = int(text)
    if count > base:
        raise DataError(
            f"{where}: parents is {count}, but only {base} parents reported a problem. "
            f"Write a count from 0 to {base}."
        )
    return count


def _percent(text: str, parents: int, base: int, where: str) -> float:
    try:
        # Spanish and German spreadsheets write a decimal comma.
        percent = Decimal(text.removesuffix("%").strip().replace(",", "."))
    except InvalidOperation:
        percent = Decimal("NaN")
    if not percent.is_finite():
        raise DataError(
            f"{where}: percent is {text!r}, which is not a number. Write {100 * parents / base:.1f}."
        )
    if not 0 <= percent <= 100:  # noqa: PLR2004 (percent)
        raise DataError(f"{where}: percent is {text}, outside 0 to 100. Write {100 * parents / base:.1f}.")
    exact = Decimal(100 * parents) / Decimal(base)
    # half of the last decimal written is all that rounding can explain
    if abs(percent - exact) > Decimal(1).scaleb(int(percent.as_tuple().exponent)) / 2:
        raise DataError(
            f"{where}: percent is {text}, but {parents} of {base} parents is {exact:.1f}%. "
            "Correct one of the two."
        )
    return float(percent)
