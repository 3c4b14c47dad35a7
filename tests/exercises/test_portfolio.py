"""The portfolio: what it tells, and that what learners wrote is only ever text."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from datetime import UTC, datetime

import docx
import mistune
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from selfhelp_teach.cli import app
from selfhelp_teach.errors import InputError, RecordError
from selfhelp_teach.exercises import library
from selfhelp_teach.exercises.marking import mark
from selfhelp_teach.exercises.portfolio import FORMATS, build, export
from selfhelp_teach.exercises.portfolio.export import unchanged
from selfhelp_teach.exercises.portfolio.items import Item
from selfhelp_teach.exercises.portfolio.model import LARGEST, gap_prompts
from selfhelp_teach.exercises.portfolio.plaintext import quoted
from selfhelp_teach.model import FIELDS
from selfhelp_teach.records.reading import parse
from selfhelp_teach.records.schema import Record
from tests.records.examples import START, entry

ATTACK = "<script>alert(1)</script><img src=x onerror=alert(1)> [x](javascript:alert(1)) `a` \x0b\x00 ]]>"
RTL = "\u202bמה אמרו ההורים\u202c 👩‍👧 𝔣𝔞𝔪"


def done(name, value, **given_values):
    exercise = library.exercise(name)
    found = mark(exercise, value)
    kind = "prediction" if exercise.prediction else "answer"
    return entry(
        exercise=name,
        kind=kind,
        value=value,
        score=found.score,
        closeness=found.closeness,
        details=json.loads(json.dumps(dict(found.details))),
        **given_values,
    )


@pytest.fixture
def record():
    order = [item.key for item in library.exercise("p02-rank-the-kinds").items]
    return Record.of(
        [
            done("p02-share-with-a-problem", 20.0, confidence=5),
            done("p02-rank-the-kinds", order, confidence=2),
            done("p02-limits-of-74", "all-parents"),
            done("p02-limits-of-74", "these-parents"),
            done("p02-why-education-flips", f"{ATTACK}\n=cmd|' /C calc'!A0\n{RTL}"),
            entry(kind="gap", exercise="p02-share-with-a-problem", value=ATTACK),
            entry(kind="synthesis", exercise="deal-describe", value=ATTACK),
            entry(kind="rating", exercise="reflect", value=3),
            entry(kind="state", exercise="name", value=f"Zoë {ATTACK}"),
            entry(exercise="gone-for-good", value={"x": ATTACK}),
            entry(kind="draft", exercise="p02-sure-of-the-flip", value="half a thought"),
            entry(exercise="an-inventory", value={"secret": 5}, private=True),
            entry(
                kind="challenge", exercise="a-challenge", value={"x": 1}, scenario="leadership=shared", seed=7
            ),
        ],
        aside=["what nobody knows"],
    )


def test_the_largest_errors_come_first_as_questions(record):
    told = build(record)
    assert "You expected “20%”. The result: “59.5%”. You were: certain." in told.prompts[0].text
    assert told.prompts[0].text.endswith("?")


near = st.none() | st.sampled_from([0.0, 0.2, 0.5, 0.9, 1.0])


@given(st.lists(st.tuples(near, st.booleans()), max_size=8))
def test_questions_are_made_of_the_largest_errors_and_of_no_other(made):
    items = [
        Item(
            f"x{n}", f"title {n}", "", "02", "prediction", START, ("guess",), ("result",) * known, closeness=c
        )
        for n, (c, known) in enumerate(made)
    ]
    missed = [item for item in items if item.closeness not in (None, 1.0) and item.result]
    asked = [prompt.title for prompt in gap_prompts(items, "en")]
    closeness = {item.title: item.closeness for item in missed}
    assert len(asked) == min(LARGEST, len(missed))
    assert [closeness[title] for title in asked] == sorted(closeness.values())[: len(asked)]


def test_predictions_stand_beside_their_results_and_change_no_score(record):
    told = build(record)
    assert {item.exercise for item in told.predictions} == {"p02-share-with-a-problem", "p02-rank-the-kinds"}
    assert all(item.score is None and item.chart.startswith("<svg") for item in told.predictions)
    assert told.score == 1, "the best of two tries at the one marked exercise"


def test_an_answer_to_another_version_is_told_as_it_was_kept():
    old = entry(exercise="p02-limits-of-74", value="all-parents", exercise_version=99)
    (item,) = build(Record.of([old])).items
    assert (item.known, item.answer) == (False, ("all-parents",))
    new = entry(exercise="p02-limits-of-74", value="these-parents", exercise_version=1)
    (item,) = build(Record.of([old, new])).items
    assert (item.known, item.tries) == (True, 2)


def test_a_private_inventory_is_told_only_when_the_learner_wants_it(record):
    for private in (False, True):
        told = build(record, private=private)
        assert ("an-inventory" in {item.exercise for item in told.items}) == private
        assert told.left_out == (not private)
    for form in FORMATS:
        assert b"secret" not in export(build(record), form)


def test_an_empty_record_makes_a_portfolio_too():
    for form in FORMATS:
        assert export(build(Record()), form)


def test_an_unknown_format_is_refused(record):
    with pytest.raises(InputError, match="Choose one of: html, docx, md, json, xlsx, csv"):
        export(build(record), "pdf")


def test_html_holds_no_script_no_handler_and_no_other_host(record):
    page = export(build(record), "html").decode()
    assert "&lt;script&gt;" in page
    assert not re.search(r"<script|<img|<iframe|<link|<object", page, re.IGNORECASE)
    assert not re.search(r"<[^>]*\son\w+=", page)
    assert not re.search(r"<[^>]*\s(src|href)\s*=", page)
    assert RTL in page
    assert page.count('dir="auto"') > 3


def test_html_is_text_in_a_real_browser(record, open_page, tmp_path):
    path = tmp_path / "portfolio.html"
    path.write_bytes(export(build(record), "html"))
    page = open_page()
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    page.set_content(path.read_text(encoding="utf-8"))
    assert page.locator("script, img").count() == 0
    assert "<script>alert(1)</script>" in page.inner_text("body")
    page.set_viewport_size({"width": 794, "height": 1123})  # a sheet of A4
    page.emulate_media(media="print")
    assert page.evaluate("document.documentElement.scrollWidth") <= 794
    assert page.locator("article").first.evaluate("(el) => getComputedStyle(el).breakInside") == "avoid"
    assert page.pdf(format="A4").startswith(b"%PDF")


def test_markdown_renders_to_nothing_but_text(record):
    rendered = mistune.create_markdown(escape=False)(export(build(record), "md").decode())
    assert not re.search(r"<(script|img|a|code)\b", rendered)


@given(st.text())
def test_any_text_stays_text_in_markdown(text):
    rendered = str(mistune.create_markdown(escape=False)(quoted(text)))
    tags = set(re.findall(r"<(/?\w+)", rendered))
    assert tags <= {"blockquote", "/blockquote", "p", "/p", "br"}


def test_docx_opens_and_holds_the_words_and_the_charts(record):
    written = export(build(record), "docx")
    text = words_of("docx", written)
    assert "<script>alert(1)</script>" in text
    assert RTL in text
    assert len(docx.Document(io.BytesIO(written)).inline_shapes) == 2
    assert not any("http" in name for name in zipfile.ZipFile(io.BytesIO(written)).namelist())


def test_the_table_gives_every_answer_a_row_and_no_formula(record):
    rows = list(csv.reader(io.StringIO(export(build(record), "csv").decode("utf-8-sig"))))
    assert len(rows) == len(build(record).items) + 1
    assert not any(value.startswith(("=", "+", "-", "@")) for row in rows for value in row)


def test_the_hash_tells_whether_a_file_was_changed_and_the_page_says_it_is_no_proof(record):
    told = build(record)
    data = json.loads(export(told, "json"))
    assert unchanged(data) == "unchanged"
    data["portfolio"]["items"][0]["closeness"] = 1
    assert unchanged(data) == "changed"
    assert unchanged({"entries": []}) == "no hash"
    for form in ("html", "md"):
        assert "proves nothing" in export(told, form).decode()


def test_a_json_portfolio_restores_the_record(record):
    restored = parse(export(build(record, private=True), "json"))
    assert restored == record


def test_a_run_can_be_repeated_from_the_portfolio(record):
    page = export(build(record), "html").decode()
    assert "leadership=shared" in page
    assert "<td>7</td>" in page


def test_competencies_are_told_with_the_exercises_that_serve_them(record):
    frameworks = {framework for framework, _title, _exercises in build(record).competencies}
    assert len(frameworks) == 3


def words_of(form, written):
    """Return the visible words of an export."""
    if form == "docx":
        return "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(written)).paragraphs)
    text = re.sub(r"<style>.*?</style>|</?[^>]*>", " ", written.decode(), flags=re.DOTALL)
    return text.replace("\\", "")


@pytest.mark.parametrize("form", ["html", "docx", "md"])
def test_numbers_and_dates_are_written_as_readers_of_spanish_write_them(form):
    curve = library.exercise("p03-draw-membership")
    told = build(
        Record.of(
            [
                done("p02-share-with-a-problem", 20.5, confidence=5),
                entry(
                    kind="prediction", exercise=curve.id, value=[[1, 2.5], [60, 7.25]],
                    details={"result": [[0, 2.5], [60, 8.75]]},
                ),
                entry(
                    kind="challenge", exercise="p05-grow-a-group",
                    value={"leadership": "professional", "bureaucracy": 0.25},
                ),
            ]
        ),
        language="es",
        made=datetime(2026, 3, 5, 14, 5, tzinfo=UTC),
    )  # fmt: skip
    text = words_of(form, export(told, form))
    assert "20,5\N{NO-BREAK SPACE}%" in text
    assert "59,5\N{NO-BREAK SPACE}%" in text
    assert "5 de marzo de 2026, 14:05 (UTC)" in text
    assert "8,75" in text
    without_version = text.replace(told.package, "")
    assert not re.search(r"(?<![\d.])\d+\.\d", without_version)


@pytest.mark.parametrize(
    ("language", "says"),
    [("en", "Joint problem-solving meetings: on"), ("es", "Reuniones conjuntas para resolver problemas: sí")],
)
def test_a_challenge_tells_the_inputs_that_were_moved_by_their_labels(language, says):
    challenge = library.exercise("p05-grow-a-group")
    start = {name: field.default for name, field in FIELDS.items()} | challenge.start
    moved = {**start, "joint_meetings": True}
    told = build(Record.of([entry(kind="challenge", exercise=challenge.id, value=moved)]), language=language)
    assert told.challenges[0].answer == (says,)


class TestCommand:
    def run(self, *arguments):
        return CliRunner().invoke(app, ["portfolio", *map(str, arguments)])

    @pytest.mark.parametrize("form", FORMATS)
    def test_it_writes_every_format(self, record, tmp_path, form):
        file = tmp_path / "record.json"
        file.write_text(record.to_json(), encoding="utf-8")
        result = self.run(file, "--format", form)
        assert result.exit_code == 0, result.output
        assert (tmp_path / f"record-portfolio.{form}").stat().st_size > 100

    def test_it_says_whether_the_file_was_changed(self, record, tmp_path):
        file = tmp_path / "portfolio.json"
        written = export(build(record), "json").decode()
        file.write_text(written, encoding="utf-8")
        assert "as it was exported. This is no proof" in self.run(file).output
        file.write_text(written.replace("half a thought", "a whole thought"), encoding="utf-8")
        assert "was changed after it was exported" in self.run(file).output

    @pytest.mark.parametrize(
        ("content", "says"),
        [
            (b"{", "cut off"),
            (b"\x00" * 50_000_000, "50 MB"),
            (b'{"format": "selfhelp-record", "version": 9, "entries": []}', "newer copy"),
        ],
        ids=["cut off", "50 MB", "newer"],
    )  # fmt: skip
    def test_a_bad_file_is_told_in_a_sentence(self, tmp_path, content, says):
        file = tmp_path / "record.json"
        file.write_bytes(content)
        result = self.run(file)
        assert isinstance(result.exception, RecordError)
        assert says in str(result.exception)

    def test_a_missing_file_and_a_bad_place_are_told(self, record, tmp_path):
        assert "cannot be read" in str(self.run(tmp_path / "none.json").exception)
        file = tmp_path / "record.json"
        file.write_text(record.to_json(), encoding="utf-8")
        assert "cannot be written" in str(self.run(file, "--out", tmp_path / "no" / "way.html").exception)
