"""Hours per wijk: in code order, per week, per inhabitant and hectare; the map is shaded by what it says."""

import math
import re
from dataclasses import replace

import pandas as pd
import pytest

from helpers import displays as show
from helpers.displays.scan_car import hours
from helpers.floor.shapes import tables
from helpers.floor.shapes.pieces import Text
from helpers.floor.tokens import contrast

QUARTER = {"period": "2026-Q3", "start": "2026-07-01", "end": "2026-09-30"}
WEEKS = [("2026-W27", "2026-07-01", "2026-07-05", 1.0), ("2026-W28", "2026-07-06", "2026-07-12", 22.0)]
WEEKS += [("2026-W29", "2026-07-13", "2026-07-19", 37.0)]


def hour_rows(codes, density):
    rows = [{"measure": "quarterly_hours", "area_level": "municipality", "value": 390.0, "unit": "hours", **QUARTER}]
    rows.append(rows[0] | {"measure": "hours_per_week", "value": 30.0})
    for i, code in enumerate(codes):
        about = {"area_level": "wijk", "area": code, **QUARTER}
        rows += [
            about | {"measure": "quarterly_hours", "value": 39.0 - i, "unit": "hours"},
            about | {"measure": "hours_per_week", "value": 3.0 - i / 13, "unit": "hours"},
            about | {"measure": "wijk_hours_per_1000", "value": density(i), "unit": "hours_per_1000"},
            about | {"measure": "wijk_hours_per_hectare", "value": 0.25, "unit": "hours_per_hectare"},
        ]
    weekly = {"measure": "weekly_hours", "area_level": "municipality", "unit": "hours"}
    rows += [weekly | {"period": w, "start": s, "end": e, "value": v} for w, s, e, v in WEEKS]
    return tables.measures(rows)


@pytest.fixture
def driven(scan_car):
    """The hand-made result with hours per wijk; `density` gives the hours per 1,000 of the i-th wijk."""

    def given(density=lambda i: 2.0 + i):
        measures = tables.stack(scan_car.measures, hour_rows(scan_car.areas.codes, density))
        return replace(scan_car, measures=measures)

    return given


def drawn(figure):
    return [text.replace("&apos;", "'") for text in re.findall(r">([^<]+)</text>", figure.svg)]


def test_a_row_a_wijk_in_order_of_code_and_the_municipality_last(driven, scan_car):
    table = show.hours_per_wijk(driven())
    names = [scan_car.areas.name(code) for code in scan_car.areas.codes]
    assert [row[0].text for row in table.rows] == [*names, "Hele gemeente"]
    assert [cell.text for cell in table.rows[0]][1:] == ["39,0"]
    assert [cell.text for cell in table.rows[-1]][1:] == ["390,0"]


def test_a_part_of_a_week_is_no_slow_week(driven):
    assert "In een volle week reed de auto 22 tot 37 uur." in show.hours_per_wijk(driven()).notes


def test_the_promised_hours_are_set_beside_those_of_the_year(driven, rows_replaced):
    said = "Van 1 januari tot en met 30 september 2026 reed de auto 1.236 van de 1.500 uur."
    assert said in show.hours_per_wijk(driven()).notes
    unknown = rows_replaced(driven(), {"measure": "scan_car_hours"}, value=math.nan, withheld="missing")
    assert not any("1.500" in note for note in show.hours_per_wijk(unknown).notes)


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ({"inhabitants_year": 2031, "inhabitants_source": "eigen telling"}, "Inwoners: stand 2031, eigen telling."),
        ({"inhabitants_year": [2031] * 12 + [2030], "inhabitants_source": "CBS"}, "Inwoners: stand 2030 en 2031, CBS."),
        ({"inhabitants_year": 2031}, "Inwoners: stand 2031."),
    ],
)
def test_the_source_names_whose_inhabitants_they_are_and_of_which_year(driven, columns, said):
    result = driven()
    table = result.areas.table.drop(columns=["inhabitants_year", "inhabitants_source"]).assign(**columns)
    result = replace(result, areas=replace(result.areas, table=table))
    for piece in (show.hours_per_wijk(result), show.hours_map(result)):
        assert piece.source.endswith(said)


def test_the_map_says_between_which_hours_the_wijken_lie(driven):
    assert show.hours_map(driven()).title == "De scanauto reed per wijk 2,0 tot 14,0 uur per 1.000 inwoners"
    assert show.hours_map(driven(lambda i: 4.0)).title == "De scanauto reed in elke wijk 4,0 uur per 1.000 inwoners"
    assert show.hours_map(driven(float)).title == "In 1 van de 13 wijken kwam de scanauto niet"


def test_every_tile_has_its_name_and_number_written_in_it(driven, scan_car):
    figure = show.hours_map(driven())
    names = {scan_car.areas.short_name(code) for code in scan_car.areas.codes}
    assert names | {f"{2 + i},0" for i in range(13)} <= set(drawn(figure))
    assert [row[1].text for row in figure.rows] == [f"{2 + i},0" for i in range(13)]


def test_a_darker_tile_is_never_fewer_hours():
    def light(look):
        return contrast(look.fill, "#000000")

    lightness = [light(look) for look in hours.LOOKS]
    assert lightness == sorted(lightness, reverse=True) and len(set(lightness)) == 5
    classes = [hours._class(value, 4.0) for value in (0.0, 3.9, 4.0, 7.94, 12.0, 19.9)]
    assert classes == [0, 0, 1, 1, 3, 4]


def test_the_figure_in_a_tile_can_be_read_on_its_shade():
    assert all(contrast(look.ink, look.fill) >= 4.5 for look in hours.LOOKS)


@pytest.mark.parametrize("value", [7.95, 15.95, 3.96])
def test_a_tile_is_shaded_by_what_is_written_in_it(value):
    written = float(hours.dutch.number(value, 1).replace(",", "."))
    assert hours._class(value, 4.0) == written // 4


@pytest.mark.parametrize("most", [0.0, 0.3, 4.99, 5.0, 19.96, 20.0, 137.0, 9999.0])
def test_five_classes_from_zero_hold_every_wijk(most):
    assert hours._class(most, hours.class_step(most)) < len(hours.LOOKS)


@pytest.mark.parametrize(("most", "step"), [(19.9, 4.0), (20.0, 5.0), (24.9, 5.0), (9.9, 2.0), (49.0, 10.0)])
def test_the_classes_are_as_narrow_as_five_allow(most, step):
    assert hours.class_step(most) == step


def test_a_wijk_without_a_figure_has_a_tile_that_says_so(driven, scan_car, rows_replaced):
    where = {"measure": "wijk_hours_per_1000", "area": scan_car.areas.codes[2]}
    figure = show.hours_map(rows_replaced(driven(), where, value=math.nan, withheld="missing"))
    assert figure.rows[2][1].text == "geen gegevens" and figure.data.rows[2][2:] == [None, "missing"]
    assert {"?", "geen gegevens"} <= set(drawn(figure))


def test_the_map_stands_as_the_reference_says(driven, scan_car):
    # North is up: the wijk of a higher row stands lower in the drawing; y grows downwards in SVG.
    found = re.findall(r'<text[^>]* (?:x="[\d.]+" )?y="([\d.]+)"[^>]*>([^<]+)</text>', show.hours_map(driven()).svg)
    assert found
    height = {text.replace("&apos;", "'"): float(y) for y, text in found}
    places = scan_car.areas.table
    seen = pd.Series([height[name] for name in places.short_name])
    assert seen.groupby(places.tile_row).first().is_monotonic_increasing


@pytest.mark.parametrize("display", [show.hours_per_wijk, show.hours_map])
def test_without_the_hours_the_reason_is_said(display, empty):
    piece = display(empty("scan_car_cleanliness", scanauto_inzet="De auto stond stil"))
    assert isinstance(piece, Text) and "De auto stond stil" in " ".join(piece.sentences)


@pytest.mark.parametrize("display", [show.hours_per_wijk, show.hours_map])
def test_hours_that_are_all_withheld_are_a_text(display, driven):
    result = driven()
    hidden = result.measures.assign(value=math.nan, withheld="missing")
    assert isinstance(display(replace(result, measures=hidden)), Text)
