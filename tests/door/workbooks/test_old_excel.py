from pathlib import Path

import pytest

from helpers.door.workbooks import old_excel
from helpers.floor.faults import BadInput

FILES = Path(__file__).parent / "files"


def sheets(name):
    return old_excel.read((FILES / name).read_bytes(), name)


def test_every_cell_becomes_text_and_errors_keep_their_sign():
    [sheet] = sheets("gewoon.xls")
    assert sheet.rows[1:] == [
        ["2026-12-31", "2026-12-31 08:30:00", "28,5%", "30 uur", "waar", "62,9", " Financiën "],
        ["#DIV/0!", "#N/A", "", "", "onwaar", "132", ""],
    ]
    assert (sheet.name, sheet.numbers) == ("Data", [1, 2, 3])


def test_days_may_count_from_1904():
    assert sheets("dag_een_1904.xls")[0].rows == [["2026-12-31"]]


def test_merged_hidden_and_very_hidden_are_seen():
    shown, hidden, deep = sheets("samengevoegd.xls")
    assert shown.rows == [["Noord", "1", "x"], ["Noord", "2", "x"], ["Noord", "3", "x"]]
    assert shown.filled == {(1, 0), (2, 0)}
    assert [note.message for note in shown.notes] == [
        "Rij 2 is verborgen in Excel; zij telt mee.",
        "Kolom C is verborgen in Excel; zij telt mee.",
    ]
    assert (shown.is_hidden, hidden.is_hidden, deep.is_hidden) == (False, True, True)


def test_a_cell_that_is_only_formatted_far_away_does_not_count():
    assert sheets("ver_opgemaakt.xls")[0].rows == [["a"]]


def test_a_protected_workbook_is_named():
    # How Excel keeps an .xlsx with a password: an OLE file with a stream of this name.
    content = old_excel.MARK + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")
    with pytest.raises(BadInput, match="wachtwoord"):
        old_excel.read(content, "a.xlsx")


def test_a_workbook_that_was_cut_off_is_refused_or_holds_every_cell():
    content = (FILES / "gewoon.xls").read_bytes()
    whole = sheets("gewoon.xls")[0].rows
    assert refused_or_rows(content[:3000]) is None
    for end in range(8, len(content), 173):
        assert refused_or_rows(content[:end]) in (None, whole)


def test_a_damaged_workbook_is_refused_in_dutch_or_read():
    content = (FILES / "gewoon.xls").read_bytes()
    for at in range(8, len(content), 301):
        refused_or_rows(content[:at] + bytes([content[at] ^ 0x55]) + content[at + 1 :])


def refused_or_rows(content):
    try:
        return old_excel.read(content, "a.xls")[0].rows
    except BadInput as error:
        assert "geen leesbaar Excelbestand" in str(error)
        return None


def test_a_row_that_ends_with_empty_cells_is_as_wide_as_the_others():
    for file in FILES.glob("*.xls"):
        for sheet in old_excel.read(file.read_bytes(), file.name):
            assert len({len(row) for row in sheet.rows}) <= 1
