"""The domain of a statistic: which numbers it takes. Each check raises ValueError that says what is needed."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

LEVEL = 0.95  # of every interval that has no level of its own
Array = npt.NDArray[np.float64]
Column = Sequence[float] | Array | pd.Series
Numbers = npt.ArrayLike  # a number, or a column of them: a list, an array or a series


def whole(what: str, *counts: Numbers) -> None:
    """Refuse counts that are not whole, below 0 or unknown; `what` says what is counted.

    >>> whole("dealers", 13.4)
    Traceback (most recent call last):
    ValueError: a number of dealers is whole and 0 or more; it is not 13.4
    """
    for count in counts:
        asked = np.asarray(count, dtype="float64")
        if not (np.isfinite(asked) & (asked >= 0)).all() or (asked % 1).any():
            raise ValueError(f"a number of {what} is whole and 0 or more; it is not {asked}")


def known(what: str, *columns: Numbers) -> list[Array]:
    """The columns as numbers, refused when one is unknown or they differ in length; `what` names them.

    >>> known("a count and a population", [1, 2], [10])
    Traceback (most recent call last):
    ValueError: a count and a population must be equally many
    """
    arrays = [np.asarray(column, dtype="float64") for column in columns]
    if len({one.shape for one in arrays}) > 1:
        raise ValueError(f"{what} must be equally many")
    if not all(np.isfinite(one).all() for one in arrays):
        raise ValueError(f"{what} must be known: leave the others out")
    return arrays


def part_of_part(met: float, inspected: float, registered: float) -> None:
    """Refuse counts unless they are whole, 0 <= met <= inspected <= registered, and registered above 0.

    >>> part_of_part(21, 20, 45)
    Traceback (most recent call last):
    ValueError: 21 of 20 of 45 is not a part of a part in whole numbers
    """
    is_whole = all(one % 1 == 0 for one in (met, inspected, registered))
    if not is_whole or not 0 <= met <= inspected <= registered or not registered:
        raise ValueError(f"{met} of {inspected} of {registered} is not a part of a part in whole numbers")


def share(k: Numbers, n: Numbers) -> tuple[Array, Array]:
    """k of n as a share, and n; refused unless 0 <= k <= n and n > 0. Arrays too; k need not be whole.

    >>> share(5, 4)
    Traceback (most recent call last):
    ValueError: k of n needs 0 <= k <= n and n > 0, not 5.0 of 4.0
    """
    k, n = np.asarray(k, dtype="float64"), np.asarray(n, dtype="float64")
    if not ((k >= 0) & (k <= n) & (n > 0)).all():
        raise ValueError(f"k of n needs 0 <= k <= n and n > 0, not {k} of {n}")
    return k / n, n
