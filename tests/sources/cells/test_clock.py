import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.sources.cells.cell_parser import Unreadable
from helpers.sources.cells.clock import clock


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("8:30", "08:30"),
        ("08.30", "08:30"),
        ("08:30:00", "08:30"),
        ("8u30", "08:30"),
        ("8.30 uur", "08:30"),
        ("24:00", "24:00"),
        ("0:00", "00:00"),
        ("0,354166667", "08:30"),
        ("0.354166667", "08:30"),
        ("0,5", "12:00"),
        ("2026-07-02 08:30:00", "08:30"),
        ("02-07-2026 08:30", "08:30"),
        ("n.v.t.", None),
        ("", None),
    ],
)
def test_a_time_is_read_as_people_and_excel_write_it(text, time):
    assert clock.read(text) == time


@pytest.mark.parametrize("text", ["8", "8,5", "25:00", "08:60", "24:01", "half negen", "-1:00", "8:3", "1,5"])
def test_what_is_no_time_of_day_is_refused(text):
    with pytest.raises(Unreadable):
        clock.read(text)


@given(st.integers(0, 23), st.integers(0, 59))
def test_every_minute_is_read_back_also_as_a_part_of_a_day(hour, minute):
    written = f"{hour:02d}:{minute:02d}"
    assert clock.read(written) == written
    assert clock.read(f"{(hour * 60 + minute) / 1440:.9f}") == written


@given(st.text(max_size=20))
def test_no_text_gives_anything_but_a_time_or_a_refusal(text):
    try:
        time = clock.read(text)
    except Unreadable:
        return
    assert time is None or "00:00" <= time <= "24:00"
