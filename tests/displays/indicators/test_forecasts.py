"""The log of forecasts, and the sentences on how earlier ones came out."""

from dataclasses import replace

import pandas as pd
import pytest

from helpers import displays as show
from helpers.floor.quarter import Quarter
from helpers.floor.shapes import tables
from helpers.floor.shapes.history import FORECAST_COLUMNS
from helpers.floor.shapes.pieces import Absent

ROWS = [
    {"term": "year_end", "estimate": 184.4, "low": 146.0, "high": 229.0, "level": 0.9, "unit": "persons"},
    {"term": "reach_target", "estimate": 0.27, "unit": "probability"},
]


def pacing(summary, *rows, is_hindsight=False):
    ahead = tables.estimates(
        rows,
        model="pacing",
        measure="elderly_trained",
        role="forecast",
        basis="sessions",
        split="indicator",
        group="VE-1-4",
        period=summary.quarter.label,
    )
    rule = "Deze verwachtingen zijn achteraf gemaakt." if is_hindsight else ""
    made = tables.estimates([{"model": "scoring", "term": "made_beforehand", "is_met": not is_hindsight, "rule": rule}])
    return replace(summary, estimates=tables.stack(summary.estimates, ahead, made))


def scoring(summary, *rows, basis=""):
    same = {"model": "scoring", "split": "made", "group": "beforehand", "period": "2025", "basis": basis}
    return replace(summary, estimates=tables.stack(summary.estimates, tables.estimates(rows, **same)))


def said(result):
    ((_, pieces),) = show.forecast_scores(result).sections
    return pieces[0].sentences


def test_the_log_has_the_columns_that_a_later_report_reads(summary):
    table = show.forecast_log(pacing(summary, *ROWS))
    assert table.name == "forecasts"
    assert table.data.columns == [name for name in FORECAST_COLUMNS if name not in ("edition", "kind")]
    assert table.data.rows == [
        ["VE-1-4", "2026-Q3", "2026-09-30", "pacing", "sessions", 200, 0.27, 146, 184.4, 229, 0.9, "persons", False]
    ]


def test_the_row_says_what_is_expected_with_its_chance_and_date(summary):
    (row,) = show.forecast_log(pacing(summary, *ROWS)).rows
    texts = [cell.text for cell in row]
    assert texts[0].startswith("VE-1-4")
    assert texts[1:] == ["200", "184", "146 tot 229 (kans 90%)", "3 op 10"]
    caption = show.forecast_log(pacing(summary, *ROWS)).caption
    assert caption == "Wat we op 30 september 2026 verwachten voor 31 december 2026"


def test_a_forecast_made_with_hindsight_says_so_on_the_page_and_in_the_log(summary):
    table = show.forecast_log(pacing(summary, *ROWS, is_hindsight=True))
    assert table.data.rows[0][-1] is True
    assert "Deze verwachtingen zijn achteraf gemaakt." in table.notes
    assert "achteraf" not in " ".join(show.forecast_log(pacing(summary, *ROWS)).notes)


def test_without_a_target_the_expected_end_is_logged_without_a_chance(summary):
    table = show.forecast_log(pacing(summary, ROWS[0]))
    assert table.rows[0][4].text == "–"
    assert table.data.rows[0][6] is None


def test_where_no_model_speaks_the_page_says_so(summary):
    none = replace(summary, estimates=tables.rows_of(summary.estimates, model="status"))
    assert show.forecast_log(none) == Absent(
        "wat we verwachten", "geen enkel rekenmodel kan nu vooruitkijken", name="forecasts"
    )
    assert show.forecast_log(replace(none, quarter=Quarter(2026, 4))).why == "het jaar is om"


def test_a_hidden_forecast_is_not_logged(summary):
    hidden = [row | {"withheld": "small", "estimate": None} for row in ROWS]
    assert not hasattr(show.forecast_log(pacing(summary, *hidden)), "rows")


def test_without_earlier_forecasts_the_page_says_there_are_none_yet(summary):
    ((_, (piece,)),) = show.forecast_scores(summary).sections
    assert isinstance(piece, Absent) and piece.what == "of eerdere verwachtingen uitkwamen"


COUNTED = {"term": "came_true", "estimate": 5, "n": 6, "rule": "Van de 6 verwachtingen in 2025 kwamen er 5 uit."}
GATE = {"term": "scored", "role": "gate", "rule": "Voor een score zijn minstens 5 verwachtingen nodig."}
BRIER = {"term": "brier", "estimate": 0.08, "rule": "De Brierscore is 0,08: 0 is volmaakt en 0,25 is raden."}


def test_the_score_is_said_after_the_count(summary):
    assert said(scoring(summary, COUNTED, GATE, BRIER)) == [COUNTED["rule"], BRIER["rule"]]


def test_without_a_score_the_reason_is_said(summary):
    assert said(scoring(summary, COUNTED, GATE)) == [COUNTED["rule"], GATE["rule"]]


def test_forecasts_with_hindsight_come_last_and_are_said_to_count_apart(summary):
    late = {one: COUNTED[one] for one in COUNTED} | {"group": "hindsight"}
    sentences = said(scoring(summary, late, GATE | {"group": "hindsight"}, COUNTED, GATE, BRIER))
    assert sentences[:2] == [COUNTED["rule"], BRIER["rule"]]
    start = "Achteraf gemaakt, dus apart geteld: van de 6 verwachtingen in 2025 kwamen er 5 uit."
    assert sentences[2:] == [start, GATE["rule"]]


@pytest.mark.parametrize(("is_met", "said_"), [(True, "gehaald"), (False, "niet gehaald")])
def test_each_old_forecast_stands_beside_what_became_of_it(summary, is_met, said_):
    outcome = {
        "term": "VE-1-4", "role": "forecast", "measure": "elderly_trained", "period": "2025-Q2",
        "estimate": 0.8, "at": 205.0, "low": 180.0, "high": 240.0, "level": 0.9, "unit": "persons", "is_met": is_met,
    }  # fmt: skip
    ((_, pieces),) = show.forecast_scores(scoring(summary, COUNTED, GATE, outcome)).sections
    (row,) = pieces[1].rows
    assert [cell.text for cell in row][1:] == ["2025-Q2", "8 op 10", "180 tot 240 (kans 90%)", "205", said_]
    assert pieces[1].data.rows == [["VE-1-4", "2025-Q2", False, 0.8, 180, 240, 205, "persons", is_met]]


def test_the_notes_explain_the_words(summary):
    table = show.forecast_log(pacing(summary, *ROWS))
    longest = max(len(sentence.split()) for sentence in table.notes)
    assert longest <= 20
    assert pd.notna(table.data.rows[0][7])


def test_forecasts_of_another_kind_are_told_apart(summary):
    both = scoring(scoring(summary, COUNTED, GATE, basis="pace"), COUNTED, GATE, basis="sessions")
    told = said(both)
    assert [one.partition(":")[0] for one in told if "verwachtingen in" in one] == ["Naar agenda", "Naar tempo"]
