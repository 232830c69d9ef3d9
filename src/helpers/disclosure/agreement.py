"""Which editions can be true together: after a correction two of them contradict each other, and a reader knows it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

import pandas as pd

from helpers.disclosure import linked
from helpers.disclosure.attack import Contradiction, Known, is_possible, ranges
from helpers.disclosure.figures import guarded_rows, name_of, names_of
from helpers.disclosure.groups import is_about_a_group
from helpers.disclosure.printed import against_the_rule
from helpers.disclosure.published.harvest import Harvest, Place
from helpers.disclosure.tied import ties_of
from helpers.floor.params.small_numbers import SmallNumbers
from helpers.floor.shapes import tables
from helpers.floor.shapes.words import SMALL, WITHDRAWN

Range = tuple[float, float]
Source = tuple[str, bool]  # an edition, and whether it is what it has of an earlier one
_UNNAMED = "the groups that are not named"
_SPLIT = ["measure", "split", "area_level", "period"]


class Told:
    """What editions tell, alone and together.

    `places` has by the name of each hidden figure where it stands, `printed` name and place of those that stand printed
    against the rule. Of what is printed nowhere and was found by subtraction, `beside` has the places that tell it.
    """

    def __init__(self, editions: Iterable[Harvest], limits: SmallNumbers, headlines: Collection[str]) -> None:
        self._limits, self._headlines = limits, headlines
        self._rows: dict[Source, pd.DataFrame] = {}
        self._partial: dict[Source, pd.DataFrame] = {}
        self.printed: list[tuple[str, Place]] = []
        self.places: dict[str, list[Place]] = defaultdict(list)
        self.beside: dict[str, list[Place]] = {}
        self._groups: dict[str, list[Place]] = defaultdict(list)
        for one in editions:
            self._add(one)

    @property
    def sources(self) -> list[Source]:
        return list(self._rows)

    def fits(self, group: Collection[Source]) -> bool:
        """Whether all that these sources tell can be true together."""
        return is_possible(self._known(self._together(group)))

    def found(self, group: Collection[Source]) -> tuple[dict[str, Range], dict[str, Range]]:
        """Of each hidden figure what is left, and the same of those of which a reader finds too much.

        Nothing where not all of it can be true.
        """
        rows = self._together(group)
        hidden = [name for row in guarded_rows(rows) if row.withheld == SMALL for name in names_of(row)]
        try:
            left = ranges(self._known(rows), dict.fromkeys(hidden))
            leaks = linked.leaks(rows, self._limits, self._headlines)
            self._tell_of(leaks.keys() - left.keys(), rows)
            return left, leaks
        except Contradiction:
            return {}, {}

    def _add(self, one: Harvest) -> None:
        """Its rows by source; what stands there against the rule is no rounded count, and is told apart."""
        rows = _without_bare_shares(one.rows)
        is_against = against_the_rule(one.rows, self._limits, self._headlines)
        is_group = is_about_a_group(rows, self._headlines)
        kept: dict[Source, list[int]] = defaultdict(list)
        for at, (place, row) in enumerate(zip(one.places, tables.each_row(rows), strict=True)):
            if is_against.iloc[at]:
                self.printed.append((name_of(row), place))
                continue
            kept[place.edition, place.is_earlier].append(at)
            for name in names_of(row) if is_group.iloc[at] else ():
                self._groups[name].append(place)
                if row.withheld == SMALL:
                    self.places[name].append(place)
        self._rows |= {source: rows.iloc[at] for source, at in kept.items()}
        self._partial |= {source: rows.iloc[[n for n in at if one.places[n].is_partial]] for source, at in kept.items()}

    def _tell_of(self, rests: set[str], rows: pd.DataFrame) -> None:
        for tie in ties_of(guarded_rows(rows)):
            for outside in rests.intersection(tie.outside):
                self.beside[outside] = [place for name in tie.weights for place in self._groups.get(name, ())]

    def _together(self, group: Collection[Source]) -> pd.DataFrame:
        rows = tables.stack(tables.measures(), *(self._rows[one] for one in group))
        partial = tables.stack(tables.measures(), *(self._partial[one] for one in group))
        return tables.stack(rows, _not_named(partial)) if len(partial) else rows

    def _known(self, rows: pd.DataFrame) -> Known:
        return linked.known(rows, self._limits, self._headlines)


def _not_named(partial: pd.DataFrame) -> pd.DataFrame:
    """A row for all groups that are not named where these rows stand: together they may count nobody, or many."""
    unnamed = partial.drop_duplicates(_SPLIT)
    return unnamed.assign(group=_UNNAMED, value=float("nan"), withheld=WITHDRAWN)


def _without_bare_shares(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows, in which a percentage without its counts is one of a split that is not told: it tells no count.

    Of a survey the answers follow from the percentage and how many answered.
    """
    is_share = (rows.unit == "percent") & rows.value.notna() & rows.numerator.isna()
    met = rows.value * rows.denominator / 100
    is_bare = is_share & met.isna()
    return rows.assign(
        numerator=rows.numerator.mask(is_share, met),
        value=rows.value.mask(is_bare),
        withheld=rows.withheld.mask(is_bare, WITHDRAWN),
    )


def agreeing(told: Told) -> tuple[list[Sequence[Source]], list[tuple[str, str]]]:
    """The groups of sources that can be true together, each as large as can be, and the editions that cannot."""
    every = told.sources
    if told.fits(every):
        return [every], []
    groups = {}
    for first in every:
        group = [first]
        for other in every:
            if other not in group and told.fits([*group, other]):
                group.append(other)
        groups[frozenset(group)] = group
    pairs = [(a, b) for at, a in enumerate(every) for b in every[at:] if not told.fits([a, b])]
    return list(groups.values()), list(dict.fromkeys((a[0], b[0]) for a, b in pairs))
