import pytest

from selfhelp_teach.charts.describe import sources
from selfhelp_teach.errors import DataError
from selfhelp_teach.evidence import bibliography, ledger, source
from selfhelp_teach.evidence.bibliography import load_bibliography
from selfhelp_teach.evidence.cards import card


def test_the_paper_s_author_and_year_are_shown_as_inferred():
    paper = source("P")
    assert paper.inferred == ("author", "issued")
    assert paper.short() == "[Chesler, mid-to-late 1980s]"
    assert "inferred" in paper.full()


@pytest.mark.parametrize(
    ("key", "href", "shown"),
    [
        ("C16", "https://doi.org/10.1200/OP.20.01038", "doi"),
        ("C14", "https://pmc.ncbi.nlm.nih.gov/articles/PMC6987729/", "PMC6987729</a>"),
    ],
)
def test_a_source_is_linked_by_its_doi_or_else_by_its_pmc_number(key, href, shown):
    assert source(key).href == href
    assert f'<a href="{href}" rel="noreferrer">{shown}' in source(key).html()


def test_a_source_with_neither_has_no_link():
    assert source("C7").href == ""
    assert "<a" not in source("C7").html()


def test_a_source_without_authors_is_named_by_its_title_and_says_so():
    assert source("C4").short().startswith("Active roles")
    assert (
        source("C4")
        .full()
        .startswith("No authors named in the record at hand (no year in the record at hand).")
    )


@pytest.mark.parametrize(
    ("key", "short"),
    [
        ("C5", "Levy 1978"),
        ("C1", "Barbarin & Chesler 1984"),
        ("C12", "Stevinson, Lydon & Amir 2010"),
        ("C10", "Wituk and colleagues 2002"),
    ],
)
def test_a_short_citation_names_people_as_usual(key, short):
    assert source(key).short() == short


def test_every_source_of_the_ledger_is_there_and_each_renders_without_markup_of_its_own():
    assert {"P", *(f"C{number}" for number in range(1, 18))} <= set(bibliography())
    for entry in bibliography().values():
        assert entry.full().endswith(".")
        assert entry.html().count("<") in {0, 2}


def test_an_unknown_source_is_refused_with_those_there_are():
    with pytest.raises(DataError, match=r"no source 'C99'\. Choose one of: P, "):
        source("C99")


@pytest.mark.parametrize(
    ("text", "match"),
    [
        ('[{"id": "A"}, {"id": "A"}]', "'A' is there twice"),
        ('[{"title": "x"}]', "has no id"),
        ("[", "cannot be read"),
    ],
)
def test_a_bibliography_that_is_not_whole_is_refused(tmp_path, text, match):
    path = tmp_path / "b.json"
    path.write_text(text)
    with pytest.raises(DataError, match=match):
        load_bibliography(path)


@pytest.mark.parametrize(
    "key", [key for key, each in bibliography().items() if each.title and each.title in each.short()]
)
def test_a_title_cited_in_spanish_says_that_it_is_english(key):
    cited = next(each for each in ledger().values() if each.source == key)
    said = f'<span lang="en">{source(key).title}</span>'
    assert said in card(cited.id, "es")
    assert said in source(key).html("es")
    assert sources("es", cited)[0]["english"] == source(key).title
    assert "lang=" not in card(cited.id, "en")
