"""Hours, survey and plan on what the analysis really gives: the rules of every display hold there too."""

import json
import re

import pytest

from helpers import displays as show
from helpers.analyses import scan_car_cleanliness
from helpers.floor import dutch
from helpers.floor.shapes.pieces import Figure, Table

DISPLAYS = [
    show.survey_intervals,
    show.survey_precision,
    show.hours_per_wijk,
    show.hours_map,
    show.deployment_plan,
    show.detectable_after,
]


@pytest.fixture(scope="module")
def result(analysed):
    return analysed(scan_car_cleanliness)


@pytest.fixture(scope="module", params=DISPLAYS, ids=lambda display: display.__name__)
def piece(request, result):
    return request.param(result)


def texts(piece):
    """Every text that a reader sees, cells and drawing included."""
    words = [piece.source, *piece.columns, *(cell.text for row in piece.rows for cell in row)]
    if isinstance(piece, Table):
        return [*words, piece.caption, *piece.notes]
    return [*words, piece.title, piece.subtitle, piece.alt, *re.findall(r"<text[^>]*>([^<]*)</text>", piece.svg)]


def test_the_sample_has_a_figure_or_a_table_with_its_data(piece):
    assert isinstance(piece, (Figure, Table)) and piece.data.rows
    json.dumps(piece.as_json(), allow_nan=False)


def test_no_text_has_a_word_of_the_computer_or_one_the_figures_cannot_carry(piece):
    for text in texts(piece):
        assert not re.search(r"\b(nan|none|null|inf|true|false|NaT)\b|\d\.\d(?!\d\d)", text, flags=re.I), text
        assert not re.search(r"significant|effect\b(?<!ontwerpeffect)|veroorzaakt|dankzij|zorgt", text, flags=re.I)


def test_a_sentence_has_at_most_twenty_words(piece):
    whole = piece.notes if isinstance(piece, Table) else [piece.title, piece.subtitle, piece.alt]
    for sentence in (part for text in whole for part in re.split(r"(?<=[.?!]) (?=[A-Z“])", text)):
        assert len(sentence.split()) <= 20, sentence


def test_a_row_is_as_long_as_its_columns_and_no_cell_is_empty(piece):
    assert all(len(row) == len(piece.columns) and all(cell.text for cell in row) for row in piece.rows)
    assert all(len(row) == len(piece.data.columns) for row in piece.data.rows)


def test_a_piece_is_the_same_twice(piece, result):
    again = next(display for display in DISPLAYS if display.__name__ == piece.name)(result)
    assert again == piece


def test_the_plan_adds_up_to_the_hours_that_were_laid_down(result):
    planned = [row[-1] for row in show.deployment_plan(result).data.rows]
    assert sum(planned) == result.settings.preregistration.plan_hours_per_quarter


def test_the_wijken_add_up_to_the_hours_of_the_municipality(result):
    table = show.hours_per_wijk(result)
    total = sum(row[3] for row in table.data.rows)
    assert table.rows[-1][1].text == dutch.number(total, 1)
