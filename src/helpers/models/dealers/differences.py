"""Whether groups of dealers, such as sectors, differ at all in the share that complies."""

from __future__ import annotations

import pandas as pd

from helpers.floor.shapes import tables
from helpers.models.statistics import contingency

MODEL = "contingency"


def any_difference(
    measured: pd.DataFrame, *, measure: str, split: str, nouns: str = "branches", **place: str
) -> pd.DataFrame:
    """Whether the groups of a protected measure table differ at all: the row any_difference and its gate.

    Takes rows with numerator and denominator per group, after `protect`: hidden ones have none and are left
    out, so that nothing computed here tells of them; the others are rounded, so that p is near, not exact.
    Needs two groups. `p` from `contingency.exact_test`, `n` the base,
    `df` groups less one. How to read it: as there; the sentence never names a group.

    >>> rows = tables.measures([{"group": "a", "numerator": 20, "denominator": 40}])
    >>> any_difference(rows, measure="compliant_dealers_percent", split="sector").rule.tolist()
    ['1 van de branches is groot genoeg om te tonen; nodig zijn er 2.']
    """
    shown = measured[measured.withheld.eq("") & measured.numerator.notna() & measured.denominator.gt(0)]
    many = len(shown)
    verb = "is" if many == 1 else "zijn"
    gate = {"term": "groups_shown", "role": "gate", "estimate": many, "low": 2, "is_met": many >= 2}
    gate |= {
        "unit": "count",
        "rule": f"{many} van de {nouns} {verb} groot genoeg om te tonen; nodig zijn er 2.",
    }
    rows = [gate]
    if many >= 2:
        k, n = (shown[name].round().astype(int).tolist() for name in ("numerator", "denominator"))
        found = contingency.exact_test(k, n)
        row = {"term": "any_difference", "role": "exploratory", "p": found.p, "df": found.df, "n": sum(n)}
        rows = [row | {"rule": _said(found.p, nouns)}, gate]
    return tables.estimates(rows, model=MODEL, measure=measure, split=split, **place)


def _said(p: float, nouns: str) -> str:
    if p < 0.05:
        return f"Tussen de {nouns} verschilt het aandeel meer dan bij toeval past."
    return f"De verschillen tussen de {nouns} passen bij toeval. Gelijk hoeven zij niet te zijn."
