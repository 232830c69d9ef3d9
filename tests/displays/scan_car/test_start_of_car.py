"""The start of the car: a figure where wijken began at different dates, the reason where they did not."""

import math
import re
from dataclasses import replace

import pytest

from helpers.analyses import scan_car_cleanliness
from helpers.displays import start_of_car
from helpers.displays.drawing import palette
from helpers.floor.shapes import tables
from helpers.floor.shapes.pieces import Figure, Text
from helpers.models.scan_car import association

LEVEL = {"area_level": "wijk", "unit": "percent", "denominator": 100}


@pytest.fixture
def staggered():
    """Twelve wijken, five waves; four begin in the third and are 5 points cleaner from then on."""
    wijken, waves = [f"W{n:02}" for n in range(12)], ["2018", "2020", "2022", "2024", "2026"]
    clean, hours = [], []
    for n, wijk in enumerate(wijken):
        for t, wave in enumerate(waves):
            is_on = n < 4 and t >= 2
            clean.append({"area": wijk, "period": wave, "value": 60 + n + t + 5 * is_on + 0.1 * ((n * t) % 3)})
            hours.append({"area": wijk, "period": wave, "value": 20.0 * is_on})
    outcome = tables.measures(clean, measure="clean_percent", **LEVEL)
    return association.started(outcome, tables.measures(hours, measure="exposure_hours", area_level="wijk"))


def test_a_planted_change_at_the_start_is_found_within_its_interval(staggered):
    found = tables.the(staggered, term="overall", role="exploratory")
    assert found.low < 5 < found.high and found.verdict == "toename"


def test_where_the_car_drove_everywhere_from_the_first_wave_the_reason_is_given(analysed):
    shown = start_of_car(analysed(scan_car_cleanliness))
    assert isinstance(shown, Text)
    assert "nodig: 3" in " ".join(shown.sentences)


def test_the_estimates_of_the_model_itself_make_a_figure(scan_car, staggered):
    """Planted: four of twelve wijken 5 points cleaner from the third of five waves on, and alike before."""
    shown = start_of_car(replace(scan_car, estimates=staggered))
    assert isinstance(shown, Figure)
    assert [row[0].text for row in shown.rows] == [
        "2 metingen vóór de start",
        "1 meting vóór de start",
        "Bij de start",
        "1 meting na de start",
        "2 metingen na de start",
        "Gemiddeld sinds de start",
    ]
    assert shown.title == (
        "Vergeleken met andere wijken ging het oordeel na de start vooruit; vóór de start lag het verschil rond nul"
    )


BEFORE, AFTER, OVERALL = {-3: 0.4, -2: -0.5}, {0: 3.1, 1: 5.2}, 4.1


def estimates(before=BEFORE, after=AFTER, overall=OVERALL, half=1.5, turn=1, **hidden):
    """Rows as the model gives them; each interval is the estimate give or take `half`."""
    made = [{"term": "overall", "estimate": overall}]
    made += [{"term": "event_time", "at": at, "estimate": size} for at, size in {**before, **after}.items()]
    for one in made:
        size = one["estimate"] = turn * one["estimate"]
        one |= {"low": size - half, "high": size + half}
        one |= hidden.get(f"at_{one.get('at')}", {})
    same = {"measure": "clean_percent", "unit": "percentage_points", "level": 0.95, "n": 4}
    return tables.estimates(made, model="event_study", role="exploratory", **same)


@pytest.fixture
def drawn(scan_car):
    return lambda **made: start_of_car(replace(scan_car, estimates=estimates(**made)))


def written(figure):
    return re.findall(r">([^<]+)</text>", figure.svg)


@pytest.mark.parametrize(("turn", "word"), [(1, "vooruit"), (-1, "achteruit")])
def test_turning_the_estimates_round_turns_the_title_round(drawn, turn, word):
    title = drawn(turn=turn).title
    assert title == (
        f"Vergeleken met andere wijken ging het oordeel na de start {word}; vóór de start lag het verschil rond nul"
    )


def test_an_interval_around_zero_says_that_the_direction_is_not_to_be_seen(drawn):
    for turn in (1, -1):
        title = drawn(half=4.2, turn=turn).title
        assert title.startswith("Of het oordeel na de start vooruitging") and "is niet te zien" in title
        assert title.endswith("vóór de start is het beeld onzeker")


@pytest.mark.parametrize("size", [1.6, -1.6])
def test_an_interval_before_the_start_without_zero_is_said_on_either_side(drawn, size):
    assert drawn(before={-3: 0.1, -2: size}).title.endswith("; vóór de start liepen zij al uiteen")


def test_before_the_start_is_only_near_zero_where_it_is_surely_smaller_than_the_change_after_it(drawn):
    """The furthest bound before the start is 3.9: more than a change of 3.8 after it, less than one of 4.0."""
    wide = {"before": {-2: 2.4}, "half": 1.5}
    assert "liepen zij al uiteen" in drawn(**wide, overall=4.0).title
    wide = {"before": {-2: 1.9}, "half": 2.0}
    assert drawn(**wide, overall=3.8).title.endswith("vóór de start is het beeld onzeker")
    assert drawn(**wide, overall=4.0).title.endswith("vóór de start lag het verschil rond nul")
    assert drawn(**wide, overall=-4.0).title.endswith("vóór de start lag het verschil rond nul")


def test_without_a_wave_before_the_base_the_title_says_nothing_of_before(drawn):
    figure = drawn(before={})
    assert figure.title == "Vergeleken met andere wijken ging het oordeel na de start vooruit"
    assert [row[0].text for row in figure.rows][:2] == ["1 meting vóór de start", "Bij de start"]


def test_the_drawing_carries_its_own_labels_the_start_and_the_base(drawn):
    words = written(drawn())
    assert {"start van de auto", "ijkpunt", "+0,4", "−0,5", "+3,1", "+5,2", "Procentpunt"} <= set(words)
    assert {"−3", "−2", "−1", "0", "+1"} <= set(words)
    assert "gemiddeld sinds de start +4,1 (2,6 tot 5,6)" in words


def test_the_ticks_of_the_axis_are_never_rounded_into_repeats(drawn):
    for half, sizes in ((0.01, 0.02), (0.3, 1.1), (40.0, 60.0)):
        figure = drawn(before={}, after={0: sizes}, overall=sizes, half=half)
        ticks = re.findall(r"text-anchor: ?end[^>]*>([^<]+)</text>", figure.svg)
        ticks = [tick for tick in ticks if re.fullmatch(r"[+−]?[\d,.]+", tick)]
        assert len(ticks) >= 3 and len(set(ticks)) == len(ticks)


def test_the_figure_is_called_exploratory_and_says_that_zero_before_proves_nothing(drawn):
    figure = drawn()
    assert figure.subtitle.startswith("Verkennend") and "bewijst dat nog niets" in figure.subtitle
    assert "metingen 2018 tot en met 2026" in figure.subtitle
    said = " ".join([figure.title, figure.subtitle, figure.alt, *written(figure)]).lower()
    assert not re.search(r"significant|geen effect|gevolg|dankzij|veroorzaakt|leidt tot|doordat", said)
    for text in (figure.title, figure.subtitle, figure.alt):
        assert max(len(one.split()) for one in re.split(r"(?<=[.?!;]) ", text)) <= 20


def test_the_alt_text_gives_the_mean_first_and_stays_within_its_length(drawn):
    figure = drawn(before={at: 0.5 for at in (-4, -3, -2)}, after={at: 5.5 for at in range(4)})
    assert 40 <= len(figure.alt) <= 600
    assert ". Gemiddeld sinds de start: +4,1 (2,6 tot 5,6). 4 metingen vóór de start: +0,5 (" in figure.alt


def test_a_time_without_numbers_keeps_its_row_and_has_no_mark(drawn):
    gone = {"estimate": math.nan, "low": math.nan, "high": math.nan, "withheld": "missing"}
    figure = drawn(**{"at_1": gone})
    assert [cell.text for cell in figure.rows[4]] == ["1 meting na de start", "–", "–", "–"]
    assert "+1" not in written(figure) and "1 meting na de start: niet te schatten." in figure.alt


def test_a_hidden_time_is_in_no_text_and_no_figure_behind(drawn):
    figure = drawn(**{"at_1": {"estimate": 7.77, "withheld": "small"}})
    assert "7,8" not in repr(figure.rows) + figure.alt + figure.svg
    assert figure.data.rows[3] == ["event_time", 1, *[None] * 10]


def test_every_colour_is_one_of_the_house(drawn):
    tokens = {value for name, value in vars(palette).items() if name.isupper() and isinstance(value, str)}
    assert set(re.findall(r"#[0-9a-f]{6}\b", drawn().svg)) <= tokens
