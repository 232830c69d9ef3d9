"""What the marks before and after the training say as estimates, and when they stay silent."""

from typing import Any

import numpy as np
import pandas as pd

from helpers.floor import dutch
from helpers.floor.params.small_numbers import SmallNumbers
from helpers.floor.shapes import tables
from helpers.floor.verdicts import HIGHEST_MARK, LOWEST_MARK
from helpers.models.statistics import paired
from helpers.models.statistics.domain import LEVEL

MODEL = "paired"
LEAST_PAIRS = 20
LEAST_RESPONSE_PERCENT = 70  # below it the bounds are shown too
UNIT = "mark_points"
LEAST_P = 0.0001  # 9,999 draws tell no smaller ones apart
_RESPONSE = {"measure": "mark_response_percent", "split": "marks", "group": "both"}
_HIGHER = {"measure": "mark_change_percent", "split": "mark_change", "group": "hoger"}
_CHANGE = {"measure": "mark_sufficient_change", "split": "sufficient", "group": "werd voldoende"}


def estimates(pairs: pd.DataFrame, shown: pd.DataFrame, limits: SmallNumbers, seed: int) -> pd.DataFrame:
    """The mean difference with its interval and tests, the share that gave a sufficient mark, and bounds.

    Args:
        pairs: cases of `marks.first_pairs`: participant, session, mark_before, mark_after.
        shown: the PROTECTED table of `marks.before_and_after`; counts come from it, never from the pairs.
        limits: with fewer than `percent_base` pairs, or 20 when that is more, there is no estimate.

    Rows, none where no mark was asked: gate pairs; primary mean_difference (marks; low, high and df by
    session from 8 sessions on, p of the sign flip, of whole sessions then); exploratory wilcoxon; primary
    sufficient_difference (percentage points, p of McNemar) where no count of it is hidden; limit bounds of
    the mean difference and of the share that went up, below 70% response. Means are rounded to 1 decimal,
    limits outward, and p to 4, so that one person more or less does not show.
    How to read it: no control group, so never as what the training brings about.
    Source: statistics.md, card 2.4; the functions of `paired`.

    >>> nobody = pd.DataFrame(columns=["participant", "session", "mark_before", "mark_after"])
    >>> response = tables.measures([{"value": 60.0, "numerator": 15, "denominator": 25}], **_RESPONSE)
    >>> estimates(nobody, response, SmallNumbers(), seed=1).rule.item()
    'Voor een vergelijking gaven te weinig ouderen twee cijfers; nodig zijn er 30.'
    """
    response = tables.the(shown, **_RESPONSE)
    if response.withheld == "missing":
        return tables.estimates()
    least = max(LEAST_PAIRS, limits.percent_base)
    is_enough = len(pairs) >= least
    rows: list[dict[str, Any]] = [_gate(response, least, is_enough)]
    change = (pairs.mark_after - pairs.mark_before).to_numpy(dtype="float64")
    # Differences that are all the same would give every person's own.
    if is_enough and len(set(change)) > 1:
        mean = _mean_difference(pairs, change, seed)
        rows += [mean | {"n": response.numerator}, _wilcoxon(change), *_sufficient(shown)]
        rows += _bounds(mean["estimate"], shown, response)
    return tables.estimates(rows, model=MODEL, period=response.period)


def _gate(response: pd.Series, least: int, is_enough: bool) -> dict[str, Any]:
    # Tied to the response: hidden with it, and the number seen is the rounded one.
    rule = f"Voor een vergelijking gaven te weinig ouderen twee cijfers; nodig zijn er {least}."
    seen = response.numerator
    return _RESPONSE | tables.gate("pairs", seen, least, "" if is_enough else rule, is_met=is_enough)


def _mean_difference(pairs: pd.DataFrame, change: np.ndarray, seed: int) -> dict[str, Any]:
    found = paired.paired_difference(pairs.mark_before, pairs.mark_after, pairs.session)
    flipped = pd.Series(change).groupby(pairs.session.to_numpy()).sum() if found.clusters else change
    return {
        "measure": "mark_difference",
        "term": "mean_difference",
        "role": "primary",
        "estimate": round(found.mean, 1),
        **_outward(found.low, found.high, 1),
        "level": LEVEL,
        "df": found.df if found.clusters else np.nan,  # else it is the number of pairs less 1
        "p": _told(paired.sign_flip_p(list(flipped), seed)),
        "n_clusters": found.clusters or np.nan,
        "unit": UNIT,
    }


def _wilcoxon(change: np.ndarray) -> dict[str, Any]:
    p = _told(paired.wilcoxon_p(change))
    return {"measure": "mark_difference", "term": "wilcoxon", "role": "exploratory", "p": p}


def _sufficient(shown: pd.DataFrame) -> list[dict[str, Any]]:
    found = tables.rows_of(shown, measure="mark_sufficient_change", withheld="")
    cells = dict(zip(found.group, found.value, strict=True))
    if len(cells) < 4 or found.value.isna().any():
        return []
    up, down = cells["werd voldoende"], cells["werd onvoldoende"]
    stayed = cells["bleef voldoende"], cells["bleef onvoldoende"]
    gap, low, high = paired.paired_share_difference(stayed[0], up, down, stayed[1])
    about = _CHANGE | {"term": "sufficient_difference", "role": "primary", "unit": "percentage_points"}
    limits = {"estimate": 100 * gap, "low": 100 * low, "high": 100 * high, "level": LEVEL}
    return [about | limits | {"p": _told(paired.mcnemar_p(up, down)), "n": sum(cells.values())}]


def _bounds(mean: float, shown: pd.DataFrame, response: pd.Series) -> list[dict[str, Any]]:
    if response.withheld or not response.value < LEAST_RESPONSE_PERCENT:
        return []
    known, everyone = response.numerator, response.denominator
    widest = HIGHEST_MARK - LOWEST_MARK
    low, high = paired.bounds(mean, known, everyone, -widest, widest)
    about = {"role": "limit", "term": "bounds"}
    rows = [about | _RESPONSE | _outward(low, high, 1) | {"unit": UNIT}]
    higher = tables.the(shown, **_HIGHER)
    if not higher.withheld:
        low, high = paired.bounds(higher.value, known, everyone, 0, 100)
        rows.append(about | _HIGHER | _outward(low, high, 0) | {"unit": "percent"})
    return rows


def _outward(low: float, high: float, decimals: int) -> dict[str, float]:
    limits = dutch.rounded_down(low, decimals), dutch.rounded_up(high, decimals)
    return dict(zip(("low", "high"), map(float, limits), strict=True))


def _told(p: float) -> float:
    return max(round(p, 4), LEAST_P)
