import pytest

from helpers.sources.cells import parsers
from helpers.sources.cells.cell_parser import Unreadable


def said(*texts):
    return [(remark.level, remark.message) for remark in parsers.month.among(texts)[1]]


def year(number, last=12, sign=""):
    return [f"{number}{sign}{month:02}" for month in range(1, last + 1)]


def test_six_digits_of_one_year_may_be_weeks():
    [(level, message)] = said(*year(2026, 5))
    assert (level, message) == ("warning", "“202601” is gelezen als januari 2026; het kan ook een week zijn.")


def test_numbers_of_one_digit_may_be_quarters():
    [(level, message)] = said("2026-1", "2026-2", "2026-3")
    assert (level, message) == ("warning", "“2026-1” is gelezen als januari 2026; het kan ook een kwartaal zijn.")


@pytest.mark.parametrize(
    "texts",
    [
        year(2025) + year(2026, 3), year(2025, sign="-") + year(2026, 3, "-"), year(2026, 5, "-"), ["2026-01"],
        [f"2025-{month}" for month in range(1, 13)] + ["2026-1"], ["januari 2026", "februari 2026"],
    ],
)  # fmt: skip
def test_months_are_no_alarm(texts):
    assert said(*texts) == []


@pytest.mark.parametrize("sign", ["", "-"])
def test_a_year_that_goes_past_twelve_counts_weeks(sign):
    texts = [*year(2025, 53, sign), *year(2026, 5, sign)]
    assert said(*texts) == [("warning", "Sommige perioden hebben een nummer boven 12.")]
    with pytest.raises(Unreadable, match="maand 53 bestaat niet"):
        parsers.month.among(texts)[0](f"2025{sign}53")


@pytest.mark.parametrize("form", ["{}{}", "{}-{}", "{}0{}", "{}-0{}"])
def test_years_that_stop_at_four_count_quarters(form):
    texts = [form.format(2025, number) for number in range(1, 5)] + [form.format(2026, 1)]
    assert ("error", "Geen enkel jaar gaat verder dan nummer 4: dit lijken kwartalen, geen maanden.") in said(*texts)


@pytest.mark.parametrize("text", ["2026-W01", "2026W1", "week 5 2026", "wk 5", "2026 week 5"])
def test_a_week_is_no_month_and_named_so(text):
    with pytest.raises(Unreadable, match="is een week"):
        parsers.month.read(text)
