"""An analyst's own figure: in the house style, with the numbers that were given, and in no report."""

import re

import pandas as pd
import pytest

from helpers import displays as show
from helpers.displays.drawing import palette
from helpers.floor.faults import AskedWrongly
from helpers.floor.shapes.frames import origin_of
from helpers.runner.page.views import Unfit, piece_view

HOURS = pd.DataFrame(
    {"wijk_name": ["Noord", None], "hours": [1234.4, None]}, index=pd.Index(["WK1", "WK2"], name="wijk")
)
QUARTERS = pd.DataFrame(
    {"afval": [1.0, 2.5], "parkeren": [3.0, None]}, index=pd.PeriodIndex(["2026Q2", "2026Q1"], freq="Q")
)

PALETTE = {value for value in vars(palette).values() if isinstance(value, str)}


def drawn(figure):
    return re.findall(r"<text[^>]*>([^<]*)</text>", figure.svg)


def test_each_row_is_a_bar_with_its_name_and_its_number_in_dutch():
    figure = show.own_figure(HOURS, "De uren per wijk", "hours")
    assert [text for text in drawn(figure) if text] == ["Noord", "WK2", "1.234 uur", "–"]
    assert figure.data.rows == [["Noord", 1234.4], ["WK2", None]]
    assert set(re.findall(r"#[0-9a-f]{6}\b", figure.svg)) <= PALETTE


def test_periods_are_a_line_in_their_own_order_and_a_gap_stays_a_gap():
    figure = show.own_figure(QUARTERS, "De uren per doel", "hours", decimals=1, subtitle="Per kwartaal")
    assert figure.data.rows == [["2026-Q1", 2.5, None], ["2026-Q2", 1, 3]]
    assert {"2026-Q1", "2026-Q2", "1,0 uur", "3,0 uur"} <= set(drawn(figure))
    assert "2026-Q1: afval 2,5 uur en parkeren –." in figure.alt and figure.subtitle == "Per kwartaal"


def test_a_period_without_a_figure_leaves_a_gap_and_is_not_passed_over():
    figure = show.own_figure(pd.Series([1, 2, 3], ["2026-02", "2025-11", "2025-12"]), "Meldingen")
    assert figure.data.rows == [["2025-11", 2], ["2025-12", 3], ["2026-01", None], ["2026-02", 1]]
    days = show.own_figure(pd.Series([1, 2, 3], pd.to_datetime(["2026-01-05", "2026-01-06", "2026-01-15"])), "Ritten")
    assert [row[0] for row in days.data.rows] == ["2026-01-05", "2026-01-06", "2026-01-15"]
    places = [float(one) for one in re.findall(r'<use href="#[^"]*" x="([\d.]+)"', days.svg)]
    assert places[-1] - places[-2] > 5 * (places[-2] - places[-3])


@pytest.mark.parametrize(
    "index",
    [[2025, 2026], ["2025", "2026"], ["2026-Q1", "2026-Q2"], ["2026-08", "2026-09"], pd.to_datetime(["2026-08-01", "2026-09-01"])],
    ids=["years", "years as text", "quarters", "months", "days"],
)  # fmt: skip
def test_what_follows_each_other_in_time_is_a_line(index):
    assert show.own_figure(pd.Series([1, 2], index), "Meldingen").columns[0] == "Periode"
    assert show.own_figure(pd.Series([1, 2], ["a", "b"]), "Meldingen").columns[0] == "Wat"


@pytest.mark.parametrize(
    ("data", "unit", "said"),
    [
        (HOURS, "uren", "Er is geen eenheid “uren”."),
        (HOURS[["wijk_name"]], "count", "Hier staan geen getallen om te tekenen."),
        (HOURS.head(0), "count", "Hier staan geen getallen om te tekenen."),
        (pd.Series([1, 2], ["2026-Q1", "2026-Q1"]), "count", "Een periode staat er meer dan één keer."),
        (HOURS.assign(more=1), "count", "Deze figuur heeft 2 kolommen met getallen."),
        (pd.concat([QUARTERS] * 3, axis=1), "count", "Deze figuur heeft 6 kolommen met getallen."),
        (pd.Series(range(41), [f"n{i}" for i in range(41)]), "count", "Een figuur met 41 staven is niet te lezen."),
    ],
)
def test_what_makes_no_figure_is_refused_with_what_to_do(data, unit, said):
    with pytest.raises(AskedWrongly) as refused:
        show.own_figure(data, "Een titel", unit)
    assert str(refused.value).startswith(said) and refused.value.hint


@pytest.mark.parametrize("title", ["", " ", "x" * 201])
def test_a_title_that_says_nothing_or_too_much_is_refused_and_a_short_one_is_enough(title):
    with pytest.raises(AskedWrongly, match="titel"):
        show.own_figure(HOURS, title)
    assert show.own_figure(pd.Series([1], ["a"]), "X").alt == "X. Een figuur met een staaf voor elke rij. a: 1."


def test_it_says_that_it_is_unprotected_and_no_page_takes_it():
    figure = show.own_figure(HOURS, "De uren per wijk", "hours")
    assert origin_of(figure.frame()) is None
    assert "Onbeschermd: niet publiceren" in figure.source and figure.source in figure.as_html()
    with pytest.raises(Unfit, match="geen onderdeel dat het rapport kent"):
        piece_view(figure.as_json(), "x")


def test_figures_of_nothing_but_zeroes_and_below_zero_are_drawn():
    for values in ([0, 0], [-3, 2]):
        assert "<svg" in show.own_figure(pd.Series(values, ["a", "b"]), "Verschil").svg
        assert "<svg" in show.own_figure(pd.Series(values, [2025, 2026]), "Verschil").svg
