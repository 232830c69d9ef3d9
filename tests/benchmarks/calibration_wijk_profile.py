"""How often a municipality in which nothing is the matter gets a sentence of more than chance, per block.

    python tests/benchmarks/calibration_wijk_profile.py [municipalities]

Prints per block, number of wijken and ordinary spread the part of the municipalities with any such sentence, and
beside it how often one wijk that is planted is found. docs/wijk_profile.md holds what it printed.
"""

import sys

import numpy as np
import pandas as pd

from helpers.models.profile import comparison, residents
from helpers.models.statistics.against_rest import against_rest
from helpers.models.statistics.multiplicity import holm

DESIGN_EFFECT = 1.3
SPREADS = {
    "none": lambda rng, size: np.ones(size),
    "log-normal .3": lambda rng, size: np.exp(rng.normal(0, 0.3, size)),
    "log-normal .6": lambda rng, size: np.exp(rng.normal(0, 0.6, size)),
    "gamma .5": lambda rng, size: rng.gamma(4, 0.25, size),
    "heavy tails .3": lambda rng, size: np.exp(0.3 * rng.standard_t(5, size) / np.sqrt(5 / 3)),
}


def survey(rng, size, share, planted=0.0):
    """The residents' block: a sample of its effective size in each wijk, out of one share."""
    effective = np.round(rng.integers(60, 220, size) / DESIGN_EFFECT).astype(int)
    shares = np.full(size, share)
    shares[0] += planted
    found = rng.binomial(effective, shares) / effective
    known = (found > 0) & (found < 1)  # nobody and everybody are hidden
    value, variance = residents.scaled(found[known], effective[known])
    return told([(value, variance)], comparison.OF_SAMPLE, has_spread=False)


def sites_and_reports(rng, size, spread, times=1.0):
    """The block of the street: sites seen with a share of its own in each wijk, and reports that change by chance."""
    seen = np.round(2000 * np.exp(rng.normal(0, 0.3, size)))
    rates = 0.025 * SPREADS[spread](rng, size)
    rates[0] *= times
    bad = rng.binomial(seen.astype(int), np.minimum(rates, 1))
    sites = comparison.shared("sites", "2026", pd.Series(bad), pd.Series(seen))
    return told([counted(sites), change(rng, size, spread, 40)], comparison.OF_COUNTS, has_spread=True)


def police(rng, size, spread, times=1.0):
    """The block of the police: crimes and nuisance, each with its own change."""
    both = [change(rng, size, spread, 200, times), change(rng, size, spread, 100)]
    return told(both, comparison.OF_COUNTS, has_spread=True)


def change(rng, size, spread, mean, times=1.0):
    """Counts of two years, with a third of the spread in their ratio: a wijk is more like itself than like others."""
    levels = mean * np.exp(rng.normal(0, 0.6, size))
    ratios = SPREADS[spread](rng, size) ** (1 / 3)
    ratios[0] *= times
    before, now = rng.poisson(levels), rng.poisson(levels * ratios)
    return counted(comparison.changed("reports", "2026", pd.Series(now), pd.Series(before)))


def counted(frame):
    known = frame[frame.is_counted]
    return known.value.to_numpy(), known.variance.to_numpy()


def told(tests, level, *, has_spread):
    """Whether each test of the block is more than chance, as `comparison.judged` says it; the first is the planted."""
    p = np.concatenate([against_rest(value, variance, has_spread=has_spread).p for value, variance in tests])
    return (holm(p) <= level).to_numpy()


def part(made, times, seed, *, is_planted=False):
    """Of so many municipalities the part in which any wijk, or the one that is planted, is said to differ."""
    rng = np.random.default_rng(seed)
    found = [made(rng) for _ in range(times)]
    return float(np.mean([one[0] if is_planted else one.any() for one in found]))


BLOCKS = {
    "residents, 75% clean": lambda size: lambda rng: survey(rng, size, 0.75),
    "residents, 93% clean": lambda size: lambda rng: survey(rng, size, 0.93),
    **{f"street, {name}": lambda size, name=name: lambda rng: sites_and_reports(rng, size, name) for name in SPREADS},
    **{f"police, {name}": lambda size, name=name: lambda rng: police(rng, size, name) for name in SPREADS},
}
PLANTED = {
    "residents, 75% and one wijk 90%": lambda size: lambda rng: survey(rng, size, 0.75, 0.15),
    "residents, 75% and one wijk 60%": lambda size: lambda rng: survey(rng, size, 0.75, -0.15),
    "sites, log-normal .3 and one wijk x 4": lambda size: (
        lambda rng: sites_and_reports(rng, size, "log-normal .3", times=4)
    ),
    "crimes, log-normal .3 and one wijk x 2": lambda size: lambda rng: police(rng, size, "log-normal .3", times=2),
}


def main(times):
    for title, blocks, is_planted in (("any sentence", BLOCKS, False), ("found", PLANTED, True)):
        print(f"{title:40s}   4 wijken  13 wijken  40 wijken")
        for name, block in blocks.items():
            shares = [part(block(size), times, seed=size, is_planted=is_planted) for size in (4, 13, 40)]
            print(f"{name:40s}" + "".join(f"{100 * share:10.1f}%" for share in shares), flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2000)
