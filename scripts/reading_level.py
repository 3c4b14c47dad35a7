"""Report how hard the course's prose is to read: ``python scripts/reading_level.py [--write]``.

English by the Flesch-Kincaid grade (years of schooling), Spanish by the Fernández-Huerta ease (0 to 100,
higher is easier; 60 to 70 is plain). Words are all that a page shows, its headings and tables too: 500 to
1,300 a page. The aim is a first-year student: grade 13 or lower, ease 50 or higher.
Syllables are counted by hyphenation, which finds too few in English: the true grade lies one to three
higher. Needs the extra ``test``.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

import nbformat

ROOT = Path(__file__).resolve().parents[1]
REPORT = ROOT / "docs" / "reading-level.md"


def prose(path: Path) -> str:
    """Return the sentences of a notebook without headings, links' targets, tables and notes to authors."""
    cells = [cell.source for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "markdown"]
    lines = [
        line for cell in cells for line in cell.splitlines() if not re.match(r"\s*(#|\||\[plain\]:)", line)
    ]
    text = re.sub(r"\[([^\]]+)\]\([^)]*\)", r"\1", "\n".join(lines))
    return re.sub(r"[*_`]|^\s*(?:[-\d]+[.)]?)\s", "", text, flags=re.MULTILINE)


def words(path: Path) -> list[str]:
    """Return every word that a reader sees in a notebook's text: headings, lists and tables too."""
    cells = [cell.source for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "markdown"]
    text = re.sub(r"^\[plain\]:.*$", "", "\n".join(cells), flags=re.MULTILINE)
    return re.findall(r"[^\W_][\w'\u2019.,-]*", re.sub(r"\[([^\]]+)\]\([^)]*\)", r"\1", text))


def averages(text: str, language: str) -> tuple[float, float]:
    """Return words a sentence and syllables a word; syllables are counted by hyphenation."""
    import pyphen  # noqa: PLC0415 (of the extra; counting words needs none)

    hyphens = pyphen.Pyphen(lang=language)
    found = re.findall(r"[^\W\d_]+(?:'[^\W\d_]+)?", text)
    sentences = re.findall(r"[^.!?:;]+[.!?:;]", text)
    syllables = sum(len(hyphens.positions(word)) + 1 for word in found)
    return len(found) / len(sentences), syllables / len(found)


def main() -> None:
    """Print the table; with --write, keep it in the docs."""
    rows = ["| page | words | English grade | Spanish words | Spanish ease |", "|---|---|---|---|---|"]
    for path in sorted((ROOT / "notebooks").glob("*.ipynb")):
        twin = path.parent / "es" / path.name
        english, spanish = prose(path), prose(twin)
        long, heavy = averages(english, "en_US")
        grade = 0.39 * long + 11.8 * heavy - 15.59
        long, heavy = averages(spanish, "es")
        ease = 206.84 - 60 * heavy - 1.02 * long
        rows.append(f"| {path.stem} | {len(words(path))} | {grade:.1f} | {len(words(twin))} | {ease:.0f} |")
    table = "\n".join(rows)
    print(table)
    if "--write" in sys.argv:
        about = (__doc__ or "").strip()
        REPORT.write_text(f"# Reading level\n\n{about}\n\n{table}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
