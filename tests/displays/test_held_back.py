"""Of an indicator that is held back no sentence elsewhere says whether it reaches its target, or will."""

from dataclasses import replace

import pandas as pd

from helpers import displays as show
from helpers.displays import answers
from helpers.floor.shapes import tables
from helpers.floor.shapes.pieces import Absent

WHY = "“Deze export” mist 50% van de rijen van het vorige rapport."


def held(result, *datasets):
    return replace(result, strange=dict.fromkeys(datasets, WHY))


def test_the_title_of_a_trend_counts_what_is_judged(summary, rows_replaced, goal):
    high = rows_replaced(summary, {"period": "2026-Q3"}, value=100.0)
    title = show.indicator_trend(held(high, "crisisprotocollen"), goal(high, "BR-1-1")).title
    assert title == "Alle 4 indicatoren staan op of voorbij de streefwaarde; 1 zonder oordeel"
    sources = {name for one in summary.settings.indicators for name in one.sources}
    title = show.indicator_trend(held(high, *sources), goal(high, "BR-1-1")).title
    assert title == "Voor deze indicatoren wacht het oordeel"


def test_nothing_is_expected_of_a_strange_export(summary):
    made = tables.estimates(
        [
            {"term": "year_end", "estimate": 184.4, "low": 146.0, "high": 229.0, "level": 0.9, "unit": "persons"},
            {"term": "reach_target", "estimate": 0.27, "unit": "probability"},
        ],
        model="pacing", measure="elderly_trained", role="forecast", period=summary.quarter.label, group="VE-1-4",
    )  # fmt: skip
    other = made.assign(measure="scan_car_hours", group="VE-2-1", model="pace")
    result = replace(summary, estimates=tables.stack(summary.estimates, made, other))
    assert [row[0].text[:6] for row in show.forecast_log(result).rows] == ["VE-1-4", "VE-2-1"]
    table = show.forecast_log(held(result, "cybertraining_deelnemers"))
    assert [row[0].text[:6] for row in table.rows] == ["VE-2-1"] and [row[0] for row in table.data.rows] == ["VE-2-1"]
    assert "Over Ouderen cybertraining verwachten we niets tot de levering is nagekeken." in table.notes
    absent = show.forecast_log(held(result, "cybertraining_deelnemers", "scanauto_inzet"))
    assert isinstance(absent, Absent) and absent.why == "de levering waarop zij rust, is nog niet nagekeken"


def test_hours_of_a_strange_export_reach_nothing(scan_car, rows_replaced):
    many = rows_replaced(scan_car, {"measure": "scan_car_hours", "split": ""}, value=1600.0)
    assert "haalde" in show.hours_by_purpose(many).title
    assert "haalde" not in show.hours_by_purpose(held(many, "scanauto_inzet")).title


def test_what_is_strange_is_not_called_unknown(training, dealers):
    title = answers.answer(held(training, "cybertraining_deelnemers")).headline
    assert "onbekend" not in title and "Minstens" not in title and title.endswith("het oordeel over 200 wacht")
    title = answers.answer(held(dealers, "opkoper_controles")).headline
    assert "onbekend" not in title and "aantoonbaar" not in title and title.endswith("; het oordeel wacht")


def test_that_nothing_is_revised_is_said_of_what_was_compared(recompared, summary):
    earlier = pd.DataFrame(
        [["BR-1-1", "2026-Q2", 1, 60.0, "percent"]], columns=["indicator_id", "quarter", "edition", "value", "unit"]
    )
    result = held(recompared(summary, earlier), "scanauto_inzet")
    more = "Inzet scanauto telt hier niet mee tot de levering is nagekeken."
    assert show.revisions(result).sentences[-1] == more
    assert more in " ".join(show.changes_said(result).sentences)


def test_nothing_short_of_its_target_is_said_of_what_is_judged(summary):
    none = replace(summary, estimates=summary.estimates[summary.estimates.model != "gap"])
    said = " ".join(show.largest_gaps(held(none, "scanauto_inzet")).sentences)
    assert "Inzet scanauto telt hier niet mee tot de levering is nagekeken." in said
