import pytest

from helpers.door.cells import Sheet, find_header
from helpers.sources import contracts
from helpers.sources.sheets.reading import read_sheet

HEADER = ["Peildatum", "Boa's", "Met bodycam"]
DATA = [[f"{day:02}-06-2026", "18", "9"] for day in range(1, 4)]


def found(rows):
    contract = contracts()["bodycams"]
    sheet = Sheet("a.xlsx", "Blad", rows, list(range(1, len(rows) + 1)))
    result = read_sheet(contract, sheet, find_header(sheet, contract.headers), [])
    assert len(result.table) == 3
    return {(fault.rule, fault.level, fault.row) for fault in result.faults if fault.rule != "voetnoot"}


@pytest.mark.parametrize(
    "note",
    ["Toegepaste filters:\nJaar is 2026", "Applied filters: Jaar is 2026", "Filter: Wijk = Noord", "Selectie: 2026"],
)
def test_a_filter_above_or_below_the_table_is_told(note):
    assert found([[note], [], HEADER, *DATA]) == {("gefilterd", "warning", 1)}
    assert found([HEADER, *DATA, [], [note]]) == {("gefilterd", "warning", 6)}


def test_lines_below_a_note_belong_to_it():
    assert found([HEADER, *DATA, [], ["Toegepaste filters:"], ["Jaar is 2026"]]) == {("gefilterd", "warning", 6)}


@pytest.mark.parametrize(
    "note", ["Geen filters toegepast", "No filters applied", "3 rijen", "(3 rows affected)", "Aantal records: 3"]
)
def test_a_harmless_note_is_none(note):
    assert found([HEADER, *DATA, [note]]) == set()


@pytest.mark.parametrize(
    "note",
    [
        "Exported data exceeded the allowed volume. Some data may have been omitted.", "Niet alle rijen zijn geëxporteerd.",
        "Alleen de eerste 3 rijen staan hier", "Maximum aantal rijen bereikt", "Resultaat is afgekapt",
    ],
)  # fmt: skip
def test_a_file_that_says_it_is_cut_off_is_refused(note):
    assert found([[note], HEADER, *DATA]) == {("afgekapt", "error", 1)}
    assert found([HEADER, *DATA, [note]]) == {("afgekapt", "error", 5)}


@pytest.mark.parametrize("note", ["Aantal rijen: 4", "4 rijen", "(1.250 rows affected)", "Aantal records: 12"])
def test_another_number_of_rows_is_an_error(note):
    assert found([HEADER, *DATA, [note]]) == {("aantal rijen", "error", 5)}


def test_a_number_of_rows_at_which_programs_stop_is_doubted():
    contract = contracts()["meldingen"]
    for count, expected in ((1000, {"ronde grens"}), (999, set())):
        rows = [
            [f"{2000 + at // 12}-{at % 12 + 1:02}", "WK000001", f"Soort {chr(65 + at % 7)}", "3"] for at in range(count)
        ]
        sheet = Sheet("a.csv", "", [contract.headers, *rows], list(range(1, count + 2)))
        faults = read_sheet(contract, sheet, find_header(sheet, contract.headers), ["WK000001"]).faults
        assert {fault.rule for fault in faults if fault.rule == "ronde grens"} == expected
