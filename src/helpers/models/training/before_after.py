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
from helpers.models.statistics.survey import wilson_interval

MODEL = "paired"
LEAST_PAIRS = 20
LEAST_RESPONSE_PERCENT = 70  # below it the bounds are shown too
UNIT = "mark_points"
LEAST_P = 0.0001  # smaller ones are not told apart
_RESPONSE = {"measure": "mark_response_percent", "split": "marks", "group": "both"}
_MEAN = {"measure": "mark_difference"}
_MOVED = {"measure": "mark_change_percent", "split": "mark_change"}
_HIGHER = _MOVED | {"group": "hoger"}
_CHANGE = {"measure": "mark_sufficient_change", "split": "sufficient", "group": "werd voldoende"}


def estimates(pairs: pd.DataFrame, shown: pd.DataFrame, limits: SmallNumbers, seed: int) -> pd.DataFrame:
    """The share that went up, the mean difference, the share that gave a sufficient mark, and bounds.

    Args:
        pairs: cases of `marks.first_pairs`: participant, mark_before, mark_after.
        shown: the PROTECTED table of `marks.before_and_after`; counts come from it, never from the pairs.
        limits: with fewer than `percent_base` pairs, or 20 when that is more, there is no estimate.

    Rows, none where no mark was asked: gate pairs; primary share_higher (percent); mean_difference (marks) and
    exploratory direction (p of the sign flip of up and down), both only where no group of marks is hidden: a mean
    tells of every mark in it; primary sufficient_difference (percentage points, p of McNemar) where no count of it is
    hidden; limit bounds, below 70% response. All but the mean follows from rounded counts. The mean is rounded to 1
    decimal, limits outward, so that one person more or less does not show. Persons are counted, not sessions: what
    one session adds is not told.
    How to read it: no control group, so never as what the training brings about.
    Source: statistics.md, card 2.4; the functions of `paired`.

    >>> nobody = pd.DataFrame(columns=["participant", "mark_before", "mark_after"])
    >>> response = tables.measures([{"value": 60.0, "numerator": 15, "denominator": 25}], **_RESPONSE)
    >>> estimates(nobody, response, SmallNumbers(), seed=1).rule.item()
    'Voor een vergelijking gaven te weinig ouderen twee cijfers; nodig zijn er 30.'
    """
    response = tables.the(shown, **_RESPONSE)
    if response.withheld == "missing":
        return tables.estimates()
    least = max(LEAST_PAIRS, limits.percent_base)
    moved = tables.rows_of(shown, **_MOVED, withheld="").set_index("group")
    # Where the response is hidden, the groups that are shown say how many pairs there are, as far as is told.
    seen = moved.denominator.max() if response.withheld else response.numerator
    is_enough = bool(seen >= least)
    rows: list[dict[str, Any]] = [_gate(response, seen, least, is_enough)]
    if is_enough:
        mean = _mean_difference(pairs, moved, response, seed)
        rows += [*_share_higher(moved), *mean, *_sufficient(shown), *_bounds(mean, moved, response)]
    return tables.estimates(rows, model=MODEL, period=response.period)


def _gate(response: pd.Series, seen: float, least: int, is_enough: bool) -> dict[str, Any]:
    rule = f"Voor een vergelijking gaven te weinig ouderen twee cijfers; nodig zijn er {least}."
    is_told = not is_enough and not response.withheld
    return _MEAN | tables.gate("pairs", seen, least, rule if is_told else "", is_met=is_enough)


def _share_higher(moved: pd.DataFrame) -> list[dict[str, Any]]:
    if "hoger" not in moved.index:
        return []
    up, all_ = float(moved.numerator["hoger"]), float(moved.denominator["hoger"])
    low, high = wilson_interval(up / all_, all_)
    limits = {"estimate": 100 * up / all_, "low": 100 * low, "high": 100 * high, "level": LEVEL}
    return [_HIGHER | {"term": "share_higher", "role": "primary", "unit": "percent", "n": all_} | limits]


def _mean_difference(pairs: pd.DataFrame, moved: pd.DataFrame, response: pd.Series, seed: int) -> list[dict[str, Any]]:
    if not {"lager", "gelijk", "hoger"} <= set(moved.index):
        return []
    found = paired.paired_difference(pairs.mark_before, pairs.mark_after)
    mean = {
        "term": "mean_difference",
        "role": "primary",
        "estimate": round(found.mean, 1),
        **_outward(found.low, found.high, 1),
        "level": LEVEL,
        "n": response.numerator,
        "unit": UNIT,
    }
    # Of the rounded counts: a p of the marks themselves would count how many went the other way.
    signs = np.repeat([1.0, 0.0, -1.0], moved.numerator[["hoger", "gelijk", "lager"]].astype(int))
    direction = {"term": "direction", "role": "exploratory", "p": _told(paired.sign_flip_p(signs, seed))}
    return [_MEAN | mean, _MEAN | direction]


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


def _bounds(mean: list[dict[str, Any]], moved: pd.DataFrame, response: pd.Series) -> list[dict[str, Any]]:
    if not response.value < LEAST_RESPONSE_PERCENT:
        return []
    known, everyone = response.numerator, response.denominator
    widest = HIGHEST_MARK - LOWEST_MARK
    about = {"role": "limit", "term": "bounds"}
    rows = []
    for one in mean[:1]:
        low, high = paired.bounds(one["estimate"], known, everyone, -widest, widest)
        rows.append(about | _RESPONSE | _outward(low, high, 1) | {"unit": UNIT})
    if "hoger" in moved.index:
        low, high = paired.bounds(moved.value["hoger"], known, everyone, 0, 100)
        rows.append(about | _HIGHER | _outward(low, high, 0) | {"unit": "percent"})
    return rows


def _outward(low: float, high: float, decimals: int) -> dict[str, float]:
    limits = dutch.rounded_down(low, decimals), dutch.rounded_up(high, decimals)
    return dict(zip(("low", "high"), map(float, limits), strict=True))


def _told(p: float) -> float:
    return max(round(p, 4), LEAST_P)
