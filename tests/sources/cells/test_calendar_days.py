from datetime import date

import pytest
from babel.dates import format_date
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.sources.cells import parsers
from helpers.sources.cells.cell_parser import Unreadable

LAST = date(2026, 12, 31)


@pytest.mark.parametrize(
    "text",
    [
        "31-12-2026", "31/12/2026", "31.12.2026", "31 - 12 - 2026", "31 / 12 / 2026", "2026-12-31", "2026/12/31", "20261231",
        "31 december 2026", "31 dec. 2026", "31 dec 2026", "31-dec-2026", "31 December 2026", "31dec2026",
        "do 31-12-2026", "donderdag 31 december 2026", "Do. 31 dec. 2026", "Thu 31-12-2026",
        "2026-12-31 00:00:00", "2026-12-31T00:00:00", "2026-12-31T00:00:00Z", "2026-12-31T00:00:00+01:00",
        "2026-12-31 09:30:00", "2026-12-31T23:59:59.123", "31-12-2026 9:30", "31-12-2026, 09:30 uur", "46387", "46387,5",
        "46387.0", "\u200b31-12-2026\u00a0", "31\u201112\u20112026".replace("\u2011", "-"),
    ],
)  # fmt: skip
def test_a_date_is_read_in_every_form_of_the_systems(text):
    assert parsers.day.read(text) == LAST


@pytest.mark.parametrize(
    "text", ["1 mrt 2026", "1 maart 2026", "1-mar-2026", "1 March 2026", "01-03-2026", "2026-3-1", "zondag 1 mrt. 2026"]
)
def test_march_in_dutch_and_english(text):
    assert parsers.day.read(text) == date(2026, 3, 1)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("31-02-2026", "februari 2026 heeft 28 dagen"), ("29-02-2025", "februari 2025 heeft 28 dagen"),
        ("12/31/2026", "maand 31 bestaat niet"), ("31-12-26", "jaar van twee cijfers"), ("31-dec-26", "jaar van twee cijfers"),
        ("31-12-1026", "buiten 1900 tot en met 2100"), ("31-12-9999", "buiten 1900"), ("31122026", "buiten 1900"),
        ("vr 31-12-2026", "is een donderdag"), ("morgen", "is geen datum"), ("2026", "is geen datum"), ("19999", "is geen datum"),
        ("80000", "is geen datum"), ("31-12/2026", "is geen datum"), ("2026-12-31 25:00", "is geen datum"), ("0-1-2026", "heeft 31 dagen"),
        ("31-12-2026 en later", "is geen datum"), ("١٢-١٢-٢٠٢٦", "is geen datum"), ("foo 31-12-2026", "is geen datum"),
    ],
)  # fmt: skip
def test_a_date_that_cannot_be_is_refused_by_name(text, said):
    with pytest.raises(Unreadable, match=said):
        parsers.day.read(text)


def test_a_date_with_its_month_first_is_told_that_the_day_comes_first():
    with pytest.raises(Unreadable) as caught:
        parsers.day.read("12/31/2026")
    assert "De dag komt eerst" in caught.value.hint


SLASHED = [f"0{day}/0{month}/2026" for day in range(1, 5) for month in (5, 6)]


def test_slash_dates_that_all_fit_month_first_give_one_warning():
    _, remarks = parsers.day.among(SLASHED)
    assert [remark.level for remark in remarks] == ["warning"]
    assert parsers.day.among([*SLASHED, "13/05/2026"])[1] == []
    assert parsers.day.among(SLASHED[:7])[1] == []
    assert parsers.day.among([f"01/{month:02}/2026" for month in range(1, 13)])[1] == []
    assert parsers.day.among([text.replace("/", "-") for text in SLASHED])[1] == []


def test_beside_a_date_that_is_month_first_no_unclear_date_is_read():
    read, _ = parsers.day.among(["12/31/2026", "03/04/2026", "04/04/2026", "03-04-2026", "2026-04-03", "25/04/2026"])
    with pytest.raises(Unreadable, match="dag-maand of maand-dag"):
        read("03/04/2026")
    assert [read(text) for text in ("04/04/2026", "03-04-2026", "2026-04-03", "25/04/2026")] == [
        date(2026, 4, 4), date(2026, 4, 3), date(2026, 4, 3), date(2026, 4, 25)
    ]  # fmt: skip


def test_dates_that_an_english_excel_swapped_half_are_an_error():
    typed = ["25-04-2026", "13-05-2026", "30-06-2026"]
    of_excel = [f"2026-{month:02}-{day:02}" for month, day in ((3, 1), (4, 2), (5, 8), (6, 11), (7, 12))]
    assert [remark.level for remark in parsers.day.among([*typed, *of_excel])[1]] == ["error"]
    assert parsers.day.among([*typed, *of_excel, "2026-07-13"])[1] == []
    assert parsers.day.among([*typed, *of_excel, "12-07-2026"])[1] == []


@pytest.mark.parametrize(
    "text",
    [
        "2026-01", "2026-1", "2026/01", "202601", "01-2026", "1-2026", "1/2026", "januari 2026", "Jan 2026", "jan. 2026", "jan-26",
        "jan 26", "januari '26", "January 2026", "2026 januari", "2026MM01", "2026M01", "2026-01-01", "1-1-2026", "46023", "01/01/2026",
    ],
)  # fmt: skip
def test_a_month_is_its_first_day(text):
    assert parsers.month.read(text) == date(2026, 1, 1)


@pytest.mark.parametrize(
    "text",
    [
        "2026-13", "2026-00", "202613", "2026-01-15", "2026", "foo 2026", "jan 9999", "2026.01", "2026.1", "2/1/2026", "2026MM13",
        "2026JJ00", "26-jan", "jan 99", "46024", "1899-01",
    ],
)  # fmt: skip
def test_a_month_that_cannot_be_is_refused(text):
    with pytest.raises(Unreadable):
        parsers.month.read(text)


@pytest.mark.parametrize(
    "text",
    [
        "2e kwartaal 2026", "2026-Q2", "2026 Q2", "2026q2", "2026K2", "2026KW02", "Q2 2026", "Q2-2026", "kwartaal 2 2026",
        "2de kwartaal 2026", "2026 kwartaal 2", "K2 2026",
    ],
)  # fmt: skip
def test_a_quarter_is_its_first_day(text):
    assert parsers.quarter.read(text) == date(2026, 4, 1)


@pytest.mark.parametrize("text", ["2026-Q5", "2026Q0", "2026KW05", "Q2", "2026", "kwartaal", "2026-02", "22 Q2"])
def test_a_quarter_that_cannot_be_is_refused(text):
    with pytest.raises(Unreadable, match="is geen kwartaal"):
        parsers.quarter.read(text)


DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@settings(deadline=None)
@given(DAYS)
def test_a_day_in_each_form_is_read_back(day):
    written = [
        f"{day:%d-%m-%Y}", f"{day.day}-{day.month}-{day.year}", f"{day:%d/%m/%Y}", f"{day:%d.%m.%Y}", day.isoformat(),
        f"{day:%Y%m%d}", f"{day:%Y/%m/%d}", f"{day.isoformat()} 13:45:00", f"{day.isoformat()}T00:00:00Z",
        *(format_date(day, form, "nl_NL") for form in ("d MMMM y", "d MMM y", "EEEE d MMMM y", "EEE d-M-y", "d-MMM-y")),
        *(format_date(day, form, "en_US") for form in ("d MMMM y", "d-MMM-y")),
    ]  # fmt: skip
    assert [parsers.day.read(text) for text in written] == [day] * len(written)


@settings(deadline=None)
@given(st.dates(date(1955, 1, 1), date(2100, 12, 31)))
def test_a_day_in_the_count_of_excel_is_read_back(day):
    serial = (day - date(1899, 12, 30)).days
    assert [parsers.day.read(text) for text in (f"{serial}", f"{serial},75", f"{serial}.0")] == [day] * 3


@settings(deadline=None)
@given(DAYS)
def test_a_month_in_each_form_is_read_back(day):
    first = day.replace(day=1)
    written = [
        f"{day:%Y-%m}", f"{day:%Y%m}", f"{day:%m-%Y}", f"{day.month}/{day.year}", f"{day:%Y}MM{day:%m}", f"{first:%d-%m-%Y}",
        *(format_date(day, form, "nl_NL") for form in ("MMMM y", "MMM y", "y MMMM")), format_date(day, "MMMM y", "en_US"),
    ]  # fmt: skip
    assert [parsers.month.read(text) for text in written] == [first] * len(written)


@settings(deadline=None)
@given(DAYS)
def test_a_quarter_in_each_form_is_read_back(day):
    number = (day.month + 2) // 3
    first = date(day.year, number * 3 - 2, 1)
    written = [
        f"{day.year}-Q{number}",
        f"{number}e kwartaal {day.year}",
        f"{day.year}KW0{number}",
        f"Q{number} {day.year}",
    ]
    assert [parsers.quarter.read(text) for text in written] == [first] * 4


@settings(deadline=None)
@given(st.lists(st.dates(date(2020, 1, 13), date(2026, 1, 1)), min_size=1, max_size=30))
def test_a_column_with_a_month_first_date_reads_no_other_unclear_date(days):
    read, _ = parsers.day.among([*(f"{day:%m/%d/%Y}" for day in days), "12/31/2026"])
    for day in days:
        if day.day != day.month:
            with pytest.raises(Unreadable):
                read(f"{day:%m/%d/%Y}")


@pytest.mark.parametrize("text", ["2/3/2025 1:15 PM", "1/2/2025 12:00:00 AM"])
def test_a_clock_of_twelve_hours_comes_from_a_system_that_may_put_the_month_first(text):
    with pytest.raises(Unreadable, match="Engelstalig"):
        parsers.day.read(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-03-31T22:00:00Z", (4, 1)), ("2026-03-31T21:59:59.999Z", (3, 31)), ("2026-01-31T23:00:00+00:00", (2, 1)),
        ("2026-03-31 23:30:00+02:00", (3, 31)), ("2026-03-31T00:15:00.0000000 +02:00", (3, 31)), ("31-03-2026 22:30 UTC", (4, 1)),
        ("2026-01-31T23:59:00+01:00", (1, 31)), ("2026-04-01T00:30:00+05:30", (3, 31)), ("2026-03-31T18:30:00-0500", (4, 1)),
        ("2026-03-31T00:00:00Z", (3, 31)), ("2026-03-31T24:00:00", (3, 31)), ("31-03-2026 24:00", (3, 31)),
        ("2026-03-31 23:59:59.997", (3, 31)), ("2026-03-31T23:59:59.9999999", (3, 31)),
    ],
)  # fmt: skip
def test_a_moment_is_the_day_that_it_was_here(text, expected):
    assert parsers.day.read(text) == date(2026, *expected)


@pytest.mark.parametrize("text", ["31-03-2026 24:01", "31-03-2026 24:00:01", "31-03-2026 25:00"])
def test_no_clock_goes_past_twenty_four_hours(text):
    with pytest.raises(Unreadable, match="is geen datum"):
        parsers.day.read(text)
