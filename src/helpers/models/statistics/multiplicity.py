"""Multiplicity: p-values of a family of tests, made fit to be read side by side."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np
import pandas as pd

PValues = pd.Series | Mapping[str, float] | Sequence[float]


def holm(p: PValues) -> pd.Series:
    """Step-down adjusted p: the chance of one false find in the family is at most that, under any dependence.

    Args:
        p: p-values 0 to 1, by name. NaN is a test that was not done: it stays NaN and does not count.

    How to read it: a test holds at .05 when its adjusted p is at most .05. For the placebos, listed beforehand.
    Raises ValueError on a p outside 0 to 1. Source: Holm 1979, Scand J Stat 6:65.

    >>> holm({"lead": 0.02, "lighting": 0.03, "library": 0.9}).round(2).to_dict()
    {'lead': 0.06, 'lighting': 0.06, 'library': 0.9}
    """
    return _adjusted(p, _step_down)


def benjamini_hochberg(p: PValues) -> pd.Series:
    """q: the share of false finds to expect among all tests with a q as small or smaller.

    Takes and gives what `holm` does. For what is exploratory; holds for independent and positively
    dependent tests. Source: Benjamini & Hochberg 1995, JRSS B 57:289.

    >>> benjamini_hochberg([0.01, 0.02, 0.9]).round(2).tolist()
    [0.03, 0.03, 0.9]
    """
    return _adjusted(p, _step_up)


def _step_down(ordered: np.ndarray) -> np.ndarray:
    return np.maximum.accumulate(ordered * np.arange(len(ordered), 0, -1))


def _step_up(ordered: np.ndarray) -> np.ndarray:
    share = np.arange(1, len(ordered) + 1) / len(ordered)
    return np.minimum.accumulate((ordered / share)[::-1])[::-1]


def _adjusted(p: PValues, adjust: Callable[[np.ndarray], np.ndarray]) -> pd.Series:
    """Not by statsmodels: that takes a second to import, and its Holm collects all the garbage of the process."""
    values = pd.Series(p, dtype="float64")
    known = values.dropna()
    if not known.between(0, 1).all():
        raise ValueError(f"a p-value lies between 0 and 1, not {known[~known.between(0, 1)].to_dict()}")
    order = known.to_numpy().argsort()
    of_known = np.empty(len(known))
    of_known[order] = np.minimum(adjust(known.to_numpy()[order]), 1)
    adjusted = values.to_numpy(copy=True)
    adjusted[values.notna()] = of_known
    return pd.Series(adjusted, index=values.index, name=values.name)
