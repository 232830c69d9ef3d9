"""Multiplicity: p-values of a family of tests, made fit to be read side by side."""

from collections.abc import Mapping, Sequence

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
    return _adjusted(p, "holm")


def benjamini_hochberg(p: PValues) -> pd.Series:
    """q: the share of false finds to expect among all tests with a q as small or smaller.

    Takes and gives what `holm` does. For what is exploratory; holds for independent and positively
    dependent tests. Source: Benjamini & Hochberg 1995, JRSS B 57:289.

    >>> benjamini_hochberg([0.01, 0.02, 0.9]).round(2).tolist()
    [0.03, 0.03, 0.9]
    """
    return _adjusted(p, "fdr_bh")


def _adjusted(p: PValues, method: str) -> pd.Series:
    from statsmodels.stats.multitest import multipletests  # a second to import: only where it is used

    values = pd.Series(p, dtype="float64")
    known = values.dropna()
    if not known.between(0, 1).all():
        raise ValueError(f"a p-value lies between 0 and 1, not {known[~known.between(0, 1)].to_dict()}")
    adjusted = values.to_numpy(copy=True)
    if len(known):
        adjusted[values.notna()] = multipletests(known.to_numpy(), method=method)[1]
    return pd.Series(adjusted, index=values.index, name=values.name)
