import pytest

from helpers.door.cells import Sheet, find_header
from helpers.door.text import delimited
from helpers.sources import contracts
from helpers.sources.sheets import headers

ROW = ["2025-09-28", "WK000001", "48", "6", "1"]
NAMES = ["datum", "wijkcode", "locaties_gezien", "met_bijplaatsing", "buiten_norm"]


def match(names, sheet_name="", row=ROW):
    contract = contracts()["afvalwaarnemingen"]
    sheet = Sheet("a.xlsx", sheet_name, [list(names), list(row)], [4, 5])
    return headers.match(contract, sheet, find_header(sheet, contract.headers))


def test_headers_as_they_should_be_give_no_fault():
    places, faults = match(NAMES)
    assert (list(places.values()), faults) == ([0, 1, 2, 3, 4], [])


def test_only_invisible_signs_in_a_header_are_no_fault():
    assert match(["\ufeffdatum", "wijkcode\u00a0", "locaties_\u200bgezien", *NAMES[3:]])[1] == []


@pytest.mark.parametrize("header", [" wijkcode", "wijk code", "Wijkcode"])
def test_spaces_and_capitals_do_not_count_but_give_a_warning(header):
    places, [fault] = match(["datum", header, *NAMES[2:]])
    assert (places["wijk"], fault.level) == (1, "warning")


def test_another_spelling_is_a_warning_with_its_letter():
    [fault] = match([*NAMES[:3], "Met bijplaatsing", NAMES[4]])[1]
    assert (fault.level, fault.row, fault.letter, fault.column) == ("warning", 4, "D", "met_bijplaatsing")
    assert fault.message == "De kop “Met bijplaatsing” is gelezen als “met_bijplaatsing”."


def test_the_number_of_statline_behind_a_header_is_passed_over_with_a_warning():
    places, [fault] = match([*NAMES[:2], "locaties_gezien_12", *NAMES[3:]])
    assert places["sites_seen"] == 2
    assert (fault.level, fault.column) == ("warning", "locaties_gezien")


def test_beside_the_plain_header_a_numbered_one_is_unknown():
    places, [fault] = match([*NAMES, "buiten_norm_3"], row=[*ROW, "9"])
    assert places["sites_out_of_norm"] == 4
    assert "“buiten_norm_3” is onbekend" in fault.message


@pytest.mark.parametrize("extra", [["datum", "Datum"], ["wijkcode"]])
def test_a_header_that_stands_twice_is_an_error_naming_the_letters(extra):
    fault = match([*NAMES, *extra])[1][0]
    letters = {"datum": "A, F en G", "wijkcode": "B en F"}[extra[0]]
    assert fault.level == "error" and fault.message.endswith(f"kolom {letters}.")


def test_two_numbered_headers_of_one_column_are_an_error():
    faults = match([*NAMES[:4], "buiten_norm_1", "buiten_norm_2"], row=[*ROW, "9"])[1]
    assert [(fault.level, fault.column) for fault in faults] == [("error", "buiten_norm")]


def test_a_missing_column_is_an_error_naming_the_nearest_header():
    faults = match([*NAMES[:3], "met_bijplaatsng", NAMES[4]])[1]
    assert (faults[0].level, faults[0].hint) == ("error", "Is dit de kolom met_bijplaatsng?")


def test_an_optional_column_that_is_absent_is_no_fault():
    contract = contracts()["scanauto_inzet"]
    sheet = delimited.read("Datum;Wijkcode;Voertuig;Doel;Uren\n1-9-2025;WK000001;SA-1;afval;2\n", "a.csv")
    assert headers.match(contract, sheet, find_header(sheet, contract.headers))[1] == []


def test_unknown_columns_are_named_up_to_twenty_and_then_counted():
    faults = match([*NAMES, *(f"x{n}" for n in range(50))], row=[*ROW, *"z" * 50])[1]
    assert len(faults) == 21 and {fault.level for fault in faults} == {"warning"}
    assert (faults[0].column, faults[0].letter) == ("x0", "F")
    assert faults[-1].message == "Nog 30 kolommen zijn onbekend en worden niet gelezen."


def test_cells_under_an_empty_header_are_a_warning_in_excel():
    row = [*ROW, "los"]
    assert "lege kop" in match([*NAMES, ""], "Blad1", row)[1][0].message
    assert match([*NAMES, "", ""], "Blad1", [*row[:5], "", " "])[1] == []


def test_a_header_never_comes_whole_or_personal_into_a_message():
    faults = match([*NAMES, "x" * 5000, "jan@voorbeeld.nl", "rood\x1b[31m"], row=[*ROW, *"abc"])[1]
    said = " ".join(f"{fault.message}{fault.column}" for fault in faults)
    assert len(said) < 600 and "jan@" not in said and "\x1b" not in said
