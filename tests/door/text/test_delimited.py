import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.door.text.delimited import delimiter, read
from helpers.floor.faults import BadInput


@pytest.mark.parametrize("sign", [";", ",", "\t", "|"])
def test_each_delimiter_gives_the_same_cells(sign):
    rows = [["maand", "wijk", "aantal"], ["2026-01", "Noord", "3"], ["2026-02", "Zuid", "4"]]
    text = "\n".join(sign.join(row) for row in rows)
    assert read(text, "a.csv").rows == rows


def test_decimal_commas_do_not_make_a_comma_the_delimiter():
    assert delimiter("a;b;c\n1,5;2,5;3,5\n1,5;2,5;3,5\n") == ";"


def test_title_rows_do_not_decide_the_delimiter():
    assert delimiter("Overzicht, boa's, 2026\nGemaakt in Den Haag, in mei\na;b\n1;2\n1;3\n") == ";"


def test_quoted_cells_keep_delimiters_quotes_and_line_ends():
    sheet = read('a;b\n"x;y";"zei ""ja""\nen ging"\n1;2\n', "a.csv")
    assert sheet.rows[1] == ["x;y", 'zei "ja"\nen ging']
    assert sheet.numbers == [1, 2, 3]  # Excel shows a cell with two lines as one row


def test_ragged_and_blank_rows_stay_with_their_number():
    sheet = read("a;b\n\n1;2;3\n4\n", "a.csv")
    assert list(zip(sheet.numbers, sheet.rows, strict=True)) == [
        (1, ["a", "b"]),
        (2, []),
        (3, ["1", "2", "3"]),
        (4, ["4"]),
    ]


def test_a_quote_that_never_closes_is_refused_with_its_row():
    with pytest.raises(BadInput, match="aanhalingstekens") as caught:
        read('a;b\n1;2\n3;"vier\n5;6\n', "a.csv")
    assert caught.value.faults[0].row == 3


def test_a_cell_too_long_for_any_export_is_refused():
    with pytest.raises(BadInput, match="regels"):
        read("a;b\n1;" + "x" * 200_000, "a.csv")


def refusal(text):
    with pytest.raises(BadInput) as caught:
        read(text, "a.csv")
    [fault] = caught.value.faults
    return fault


def test_the_line_that_tells_excel_the_delimiter_is_no_row():
    sheet = read("sep=|\r\na|b\r\n1,5|2,5\r\n", "a.csv")
    assert (sheet.rows, sheet.numbers) == ([["a", "b"], ["1,5", "2,5"]], [1, 2])


def test_decimal_commas_in_every_row_do_not_beat_a_bar():
    assert delimiter("a|b\n1,5|2\n1,5|3\n2,5|3\n") == "|"


def test_a_bar_between_words_does_not_beat_a_comma():
    assert delimiter("doel,uren\nafval|parkeren,2\nafval|beide,3\n") == ","


def test_semicolons_in_every_remark_do_not_beat_the_commas_of_all_rows():
    assert delimiter("a,b,c\n1,2,x;y\n1,2,x;z\n1,3,p;q\n") == ","


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n"])
def test_every_line_end_ends_a_row_and_no_other_sign_does(end):
    text = end.join(["a;b", "", "1;x\u2028y\x0b\x85z".replace("\x85", ""), "2;3", ""])
    assert read(text, "a.csv").rows == [["a", "b"], [], ["1", "x\u2028y\x0bz"], ["2", "3"]]


def test_rows_of_nothing_at_the_end_are_no_rows():
    assert read("a;b\n1;2\n" + ";\n" * 1000, "a.csv").rows == [["a", "b"], ["1", "2"]]


def test_a_trailing_delimiter_stays_a_cell():
    assert read("a;b;\n1;2;\n", "a.csv").rows == [["a", "b", ""], ["1", "2", ""]]


@pytest.mark.parametrize("behind", ["", ";;"])
def test_lines_that_are_quoted_as_a_whole_are_read_with_a_warning(behind):
    lines = ["maand,naam,aantal", '2026-01,""Noord, oost"",3', "2026-02,Zuid,4"]
    sheet = read("".join(f'"{line}"{behind}\n' for line in lines), "a.csv")
    assert sheet.rows == [["maand", "naam", "aantal"], ["2026-01", "Noord, oost", "3"], ["2026-02", "Zuid", "4"]]
    assert [note.level for note in sheet.notes] == ["warning"]


def test_one_quoted_column_is_no_table_quoted_as_a_whole():
    sheet = read('"naam"\n"Noord"\n"Zuid"\n', "a.csv")
    assert (sheet.rows, sheet.notes) == ([["naam"], ["Noord"], ["Zuid"]], ())


def test_a_text_that_excel_wrote_as_a_formula_keeps_its_zeros():
    assert read('code;naam\n="0123";x\n"=""007""";y\n=1+1;z\n', "a.csv").rows[1:] == [
        ["0123", "x"],
        ["007", "y"],
        ["=1+1", "z"],
    ]


def test_a_quote_that_swallows_whole_rows_is_refused_with_its_row():
    text = 'a;b;c\n1;2;3\n1;"Zuid;3\n' + "1;2;3\n" * 5 + '1;Noord";4\n1;2;3\n'
    assert refusal(text).row == 3


def test_text_after_a_closing_quote_is_refused_with_its_row():
    assert refusal('a;b\n1;"x" y\n').row == 2


def test_a_million_columns_and_a_line_without_end_are_refused():
    assert "3.000 kolommen" in refusal("a;b\n" + ";" * 2999 + "x").message
    assert "miljoen tekens" in refusal("a;b\n" + "1;2;" * 300_000).message


def test_more_cells_than_fit_are_refused(monkeypatch):
    monkeypatch.setattr("helpers.door.text.delimited.LARGEST_CELLS", 100)
    monkeypatch.setattr("helpers.door.limits.LARGEST_CELLS", 100)
    assert "te groot" in refusal("a;b\n" * 60).message
    assert len(read("a;b\n" * 50, "a.csv").rows) == 50


@given(st.text(alphabet='a;,|\t"\n\r=1 \x1a', max_size=60))
def test_any_text_is_read_or_refused(text):
    try:
        sheet = read(text, "a.csv")
    except BadInput:
        return
    assert len(sheet.numbers) == len(sheet.rows)


@given(st.lists(st.lists(st.text(alphabet='ab ;"\n', max_size=6), min_size=2, max_size=4), min_size=1, max_size=5))
def test_what_a_csv_writer_writes_is_read_back(rows):
    rows = [["kop een", "kop twee"], *rows, ["x", "y"]]
    text = io.StringIO()
    csv.writer(text, delimiter=";", lineterminator="\n").writerows(rows)
    if all(line.count(";") < 1 for row in rows for cell in row for line in cell.splitlines()):
        named = "sep=;\n" + text.getvalue()
        assert read(named, "a.csv").rows == rows
