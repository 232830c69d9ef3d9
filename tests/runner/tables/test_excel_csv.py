"""CSV for an Excel with Dutch settings: the same cells as the plain table, in the form that Excel expects there."""

from __future__ import annotations

import csv
import io

from helpers.floor.quarter import Quarter
from helpers.runner.batch import asked_extras
from helpers.runner.editions.editions import Stamp
from helpers.runner.tables import excel_csv

PLAIN = (
    'indicator_id,value,is_met,rule,made_on\n3.1,92.5,true,"Stand; 92%, ""goed""",2026-09-30\n'
    "VE-1,,,'=A1,\nVE-2,-1e-05,false,é,\n"
)


def read(content: bytes) -> list[list[str]]:
    assert content.startswith(b"\xef\xbb\xbf") and b"\n" not in content.replace(b"\r\n", b"")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))


def test_it_has_semicolons_decimal_commas_a_mark_and_line_ends_of_windows():
    assert read(excel_csv.as_excel_csv(PLAIN.encode())) == [
        ["indicator_id", "value", "is_met", "rule", "made_on"],
        ["3.1", "92,5", "WAAR", 'Stand; 92%, "goed"', "2026-09-30"],
        ["VE-1", "", "", "'=A1", ""],
        ["VE-2", "-1e-05", "ONWAAR", "é", ""],
    ]


def test_a_table_without_rows_keeps_its_header():
    assert read(excel_csv.as_excel_csv(b"a,b\n")) == [["a", "b"]]


def test_an_edition_gets_every_table_in_a_folder_of_its_own_when_it_is_asked():
    (extra,) = asked_extras.of(("excel-csv",))
    files = {"tables/b.csv": b"a\n1.5\n", "tables/a.csv": b"a\nx\n", "run.json": b"{}", "tables.xlsx": b""}
    made = extra.make(Quarter(2026, 3), Stamp(1, "concept", "", ""), files)
    assert list(made) == ["tables-excel/a.csv", "tables-excel/b.csv"]
    assert read(made["tables-excel/b.csv"]) == [["a"], ["1,5"]]
    assert all(name.startswith(extra.place("2026-Q3", 1)) for name in made)


def test_nothing_is_made_that_was_not_asked():
    assert asked_extras.of(()) == []
    assert [one.called for one in asked_extras.of(("excel-csv", "pdf"))] == ["PDF", "CSV voor Excel"]
