import pandas as pd
import pytest

from helpers.door import delimited
from helpers.door.cells import find_header
from helpers.floor.faults import BadInput
from helpers.sources import contracts, read
from helpers.sources.reading import read_sheet

HEADER = "datum;wijkcode;locaties_gezien;met_bijplaatsing;buiten_norm\n"


@pytest.fixture
def reading():
    def read_text(text, dataset="afvalwaarnemingen"):
        contract = contracts()[dataset]
        sheet = delimited.read(text, "a.csv")
        return read_sheet(contract, sheet, find_header(sheet, contract.headers), ["WK000001", "WK000002"])

    return read_text


def said(reading):
    return [(fault.row, fault.column, fault.level, fault.message) for fault in reading.faults]


def test_a_good_export_becomes_the_typed_table(reading):
    result = reading(
        HEADER + "2026-09-28;WK000001  ;48;6;1\n28-09-2026;wk000002;1.048;.;0\n".replace(".;", "5;")
    )
    assert result.faults == ()
    expected = pd.DataFrame(
        {
            "date": pd.Series(["2026-09-28"] * 2, dtype="datetime64[us]"),
            "wijk": pd.Series(["WK000001", "WK000002"], dtype="str"),
            "sites_seen": pd.Series([48, 1048], dtype="Int64"),
            "sites_with_waste": pd.Series([6, 5], dtype="Int64"),
            "sites_out_of_norm": pd.Series([1, 0], dtype="Int64"),
        }
    )
    pd.testing.assert_frame_equal(result.table, expected)


def test_six_faults_in_one_file_are_all_named_with_the_rows_of_excel(reading):
    result = reading(
        "Titel\n" + HEADER + "2026-09-28;WK000001;48;6;1\n"
        "2026-13-28;WK000001;48;6;1\n"
        "2026-09-29;WK00002;48;6;1\n"
        "2026-09-30;WK000001;veel;6;1\n\n"
        "2026-10-01;WK000001;48;-6;0\n"
        "2026-10-02;WK000001;48;6;7\n"
        "2026-09-28;WK000001;47;6;1\n"
    )
    assert {(row, column) for row, column, *_ in said(result)} == {
        (4, "datum"), (5, "wijkcode"), (6, "locaties_gezien"), (8, "met_bijplaatsing"), (8, "buiten_norm"),
        (9, "buiten_norm"), (10, ""),
    }  # fmt: skip
    assert all(level == "error" for _, _, level, _ in said(result))


def test_a_rule_names_the_numbers_that_break_it(reading):
    result = reading(HEADER + "2026-10-02;WK000001;48;6;7\n")
    assert said(result) == [
        (2, "buiten_norm", "error", "7 locaties buiten de norm is meer dan 6 met bijplaatsing.")
    ]


def test_a_double_key_names_the_first_row(reading):
    result = reading(
        HEADER + "2026-10-02;WK000001;48;6;1\n2026-10-03;WK000001;48;6;1\n2026-10-02;WK000001;50;6;1\n"
    )
    assert said(result) == [(4, "", "error", "Deze rij is gelijk aan rij 2 in datum en wijkcode.")]


def test_the_same_row_twice_in_an_export_without_key_is_a_warning(reading):
    result = reading("Datum;Wat\n01-09-2026;ververst\n01-09-2026;ververst\n", "dashboard_updates")
    assert said(result) == [(3, "", "warning", "Deze rij is gelijk aan rij 2 in alle kolommen.")]
    assert len(result.table) == 2


def test_a_row_with_too_many_or_too_few_cells_is_an_error(reading):
    result = reading(
        HEADER + "2026-10-02;WK000001;48;6;1\n2026-10-03;WK000001;48;6\n2026-10-04;WK000001;48;6;1;9\n"
    )
    assert [(fault.row, fault.rule) for fault in result.faults] == [(3, "rijlengte"), (4, "rijlengte")]


def test_a_missing_column_names_the_nearest_header(reading):
    result = reading(
        "datum;wijkcode;locaties_gezien;met_bijplaatsng;buiten_norm\n2026-10-02;WK000001;48;6;1\n"
    )
    assert result.table is None
    missing = result.faults[0]
    assert (missing.level, missing.message) == ("error", "De kolom “met_bijplaatsing” ontbreekt.")
    assert "met_bijplaatsng" in missing.hint


def test_an_unknown_column_and_another_spelling_are_warnings(reading):
    result = reading(
        "Datum;wijkcode;locaties_gezien;met_bijplaatsing;buiten_norm;weer\n2026-10-02;WK000001;48;6;1;zon\n"
    )
    assert [(level, message) for *_, level, message in said(result)] == [
        ("warning", "De kop “Datum” is gelezen als “datum”."),
        ("warning", "De kolom “weer” is onbekend en wordt niet gelezen."),
    ]


def test_an_optional_column_may_be_absent_and_is_then_empty(reading):
    result = reading(
        "Datum;Wijkcode;Voertuig;Doel;Uren\n30-09-2026;WK000002;SA-1;parkeren;3,00\n", "scanauto_inzet"
    )
    assert {fault.level for fault in result.faults} == {"warning"}
    assert result.table.remark.isna().all() and result.table.remark.dtype == "str"


def test_a_day_has_no_more_than_24_hours(reading):
    result = reading(
        "Datum;Wijkcode;Voertuig;Doel;Uren\n30-09-2026;WK000002;SA-1;afval;24,25\n", "scanauto_inzet"
    )
    assert (2, "Uren", "error", "“24,25” is meer dan 24.") in said(result)


def test_percentages_that_are_all_fractions_are_refused(reading):
    header = (
        "Meting;Veldwerk van;Veldwerk tot;Wijkcode;Wijk;Respondenten;% buurt is schoon;"
        "% tevreden over straatverlichting\n"
    )
    row = "2026;1-3-2026;30-4-2026;WK000001;Noord;132;{};63,6\n"
    assert "lijken breuken" in reading(header + row.format("0,85"), "wijkatlas").faults[0].message
    assert reading(header + row.format("85"), "wijkatlas").faults == ()
    assert "meer dan 100" in reading(header + row.format("101"), "wijkatlas").faults[0].message


def test_a_required_cell_that_is_empty_is_an_error_and_another_is_not(reading):
    result = reading("Opkopernr;Branche;Wijkcode;Ingeschreven sinds;Uitgeschreven op\nOP1;;;;\n", "opkopers")
    assert said(result) == [(2, "Ingeschreven sinds", "error", "Ingeschreven sinds is niet ingevuld.")]


def test_a_table_without_rows_is_an_error(reading):
    assert "geen rijen" in reading(HEADER).faults[0].message


def test_attendance_above_capacity_warns_and_a_held_session_needs_attendance(reading):
    header = "Sessienr;Datum;Locatie;Wijkcode;Status;Capaciteit;Aanmeldingen;Aanwezig\n"
    rows = (
        "S1;1-9-2026;Hal;WK000001;gehouden;16;20;17\nS2;2-9-2026;Hal;WK000001;gehouden;16;20;\n"
        "S3;3-9-2026;Hal;WK000001;gepland;16;20;\nS4;3-9-2026;Hal;WK000001;vervallen;16;20;4\n"
    )
    result = reading(header + rows, "cybertraining_bijeenkomsten")
    assert {(row, level) for row, _, level, _ in said(result)} == {(2, "warning"), (3, "error"), (5, "error")}


def test_reading_one_file_raises_every_fault(tmp_path, areas):
    (tmp_path / "x.csv").write_text(HEADER + "2026-10-02;WK000009;48;6;1\n2026-10-03;WK000001;48;6;7\n")
    with pytest.raises(BadInput, match="2 fouten in 1 bestand"):
        read("afvalwaarnemingen", tmp_path / "x.csv", areas)
    (tmp_path / "x.csv").write_text("iets anders\n")
    with pytest.raises(BadInput, match="rij met koppen is niet gevonden"):
        read("afvalwaarnemingen", tmp_path / "x.csv", areas)
