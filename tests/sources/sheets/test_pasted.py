import pytest

from helpers.door.cells import find_header
from helpers.door.text import delimited
from helpers.sources import contracts
from helpers.sources.sheets.reading import read_sheet

LOG = "Datum;Wijkcode;Thema;Op basis van dashboard"
LINES = [f"{day:02}-{month:02}-2026;WK00000{1 + day % 2};afval;ja" for month in (1, 2) for day in range(1, 15)]
UPDATES = "Datum;Wat"


def reading(header, lines, dataset):
    sheet = delimited.read("\n".join([header, *lines]) + "\n", "a.csv")
    contract = contracts()[dataset]
    return read_sheet(contract, sheet, find_header(sheet, contract.headers), ["WK000001", "WK000002"])


def errors(lines, header=LOG, dataset="interventies"):
    return [fault for fault in reading(header, lines, dataset).faults if fault.level == "error"]


@pytest.mark.parametrize(
    ("lines", "count"),
    [
        ([*LINES, *LINES], 28), ([*LINES, *LINES, *LINES], 56), ([*LINES[:20], *LINES], 20), ([*LINES, LOG, *LINES], 28),
        (sorted([*LINES, *LINES]), 28), ([*LINES, *reversed(LINES)], 28), ([*LINES, *LINES[5:16]], 11),
        ([*LINES, *(line.replace("afval", " Afval ") for line in LINES)], 28),
        ([*LINES, "", *(line.replace("WK", "wk") for line in LINES)], 28),
    ],
    ids=["once", "twice", "nearly whole", "with its header", "in order of day", "turned round", "a block", "in capitals", "after a blank row"],
)  # fmt: skip
def test_an_export_under_itself_is_one_error(lines, count):
    result = reading(LOG, lines, "interventies")
    [fault] = [fault for fault in result.faults if fault.level == "error"]
    assert fault.rule == "onder zichzelf"
    assert fault.message.startswith(
        f"{count} van de {len(lines) - lines.count(LOG) - lines.count('')} rijen stonden er al"
    )
    assert not any(fault.rule == "dubbel" for fault in result.faults)
    assert len(result.table) == 28


def test_of_an_export_with_a_key_it_is_one_error_too():
    lines = [f"2026-{month:02};{month + 3};3;2;1" for month in range(1, 10)]
    header = "Maand;Overtredingen;Spoed mogelijk;Toegepast;Effectief"
    corrected = [line.replace(";3;2;1", ";4;2;1") for line in lines if not line.startswith(("2026-01", "2026-02"))]
    [fault] = errors([*lines, *corrected], header, "bestuursdwang")
    assert fault.message.startswith("7 van de 16 rijen stonden er al; de eerste is rij 11.")


@pytest.mark.parametrize(
    "lines",
    [
        [*LINES, LINES[0], LINES[7], LINES[7]], [*LINES, LINES[3]], [LINES[0]] * 12, [LINES[0], LINES[0], LINES[1], LINES[1]],
        [line for line in LINES for _ in range(1 + (line < "08"))],
    ],
    ids=["three", "one", "one row often", "two rows twice", "half beside each other"],
)  # fmt: skip
def test_rows_that_are_double_here_and_there_stay_warnings(lines):
    result = reading(LOG, lines, "interventies")
    assert {fault.level for fault in result.faults} == {"warning"}
    assert len(result.table) == len(lines)
