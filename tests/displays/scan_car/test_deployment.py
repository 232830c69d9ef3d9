"""The proposal: every wijk has its hours, the coin is said in words, the total stays, and when it would answer."""

import math
import re
from dataclasses import replace

import pytest

from helpers import displays as show
from helpers.displays.scan_car.deployment import choice
from helpers.floor.params.preregistration import Preregistration
from helpers.floor.shapes import tables
from helpers.floor.shapes.pieces import Absent, Text
from helpers.models.scan_car import differences, plan_total

AFTER = {"area_level": "wijk", "period": "2026-Q4", "start": "2026-10-01", "end": "2026-12-31", "unit": "hours"}


def plan_rows(codes, step=8.0):
    rows = []
    for i, code in enumerate(codes):
        pair = "" if i == 12 else str(i // 2 + 1)
        arm = "gelijk" if i == 12 else ("plus", "min")[i % 2]
        change = {"plus": step, "min": -step, "gelijk": 0.0}[arm]
        about = {"area": code, **AFTER}
        rows += [
            about | {"measure": "planned_hours", "split": "arm", "group": arm, "value": 28.75 + change},
            about | {"measure": "base_hours", "split": "pair", "group": pair, "value": 28.75},
        ]
    plan = tables.measures(rows)
    return tables.stack(plan, differences.by_lot(plan))


def forecast_rows(sizes, survey):
    rows = [{"at": at, "estimate": size, "se": 0.1, "n": 2000} for at, size in zip((2, 4, 8), sizes, strict=True)]
    rows = [row | {"term": "detectable_after"} for row in rows]
    by_survey = zip((8, 16), (17.84, survey), strict=True)
    rows += [{"at": at, "estimate": size, "n": 2000, "term": "detectable_by_survey"} for at, size in by_survey]
    same = {"role": "forecast", "unit": "points_per_10_hours"}
    return tables.estimates(rows, model="deployment", measure="clean_percent", **same)


@pytest.fixture
def proposed(scan_car):
    """The hand-made result with a plan of a step, and what it shows after 2, 4 and 8 quarters."""

    def given(step=8.0, sizes=(math.nan, 3.84, 2.4), survey=8.56):
        measures = tables.stack(scan_car.measures, plan_rows(scan_car.areas.codes, step))
        return replace(scan_car, measures=measures, estimates=forecast_rows(sizes, survey))

    return given


def drawn(figure):
    return [text.replace("&apos;", "'") for text in re.findall(r">([^<]+)</text>", figure.svg)]


def test_the_plan_has_a_row_a_wijk_in_order_of_code_with_pair_and_coin(proposed, scan_car):
    table = show.deployment_plan(proposed())
    names = [scan_car.areas.name(code) for code in scan_car.areas.codes]
    assert [row[0].text for row in table.rows] == [*names, "Totaal"]
    assert [cell.text for cell in table.rows[0]][1:] == ["1", "+8 uur", "36,75"]
    assert [cell.text for cell in table.rows[1]][1:] == ["1", "−8 uur", "20,75"]
    assert [cell.text for cell in table.rows[12]][1:] == ["–", "gelijk", "28,75"]


def test_the_total_is_the_same_before_and_after_the_coin(proposed):
    assert [cell.text for cell in show.deployment_plan(proposed()).rows[-1]] == ["Totaal", "–", "–", "373,75"]


def test_the_caption_says_for_which_quarter_and_from_which_number_the_lot_was_drawn(proposed):
    assert show.deployment_plan(proposed()).caption == (
        "Zo zou het lot de uren verdelen in het vierde kwartaal van 2026, met startgetal 1916"
    )


def test_the_csv_of_the_plan_is_for_a_planner(proposed, scan_car):
    data = show.deployment_plan(proposed()).data
    assert data.columns == ["quarter", "wijk", "wijk_name", "pair", "arm", "base_hours", "planned_hours"]
    code = scan_car.areas.codes[0]
    assert data.rows[0] == ["2026-Q4", code, scan_car.areas.name(code), "1", "plus", 28.75, 36.75]
    assert len(data.rows) == len(scan_car.areas.codes)


def test_the_notes_say_how_the_plan_was_made(proposed, scan_car):
    notes = " ".join(show.deployment_plan(proposed()).notes)
    for words in (
        "op elkaar lijken",
        "een munt",
        "8 uur meer",
        "totaal gelijk",
        scan_car.areas.name(scan_car.areas.codes[12]),
    ):
        assert words in notes


def test_wijken_are_not_said_to_be_alike_in_a_judgement_that_nobody_gave(proposed):
    result = replace(proposed(), missing={"wijkatlas": "Het veldwerk loopt nog"})
    notes = " ".join(show.deployment_plan(result).notes)
    assert "oordeel" not in notes and "oordeel" in " ".join(show.deployment_plan(proposed()).notes)


def test_the_choice_has_its_price_with_the_wijken_that_get_fewer_hours_by_name(proposed, scan_car):
    piece = show.deployment_choice(proposed())
    text = " ".join(piece.sentences)
    assert piece.is_list and "6 wijken krijgen 8 uur meer en 6 wijken 8 uur minder, binnen hetzelfde totaal" in text
    fewer = [scan_car.areas.short_name(code) for code in scan_car.areas.codes[1:12:2]]
    assert "minder uren voor 6 wijken" in text and all(name in text for name in fewer)
    assert scan_car.areas.short_name(scan_car.areas.codes[0]) not in text
    assert piece.sentences[0].startswith("Verdelen zoals nu")  # to leave it is a choice too


def test_the_choice_in_one_sentence_turns_with_the_step(proposed):
    assert choice(proposed()) == (
        "Keuze voor de raad: loten we over een deel van de uren van de scanauto? "
        "Per kwartaal: 6 wijken krijgen 8 uur meer en 6 wijken 8 uur minder."
    )
    assert "4,25 uur meer" in choice(proposed(step=4.25))


def test_the_choice_says_what_each_clock_would_find_and_when(proposed):
    said = show.deployment_choice(proposed(sizes=(math.nan, 3.84, 2.4))).sentences
    assert (
        said[-2]
        == "Met alleen de Wijkatlas duurt het 4 jaar voor een verschil van 8,6 procentpunt per 10 uur meestal opvalt."
    )
    assert (
        said[-1]
        == "Met elk kwartaal een enquête duurt het 2 jaar voor een verschil van 2,4 procentpunt per 10 uur meestal opvalt."
    )
    assert "9,9 procentpunt" in show.deployment_choice(proposed(survey=9.9)).sentences[-2]


def test_the_choice_gives_the_counts_in_the_decimals_of_the_table(proposed):
    result = proposed()
    row = {"model": "deployment", "role": "forecast", "term": "detectable_after", "at": 8, "estimate": 0.264}
    more = {"measure": "sites_out_of_norm_percent", "unit": "percentage_points", "n": 2000}
    result = replace(result, estimates=tables.stack(result.estimates, tables.estimates([row | more])))
    assert "0,26 procentpunt per 10 uur" in show.deployment_choice(result).sentences[-1]
    assert "0,26 procentpunt" in [cell.text for cell in show.detectable_after(result).rows[-2]]


def test_the_table_counts_with_the_rhythm_of_the_survey_and_beside_it_with_each_quarter(proposed):
    table = show.detectable_after(proposed())
    assert table.columns == ["Na", "Tot en met", "Oordeel, elk kwartaal gevraagd", "Oordeel, in de Wijkatlas"]
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["4 kwartalen", "derde kwartaal van 2027", "3,8 procentpunt", "–"],
        ["8 kwartalen", "derde kwartaal van 2028", "2,4 procentpunt", "17,8 procentpunt"],
        ["16 kwartalen", "derde kwartaal van 2030", "–", "8,6 procentpunt"],
    ]
    assert table.data.rows[0] == [4, "2027-Q3", 3.84, None, 2000]


def test_the_rhythm_said_is_that_of_the_municipality(proposed):
    result = proposed()
    own = result.settings.municipality.model_copy(update={"survey_every_years": 1})
    yearly = replace(result, settings=result.settings.model_copy(update={"municipality": own}))
    assert "eens per 2 jaar" in show.detectable_after(result).notes[0]
    assert "eens per 1 jaar" in show.detectable_after(yearly).notes[0]


def test_what_is_counted_each_quarter_has_its_own_column_and_unit(proposed):
    same = {"model": "deployment", "role": "forecast", "term": "detectable_after", "at": 8, "n": 2000}
    counts = [
        same | {"measure": "sites_out_of_norm_percent", "unit": "percentage_points", "estimate": 0.31},
        same | {"measure": "litter_reports_per_1000", "unit": "per_1000", "estimate": 0.46},
    ]
    result = proposed()
    table = show.detectable_after(replace(result, estimates=tables.stack(result.estimates, tables.estimates(counts))))
    assert table.columns[-2:] == ["Afvallocaties buiten de norm", "Meldingen over afval"]
    assert [cell.text for cell in table.rows[1]][-2:] == ["0,31 procentpunt", "0,46 per 1.000"]


def test_the_forecast_says_that_it_is_simulated_and_what_it_assumes(proposed):
    notes = " ".join(show.detectable_after(proposed()).notes)
    assert "elk kwartaal" in notes and "nagebootst" in notes and "2.000 keer" in notes
    assert "kan er wel zijn" in notes


@pytest.mark.parametrize("display", [show.deployment_plan, show.deployment_choice, show.detectable_after])
def test_without_a_plan_the_reason_is_said(display, empty):
    piece = display(empty("scan_car_cleanliness", scanauto_inzet="De auto stond stil"))
    assert isinstance(piece, Text) and "De auto stond stil" in " ".join(piece.sentences)


@pytest.mark.parametrize("display", [show.deployment_plan, show.deployment_choice])
def test_a_plan_that_is_all_withheld_is_a_text(display, proposed):
    result = proposed()
    hidden = result.measures.assign(value=math.nan, withheld="missing")
    assert isinstance(display(replace(result, measures=hidden)), Absent)
    assert choice(replace(result, measures=hidden)) == ""


@pytest.mark.parametrize("wijken", [1, 48])
def test_without_enough_wijken_or_hours_the_page_says_why_there_is_no_plan(scan_car, wijken):
    total = plan_total.judged(plan_total.Total(375.0, ""), wijken, Preregistration())
    result = replace(scan_car, estimates=total)
    for piece in (show.deployment_plan(result), show.deployment_choice(result)):
        said = " ".join(piece.sentences)
        assert isinstance(piece, Absent) and ("Met één wijk" if wijken == 1 else "384 uur") in said
    assert choice(result) == ""


def test_the_plan_says_where_its_total_comes_from(proposed):
    result = proposed()
    total = plan_total.judged(plan_total.Total(373.75, "Het totaal is dat van toen."), 13, Preregistration())
    notes = show.deployment_plan(replace(result, estimates=tables.stack(result.estimates, total))).notes
    assert "Het totaal is dat van toen." in notes
