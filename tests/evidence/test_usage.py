import pytest
from click.testing import CliRunner

from selfhelp_teach.evidence import ledger, usage
from selfhelp_teach.evidence.usage import Usage, complaints, scan


@pytest.fixture
def page(tmp_path):
    def write(text):
        path = tmp_path / "page.py"
        path.write_text(text)
        return scan([path])

    return write


def test_every_fact_is_used_and_the_command_says_how_many():
    told = CliRunner().invoke(usage.main).output
    assert f"{len(ledger())} facts used" in told, told


def test_a_fact_nobody_uses_is_a_complaint():
    found = complaints(Usage())
    assert set(found.unused) == set(ledger())
    assert "P1.share: nobody uses this fact" in str(found)


def test_an_id_that_is_not_in_the_ledger_is_a_complaint(page):
    assert complaints(page("[44](fact:P1.shore)")).unknown == ("P1.shore",)
    assert "P77.x.*" in page("select('P77.x.*')").unknown


def test_a_pattern_cites_all_that_lies_beneath(page):
    assert len(page("select('C16.consequences.*')").used) == 12


def test_a_longer_id_does_not_cite_a_shorter_one(page):
    assert set(page("C15.challenging.parent-only").used) == {"C15.challenging.parent-only"}


def test_an_id_at_the_end_of_a_sentence_counts(page):
    assert set(page("as P4.college.").used) == {"P4.college"}
