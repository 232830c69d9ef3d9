"""What a reader knows of published rows, and the sums between them: tables whose answer is known by hand."""

import re

import pandas as pd
import pytest

from helpers.disclosure import protect, ties
from helpers.disclosure.attack import ranges
from helpers.disclosure.linked import is_safe, known, leaks, name_of
from helpers.floor import paths
from helpers.floor.params.small_numbers import SmallNumbers
from helpers.floor.shapes import tables

LIMITS = SmallNumbers()
HEADLINES = {"elderly_trained", "compliant_dealers_percent", "dashboard_interventions"}
HIDDEN = {"withheld": "small"}


def municipality(measure, figure, period="2026-Q3", counted="person", **more):
    row = figure if isinstance(figure, dict) else {"value": figure, "numerator": figure}
    return tables.measures(
        [{"unit": "persons", **row}], measure=measure, area_level="municipality", period=period, counted=counted, **more
    )


def session(name, start, figure, group="gehouden"):
    row = figure if isinstance(figure, dict) else {"value": figure}
    about = {"measure": "new_elderly", "area_level": "municipality", "split": "session", "counted": "person"}
    return tables.measures([{"period": name, "start": start, "group": group, "unit": "persons", **row}], **about)


def share(met, base):
    return {"value": 100 * met / base, "numerator": met, "denominator": base, "unit": "percent"}


def found(*parts):
    table = tables.stack(*parts)
    told = known(table, LIMITS, HEADLINES)
    return ranges(told, list(told.bounds))


def test_a_shown_count_of_a_group_stands_for_what_is_rounded_to_it():
    groups = [municipality("x", n, split="earlier_year", group=f"g{n}") for n in (0, 10, 15)]
    assert list(found(*groups).values()) == [(0, 0), (10, 12), (13, 17)]


def test_a_headline_is_exact_and_only_of_the_whole_municipality():
    about = {"split": "reason", "group": "risico"}
    told = found(
        municipality("compliant_dealers_percent", share(17, 20), counted="dealer"),
        municipality("compliant_dealers_percent", share(20, 35), "2026-Q2", counted="dealer", **about),
    )
    assert told["compliant_dealers_percent, 2026-Q3, met"] == (17, 17)
    assert told["compliant_dealers_percent, reason risico, 2026-Q2, rest"] == (13, 17)


def test_of_a_survey_it_is_known_exactly_how_many_answered():
    row = {"value": 68.2, "numerator": 105.028, "denominator": 154, "unit": "percent"}
    told = found(municipality("clean_percent", row, "2024", counted="respondent"))
    assert told == {"clean_percent, 2024, met": (105, 106), "clean_percent, 2024, rest": (48, 49)}


def test_the_same_cell_of_two_editions_is_one_figure():
    row = municipality("elderly_seen_before", 20, split="earlier_year", group="yes")
    assert found(row, row) == found(row)


def test_the_sessions_of_a_quarter_are_what_the_headline_grew():
    told = found(
        municipality("elderly_trained", 20, "2026-Q1"),
        municipality("elderly_trained", 31, "2026-Q2"),
        session("s1", "2026-02-01", 20),
        session("s2", "2026-05-01", 10),
        session("s3", "2026-06-01", HIDDEN),
    )
    assert told["new_elderly, session gehouden, s3"] == (1, 1)


def test_a_quarter_with_a_session_still_planned_tells_nothing_yet():
    told = found(
        municipality("elderly_trained", 31, "2026-Q1"),
        session("s1", "2026-02-01", HIDDEN),
        session("s2", "2026-03-01", {"withheld": "missing"}, group="gepland"),
    )
    assert told["new_elderly, session gehouden, s1"][1] == float("inf")


def test_a_later_edition_tells_that_the_planned_session_was_held():
    told = found(
        municipality("elderly_trained", 31, "2026-Q1"),
        session("s1", "2026-02-01", HIDDEN),
        session("s2", "2026-03-01", {"withheld": "missing"}, group="gepland"),
        session("s2", "2026-03-01", 30),
    )
    assert told["new_elderly, session gehouden, s1"] == (1, 3)


def test_the_same_dealers_under_two_measures_are_one_figure():
    sector = {"split": "sector", "group": "Fietsen", "counted": "dealer"}
    told = found(
        municipality("inspected_dealers", HIDDEN, **sector),
        municipality("sector_compliance_percent", share(10, 30), **sector),
    )
    # 10 to 12 met and 18 to 22 did not.
    assert told["inspected_dealers, sector Fietsen, 2026-Q3"] == (28, 34)


def test_who_was_not_drawn_follows_by_subtraction():
    table = tables.stack(
        municipality("compliant_dealers_percent", share(50, 63), counted="dealer"),
        municipality("drawn_compliance_percent", share(45, 60), counted="dealer", split="reason", group="steekproef"),
    )
    assert leaks(table, LIMITS, HEADLINES)["inspected dealers not drawn, 2026-Q3"] == (0, 7)


def test_a_rest_that_the_headlines_alone_give_away_is_no_leak():
    unknown = {"split": "unknown", "group": "unknown", "counted": "dealer"}
    table = tables.stack(
        municipality("compliant_dealers_percent", share(17, 20), counted="dealer"),
        municipality("compliant_dealers_percent_unknown", 0, **unknown),
    )
    assert leaks(table, LIMITS, HEADLINES) == {}


def test_that_a_total_of_two_hidden_counts_is_two_or_more_is_told_by_the_marks():
    parts = [municipality("elderly_seen_before", HIDDEN, split="earlier_year", group=group) for group in ("yes", "no")]
    assert leaks(tables.stack(municipality("elderly_seen_before", HIDDEN), *parts), LIMITS, HEADLINES) == {}
    told = municipality("elderly_seen_before", 10, split="earlier_year", group="none")
    assert leaks(tables.stack(municipality("elderly_seen_before", HIDDEN), *parts, told), LIMITS, HEADLINES) == {}


def test_exports_that_contradict_each_other_tie_nothing():
    told = found(
        municipality("elderly_trained", 143), municipality("training_funnel", 100, split="step", group="attendances")
    )
    assert told["elderly_trained, 2026-Q3"] == (143, 143)


@pytest.mark.parametrize(
    ("span", "answer"), [((1, 9), True), ((0, 12), True), ((2, 12), False), ((1, 8), False), ((10, 10), True)]
)
def test_a_count_is_safe_when_its_range_holds_every_small_count_or_none(span, answer):
    assert is_safe(span, LIMITS) is answer


def test_a_share_of_few_respondents_is_not_found_by_subtraction():
    (row,) = tables.each_row(municipality("clean_percent", {**HIDDEN, "unit": "percent"}, counted="respondent"))
    assert not is_safe((20, 28), LIMITS, row=row) and is_safe((20, 29), LIMITS, row=row)


def test_a_name_holds_what_tells_a_cell_from_another():
    table = pd.concat([session("s1", "2026-02-01", 4), municipality("x", 4), municipality("x", 4, "2026-Q2")])
    assert len({name_of(row) for row in tables.each_row(table)}) == 3


def test_every_tie_names_measures_that_are_counted_somewhere():
    code = "\n".join(path.read_text("utf-8") for path in (paths.ROOT / "src" / "helpers" / "measures").rglob("*.py"))
    named = {cells.measure for tie in ties.TIES for cells in (*tie.whole, *tie.parts)}
    counted = set(re.findall(r'"(\w+)"', code))
    unknown = {name for name in named if name not in counted and name.removesuffix("_unknown") not in counted}
    in_earlier_editions = {"came_percent", "elderly_by_visits", "urgent_effective", "urgent_possible"}
    assert unknown - {"elderly_home_unknown"} - in_earlier_editions == set()


def test_no_more_dealers_fail_an_item_than_fail():
    table = tables.stack(
        municipality("compliant_dealers_percent", share(50, 53), counted="dealer"),
        municipality(
            "item_met_percent", HIDDEN | {"unit": "percent"}, counted="dealer", split="item", group="item_notified"
        ),
    )
    assert "item_met_percent, item item_notified, 2026-Q3, rest" in leaks(table, LIMITS, HEADLINES)


@pytest.mark.parametrize(("applied", "leaves"), [(55, (1, 5)), (70, (16, 20))])
def test_urgent_action_without_effect_is_what_the_headline_leaves(applied, leaves):
    table = tables.stack(
        municipality("urgent_enforcement_percent", share(52, 109), counted="violation"),
        municipality("urgent_applied", applied, counted="violation"),
    )
    promised = HEADLINES | {"urgent_enforcement_percent"}
    told = known(table, LIMITS, promised)
    without = "urgent action applied without effect, 2026-Q3"
    assert ranges(told, [without])[without] == leaves
    assert (without in leaks(table, LIMITS, promised)) is (leaves[0] < 10)


def test_who_was_not_inspected_again_lies_within_the_rest_of_the_headline():
    after = {"counted": "dealer", "split": "after_failure"}
    table = tables.stack(
        municipality("compliant_dealers_percent", share(50, 54), counted="dealer"),
        municipality("dealers_after_failure", HIDDEN, group="not_again", **after),
    )
    hidden = "dealers_after_failure, after_failure not_again, 2026-Q3"
    assert leaks(table, LIMITS, HEADLINES)[hidden] == (1, 4)


@pytest.mark.parametrize(
    ("measure", "word"), [("mark_sufficient_change", "withdrawn"), ("elderly_seen_before", "small")]
)
def test_nobody_of_a_group_is_hidden_as_few_are(measure, word):
    """As 0% is: it tells of everybody in that group."""
    rows = [{"group": name, "value": n} for name, n in (("a", 0), ("b", 44))]
    table = tables.measures(rows, measure=measure, split="since", counted="person", period="2026-Q3")
    shown, _ = protect(table, tables.estimates(), LIMITS)
    assert shown.withheld.iloc[0] == word


@pytest.mark.parametrize(("at_last", "tells"), [(46, False), (50, True), (66, False)])
@pytest.mark.parametrize(
    ("then", "measure", "split"),
    [
        ("at first", "first_inspection_percent", {}),
        ("when drawn", "drawn_compliance_percent", {"split": "reason", "group": "steekproef"}),
    ],
)
def test_between_two_outcomes_the_difference_tells_of_who_changed(at_last, tells, then, measure, split):
    """Of 45 (43 to 47) that complied to 50: at least three others; to 46 perhaps nobody, to 66 a large group."""
    table = tables.stack(
        municipality("compliant_dealers_percent", share(at_last, 120), counted="dealer"),
        municipality(measure, share(45, 100), counted="dealer", **split),
    )
    name = f"dealers that comply at last and not {then}, 2026-Q3"
    assert leaks(table, LIMITS, HEADLINES).get(name) == ((3, float("inf")) if tells else None)
    shown, _ = protect(table, tables.estimates(), LIMITS, HEADLINES)
    assert leaks(shown, LIMITS, HEADLINES) == {}
    assert (shown.withheld.iloc[1] != "") is tells


def test_of_exports_that_contradict_each_other_the_sums_that_fit_still_protect():
    """Of 62 of whom it is known whether they came before, 4 did: that the headline says 77 is no help to them."""
    years = [municipality("elderly_seen_before", n, split="earlier_year", group=f"g{n}") for n in (4, 58)]
    table = tables.stack(municipality("elderly_trained", 77), municipality("elderly_seen_before", 62), *years)
    shown, _ = protect(table, tables.estimates(), LIMITS, HEADLINES)
    assert shown.withheld.tolist() == ["", "", "small", "small"]
    assert leaks(shown, LIMITS, HEADLINES) == {}
