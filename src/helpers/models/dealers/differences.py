"""Whether groups of dealers, such as sectors, differ at all in the share that complies."""

import pandas as pd

from helpers.floor.shapes import tables
from helpers.models.dealers.group_shares import shown_groups
from helpers.models.statistics import contingency

MODEL = "contingency"


def any_difference(measured: pd.DataFrame, *, measure: str, split: str, period: str) -> pd.DataFrame:
    """Whether the groups of a protected measure table differ at all: one row any_difference; needs two groups.

    Takes rows with numerator and denominator per group, after `protect`: hidden ones have none and are left
    out, so that nothing computed here tells of them; the others are rounded, so that p is near, not exact.
    `p` from `contingency.exact_test`, `n` the base. How to read it: as there; the sentence never names a group.

    >>> rows = tables.measures([{"group": name, "numerator": 20, "denominator": 40} for name in "ab"])
    >>> any_difference(rows, measure="sector_compliance_percent", split="sector", period="2026").rule.item()
    'De verschillen tussen de branches passen bij toeval. Gelijk hoeven zij niet te zijn.'
    """
    shown = shown_groups(measured)
    if len(shown) < 2:
        return tables.estimates()
    k, n = (shown[name].round().astype(int).tolist() for name in ("numerator", "denominator"))
    p = contingency.exact_test(k, n)
    rule = "De verschillen tussen de branches passen bij toeval. Gelijk hoeven zij niet te zijn."
    if p < 0.05:
        rule = "Tussen de branches verschilt het aandeel meer dan bij toeval past."
    row = {"term": "any_difference", "role": "exploratory", "p": p, "n": sum(n), "rule": rule}
    return tables.estimates([row], model=MODEL, measure=measure, split=split, period=period)
