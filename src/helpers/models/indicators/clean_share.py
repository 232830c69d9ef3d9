"""The outcome beside the hours of the scan car: the share of residents who call their neighbourhood clean."""

import math

import numpy as np
import pandas as pd

from helpers.floor.shapes import tables
from helpers.models.statistics.survey import wilson_interval

MODEL, MEASURE = "outcome", "clean_percent"


def clean_share(survey: pd.DataFrame, wijken: int, *, design_effect: float, level: float) -> pd.DataFrame:
    """The municipality's share in the last wave, in percent, with its interval: one row, or none without a wave.

    Args:
        survey: the measure `clean_percent` per wijk and wave with the row of the municipality, which weighs the
            wijken by their respondents; best the protected one: the wijken that are hidden in it count as one.
        wijken: how many the municipality has. Where the wave reached fewer, those are a sample of all: what
            differs between wijken then counts too, and with one wijk there is no interval.
        design_effect: of the survey, as laid down beforehand; it divides the effective size.

    How to read it: estimate, low and high in percent, n the respondents, n_clusters the wijken of the wave,
    period the name of the wave; withheld where the share is. Two stages with a finite number of wijken:
    variance = f x design effect x se² + (1 - f) x variance between wijken / m, with f = m / M wijken reached.
    Source: Cochran 1977, Sampling techniques, ch. 10 (two stages); `survey.wilson_interval`.

    >>> rows = [{"area_level": "wijk", "area": "a", "value": 80.0, "denominator": 100},
    ...         {"area_level": "municipality", "value": 80.0, "denominator": 100}]
    >>> table = tables.measures(rows, measure="clean_percent", period="2026", start="2026-03-01")
    >>> found = clean_share(table, 1, design_effect=1.0, level=0.95)
    >>> [round(float(limit)) for limit in found[["low", "high"]].iloc[0]]
    [71, 87]
    """
    own = tables.rows_of(survey, measure=MEASURE, split="").sort_values("start", kind="stable")
    whole = tables.rows_of(own, area_level="municipality")
    if whole.empty:
        return tables.estimates()
    last = whole.iloc[-1]
    wave = tables.rows_of(own, area_level="wijk", period=last.period)
    row = {"term": "share", "role": "primary", "period": last.period, "unit": "percent", "level": level}
    same = {"model": MODEL, "measure": MEASURE, "n_clusters": len(wave)}
    if last.withheld or pd.isna(last.value):
        return tables.estimates([row | {"withheld": last.withheld or "missing"}], **same)
    low, high = _interval(last, wave, wijken, design_effect, level)
    return tables.estimates([row | {"estimate": last.value, "low": low, "high": high, "n": last.denominator}], **same)


def _interval(
    whole: pd.Series, wave: pd.DataFrame, wijken: int, design_effect: float, level: float
) -> tuple[float, float]:
    share, reached = whole.value / 100, min(len(wave) / wijken, 1.0)
    variance = reached * design_effect * _chance(whole, wave)
    if reached < 1:
        variance += (1 - reached) * (wave.value / 100).var(ddof=1) / len(wave)
    if not variance > 0:  # everybody or nobody: only the number of respondents says how sure that is
        size = whole.denominator / design_effect if variance == 0 else math.nan
    else:
        size = share * (1 - share) / variance
    low, high = wilson_interval(share, np.float64(size), level)
    return float(100 * low), float(100 * high)


def _chance(whole: pd.Series, wave: pd.DataFrame) -> float:
    """The variance of the share (0 to 1) by the chance of who was asked: se² of each wijk, by its respondents.

    What is hidden counts as one wijk, of which the total less the others tells the share: who answered what in which
    hidden wijk changes nothing.
    """
    known = wave[wave.value.notna() & wave.denominator.gt(0)]
    n, met = known.denominator.to_numpy(), (known.value * known.denominator / 100).to_numpy()
    n = np.append(n, max(whole.denominator - n.sum(), 0))
    met = np.append(met, whole.value * whole.denominator / 100 - met.sum())
    n, met = n[n > 0], met[n > 0]
    share = np.clip(met / n, 0, 1)
    return float((n * share * (1 - share)).sum() / n.sum() ** 2)
