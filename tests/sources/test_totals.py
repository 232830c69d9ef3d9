import pytest

from helpers.door import delimited
from helpers.door.cells import find_header
from helpers.sources import contracts
from helpers.sources.reading import read_sheet

ATLAS = (
    "Meting;Veldwerk van;Veldwerk tot;Wijkcode;Wijk;Respondenten;% buurt is schoon;"
    "% tevreden over straatverlichting\n"
    "2024;1-3-2024;30-4-2024;WK000001;Noord;132;62,9;63,6\n2024;1-3-2024;30-4-2024;WK000002;Zuid;100;71;69\n"
    "2026;1-3-2026;30-4-2026;WK000001;Noord;60;81,7;68,3\n2026;1-3-2026;30-4-2026;WK000002;Zuid;50;80;64\n"
)


def read_text(text, dataset="wijkatlas"):
    contract = contracts()[dataset]
    sheet = delimited.read(text, "a.csv")
    return read_sheet(contract, sheet, find_header(sheet, contract.headers), ["WK000001", "WK000002"])


def test_a_total_that_is_right_is_left_out_and_said():
    reading = read_text(ATLAS + ";;;;Gemeente;342;;\n")
    assert len(reading.table) == 4
    [fault] = reading.faults
    assert (fault.level, fault.row) == ("warning", 6)
    assert "“Gemeente”" in fault.message and "klopt met de som van de delen: 342" in fault.message


def test_a_total_that_is_wrong_is_an_error():
    [fault] = read_text(ATLAS + ";;;;Gemeente;340;;\n").faults
    assert (fault.level, fault.column, fault.value) == ("error", "Respondenten", "340")
    assert fault.message == "Respondenten is 340, maar de delen zijn samen 342."


def test_a_total_per_wave_is_checked_against_that_wave():
    text = ATLAS + "2024;1-3-2024;30-4-2024;;Totaal;232;67;66\n2026;1-3-2026;30-4-2026;;Totaal;111;81;66\n"
    assert [(f.row, f.level) for f in read_text(text).faults] == [(6, "warning"), (7, "error")]


@pytest.mark.parametrize("label", ["Totaal", "GEMEENTE", "Eindtotaal", "GM0000"])
def test_a_total_row_is_known_by_its_label_in_the_first_column(label):
    reading = read_text(
        f"Maand;Overtredingen;Spoed mogelijk;Toegepast;Effectief\n2026-09;23;12;8;7\n{label};23;12;8;7\n",
        "bestuursdwang",
    )
    assert len(reading.table) == 1
    assert [fault.level for fault in reading.faults] == ["warning"]


def test_a_row_that_only_lacks_its_code_is_no_total():
    assert [
        (f.column, f.level) for f in read_text(ATLAS + "2026;1-3-2026;30-4-2026;;Oost;50;80;64\n").faults
    ] == [("Wijkcode", "error")]


def test_a_word_in_a_full_row_does_not_make_it_a_total():
    text = "Datum;Wijkcode;Wijknaam;Voertuig;Doel;Uren;Opmerking\n30-09-2026;WK000002;Zuid;SA-1;afval;3,00;Gemeente\n"
    assert len(read_text(text, "scanauto_inzet").table) == 1
