import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.floor import dutch
from helpers.sources.cells import parsers
from helpers.sources.cells.cell_parser import Unreadable


def column(parser, *texts):
    """What each text becomes in a column with all of them: its value, or "?" when it is refused."""
    read, remarks = parser.among(texts)
    values = []
    for text in texts:
        try:
            values.append(read(text))
        except Unreadable:
            values.append("?")
    return values, remarks


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", 12), ("1.234,5", 1234.5), ("1.234", 1234), ("1.234.567", 1234567), ("62,9", 62.9), ("62.9", 62.9),
        ("0.750", 0.75), ("0,75", 0.75), ("-3", -3), ("+4", 4), (" 7\u00a0", 7), ("1 234,5", 1234.5), ("−2,5", -2.5),
        ("1,234.5", 1234.5), ("1,234,567", 1234567), ("1\u202f234", 1234), ("1\u2009234,5", 1234.5), ("1'234'567", 1234567),
        ("1’234,50", 1234.5), ("0,1", 0.1), ("007", 7), ("1 234.5", 1234.5), ("12.3456", 12.3456), ("-1.234,5", -1234.5),
    ],
)  # fmt: skip
def test_a_number_that_stands_alone_is_read_as_the_dutch_write_it(text, value):
    assert parsers.decimal.read(text) == value


@pytest.mark.parametrize(
    "text",
    [
        "drie", "1,2,3", "1e3", "1E+05", "inf", "-inf", "12 uur", "3,5 uur", "85%", "1.23.4", "٣", "１２", "--2", "--5", "5-",
        "(5)", "€ 5", "1_000", ".5", ",5", "5,", "5.", "12 34", "1 23", "0.123.456", "1.234 567", "1'23", "12.345,678.9", "- 5",
        "1\n234", "1\t234", "1/2", "½", "²", "0x10", "1234567890123456", "9" * 5000, "*", "%",
    ],
)  # fmt: skip
def test_what_is_no_number_is_refused(text):
    for parser in (parsers.decimal, parsers.whole):
        with pytest.raises(Unreadable):
            parser.read(text)


def test_a_number_that_excel_shortened_is_refused_with_the_reason():
    with pytest.raises(Unreadable, match="Excel heeft het ingekort"):
        parsers.whole.read("1,2E+05")


def test_only_dutch_or_no_evidence_gives_the_dutch_reading():
    assert column(parsers.decimal, "1.750", "1,234", "12") == ([1750, 1.234, 12], [])
    assert column(parsers.decimal, "1.750", "3,5", "1.234,5") == ([1750, 3.5, 1234.5], [])


def test_only_english_evidence_makes_the_point_a_decimal_sign_and_the_comma_thousands():
    assert column(parsers.decimal, "1.750", "3.5", "1,234", "1,234.5") == ([1.75, 3.5, 1234, 1234.5], [])
    assert column(parsers.decimal, "1.750", "0.125") == ([1.75, 0.125], [])


def test_a_mixed_column_reads_what_is_clear_with_one_warning_and_refuses_the_rest():
    values, remarks = column(parsers.decimal, "3,5", "3.5", "12", "1.750", "1,234")
    assert values == [3.5, 3.5, 12, "?", "?"]
    assert [remark.level for remark in remarks] == ["warning"]
    assert "“3,5” en “3.5”" in remarks[0].message


def test_a_refusal_of_an_unclear_number_names_both_readings_and_how_to_write_them():
    read, _ = parsers.decimal.among(["3,5", "3.5"])
    with pytest.raises(Unreadable, match=r"“1\.750” kan 1750 of 1,75 zijn") as caught:
        read("1.750")
    assert caught.value.hint == "Schrijf 1750 of 1,75."
    with pytest.raises(Unreadable, match="“1,234” kan 1234 of 1,234 zijn") as caught:
        read("1,234")
    assert caught.value.hint == "Schrijf 1234 of 1,2340."
    for written in ("1750", "1,75", "1234", "1,2340"):
        assert read(written) is not None


@pytest.mark.parametrize(
    ("texts", "values"),
    [
        (("1.234", "12"), [1234, 12]), (("12,0", "12.0"), [12, 12]), (("1.234", "12.0"), ["?", 12]),
        (("1,234", "12"), ["?", 12]), (("1,234", "12.0"), [1234, 12]), (("132,5",), ["?"]), (("12.5",), ["?"]),
        (("1,000", "12.0"), [1000, 12]), (("1.234.567",), [1234567]), (("1.000",), [1000]),
    ],
)  # fmt: skip
def test_a_whole_number_by_the_evidence_of_its_column(texts, values):
    read, _ = column(parsers.whole, *texts)
    assert read == values
    assert all(isinstance(value, int) for value in read if value != "?")


def test_counts_that_all_end_in_three_zeros_behind_a_point_give_a_warning():
    values, remarks = column(parsers.whole, "7.000", "12.000", "4.000")
    assert (values, [remark.level for remark in remarks]) == ([7000, 12000, 4000], ["warning"])
    assert column(parsers.whole, "7.000", "12.000", "950") == ([7000, 12000, 950], [])


def test_counts_with_a_comma_and_three_zeros_are_refused_unless_the_column_shows_what_they_are():
    assert column(parsers.whole, "20,000", "1,000")[0] == ["?", "?"]
    assert column(parsers.whole, "20,000", "1,0")[0] == [20, 1]
    assert column(parsers.whole, "20,000", "1,234,567")[0] == [20000, 1234567]


@pytest.mark.parametrize("sign", ["-99995", "-99996", "-99997", "-99999", "-99997,0", "-99997.0", "−99997"])
def test_a_sign_of_cbs_is_no_number(sign):
    for parser in (parsers.whole, parsers.decimal, parsers.percent):
        assert parser.read(sign) is None


def test_a_provisional_number_of_cbs_is_read_with_one_warning():
    values, remarks = column(parsers.whole, "123*", "45 *", "7")
    assert values == [123, 45, 7]
    assert [remark.level for remark in remarks] == ["warning"] and "voorlopig" in remarks[0].message


def test_a_percentage_may_carry_its_sign():
    assert [parsers.percent.read(text) for text in ("85", "85,0", "85%", "85 %", "85.5%")] == [85, 85, 85, 85, 85.5]


def test_percentages_that_are_all_fractions_are_an_error_but_not_with_their_sign():
    assert [remark.level for remark in column(parsers.percent, "0,85", "1", "0")[1]] == ["error"]
    assert column(parsers.percent, "0,85%", "0,5%") == ([0.85, 0.5], [])
    assert column(parsers.percent, "0", "0,0") == ([0, 0], [])


def test_one_fraction_among_percentages_is_a_warning_at_its_cells():
    values, remarks = column(parsers.percent, "0,85", "85", "1", "0", "0,5%")
    assert values == [0.85, 85, 1, 0, 0.5]
    assert [(remark.text, remark.level) for remark in remarks] == [("0,85", "warning")]
    assert "85,0%" in remarks[0].hint


@settings(deadline=None)
@given(st.integers(-(10**12), 10**12))
def test_a_whole_number_in_dutch_is_read_back(value):
    assert parsers.whole.read(dutch.number(value)) == (None if value in (-99995, -99996, -99997, -99999) else value)
    assert parsers.whole.read(f"{value} ") == (None if value in (-99995, -99996, -99997, -99999) else value)


@settings(deadline=None)
@given(st.decimals(-(10**9), 10**9, places=2, allow_nan=False))
def test_a_decimal_number_in_dutch_is_read_back_exactly(value):
    assert parsers.decimal.read(dutch.number(float(value), 2)) == float(value)


@settings(deadline=None)
@given(st.lists(st.decimals(0, 10**6, places=3), min_size=1, max_size=8))
def test_a_column_with_three_decimals_is_read_back_or_refused_but_never_read_wrong(values):
    for sign, other in ((",", "."), (".", ",")):
        texts = [f"{value:,.3f}".replace(",", "x").replace(".", sign).replace("x", other) for value in values]
        anchored = [*texts, f"0{sign}5"]  # one number that shows which sign is which
        read, _ = column(parsers.decimal, *anchored)
        assert all(math.isclose(got, float(value)) for got, value in zip(read, values, strict=False))


@settings(deadline=None)
@given(st.decimals(1, 100, places=1))
def test_a_percentage_is_read_back(value):
    for written in (dutch.number(float(value), 1), f"{dutch.number(float(value), 1)}%", f"{value} %"):
        assert parsers.percent.read(written) == float(value)
