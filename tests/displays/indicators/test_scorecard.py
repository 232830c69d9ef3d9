"""The scorecard and its CSV, the changes, and what asks for a decision."""

import re
from dataclasses import replace

from helpers import displays as show
from helpers.displays.indicators import scorecard
from helpers.floor.quarter import Quarter
from helpers.floor.shapes import tables

COLUMNS = ["indicator_id", "quarter", "value", "numerator", "denominator", "unit", "target", "status"]


def of(table, indicator_id):
    return next(row for row in table.rows if row[0].text.startswith(indicator_id))


def test_the_csv_has_exactly_the_agreed_columns_and_one_row_an_indicator_in_order(summary):
    data = show.scorecard(summary).data
    assert data.columns == COLUMNS
    assert [row[0] for row in data.rows] == [one.id for one in summary.settings.indicators]
    assert len(data.rows) == 17
    assert {row[1] for row in data.rows} == {"2026-Q3"}


def test_the_csv_keeps_the_unrounded_value(summary, rows_replaced):
    where = {"measure": "bodycam_percent", "period": "2026-Q3"}
    changed = rows_replaced(summary, where, value=94.44444444444444, numerator=17.0, denominator=18.0)
    row = next(row for row in show.scorecard(changed).data.rows if row[0] == "VE-2-3")
    assert row == ["VE-2-3", "2026-Q3", 94.44444444444444, 17, 18, "percent", 100, row[7]]
    assert of(show.scorecard(changed), "VE-2-3")[2].text == "94% (17 van 18)"


def test_a_missing_export_gives_no_verdict_with_its_reason_and_an_empty_value(empty):
    result = empty("management_summary", bodycams="Het systeem is overgezet.")
    table = show.scorecard(result)
    assert of(table, "VE-2-3")[2].text == "geen gegevens: Het systeem is overgezet"
    assert of(table, "VE-2-3")[-1].text == "geen oordeel"
    assert next(row for row in table.data.rows if row[0] == "VE-2-3")[2:5] == [None, None, None]
    rules = show.status_rules(result)
    assert of(rules, "VE-2-3")[2].text == "Geen gegevens: Het systeem is overgezet."


def test_indicators_stand_under_the_goal_they_belong_to(summary):
    headings = [row[0].text for row in show.scorecard(summary).rows if len(row) == 1]
    assert headings == list(dict.fromkeys(scorecard.heading(one) for one in summary.settings.indicators))
    assert len(headings) == 4 and all(text[0].isupper() and not text.endswith(".") for text in headings)


def test_goals_are_those_of_the_settings_whatever_the_ids_and_the_order(summary):
    given = summary.settings.indicators
    mixed = [one.model_copy(update={"id": f"{i}.{i}"}) for i, one in enumerate((*given[::2], *given[1::2]))]
    result = replace(summary, settings=summary.settings.model_copy(update={"indicators": tuple(mixed)}))
    rows = show.scorecard(result).rows
    headings = [row[0].text for row in rows if len(row) == 1]
    assert len(headings) == len(set(headings)) == 4 and len(rows) == 4 + len(given)
    names = [pieces[0].name for _, pieces in show.indicators_by_goal(result).sections]
    assert names == ["goal_1", "goal_2", "goal_3", "goal_4"]


def test_an_indicator_without_a_target_has_no_target_and_no_target_line(summary):
    cells = of(show.scorecard(summary), "VE-2-2")
    assert cells[1].text == cells[3].text == "–"
    assert not cells[3].graphic


def test_progress_and_course_are_drawings_whose_text_says_the_same(summary):
    cells = of(show.scorecard(summary), "BR-1-1")
    assert cells[3].text == "stand 65%, streefwaarde 100%"
    assert cells[4].text == "van 30% (2024-Q4) naar 65% (2026-Q3)"
    assert all(cell.style == "graphic" and cell.graphic.startswith("<svg") for cell in cells[3:5])


def test_a_course_of_counts_breaks_at_the_year(summary):
    lines = of(show.scorecard(summary), "VE-1-4")[4].graphic.count("<polyline")
    assert lines == 2  # 2025 and 2026; of 2024 there is one quarter


def test_a_planned_path_stands_in_the_text_of_the_bar(summary):
    first, *others = summary.settings.indicators
    planned = first.model_copy(update={"planned_path": {"2026-Q3": 70.0}})
    settings = summary.settings.model_copy(update={"indicators": (planned, *others)})
    assert of(show.scorecard(replace(summary, settings=settings)), "BR-1-1")[3].text.endswith("gepland 70%")


def test_the_change_is_the_difference_with_the_quarter_before(summary, rows_replaced, recompared):
    where = {"measure": "crisis_agreements_percent", "period": "2026-Q2"}

    def said(result):
        return of(show.scorecard(recompared(result)), "BR-1-1")[5].text

    assert said(summary) == "+5 pp"
    assert said(rows_replaced(summary, where, value=75.0)) == "−10 pp"
    assert said(rows_replaced(summary, where, value=65.0)) == "gelijk"
    assert said(rows_replaced(summary, where, withheld="missing")) == "niet bekend"


def test_a_count_of_the_year_has_no_change_over_the_year_boundary(summary, recompared):
    at_first = recompared(replace(summary, quarter=Quarter(2026, 1)))
    assert of(show.scorecard(at_first), "VE-1-4")[5].text == "telling begon opnieuw"
    assert of(show.scorecard(at_first), "BR-1-1")[5].text == "+5 pp"


def test_counts_follow_the_fixed_order_and_add_up_to_the_promises_that_have_a_number(with_verdicts):
    counts = show.status_counts(with_verdicts("achter", "gehaald"))
    assert counts.counts == [("gehaald", 7), ("achter", 9)] and "16 toezeggingen" in counts.title


def test_a_year_without_targets_makes_no_claim(with_verdicts, summary):
    earlier = replace(with_verdicts("geen oordeel"), quarter=Quarter(2025, 4))
    table = show.scorecard(earlier)
    assert table.columns == ["Indicator", "Stand", "Verloop", "Verandering"]
    assert "status" in table.data.columns and len(table.data.rows) == 17
    assert not [note for note in table.notes if "streefwaarde" in note]
    why = "voor 2025 is geen streefwaarde vastgesteld"
    assert {show.status_counts(earlier).why, show.decisions(earlier).why, show.largest_gaps(earlier).why} == {why}
    assert "Streefwaarde" in show.scorecard(summary).columns  # and this year does


def test_the_other_reading_stands_beside_the_value_and_only_there_explained(summary, rows_replaced):
    (promise,) = [one for one in summary.settings.indicators if one.id == "BR-1-2"]
    other = summary.measures[summary.measures.measure == promise.measure].assign(
        measure=promise.other_measure, value=89.0
    )
    read_twice = replace(summary, measures=tables.stack(summary.measures, other))
    assert of(show.scorecard(read_twice), "BR-1-2")[2].text.endswith(" of 89%")
    assert any("op twee manieren te lezen" in note for note in show.scorecard(read_twice).notes)
    assert not any("op twee manieren" in note for note in show.scorecard(summary).notes)


def test_a_rule_that_the_gaps_tell_stands_in_the_file_alone(summary):
    rules, told = show.status_rules(summary), {row[0].text for row in show.largest_gaps(summary).rows}
    assert told and not told & {row[0].text for row in rules.rows} and len(rules.data.rows) == 17


def test_every_status_has_its_rule(summary):
    for row in show.status_rules(summary).rows:
        assert row[1].style == "status" and row[2].text.endswith(".")


def test_definitions_give_the_councils_words_and_the_other_reading(summary):
    pairs = dict(show.definitions(summary).pairs)
    other = summary.settings.indicator("VE-2-4").other_reading
    assert len(pairs) == 17 and pairs["VE-2-4 Naleving opkopersregister"].endswith(other)


def test_the_exports_carry_the_start_of_their_hash_and_the_missing_ones_their_reason(summary):
    table = show.data_sources(replace(summary, missing={"interventies": "Nog niet geleverd"}))
    assert [cell.text for cell in table.rows[0]][:3] == ["Bodycams", "bodycams.csv", "15"]
    assert table.rows[0][4].text == "–"  # a delivery without a secret of its home gives no mark
    assert table.rows[1][3].text == "Reden: Nog niet geleverd."


def test_a_goal_has_a_table_and_a_trend_of_its_own_indicators(summary, goal):
    table = show.indicator_table(summary, goal(summary, "VE-3-1"))
    assert table.name == "goal_4" and [row[0].text[:6] for row in table.rows] == ["VE-3-1", "VE-3-2", "VE-3-3"]
    trend = show.indicator_trend(summary, goal(summary, "VE-3-1"))
    assert "streefwaarde 12" in re.findall(r">([^<]*)</text>", trend.svg)


def test_the_title_of_a_trend_turns_with_the_data(summary, rows_replaced, goal):
    assert show.indicator_trend(summary, goal(summary, "BR-1-1")).title.startswith("Geen van de 5")
    high = rows_replaced(summary, {"period": "2026-Q3"}, value=100.0)
    assert show.indicator_trend(high, goal(high, "BR-1-1")).title.startswith("Alle 5")
