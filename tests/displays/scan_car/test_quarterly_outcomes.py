"""The quarterly outcomes: in their own unit, in words that turn, and apart from what residents feel."""

import math
from dataclasses import replace

from helpers import displays as show
from helpers.floor.shapes import tables
from helpers.floor.shapes.pieces import Text

SITES = {"measure": "sites_out_of_norm_percent"}
LIGHTS = {"measure": "lighting_reports_per_1000"}


def test_each_outcome_has_its_change_interval_and_words(scan_car):
    assert [[cell.text for cell in row] for row in show.quarterly_outcomes(scan_car).rows] == [
        [
            "Aandeel afvallocaties buiten de norm",
            "−0,31 procentpunt",
            "−0,42 tot −0,19 procentpunt",
            "Meer uren gaan samen met een lager aandeel.",
        ],
        [
            "Meldingen over afval, per 1.000 inwoners",
            "−0,05 per 1.000",
            "−0,21 tot 0,12 per 1.000",
            "Onzeker: een daling en een stijging passen er allebei bij.",
        ],
        [
            "Controle: meldingen over straatverlichting, per 1.000 inwoners",
            "+0,02 per 1.000",
            "−0,08 tot 0,12 per 1.000",
            "Nul ligt in het interval, zoals het hoort bij een controle. Dat zegt op zichzelf weinig.",
        ],
    ]


def test_the_words_turn_with_the_verdict(scan_car, estimates_replaced):
    more = show.quarterly_outcomes(estimates_replaced(scan_car, SITES, verdict="toename"))
    assert more.rows[0][3].text == "Meer uren gaan samen met een hoger aandeel."
    litter = {"measure": "litter_reports_per_1000"}
    fewer = show.quarterly_outcomes(estimates_replaced(scan_car, litter, verdict="afname"))
    assert fewer.rows[1][3].text == "Meer uren gaan samen met minder meldingen."


def test_a_control_that_is_not_near_nought_casts_doubt_on_the_table(scan_car, estimates_replaced):
    doubtful = show.quarterly_outcomes(estimates_replaced(scan_car, LIGHTS, verdict="toename"))
    assert "Nul ligt niet in het interval" in doubtful.rows[2][3].text
    assert any("twijfel" in note for note in doubtful.notes)
    assert not any("twijfel" in note for note in show.quarterly_outcomes(scan_car).notes)


def test_it_says_that_this_is_not_what_residents_feel(scan_car):
    assert "iets anders dan wat bewoners van hun buurt vinden" in show.quarterly_outcomes(scan_car).notes[0]


def test_an_outcome_that_refuses_gives_its_reason_and_no_number(scan_car, estimates_replaced):
    why = "Bekend zijn 13 wijken en 2 kwartalen; nodig zijn er 8 en 3."
    none = {"estimate": math.nan, "low": math.nan, "high": math.nan, "verdict": "niet te zien", "rule": why}
    table = show.quarterly_outcomes(estimates_replaced(scan_car, SITES, **none))
    assert [cell.text for cell in table.rows[0]][1:] == ["–", "–", why]
    everything = show.quarterly_outcomes(estimates_replaced(scan_car, {"model": "quarterly"}, **none))
    assert isinstance(everything, Text) and "nodig zijn er 8 en 3" in " ".join(everything.sentences)


def test_a_withheld_outcome_is_hidden_also_where_its_rule_still_holds_the_number(scan_car, estimates_replaced):
    hidden = estimates_replaced(scan_car, SITES, withheld="small", rule="Een verschil van −0,31.")
    table = show.quarterly_outcomes(hidden)
    assert [cell.text for cell in table.rows[0]][1:] == ["–", "–", "Afgeschermd."]
    assert table.data.rows[0] == ["sites_out_of_norm_percent", "primary", *[None] * 10]


def test_what_was_left_aside_is_in_the_notes(scan_car):
    aside = {
        "measure": "litter_reports_per_1000",
        "term": "left_aside",
        "role": "limit",
        "rule": "1 wijk telt niet mee.",
    }
    estimates = tables.stack(scan_car.estimates, tables.estimates([aside], model="quarterly"))
    notes = show.quarterly_outcomes(replace(scan_car, estimates=estimates)).notes
    assert notes[-1] == "Meldingen over afval, per 1.000 inwoners: 1 wijk telt niet mee."


def test_without_the_exports_nothing_can_be_told(empty):
    piece = show.quarterly_outcomes(empty("scan_car_cleanliness", meldingen="Het systeem is overgezet"))
    assert isinstance(piece, Text) and "“Meldingen openbare ruimte” ontbreekt" in piece.sentences[1]


def test_an_uncertain_outcome_gives_the_reason_of_its_rule(scan_car, estimates_replaced):
    why = "Onzeker: wie naar twee uitkomsten kijkt, vindt zo'n verschil al snel bij toeval."
    table = show.quarterly_outcomes(estimates_replaced(scan_car, SITES, verdict="onzeker", rule=why))
    assert table.rows[0][3].text == why
    assert any("twee uitkomsten" in note for note in table.notes)
