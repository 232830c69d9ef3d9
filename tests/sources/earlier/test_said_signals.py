"""What dashboards said, with distrust: a line of the log counts where an edition said it, and what was said stays said."""

import pytest

from helpers.floor.month import Month
from helpers.floor.shapes.history import SIGNAL_COLUMNS
from helpers.sources.earlier import said_signals

LAST = Month(2026, 12)


def read(folder):
    return said_signals.read(folder, "GM9999", False)


def numbers(folder, last=LAST):
    return read(folder).up_to(last).number.tolist()


def told(folder):
    return [f"{fault.file}{f' rij {fault.row}' * bool(fault.row)}: {fault.message}" for fault in read(folder).left_out]


def write_log(folder, text):
    (folder / "dashboard").mkdir(exist_ok=True)
    (folder / "dashboard/signals.csv").write_bytes(text.encode())


def test_what_was_said_comes_back_typed_and_without_a_word_of_the_owner(tmp_path, dashboard, signals):
    dashboard("2026-09", 1, signals("S2026-09-1"))
    write_log(tmp_path, signals("S2026-09-1"))
    table = read(tmp_path).up_to(LAST)
    assert table.dtypes.astype(str).to_dict() == SIGNAL_COLUMNS
    row = table.iloc[0]
    assert (row.month, row.observed, row.expected, row.high, row.explained) == ("2026-09", 31, 17.25, 29, "")
    assert told(tmp_path) == []


def test_a_later_month_is_not_known_to_an_earlier_one(tmp_path, dashboard, signals):
    dashboard("2026-09", 1, signals("S2026-09-1"))
    dashboard("2026-10", 1, signals("S2026-10-1"))
    assert numbers(tmp_path, Month(2026, 9)) == ["S2026-09-1"]
    assert numbers(tmp_path, Month(2026, 10)) == ["S2026-09-1", "S2026-10-1"]


def test_what_was_said_first_stands_though_a_later_edition_counts_otherwise(tmp_path, dashboard, signals):
    dashboard("2026-09", 1, signals("S2026-09-1"))
    dashboard("2026-09", 2, signals("S2026-09-1", "S2026-09-2", observed=40))
    assert read(tmp_path).up_to(LAST).observed.tolist() == [31, 40]


def test_a_line_that_was_changed_by_hand_is_named_and_what_was_said_counts(tmp_path, dashboard, signals):
    dashboard("2026-09", 1, signals("S2026-09-1", "S2026-09-2"))
    write_log(
        tmp_path, signals("S2026-09-1", "S2026-09-2").replace("S2026-09-2,2026-09,WK999901", "S2026-09-2,2026-09,")
    )
    assert told(tmp_path) == [
        "dashboard/signals.csv rij 3: Regel 3 (S2026-09-2) staat zo in geen enkel dashboard en telt niet mee."
    ]
    assert said_signals.is_log_broken(read(tmp_path).left_out)
    assert read(tmp_path).up_to(LAST).wijk.tolist() == ["WK999901", "WK999901"]


def test_a_line_that_was_added_or_doubled_counts_not_and_one_that_was_taken_away_does(tmp_path, dashboard, signals):
    dashboard("2026-09", 1, signals("S2026-09-1", "S2026-09-2"))
    write_log(tmp_path, signals("S2026-09-1", "S2026-09-1", "S2026-09-9"))
    assert numbers(tmp_path) == ["S2026-09-1", "S2026-09-2"]
    assert [line[29:49] for line in told(tmp_path)] == ["Regel 3 (S2026-09-1)", "Regel 4 (S2026-09-9)"]
    assert [line[:28] for line in told(tmp_path)] == ["dashboard/signals.csv rij 3:", "dashboard/signals.csv rij 4:"]
    write_log(tmp_path, signals("S2026-09-2"))
    assert numbers(tmp_path) == ["S2026-09-2", "S2026-09-1"]
    assert told(tmp_path) == [
        "dashboard/signals.csv: In het logboek ontbreekt wat dashboards noemden: S2026-09-1. Het telt wel mee."
    ]


@pytest.mark.parametrize("damage", ["", "number;month\n", "\xff\x00", '"', "number,month\nS2026-09-1,2026-09\n"])
def test_a_log_that_is_damaged_is_named_and_stepped_over(tmp_path, dashboard, signals, damage):
    dashboard("2026-09", 1, signals("S2026-09-1"))
    (tmp_path / "dashboard/signals.csv").write_bytes(damage.encode("latin-1"))
    assert numbers(tmp_path) == ["S2026-09-1"]
    [line] = told(tmp_path)
    assert line.startswith("dashboard/signals.csv: Dit logboek ")


@pytest.mark.parametrize(
    ("run", "message"),
    [
        ({"municipality": "GM0001"}, "Dit dashboard is van een andere gemeente en telt niet mee."),
        ({"is_made_up": True}, "Dit dashboard gaat over andere gegevens en telt niet mee."),
        ({"edition": 2}, "Dit rapport is niet te lezen en telt niet mee."),
        ({"tables": {"signals.csv": "0" * 64}}, said_signals._CHANGED),
    ],
)
def test_an_edition_that_is_no_witness_is_named_and_so_is_its_line_in_the_log(
    tmp_path, dashboard, signals, run, message
):
    dashboard("2026-09", 1, signals("S2026-09-1"), **run)
    write_log(tmp_path, signals("S2026-09-1"))
    assert numbers(tmp_path) == []
    assert told(tmp_path)[0] == f"dashboard/2026-09/1: {message}"
    assert told(tmp_path)[1].startswith("dashboard/signals.csv rij 2: ")


def test_what_is_no_number_is_not_repeated_and_an_edition_that_is_no_witness_leaves_the_log_whole(
    tmp_path, dashboard, signals
):
    dashboard("2026-09", 1, signals("S2026-09-1"))
    write_log(tmp_path, signals("S2026-09-1") + "=Piet,2026-09\n")
    [line] = told(tmp_path)
    assert line.endswith(": Regel 3 staat zo in geen enkel dashboard en telt niet mee.")
    write_log(tmp_path, signals("S2026-09-1"))
    dashboard("2026-10", 1, signals("S2026-10-1"), municipality="GM0001")
    assert told(tmp_path) and not said_signals.is_log_broken(read(tmp_path).left_out)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("S2026-09-1,2026-09", "S2026-10-1,2026-10"),
        ("S2026-09-1", "S2026-08-1"),
        ("S2026-09-1", "=1"),
        ("WK999901", "../evil"),
        ("17.25", "inf"),
        ("31", "veel"),
        ("Zwerfvuil", "Zwerf\u202evuil"),
        ("meer dan gewoon", "x" * 300),
        ("monthly_reports", "Monthly Reports"),
        ("verdict\n", "verdict,more\n"),
    ],
)
def test_a_table_that_this_suite_does_not_write_is_no_witness(tmp_path, dashboard, signals, old, new):
    table = signals("S2026-09-1").replace(old, new, 1)
    assert table != signals("S2026-09-1")
    dashboard("2026-09", 1, table)
    assert numbers(tmp_path) == []
    assert told(tmp_path) == [f"dashboard/2026-09/1: {said_signals._CHANGED}"]


def test_the_log_only_grows(tmp_path, dashboard, signals):
    dashboard("2026-09", 1, signals("S2026-09-1"))
    write_log(tmp_path, signals("S2026-09-1"))
    new = said_signals.lines_of(signals("S2026-09-1", "S2026-09-2", observed=50).encode(), "2026-09")
    log = said_signals.as_csv(read(tmp_path).with_new(new)).decode()
    before = (tmp_path / "dashboard/signals.csv").read_text()
    assert log == before + signals("S2026-09-2", observed=50).splitlines(keepends=True)[1]


def test_a_month_with_a_dashboard_is_known_also_without_a_signal_and_one_that_does_not_count_is_not(
    tmp_path, dashboard, signals
):
    dashboard("2026-07", 1, signals(), tables={})
    dashboard("2026-08", 1, signals("S2026-08-1"), municipality="GM0001")
    dashboard("2026-09", 1, signals("S2026-09-1"))
    dashboard("2026-09", 2, signals("S2026-09-1", "S2026-09-2"))
    assert read(tmp_path).months == ["2026-07", "2026-09"]


def test_where_no_dashboard_was_made_there_is_nothing_and_nothing_to_tell(tmp_path):
    assert (numbers(tmp_path), told(tmp_path)) == ([], [])
