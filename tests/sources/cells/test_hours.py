import pytest

from helpers.sources.cells.cell_parser import Unreadable
from helpers.sources.cells.hours import number_of_hours


def said(*texts):
    return [(remark.level, remark.text, remark.message) for remark in number_of_hours.among(texts)[1]]


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("4:30", 4.5), ("04:30:00", 4.5), ("4u30", 4.5), ("4h30", 4.5), ("4 uur 30", 4.5), ("4 uur 30 min", 4.5),
        ("4,5 uur", 4.5), ("4,5 u", 4.5), ("4 uur", 4.0), ("3,25", 3.25), ("26:00", 26.0), ("0:15", 0.25), ("12", 12.0),
    ],
)  # fmt: skip
def test_hours_are_read_in_every_notation(text, hours):
    assert number_of_hours.read(text) == hours


@pytest.mark.parametrize("text", ["4:60", "4:30:75", "vier", "4:3", "1900-01-01 02:00:00", "half 5"])
def test_what_is_no_number_of_hours_is_refused(text):
    with pytest.raises(Unreadable):
        number_of_hours.read(text)


def test_a_column_of_parts_of_a_day_is_refused():
    [(level, text, message)] = said("0,1875", "0,135416667", "0,25")
    assert (level, text) == ("error", None)
    assert "delen van een dag" in message


@pytest.mark.parametrize("part", ["0,1875", "0,16666667", "0,1354"])
def test_one_part_of_a_day_among_hours_is_named(part):
    [(level, text, message)] = said("4,5", part, "2")
    assert (level, text) == ("warning", part)
    assert "als deel van een dag" in message


def test_a_column_of_minutes_is_refused():
    [(level, _, message)] = said("270", "195", "24")
    assert level == "error"
    assert "lijken minuten" in message


def test_minutes_behind_a_comma_are_refused_and_decimals_are_not():
    [(level, _, message)] = said("4,30", "3,15", "2,45", "6")
    assert level == "error"
    assert "15, 30 of 45" in message
    assert said("4,5", "3,25", "2,75", "6") == []
    assert said("4,30", "3,15") == []  # too few to tell


@pytest.mark.parametrize("texts", [("0,25", "0,5", "1"), ("0,75", "2", "0"), ("4,5", "0,1"), ("1", "2", "3"), ()])
def test_short_shifts_are_no_alarm(texts):
    assert said(*texts) == []
