"""A target that is a limit ("hooguit") reads as one: below it nothing is gehaald yet, above it it is broken."""

from dataclasses import replace

import pytest

from helpers import displays as show
from helpers.floor.quarter import Quarter


def limited(result, measure, target):
    """The result of a municipality that asks at most so much."""
    indicators = tuple(
        one.model_copy(update={"operator": "<=", "targets": {2026: target}}) if one.measure == measure else one
        for one in result.settings.indicators
    )
    return replace(result, settings=result.settings.model_copy(update={"indicators": indicators}))


@pytest.mark.parametrize(
    ("target", "title"),
    [
        (200, "We verwachten 151 ouderen; hooguit 200 blijven is waarschijnlijk"),
        (100, "121 ouderen volgden de training; de streefwaarde van hooguit 100 is niet gehaald"),
    ],
)
def test_a_limit_on_the_count_is_broken_above_it_and_open_below_it(forecast_of, target, title):
    assert show.pacing(limited(forecast_of(151.0, 0.99), "elderly_trained", target)).title == title


def test_a_limit_is_kept_when_the_year_is_over(training):
    over = limited(training, "elderly_trained", 200)
    measures = over.measures.assign(period=over.measures.period.replace("2026-Q3", "2026-Q4"))
    ended = replace(over, quarter=Quarter(2026, 4), measures=measures)
    assert show.pacing(ended).title == ("De streefwaarde van hooguit 200 is gehaald: 121 ouderen volgden de training")


def test_below_a_limit_no_hours_are_gehaald(scan_car):
    figure = show.hours_by_purpose(limited(scan_car, "scan_car_hours", 1000))
    assert figure.title.startswith("De scanauto maakte 1.236 uur, bij een streefwaarde van hooguit 1.000 uur")


def test_a_share_at_its_target_but_for_the_last_bit_is_at_it(dealers, rows_replaced):
    measure = {"measure": "compliant_dealers_percent", "split": ""}
    nearly = rows_replaced(dealers, measure, value=50 - 1e-13, numerator=10, denominator=20)
    assert show.compliance(nearly).title.endswith("op de streefwaarde van 50%")
