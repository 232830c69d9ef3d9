"""Verdict by verdict, on indicators made by hand; the rules are those of statistics.md, A4, and issue 5."""

from __future__ import annotations

import re
from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import settings as how
from hypothesis import strategies as st

from helpers.floor.params.settings import Indicator
from helpers.floor.quarter import Quarter
from helpers.floor.shapes import tables
from helpers.floor.verdicts import VERDICTS
from helpers.models.indicators.course import Course, of_measures
from helpers.models.indicators.outlook import Outlook
from helpers.models.indicators.status import status

Q1, Q2, Q3, Q4 = (Quarter(2026, number) for number in range(1, 5))
FORBIDDEN = re.compile(r"significant|effect|\bnan\b|\bnone\b|\d\.\d(?!\d\d)", re.IGNORECASE)


def indicator(kind="share_of_register", can_fall_back="true", target=100, **fields) -> Indicator:
    known = {
        "id": "VE-9-9", "goal": "", "text": "", "target_text": "", "name": "", "measure": "some_measure",
        "kind": kind, "accumulates": "stand", "can_fall_back": can_fall_back, "unit": "percent",
        "operator": ">=", "targets": {2026: target}, "sources": ["x"], "owner": "",
    }  # fmt: skip
    return Indicator(**(known | fields))


def row(value, unit="percent", quarter=Q3, **fields) -> pd.Series:
    known = {"value": value, "unit": unit, "start": quarter.start, "end": quarter.end}
    return tables.measures([known | fields], measure="some_measure").iloc[0]


def judge(one, measure_row, quarter=Q3, **known) -> tuple[str, str]:
    table = status(one, measure_row, quarter, **known)
    assert len(table) == 1
    verdict, rule = table.verdict.item(), table.rule.item()
    assert verdict in VERDICTS
    is_known = measure_row is not None and not measure_row["withheld"]
    assert re.search(r"\d", rule) or not is_known, "a status without its numbers"
    assert not FORBIDDEN.search(rule), rule
    assert all(len(sentence.split()) <= 20 for sentence in rule.split(". ")), rule
    return verdict, rule


def sessions(chance, periods_left=None) -> Outlook:
    return Outlook(chance=chance, basis="sessions", periods_left=periods_left)


BODYCAMS = indicator()
SCANS = indicator(can_fall_back="false")
ELDERLY = indicator("cumulative_count", "false", 200, unit="persons")
HOURS = indicator("cumulative_amount", "false", 1500, unit="hours")
DASHBOARD = indicator("months_covered", "false", 12, unit="months")


def test_a_missing_export_gives_no_verdict_and_its_reason():
    verdict, rule = judge(
        BODYCAMS, row(None, withheld="missing"), missing="De export bodycams ontbreekt: systeem ligt stil."
    )
    assert (verdict, rule) == ("geen oordeel", "De export bodycams ontbreekt: systeem ligt stil.")


def test_a_value_that_is_not_known_yet_gives_no_verdict():
    unknown = row(None, withheld="missing")
    assert judge(BODYCAMS, unknown) == ("geen oordeel", "Er zijn nog geen gegevens.")


def test_a_hidden_value_gives_no_verdict_and_says_it_is_too_small():
    verdict, rule = judge(BODYCAMS, row(None, withheld="small"))
    assert verdict == "geen oordeel" and "te klein" in rule


@pytest.mark.parametrize(("old", "known"), [(row(100), {"known_until": date(2026, 6, 30)}), (row(100, quarter=Q2), {})])
def test_data_older_than_the_quarter_give_no_verdict_even_at_the_target(old, known):
    told = "De laatste gegevens zijn van 30 juni 2026, vóór dit kwartaal. De stand was toen 100%."
    assert judge(BODYCAMS, old, **known) == ("geen oordeel", told)


def test_a_value_that_is_held_back_as_old_gives_no_verdict():
    verdict, rule = judge(BODYCAMS, row(100, withheld="stale"))
    assert (verdict, rule) == ("geen oordeel", "De gegevens zijn ouder dan dit kwartaal.")


def test_data_of_the_quarters_first_day_are_not_old():
    assert judge(BODYCAMS, row(100), known_until=date(2026, 7, 1))[0] == "nu op streefwaarde"


OLD = {"known_until": date(2026, 5, 12)}


@pytest.mark.parametrize("quarter", [Q3, Q4])
def test_old_data_still_prove_a_target_that_cannot_be_lost(quarter):
    assert judge(ELDERLY, row(204, "persons", quarter), quarter, **OLD)[0] == "gehaald"
    assert judge(ELDERLY, row(187, "persons", quarter), quarter, ahead=sessions(0.9), **OLD)[0] == "geen oordeel"


def test_old_data_still_prove_a_month_that_was_missed_and_no_more():
    verdict, rule = judge(DASHBOARD, row(4, "months"), **OLD)
    assert verdict == "niet meer haalbaar"
    assert rule == "Tot nu toe telden 4 van 5 maanden. Hooguit 11 is nog mogelijk; de streefwaarde is 12."
    assert judge(DASHBOARD, row(5, "months"), **OLD)[0] == "geen oordeel"
    assert judge(DASHBOARD, row(4, "months", Q4), Q4, **OLD)[0] == "niet gehaald"
    assert judge(DASHBOARD, row(5, "months", Q4), Q4, **OLD)[0] == "geen oordeel"


@pytest.mark.parametrize("targets", [{}, {2026: 50}])
def test_no_target_number_gives_no_verdict_but_the_stand(targets):
    urgent = indicator("no_target", targets=targets, operator="")
    verdict, rule = judge(urgent, row(60, numerator=12, denominator=20))
    assert verdict == "geen oordeel"
    assert rule == "Voor deze indicator is geen getal afgesproken. De stand is 60% (12 van 20)."


def test_a_year_without_a_target_gives_no_verdict():
    verdict, rule = judge(BODYCAMS, row(100, quarter=Quarter(2025, 3)), Quarter(2025, 3))
    assert verdict == "geen oordeel" and "Voor 2025 is geen streefwaarde vastgesteld." in rule


def test_a_target_met_for_good_is_gehaald_before_the_year_ends():
    verdict, rule = judge(ELDERLY, row(204, "persons", Q2), Q2)
    assert (verdict, rule) == ("gehaald", "De stand is 204. De streefwaarde van 200 is gehaald.")


def test_a_met_target_that_can_fall_back_is_nu_op_streefwaarde_until_the_year_ends():
    verdict, rule = judge(BODYCAMS, row(100, numerator=18, denominator=18))
    assert verdict == "nu op streefwaarde" and "18 van 18" in rule and "100%" in rule


def test_a_met_target_that_can_fall_back_is_gehaald_on_31_december():
    assert judge(BODYCAMS, row(100, quarter=Q4), Q4)[0] == "gehaald"


@pytest.mark.parametrize("forecast", [None, 0.95])
@pytest.mark.parametrize("path", [{}, {"2026-Q4": 50}])
def test_on_31_december_a_target_not_met_is_niet_gehaald_whatever_model_or_path_says(forecast, path):
    late = indicator("cumulative_count", "false", 200, unit="persons", planned_path=path)
    verdict, rule = judge(late, row(187, "persons", Q4), Q4, ahead=sessions(forecast))
    assert (verdict, rule) == ("niet gehaald", "De stand is 187. De streefwaarde was 200.")


@pytest.mark.parametrize(
    ("probability", "expected", "chances"),
    [
        (0.80, "op koers", "8 op 10"),
        (0.79, "onzeker", "bijna 8 op 10"),
        (0.38, "onzeker", "4 op 10"),
        (0.21, "onzeker", "ruim 2 op 10"),
        (0.20, "achter", "2 op 10"),
        (0.01, "achter", "minder dan 1 op 10"),
    ],
)
def test_a_probability_decides_by_the_limits_of_eighty_and_twenty(probability, expected, chances):
    verdict, rule = judge(ELDERLY, row(84, "persons"), ahead=sessions(probability))
    assert verdict == expected
    assert rule == f"De stand is 84. Nog 116 te gaan. De kans op 200 eind 2026 is {chances}."


def test_the_probability_stands_in_the_estimate_only_when_it_gave_the_verdict():
    decided = status(ELDERLY, row(84, "persons"), Q3, ahead=sessions(0.38))
    assert decided.estimate.item() == 0.38 and not decided.is_met.item()
    met = status(ELDERLY, row(204, "persons"), Q3, ahead=sessions(1.0))
    assert pd.isna(met.estimate.item()) and met.is_met.item()


def test_nothing_left_to_hold_makes_a_count_niet_meer_haalbaar():
    verdict, rule = judge(ELDERLY, row(150, "persons"), ahead=sessions(0.0, 0))
    assert verdict == "niet meer haalbaar" and "150" in rule and "200" in rule


def test_a_low_probability_with_sessions_left_is_not_out_of_reach():
    assert judge(ELDERLY, row(20, "persons"), ahead=sessions(0.0, 1))[0] == "achter"


def test_a_share_is_never_out_of_reach_while_the_year_runs():
    assert judge(SCANS, row(0.0), ahead=Outlook(periods_left=0))[0] == "onzeker"


def test_an_amount_above_a_ceiling_cannot_come_back():
    ceiling = indicator("cumulative_amount", "false", 100, unit="hours", operator="<=")
    assert judge(ceiling, row(120, "hours"))[0] == "niet meer haalbaar"
    assert judge(ceiling, row(80, "hours"))[0] == "nu op streefwaarde"


def test_one_missed_month_makes_twelve_months_niet_meer_haalbaar():
    verdict, rule = judge(DASHBOARD, row(8, "months"))
    assert verdict == "niet meer haalbaar"
    assert rule == "Tot nu toe telden 8 van 9 maanden. Hooguit 11 is nog mogelijk; de streefwaarde is 12."


def test_the_target_of_a_month_each_is_itself_the_path_and_nine_of_nine_is_on_course():
    verdict, rule = judge(DASHBOARD, row(9, "months"), ahead=Outlook(chance=0.9, basis="pace"))
    assert verdict == "op koers"
    assert judge(DASHBOARD, row(9, "months"))[0] == "op koers", "the target is the path, whatever the history"
    assert rule == (
        "In elk van de 9 maanden tot nu toe is het gelukt, zoals de streefwaarde vraagt. Nog 3 te gaan. "
        "De kans op 12 maanden is 9 op 10."
    )
    assert status(DASHBOARD, row(9, "months"), Q3, ahead=Outlook(chance=0.9, basis="pace")).basis.item() == "plan"


def test_before_nine_months_are_over_all_months_covered_are_no_forecast():
    verdict, rule = judge(DASHBOARD, row(3, "months", Q1), Q1, ahead=Outlook(chance=0.9, basis="plan"))
    assert (verdict, rule.partition(".")[0]) == (
        "onzeker",
        "In elk van de 3 maanden tot nu toe is het gelukt, zoals de streefwaarde vraagt",
    )
    assert rule.endswith("Vóór oktober zegt het verloop te weinig over de maanden die nog komen.")


def test_months_all_covered_are_compared_with_the_path_where_there_is_one():
    planned = indicator("months_covered", "false", 12, unit="months", planned_path={"2026-Q3": 9})
    assert judge(planned, row(9, "months"))[0] == "op koers"


def test_twelve_months_at_the_end_of_the_year_are_gehaald_and_eleven_are_not():
    assert judge(DASHBOARD, row(11, "months", Q4), Q4)[1] == ("De stand is 11 maanden. De streefwaarde was 12.")
    assert judge(DASHBOARD, row(12, "months", Q4), Q4)[0] == "gehaald"
    assert judge(DASHBOARD, row(11, "months", Q4), Q4)[0] == "niet gehaald"


@pytest.mark.parametrize(("value", "k", "expected"), [(76.9, 10, "op koers"), (69.2, 9, "achter")])
def test_a_register_is_compared_with_its_planned_path(value, k, expected):
    planned = indicator(can_fall_back="false", planned_path={"2026-Q3": 75})
    verdict, rule = judge(planned, row(value, numerator=k, denominator=13))
    assert verdict == expected
    assert f"({k} van 13)" in rule and "hoort dat nu 75% te zijn" in rule and "streefwaarde is 100%" in rule


def test_a_path_for_another_quarter_is_no_plan_for_this_one():
    planned = indicator(planned_path={"2026-Q2": 50})
    verdict, rule = judge(planned, row(60))
    assert verdict == "onzeker" and "plan" not in rule


def test_without_model_or_path_an_undecided_indicator_is_uncertain_and_says_its_gap():
    verdict, rule = judge(SCANS, row(66.7, numerator=8, denominator=12))
    assert verdict == "onzeker"
    assert rule == "De stand is 67% (8 van 12). Nog 4 te gaan."


def test_a_model_that_refuses_gives_its_own_reason():
    refused = Outlook(no_forecast="Er zijn pas 2 bijeenkomsten.", needed="Nodig: gemiddeld 20 per bijeenkomst (9).")
    verdict, rule = judge(ELDERLY, row(20, "persons", Q1), Q1, ahead=refused)
    assert verdict == "onzeker"
    assert rule == (
        "De stand is 20. Nog 180 te gaan. Nodig: gemiddeld 20 per bijeenkomst (9). Er zijn pas 2 bijeenkomsten."
    )


def history(one, *known, quarter=Q3) -> Course:
    """The course that ends with the values given, the last that of the quarter."""
    labels = [quarter.shift(1 - len(known) + at).label for at in range(len(known))]
    rows = [
        {"period": at, "value": 100 * k / n, "numerator": k, "denominator": n}
        for at, (k, n) in zip(labels, known, strict=True)
    ]
    return of_measures(
        tables.measures(rows, measure="some_measure", area_level="municipality"), one, quarter, pd.DataFrame()
    )


def test_fewer_than_four_quarters_of_history_give_no_judgement_but_the_gap():
    young = history(SCANS, (6, 12), (7, 12), (8, 12))
    verdict, rule = judge(SCANS, row(66.7, numerator=8, denominator=12), course=young)
    assert verdict == "geen oordeel"
    assert (
        rule == "Er zijn nog geen vier kwartalen bekend, dus geen oordeel. De stand is 67% (8 van 12). Nog 4 te gaan."
    )
    old_enough = history(SCANS, (5, 12), (6, 12), (7, 12), (8, 12))
    assert judge(SCANS, row(66.7, numerator=8, denominator=12), course=old_enough)[0] == "onzeker"


def test_a_plan_speaks_whatever_the_history():
    verdict, _ = judge(ELDERLY, row(84, "persons"), ahead=sessions(0.9), course=history(ELDERLY, (84, 100)))
    assert verdict == "op koers"


def test_a_planned_path_goes_before_the_pace_and_planned_sessions_before_the_path():
    planned = indicator(can_fall_back="false", planned_path={"2026-Q3": 75})
    by_pace, by_sessions = Outlook(chance=0.05, basis="pace"), sessions(0.05)
    standing = row(80, numerator=8, denominator=10)
    assert [judge(planned, standing, ahead=ahead)[0] for ahead in (by_pace, by_sessions)] == ["op koers", "achter"]


def test_the_pace_says_what_came_what_is_needed_and_where_the_year_may_end():
    protocols = indicator(can_fall_back="false", target=100)
    course = history(protocols, (2, 18), (4, 18), (5, 18), (7, 18), (9, 18))
    ahead = Outlook(chance=0.12, basis="pace", low=1000 / 18, high=1400 / 18, level=0.8, unit="percent")
    verdict, rule = judge(protocols, row(50, numerator=9, denominator=18), ahead=ahead, course=course)
    assert verdict == "achter"
    assert rule == (
        "De stand is 50% (9 van 18). Nog 9 te gaan. In drie kwartalen kwamen er 5 bij; in één kwartaal zijn er 9 nodig. "
        "Verwacht eind 2026: 10 tot 14 van 18 (kans 80%). De kans op 100% eind 2026 is 1 op 10."
    )


def test_a_word_that_the_pace_may_not_carry_becomes_uncertain_with_the_reason():
    ahead = Outlook(chance=0.9, basis="pace", not_on_course="Van 100% is dat zo vroeg niet te zeggen, ook in 2026.")
    verdict, rule = judge(BODYCAMS, row(90, numerator=18, denominator=20), ahead=ahead)
    assert verdict == "onzeker"
    assert rule.endswith("De kans op 100% eind 2026 is 9 op 10. Van 100% is dat zo vroeg niet te zeggen, ook in 2026.")


def test_a_falling_share_is_named_as_falling_and_a_steady_one_is_not():
    members = indicator(target=90)
    falls = history(members, (30, 44), (28, 44), (26, 44), (24, 44))
    rule = judge(members, row(54.5, numerator=24, denominator=44), course=falls)[1]
    assert "Nog 16 te gaan tot 40 van 44. Een kwartaal eerder was het 59%: de stand daalt." in rule
    steady = history(members, (30, 44), (28, 44), (24, 44), (24, 44))
    assert "daalt" not in judge(members, row(54.5, numerator=24, denominator=44), course=steady)[1]


def test_the_gap_of_a_share_with_a_ceiling_is_what_is_too_much():
    ceiling = indicator(target=20, operator="<=")
    assert "Dat is 5 te veel; hooguit 8 van 40 mag." in judge(ceiling, row(32.5, numerator=13, denominator=40))[1]


def test_a_stand_just_below_the_target_is_not_rounded_up_to_it():
    rule = judge(BODYCAMS, row(99.6, numerator=249, denominator=250, quarter=Q4), Q4)[1]
    assert rule == "De stand is 99,6% (249 van 250). De streefwaarde was 100%."


def test_a_share_that_equals_its_target_but_for_floating_point_is_met():
    share = indicator(can_fall_back="false", target=80)
    assert judge(share, row(79.99999999999999))[0] == "gehaald"


def test_a_target_below_twelve_months_survives_a_missed_month():
    ten = indicator("months_covered", "false", 10, unit="months")
    assert judge(ten, row(8, "months"))[0] == "onzeker"
    assert judge(ten, row(6, "months"))[0] == "niet meer haalbaar"


def test_hours_are_written_in_dutch():
    rule = judge(HOURS, row(1123.4, "hours"), ahead=sessions(0.9))[1]
    assert rule == "De stand is 1.123 uur. Nog 377 uur te gaan. De kans op 1.500 uur eind 2026 is 9 op 10."


def test_the_row_is_an_estimate_row_of_the_indicator_and_the_quarter():
    table = status(BODYCAMS, row(50), Q3)
    assert list(table.columns) == list(tables.ESTIMATE_COLUMNS)
    found = table.iloc[0]
    assert (found.model, found.role, found.term) == ("status", "status", "VE-9-9")
    assert found.measure == "some_measure"
    assert found.period == "2026-Q3" and pd.isna(found.estimate)


AWARE = indicator(is_sample="true", target=100)


def sampled(k, n, quarter=Q3):
    return row(100 * k / n, quarter=quarter, numerator=k, denominator=n)


def test_everyone_in_a_sample_is_not_everyone():
    """With 60 of 60 the lower limit is .05^(1/60) = 95.1%: Hanley & Lippman-Hand 1983."""
    verdict, rule = judge(AWARE, sampled(60, 60))
    assert verdict == "onzeker"
    assert rule == ("De stand is 100% (60 van 60). Deze steekproef bewijst minstens 95%. De streefwaarde is 100%.")
    assert judge(AWARE, sampled(60, 60, Q4), Q4) == ("geen oordeel", rule)


def test_one_who_is_not_aware_shows_that_not_all_are():
    assert judge(AWARE, sampled(59, 60, Q4), Q4)[0] == "niet gehaald"


def test_a_sample_meets_a_target_when_its_lower_limit_does():
    """29 of 29 proves 90% (.05^(1/29) = .9019), 28 of 28 does not (.8985)."""
    ninety = indicator(is_sample="true", target=90)
    assert judge(ninety, sampled(29, 29))[0] == "nu op streefwaarde"
    assert judge(ninety, sampled(28, 28))[0] == "onzeker"
    assert judge(ninety, sampled(29, 29, Q4), Q4)[0] == "gehaald"
    assert judge(ninety, sampled(28, 28, Q4), Q4)[0] == "geen oordeel"
    assert judge(ninety, sampled(10, 28, Q4), Q4)[0] == "niet gehaald"


def test_a_sample_may_come_out_lower_next_time():
    steady = indicator(can_fall_back="false", is_sample="true", target=90)
    assert judge(steady, sampled(40, 40))[0] == "nu op streefwaarde"


def test_a_sample_without_its_size_proves_nothing():
    assert judge(AWARE, row(100))[0] == "onzeker"


def test_the_lower_limit_is_never_rounded_up():
    assert "minstens 90%" in judge(AWARE, sampled(31, 31))[1]  # .05^(1/31) = .9079


def test_each_of_the_words_occurs():
    planned = indicator(can_fall_back="false", planned_path={"2026-Q3": 75})
    seen = {
        judge(*case, **known)[0]
        for case, known in [
            ((ELDERLY, row(200, "persons")), {}),
            ((BODYCAMS, row(100)), {}),
            ((planned, row(80)), {}),
            ((ELDERLY, row(150, "persons")), {"ahead": sessions(0.5)}),
            ((HOURS, row(900, "hours")), {"ahead": sessions(0.1)}),
            ((DASHBOARD, row(8, "months")), {}),
            ((HOURS, row(1499, "hours", Q4), Q4), {}),
            ((SCANS, row(None, withheld="missing")), {}),
        ]
    }
    assert seen == set(VERDICTS)


KINDS = ("share_of_register", "cumulative_count", "cumulative_amount", "months_covered")
WORST_FIRST = (
    "niet meer haalbaar", "niet gehaald", "achter", "onzeker", "op koers", "nu op streefwaarde", "gehaald",
)  # fmt: skip
CASES = {
    "kind": st.sampled_from(KINDS),
    "can_fall_back": st.sampled_from(["true", "false"]),
    "operator": st.sampled_from([">=", "<="]),
    "is_sample": st.booleans(),
    "path": st.none() | st.integers(0, 12),
    "quarter": st.sampled_from([Q1, Q2, Q3, Q4]),
    "ahead": st.builds(
        Outlook,
        chance=st.none() | st.floats(0, 1),
        basis=st.sampled_from(["pace", "plan", "sessions"]),
        periods_left=st.none() | st.integers(0, 9),
        not_on_course=st.sampled_from(["", "Van 2026 nog niet te zeggen."]),
    ),
    "day": st.none() | st.dates(date(2025, 1, 1), date(2026, 12, 31)),
}


def drawn(target, kind, can_fall_back, operator, is_sample, path, quarter, day, **known):
    """An indicator of twelve at most, and how its value is judged."""
    one = indicator(
        kind, can_fall_back, target or 1, operator=operator, unit="percent" if is_sample else "months",
        is_sample=is_sample, planned_path={} if path is None else {quarter.label: path},
    )  # fmt: skip
    one = one if target is not None else one.model_copy(update={"targets": {}})
    last = None if day is None else min(day, quarter.end)

    def judged(value):
        unit = "percent" if is_sample else "months"
        found = row(float(value), unit, quarter, numerator=value, denominator=100)
        return judge(one, found, quarter, known_until=last, **known)[0]

    return judged


@how(max_examples=60, deadline=None, derandomize=True)
@given(value=st.integers(0, 12), target=st.integers(1, 12), **CASES)
def test_after_the_last_day_of_the_year_only_three_words_are_left(value, target, quarter, **case):
    words = {drawn(target, quarter=Q4, **case)(value)}
    assert words <= {"gehaald", "niet gehaald", "geen oordeel"}


@how(max_examples=60, deadline=None, derandomize=True)
@given(value=st.integers(0, 12), **CASES)
def test_a_year_without_a_target_is_never_judged(value, **case):
    assert drawn(None, **case)(value) == "geen oordeel"


@how(max_examples=60, deadline=None, derandomize=True)
@given(values=st.tuples(st.integers(0, 12), st.integers(0, 12)), target=st.integers(1, 12), **CASES)
def test_a_better_value_never_gives_a_worse_word(values, target, operator, **case):
    judged = drawn(target, operator=operator, **case)
    words = [judged(value) for value in sorted(values, reverse=operator == "<=")]
    places = [WORST_FIRST.index(word) for word in words if word != "geen oordeel"]
    assert places == sorted(places)


@how(max_examples=60, deadline=None, derandomize=True)
@given(probability=st.floats(0, 1))
def test_the_limits_of_eighty_and_twenty_hold_for_every_probability(probability):
    verdict = judge(ELDERLY, row(84, "persons"), ahead=sessions(probability))[0]
    assert verdict == ("op koers" if probability >= 0.8 else "achter" if probability <= 0.2 else "onzeker")


@how(max_examples=60, deadline=None, derandomize=True)
@given(n=st.integers(1, 500), quarter=st.sampled_from([Q1, Q2, Q3, Q4]))
def test_no_sample_however_large_shows_a_hundred_percent(n, quarter):
    assert judge(AWARE, sampled(n, n, quarter), quarter)[0] == ("geen oordeel" if quarter == Q4 else "onzeker")


def test_what_is_missing_is_named_where_the_row_says_what_it_counts():
    eleven = row(39, numerator=7, denominator=18, counted="protocol")
    assert "Nog 11 protocollen te gaan." in judge(SCANS, eleven)[1]
    assert (
        "Nog 1 wijk te gaan tot 8 van 12."
        in judge(indicator(target=60), row(58.3, numerator=7, denominator=12, counted="wijk"))[1]
    )


def test_of_a_share_whose_size_grows_with_the_year_no_number_is_said_to_be_needed_in_the_rest_of_it():
    dealers = indicator(target=50, accumulates="within_year", can_fall_back="true")
    inspected = history(dealers, (1, 4), (2, 6), (1, 5), (2, 9), (3, 12))
    rule = judge(dealers, row(25, numerator=3, denominator=12, counted="dealer"), course=inspected)[1]
    assert rule == "De stand is 25% (3 van 12). Nog 3 opkopers te gaan tot 6 van 12."
    fixed = history(dealers, (1, 12), (2, 12), (1, 12), (2, 12), (3, 12))
    assert "nodig" in judge(dealers, row(25, numerator=3, denominator=12, counted="dealer"), course=fixed)[1]
