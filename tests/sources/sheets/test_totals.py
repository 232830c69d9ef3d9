import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.door.cells import find_header
from helpers.door.text import delimited
from helpers.sources import contracts
from helpers.sources.sheets.reading import read_sheet

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


def of_totals(reading):
    return [fault for fault in reading.faults if fault.rule == "totaalrij"]


def test_a_total_that_is_right_is_left_out_and_said():
    reading = read_text(ATLAS + ";;;;Gemeente;342;;\n")
    assert (len(reading.table), reading.left_out) == (4, 1)
    [fault] = of_totals(reading)
    assert (fault.level, fault.row) == ("warning", 6)
    assert "“Gemeente”" in fault.message and "klopt met de som van de delen: 342" in fault.message


def test_a_total_that_is_wrong_is_an_error():
    [fault] = of_totals(read_text(ATLAS + ";;;;Gemeente;340;;\n"))
    assert (fault.level, fault.column, fault.letter, fault.value) == ("error", "Respondenten", "F", "340")
    assert fault.message == "Respondenten is 340, maar de delen zijn samen 342."


def test_a_total_per_wave_is_checked_against_that_wave():
    text = ATLAS + "2024;1-3-2024;30-4-2024;;Totaal;232;67;66\n2026;1-3-2026;30-4-2026;;Totaal;111;81;66\n"
    assert [(f.row, f.level) for f in of_totals(read_text(text))] == [(6, "warning"), (7, "error")]


@pytest.mark.parametrize(
    "label", ["Totaal", "Totaal:", "GEMEENTE", "Eindtotaal", "GM0000", "Totaal 2026", "TOTAAL generaal"]
)
def test_a_total_row_is_known_by_its_label_in_the_first_column(label):
    reading = read_text(
        f"Maand;Overtredingen;Spoed mogelijk;Toegepast;Effectief\n2026-09;23;12;8;7\n{label};23;12;8;7\n",
        "bestuursdwang",
    )
    assert len(reading.table) == 1
    assert [fault.level for fault in reading.faults] == ["warning"]


def test_a_row_that_only_lacks_its_code_is_no_total():
    faults = read_text(ATLAS + "2026;1-3-2026;30-4-2026;;Oost;50;80;64\n").faults
    assert [(f.column, f.row) for f in faults if f.level == "error"] == [("Wijkcode", 6)]


def test_a_word_in_a_full_row_does_not_make_it_a_total():
    text = "Datum;Wijkcode;Wijknaam;Voertuig;Doel;Uren;Opmerking\n30-09-2026;WK000002;Zuid;SA-1;afval;3,00;Gemeente\n"
    assert len(read_text(text, "scanauto_inzet").table) == 1


REPORTS = "maand,wijkcode,categorie,aantal\n"
CELLS = [
    (f"2025-{month:02}", wijk, kind)
    for month in (1, 2)
    for wijk in ("WK000001", "WK000002")
    for kind in ("Afval", "Groen")
]


def reports(rows):
    return read_text(REPORTS + "".join(f"{','.join(map(str, row))}\n" for row in rows), "meldingen")


def test_a_total_above_the_data_and_one_per_month_are_checked_and_left_out():
    rows = [(*cell, n) for n, cell in enumerate(CELLS, 1)]
    above = ("Totaal", "", "", 36)
    reading = reports(
        [above, *rows[:4], ("januari 2025", "Totaal", "", 10), *rows[4:], ("2025-02", "GM0000", "Afval", 12)]
    )
    assert (len(reading.table), reading.table.reports.sum(), reading.left_out) == (8, 36, 3)
    assert [(f.row, f.level) for f in of_totals(reading)] == [(2, "warning"), (7, "warning"), (12, "warning")]


@pytest.mark.parametrize(
    "row",
    [
        ("Totaal", "", "", 35), ("2025-01", "Totaal", "", 11), ("2025-01", "WK000001", "Totaal", 4),
        ("Totaal 2025", "", "", 37), ("2024-01", "Totaal", "", 10),
    ],
)  # fmt: skip
def test_a_total_that_is_no_sum_of_its_parts_is_an_error_and_never_data(row):
    reading = reports([*((*cell, n) for n, cell in enumerate(CELLS, 1)), row])
    assert len(reading.table) == 8
    assert [(f.row, f.level, f.column) for f in of_totals(reading)] == [(10, "error", "aantal")]


def test_a_category_with_total_in_its_name_is_data():
    reading = reports([*((*cell, n) for n, cell in enumerate(CELLS, 1)), ("2025-01", "WK000001", "Totaal verkeer", 7)])
    assert (len(reading.table), of_totals(reading)) == (9, [])


def test_a_total_is_read_by_the_evidence_of_its_column():
    header = "Datum;Wijkcode;Voertuig;Doel;Uren\n"
    rows = "30-09-2025;WK000002;SA-1;parkeren;1.750\n29-09-2025;WK000002;SA-1;parkeren;2.5\n"
    reading = read_text(header + rows + "Totaal;;;;4.250\n", "scanauto_inzet")
    assert [f.level for f in of_totals(reading)] == ["warning"]
    assert reading.table.hours.tolist() == [1.75, 2.5]


def test_a_row_with_nothing_to_check_and_nothing_missing_is_data_whatever_its_name():
    header = "Proces;Afdeling;Vastgesteld op;Geborgd op\n"
    reading = read_text(header + "Gemeente;HR;10-09-2025;27-11-2025\nTotaal beheer;HR;;\n", "crisisafspraken")
    assert reading.table.process.tolist() == ["Gemeente", "Totaal beheer"]


def test_thousands_of_total_rows_are_refused_in_one_message():
    rows = [(*CELLS[0], 1)] + [("Totaal", "", "", 1)] * 2_001
    faults = of_totals(reports(rows))
    assert len(faults) == 1 and "meer dan 2.000 totaalrijen" in faults[0].message


@settings(deadline=None, max_examples=25)
@given(st.lists(st.integers(0, 5000), min_size=8, max_size=8), st.randoms())
def test_shuffling_rows_and_adding_a_right_total_change_no_total(counts, random):
    rows = [(*cell, n) for cell, n in zip(CELLS, counts, strict=True)]
    more = [*rows, ("Totaal", "", "", sum(counts)), ("2025-01", "", "Totaal", sum(counts[:4]))]
    random.shuffle(more)
    plain, shuffled = reports(rows), reports(more)
    assert shuffled.table.reports.sum() == plain.table.reports.sum() == sum(counts)
    assert not [fault for fault in shuffled.faults if fault.level == "error"]
    by = ["month", "wijk", "category"]
    expected = plain.table.sort_values(by, ignore_index=True)
    pd.testing.assert_frame_equal(shuffled.table.sort_values(by, ignore_index=True), expected)


TWO_WIJKEN = "maand,wijkcode,categorie,aantal\n2026-08,WK000001,Zwerfvuil,7\n2026-08,WK000002,Zwerfvuil,4\n"


def test_a_subtotal_is_the_sum_of_the_rows_since_the_total_before_it():
    below = (
        "Subtotaal,,,11\n2026-09,WK000001,Zwerfvuil,2\n2026-09,WK000002,Zwerfvuil,1\nSubtotaal,,,3\nEindtotaal,,,14\n"
    )
    reading = read_text(TWO_WIJKEN + below, "meldingen")
    assert (len(reading.table), reading.left_out) == (4, 3)
    assert [fault.level for fault in of_totals(reading)] == ["warning"] * 3


def test_a_subtotal_that_fits_neither_its_rows_nor_all_is_an_error():
    reading = read_text(TWO_WIJKEN + "Subtotaal,,,12\n2026-09,WK000001,Zwerfvuil,2\n", "meldingen")
    assert [(fault.level, fault.value) for fault in of_totals(reading)] == [("error", "12")]


def test_a_percentage_of_the_whole_outside_those_of_the_parts_is_an_error():
    [fault] = of_totals(read_text(ATLAS + ";;;;Gemeente;342;95,0;66\n"))
    assert (fault.level, fault.column, fault.value) == ("error", "% buurt is schoon", "95,0")
    assert of_totals(read_text(ATLAS + ";;;;Gemeente;342;72,0;66\n"))[0].level == "warning"
