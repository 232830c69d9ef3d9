import json
from dataclasses import replace

import pandas as pd
import pytest

from helpers import displays as show
from helpers.analyses import management_summary, safety_indicators
from helpers.displays import readings
from helpers.displays.indicators.open_units import names_open
from helpers.floor.params import measure_names, settings
from helpers.floor.quarter import Quarter, quarters_between
from helpers.floor.shapes import tables
from helpers.floor.shapes.history import VALUE_COLUMNS, History
from helpers.floor.verdicts import VERDICTS


def test_every_indicator_has_a_calculation_and_every_calculation_an_indicator():
    promised = settings.load().indicators
    named = {name for one in promised for name in (one.measure, one.other_measure) if name}
    assert named == set(safety_indicators.CALCULATIONS)


def test_the_measures_that_the_params_may_name_are_those_that_can_be_computed():
    assert sorted(measure_names.MEASURES) == sorted(safety_indicators.CALCULATIONS)


@pytest.fixture
def result(analysed):
    return analysed(safety_indicators)


@pytest.mark.parametrize("measure", measure_names.MEASURES)
def test_a_measure_counts_as_the_params_must_say_and_from_those_exports_alone(sample, measure):
    fixed = measure_names.MEASURES[measure]
    only = replace(sample, tables={name: sample.tables[name] for name in fixed.sources})
    row = tables.the(safety_indicators.CALCULATIONS[measure](only, sample.quarter), measure=measure)
    is_of_year = row.start.date() == sample.quarter.year_start
    assert (row.unit, is_of_year) == (fixed.way.unit, fixed.way.accumulates == "within_year")
    assert ("percent" in measure) == (fixed.way.kind == "share_of_register")


def test_each_indicator_has_one_status_and_a_value_for_twelve_quarters(sample, result):
    ids = [indicator.id for indicator in sample.settings.indicators]
    assert tables.rows_of(result.estimates, role="status").term.tolist() == ids
    promised = tables.rows_of(result.measures, measure=[one.measure for one in sample.settings.indicators])
    assert promised.groupby("measure").period.nunique().eq(12).all() and promised.measure.nunique() == 17


MISSING = {
    "bodycams": {"VE-2-3"},
    "crisisoefeningen": {"BR-1-3", "VE-1-5"},
    "cybertraining_bijeenkomsten": {"VE-1-4"},
    "wijkveiligheidsscans": {"VE-1-1", "VE-1-2", "VE-1-3", "VE-3-2"},
}


def test_a_missing_export_gives_its_indicators_no_judgement_and_the_reason(sample):
    left = {name: table for name, table in sample.tables.items() if name not in MISSING}
    reasons = {name: f"Het register {name} was in onderhoud." for name in MISSING}
    result = safety_indicators.analyse(replace(sample, tables=left, missing=reasons))
    statuses = tables.rows_of(result.estimates, model="status")
    for dataset, indicators in MISSING.items():
        told = statuses[statuses.rule.str.contains(reasons[dataset])]
        assert set(told.term) == indicators
        assert set(told.verdict) == {"geen oordeel"}
        values = result.measures[result.measures.withheld == "missing"].measure
        assert {i.measure for i in sample.settings.indicators if i.id in indicators} <= set(values)


def test_a_year_without_targets_gets_no_judgement(analysed):
    result = analysed(safety_indicators, Quarter(2025, 4))
    assert set(tables.rows_of(result.estimates, model="status").verdict) == {"geen oordeel"}


def test_a_later_quarter_in_the_delivery_changes_nothing_about_an_earlier_one(sample, analysed):
    early = sample.at(Quarter(2025, 2))
    cut = {}
    for name, table in sample.tables.items():
        day = next((c for c in ("date", "month", "counted_on") if c in table), None)
        is_log = day and name != "cybertraining_bijeenkomsten"
        cut[name] = table[table[day] <= "2025-06-30"] if is_log else table
    whole = analysed(safety_indicators, early.quarter).measures
    pd.testing.assert_frame_equal(whole, safety_indicators.analyse(replace(early, tables=cut)).measures)


def test_the_chance_is_asked_only_where_the_year_is_still_open(sample):
    for_hours = sample.settings.of_measure("scan_car_hours")
    so_far = safety_indicators.course_of(sample, for_hours, tables.measures())
    assert len(safety_indicators.forecast(sample, for_hours, so_far))
    assert safety_indicators.forecast(sample.at(Quarter(2025, 4)), for_hours, so_far).empty


def test_the_summary_says_the_same_as_the_chapter_on_all_indicators(analysed):
    one, other = analysed(management_summary), analysed(safety_indicators)
    pd.testing.assert_frame_equal(one.measures, other.measures)
    pd.testing.assert_frame_equal(one.estimates.head(len(other.estimates)), other.estimates)
    assert one.subject == "management_summary"


def cut_off(delivery, dataset, day):
    """The delivery in which one export stopped after a day."""
    table = delivery[dataset]
    column = delivery.descriptions[dataset].day
    return replace(delivery, tables={**delivery.tables, dataset: table[table[column] <= day]})


def verdict_of(result, indicator_id):
    row = tables.the(result.estimates, model="status", term=indicator_id)
    return row.verdict, row.rule


STOPPED = {"rolbewustzijn": "BR-1-5", "bodycams": "VE-2-3", "scanauto_inzet": "VE-2-1", "interventies": "VE-3-3"}


def test_an_export_that_stopped_before_the_quarter_gives_no_judgement_and_its_last_day(sample, result):
    stopped = sample
    for dataset in STOPPED:
        stopped = cut_off(stopped, dataset, "2026-06-15")
    found = safety_indicators.analyse(stopped)
    for indicator_id in STOPPED.values():
        assert "vóór dit kwartaal" not in verdict_of(result, indicator_id)[1]
        verdict, rule = verdict_of(found, indicator_id)
        assert verdict == "geen oordeel"
        assert rule.startswith("De laatste gegevens zijn van ") and "2026, vóór dit kwartaal." in rule


def test_updates_that_stopped_give_no_judgement_and_a_month_missed_before_that_still_counts(sample):
    stopped = safety_indicators.analyse(cut_off(sample, "dashboard_updates", "2026-06-30"))
    assert verdict_of(stopped, "VE-3-1")[0] == "geen oordeel"
    updates = sample["dashboard_updates"]
    is_missed = (updates.date >= "2026-03-01") & (updates.date < "2026-04-01")
    missed = replace(sample, tables={**sample.tables, "dashboard_updates": updates[~is_missed]})
    old = cut_off(missed, "dashboard_updates", "2026-06-30")
    assert verdict_of(safety_indicators.analyse(old), "VE-3-1")[0] == "niet meer haalbaar"


def test_an_export_without_which_nothing_is_judged_says_how_old_it_is(sample):
    needed = {name: one.day for name, one in sample.descriptions.items() if one.judged_in}
    assert needed
    for dataset, column in needed.items():
        assert pd.api.types.is_datetime64_any_dtype(sample[dataset][column])


def test_every_indicator_has_its_change_since_a_quarter_and_a_year_ago(sample, result):
    found = tables.rows_of(result.estimates, model="change")
    assert len(found) == 2 * 17 and set(found.period) == {"2026-Q2", "2025-Q3"}
    hours = tables.the(found, measure="scan_car_hours", term="previous")
    by_hand = sample["scanauto_inzet"].query("date >= '2026-07-01' and date < '2026-10-01'").hours.sum()
    assert hours.estimate == pytest.approx(by_hand)


def test_a_change_is_compared_with_what_was_published(sample, result):
    row = dict.fromkeys(VALUE_COLUMNS) | {
        "indicator_id": "VE-2-1", "quarter": "2026-Q2", "edition": 2, "value": 700.0, "unit": "hours",
    }  # fmt: skip
    known = replace(sample, history=History(values=pd.DataFrame([row])))
    found = tables.rows_of(safety_indicators.analyse(known).estimates, model="change", measure="scan_car_hours")
    terms = found[found.period == "2026-Q2"].set_index("term").estimate
    assert terms["new_facts"] + terms["revision"] == pytest.approx(terms["previous"])
    now = tables.the(result.measures, measure="scan_car_hours", period="2026-Q3").value
    assert terms["previous"] == pytest.approx(now - 700)


def test_each_of_the_eight_words_occurs_in_a_year_of_the_sample(sample):
    """The targets of 2026 laid on 2025, of which the sample holds all four quarters."""
    dated = [
        one.model_copy(update={"targets": {2025: one.targets[2026]} if one.targets else {}})
        for one in sample.settings.indicators
    ]
    promised = replace(sample, settings=sample.settings.model_copy(update={"indicators": tuple(dated)}))
    per_quarter = [
        set(tables.rows_of(safety_indicators.analyse(promised.at(quarter)).estimates, model="status").verdict)
        for quarter in quarters_between(Quarter(2025, 1), Quarter(2025, 4))
    ]
    assert set().union(*per_quarter) == set(VERDICTS)
    assert per_quarter[3] == {"gehaald", "niet gehaald", "geen oordeel"}


def test_a_later_publication_is_not_looked_at(sample):
    row = dict.fromkeys(VALUE_COLUMNS) | {
        "indicator_id": "VE-2-1", "quarter": "2026-Q2", "edition": 1, "value": 700.0, "unit": "hours",
    }  # fmt: skip
    early = replace(sample, history=History(values=pd.DataFrame([row]))).at(Quarter(2026, 2))
    assert "revision" not in set(safety_indicators.analyse(early).estimates.term)


def with_rows(delivery, dataset, table):
    return replace(delivery, tables={**delivery.tables, dataset: table})


def test_urgency_that_was_never_possible_is_a_reason_and_not_a_lack_of_data(sample):
    months = sample["bestuursdwang"]
    columns = ["urgent_possible", "applied", "effective"]
    none = months.assign(**{name: months[name].where(months.month < "2026-01-01", 0) for name in columns})
    result = safety_indicators.analyse(with_rows(sample, "bestuursdwang", none))
    one = sample.settings.indicator("VE-2-2")
    assert readings.reading(result, one).stand == "in geen enkel geval was spoed mogelijk"
    assert readings.status(result, one) == ("geen oordeel", "Er is geen stand: in geen enkel geval was spoed mogelijk.")
    assert "violations" not in set(result.measures.measure)


def test_what_is_open_makes_the_whole_with_what_is_counted(sample, result):
    for one in sample.settings.indicators:
        named = names_open(result, one)
        now = readings.reading(result, one)
        if tables.rows_of(result.measures, measure=tables.open_units_of(one.measure)).empty:
            continue
        whole = 9 if one.unit == "months" else now.denominator
        assert len(named) == whole - now.numerator and len(set(named)) == len(named), one.id


def test_the_outcome_follows_the_survey_and_is_gone_without_it(sample, without, result):
    found = tables.the(result.estimates, model="outcome")
    last = sample["wijkatlas"].query("fieldwork_end <= '2026-09-30'").sort_values("fieldwork_start").wave.iloc[-1]
    wave = sample["wijkatlas"].query("wave == @last")
    said_clean = (wave.clean_percent * wave.respondents / 100).round()  # respondents are whole
    by_hand = 100 * said_clean.sum() / wave.respondents.sum()
    assert found.estimate == pytest.approx(by_hand) and found.low < by_hand < found.high and found.period == last
    gone = safety_indicators.analyse(without(sample, "wijkatlas"))
    assert tables.rows_of(gone.estimates, model="outcome").empty and "wijkatlas" in gone.missing


def test_no_person_or_dealer_is_named_anywhere_among_the_indicators(sample):
    """Every code of a member, dealer, inspection and participant becomes a canary; none of them is shown."""
    columns = {
        "crisisrollen": ["member"], "opkopers": ["dealer"], "opkoper_controles": ["dealer", "inspection"],
        "cybertraining_deelnemers": ["participant"],
    }  # fmt: skip
    planted = {
        name: sample[name].assign(**{column: "kanarie-" + sample[name][column].astype("str") for column in named})
        for name, named in columns.items()
    }
    result = safety_indicators.analyse(replace(sample, tables={**sample.tables, **planted}))
    shown = json.dumps([show.indicators_by_goal(result).as_json(), show.indicator_trends(result).as_json()])
    tables_ = result.measures.to_csv() + result.estimates.to_csv()
    assert "kanarie" not in shown and "kanarie" not in tables_
    assert "Protocol" in shown  # what may be named is


def test_the_number_of_an_intervention_is_looked_up_among_the_signals_that_dashboards_gave(sample):
    table = sample["interventies"]
    last = table[table.is_dashboard_based].tail(24).index
    numbered = table.assign(signal=pd.Series({at: "S2026-08-1" for at in last}, dtype="str").reindex(table.index))
    told = pd.DataFrame({name: ["S2026-08-1" if name == "number" else "2026-08"] for name in ("number", "month")})
    other = told.assign(number="S2026-08-2")
    # Without a signal of a month up to the quarter there is nothing to look it up in.
    cases = ((told, [24, 0]), (other, [0, 24]), (told.assign(month="2026-10"), []), (told.iloc[:0], []))
    for said, groups in cases:
        history = History(signals=said)
        seen = replace(sample, tables={**sample.tables, "interventies": numbered}, history=history)
        found = safety_indicators.BESIDE["interventies"](seen)
        found = found[found.group.isin(["known", "unknown"])].sort_values("group")
        assert found.value.tolist() == groups
