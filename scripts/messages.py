"""Keep the catalogues of the interface: extract the English messages, update each language, compile.

Usage: python scripts/messages.py [update | compile | check]

``update`` (the default) reads the code, the page template and the shown texts of data files, brings every
``.po`` up to date and compiles. A changed message is a new one, to be translated anew: nothing is guessed from
one that is like it. ``compile`` only makes the ``.mo`` files, after a translator's work. ``check`` writes
nothing and tells what is not in order. After a change of messages, compile the charts too:
python -m selfhelp_teach.charts.compile
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po, write_po

from selfhelp_teach.evidence.bibliography import bibliography
from selfhelp_teach.evidence.datasets import rows
from selfhelp_teach.evidence.facts import ledger
from selfhelp_teach.evidence.studies import studies
from selfhelp_teach.model import FIELDS, MEASURES, MECHANISMS, OUTCOMES
from selfhelp_teach.model.diagram import nodes
from selfhelp_teach.pages.school import SCHOOLS
from selfhelp_teach.pages.ward_presets import WARDS, named_wards
from selfhelp_teach.records import sql, stores
from selfhelp_teach.translation import LANGUAGES

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "selfhelp_teach" / "locale"
# Data sets whose rows have a label that a chart shows.
ROWS_WITH_LABELS = (
    "consequences",
    "contributors",
    "dangers",
    "decision-roles",
    "disbanding-reasons",
    "education-now",
    "education-then",
    "leader-comparisons",
    "nurses",
    "problem-kinds",
    "responses",
    "who-notices",
)
KEYWORDS = {"_": None, "text": None}  # pages say self.text("...")
PLACEHOLDERS = "python-brace-format"


def path(language: str) -> Path:
    """Return where the catalogue of ``language`` lies."""
    return LOCALE / language / "LC_MESSAGES" / "selfhelp_teach.po"


def texts_of_data() -> Iterator[tuple[str, str]]:
    """Yield the shown texts that stand in tables and data files, each with where it stands."""
    for sentence in (*sql.FAULTS.values(), sql.UNREACHED):
        yield sentence, "selfhelp_teach/records/sql.py"
    for sentence in (stores.DELETED, stores.DAMAGED_KEY):
        yield sentence, "selfhelp_teach/records/stores.py"
    yield from texts_of_evidence()
    yield from texts_of_model()
    for file in (WARDS, SCHOOLS):
        for ward in named_wards(file):
            yield ward.label, f"selfhelp_teach/pages/{file.name}"
            yield ward.about, f"selfhelp_teach/pages/{file.name}"


def texts_of_evidence() -> Iterator[tuple[str, str]]:
    """Yield the words of the ledger, the studies, the tables behind charts and the bibliography."""
    for fact in ledger().values():
        for text in (fact.label, fact.statement, fact.base, fact.note):
            yield text, "datasets/facts/data.csv"
        yield fact.locator.partition(", ")[2], "datasets/facts/data.csv"
    for name in ("leadership-and-life", *ROWS_WITH_LABELS):
        for row in rows(name):
            yield str(row.get("label") or row.get("where")), f"datasets/{name}/data.csv"
    for study in studies():
        for text in (study.who, study.when, study.chosen, study.limit):
            yield text, "datasets/studies/data.csv"
    for row in rows("themes"):
        yield str(row["about"] or ""), "datasets/themes/data.csv"
    for source in bibliography().values():
        yield source.note, "datasets/bibliography.json"
        if not source.year.isdigit():
            yield source.year, "datasets/bibliography.json"


def texts_of_model() -> Iterator[tuple[str, str]]:
    """Yield the words of the model's tables."""
    for field in FIELDS.values():
        yield field.label, "selfhelp_teach/model/scenario_fields.py"
        yield field.unit, "selfhelp_teach/model/scenario_fields.py"
    for mechanism in MECHANISMS.values():
        yield mechanism.sentence, "selfhelp_teach/model/parameters.py"
        yield mechanism.name.replace("_", " "), "selfhelp_teach/model/parameters.py"
    for node in nodes():
        yield node.name, "selfhelp_teach/model/parameters.py"
    for measure in MEASURES.values():
        yield measure.label, "selfhelp_teach/model/measures.py"
        yield measure.unit, "selfhelp_teach/model/measures.py"
    for outcome in OUTCOMES.values():
        yield outcome.label, "selfhelp_teach/model/measures.py"
        yield outcome.unit, "selfhelp_teach/model/measures.py"


def extracted() -> Catalog:
    """Return every English message of the course."""
    found = Catalog(project="selfhelp-teach", fuzzy=False)
    with (ROOT / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)
    for name, _line, message, comments, _context in extract_from_dir(
        ROOT, methods, options, keywords=KEYWORDS, comment_tags=("Translators:",)
    ):
        if message:
            found.add(message, locations=[(name, 0)], auto_comments=comments)
    for text, name in texts_of_data():
        if text and any(letter.isalpha() for letter in text):
            found.add(text, locations=[(name, 0)])
    for message in found:
        message.flags.discard("python-format")  # a percent sign is a percent sign: we use braces
        message.flags -= set() if "{" in str(message.id) else {PLACEHOLDERS}
    return found


def catalogue(language: str) -> Catalog:
    """Return the catalogue of ``language``, empty where there is none yet."""
    if not path(language).is_file():
        return Catalog(locale=language, project="selfhelp-teach", fuzzy=False)
    with path(language).open("rb") as file:
        return read_po(file, locale=language)


def compiled(found: Catalog) -> bytes:
    """Return a catalogue as ``gettext`` reads it; fuzzy messages stay English."""
    made = io.BytesIO()
    write_mo(made, found)
    return made.getvalue()


def translations(mo: bytes) -> dict[str, str]:
    """Return what a compiled catalogue says, without its header."""
    return {str(message.id): str(message.string) for message in read_mo(io.BytesIO(mo)) if message.id}


def places(found: Catalog) -> dict[str, set[str]]:
    """Return in which files each message stands; the charts look up there what they are made with."""
    return {str(message.id): {name for name, _line in message.locations} for message in found if message.id}


def faults(language: str) -> list[str]:
    """Return what is not in order, a sentence each."""
    wanted, kept = places(extracted()), catalogue(language)
    there = places(kept)
    mo = path(language).with_suffix(".mo")
    found = [f"Not in the catalogue: {text!r}" for text in sorted(wanted.keys() - there.keys())]
    found += [f"No longer used: {text!r}" for text in sorted(there.keys() - wanted.keys())]
    found += [
        f"Stands in other files now (run update): {text!r}"
        for text in sorted(wanted.keys() & there.keys())
        if wanted[text] != there[text]
    ]
    found += [f"Not translated: {message.id!r}" for message in kept if message.id and not message.string]
    found += [
        f"To be looked over (fuzzy): {message.id!r}" for message in kept if message.id and message.fuzzy
    ]
    if not mo.is_file() or translations(mo.read_bytes()) != translations(compiled(kept)):
        found.append(f"{mo.name} is older than its .po.")
    return found


def update(language: str) -> None:
    """Bring the catalogue of ``language`` up to date with the code."""
    kept = catalogue(language)
    kept.update(extracted(), no_fuzzy_matching=True, update_header_comment=False, update_creation_date=False)
    kept.obsolete.clear()
    kept.header_comment = (
        f"# {LANGUAGES[language]}: the words of the interface. Kept by scripts/messages.py; "
        "only the lines that begin with msgstr are written by hand."
    )
    target = path(language)
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("wb") as file:
        write_po(file, kept, width=100, sort_output=True, include_lineno=False, omit_header=False)


def main(what: str) -> int:
    """Do what is asked for every language but English."""
    if what not in {"update", "compile", "check"}:
        print(__doc__)
        return 2
    found: list[str] = []
    for language in LANGUAGES:
        if language == "en":
            continue
        if what == "update":
            update(language)
        if what != "check":
            path(language).with_suffix(".mo").write_bytes(compiled(catalogue(language)))
        found += [f"{language}: {fault}" for fault in faults(language)]
    print("\n".join(found) or "Every message is translated.")
    return 1 if found and what == "check" else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "update"))
