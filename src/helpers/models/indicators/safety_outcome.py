"""The outcome beside the interventions: what residents say of safety, with the interval that CBS published."""

import pandas as pd

from helpers.floor.shapes import tables

MODEL, TERM = "safety_survey", "share"
_EARLIER = "before"  # starts the name of the series on the far side of a break
_LEVEL = 0.95  # of the interval that CBS publishes
_KEYS = ["measure", "area", "period", "unit"]
_ENDS = ["waarde", "ondergrens", "bovengrens"]


def outcomes(shown: pd.DataFrame) -> pd.DataFrame:
    """One row a question, area and year of the newest series: the value with its interval; none without a survey.

    Args:
        shown: `residents_say`, protected: a row for each value and each end of its interval.

    How to read it: estimate, low and high in `unit`; no interval where CBS published none. Years from before a
    break are left out, so that nothing is compared across it. Source: CBS, Veiligheidsmonitor.

    >>> rows = [{"group": group, "value": value} for group, value in
    ...         (("waarde", 17.2), ("ondergrens", 14.9), ("bovengrens", 19.8))]
    >>> same = {"measure": "unsafe_percent", "split": "limit", "period": "2023", "series": "since 2021"}
    >>> outcomes(tables.measures(rows, **same))[["estimate", "low", "high"]].values.tolist()
    [[17.2, 14.9, 19.8]]
    """
    said = tables.rows_of(shown, split="limit").sort_values("period", kind="stable")
    if said.empty:
        return tables.estimates()
    series = said.series.iloc[-1]
    wide = said[said.series == series].pivot(index=_KEYS, columns="group", values="value")
    wide = wide.reindex(columns=_ENDS).dropna(subset="waarde").reset_index()
    rows = [
        {"measure": one.measure, "area": one.area, "period": one.period, "unit": one.unit}
        | {"estimate": one.waarde, "low": one.ondergrens, "high": one.bovengrens}
        for one in tables.each_row(wide)
    ]
    rule = f"In {series[-4:]} veranderde de manier van vragen: jaren van ervoor en erna vergelijken we niet."
    if series.startswith(_EARLIER):
        rule = f"Deze cijfers zijn van vóór {series[-4:]}. Toen veranderde de manier van vragen."
    return tables.estimates(rows, model=MODEL, term=TERM, role="primary", level=_LEVEL, rule=rule)
