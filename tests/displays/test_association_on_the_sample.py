"""The association and what stands beside it on what the analysis really gives; and where the model refuses."""

import re
from dataclasses import replace

import pytest

from helpers import displays as show
from helpers.analyses import scan_car_cleanliness
from helpers.floor.shapes import tables
from helpers.floor.shapes.pieces import Figure, Table, Text
from helpers.models.scan_car import association

FIGURES = [show.estimate_with_placebos, show.leave_one_out]
TABLES = [show.gates, show.robustness, show.quarterly_outcomes, show.exploratory, show.preregistration]


@pytest.fixture(scope="module")
def result(analysed):
    return analysed(scan_car_cleanliness)


@pytest.fixture(scope="module")
def two_waves(result):
    """The same sample with two waves only: the model refuses by itself."""
    kept = result.measures[result.measures.period.isin(sorted(result.measures.period[is_wave(result)])[-2:])]
    clean, hours = (
        kept[(kept.measure == name) & (kept.area_level == "wijk")] for name in ("clean_percent", "exposure_hours")
    )
    return replace(
        result,
        estimates=association.within_wijk(
            clean, hours, placebo=tables.measures(), plan=result.settings.preregistration
        ),
    )


def is_wave(result):
    return (result.measures.measure == "clean_percent") & ~result.measures.period.duplicated()


@pytest.mark.parametrize("display", [*FIGURES, *TABLES], ids=lambda display: display.__name__)
def test_the_sample_fills_every_display_in_dutch(display, result):
    piece = display(result)
    assert isinstance(piece, Figure if display in FIGURES else Table)
    said = [piece.source, *piece.columns, *(cell.text for row in piece.rows for cell in row)]
    said += [piece.title, piece.alt] if isinstance(piece, Figure) else [piece.caption, *piece.notes]
    for text in said:
        assert not re.search(r"\b(nan|none|[a-z]+_[a-z_]+)\b|\d\.\d(?!\d\d)", text, flags=re.I), text
        assert not re.search(r"significant|\beffect\b|veroorzaakt|dankzij", text, flags=re.I), text


def test_every_control_of_the_plan_stands_beside_the_estimate(result):
    figure = show.estimate_with_placebos(result)
    assert {row[0] for row in figure.data.rows[1:]} == set(result.settings.preregistration.placebos)


def test_each_wijk_is_left_out_once(result):
    codes = [row[0] for row in show.leave_one_out(result).data.rows[:-1]]
    assert codes == sorted(result.areas.codes)


def test_every_code_that_was_laid_down_has_words(result):
    assert not any("_" in cell.text for row in show.preregistration(result).rows for cell in row)


@pytest.mark.parametrize("display", [*FIGURES, show.robustness], ids=lambda display: display.__name__)
def test_with_two_waves_the_reason_stands_in_its_place(display, two_waves):
    piece = display(two_waves)
    assert isinstance(piece, Text) and "nodig zijn er 3" in " ".join(piece.sentences)
    assert isinstance(show.gates(two_waves), Table)
