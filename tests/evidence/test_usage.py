import pytest
from click.testing import CliRunner

from selfhelp_teach.errors import DataError
from selfhelp_teach.evidence import ledger, usage
from selfhelp_teach.evidence.usage import Usage, citing_files, complaints, scan, waiting
from selfhelp_teach.locations import PACKAGE


@pytest.fixture
def page(tmp_path):
    def write(text):
        path = tmp_path / "page.py"
        path.write_text(text)
        return scan([path])

    return write


def test_every_fact_is_used_or_waits_for_its_page():
    found = complaints(scan(citing_files(PACKAGE.parent)), waiting())
    assert not found, str(found)


def test_a_fact_nobody_uses_is_a_complaint():
    found = complaints(Usage(), {})
    assert set(found.unused) == set(ledger())
    assert "P1.share: nobody uses this fact" in str(found)


def test_a_waiting_fact_that_is_used_is_a_stale_entry(page):
    used = page("fact('P1.share')")
    others = {id: "02" for id in ledger() if id != "P1.share"}
    assert not complaints(used, others)
    assert complaints(used, {**others, "P1.share": "02"}).stale == ("P1.share",)


def test_a_waiting_fact_that_is_no_longer_in_the_ledger_is_a_stale_entry():
    assert complaints(Usage(), {"P1.gone": "02"}).stale == ("P1.gone",)


def test_an_id_that_is_not_in_the_ledger_is_a_complaint(page):
    assert complaints(page("[44](fact:P1.shore)"), {}).unknown == ("P1.shore",)
    assert "P77.x.*" in page("select('P77.x.*')").unknown


def test_a_pattern_cites_all_that_lies_beneath(page):
    assert len(page("select('C16.consequences.*')").used) == 12


def test_a_longer_id_does_not_cite_a_shorter_one(page):
    assert set(page("C15.challenging.parent-only").used) == {"C15.challenging.parent-only"}


def test_an_id_at_the_end_of_a_sentence_counts(page):
    assert set(page("as P4.college.").used) == {"P4.college"}


def test_a_waiting_list_that_names_a_fact_twice_is_refused(tmp_path):
    path = tmp_path / "waiting.csv"
    path.write_text("fact,page\nP1.share,02\nP1.share,03\n")
    with pytest.raises(DataError, match="as in row 2 already"):
        waiting(path)


def test_the_command_takes_stale_entries_off_the_list(tmp_path, monkeypatch):
    path = tmp_path / "waiting.csv"
    text = usage.WAITING.read_text()
    path.write_text(f"{text}P1.gone,02\n")
    monkeypatch.setattr(usage, "WAITING", path)
    monkeypatch.setattr(usage.waiting, "__defaults__", (path,))
    run = CliRunner()
    assert "P1.gone: in waiting.csv, but used or gone" in run.invoke(usage.main).output
    assert run.invoke(usage.main, ["--mend"]).exit_code == 0
    assert path.read_text() == text
