"""The updates that this suite wrote down: a line for each new page, and nothing is built on what it did not write."""

from datetime import date

import pytest

from helpers.floor.faults import BadInput
from helpers.sources import check_file
from helpers.sources.earlier import update_log

LOG = update_log.with_new(None, date(2026, 10, 5), "2026-09", 1, b"first")
TWO = update_log.with_new(LOG, date(2026, 11, 3), "2026-10", 12, b"second")


@pytest.fixture
def write(tmp_path):
    def _write(content, place=tmp_path):
        (place / "dashboard").mkdir(parents=True, exist_ok=True)
        (place / update_log.FILE).write_bytes(content)
        return place

    return _write


def test_a_new_line_leaves_those_before_it_as_they_are(write):
    assert TWO.startswith(LOG)
    assert update_log.content(write(TWO), False) == TWO
    assert update_log.days(TWO) == {("2026-09", 1): "2026-10-05", ("2026-10", 12): "2026-11-03"}


def test_it_is_an_export_without_a_fault(write):
    table, faults = check_file("dashboard_updates", write(TWO) / update_log.FILE)
    assert faults == []
    assert table.date.dt.strftime("%Y-%m-%d").tolist() == ["2026-10-05", "2026-11-03"]


def test_no_fingerprint_looks_like_a_person(write):
    log = None
    for number in range(1, 400):
        log = update_log.with_new(log, date(2026, 10, 5), "2026-09", number, bytes([number % 256, number // 256]))
    assert check_file("dashboard_updates", write(log) / update_log.FILE)[1] == []


def test_that_on_made_up_data_is_another(write, tmp_path):
    write(LOG), write(TWO, tmp_path / "voorbeeld")
    assert (update_log.content(tmp_path, False), update_log.content(tmp_path, True)) == (LOG, TWO)


@pytest.mark.parametrize(
    ("damage", "row"),
    [
        (b"", 1),
        (b"Datum,Wat\n", 1),
        (LOG + b"2026-11-30;maandverversing\n", 3),
        (LOG + LOG, 3),
        (LOG.replace(b"2026-10-05", b"2026-13-05"), 2),
        (LOG.removesuffix(b"\n")[:-1], 2),
        (b"\xff\xfe", 1),
    ],
)
def test_what_the_dashboard_did_not_write_is_named_by_its_row_and_stops(write, damage, row):
    with pytest.raises(BadInput) as caught:
        update_log.content(write(damage), False)
    assert (caught.value.faults[0].file, caught.value.faults[0].row) == ("dashboard/dashboard_updates.csv", row)


def test_without_a_dashboard_there_is_none(tmp_path):
    assert update_log.content(tmp_path, False) is None
