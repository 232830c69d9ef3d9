import pytest

from helpers.sources.delivery import contents

SHIFT = {"date": "2026-07-02", "wijk": "WK000001", "vehicle": "SA-1", "purpose": "afval", "hours": 3.0}


def shift(begins=None, ends=None, **changes):
    return SHIFT | {"begins": begins, "ends": ends} | changes


def test_shifts_after_each_other_are_no_fault(broken):
    rows = [shift("08:00", "11:00"), shift("11:00", "14:00"), shift("09:00", "12:00", vehicle="SA-2")]
    assert broken("scanauto_inzet", rows) == set()


def test_shifts_without_times_do_not_overlap(broken):
    assert broken("scanauto_inzet", [shift(), shift(), shift("08:00", None)]) == set()


@pytest.mark.parametrize(
    "rows",
    [
        [shift("08:00", "11:00"), shift("10:59", "13:59")],
        [shift("08:00", "14:00", hours=6), shift("09:00", "12:00")],
        [shift("22:00", "01:00"), shift("00:30", "03:30", date="2026-07-03")],
        [shift("08:00", "11:00"), shift("08:00", "11:00", wijk="WK000002")],
    ],
)
def test_two_shifts_of_one_vehicle_at_one_time_are_errors_at_both(broken, rows):
    name = "one shift at a time"
    assert broken("scanauto_inzet", rows) == {(name, "error", 2), (name, "error", 3)}


def test_a_long_shift_is_held_against_every_later_one(broken):
    rows = [shift("06:00", "18:00", hours=12), shift("07:00", "10:00"), shift("11:00", "14:00")]
    assert {row for name, _, row in broken("scanauto_inzet", rows)} == {2, 3, 4}


@pytest.mark.parametrize(("hours", "is_wrong"), [(3.0, False), (3.25, False), (2.75, False), (3.5, True), (0.5, True)])
def test_the_hours_are_those_of_the_clock_to_a_quarter(broken, hours, is_wrong):
    found = broken("scanauto_inzet", [shift("22:30", "01:30", hours=hours)])
    assert found == ({("hours = end - begin", "warning", 2)} if is_wrong else set())


def test_a_vehicle_drives_at_most_24_hours_a_day(broken):
    fits = [shift(hours=8.1)] * 2 + [shift(hours=7.8)]
    assert broken("scanauto_inzet", [*fits, shift(hours=9, vehicle="SA-2")]) == set()
    found = broken("scanauto_inzet", [*fits, shift(hours=0.25), shift(hours=9, vehicle="SA-2")])
    assert found == {("24 hours a day", "error", 5)}


def test_a_shift_of_no_hours_is_said(broken):
    assert broken("scanauto_inzet", [shift(hours=0)]) == {("hours > 0", "warning", 2)}


def test_begin_and_end_may_be_in_a_file_or_not(folder, change, areas):

    file = folder / "scanauto_inzet.csv"
    assert contents.read("scanauto_inzet", file, areas).begins.isna().all()
    file.write_text(
        "Datum;Begin;Eind;Wijkcode;Voertuig;Doel;Uren\n02-07-2026;8:30;11.30 uur;WK000001;SA-1;afval;3\n",
        encoding="utf-8",
    )
    table = contents.read("scanauto_inzet", file, areas)
    assert (table.begins[0], table.ends[0]) == ("08:30", "11:30")
