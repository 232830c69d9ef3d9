from datetime import date

import pytest

from helpers.sources import parsers
from helpers.sources.cell_parser import Unreadable


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", 12), ("1.234,5", 1234.5), ("1.234", 1234), ("1.234.567", 1234567), ("62,9", 62.9), ("62.9", 62.9),
        ("0.750", 0.75), ("0,75", 0.75), ("-3", -3), ("+4", 4), (" 7\u00a0", 7), ("1 234,5", 1234.5), ("−2,5", -2.5),
    ],
)  # fmt: skip
def test_a_number_is_read_as_the_dutch_write_it(text, value):
    assert parsers.decimal.read(text) == value


@pytest.mark.parametrize(
    "text", ["drie", "1,234.5", "1,2,3", "1e5", "nan", "inf", "12 uur", "85%", "1.23.4", "٣", "--2"]
)
def test_what_is_no_number_is_refused(text):
    with pytest.raises(Unreadable, match="is geen getal"):
        parsers.decimal.read(text)


@pytest.mark.parametrize("sign", ["", " ", ".", "-", "n.v.t.", "N.V.T.", "onbekend", "Onbekend ", "-99997"])
def test_a_missing_sign_is_no_value(sign):
    assert parsers.whole.read(sign) is None


def test_a_whole_number_has_nothing_behind_the_comma():
    assert parsers.whole.read("132,0") == 132
    with pytest.raises(Unreadable, match="geen heel getal"):
        parsers.whole.read("132,5")


def test_a_percentage_may_carry_its_sign():
    assert [parsers.percent.read(text) for text in ("85", "85,0", "85%", "85 %")] == [85, 85, 85, 85]


@pytest.mark.parametrize("text", ["31-12-2026", "2026-12-31", "31/12/2026", "46387", "2026-12-31 00:00:00"])
def test_a_date_is_read_in_every_form_of_the_systems(text):
    assert parsers.day.read(text) == date(2026, 12, 31)


@pytest.mark.parametrize(
    "text", ["31-02-2026", "12-31-2026", "31-12-26", "2026-12-31 09:30:00", "morgen", "31-12-1026"]
)
def test_a_date_that_cannot_be_is_refused(text):
    with pytest.raises(Unreadable):
        parsers.day.read(text)


@pytest.mark.parametrize("text", ["2026-01", "01-2026", "januari 2026", "Jan 2026", "2026-01-01", "202601"])
def test_a_month_is_its_first_day(text):
    assert parsers.month.read(text) == date(2026, 1, 1)


@pytest.mark.parametrize("text", ["2026-13", "2026-01-15", "2026", "foo 2026", "jan 9999"])
def test_a_month_that_cannot_be_is_refused(text):
    with pytest.raises(Unreadable):
        parsers.month.read(text)


def test_yes_and_no_in_every_form():
    assert [parsers.yes_no.read(text) for text in ("ja", "J", "1", "waar")] == [True] * 4
    assert [parsers.yes_no.read(text) for text in ("Nee", "n", "0", "onwaar")] == [False] * 4
    with pytest.raises(Unreadable, match="geen ja of nee"):
        parsers.yes_no.read("misschien")


def test_not_applicable_is_an_answer_about_an_item_and_unknown_is_none():
    read = [parsers.item.read(text) for text in ("Ja", "NEE", "N.v.t.", "nvt", "", "onbekend")]
    assert read == ["ja", "nee", "nvt", "nvt", None, None]


def test_a_choice_names_its_words_and_the_nearest():
    with pytest.raises(Unreadable, match=r"“geplant” is geen van: gehouden, gepland") as caught:
        parsers.choice("gehouden", "gepland").read("geplant")
    assert caught.value.hint == "Bedoelde u gepland?"


def test_an_age_band_stays_as_delivered():
    assert [parsers.age_band.read(text) for text in ("65-74", "85+", "<65", "65 – 74", "")] == [
        "65-74", "85+", "<65", "65-74", None
    ]  # fmt: skip
    with pytest.raises(Unreadable, match="geen leeftijdsklasse"):
        parsers.age_band.read("bejaard")


def test_an_unknown_wijk_gets_the_nearest_code():
    wijk = parsers.wijk(["WK191606", "WK191612"])
    assert wijk.read("WK191606  ") == "WK191606"
    with pytest.raises(Unreadable, match="geen wijk van deze gemeente") as caught:
        wijk.read("WK19166")
    assert caught.value.hint == "Bedoelde u WK191606?"


def test_an_error_of_excel_is_no_value_in_any_column():
    for parser in (parsers.text, parsers.decimal, parsers.day):
        with pytest.raises(Unreadable, match="fout in Excel"):
            parser.read("#DIV/0!")


def test_invisible_signs_and_control_codes_do_not_come_in():
    assert parsers.text.read("ga\u200bs \x1b[31mrood") == "gas [31mrood"


def test_a_long_cell_is_cut_off_in_the_message():
    with pytest.raises(Unreadable) as caught:
        parsers.decimal.read("x" * 5000)
    assert len(caught.value.message) < 100
