"""Two tables of one export row by row: what vanished, changed, moved on, and came."""

from __future__ import annotations

import pandas as pd
import pytest

from helpers import sources
from helpers.sources.comparison.rows import difference, is_comparable

CONTRACTS = sources.contracts()
DAYS = pd.to_datetime(["2026-01-05", "2026-02-05", "2026-03-05"])


def masks(dataset, before, now):
    found = difference(CONTRACTS[dataset], before, now)
    return {name: getattr(found, name).tolist() for name in ("gone", "changed", "updated", "added")}


@pytest.fixture
def shifts():
    """Three shifts of the scan car, which has no key."""
    columns = {"date": DAYS, "wijk": "WK1", "vehicle": "A", "purpose": "afval", "hours": [3.0, 4.0, 5.0]}
    return pd.DataFrame({**columns, "remark": pd.Series([None] * 3, dtype="str")})


@pytest.fixture
def protocols():
    """Three protocols, a register that overwrites its days."""
    days = {"updated_on": DAYS, "laid_down_on": pd.to_datetime([None, None, "2026-03-09"])}
    return pd.DataFrame({"protocol": ["a", "b", "c"], "department": "Zorg", **days})


def test_without_a_key_rows_are_a_multiset(shifts):
    twice = pd.concat([shifts, shifts.iloc[[0]]], ignore_index=True)
    assert masks("scanauto_inzet", shifts, twice)["added"] == [False, False, False, True]
    assert masks("scanauto_inzet", twice, shifts)["gone"] == [False, False, False, True]
    assert not any(masks("scanauto_inzet", shifts, shifts.iloc[::-1])["gone"])


def test_a_remark_and_what_adding_up_leaves_behind_are_no_change(shifts):
    other = shifts.assign(remark="later ingevuld", hours=shifts.hours + 1e-12)
    assert not any(masks("scanauto_inzet", shifts, other)["gone"])
    assert masks("scanauto_inzet", shifts, shifts.assign(hours=[3.0, 4.25, 5.0]))["gone"] == [False, True, False]


def test_free_text_of_every_row_is_no_change():
    before = pd.DataFrame({"date": DAYS, "wijk": "WK1", "theme": "afval", "is_dashboard_based": True})
    assert not any(masks("interventies", before, before.assign(theme="afval en groen"))["gone"])


def test_a_register_that_moves_on_is_updated_and_not_changed(protocols):
    later = protocols.assign(
        updated_on=pd.to_datetime(["2026-06-05", "2026-02-05", "2026-03-05"]),
        laid_down_on=pd.to_datetime([None, "2026-07-01", "2026-03-09"]),
    )
    found = masks("crisisprotocollen", protocols, later)
    assert found["updated"] == [True, True, False] and not any(found["changed"])


def test_a_day_that_goes_back_or_is_emptied_is_a_change(protocols):
    back = protocols.assign(updated_on=pd.to_datetime(["2025-01-05", "2026-02-05", None]))
    assert masks("crisisprotocollen", protocols, back)["changed"] == [True, False, True]


def test_filling_an_empty_cell_is_no_change_and_another_value_is():
    before = pd.DataFrame({"inspection": ["1", "2"], "date": DAYS[:2], "dealer": "d", "reason": "risico"})
    before = before.assign(item_notified=pd.Series([None, "ja"], dtype="str"))
    now = before.assign(item_notified=["ja", "nee"])
    found = masks("opkoper_controles", before, now)
    assert (found["updated"], found["changed"]) == ([True, False], [False, True])


def test_a_row_is_found_again_by_its_key(protocols):
    now = protocols.iloc[[2, 0]].assign(department=["Ruimte", "Zorg"])
    found = masks("crisisprotocollen", protocols, now)
    assert found["gone"] == [False, True, False] and not any(found["added"])


def test_an_evaluation_that_was_still_to_come_is_no_other_exercise():
    before = pd.DataFrame({"date": DAYS, "kind": "oefening", "is_regional": False})
    before = before.assign(evaluation=["adequaat", "nog niet geëvalueerd", "adequaat"])
    now = before.assign(evaluation="adequaat")
    found = masks("crisisoefeningen", before, now)
    assert found["updated"] == [False, True, False] and not any(found["gone"] + found["changed"])


def test_tables_without_the_key_or_with_another_kind_of_key_are_not_compared(protocols):
    contract = CONTRACTS["crisisprotocollen"]
    assert is_comparable(contract, protocols, protocols)
    assert not is_comparable(contract, protocols.drop(columns="protocol"), protocols)
    assert not is_comparable(contract, protocols.assign(protocol=[1, 2, 3]), protocols)
