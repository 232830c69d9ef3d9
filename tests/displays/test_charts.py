"""The charts of the three analyses: titles that turn, protected cells that stay hidden, refusals in words."""

import math
import re
from dataclasses import replace

import pandas as pd
import pytest

from helpers import displays as show
from helpers.displays.scan_car.between_waves import step_title
from helpers.floor.shapes import tables
from helpers.floor.shapes.pieces import Figure, Text


def drawn(figure):
    return re.findall(r">([^<]+)</text>", figure.svg)


def test_the_hours_are_set_against_the_target_and_split_by_purpose(scan_car, rows_replaced):
    figure = show.hours_by_purpose(scan_car)
    assert figure.title == "De scanauto maakte 1.236 van de 1.500 uur; parkeren kreeg de meeste: 594 uur"
    assert {"streefwaarde 1.500 uur", "594 uur", "402 uur", "240 uur"} <= set(drawn(figure))
    turned = rows_replaced(scan_car, {"group": "afval"}, value=900.0)
    turned = rows_replaced(turned, {"measure": "scan_car_hours", "split": ""}, value=1734.0)
    assert show.hours_by_purpose(turned).title == (
        "De scanauto haalde de 1.500 uur al: 1.734 uur; afval kreeg de meeste: 900 uur"
    )


def test_the_small_multiples_show_every_wijk_and_say_how_the_municipality_moved(scan_car, rows_replaced):
    figure = show.wijk_small_multiples(scan_car)
    assert {scan_car.areas.short_name(code) for code in scan_car.areas.codes} <= {
        text.replace("&apos;", "'") for text in drawn(figure)
    }
    assert "+1 pp sinds" in figure.title
    where = {"measure": "clean_change", "area_level": "municipality", "period": "2026"}
    fallen = rows_replaced(scan_car, where, value=-11.0)
    assert "−11 pp sinds" in show.wijk_small_multiples(fallen).title


def test_a_withheld_wijk_is_said_to_be_hidden_and_its_figure_is_in_no_byte(scan_car, rows_replaced):
    where = {"area": scan_car.areas.codes[0], "measure": "clean_percent", "period": "2026"}
    hidden = rows_replaced(scan_car, where, value=math.nan, withheld="small")
    figure = show.wijk_small_multiples(hidden)
    assert [row[2].text for row in figure.rows if row[0].text == scan_car.areas.name(scan_car.areas.codes[0])][
        -1
    ] == "afgeschermd"
    assert figure.data.rows[4][2] is None
    assert "Niet getoond: 1 cel." in figure.alt


def test_the_message_of_the_changes_turns_with_the_slope():
    hours, points = pd.Series([5.0, 8.0, -3.0]), pd.Series([1.0, 2.0, -1.0])
    assert (
        step_title(hours, points)
        == "Bij meer uren steeg het oordeel in 2 van de 2 gevallen, bij minder uren in 0 van de 1"
    )
    assert (
        step_title(hours, -points)
        == "Bij meer uren steeg het oordeel in 0 van de 2 gevallen, bij minder uren in 1 van de 1"
    )


def test_the_fan_ends_where_the_model_ends_and_names_the_target(training):
    figure = show.pacing(training)
    assert {"streefwaarde 200", "121 ouderen", "verwacht 151"} <= set(drawn(figure))
    assert [row[0] for row in figure.data.rows if row[1] == "verwacht"][-1] == "2026-11-12"


def test_without_a_forecast_the_figure_still_shows_the_count(training):
    gate = [
        {
            "role": "gate",
            "term": "periods_seen",
            "estimate": 2,
            "low": 3,
            "is_met": False,
            "rule": "Voor een verwachting zijn minstens 3 bijeenkomsten nodig. Er zijn er 2.",
        }
    ]
    silent = replace(training, estimates=tables.estimates(gate, model="pacing", measure="elderly_trained"))
    figure = show.pacing(silent)
    assert isinstance(figure, Figure) and "een verwachting is er nog niet" in figure.title
    assert "Er zijn er 2." in figure.alt


def test_the_line_goes_through_published_totals_and_never_through_a_session(training, rows_replaced):
    where = {"measure": "new_elderly", "period": "S04"}
    hidden = rows_replaced(training, where, value=math.nan, withheld="small")
    assert [row[:4] for row in show.pacing(hidden).data.rows if row[1] == "geteld"] == [
        ["2026-09-30", "geteld", None, 121]
    ]
    table = show.sessions(hidden)
    assert table.rows[3][3].text == "afgeschermd" and any("minder dan 10 ouderen" in note for note in table.notes)


def test_a_table_explains_each_of_its_marks(training, rows_replaced):
    gone = training
    for period, mark in (("S04", "small"), ("S05", "withdrawn")):
        gone = rows_replaced(gone, {"measure": "new_elderly", "period": period}, value=math.nan, withheld=mark)
    table = show.sessions(gone)
    assert [table.rows[at][3].text for at in (3, 4)] == ["afgeschermd", "niet gepubliceerd"]
    assert [note.split(" ")[0] for note in table.notes[:4]] == ["De", "De", "Afgeschermd:", "Niet"]


def test_a_planned_or_cancelled_session_has_no_count(training):
    rows = show.sessions(training).rows
    assert [(row[2].text, row[3].text) for row in rows[8:]] == [
        ("gehouden", "12"),
        ("gepland", "–"),
        ("gepland", "–"),
        ("vervallen", "–"),
    ]


def test_a_small_wijk_is_hidden_in_the_table_and_in_its_csv(training):
    table = show.reach_by_wijk(training)
    assert [row[1].text for row in table.rows] == ["15", "afgeschermd", "15"]
    assert table.data.rows[1][1:] == [*[None] * 6, "small"]


def test_compliance_gives_the_fact_the_other_reading_and_the_interval(dealers):
    figure = show.compliance(dealers)
    assert {
        "Laatste controle (13 van 20)",
        "Eerste controle, afgerond (9 van 18)",
        "28 tot 85%",
        "streefwaarde 50%",
    } <= set(drawn(figure))
    assert "47 tot 80%" not in drawn(figure)  # it holds on a condition: only in the table, with that condition
    assert figure.rows[-1][0].text == "Alle opkopers, als de gecontroleerde doorsnee zijn"


def test_without_the_model_only_the_fact_is_shown(dealers):
    figure = show.compliance(replace(dealers, estimates=tables.estimates()))
    assert len(figure.rows) == 2
    assert "Over alle opkopers samen kunnen we niets zeggen." in figure.alt


def test_the_item_that_fails_most_is_in_the_title(dealers, rows_replaced):
    assert show.items(dealers).title == "Aanmelding bij de gemeente en verkoopregister zijn het vaakst niet in orde"
    turned = rows_replaced(dealers, {"group": "item_holding_period"}, value=20.0, numerator=4.0)
    assert show.items(turned).title == "Bewaartermijn is het vaakst niet in orde"


def test_hidden_items_are_counted_without_a_name_and_all_hidden_is_a_text(dealers, rows_replaced):
    one = rows_replaced(dealers, {"group": "item_holding_period"}, value=math.nan, withheld="small")
    assert "Afgeschermd blijft 1 onderdeel: daar zijn de aantallen te klein." in show.items(one).alt
    assert "Bewaartermijn" not in show.items(one).alt
    assert show.items(one).title.startswith("Van de getoonde onderdelen zijn ")
    everything = rows_replaced(dealers, {"split": "item"}, value=math.nan, withheld="small")
    assert isinstance(show.items(everything), Text)


def test_the_selection_hides_small_reasons_and_says_what_was_left_out(dealers):
    table = show.selection(dealers)
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["Steekproef", "7 van 10", "70%"],
        ["Risico", "afgeschermd", "afgeschermd"],
    ]
    assert "Er staan ongeveer 45 opkopers ingeschreven." in table.notes
    assert "Ongeveer 10 controles zonder antwoord tellen niet mee." in table.notes


@pytest.mark.parametrize("mark", ["small", "withdrawn"])
def test_where_no_reason_is_shown_none_is_named(dealers, rows_replaced, mark):
    none = rows_replaced(dealers, {"split": "reason"}, value=math.nan, numerator=math.nan, withheld=mark)
    said = show.selection(none)
    assert said.sentences[0] == "Per aanleiding zijn de aantallen te klein om te tonen."
    assert "Steekproef" not in str(said.as_json()) and "Risico" not in str(said.as_json())


def test_inspections_without_an_answer_are_few_or_about_so_many(dealers, rows_replaced):
    few = rows_replaced(dealers, {"measure": "empty_inspections"}, value=math.nan, withheld="small")
    assert "Minder dan 10 controles zonder antwoord tellen niet mee." in show.selection(few).notes
    none = rows_replaced(dealers, {"measure": "empty_inspections"}, value=0.0)
    assert not any("zonder antwoord" in note for note in show.selection(none).notes)


@pytest.mark.parametrize("target", [{}, {2026: 1000}])
def test_a_year_without_a_target_or_with_another_one_changes_the_message(scan_car, target):
    others = tuple(
        one.model_copy(update={"targets": target}) if one.measure == "scan_car_hours" else one
        for one in scan_car.settings.indicators
    )
    other = replace(scan_car, settings=scan_car.settings.model_copy(update={"indicators": others}))
    start = "De scanauto haalde de 1.000 uur al" if target else "De scanauto maakte 1.236 uur;"
    assert show.hours_by_purpose(other).title.startswith(start)
