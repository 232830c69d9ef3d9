"""The start of the car: a table where wijken began at different dates, the reason where they did not."""

import pytest

from helpers import sources
from helpers.analyses import scan_car_cleanliness
from helpers.displays import start_of_car
from helpers.floor import tables
from helpers.floor.pieces import Table, Text
from helpers.models import panel

LEVEL = {"area_level": "wijk", "unit": "percent", "denominator": 100}


@pytest.fixture
def staggered():
    """Twelve wijken, five waves; four begin in the third and are 5 points cleaner from then on."""
    wijken, waves = [f"W{n:02}" for n in range(12)], ["2018", "2020", "2022", "2024", "2026"]
    clean, hours = [], []
    for n, wijk in enumerate(wijken):
        for t, wave in enumerate(waves):
            is_on = n < 4 and t >= 2
            clean.append(
                {"area": wijk, "period": wave, "value": 60 + n + t + 5 * is_on + 0.1 * ((n * t) % 3)}
            )
            hours.append({"area": wijk, "period": wave, "value": 20.0 * is_on})
    outcome = tables.measures(clean, measure="clean_percent", **LEVEL)
    return panel.started(outcome, tables.measures(hours, measure="exposure_hours", area_level="wijk"))


def test_a_planted_change_at_the_start_is_found_within_its_interval(staggered):
    found = tables.the(staggered, term="overall", role="exploratory")
    assert found.low < 5 < found.high and found.verdict == "toename"


def test_where_the_car_drove_everywhere_from_the_first_wave_the_reason_is_given():
    result = scan_car_cleanliness.analyse(sources.open_delivery("sample"))
    shown = start_of_car(result)
    assert isinstance(shown, Text)
    assert "nodig: 3" in " ".join(shown.sentences)


def test_the_table_names_when_in_words(staggered):
    result = scan_car_cleanliness.analyse(sources.open_delivery("sample"))
    shown = start_of_car(type(result)(**{**vars(result), "estimates": staggered}))
    assert isinstance(shown, Table)
    assert "Bij de start" in [row[0].text for row in shown.rows]
    assert "Sinds de start" in [row[0].text for row in shown.rows]
