import pandas as pd
import pytest

from helpers.door.cells import Sheet, find_header
from helpers.door.text import delimited
from helpers.floor.faults import BadInput, Fault
from helpers.sources import contracts, read
from helpers.sources.sheets.reading import read_sheet

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
    result = reading(HEADER + "2026-09-28;WK000001  ;48;6;1\n28-09-2026;wk000002;1.048;.;0\n".replace(".;", "5;"))
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
    assert said(result) == [(2, "buiten_norm", "error", "7 locaties buiten de norm is meer dan 6 met bijplaatsing.")]


def test_a_double_key_names_the_first_row(reading):
    result = reading(HEADER + "2026-10-02;WK000001;48;6;1\n2026-10-03;WK000001;48;6;1\n2026-10-02;WK000001;50;6;1\n")
    assert said(result) == [(4, "", "error", "Deze rij is gelijk aan rij 2 in datum en wijkcode.")]


def test_keys_that_differ_in_capitals_or_spaces_only_are_a_warning(reading):
    rows = "2025-08,WK000001,Zwerfvuil,7\n2025-08,WK000001,ZWERF VUIL,4\n2025-09,WK000001,Zwerfvuil,4\n"
    result = reading("maand,wijkcode,categorie,aantal\n" + rows, "meldingen")
    said = [(f.row, f.level, f.message) for f in result.faults if f.rule == "bijna dubbel"]
    message = "Deze rij is op hoofdletters of spaties na gelijk aan rij 2 in maand, wijkcode en categorie."
    assert said == [(3, "warning", message)]


def test_a_personal_name_of_a_sheet_is_not_repeated():
    contract = contracts()["bodycams"]
    sheet = Sheet("a.xlsx", "jan@voorbeeld.nl", [contract.headers, ["x", "18", "16"]], [1, 2])
    result = read_sheet(contract, sheet, find_header(sheet, contract.headers), [])
    assert result.faults and not any("jan@" in str(fault.as_dict()) for fault in result.faults)


def test_the_same_row_twice_in_an_export_without_key_is_a_warning(reading):
    result = reading("Datum;Wat\n01-09-2026;ververst\n01-09-2026;ververst\n", "dashboard_updates")
    assert said(result) == [(3, "", "warning", "Deze rij is gelijk aan rij 2 in alle kolommen.")]
    assert len(result.table) == 2


def test_a_row_with_too_many_or_too_few_cells_is_an_error(reading):
    result = reading(HEADER + "2026-10-02;WK000001;48;6;1\n2026-10-03;WK000001;48;6\n2026-10-04;WK000001;48;6;1;9\n")
    assert [(fault.row, fault.rule) for fault in result.faults] == [(3, "rijlengte"), (4, "rijlengte")]
    assert "heeft 4 cellen, de kop heeft er 5" in result.faults[0].message


def test_a_missing_column_names_the_nearest_header(reading):
    result = reading("datum;wijkcode;locaties_gezien;met_bijplaatsng;buiten_norm\n2026-10-02;WK000001;48;6;1\n")
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
    result = reading("Datum;Wijkcode;Voertuig;Doel;Uren\n30-09-2026;WK000002;SA-1;parkeren;3,00\n", "scanauto_inzet")
    assert result.faults == ()
    assert result.table.remark.isna().all() and result.table.remark.dtype == "str"


def test_a_day_has_no_more_than_24_hours(reading):
    result = reading("Datum;Wijkcode;Voertuig;Doel;Uren\n30-09-2026;WK000002;SA-1;afval;24,25\n", "scanauto_inzet")
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


def one(reading, rule):
    return [(fault.row, fault.level) for fault in reading.faults if fault.rule == rule]


GOOD = "2025-10-02;WK000001;48;6;1\n"


def test_every_fault_of_a_cell_names_the_letter_of_its_column(reading):
    result = reading("buiten_norm;" + HEADER.replace(";buiten_norm", "") + "1;2025-13-02;WK9;x;-6\n")
    assert [(fault.column, fault.letter) for fault in result.faults if fault.row == 2] == [
        ("datum", "B"), ("wijkcode", "C"), ("locaties_gezien", "D"), ("met_bijplaatsing", "E"), ("buiten_norm", "A"),
    ]  # fmt: skip


def test_faults_come_in_the_order_of_the_rows(reading):
    result = reading(HEADER + "2025-10-02;WK000001;48;6;x\n2025-10-03;WK9;48;6;1\n2025-13-04;WK000001;48;6;1\n")
    assert [fault.row for fault in result.faults] == [2, 3, 4]


def test_a_trailing_delimiter_in_header_or_rows_is_no_fault(reading):
    for text in (HEADER.replace("\n", ";;\n") + GOOD, HEADER + GOOD.replace("\n", ";\n")):
        assert (len(reading(text).table), reading(text).faults) == (1, ())
    assert one(reading(HEADER.replace("\n", ";\n") + GOOD.replace("\n", ";9\n")), "rijlengte") == [(2, "error")]


def test_only_rows_of_a_wrong_length_are_not_called_an_empty_table(reading):
    assert [fault.rule for fault in reading(HEADER + "2025-10-02;WK000001;48\n").faults] == ["rijlengte"]


def test_blank_rows_are_passed_over_and_keep_the_numbers_of_the_others(reading):
    result = reading(HEADER + "\n;;;;\n \n" + GOOD + "\u200b;;;;\n")
    assert (result.numbers, result.faults, result.left_out) == ([5], (), 0)


def test_a_header_that_is_repeated_is_left_out_with_its_row(reading):
    result = reading(HEADER + GOOD + HEADER.upper() + GOOD.replace("-02", "-03"))
    assert (result.numbers, result.left_out) == ([2, 4], 1)
    assert one(result, "kopherhaling") == [(3, "warning")]


@pytest.mark.parametrize(
    "note",
    [
        "Bron: meldsysteem", "Toelichting op de cijfers;;;;", "* voorlopig;;", "Let op: zie blad 2", "Opmerking: geen",
        "Gemaakt op 1-1-2026", "Peildatum 31-12-2025", "Exportdatum: 2026-01-01", "Aantal rijen: 1", "Einde", "Noot 1;;;;",
    ],
)  # fmt: skip
def test_a_foot_note_below_the_data_is_left_out_with_a_warning(reading, note):
    result = reading(HEADER + GOOD + "\n" + note + "\nBron: x\n")
    assert (result.numbers, result.left_out) == ([2], 2)
    assert one(result, "voetnoot") == [(4, "warning"), (5, "warning")]
    assert {fault.level for fault in result.faults} == {"warning"}


@pytest.mark.parametrize("row", ["Iets anders", "Bron: x;WK000001;;;", ";Bron: x;;;", "Bronnen", "Einderij;;;;"])
def test_what_only_resembles_a_foot_note_is_an_error(reading, row):
    result = reading(HEADER + GOOD + row + "\n")
    assert {fault.level for fault in result.faults if fault.row == 3} == {"error"}


def test_a_foot_note_between_rows_of_data_is_an_error(reading):
    result = reading(HEADER + "Bron: x\n" + GOOD)
    assert one(result, "rijlengte") == [(2, "error")]


def test_a_foot_note_that_counts_other_rows_is_an_error(reading):
    assert one(reading(HEADER + GOOD + "Aantal rijen: 2\n"), "aantal rijen") == [(3, "error")]


def test_counts_in_a_column_that_mixes_point_and_comma_give_one_warning(reading):
    rows = "2025-10-02;WK000001;48,0;6;1\n2025-10-03;WK000001;48.0;6;1\n2025-10-04;WK000001;1.048;6;1\n"
    result = reading(HEADER + rows)
    assert [(fault.row, fault.level, fault.letter) for fault in result.faults] == [
        (None, "warning", "C"),
        (4, "error", "C"),
    ]


def test_a_range_fault_names_the_other_reading(reading):
    row = "Datum;Wijkcode;Voertuig;Doel;Uren\n30-09-2025;WK000002;SA-1;afval;{}\n"
    faults = reading(row.format("1.750"), "scanauto_inzet").faults
    assert [fault.hint for fault in faults if fault.rule == "bereik"] == ["Gelezen als 1.750. Bedoelt u 1,750?"]


def test_a_fraction_among_percentages_is_a_warning_with_its_row(reading):
    header = (
        "Meting;Veldwerk van;Veldwerk tot;Wijkcode;Wijk;Respondenten;% buurt is schoon;"
        "% tevreden over straatverlichting\n"
    )
    row = "2025;1-3-2025;30-4-2025;WK00000{};Noord;132;{};63,6\n"
    result = reading(header + row.format(1, "85") + row.format(2, "0,85"), "wijkatlas")
    assert one(result, "percentage") == [(3, "warning")]


def test_an_age_band_that_is_none_never_stands_in_a_fault(reading):
    result = reading(
        "sessienr;deelnemer;leeftijdsklasse;wijkcode;voormeting;nameting\nS1;P1;oudje;WK000001;2;\n",
        "cybertraining_deelnemers",
    )
    assert [fault.column for fault in result.faults if fault.rule == "leeftijdsklasse"] == ["leeftijdsklasse"]
    assert not any("oudje" in str(fault.as_dict()) for fault in result.faults)


def test_an_age_band_becomes_two_columns_of_ages(reading):
    head = "sessienr;deelnemer;leeftijdsklasse;wijkcode;voormeting;nameting\n"
    bands = ("65-74", "85+", "<65", "", "onbekend", "65 jaar")
    rows = "".join(f"S1;P{at};{band};WK000001;2;\n" for at, band in enumerate(bands))
    result = reading(head + rows, "cybertraining_deelnemers")
    missing = -1
    ages = result.table[["age_low", "age_high"]]
    assert ages.dtypes.tolist() == ["Int64", "Int64"] and "age" not in result.table
    assert ages.fillna(missing).values.tolist() == [
        [65, 74], [85, missing], [0, 64], *[[missing, missing]] * 3
    ]  # fmt: skip
    errors, unknown = ([f for f in result.faults if (f.rule == "age is known") == is_ours] for is_ours in (False, True))
    assert [(fault.row, fault.column) for fault in errors] == [(7, "leeftijdsklasse")]
    # Said of each, without what stands there.
    assert [(fault.row, fault.level, fault.value) for fault in unknown] == [(row, "warning", "") for row in (5, 6, 7)]


def test_personal_data_come_first_and_no_fault_shows_a_value_of_that_column(reading):
    header = "Datum;Wijkcode;Thema;Op basis van dashboard;Mail\n"
    result = reading(
        header + "x;WK000001;afval;jan@voorbeeld.nl;a@b.nl\n1-9-2025;WK000001;afval;Pietje Puk;\n", "interventies"
    )
    assert {fault.rule for fault in result.faults[:2]} == {"persoonsgegevens"}
    said = str([fault.as_dict() for fault in result.faults])
    assert "jan@" not in said and "a@b" not in said and "Pietje" not in said
    assert (2, "error") in one(result, "ja of nee") and (3, "error") in one(result, "ja of nee")


def test_ten_thousand_faults_of_a_column_are_each_named_and_the_rest_counted(reading):
    rows = "".join(f"2025-10-02;WK9{n % 100};48;6;1\n" for n in range(10_500))
    faults = [fault for fault in reading(HEADER + rows).faults if fault.column == "wijkcode"]
    assert len(faults) == 10_001
    said = [fault.message for fault in faults if "zulke" in fault.message]
    assert said == ["Nog 500 zulke fouten, in rij 10002 tot en met 10501."]


def test_a_column_with_thousands_of_different_wrong_texts_is_given_up_with_an_error(reading):
    rows = "".join(f"2025-10-02;WK9{n};48;6;1\n" for n in range(10_500))
    faults = [fault for fault in reading(HEADER + rows).faults if fault.column == "wijkcode"]
    assert (len(faults), faults[-1].level) == (10_001, "error")
    assert faults[-1].message == "Nog 500 andere cellen zijn niet meer gelezen, in rij 10002 tot en met 10501."


def sheet_with(rows, filled=(), notes=()):
    contract = contracts()["interventies"]
    headers = contract.headers[:4]
    cells = [["Titel", "", "", ""], headers, *rows]
    sheet = Sheet("a.xlsx", "Blad1", cells, list(range(1, len(cells) + 1)), False, frozenset(filled), tuple(notes))
    return read_sheet(contract, sheet, find_header(sheet, headers), ["WK000001"])


def test_merged_texts_are_repeated_with_one_warning_for_the_sheet():
    rows = [["2025-09-01", "WK000001", "afval", "ja"], ["2025-09-01", "WK000001", "afval", "nee"]]
    result = sheet_with(rows, {(3, 0), (3, 1), (0, 1)})
    assert [(fault.level, fault.message) for fault in result.faults] == [
        ("warning", "De waarde van samengevoegde cellen is herhaald in rij 4.")
    ]
    assert len(result.table) == 2


def test_a_merged_number_in_rows_of_data_is_an_error():
    contract = contracts()["bodycams"]
    cells = [contract.headers, ["2025-06-30", "18", "16"], ["2025-09-30", "18", "17"]]
    sheet = Sheet("a.xlsx", "Blad1", cells, [1, 2, 3], False, frozenset({(2, 1)}))
    result = read_sheet(contract, sheet, find_header(sheet, contract.headers), [])
    assert [(f.row, f.letter, f.level) for f in result.faults if f.rule == "samengevoegd"] == [(3, "B", "error")]


def test_a_foot_note_over_merged_cells_is_a_foot_note():
    rows = [["2025-09-01", "WK000001", "afval", "ja"], ["Bron: x"] * 4]
    result = sheet_with(rows, {(3, 1), (3, 2), (3, 3)})
    assert [(fault.rule, fault.level) for fault in result.faults] == [("voetnoot", "warning")]


def test_the_notes_of_a_sheet_are_passed_on_and_a_cell_beside_the_table_is_named():
    note = Fault("Rij 3 is verborgen.", level="warning", rule="verborgen")
    result = sheet_with([["2025-09-01", "WK000001", "afval", "ja"]], notes=[note])
    assert note in result.faults
    contract = contracts()["interventies"]
    headers = contract.headers[:4]
    cells = [[*headers, ""], ["2025-09-01", "WK000001", "afval", "ja", ""], ["", "", "", "", "los"]]
    sheet = Sheet("a.xlsx", "Blad1", cells, [1, 2, 3])
    beside = read_sheet(contract, sheet, find_header(sheet, headers), ["WK000001"])
    assert one(beside, "naast de tabel") == [(3, "warning")]
    assert (len(beside.table), beside.left_out) == (1, 1)


@pytest.mark.slow
def test_two_hundred_thousand_rows_are_read():
    contract = contracts()["afvalwaarnemingen"]
    days = pd.date_range("1990-01-01", periods=10_000).strftime("%d-%m-%Y")
    wijken = [f"WK{n:06}" for n in range(20)]
    rows = [[day, wijk, "48", "6", "1", "", ""] for day in days for wijk in wijken]
    sheet = Sheet("a.csv", "", [[*contract.headers, "x", "y"], *rows], list(range(1, 200_002)))
    result = read_sheet(contract, sheet, find_header(sheet, contract.headers), wijken)
    assert len(result.table) == 200_000


@pytest.mark.parametrize(("is_mac", "day"), [(True, "2026-03-31"), (False, "2022-03-30")])
def test_a_plain_number_is_a_day_of_its_own_workbook(is_mac, day):
    contract = contracts()["bodycams"]
    rows = [["Peildatum", "Boa's", "Met bodycam"], ["44650", "18", "9"], ["31-12-2025", "44650", "9"]]
    sheet = Sheet("a.xlsx", "Blad", rows, [1, 2, 3], counts_from_1904=is_mac)
    table = read_sheet(contract, sheet, find_header(sheet, contract.headers), []).table
    assert table.counted_on.tolist() == [pd.Timestamp(day), pd.Timestamp("2025-12-31")]
    assert table.boas.tolist() == [18, 44650]


SHIFTS = "Datum,Wijkcode,Voertuig,Doel,Uren,Opmerking\n"


def test_a_decimal_comma_between_commas_is_no_remark(reading):
    result = reading(
        SHIFTS + "2026-03-01,WK000001,SA-1,afval,4,5\n2026-03-02,WK000001,SA-1,afval,3,25\n", "scanauto_inzet"
    )
    [fault] = [fault for fault in result.faults if fault.rule == "komma"]
    assert (fault.level, fault.column) == ("error", "Opmerking")
    good = SHIFTS + "2026-03-01,WK000001,SA-1,afval,4.5,5\n2026-03-02,WK000001,SA-1,afval,3,regen\n"
    assert not any(fault.rule == "komma" for fault in reading(good, "scanauto_inzet").faults)
