"""The rest of an exact share: of those who do not count, some are unknown, and the others known not to count."""

import pandas as pd

from helpers.floor.params.small_numbers import SmallNumbers
from helpers.floor.shapes.words import WITHDRAWN


def unknown_within(unknown: pd.DataFrame, headline: pd.DataFrame, limits: SmallNumbers) -> pd.DataFrame:
    """The row of `measures.unknown`, withdrawn where it would tell how many of the rest are known not to count.

    `headline` is the row of its share. Is the rest a small number, then nothing of it is told: none unknown and some
    look alike. Else what is hidden as small is small, and tells nothing: the others are 10 or more, whatever it is.

    >>> from helpers.floor.shapes import tables
    >>> share = tables.measures([{"numerator": 17, "denominator": 20}], counted="dealer")
    >>> unknown_within(tables.measures([{"value": 0}], counted="dealer"), share, SmallNumbers()).withheld.item()
    'withdrawn'
    """
    row, small = headline.iloc[0], limits.least_shown
    rest = row.denominator - row.numerator
    others = rest - unknown.value
    is_tight = (rest < small) | (unknown.value > 0) & (
        (others < small) | ((unknown.value < small) & (rest < 2 * small - 1))
    )
    return unknown.assign(withheld=unknown.withheld.mask(is_tight & (unknown.withheld == ""), WITHDRAWN))
