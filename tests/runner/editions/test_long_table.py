"""One long table over all quarters, from the current edition of each."""

from __future__ import annotations

import csv
import json

import jsonschema
import openpyxl
import pytest

from helpers.runner.editions import long_table, standing

HEAD = "indicator_id,quarter,value,numerator,denominator,unit,target,status\n"


@pytest.fixture
def out(tmp_path):
    def publish(quarter, edition, row):
        folder = tmp_path / quarter / str(edition)
        (folder / "tables").mkdir(parents=True)
        (folder / "tables" / "indicators.csv").write_text(HEAD + row, encoding="utf-8")
        run = {"format": 1, "quarter": quarter, "edition": edition, "kind": "concept"}
        run |= {"municipality": "GM0001", "is_made_up": True}
        (folder / "run.json").write_text(json.dumps(run), encoding="utf-8")

    publish("2026-Q1", 1, "VE-1-4,2026-Q1,55,55,,persons,200,onzeker\n")
    publish("2026-Q1", 2, "VE-1-4,2026-Q1,56,56,,persons,200,onzeker\n")
    publish("2025-Q4", 1, "VE-1-4,2025-Q4,,,,persons,,geen oordeel\n")
    return tmp_path


def rows(out):
    stands = standing.everywhere(out, is_made_up=True)
    for name, content in long_table.files(stands, lambda year: {"VE-1-4": "Ouderen cybertraining"}).items():
        (out / name).write_bytes(content)
    with (out / "indicators.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_every_quarter_stands_there_once_oldest_first_with_its_current_edition(out):
    assert [(r["quarter"], r["edition"], r["value"]) for r in rows(out)] == [
        ("2025-Q4", "1", ""),
        ("2026-Q1", "2", "56"),
    ]


def test_a_row_can_be_read_without_the_report(out):
    row = rows(out)[1]
    assert (row["municipality"], row["name"], row["quarter_end"]) == ("GM0001", "Ouderen cybertraining", "2026-03-31")
    assert (row["kind"], row["is_made_up"], row["status"]) == ("concept", "true", "onzeker")


def test_the_workbook_has_the_same_rows_with_numbers_and_days_as_such(out):
    rows(out)
    sheet = openpyxl.load_workbook(out / "indicators.xlsx")["indicators"]
    found = [[c.value for c in row] for row in sheet.rows]
    assert found[0] == [
        *("Gemeente", "Indicator", "Naam", "Kwartaal", "Laatste dag kwartaal", "Waarde", "Teller", "Noemer"),
        *("Eenheid", "Eenheid (code)", "Streefwaarde", "Status", "Editie", "Soort", "Voorbeelddata"),
    ]
    assert found[2][5] == 56 and found[2][4].year == 2026 and found[1][5] is None
    assert sheet.tables["indicators"].ref == "A1:O3"  # Power BI finds the table by this name


def test_a_quarter_that_holds_no_table_is_passed_over(out):
    (out / "2025-Q4" / "1" / "tables" / "indicators.csv").unlink()
    assert [r["quarter"] for r in rows(out)] == ["2026-Q1"]


def test_writing_it_again_changes_nothing(out):
    rows(out)
    first = [(out / name).read_bytes() for name in long_table.FILES]
    rows(out)
    assert [(out / name).read_bytes() for name in long_table.FILES] == first


@pytest.mark.parametrize("content", [b"\xff\xfe", b"", b"a,b\n1,2\n", b'"'])
def test_a_table_that_cannot_be_read_is_passed_over(out, content):
    (out / "2025-Q4" / "1" / "tables" / "indicators.csv").write_bytes(content)
    assert [r["quarter"] for r in rows(out)] == ["2026-Q1"]


def test_the_json_says_of_an_older_edition_what_its_table_says(out):
    rows(out)
    told = json.loads((out / "indicators.json").read_text("utf-8"))
    jsonschema.validate(told, json.loads((out / "indicators.schema.json").read_text("utf-8")))
    assert [(one["quarter"], one["edition"]) for one in told["editions"]] == [("2025-Q4", 1), ("2026-Q1", 2)]
    (last,) = told["editions"][1]["indicators"]
    assert (last["name"], last["value"], last["target"]) == ("Ouderen cybertraining", 56, 200)


def test_the_json_repeats_what_an_edition_says_itself_and_nothing_of_another(out):
    own = {"format": 1, "editions": [{"quarter": "2026-Q1", "edition": 2, "indicators": [], "owners": []}]}
    place = out / "2026-Q1" / "2" / "indicators.json"
    for edition, is_own in ((2, True), (1, False)):
        own["editions"][0]["edition"] = edition
        place.write_text(json.dumps(own), encoding="utf-8")
        rows(out)
        told = json.loads((out / "indicators.json").read_text("utf-8"))["editions"][1]
        assert (told["indicators"] == []) is is_own
