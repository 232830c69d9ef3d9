"""The proposal: every wijk has its hours, the coin is said in words, the total stays, and when it would answer."""

import math
import re
from dataclasses import replace

import pytest

from helpers import displays as show
from helpers.floor.shapes import tables
from helpers.floor.shapes.pieces import Text
from helpers.models.scan_car import differences

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


def forecast_rows(sizes):
    rows = [{"at": at, "estimate": size, "se": 0.1, "n": 2000} for at, size in zip((2, 4, 8), sizes, strict=True)]
    same = {"term": "detectable_after", "role": "forecast", "unit": "points_per_10_hours"}
    return tables.estimates(rows, model="deployment", measure="clean_percent", **same)


@pytest.fixture
def proposed(scan_car):
    """The hand-made result with a plan of a step, and what it shows after 2, 4 and 8 quarters."""

    def given(step=8.0, sizes=(math.nan, 3.84, 2.4)):
        measures = tables.stack(scan_car.measures, plan_rows(scan_car.areas.codes, step))
        return replace(scan_car, measures=measures, estimates=forecast_rows(sizes))

    return given


def drawn(figure):
    return [text.replace("&apos;", "'") for text in re.findall(r">([^<]+)</text>", figure.svg)]


def test_the_plan_has_a_row_a_wijk_in_order_of_code_with_pair_and_coin(proposed, scan_car):
    table = show.deployment_plan(proposed())
    names = [scan_car.areas.name(code) for code in scan_car.areas.codes]
    assert [row[0].text for row in table.rows] == [*names, "Totaal"]
    assert [cell.text for cell in table.rows[0]][1:] == ["1", "28,75", "+8 uur", "36,75"]
    assert [cell.text for cell in table.rows[1]][1:] == ["1", "28,75", "−8 uur", "20,75"]
    assert [cell.text for cell in table.rows[12]][1:] == ["–", "28,75", "gelijk", "28,75"]


def test_the_total_is_the_same_before_and_after_the_coin(proposed):
    assert [cell.text for cell in show.deployment_plan(proposed()).rows[-1]] == ["Totaal", "–", "373,75", "–", "373,75"]


def test_the_caption_says_for_which_quarter_and_from_which_number_the_lot_was_drawn(proposed):
    assert show.deployment_plan(proposed()).caption == (
        "Voorstel voor de uren in het vierde kwartaal van 2026; het lot viel met startgetal 1916"
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


def test_the_map_says_how_many_wijken_get_more_fewer_and_the_same(proposed):
    assert show.deployment_map(proposed()).title == (
        "Voorstel, geloot: 6 wijken krijgen 8 uur meer, 6 wijken 8 uur minder, 1 wijk blijft gelijk"
    )
    assert "6 wijken krijgen 4,25 uur meer" in show.deployment_map(proposed(step=4.25)).title


def test_every_tile_has_its_hours_and_coin_in_words(proposed):
    words = drawn(show.deployment_map(proposed()))
    assert [words.count(text) for text in ("+8 uur", "−8 uur", "gelijk")] == [6, 6, 1]
    assert [words.count(text) for text in ("36,75 uur", "20,75 uur", "28,75 uur")] == [6, 6, 1]
    assert {"meer uren", "minder uren", "dezelfde uren"} <= set(words)


def test_more_and_fewer_hours_look_different_without_colour():
    from helpers.displays.scan_car.deployment import LOOKS
    from helpers.floor.tokens import contrast

    grounds = [look.fill for look in LOOKS.values()]
    assert all(contrast(look.ink, look.fill) >= 4.5 for look in LOOKS.values())
    assert contrast(grounds[0], grounds[1]) >= 3 and contrast(grounds[0], grounds[2]) >= 3
    assert LOOKS["min"].edge and not LOOKS["gelijk"].edge  # white with an edge, against a light tint


def test_a_quarter_in_which_nothing_shows_yet_says_so(proposed):
    table = show.detectable_after(proposed())
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["2 kwartalen", "eerste kwartaal van 2027", "nog niets te zien"],
        ["4 kwartalen", "derde kwartaal van 2027", "3,8 procentpunt per 10 uur"],
        ["8 kwartalen", "derde kwartaal van 2028", "2,4 procentpunt per 10 uur"],
    ]
    assert table.data.rows[0][:3] == [2, "2027-Q1", None]


def test_the_forecast_says_that_it_is_simulated_and_what_it_assumes(proposed):
    notes = " ".join(show.detectable_after(proposed()).notes)
    assert "bewoners elk kwartaal" in notes and "nagebootst" in notes and "2.000 keer" in notes
    assert "kan er wel zijn" in notes


@pytest.mark.parametrize("display", [show.deployment_plan, show.deployment_map, show.detectable_after])
def test_without_a_plan_the_reason_is_said(display, empty):
    piece = display(empty("scan_car_cleanliness", scanauto_inzet="De auto stond stil"))
    assert isinstance(piece, Text) and "De auto stond stil" in " ".join(piece.sentences)


@pytest.mark.parametrize("display", [show.deployment_plan, show.deployment_map])
def test_a_plan_that_is_all_withheld_is_a_text(display, proposed):
    result = proposed()
    hidden = result.measures.assign(value=math.nan, withheld="missing")
    assert isinstance(display(replace(result, measures=hidden)), Text)
