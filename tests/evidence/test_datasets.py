import csv
import json

import pytest
from click.testing import CliRunner
from frictionless import Package, system

from selfhelp_teach import locations
from selfhelp_teach.errors import DataError
from selfhelp_teach.evidence import ledger, rows, validate
from selfhelp_teach.evidence.datasets import load_package, package, resources
from selfhelp_teach.evidence.package import build, main
from selfhelp_teach.evidence.tables import Field, read_table

NAMES = sorted(path.parent.name for path in locations.datasets().glob("*/data.csv"))


def spoil(folder, name, old, new):
    path = folder / name / "data.csv"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))
    return path


def test_the_package_file_is_current():
    folder = locations.datasets()
    assert build(folder) == (folder / "datapackage.json").read_text(encoding="utf-8"), (
        "run: python -m selfhelp_teach.evidence.package"
    )


def test_every_folder_is_a_resource():
    assert sorted(resources(package())) == NAMES


def test_our_own_check_finds_every_data_set_sound():
    assert validate(locations.datasets()) == sum(len(rows(name)) for name in NAMES)


def test_a_stranger_s_check_finds_the_package_sound():
    with system.use_context(trusted=True):
        report = Package(str(locations.datasets() / "datapackage.json")).validate()
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "note"])


@pytest.mark.parametrize("name", NAMES)
def test_a_data_set_has_licence_source_status_and_says_how_it_was_transcribed(name):
    resource = resources(package())[name]
    assert resource["licenses"][0]["name"] == "CC-BY-4.0"
    assert resource["sources"]
    assert resource["status"]
    assert resource["transcribed"]


@pytest.mark.parametrize("name", NAMES)
def test_a_row_can_not_be_changed(name):
    with pytest.raises(TypeError):
        rows(name)[0]["label"] = "another"  # type: ignore[index]


def test_table_1_has_no_numbers_of_its_own():
    assert all(row["parents"] is None and row["percent"] is None for row in rows("problem-kinds"))


def test_the_bands_of_problems_add_up_to_all_parents():
    bands = rows("number-of-problems")
    assert sum(row["parents"] for row in bands) == 74
    for row in bands:
        assert row["share"] == pytest.approx(row["parents"] / 74, abs=0.0005)


def test_a_danger_s_monopoly_is_named_by_the_ledger_too():
    words = {
        "know-too-much": "know too much", "misinformation": "misinformation", "questioning": "questioning",
        "power": "power", "turf": "turf", "competition": "competition", "emotional": "emotional",
    }  # fmt: skip
    for row in rows("dangers"):
        assert words[row["danger"]] in ledger()[f"P.monopoly.{row['monopoly']}"].statement


def test_an_unknown_data_set_is_refused_with_those_there_are():
    with pytest.raises(DataError, match=r"no data set 'nothing'\. Choose one of: facts"):
        rows("nothing")


def test_a_missing_column_is_refused_with_those_that_are_there(copied):
    path = spoil(copied, "nurses", "item,label,kind,percent", "item,label,kind,share")
    with pytest.raises(DataError) as refused:
        validate(copied)
    assert str(refused.value) == (
        f"{path}, row 1: the column 'percent' is missing. "
        "It has 'item', 'label', 'kind', 'share', 'nurses', 'fact'. Add it to the header."
    )


# data set | what stands there | what stands there then | what is said after the file's name, "…" where it goes on
SPOILT = """
contributors | label,parents | label,label,parents | 1: the column 'label' is there twice. Take one away.
contributors | ,26, | , | 3: the row has 3 cells and the header 4. …
contributors | ,Team, | ,"Team, | 5: not readable as CSV …
consequences | distress,65 | distress,many | 2: parents is 'many', which is not a whole number. Write a whole number.
consequences | distress,65 | distress,-1 | 2: parents is -1, below the least allowed, 0. Correct the number.
number-of-problems | 30,0.405 | 30,1.405 | 2: share is 1.405, above the most allowed, 1. Correct the number.
nurses | 79.5 | nan | 2: percent is 'nan', which is not a number. Write a number.
nurses | 79.5 | inf | 2: percent is 'inf', which is not a number. Write a number.
nurses | 79.5 | -inf | 2: percent is '-inf', which is not a number. Write a number.
nurses | 79.5 | 97.5 | 2: percent is 97.5, but fact C9.help.shared-experience has 79.5. Make the two agree.
nurses | Shared experience | | 2: label is empty. Fill it in: every row needs one.
nurses | C9.help.bonding | C9.help.binding | 4: fact is 'C9.help.binding', which facts does not have. …
dangers | ,service, | ,money, | 2: monopoly is 'money'. Use one of: knowledge, service, values.
facts | P1.none, | parents, | 3: id is 'parents', which does not have the form …
facts | P1.none, | P1.share, | 3: id is 'P1.share', as in row 2 already. Give each row its own.
facts | ,reported,P, | ,reported,C99, | 2: source is 'C99', which the bibliography does not have. …
"""


@pytest.mark.parametrize("case", SPOILT.strip().splitlines())
def test_what_is_wrong_in_a_file_is_refused_with_row_field_value_and_mend(copied, case):
    name, old, new, told = (part.strip() for part in case.split("|"))
    path = spoil(copied, name, old, new)
    with pytest.raises(DataError) as refused:
        validate(copied)
    said, goes_on, _rest = told.partition("…")
    shown = str(refused.value).removeprefix(f"{path}, row ")
    assert shown.startswith(said) if goes_on else shown == said


def test_a_column_nobody_described_is_refused(copied):
    path = copied / "nurses" / "data.csv"
    text = path.read_text().splitlines()
    path.write_text("\n".join([text[0] + ",extra", *(line + ",1" for line in text[1:])]))
    with pytest.raises(DataError, match="'extra' is not described"):
        validate(copied)


def test_an_unknown_citation_of_a_whole_data_set_is_refused(copied):
    path = copied / "nurses" / "source.yaml"
    path.write_text(path.read_text().replace("- C9\n", "- C99\n"))
    with pytest.raises(DataError, match=r"source.yaml: citations has 'C99'"):
        build(copied)
    described = json.loads((copied / "datapackage.json").read_text())
    next(entry for entry in described["resources"] if entry["name"] == "nurses")["citations"] = ["C99"]
    (copied / "datapackage.json").write_text(json.dumps(described))
    with pytest.raises(DataError, match=r"citations has 'C99'"):
        validate(copied)


def test_a_file_that_is_not_utf8_or_not_there_is_refused(copied):
    path = copied / "contributors" / "data.csv"
    path.write_bytes("level,label,parents,fact\né".encode("latin-1"))
    with pytest.raises(DataError, match="not UTF-8"):
        validate(copied)
    path.unlink()
    with pytest.raises(DataError, match="cannot be read"):
        validate(copied)


def test_a_missing_package_file_is_refused_with_the_command_that_makes_it(tmp_path):
    with pytest.raises(DataError, match=r"python -m selfhelp_teach.evidence.package"):
        load_package(tmp_path)


def test_true_and_false_are_read_as_such_and_nothing_else_is(tmp_path):
    path = tmp_path / "t.csv"
    path.write_text("a\ntrue\nfalse\n\n")
    assert [row["a"] for row in read_table(path, [Field("a", "boolean")])] == [True, False]
    path.write_text("a\nyes\n")
    with pytest.raises(DataError, match="not true or false"):
        read_table(path, [Field("a", "boolean")])


def test_an_empty_cell_that_may_be_empty_is_none(tmp_path):
    path = tmp_path / "t.csv"
    path.write_text("a,b\n,x\n")
    assert read_table(path, [Field("a", "number"), Field("b")])[0]["a"] is None


def test_the_command_writes_the_package_file_and_checks_it(copied):
    (copied / "datapackage.json").unlink()
    run = CliRunner()
    assert "is stale" in run.invoke(main, ["--check", str(copied)]).output
    assert run.invoke(main, [str(copied)]).exit_code == 0
    assert "current" in run.invoke(main, ["--check", str(copied)]).output


def test_a_new_folder_becomes_a_resource(copied):
    folder = copied / "brand-new"
    folder.mkdir()
    (folder / "data.csv").write_text("id,share\na,0.5\n")
    (folder / "source.yaml").write_text(
        "title: T\ndescription: D\nstatus: assumption\ncitations: [P]\ntranscribed: by hand\n"
        "schema:\n  fields:\n  - {name: id, type: string}\n"
        "  - {name: share, type: number, constraints: {maximum: 1}}\n"
    )
    assert CliRunner().invoke(main, [str(copied)]).exit_code == 0
    assert "brand-new" in resources(load_package(copied))


@pytest.mark.parametrize(
    ("text", "match"), [("title: T", "description is missing"), (": [", "cannot be read")]
)
def test_a_description_that_is_not_whole_is_refused(copied, text, match):
    (copied / "nurses" / "source.yaml").write_text(text)
    with pytest.raises(DataError, match=match):
        build(copied)


def test_files_are_plain_csv_with_one_kind_of_line_end():
    for name in NAMES:
        raw = (locations.datasets() / name / "data.csv").read_bytes()
        assert b"\r" not in raw
        assert raw.endswith(b"\n")
        assert list(csv.reader(raw.decode().splitlines()))
