"""What `check` passes, `report` can do: params at random within their schema, and those that once stopped a quarter.

All of it, every notebook on every quarter: tests/benchmarks/params_at_random.py.
"""

from __future__ import annotations

from dataclasses import replace

import params_at_random
import pytest
from hypothesis import HealthCheck, Phase, given, settings

from helpers import displays as show
from helpers.analyses import management_summary
from helpers.floor import paths
from helpers.floor.params.settings import Indicator, Settings
from helpers.floor.quarter import Quarter

EXAMPLES = 24
CHAPTERS = sorted(file.stem for file in paths.NOTEBOOKS.glob("*.ipynb"))


def test_params_that_check_passes_run_through_the_notebooks_and_others_are_refused_clearly():
    passed = []

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=True,  # the same in every run of the same modules: hypothesis also draws what it finds in their code
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(params_at_random.folders())
    def tried(made):
        turn = sum(passed)
        quarter = params_at_random.QUARTERS[turn % len(params_at_random.QUARTERS)]
        chapters = [CHAPTERS[turn % len(CHAPTERS)]]
        passed.append(params_at_random.agree(made, [quarter], chapters))

    tried()
    assert sum(passed) >= EXAMPLES // 8 and not all(passed)


def of(*indicators: Indicator, **own: object) -> Settings:
    """The sample's settings with these indicators, and of the municipality what is given."""
    given = params_at_random.sample().settings
    listed = indicators or given.indicators
    municipality = given.municipality.model_copy(update=own)
    return given.model_copy(update={"indicators": listed, "budgets": {0: listed}, "municipality": municipality})


def shown(loaded: Settings, *names: str, label: str = "2026-Q3") -> str:
    at = Quarter.parse(label)
    inputs = replace(params_at_random.sample(), settings=loaded.at(at.year)).at(at)
    return "\n".join(
        piece for name in names for piece in params_at_random.shown(paths.NOTEBOOKS / f"{name}.ipynb", inputs)
    )


@pytest.fixture(scope="module")
def elderly() -> Indicator:
    return next(one for one in params_at_random.sample().settings.indicators if one.measure == "elderly_trained")


def test_two_indicators_on_one_measure_each_have_their_own_target_status_and_expectation(elderly):
    more = elderly.model_copy(update={"id": "9.1", "name": "Nog meer ouderen", "targets": {2026: 900.0}})
    most = elderly.model_copy(update={"id": "9.2", "name": "Niet te veel", "targets": {2026: 20.0}, "operator": "<="})
    result = management_summary.analyse(replace(params_at_random.sample(), settings=of(elderly, more, most)))
    rows = {row[0].text: [cell.text for cell in row[1:]] for row in show.scorecard(result).rows if len(row) > 1}
    assert [rows[f"{one.id} {one.name}"][0] for one in (elderly, more, most)] == ["200", "900", "hooguit 20"]
    said = [cell.text for row in show.forecast_log(result).rows for cell in row]
    assert all(f"{one.id} {one.name}" in said for one in (elderly, more, most))
    chapter = shown(of(elderly, more, most), "cyber_training")
    assert "Ook toegezegd: Nog meer ouderen, 900." in chapter and "Ook toegezegd: Niet te veel, hooguit 20." in chapter
    told = result.estimates[result.estimates.model == "status"].set_index("term").verdict
    assert told["9.2"] == "niet meer haalbaar" and told["9.1"] != told[elderly.id]
    chances = result.estimates[(result.estimates.term == "reach_target")].set_index("group").estimate
    assert chances["9.1"] < 0.01 < chances[elderly.id]


def test_one_indicator_alone_makes_its_pages(elderly):
    assert elderly.name in shown(of(elderly), "management_summary", "safety_indicators")


def test_another_age_than_that_of_the_delivered_inhabitants_stops_nothing():
    assert "personen vanaf 70 jaar" in shown(of(elderly_from_age=70), "cyber_training")


@pytest.mark.parametrize("name", ["scan_car_cleanliness", "cyber_training"])
def test_one_wijk_makes_its_chapters_and_they_say_that_there_is_nothing_to_compare(name):
    said = "\n".join(params_at_random.shown(paths.NOTEBOOKS / f"{name}.ipynb", params_at_random.of_wijken(1)))
    assert "De gemeente heeft één wijk" in said and "van de 1 wijk" not in said
