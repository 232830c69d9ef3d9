"""Two rows that carry the same numbers: one wijk that was given another's."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import pandas as pd

from helpers.floor.faults import Level

# Of counts with a mean of 2 one in five is equal by chance, so eight are in one of 400,000 pairs.
LEAST_FOR_ERROR, LEAST_FOR_WARNING, LEAST_DIFFERENT = 8, 6, 4
# One group gives more comparisons: it takes a year of months. A part of the time gives most: two years.
LEAST_OF_GROUP, LEAST_OF_RUN = 12, 24
# Percentages with a decimal are hardly ever equal by chance.
LEAST_OF_PERCENT = 4
TELLING = 2  # equal zeros and ones are chance and count for nothing


@dataclass(frozen=True)
class Copy:
    """Two areas, in how many periods they are equal, and in what: a group, a percentage, or "" for all."""

    one: str
    other: str
    periods: int
    about: str
    level: Level


@dataclass(frozen=True)
class _Block:
    """A part of the values of two areas, and how many equal ones make an error or a warning."""

    about: str
    mask: np.ndarray
    error: int
    warning: int


def find(wide: pd.DataFrame, percents: Mapping[str, str]) -> Iterator[Copy]:
    """Pairs of areas (rows) that are equal in all they share, in one group or percentage, or for long.

    The columns are period, group and name of the value, in the order of time; `percents` maps the name of a
    percentage to its header.

    >>> names = pd.MultiIndex.from_product([range(8), [""], ["n"]], names=["period", "group", "name"])
    >>> wide = pd.DataFrame([[2, 3, 4, 5, 2, 3, 4, 5]] * 2, ["WK1", "WK2"], names).astype(float)
    >>> [(copy.one, copy.other, copy.periods, copy.level) for copy in find(wide, {})]
    [('WK1', 'WK2', 8, 'error')]
    """
    values, moments = wide.to_numpy(), wide.columns.get_level_values("period")
    blocks = list(_blocks(wide.columns, percents))
    for one, other in combinations(range(len(wide)), 2):
        shared = ~np.isnan(values[one]) & ~np.isnan(values[other])
        differs = shared & (values[one] != values[other])
        for block in (*blocks, _longest_run(shared, differs)):
            here = shared & block.mask
            if (differs & here).any() or not tells(values[one][here], block.warning):
                continue
            level: Level = "error" if tells(values[one][here], block.error) else "warning"
            yield Copy(wide.index[one], wide.index[other], moments[here].nunique(), block.about, level)
            break


def tells(values: np.ndarray, least: int = LEAST_FOR_ERROR) -> bool:
    """Whether so many values, and so different, are never equal to others by chance."""
    telling = values[values >= TELLING]
    return len(telling) >= least and len(set(telling)) >= LEAST_DIFFERENT


def _blocks(columns: pd.Index, percents: Mapping[str, str]) -> Iterator[_Block]:
    yield _Block("", np.ones(len(columns), dtype=bool), LEAST_FOR_ERROR, LEAST_FOR_WARNING)
    groups, names = columns.get_level_values("group"), columns.get_level_values("name")
    for group in groups.unique() if groups.nunique() > 1 else ():
        yield _Block(str(group), np.asarray(groups == group), LEAST_OF_GROUP, LEAST_OF_GROUP)
    for name, header in percents.items():
        yield _Block(header, np.asarray(names == name), LEAST_FOR_ERROR, LEAST_OF_PERCENT)


def _longest_run(shared: np.ndarray, differs: np.ndarray) -> _Block:
    """The longest time in which two areas do not differ."""
    edges = np.concatenate([[-1], np.flatnonzero(differs), [len(differs)]])
    longest = np.diff(edges).argmax()
    places = np.arange(len(differs))
    mask = shared & (places > edges[longest]) & (places < edges[longest + 1])
    return _Block("", mask, LEAST_OF_RUN, LEAST_OF_RUN)
