"""Two values that differ in anything that can be shown have another fingerprint; the same value has the same."""

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
import pytest

from helpers.floor.kept.fingerprint import fingerprint


def table(**changes):
    columns = {
        "n": pd.array([1, pd.NA], dtype="Int64"),
        "share": [0.5, float("nan")],
        "is_open": pd.array([True, pd.NA], dtype="boolean"),
        "wijk": ["a", "b"],
        "day": pd.to_datetime(["2026-01-01", None]),
    }
    return pd.DataFrame({**columns, **changes})


@pytest.mark.parametrize(
    "changed",
    [
        table(n=pd.array([1, 1], dtype="Int64")),
        table(n=pd.array([1, 0], dtype="Int64")),
        table(n=[1.0, float("nan")]),
        table(share=[0.5, 0.0]),
        table(share=[0.5000000000000001, float("nan")]),
        table(is_open=pd.array([True, False], dtype="boolean")),
        table(wijk=["a", ""]),
        table(wijk=["a", None]),
        table(day=pd.to_datetime(["2026-01-02", None])),
        table().rename(columns={"n": "m"}),
        table()[["share", "n", "is_open", "wijk", "day"]],
        table().iloc[:1],
        table().iloc[:0],
        table().set_axis([5, 6]),
    ],
)
def test_a_table_that_differs_in_one_cell_name_order_or_type_differs(changed):
    assert fingerprint(table()) == fingerprint(table())
    assert fingerprint(changed) != fingerprint(table())


def test_what_is_not_known_to_be_told_whole_by_its_text_is_never_the_same():
    thousands = np.arange(2000), np.where(np.arange(2000) == 1000, 7, np.arange(2000))
    assert repr(thousands[0]) == repr(thousands[1])
    assert fingerprint(thousands[0]) != fingerprint(thousands[1])
    assert fingerprint(thousands[0]) != fingerprint(thousands[0])


def test_a_part_that_does_not_show_in_the_text_of_its_whole_counts():
    @dataclass
    class Quiet:
        day: date

        def __repr__(self):
            return "Quiet"

    assert fingerprint([Quiet(date(2026, 1, 1))]) != fingerprint([Quiet(date(2026, 1, 2))])
    assert fingerprint([Quiet(date(2026, 1, 1))]) == fingerprint([Quiet(date(2026, 1, 1))])
