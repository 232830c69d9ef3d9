"""What a typed word may be: one reading, or a refusal that says what to write."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.floor.params import typed_text
from helpers.floor.params.typed_text import day_or_nothing, decimal, quarter, whole, yes_no


def hint(read, text):
    with pytest.raises(ValueError) as told:
        read(text)
    message, said = told.value.args
    assert not text or text[:20] in message
    return said


@pytest.mark.parametrize(("text", "value"), [("0", 0), ("65", 65), ("-3", -3), ("+4", 4)])
def test_a_whole_number_is_digits(text, value):
    assert whole(text) == value


@pytest.mark.parametrize(
    "text",
    ["0363", "12:30", "1_000", "0o17", "0x1F", "1e3", "1.0", "1,5", "1.000", "", " 1", "no", "~", "null", "٣", "9" * 16, "NaN"],
)  # fmt: skip
def test_no_other_word_becomes_a_whole_number(text):
    assert hint(whole, text)


def test_a_leading_zero_gets_its_own_hint():
    assert hint(whole, "0363") == "Schrijf 363."


@pytest.mark.parametrize(("text", "value"), [("0", 0), ("2.5", 2.5), ("-0.5", -0.5), ("1e3", 1000), (".5", 0.5), ("0.125", 0.125), ("1500", 1500)])  # fmt: skip
def test_a_number_has_a_point(text, value):
    assert decimal(text) == value and isinstance(decimal(text), float)


@pytest.mark.parametrize(
    "text", ["nan", "inf", ".inf", ".nan", "1e999", "0,9", "85%", "€ 5", "1_000.5", "12:30", "007", "00.5", "", "1.500.000", "٣.٥"]
)  # fmt: skip
def test_no_other_word_becomes_a_number(text):
    assert hint(decimal, text)


@pytest.mark.parametrize(
    ("text", "said"),
    [("1.500", "Schrijf 1500 of 1.5."), ("1.000", "Schrijf 1000 of 1."), ("1.234", "Schrijf 1234 of 1.2340.")],
)
def test_a_number_that_a_dutch_reader_takes_for_thousands_is_refused(text, said):
    assert hint(decimal, text) == said


def test_a_decimal_comma_gets_its_own_hint():
    assert hint(decimal, "0,9") == "Schrijf een punt als decimaalteken."


@pytest.mark.parametrize("text", ["yes", "no", "on", "off", "True", "TRUE", "ja", "1", "0", "", "y"])
def test_only_true_and_false_are_yes_and_no(text):
    assert (yes_no("true"), yes_no("false")) == (True, False)
    assert hint(yes_no, text) == "Schrijf true of false."


@pytest.mark.parametrize("text", ["", " ", "null", "~", "12", "-", "…"])
def test_text_has_a_letter(text):
    assert typed_text.filled("‘s-Gravenhage") and typed_text.filled("Élan")
    with pytest.raises(ValueError, match="hoort tekst"):
        typed_text.filled(text)


@pytest.mark.parametrize("read", [whole, decimal, yes_no])
@pytest.mark.parametrize("value", [["1"], {"a": "1"}])
def test_a_list_is_no_value(read, value):
    with pytest.raises(ValueError, match="geen lijst"):
        read(value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2026-q3", "Bedoelde u 2026-Q3?"),
        ("2026Q3", "Bedoelde u 2026-Q3?"),
        ("Q3 2026", "Bedoelde u 2026-Q3?"),
        (" 2026-Q3", "Bedoelde u 2026-Q3?"),
        ("2026-K3", "Bedoelde u 2026-Q3?"),
        ("3e kwartaal 2026", "Bedoelde u 2026-Q3?"),
        ("2024-Q1..2026-Q3", "Een reeks mag hier niet; die geeft u met --quarter."),
    ],
)
def test_another_form_of_a_quarter_is_refused_with_the_quarter_it_may_be(text, said):
    assert hint(quarter, text) == said


@pytest.mark.parametrize("text", ["3", "2026-Q5", "2026-Q0", "1026-Q1", "2026", "", "２０２６-Q3", "2026-13"])
def test_what_is_no_quarter_is_refused(text):
    assert "zoals 2026-Q3" in hint(quarter, text)


@given(st.integers(1990, 2100), st.integers(1, 4))
def test_every_quarter_in_its_one_form_is_read(year, number):
    assert quarter(f"{year}-Q{number}") == f"{year}-Q{number}"


@pytest.mark.parametrize("text", ["2017-01-02", "2024-02-29", ""])
def test_a_day_is_of_the_calendar_or_left_out(text):
    assert day_or_nothing(text) == text


@pytest.mark.parametrize(
    "text", ["2017-02-29", "2017-1-2", "02-01-2017", "20170102", "0017-01-02", "nu", "2017-01-02T00:00"]
)
def test_another_day_is_refused(text):
    assert "zoals 2017-01-02" in hint(day_or_nothing, text)


@given(st.text(max_size=40), st.sampled_from([whole, decimal, yes_no, quarter, day_or_nothing, typed_text.filled]))
def test_any_text_is_read_or_refused_in_words(text, read):
    try:
        read(text)
    except ValueError as told:
        message, said = told.args
        assert message.isprintable() and isinstance(said, str)


@given(st.floats(allow_nan=False, allow_infinity=False, min_value=-1e6, max_value=1e6))
def test_a_number_as_python_writes_it_is_read_exactly_or_called_unclear(value):
    try:
        assert decimal(repr(value)) == value
    except ValueError as told:
        assert "kan" in told.args[0]
