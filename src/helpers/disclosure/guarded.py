"""The cells of a table that is to be published, as the defender sees them: of each figure what a reader may know."""

from dataclasses import dataclass

import numpy as np

from helpers.disclosure.groups import Span

FREE: Span = (0.0, np.inf)


@dataclass(frozen=True)
class Figure:
    """A count: between which values it lies to a reader when it is shown, and to each reader when it is hidden.

    `is_few`: it may not be found. `is_of_few`: nor may a share that it is a part of, since few were asked.
    `is_growing`: what a later quarter tells of it, tells of this one as well.
    """

    name: str
    shown: Span
    kind: Span
    mark: Span
    is_few: bool = False
    is_of_few: bool = False
    is_growing: bool = False


@dataclass(frozen=True)
class Guarded:
    """A cell of a table that is to be published: its figures are hidden together, and with its `split` withdrawn."""

    name: str
    figures: tuple[Figure, ...]
    split: str
    is_hidden: bool = False
    may_be_hidden: bool = False
    is_exempt: bool = False
    is_exact: bool = False
    is_total: bool = False

    @property
    def size(self) -> float:
        """As large as it would be shown."""
        return sum(one.shown[0] for one in self.figures)
