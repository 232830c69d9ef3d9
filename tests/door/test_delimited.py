import pytest

from helpers.door.delimited import delimiter, read
from helpers.floor.faults import BadInput


@pytest.mark.parametrize("sign", [";", ",", "\t"])
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
