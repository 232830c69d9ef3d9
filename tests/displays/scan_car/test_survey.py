"""How sure the survey is: intervals per wijk without a ranking, hidden wijken named, precision per wave in words."""

import math
import re
from dataclasses import replace

import pytest

from helpers import displays as show
from helpers.displays.scan_car.precision import spread_in_words
from helpers.floor.shapes import tables
from helpers.floor.shapes.pieces import Figure, Text


def share_rows(codes, wave="2026", hidden=()):
    rows = [
        {"area": code, "estimate": 60.0 + i, "low": 52.0 + i, "high": 68.0 + i, "n": 120, "period": wave}
        for i, code in enumerate(codes)
    ]
    none = dict.fromkeys(("estimate", "low", "high", "n"), math.nan) | {"withheld": "small"}
    rows = [row | none if row["area"] in hidden else row for row in rows]
    return tables.estimates(
        rows, model="survey", measure="clean_percent", term="share", role="primary", unit="percent", level=0.95
    )


def limit_rows(wave="2026", reliability=57.0, pair=10.7, of_all=18.1, **more):
    rows = [
        {"term": "reliability", "unit": "percent", "estimate": reliability},
        {"term": "smallest_difference", "unit": "percentage_points", "estimate": pair},
        {
            "term": "smallest_difference_of_all",
            "unit": "percentage_points",
            "estimate": of_all,
            "rule": "Wie alle wijken vergelijkt, ziet pas vanaf 19 procentpunt meer dan toeval.",
        },
    ]
    same = {"n": 1560, "n_clusters": 13, "role": "limit", "period": wave, **more}
    return tables.estimates(rows, model="survey", measure="clean_percent", **same)


@pytest.fixture
def surveyed(scan_car):
    """The hand-made result with the survey model's rows: two waves of limits, the last wave's shares."""

    def given(hidden=(), **limits):
        rows = tables.stack(share_rows(scan_car.areas.codes, hidden=hidden), limit_rows("2024"), limit_rows(**limits))
        return replace(scan_car, estimates=rows)

    return given


def drawn(figure):
    return [text.replace("&apos;", "'") for text in re.findall(r">([^<]+)</text>", figure.svg)]


def test_the_title_says_which_differences_are_chance_and_turns_with_the_sample(surveyed):
    assert show.survey_intervals(surveyed()).title == (
        "Wie in 2026 alle wijken vergelijkt, ziet pas vanaf 19 procentpunt meer dan toeval"
    )
    assert "vanaf 13 procentpunt" in show.survey_intervals(surveyed(of_all=12.1)).title


def test_the_title_and_the_table_say_one_thing_of_two_and_of_all_wijken(surveyed):
    figure, table = show.survey_intervals(surveyed()), show.survey_precision(surveyed())
    of_two, of_all = (cell.text for cell in table.rows[-1][-2:])
    assert table.columns[-2:] == ["Twee wijken, vooraf gekozen", "Alle wijken, achteraf vergeleken"]
    assert of_all == "vanaf 19 procentpunt" and of_all in figure.title
    assert f"Voor twee wijken die vooraf zijn gekozen, is dat {of_two}." in figure.alt


def test_the_wijken_stand_in_order_of_code_and_not_of_their_share(surveyed, scan_car):
    result = surveyed()
    turned = result.estimates.assign(estimate=120 - result.estimates.estimate).iloc[::-1]
    figure = show.survey_intervals(replace(result, estimates=turned.reset_index(drop=True)))
    assert [row[0].text for row in figure.rows] == [scan_car.areas.name(code) for code in scan_car.areas.codes]
    names = [scan_car.areas.short_name(code) for code in scan_car.areas.codes]
    assert [text for text in drawn(figure) if text in names] == names


def test_every_share_has_its_interval_and_respondents(surveyed):
    figure = show.survey_intervals(surveyed())
    assert [cell.text for cell in figure.rows[0]][1:] == ["60%", "52 tot 68%", "120"]
    assert figure.data.rows[0][2:] == [60, 52, 68, 0.95, 120, ""]


def test_only_the_last_wave_is_shown(surveyed, scan_car):
    result = surveyed()
    earlier = share_rows(scan_car.areas.codes, wave="2024")
    figure = show.survey_intervals(replace(result, estimates=tables.stack(earlier, result.estimates)))
    assert {row[0] for row in figure.data.rows} == {"2026"}


def test_a_hidden_wijk_is_named_as_hidden_without_a_figure(surveyed, scan_car):
    code = scan_car.areas.codes[3]
    figure = show.survey_intervals(surveyed(hidden=[code]))
    assert [cell.text for cell in figure.rows[3]] == [scan_car.areas.name(code), "afgeschermd", "–", "–"]
    assert figure.data.rows[3][2:] == [None, None, None, None, None, "small"]
    assert "afgeschermd" in drawn(figure) and "63%" not in drawn(figure)
    assert f"{scan_car.areas.short_name(code)}: afgeschermd." in figure.alt


def test_a_wave_in_which_all_is_hidden_is_a_text(surveyed, scan_car):
    assert isinstance(show.survey_intervals(surveyed(hidden=scan_car.areas.codes)), Text)


def test_without_a_limit_the_title_counts_the_wijken(scan_car):
    only = replace(scan_car, estimates=share_rows(scan_car.areas.codes))
    assert show.survey_intervals(only).title == "Van 13 wijken is het aandeel in 2026 bekend"


def test_precision_has_a_row_a_wave_in_order_of_time(surveyed):
    table = show.survey_precision(surveyed())
    assert [[cell.text for cell in row] for row in table.rows] == [
        [wave, "1.560", "13", "meer dan de helft (57%)", "vanaf 11 procentpunt", "vanaf 19 procentpunt"]
        for wave in ("2024", "2026")
    ]


def test_precision_names_the_design_effect_as_an_assumption(surveyed):
    result = surveyed()
    other = result.settings.preregistration.model_copy(update={"design_effect": 1.6})
    changed = replace(result, settings=result.settings.model_copy(update={"preregistration": other}))
    notes = " ".join(show.survey_precision(changed).notes)
    assert "ontwerpeffect van 1,6" in notes and "aanname" in notes and "160 respondenten" in notes


def test_a_wave_with_too_few_wijken_says_so(surveyed):
    nothing = {"reliability": math.nan, "pair": math.nan, "of_all": math.nan, "withheld": "missing"}
    row = show.survey_precision(surveyed(**nothing)).rows[1]
    assert [cell.text for cell in row[3:]] == ["te weinig wijken"] * 3


@pytest.mark.parametrize(
    ("percent", "words"),
    [
        (0, "niets te zien (0%)"),
        (24, "een klein deel (24%)"),
        (42, "minder dan de helft (42%)"),
        (66, "meer dan de helft (66%)"),
        (80, "het grootste deel (80%)"),
    ],
)
def test_reliability_is_said_in_words(percent, words):
    assert spread_in_words(percent) == words


@pytest.mark.parametrize("display", [show.survey_intervals, show.survey_precision])
def test_without_the_survey_the_reason_is_said(display, empty):
    piece = display(empty("scan_car_cleanliness", wijkatlas="Het veldwerk loopt nog"))
    assert isinstance(piece, Text) and "Het veldwerk loopt nog" in " ".join(piece.sentences)


def test_the_figure_is_drawn_with_the_tokens_of_the_palette_only(surveyed):
    from helpers.displays.drawing import palette

    figure = show.survey_intervals(surveyed())
    tokens = {value for name, value in vars(palette).items() if name.isupper() and isinstance(value, str)}
    assert isinstance(figure, Figure) and set(re.findall(r"#[0-9a-f]{6}\b", figure.svg)) <= tokens
