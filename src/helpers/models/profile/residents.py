"""Whether the residents of a wijk say other things than those of the other wijken, by more than chance."""

import numpy as np
import pandas as pd

from helpers.floor.shapes import tables
from helpers.models.profile import comparison
from helpers.models.statistics.domain import Array


def residents(intervals: pd.DataFrame, survey: pd.DataFrame) -> pd.DataFrame:
    """Each wijk of the last wave beside the others together: chance is that of the sample alone.

    Args:
        intervals: the rows of `survey_waves.intervals`: per wijk and wave a share in percent with its se.
        survey: the protected measure rows that they were made of, which tell the order of the waves.

    Rows as `comparison.judged` gives them: estimate the share of the wijk, at that of the others by their
    respondents. Chance: the arcsine of the root of a share has variance 1 / 4n, n the effective size.
    Source: Freeman & Tukey 1950, Ann Math Stat 21:607; `against_rest`; `multiplicity.holm`.

    >>> rows = [{"area": area, "estimate": share, "se": 2.0, "n": 400} for area, share in zip("abcd", (80, 80, 79, 70))]
    >>> intervals = tables.estimates(rows, measure="clean_percent", term="share", period="2026")
    >>> survey = tables.measures([{"period": "2026", "start": "2026-03-01"}])
    >>> found = residents(intervals, survey)
    >>> found.verdict.tolist(), round(float(found["at"].iloc[3]), 1)
    (['kan toeval zijn', 'kan toeval zijn', 'kan toeval zijn', 'lager'], 79.7)
    """
    if survey.empty:
        return tables.estimates()
    last = survey.sort_values("start", kind="stable").period.iloc[-1]
    shares = tables.rows_of(intervals, term="share", period=last, withheld="").sort_values("area")
    if shares.empty:
        return tables.estimates()
    share, se, respondents = (shares[name].to_numpy() for name in ("estimate", "se", "n"))
    value, variance = scaled(share / 100, share * (100 - share) / se**2)
    compared = shares[["measure", "area", "period", "estimate"]].assign(
        others=comparison.others_together(share * respondents, respondents),
        value=value,
        variance=variance,
        n=respondents,
        is_counted=True,
    )
    return comparison.judged([compared], has_spread=False)


def scaled(share: Array, size: Array) -> tuple[Array, Array]:
    """A share (0 to 1) on the scale on which chance is about normal and the same for all, and what chance gives it.

    >>> [float(one.round(3)) for one in scaled(np.float64(0.5), np.float64(100))]
    [0.785, 0.002]
    """
    return np.arcsin(np.sqrt(share)), 1 / (4 * size)
