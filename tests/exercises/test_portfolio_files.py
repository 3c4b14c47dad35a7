"""Files a learner takes along: their document, their tables, their clock, wherever they are read."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from datetime import UTC, datetime, timedelta

import docx
import openpyxl
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Mm

from selfhelp_teach import spreadsheet
from selfhelp_teach.exercises.portfolio import FORMATS, build, export
from selfhelp_teach.exercises.portfolio.sheet import paper
from selfhelp_teach.exercises.wording import printable
from selfhelp_teach.records.schema import Record
from selfhelp_teach.translation import moment, zone
from tests.records.examples import entry

TEXT = "p02-why-education-flips"
HEBREW, ARABIC = "מה אמרו ההורים", "ماذا قال الأهل"
LATE = datetime(2026, 11, 26, 2, 10, tzinfo=UTC)  # the evening of the 25th in Bogotá
AS_WRITTEN = ["00123", "1E5", "3/4", "=1+1", "+34 600 100", "-", "@home", "1.234,5", "TRUE", "0,6"]


def portfolio(*values, **options):
    entries = [
        entry(exercise=f"own-{at}", value=value, time=LATE, updated=LATE, score=0.8)
        for at, value in enumerate(values)
    ]
    return build(Record.of(entries), made=LATE, **options)


def opened(told):
    written = export(told, "docx")
    return docx.Document(io.BytesIO(written)), zipfile.ZipFile(io.BytesIO(written))


class TestDocument:
    def test_it_is_the_learners_of_today_and_nobody_elses(self):
        document, inside = opened(portfolio("x", name="Zoë", language="es", locale="es-MX"))
        core = document.core_properties
        assert (core.author, core.last_modified_by, core.language) == ("Zoë", "Zoë", "es-MX")
        assert core.created.replace(tzinfo=UTC) == core.modified.replace(tzinfo=UTC) == LATE
        assert (core.title, core.comments) == ("Portafolio", "")
        assert not any("thumbnail" in name for name in inside.namelist())
        everything = b"".join(inside.read(name) for name in inside.namelist())
        for of_the_template in (b"python-docx", b"2013-", b"Macintosh", b"24062061"):
            assert of_the_template not in everything

    @pytest.mark.parametrize(
        ("language", "locale", "tag"),
        [("en", "en-GB", "en-GB"), ("es", "es-ES", "es-ES"), ("es", "en-US", "es"), ("en", "", "en")],
    )
    def test_its_language_is_the_courses_with_the_country_of_who_reads_it(self, language, locale, tag):
        document, _inside = opened(portfolio("x", language=language, locale=locale))
        spoken = {found.get(qn("w:val")) for found in document.styles.element.iter(qn("w:lang"))}
        assert spoken == {tag}
        marks = [found.get(qn("w:val")) for found in document.settings.element.iter(qn("w:decimalSymbol"))]
        assert marks == ["," if language == "es" else "."]

    @pytest.mark.parametrize(
        ("locale", "name"),
        [
            *[(locale, "Letter") for locale in ("en-US", "es-MX", "es-CO", "en-CA", "fr-CA")],
            *[(locale, "A4") for locale in ("es-ES", "en-GB", "es-AR", "de", "", "zh-Hant-TW")],
        ],
    )
    def test_its_paper_is_the_one_of_the_country(self, locale, name):
        assert paper(locale) == name
        document, _inside = opened(portfolio("x", locale=locale))
        width = document.sections[0].page_width
        assert abs(width - (Mm(210) if name == "A4" else Mm(215.9))) < Mm(0.1)

    @pytest.mark.parametrize(("text", "language"), [(HEBREW, "he-IL"), (ARABIC, "ar-SA")])
    def test_text_that_runs_to_the_left_does_so_there_too(self, text, language):
        document, _inside = opened(portfolio(f"{text}\nand a line of English, then {text}"))
        by_text = {paragraph.text: paragraph._p for paragraph in document.paragraphs}
        own = by_text[text]
        assert own.pPr.find(qn("w:bidi")) is not None
        (run,) = own.findall(qn("w:r"))
        assert run.rPr.find(qn("w:rtl")) is not None
        assert run.rPr.find(qn("w:lang")).get(qn("w:bidi")) == language
        mixed = by_text[f"and a line of English, then {text}"]
        assert mixed.find(qn("w:pPr")) is None or mixed.pPr.find(qn("w:bidi")) is None
        directions = [
            run.find(f"{qn('w:rPr')}/{qn('w:rtl')}") is not None for run in mixed.findall(qn("w:r"))
        ]
        assert directions == [False, True]

    def test_every_part_of_it_is_xml_that_can_be_read(self):
        _document, inside = opened(portfolio(f"a\x00b\x0bc\x1f\ud800 {HEBREW}", name="n\x07"))
        for name in inside.namelist():
            if name.endswith((".xml", ".rels")):
                parse_xml(inside.read(name))


@pytest.mark.parametrize("sign", ["\x0b", "\x0c", "\x85", "\u2028", "\u2029", "\r", "\r\n"])
def test_a_break_of_any_program_is_a_break(sign):
    assert printable(f"one{sign}two") == "one\ntwo"


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_no_file_shows_a_mark_for_a_sign_nobody_wrote(form):
    told = portfolio("before\x0bafter\x00\x1b[0m end", name="Zoë\x07")
    written = export(told, form)
    if form in ("docx", "xlsx"):
        inside = zipfile.ZipFile(io.BytesIO(written))
        written = b"".join(inside.read(name) for name in inside.namelist())
    assert "\ufffd".encode() not in written
    assert b"_x000" not in written
    if form != "json":  # the record in it is kept as it was
        assert not re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]", written)


class TestClock:
    BOGOTA, INDIA = zone("America/Bogota"), zone("Asia/Kolkata")

    def test_what_was_handed_in_on_the_evening_of_the_25th_is_dated_the_25th(self):
        told = portfolio("x", zone=self.BOGOTA)
        for form in ("html", "md"):
            text = export(told, form).decode().replace("\\", "")
            assert "25 November 2026, 21:10 (UTC\N{MINUS SIGN}05:00)" in text
            assert "26 November" not in text
        document, _inside = opened(told)
        assert any("25 November 2026, 21:10" in paragraph.text for paragraph in document.paragraphs)
        assert b"2026-11-25 21:10:00" in export(told, "csv")
        row = list(openpyxl.load_workbook(io.BytesIO(export(told, "xlsx"))).active.values)[1]
        assert "2026-11-25 21:10:00" in map(str, row)

    def test_half_hours_and_the_course_of_the_year_are_known(self):
        assert moment(LATE, "en", self.INDIA) == "26 November 2026, 07:40 (UTC+05:30)"
        madrid = zone("Europe/Madrid")
        assert moment(LATE, "es", madrid) == "26 de noviembre de 2026, 03:10 (UTC+01:00)"
        assert moment(LATE - timedelta(days=120), "es", madrid).endswith("(UTC+02:00)")

    @pytest.mark.parametrize("name", ["Nowhere/At-all", "../../etc/passwd", "", None, 7, "x" * 9999, "\x00"])
    def test_a_zone_nobody_knows_goes_by_its_offset_or_by_utc(self, name):
        assert moment(LATE, "en", zone(name, -300)).endswith("21:10 (UTC\N{MINUS SIGN}05:00)")
        for offset in (None, "x", 10**9, float("nan"), float("inf")):
            assert moment(LATE, "en", zone(name, offset)).endswith("02:10 (UTC)")


def read_as_in(language, written):
    """Read CSV as a spreadsheet of the language's countries does: list separator and decimal mark of the system."""
    text = written.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text), delimiter=";" if language == "es" else ","))


class TestTables:
    @pytest.mark.parametrize("language", ["en", "es"])
    def test_a_spreadsheet_of_the_country_sees_columns_names_and_numbers(self, language):
        head, *rows = read_as_in(language, export(portfolio("uno; dos, tres", language=language), "csv"))
        assert len(head) == len(rows[0]) == len(set(head)) > 10
        assert ("Mi respuesta" in head) == (language == "es")
        assert ("0,8" if language == "es" else "0.8") in rows[0]
        assert "uno; dos, tres" in rows[0]

    def test_no_cell_of_the_csv_is_a_formula(self):
        rows = read_as_in("en", export(portfolio(*AS_WRITTEN, "\t=1", " =1", "\uff1d1"), "csv"))
        assert not any(re.match(r"\s*[=+\-@\uff1d]", value) for row in rows for value in row)

    def test_the_workbook_keeps_every_text_as_it_was_written(self):
        book = openpyxl.load_workbook(io.BytesIO(export(portfolio(*AS_WRITTEN), "xlsx")))
        head, *rows = list(book.active.rows)
        answers = [row[5] for row in rows]
        assert [cell.value for cell in answers] == AS_WRITTEN
        assert {(cell.data_type, cell.number_format) for cell in answers} == {("s", "@")}
        assert {row[9].value for row in rows} == {0.8}, "numbers are numbers"
        assert {row[9].data_type for row in rows} == {"n"}
        assert all(cell.data_type == "s" for cell in head)

    def test_the_workbook_is_the_learners(self):
        book = openpyxl.load_workbook(io.BytesIO(export(portfolio("x", name="Zoë"), "xlsx")))
        assert book.properties.creator == "Zoë"
        assert book.properties.created.replace(tzinfo=UTC) == LATE

    def test_a_text_that_fits_no_cell_says_where_the_rest_is(self):
        told = portfolio("word " * 10_000)
        text = openpyxl.load_workbook(io.BytesIO(export(told, "xlsx"))).active["F2"].value
        assert len(text) <= spreadsheet.MOST_SIGNS
        assert text.endswith("The other formats have all of it.)")


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1", "-1", "@x", "\tx", "\rx", "\n=1", " =1", "\uff1d1", "\uff0b1", "\uff0d1", "\uff20x"],
)
def test_no_cell_is_a_formula(text):
    assert spreadsheet.cell(text) == f"'{text}"
