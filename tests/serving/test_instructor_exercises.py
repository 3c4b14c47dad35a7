"""An instructor's folder on the course's own pages: one setting, no code, and no file of ours changed."""

from __future__ import annotations

import nbformat
import pytest

from selfhelp_teach import locations
from selfhelp_teach.errors import ExerciseError
from selfhelp_teach.exercises import library
from selfhelp_teach.exercises.starters import starter
from selfhelp_teach.serving import course, prerender, start
from selfhelp_teach.serving.instructor_exercises import with_instructor_exercises
from selfhelp_teach.serving.settings import Settings

pytestmark = pytest.mark.usefixtures("folder")
SLUG = "02-what-parents-reported"


def notebook(slug, language="en"):
    return nbformat.read(locations.notebooks() / course.prefix(language) / f"{slug}.ipynb", as_version=4)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """An instructor's folder with two questions for page 02 and a challenge for page 05."""
    for kind in ("number", "ranking", "challenge"):
        (tmp_path / f"my-{kind}.yaml").write_text(starter(kind, f"my-{kind}"), encoding="utf-8")
    monkeypatch.setenv(library.SETTING, str(tmp_path))
    library.exercises.cache_clear()
    yield tmp_path
    library.exercises.cache_clear()


@pytest.mark.parametrize(
    ("language", "title"), [("en", "From your instructor"), ("es", "De quien imparte el curso")]
)
def test_a_page_gets_a_section_with_them_before_its_sources(language, title):
    page = notebook(SLUG, language)
    before = list(page.cells)
    words, part, *last = with_instructor_exercises(page, SLUG).cells[-2 - 1 :]
    assert words.source.startswith(f"## {title}\n")
    assert part.source == "page.exercises('my-number', 'my-ranking')"
    assert [*page.cells[: -2 - len(last)], *last] == before
    nbformat.validate(page)


def test_the_section_shows_the_exercises():
    cells = prerender.code_cells(with_instructor_exercises(notebook(SLUG), SLUG))
    shown = prerender.make([cells[0], cells[-1]])["cells"]["added-exercises"]
    assert [(view["module"], view["key"]) for view in shown] == [
        ("exercise", "my-number"),
        ("exercise", "my-ranking"),
    ]


def test_every_page_with_exercises_can_take_them_up(folder):
    pages = [page for page in course.PAGES if "page.exercise" in nbformat.writes(notebook(page.slug))]
    assert len(pages) >= 9
    for page in pages:
        number = page.number.zfill(2) if page.number else page.slug
        path = folder / "my-other.yaml"
        path.write_text(starter("confidence", "my-other").replace('page: "02"', f'page: "{number}"'))
        assert "'my-other'" in with_instructor_exercises(notebook(page.slug), page.slug).cells[-2].source


def test_voila_puts_them_in_when_it_renders_a_page():
    from nbconvert.exporters import Exporter
    from voila.exporter import VoilaExporter

    exporter = VoilaExporter(config=Settings().config())
    resources = {"metadata": {"name": SLUG}}
    page, _ = Exporter.from_notebook_node(exporter, notebook(SLUG), resources)  # as Voilà's renderer does
    assert "my-ranking" in page.cells[-2].source


def test_without_the_setting_a_page_stays_as_it_is(monkeypatch):
    monkeypatch.delenv(library.SETTING, raising=False)
    assert with_instructor_exercises(notebook(SLUG), SLUG) == notebook(SLUG)


def test_a_page_of_somebodys_own_stays_as_it_is():
    own = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell('ExercisePart("my-number")')])
    assert (
        len(with_instructor_exercises(own, "my-page").cells)
        == len(with_instructor_exercises(own, SLUG).cells)
        == 1
    )


def test_a_challenge_stands_among_the_challenges_of_page_05():
    from selfhelp_teach.pages.simulator import Simulator

    page = Simulator()
    offered = [option["value"] for option in page.challenges().options]
    assert "my-challenge" in offered
    part = page.exercise("my-challenge")
    assert part._compare is not None
    assert part._situation is not None


def test_a_curve_whose_result_is_a_run_is_compared_on_any_page(folder):
    from selfhelp_teach.pages.parents import Parents

    text = starter("curve", "my-curve")
    points = text[text.index("  points:") : text.index("\n", text.index("  points:"))]
    (folder / "my-curve.yaml").write_text(text.replace(points, "  measure: members"), encoding="utf-8")
    part = Parents().exercise("my-curve")
    assert len(part._compare(None).points) == 60


def test_a_file_that_breaks_while_the_course_runs_leaves_the_page_and_the_others(folder, caplog):
    (folder / "my-number.yaml").write_text("id: my-number\n")
    assert library.instructor_exercises("02") == ("my-ranking",)
    assert "my-number.yaml, line 1" in caplog.text


def test_a_faulty_folder_is_told_before_anything_is_served(folder):
    (folder / "my-number.yaml").write_text("id: my-number\n")
    with pytest.raises(ExerciseError, match=r"my-number\.yaml, line 1: the key type is missing"):
        start.run(Settings(port=0))


def test_an_edited_file_has_an_opening_state_of_its_own(folder):
    prerender.source_hash.cache_clear()
    before = prerender.source_hash()
    (folder / "my-number.yaml").write_text(starter("number", "my-number") + "\n# more\n", encoding="utf-8")
    prerender.source_hash.cache_clear()
    assert prerender.source_hash() != before
    prerender.source_hash.cache_clear()
