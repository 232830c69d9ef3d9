import pytest

from helpers.door.cell_text import cell_text
from helpers.sources.cells import parsers
from helpers.sources.cells.cell_parser import Unreadable


def said(*texts):
    return [(remark.level, remark.text) for remark in parsers.code.among(texts)[1]]


def test_two_spellings_of_one_code_are_read_as_the_first_and_told():
    texts = ["OP-1", "op-1 ", "OP- 1", "OP-2"]
    read, _ = parsers.code.among(texts)
    assert [read(text) for text in texts] == ["OP-1", "OP-1", "OP-1", "OP-2"]
    assert said(*texts) == [("warning", "op-1"), ("warning", "OP- 1")]


@pytest.mark.parametrize("text", ["1,23E+17", "1.23457E+17", "1E+17", "1,23456789012346E+17"])
def test_a_code_that_excel_shortened_is_refused(text):
    with pytest.raises(Unreadable, match="ingekort"):
        parsers.code.read(text)


@pytest.mark.parametrize("number", [123456789012345678.0, 1e15, 4.2e20])
def test_a_number_that_excel_rounded_is_no_code(number):
    with pytest.raises(Unreadable, match="ingekort"):
        parsers.code.read(cell_text(number))
    assert parsers.code.read(cell_text(999_999_999_999_999.0)) == "999999999999999"


def test_long_numbers_that_end_in_zeros_were_rounded():
    assert said("123456789012345000", "123456789012346000") == [("error", None)]
    assert said("1234567890123450", "1234567890123460", "1234567890123470") == [("error", None)]
    assert said("1234567890123450") == said("123456789012345000", "123456789012345678") == []


def test_a_number_with_and_without_its_zeros_is_doubted():
    assert said("0012", "12", "13") == [("warning", "12")]
    assert said("0012", "0013", "14") == said("S2026-01", "S2026-1") == []


@pytest.mark.parametrize("text", ["S2026-10-3", " s2026-10-3", "S 2026-10-3"])
def test_the_number_of_a_signal_has_one_spelling(text):
    assert parsers.signal.read(text) == "S2026-10-3"


@pytest.mark.parametrize(
    "text", ["2026-10-3", "S2026-13-3", "S2026-1-3", "S2026-10-0", "S2026-10-3, S2026-10-4", "S2026-10-٣"]
)
def test_what_is_no_number_of_a_signal_is_refused(text):
    with pytest.raises(Unreadable, match="geen nummer van een signaal"):
        parsers.signal.read(text)
