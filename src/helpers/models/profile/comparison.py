"""Each wijk of a block beside the others together: the verdicts of all its wijken, read side by side."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from helpers.floor.shapes import tables
from helpers.models.statistics.against_rest import against_rest
from helpers.models.statistics.domain import Array
from helpers.models.statistics.multiplicity import holm

MODEL, TERM = "wijk_beside_others", "others"
HIGHER, LOWER, CHANCE, NOT_JUDGED = "hoger", "lager", "kan toeval zijn", "niet beoordeeld"
# Of a municipality in which nothing is the matter: how many may get any sentence of more than chance in a block.
# That is at most one in twenty: measured, these two keep to it (docs/wijk_profile.md). A sample is nearly normal; how
# wijken ordinarily differ is not known, and outliers are a part of it.
OF_SAMPLE, OF_COUNTS = 0.03, 0.01
FEWEST = 10  # expected events of a wijk; below it the log of a count is no normal number
_TOO_FEW_OTHERS = "Er zijn te weinig andere wijken om mee te vergelijken."
_TOO_FEW_COUNTED = "Daarvoor is te weinig geteld."


def judged(compared: Sequence[pd.DataFrame], *, has_spread: bool) -> pd.DataFrame:
    """An estimate row for each wijk and measure of one block, with Holm over all of them.

    `compared` has a frame a measure: measure, area, period, estimate (of the wijk), others (of the others together),
    n, value and variance (`against_rest`), and is_counted: enough to judge. `has_spread` of counts, which differ
    between wijken more than chance gives; not of a sample.

    How to read it: estimate the wijk, at the others together, in percent, p that of its own test, q that of all tests
    of the block together; verdict "hoger" or "lager" where q is at most .03 (a sample) or .01 (counts), else "kan
    toeval zijn"; "niet beoordeeld" where the rule says why. Source: docs/wijk_profile.md; `multiplicity.holm`.
    """
    every = pd.concat([_tested(frame, has_spread) for frame in compared], ignore_index=True)
    every["q"] = holm(every.p).to_numpy()
    level = OF_COUNTS if has_spread else OF_SAMPLE
    rows = [
        {"measure": one.measure, "area": one.area, "period": one.period, "estimate": one.estimate, "at": one.others}
        | {"n": one.n, "p": one.p, "q": one.q, "rule": one.rule}
        | {"verdict": _verdict(one, level)}
        for one in tables.each_row(every)
    ]
    return tables.estimates(rows, model=MODEL, term=TERM, role="exploratory", unit="percent")


def shared(measure: str, period: str, events: pd.Series, seen: pd.Series) -> pd.DataFrame:
    """The share of each wijk, beside that of the others, as `judged` takes it; `events` of `seen`, by wijk.

    The share is in percent; its log has variance 1 / events.

    >>> shared("sites", "2026", pd.Series({"a": 30, "b": 10}), pd.Series({"a": 100, "b": 100})).others.tolist()
    [10.0, 30.0]
    """
    both = pd.DataFrame({"events": events, "seen": seen}).sort_index()
    others = others_together(both.events.to_numpy(), both.seen.to_numpy(), 100)
    return pd.DataFrame(
        {
            "measure": measure,
            "area": both.index,
            "period": period,
            "estimate": 100 * both.events / both.seen,
            "others": others,
            "n": both.seen,
            "value": np.log((both.events + 0.5) / both.seen),
            "variance": 1 / (both.events + 0.5),
            "is_counted": others * both.seen / 100 >= FEWEST,
        }
    ).reset_index(drop=True)


def changed(measure: str, period: str, now: pd.Series, before: pd.Series) -> pd.DataFrame:
    """How a count of each wijk moved, beside the others, as `judged` takes it: only its own past tells what is usual.

    `now` and `before` are counts by wijk. The change is in percent; its log has variance 1/now + 1/before.

    >>> changed("crimes", "2025", pd.Series({"a": 30, "b": 20}), pd.Series({"a": 20, "b": 20})).estimate.tolist()
    [50.0, 0.0]
    """
    both = pd.DataFrame({"now": now, "before": before}).dropna().sort_index()
    ratio = (both.now + 0.5) / (both.before + 0.5)
    return pd.DataFrame(
        {
            "measure": measure,
            "area": both.index,
            "period": period,
            "estimate": 100 * (both.now / both.before.where(both.before > 0) - 1),
            "others": others_together(both.now.to_numpy(), both.before.to_numpy(), 100) - 100,
            "n": both.now,
            "value": np.log(ratio),
            "variance": 1 / (both.now + 0.5) + 1 / (both.before + 0.5),
            "is_counted": both.before >= FEWEST,
        }
    ).reset_index(drop=True)


def others_together(count: Array, base: Array, per: float = 1.0) -> Array:
    """What all others have together: their counts over their bases, per so many; NaN where there are none.

    >>> others_together(np.array([6.0, 2.0, 4.0]), np.array([10.0, 10.0, 10.0])).tolist()
    [0.3, 0.5, 0.4]
    """
    left = base.sum() - base
    together: Array = np.where(left > 0, per * (count.sum() - count) / np.where(left > 0, left, 1), np.nan)
    return together


def _tested(frame: pd.DataFrame, has_spread: bool) -> pd.DataFrame:
    """The frame with p and above for each wijk of which enough is counted; the others are no part of it."""
    counted = frame[frame.is_counted]
    found = against_rest(counted.value, counted.variance, has_spread=has_spread)
    tested = pd.DataFrame(found._asdict(), index=counted.index).reindex(frame.index)
    rule = pd.Series(np.where(frame.is_counted, _TOO_FEW_OTHERS, _TOO_FEW_COUNTED), index=frame.index)
    return frame.join(tested).assign(rule=rule.where(tested.p.isna(), ""))


def _verdict(one: pd.Series, level: float) -> str:
    if np.isnan(one.q):
        return NOT_JUDGED
    # The test weighs the others in its own way: where the printed numbers point elsewhere, it tells nothing.
    is_same_side = (one.estimate - one.others) * one.above > 0
    if one.q > level or not is_same_side:
        return CHANCE
    return HIGHER if one.estimate > one.others else LOWER
