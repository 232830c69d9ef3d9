"""What is said of the counting itself: the rule of each measure, and why a share has no value."""

from collections.abc import Callable, Mapping

import pandas as pd

from helpers.floor.shapes import tables

RULE, NO_VALUE = "counting_rule", "no_value"


def rules(said: Mapping[str, str]) -> pd.DataFrame:
    """The sentence on how each measure counts: an estimate table, a row a measure.

    >>> rules({"local_exercises": "Het aantal oefeningen."}).rule.item()
    'Het aantal oefeningen.'
    """
    return tables.estimates([{"measure": measure, "rule": rule} for measure, rule in said.items()], model=RULE)


def reasons(measured: pd.DataFrame, why: Callable[[pd.Series], str]) -> pd.DataFrame:
    """Why a share has no value, where `why` knows of one: an estimate table, a row for each measure and period.

    Read it as the reason in place of the value; a row of `measured` that is withheld for another reason has none.

    >>> measured = tables.measures([{"measure": "bodycam_percent", "period": "2026-Q3", "withheld": "missing"}])
    >>> reasons(measured, lambda row: "er zijn geen boa’s")[["period", "rule"]].values.tolist()
    [['2026-Q3', 'er zijn geen boa’s']]
    """
    missing = tables.rows_of(measured, withheld="missing")
    told = [{"measure": row.measure, "period": row.period, "rule": why(row)} for _, row in missing.iterrows()]
    return tables.estimates([row for row in told if row["rule"]], model=NO_VALUE)
