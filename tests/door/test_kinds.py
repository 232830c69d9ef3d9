import gzip
import io
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import parquet

from helpers.door import kinds
from helpers.floor.faults import BadInput

CSV = b"Datum;Uren\n2-1-2026;1,75\n"
OLD = (Path(__file__).parent / "workbooks" / "files" / "dag_een_1904.xls").read_bytes()


def refusal(content, file="a.csv"):
    with pytest.raises(BadInput) as caught:
        kinds.attempt(content, file)
    [fault] = caught.value.faults
    return fault


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"<!DOCTYPE html><html><body><table><tr><td>1</td></tr></table>", "Dit is een webpagina, geen CSV"),
        (b'\xef\xbb\xbf\r\n <html xmlns:x="urn:schemas-microsoft-com:office:excel"><table>', "een webpagina"),
        ("<table><tr><td>één".encode("utf-16"), "een webpagina"),
        (b'<?xml version="1.0"?><svg><a/></svg>', "XML"),
        (
            b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">',
            "Excelbestand in XML",
        ),
        (
            b'MIME-Version: 1.0\r\nX-Document-Type: Workbook\r\nContent-Type: multipart/related; boundary="--a"\r\n\r\n<html>',
            "een webpagina",
        ),
        (
            b"From: <Saved by Blink>\nSnapshot-Content-Location: https://x\nSubject: a\n b\nMIME-Version: 1.0\n",
            "webpagina",
        ),
        (b"<tr><td>Datum</td></tr>", "een webpagina"),
        (b'<font face="Arial"><b>Datum</b></font>', "een webpagina"),
        (b'<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n<ss:Workbook>', "Excelbestand in XML"),
        (b"<rijen><rij>1</rij></rijen>", "XML"),
        (b"%PDF-1.7\n%\xe2\xe3", "een PDF"),
        (b"\x89PNG\r\n\x1a\n\0\0\0", "een afbeelding"),
        (b"\xff\xd8\xff\xe0\0", "een afbeelding"),
        (b"7z\xbc\xaf\x27\x1c\0", "een 7z-bestand"),
        (b"Rar!\x1a\x07\0", "een rar-bestand"),
        (b"SQLite format 3\0", "een database"),
        (b"PARE" + b"\0" * 20, "versleuteld"),
        (b"\x09\x08\x10\x00\x00\x06\x05\x00", "zeer oud Excelbestand"),
    ],
)
@pytest.mark.parametrize("file", ["a.csv", "a.xlsx"])
def test_what_is_no_table_is_named(content, what, file):
    fault = refusal(content, file)
    assert what in fault.message
    assert fault.hint


@pytest.mark.parametrize("text", ["[Datum];[Uren]\n1;2\n", "MZ;BZh\n1;2\n", "< 65;85+\n1;2\n", "{code};x\n1;2\n"])
def test_a_table_that_begins_oddly_is_still_a_table(text):
    assert len(kinds.attempt(text.encode(), "a.csv")[0].rows) == 2


def test_the_content_decides_and_a_name_that_says_otherwise_is_a_warning(bytes_of):
    book = bytes_of(("Data", [["a"], [1]]))
    table = io.BytesIO()
    parquet.write_table(pa.table({"a": [1]}), table)
    cases = [
        (CSV, "a.xlsx", "CSV"),
        (book, "a.csv", "Excel (.xlsx)"),
        (book, "a.xls", "Excel (.xlsx)"),
        (OLD, "a.xlsx", "Excel (.xls)"),
        (table.getvalue(), "a.csv", "Parquet"),
        (gzip.compress(book), "a.csv.gz", "Excel (.xlsx)"),
    ]
    for content, file, kind in cases:
        [sheet] = kinds.attempt(content, file)
        [note] = sheet.notes
        assert (note.level, note.file) == ("warning", file)
        assert kind in note.message


def test_a_name_that_fits_or_says_nothing_is_no_warning(bytes_of):
    cases = [
        (CSV, "a.csv"),
        (CSV, "A.TXT"),
        (CSV, "export"),
        (gzip.compress(CSV), "a.csv.gz"),
        (gzip.compress(CSV), "a.csv"),
        (bytes_of(("Data", [["a"]])), "a.xlsm"),
        (OLD, "a.xls"),
    ]
    for content, file in cases:
        assert kinds.attempt(content, file)[0].notes == ()


def test_garbled_letters_and_nul_in_excel_and_parquet_are_refused_with_their_place(bytes_of):
    fault = refusal(bytes_of(("Goed", [["a"]]), ("Fout", [["a", "b"], ["c", "FinanciÃ«n"]])), "a.xlsx")
    assert (fault.sheet, fault.row, fault.letter, fault.value) == ("Fout", 2, "B", "Ã«")
    table = io.BytesIO()
    parquet.write_table(pa.table({"a": ["x", "y\0z"]}), table)
    assert refusal(table.getvalue(), "a.parquet").row == 3


def test_a_question_mark_inside_a_word_is_a_warning_with_its_row():
    [sheet] = kinds.attempt(b"afdeling;vraag\nFinanci?n;waarom?\n", "a.csv")
    [note] = sheet.notes
    assert (note.level, note.row, note.letter) == ("warning", 2, "A")
    fine = b"a;b\nwat?;https://x.nl/index.php?id=1\n?;onbekend ?\n"
    assert kinds.attempt(fine, "a.csv")[0].notes == ()


def test_an_unforeseen_failure_is_a_refusal_without_its_words(monkeypatch):
    class Panic(BaseException):
        pass

    def fails(*_):
        raise Panic("geheim")

    monkeypatch.setattr(kinds.delimited, "read", fails)
    assert refusal(CSV).message == "Dit bestand is niet te lezen."


def test_control_characters_stay_in_cells_and_reach_no_message():
    text = "a\x1b[31m;b\u202e\n1\x07;\u200b2\n"
    assert kinds.attempt(text.encode(), "a.csv")[0].rows == [["a\x1b[31m", "b\u202e"], ["1\x07", "\u200b2"]]


@given(st.binary(max_size=200), st.sampled_from([b"", b"PK\x03\x04", b"PAR1", b"\x1f\x8b", OLD[:8], b"\xff\xfe"]))
def test_any_bytes_are_read_or_refused_in_plain_words(content, mark):
    try:
        kinds.attempt(mark + content, "a.csv")
    except BadInput as error:
        for fault in error.faults:
            assert fault.message.isprintable() and fault.value.isprintable() and fault.message.endswith(".")
