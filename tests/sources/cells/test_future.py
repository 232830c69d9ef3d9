from datetime import date

import pytest

from helpers.sources import contracts
from helpers.sources.cells import future
from helpers.sources.contract import rules_of

# A day in a register that may still come; what has happened cannot.
MILESTONES = {
    ("crisisafspraken", "adopted_on"), ("crisisafspraken", "anchored_on"), ("crisisprotocollen", "updated_on"),
    ("crisisprotocollen", "laid_down_on"), ("crisisrollen", "trained_on"), ("crisisrollen", "in_function_from"),
    ("opkopers", "registered_on"), ("wijkveiligheidsscans", "scanned_on"), ("wijkveiligheidsscans", "first_meeting_on"),
    ("wijkveiligheidsscans", "action_plan_on"),
}  # fmt: skip
MAY_LIE_AHEAD = MILESTONES | {
    ("cybertraining_bijeenkomsten", "date"),
    ("crisisrollen", "valid_until"),
    ("crisisrollen", "left_on"),
    ("opkopers", "deregistered_on"),
}


@pytest.fixture
def on(monkeypatch):
    return lambda day: monkeypatch.setattr(future, "today", lambda: date.fromisoformat(day))


def test_only_a_planned_day_an_end_and_a_milestone_may_lie_ahead():
    days = {
        (dataset, column.name): column
        for dataset, contract in contracts().items()
        for column in contract.columns
        if column.parser.kind in ("datum", "maand")
    }
    assert {place for place, column in days.items() if column.may_lie_ahead} == MAY_LIE_AHEAD


@pytest.mark.parametrize(
    ("day", "found"),
    [
        ("2027-03-10", set()),
        ("2027-03-11", {("date: not ahead", "warning", 2)}),
        ("2027-12-31", {("date: not ahead", "warning", 2)}),
        ("2028-01-01", {("date: not next year", "error", 2)}),
        ("2062-03-02", {("date: not next year", "error", 2)}),
        ("1990-01-01", set()),
        ("1989-12-31", {("date: not long ago", "warning", 2)}),
    ],
)
def test_a_day_ahead_is_a_warning_this_year_and_an_error_after_it(on, broken, day, found):
    on("2027-03-10")
    assert broken("dashboard_updates", [{"date": day}]) == found


def test_a_month_counts_by_its_first_day(on, broken):
    on("2027-03-01")
    month = {"wijk": "WK000001", "category": "x", "reports": 1}
    assert broken("meldingen", [month | {"month": "2027-03-01"}]) == set()
    assert broken("meldingen", [month | {"month": "2027-04-01"}]) == {("month: not ahead", "warning", 2)}
    assert broken("meldingen", [month | {"month": "2028-01-01"}]) == {("month: not next year", "error", 2)}


def test_a_clock_that_is_behind_refuses_nothing_that_this_software_can_meet(monkeypatch):
    class Behind(date):
        @classmethod
        def today(cls):
            return cls(2020, 1, 1)

    monkeypatch.setattr(future, "date", Behind)
    assert future.today() == date(2026, 11, 22)


def test_a_departure_or_deregistration_may_be_announced_and_is_said(on, broken):
    on("2027-03-10")
    role = {"member": "L1", "role": "x", "trained_on": "2026-01-01", "valid_until": "2029-01-01"}
    role |= {"in_function_from": "2026-01-01", "left_on": "2028-06-01"}
    assert broken("crisisrollen", [role]) == {("left_on: announced", "warning", 2)}
    dealer = {"dealer": "O1", "registered_on": "1955-01-01", "deregistered_on": "2028-06-01"}
    assert broken("opkopers", [dealer]) == {("deregistered_on: announced", "warning", 2)}


def test_the_rule_shows_the_day_it_is_about():
    [rule] = [rule for rule in rules_of(contracts()["bodycams"]) if rule.name == "counted_on: not next year"]
    assert rule.message == "“{counted_on}” ligt in de toekomst."
    assert (rule.column, rule.hint) == ("counted_on", "Controleer dag, maand en jaar.")


@pytest.mark.parametrize(("dataset", "column"), sorted(MILESTONES))
@pytest.mark.parametrize(
    ("day", "level"),
    [("2027-03-10", None), ("2027-03-11", "warning"), ("2028-12-31", "warning"), ("2062-03-02", "error")],
)
def test_a_milestone_of_this_year_or_the_next_is_an_announcement(on, broken, dataset, column, day, level):
    on("2027-03-10")
    found = {
        (name, of)
        for name, of, _ in broken(dataset, [{column: day, "wijk": "WK000001"}])
        if name.startswith(f"{column}:")
    }
    assert {of for _, of in found} == {None: set(), "warning": {"warning"}, "error": {"warning", "error"}}[level]
