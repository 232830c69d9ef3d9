"""Each wijk of a block beside the others together: the verdicts of all its wijken, read side by side."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from helpers.floor.shapes import tables
from helpers.models.statistics.against_rest import against_rest
from helpers.models.statistics.multiplicity import holm

MODEL, TERM = "wijk_beside_others", "others"
HIGHER, LOWER, CHANCE, NOT_JUDGED = "hoger", "lager", "kan toeval zijn", "niet beoordeeld"
LEVEL = 0.05  # the chance that a municipality in which nothing is the matter gets any such sentence in a block


def judged(compared: Sequence[pd.DataFrame], *, unit: str, has_spread: bool) -> pd.DataFrame:
    """An estimate row for each wijk and measure of one block, with Holm over all of them.

    `compared` has a frame a measure: measure, area, period, estimate (of the wijk), others (of the others together),
    value and variance (`against_rest`).

    How to read it: estimate the wijk, at the others together, p that of its own test, q that of all tests of the block
    together; verdict "hoger" or "lager" where q is at most .05, else "kan toeval zijn"; "niet beoordeeld" where there
    are too few others, or where the two ways to average the others disagree on which side the wijk lies.
    """
    tested = [frame.assign(p=against_rest(frame.value, frame.variance, has_spread=has_spread)) for frame in compared]
    every = pd.concat(tested, ignore_index=True)
    every["q"] = holm(every.p).to_numpy()
    rows = [
        {"measure": one.measure, "area": one.area, "period": one.period, "estimate": one.estimate, "at": one.others}
        | {"p": one.p, "q": one.q, "verdict": _verdict(one.estimate, one.others, one.q)}
        for one in tables.each_row(every)
    ]
    return tables.estimates(rows, model=MODEL, term=TERM, role="exploratory", unit=unit)


def others_together(count: np.ndarray, base: np.ndarray, per: float = 1.0) -> np.ndarray:
    """What all others have together: their counts over their bases; NaN where there are none.

    >>> others_together(np.array([6.0, 2.0, 4.0]), np.array([10.0, 10.0, 10.0])).tolist()
    [0.3, 0.5, 0.4]
    """
    left = base.sum() - base
    return np.where(left > 0, per * (count.sum() - count) / np.where(left > 0, left, 1), np.nan)


def _verdict(estimate: float, others: float, q: float) -> str:
    if np.isnan(q):
        return NOT_JUDGED
    if q > LEVEL or estimate == others:
        return CHANCE
    return HIGHER if estimate > others else LOWER
