"""Survival: how long something lasts when not every end has been seen, such as time from failure to compliance.

`time` is in days from the start; `is_event` says that the end was seen, otherwise the case was followed until
then without it. An inspection sees compliance only on the day it is held: read every time as "found by then".
"""

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import stats

from helpers.models.statistics.domain import LEVEL, Array, Numbers


def product_limit(at_risk: Numbers, events: Numbers) -> pd.DataFrame:
    """The product-limit curve from counts per time with an event: survival (0 to 1, after that time), se, low, high.

    se is Greenwood's, the 95% limits are on the scale log(-log S), NaN where nobody, or everybody, is left. How to
    read it: the share still without the event, if those not followed any longer are like the others.
    Source: Kaplan & Meier 1958, JASA 53:457; Kalbfleisch & Prentice 2002, sec. 1.4. Raises ValueError unless
    0 <= events <= at_risk > 0.

    >>> product_limit([21, 17], [3, 1]).survival.round(3).tolist()
    [0.857, 0.807]
    """
    n, d = np.asarray(at_risk, dtype="float64"), np.asarray(events, dtype="float64")
    if not ((d >= 0) & (d <= n) & (n > 0)).all():
        raise ValueError("a curve needs 0 <= events <= at_risk, and at_risk above 0")
    survival = np.cumprod(1 - d / n)
    is_open = (survival > 0) & (survival < 1)
    left = np.where(n > d, n - d, 1)
    relative = np.sqrt(np.cumsum(np.where(n > d, d / (n * left), 0)))
    inner, margin = np.where(is_open, survival, 0.5), stats.norm.ppf((1 + LEVEL) / 2) * relative
    spread = np.exp(margin / np.abs(np.log(inner)))
    low, high = (np.where(is_open, limit, np.nan) for limit in (inner**spread, inner ** (1 / spread)))
    return pd.DataFrame({"survival": survival, "se": survival * relative, "low": low, "high": high})


def checked(time: Numbers, is_event: Numbers) -> tuple[Array, npt.NDArray[np.bool_]]:
    """Times and events as arrays. Raises ValueError on a case without a known time of 0 or more and its end."""
    time, seen = np.asarray(time, dtype="float64"), np.asarray(is_event, dtype=object)
    is_known = time.shape == seen.shape and not pd.isna(seen).any() and np.isin(seen.astype(float), (0, 1)).all()
    if not is_known or not (np.isfinite(time) & (time >= 0)).all():
        raise ValueError("each case needs a known time of 0 or more and whether the event was seen")
    return time, seen.astype(bool)
