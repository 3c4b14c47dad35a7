from pathlib import Path

import pytest

from selfhelp_teach.errors import DataError
from selfhelp_teach.evidence import Status, load_table_1, table_1

# invented for these tests; what the original table printed is not known here
COUNTS = {
    "Conflict resolution": 22,
    "Interpersonal contact": 11,
    "Empathy with the child": 10,
    "Acceptance of parental efficacy": 9,
    "Transmission of information": 8,
    "Communication": 7,
    "Staff's competence": 0,
}


def written(folder: Path, header="category,parents,percent", **changed) -> Path:
    """Write a table in which the rows named by ``changed`` (by first word) are replaced."""
    rows = []
    for name, count in COUNTS.items():
        row = f"{name},{count},{100 * count / 44:.1f}"
        rows.append(changed.get(name.split()[0].lower().replace("'", ""), row))
    path = folder / "table-1.csv"
    path.write_text("\n".join([header, *(row for row in rows if row is not None), ""]), encoding="utf-8")
    return path


def test_a_whole_table_is_taken_and_marked_as_supplied(tmp_path):
    table = load_table_1(written(tmp_path))
    assert table.supplied
    assert [kind.parents for kind in table.kinds] == list(COUNTS.values())
    assert {kind.status for kind in table.kinds} == {Status.INSTRUCTOR_SUPPLIED}


def test_rows_may_come_in_any_order_and_keep_the_printed_one(tmp_path):
    path = written(tmp_path)
    header, *rows = path.read_text().splitlines()
    path.write_text("\n".join([header, *reversed(rows)]))
    assert [kind.order for kind in load_table_1(path).kinds] == [1, 2, 3, 4, 5, 6, 7]


def test_a_spreadsheet_s_byte_order_mark_and_curly_apostrophe_do_no_harm(tmp_path):
    path = written(tmp_path)
    path.write_text("\ufeff" + path.read_text().replace("Staff's", "Staff\u2019s"), encoding="utf-8")
    assert load_table_1(path).supplied


@pytest.mark.parametrize("sign", [";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_spreadsheet_that_parts_by_semicolons_and_writes_decimal_commas_is_read(tmp_path, sign, end):
    path = written(tmp_path)
    rows = [
        sign.join(cell.replace(".", ",") for cell in row.split(",")) for row in path.read_text().splitlines()
    ]
    path.write_bytes(("\ufeff" + end.join([*rows, ""])).encode())
    assert [kind.parents for kind in load_table_1(path).kinds] == list(COUNTS.values())


def test_a_category_may_be_given_by_its_key(tmp_path):
    assert load_table_1(written(tmp_path, empathy="empathy-child,10,23")).supplied


@pytest.mark.parametrize(
    ("changed", "match"),
    [
        (
            {"empathy": "Rudeness,10,22.7"},
            r"row 4: category is 'Rudeness', which is not in Table 1\. Use one of: Conf",
        ),
        ({"empathy": "Empathy with the child,45,100"}, r"row 4: parents is 45, but only 44 parents"),
        ({"empathy": "Empathy with the child,-1,0"}, r"row 4: parents is '-1', which is not a whole number"),
        (
            {"empathy": "Empathy with the child,ten,22.7"},
            r"row 4: parents is 'ten', which is not a whole number",
        ),
        ({"empathy": "Empathy with the child,10.5,23.9"}, r"row 4: parents is '10.5'"),
        ({"empathy": "Empathy with the child,,22.7"}, r"row 4: parents is ''"),
        ({"empathy": "Empathy with the child,10,122.7"}, r"row 4: percent is 122.7, outside 0 to 100"),
        ({"empathy": "Empathy with the child,10,-2"}, r"row 4: percent is -2, outside 0 to 100"),
        ({"empathy": "Empathy with the child,10,much"}, r"row 4: percent is 'much', which is not a number"),
        ({"empathy": "Empathy with the child,10,nan"}, r"row 4: percent is 'nan', which is not a number"),
        (
            {"empathy": "Empathy with the child,10,24"},
            r"row 4: percent is 24, but 10 of 44 parents is 22\.7%",
        ),
        ({"empathy": "Empathy with the child,10,22.8"}, r"row 4: percent is 22.8, but 10 of 44"),
        ({"empathy": "Communication,7,15.9"}, r"row 7: category is 'Communication', as in row 4 already"),
        ({"empathy": None}, r"category 'Empathy with the child' is missing\. Add its row"),
        (
            {"header": "category,parents,share"},
            r"row 1: the column 'percent' is missing\. It has 'category', 'parents', 'share'",
        ),
        ({"header": "category;parents;percent"}, r"row 2: the row has 1 cells and the header 3"),
        ({"empathy": "=cmd(),10,22.7"}, r"row 4: category is '=cmd\(\)', which is not in Table 1"),
    ],
)
def test_a_wrong_row_is_refused_with_row_field_value_and_mend(tmp_path, changed, match):
    path = written(tmp_path, **changed)
    with pytest.raises(DataError, match=match) as refused:
        load_table_1(path)
    assert str(refused.value).startswith(str(path))


@pytest.mark.parametrize("percent", ["23", "22.7", "22.73", "22.7%", "22.7 %"])
def test_a_percentage_may_be_rounded_to_as_many_places_as_it_is_written(tmp_path, percent):
    kind = load_table_1(written(tmp_path, empathy=f"Empathy with the child,10,{percent}")).kinds[2]
    assert kind.percent == pytest.approx(22.7, abs=0.31)


def test_a_missing_or_enormous_file_is_refused(tmp_path):
    with pytest.raises(DataError, match="cannot be read.*SELFHELP_TABLE_1"):
        load_table_1(tmp_path / "none.csv")
    path = tmp_path / "large.csv"
    path.write_text("x" * 100_000)
    with pytest.raises(DataError, match="100000 bytes"):
        load_table_1(path)


def test_without_the_setting_the_page_shows_rank_only_and_why(monkeypatch):
    monkeypatch.delenv("SELFHELP_TABLE_1", raising=False)
    table = table_1()
    assert not table.supplied
    assert "Only the order survives" in table.notice
    assert {kind.status for kind in table.kinds} == {Status.LISTED}


def test_with_the_setting_the_page_shows_the_numbers(tmp_path, monkeypatch):
    monkeypatch.setenv("SELFHELP_TABLE_1", str(written(tmp_path)))
    assert table_1().supplied
    assert table_1().notice == ""


def test_a_refused_file_leaves_rank_only_and_the_sentence(tmp_path, monkeypatch):
    monkeypatch.setenv("SELFHELP_TABLE_1", str(written(tmp_path, empathy="Rudeness,10,22.7")))
    table = table_1()
    assert not table.supplied
    assert "refused" in table.notice
    assert "row 4: category is 'Rudeness'" in table.notice


def test_numbers_that_contradict_the_paper_s_order_are_shown_with_a_word_about_it(tmp_path, monkeypatch):
    path = written(tmp_path, conflict="Conflict resolution,2,5", communication="Communication,44,100")
    monkeypatch.setenv("SELFHELP_TABLE_1", str(path))
    assert table_1().supplied
    assert "Check them against the original" in table_1().notice
