import pytest

from selfhelp_teach.errors import DataError
from selfhelp_teach.evidence import (
    check_citation,
    citation_faults,
    citations_in,
    ledger,
    render_fact_link,
    unmarked_numbers,
)


@pytest.mark.parametrize(
    ("id", "shown"),
    [
        ("P1.share", "44 of 74"),
        ("P1.share", "59.5%"),
        ("P1.share", "60%"),
        ("P1.share", "59,5 %"),
        ("P1.share", "60\u00a0%"),
        ("P1.share", "44 of 74 parents (59.5%)"),
        ("P2.share", "39%"),
        ("P6.dangers.turf", "social workers' turf"),
        ("P8.length", "two to three years"),
        ("P8.length", "2 to 3 years"),
        ("C9.help.shared-experience", "four in five"),
        ("C9.help.understood", "72%"),
        ("C15.odds.parent.high-school", "3.03 (1.56\u20135.90)"),
        ("C15.odds.clinician.years", "10-19 years in practice: 2.65"),
        ("C17.criteria", "nine of ten"),
        ("P3.first", "conflict resolution"),
    ],
)
def test_a_fact_s_own_numbers_may_be_shown(id, shown):
    check_citation(id, shown)


@pytest.mark.parametrize(
    ("id", "shown"),
    [
        ("P1.share", "45 of 74"),
        ("P1.share", "59%"),
        ("P1.share", "44%"),
        ("P1.share", "74 %"),
        ("P1.share", "44 percent"),
        ("P1.share", "160%"),
        ("P1.share", "half"),
        ("P2.share", "29 of 74"),
        ("P2.share", "39% to 40%"),
        ("C9.concern.misinformation", "38%"),
        ("C9.help.bonding", "three in four"),
        ("P3.counts", "10 parents"),
        ("P11.size", "2 times larger"),
        ("C15.odds.parent.anxiety", "2.14 (1.27 to 3.60)"),
        ("C14.predicted.all", "49% of 368"),
    ],
)
def test_another_number_is_refused(id, shown):
    with pytest.raises(DataError, match="which is not a number of fact"):
        check_citation(id, shown)


def test_the_refusal_says_what_may_be_shown():
    with pytest.raises(DataError, match=r"value 59\.5; numerator 44; denominator 74; 60%"):
        check_citation("P1.share", "61%")
    with pytest.raises(DataError, match="status ordinal, no number"):
        check_citation("P11.size", "3")


def test_every_fact_may_show_its_own_value_and_other_forms():
    for entry in ledger().values():
        for number in (entry.value, entry.low, entry.high, entry.numerator, entry.denominator):
            if number is not None:
                check_citation(entry.id, f"{number:g}")
        for form in entry.also_shown:
            check_citation(entry.id, form)
        check_citation(entry.id, entry.label)


def test_a_fact_link_says_status_and_source_and_is_escaped():
    html = render_fact_link("P1.share", '<b>44</b> of "74"')
    assert 'class="selfhelp-fact"' in html
    assert 'data-status="reported"' in html
    assert 'href="#fact-P1.share"' in html
    assert "section on childhood cancer" in html
    assert "&lt;b&gt;44&lt;/b&gt; of &quot;74&quot;</a>" in html


def test_a_computed_fact_says_so():
    assert "computed here" in render_fact_link("P1.none", "30 of 74")
    assert "computed here" not in render_fact_link("P1.share", "44 of 74")


def test_citations_are_found_with_what_they_show():
    text = "Of them [44 of 74](fact:P1.share) did; see [there](x.md). [87%](fact:P4.college)."
    assert citations_in(text) == (("P1.share", "44 of 74"), ("P4.college", "87%"))


@pytest.mark.parametrize(
    "text",
    [
        "Of them [44 of 74](fact:P1.share) did.",
        "In 1984, and 1984-85, and in the 1980s.",
        "See page 02 and Table 1, section 3, step 4.",
        "This page takes 20-35 minutes; or 25 minutes.",
        "1. First\n2. Second",
        "Use `n = 74` here.\n\n```python\nn = 74\n```",
        "See [the text](https://doi.org/10.1000/182) and https://example.org/44.",
        "![A picture](figures/44.png)",
        "[plain]: # (what the reader draws)\nDraw 100 samples\nof 20.",
        '<div data-n="44"></div>',
        "P1 and C15 are ids; C4 too.",
        "Seven kinds of problem, and two sides.",
        "<!-- 44 parents -->",
    ],
)
def test_what_is_plainly_no_finding_is_passed_over(text):
    assert unmarked_numbers(text) == ()


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Of them 44 did.", "44"),
        ("About 60% did.", "60%"),
        ("Odds of 3.03.", "3.03"),
        ("- 44 parents", "44"),
        ("Four in five nurses.", "Four in five"),
        ("Cuatro de cada cinco.", "Cuatro de cada cinco"),
        ("[the 44](https://example.org)", "44"),
        ("[plain]: # ()\n44 of them", "44"),
        ("[plain]: # (the first block alone)\nDraw 100.\n\nOf them 44 did.", "44"),
    ],
)
def test_a_bare_number_in_prose_is_found(text, number):
    (found,) = unmarked_numbers(text)
    assert found.number == number


def test_a_bare_number_is_found_with_its_line():
    found = unmarked_numbers("# Title\n\n```\n1\n2\n```\n\nOf them 44 did.")
    assert [(entry.line, entry.text) for entry in found] == [(8, "Of them 44 did.")]


def test_a_page_whose_numbers_are_the_ledger_s_has_no_complaints():
    assert citation_faults("Of them [44 of 74](fact:P1.share) did, see page 02.") == ()


def test_a_page_with_another_value_an_unknown_fact_and_a_bare_number_has_three():
    page = "[45 of 74](fact:P1.share)\n[44](fact:P1.shore)\nOf them 44 did."
    another, unknown, bare = citation_faults(page)
    assert "'45', which is not a number of fact P1.share" in another
    assert "no fact 'P1.shore'" in unknown
    assert bare.startswith("Line 3 has '44' outside a fact link")
