"""What a figure must have, and the contrast of its colours."""

import pandas as pd
import pytest

from helpers.displays.drawing import palette, svg
from helpers.displays.drawing.columns import Column
from helpers.displays.drawing.figure import figure
from helpers.displays.drawing.graphics import bullet, sparkline
from helpers.floor.tokens import DARK, contrast

WORDS = {
    "name": "proef", "title": "Het stijgt", "subtitle": "Aantal per jaar",
    "alt": ["Een lijn die stijgt van 1 tot 2 in een jaar."], "source": "Bron: proef.",
    "columns": [Column("year", "Jaar"), Column("n", "Aantal", decimals=0)],
    "frame": pd.DataFrame({"year": ["2026"], "n": [2]}),
}  # fmt: skip


def paint(drawing):
    drawing.subplots().plot([0, 1], [1, 2], color=palette.C1)


def test_a_complete_figure_is_made():
    assert figure(paint, **WORDS).svg.startswith("<svg")


def test_sentences_of_an_alt_text_follow_the_title_as_far_as_they_fit():
    told = figure(paint, **{**WORDS, "alt": ["Een lijn die stijgt van 1 tot 2 in een jaar.", "x" * 600]})
    assert told.alt == "Het stijgt. Een lijn die stijgt van 1 tot 2 in een jaar."


@pytest.mark.parametrize("part", ["title", "subtitle", "source"])
def test_a_figure_without_a_word_is_refused(part):
    with pytest.raises(ValueError, match=f"figure proef has no {part}"):
        figure(paint, **{**WORDS, part: " "})


def test_a_figure_without_data_is_refused():
    with pytest.raises(ValueError, match="has no data"):
        figure(paint, **{**WORDS, "frame": WORDS["frame"].head(0)})


TITLE = len("Het stijgt. ")


def test_an_alt_text_that_says_too_little_is_refused():
    with pytest.raises(ValueError, match="alt text of 39 characters, not 40 to 600"):
        figure(paint, **{**WORDS, "alt": ["x" * (39 - TITLE)]})


def test_the_alt_text_may_have_the_shortest_and_the_longest_length():
    alts = [figure(paint, **{**WORDS, "alt": ["x" * (n - TITLE)]}).alt for n in (40, 600)]
    assert [len(alt) for alt in alts] == [40, 600]


def test_pyplot_knows_nothing_of_the_figures():
    from matplotlib import pyplot

    figure(paint, **WORDS)
    assert pyplot.get_fignums() == []


def test_cleaning_rounds_geometry_and_leaves_text_alone():
    markup = (
        '<svg viewBox="0 0 9.1234 9"><g id="a"><text x="1.2345" style="font-size: 9px">1.000 is 1.0001</text></g></svg>'
    )
    cleaned = svg.clean(markup, "p")
    assert 'x="1.2"' in cleaned and ">1.000 is 1.0001<" in cleaned and "<g" not in cleaned


def test_only_ids_that_are_used_stay_and_they_begin_with_the_name():
    markup = '<svg viewBox="0 0 9 9"><g id="a"><path id="m1"/><use xlink:href="#m1"/></g></svg>'
    assert svg.clean(markup, "p").count("p-1") == 2 and 'id="a"' not in svg.clean(markup, "p")


@pytest.mark.parametrize("colour", [palette.INK, palette.MUTED, palette.C1, palette.C2, palette.C3, palette.C4])
def test_text_has_a_contrast_of_at_least_4_5_in_light_and_dark(colour):
    assert contrast(colour, palette.PAPER) >= 4.5
    assert contrast(palette.in_the_dark(colour), DARK["paper"]) >= 4.5


def test_marks_have_a_contrast_of_at_least_3():
    assert contrast(palette.GREY, palette.PAPER) >= 3
    assert contrast(palette.in_the_dark(palette.GREY), DARK["paper"]) >= 3


def test_a_longer_bar_is_a_higher_value():
    def width(value):
        return float(bullet(value, 100).split('width="')[3].split('"')[0])

    assert width(80) == pytest.approx(2 * width(40))


def test_a_sparkline_breaks_where_a_value_is_unknown():
    assert sparkline([1, 2, None, 3, 4]).count("<polyline") == 2
    assert sparkline([1, 2, 3, 4], breaks=[2]).count("<polyline") == 2
