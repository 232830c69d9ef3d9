"""One stream of chance per export, so that a new export changes no other."""

from zlib import crc32

import numpy as np

from helpers.samples.truth import Truth


def stream(truth: Truth, dataset: str) -> np.random.Generator:
    """The random numbers of one dataset: the same for a seed and a name, whatever the others draw.

    >>> int(stream(Truth(), "bodycams").integers(1000)) == int(stream(Truth(), "bodycams").integers(1000))
    True
    """
    return np.random.default_rng(np.random.SeedSequence(truth.seed, spawn_key=(crc32(dataset.encode()),)))


def pick(random: np.random.Generator, shares: dict[str, float]) -> str:
    """One of the names, each with its share of the total."""
    names = list(shares)
    heights = np.cumsum([shares[name] for name in names])
    return names[int(np.searchsorted(heights, random.random() * heights[-1], side="right"))]
