"""A delivery as the analyses get it: validated tables, what is missing, and the settings that go with them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

import pandas as pd

from helpers.floor.areas import Areas
from helpers.floor.faults import AskedWrongly, Fault, nearest
from helpers.floor.month import Month
from helpers.floor.params import budget_years
from helpers.floor.params.explanation import Explanation
from helpers.floor.params.settings import Settings
from helpers.floor.quarter import Quarter
from helpers.floor.shapes import naming, overview
from helpers.floor.shapes.comparison import Comparison
from helpers.floor.shapes.description import Descriptions
from helpers.floor.shapes.export import Export, ToldExport, told
from helpers.floor.shapes.history import History


@dataclass(frozen=True)
class Delivery:
    """Everything an analysis may use. Tables carry their full history; the quarter says where to look from.

    `missing` maps a dataset to the Dutch reason why it is not there. `tables` has the others.
    """

    quarter: Quarter
    tables: Mapping[str, pd.DataFrame]
    missing: Mapping[str, str]
    settings: Settings
    areas: Areas
    exports: tuple[Export, ...] = ()
    warnings: tuple[Fault, ...] = ()
    is_made_up: bool = False
    name: str = ""  # of the snapshot
    history: History = field(default_factory=History)
    newest: Quarter | None = None  # the newest that the exports cover whole
    month: Month | None = None  # where it is looked at from a month: nothing of a later day counts
    descriptions: Descriptions = field(default_factory=Descriptions)

    def __repr__(self) -> str:
        return str(overview.of_delivery(self))

    def _repr_html_(self) -> str:
        return overview.of_delivery(self).html

    def __getitem__(self, dataset: str) -> pd.DataFrame:
        """One table. Raises AskedWrongly where it is not there: why, or which name is near."""
        try:
            return self.tables[dataset]
        except KeyError:
            raise AskedWrongly(*self._why_not(dataset)) from None

    def _why_not(self, dataset: str) -> tuple[str, str]:
        names = f"Er zijn: {', '.join(sorted(self.tables))}."
        if dataset in self.missing:
            return f"De export “{dataset}” ontbreekt: {self.missing[dataset].rstrip('.')}.", names
        if dataset in self.descriptions:
            return f"De export “{dataset}” is niet geleverd.", names
        known = {*self.tables, *self.descriptions}
        return f"Er is geen export “{dataset}”.", f"{nearest(dataset, known)} {names}".strip()

    def named(self, table: pd.DataFrame | pd.Series) -> pd.DataFrame:
        """The table with the names of wijken, buurten, municipalities and indicators beside their codes."""
        return naming.with_names(table, naming.names_of(self.settings, self.areas))

    def in_quarter(self, days: pd.Series) -> pd.Series:
        """Which of these days lie in the quarter: `reports[d.in_quarter(reports.month)]`."""
        return days.ge(pd.Timestamp(self.quarter.start)) & days.lt(pd.Timestamp(self.quarter.next.start))

    def in_year(self, days: pd.Series) -> pd.Series:
        """Which of these days lie in its year, up to the end of the quarter: what a count of the year so far takes."""
        return days.ge(pd.Timestamp(self.quarter.year_start)) & days.lt(pd.Timestamp(self.quarter.next.start))

    def has(self, *datasets: str) -> bool:
        return all(dataset in self.tables for dataset in datasets)

    def why_missing(self, *datasets: str) -> str:
        """The Dutch reasons of those that are not there; "" where all are."""
        return " ".join(self.missing[dataset] for dataset in datasets if dataset in self.missing)

    # What is asked by export is read of these exports alone; an attribute is read whole (`kept.watched`).

    def missing_of(self, *datasets: str) -> dict[str, str]:
        """Of those that are not there the Dutch reason."""
        return _of(datasets, self.missing)

    def told_exports_of(self, *datasets: str) -> tuple[ToldExport, ...]:
        """What may be published of these exports, in the order in which they were read."""
        return tuple(one for one in self.told_exports if one.dataset in datasets)

    def strange_of(self, *datasets: str) -> dict[str, str]:
        """What makes these too strange to judge by, of those that are."""
        return _of(datasets, self.strange)

    def accepted_of(self, *datasets: str) -> dict[str, str]:
        """Why these may count all the same, of those that were accepted."""
        return _of(datasets, self.accepted)

    def held_back_of(self, *datasets: str) -> dict[str, str]:
        """The strange ones of these that nobody accepted."""
        return _of(datasets, self.held_back)

    @property
    def told_exports(self) -> tuple[ToldExport, ...]:
        """What may be published of every export."""
        return tuple(told(one, self.descriptions[one.dataset].counted) for one in self.exports)

    @property
    def compared_with(self) -> Comparison:
        """Beside which publication the exports were laid, or why not; without what came of it."""
        return Comparison(self.comparison.quarter, self.comparison.why_not)

    @property
    def earlier_values(self) -> pd.DataFrame:
        """What reports on earlier quarters said: history.VALUE_COLUMNS."""
        return self.history.before(self.quarter).values

    @property
    def comparable_values(self) -> pd.DataFrame:
        """The same, without what they said of another promise that had the id of one of now."""
        values = self.earlier_values
        years = [int(label[:4]) for label in values.quarter]
        others = {year: budget_years.others_in(self.settings, year) for year in set(years)}
        is_ours = [id_ not in others[year] for id_, year in zip(values.indicator_id, years, strict=True)]
        return values[pd.Series(is_ours, index=values.index, dtype=bool)]

    @property
    def earlier_forecasts(self) -> pd.DataFrame:
        """What they expected: history.FORECAST_COLUMNS."""
        return self.history.before(self.quarter).forecasts

    @property
    def commentary(self) -> Mapping[str, tuple[Explanation, ...]]:
        """What the owners wrote up to this quarter, by quarter."""
        return self.history.before(self.quarter).commentary

    @property
    def said_signals(self) -> pd.DataFrame:
        """The signals that dashboards gave of the months up to this one, as was said then: history.SIGNAL_COLUMNS."""
        last = self.month or Month.of(self.quarter.end)
        return self.history.signals[self.history.signals.month <= last.label]

    @property
    def without_explanation(self) -> str:
        """Why this quarter may do without explanations that are due; "" where nobody said so."""
        return self.history.without_explanation.get(self.quarter.label, "")

    @property
    def comparison(self) -> Comparison:
        """How the exports differ from those of the last publication, seen from this quarter."""
        return self.history.comparisons.get(self.quarter.label, Comparison())

    @property
    def accepted(self) -> Mapping[str, str]:
        """Why a strange export may count in this quarter all the same, by dataset."""
        return self.history.accepted.get(self.quarter.label, {})

    @property
    def strange(self) -> dict[str, str]:
        """What makes an export too strange to judge by, in Dutch sentences by dataset; also where it was accepted."""
        found: dict[str, dict[str, None]] = {}
        for fault in (*self.warnings, *self.comparison.warnings):
            if fault.holds_back:
                found.setdefault(fault.dataset, {})[fault.holds_back] = None
        return {
            dataset: " ".join(f"“{self.descriptions[dataset].title}” {phrase}." for phrase in phrases)
            for dataset, phrases in found.items()
        }

    @property
    def held_back(self) -> dict[str, str]:
        """The strange exports that nobody accepted: nothing is judged by them."""
        return {dataset: why for dataset, why in self.strange.items() if dataset not in self.accepted}

    def at(self, quarter: Quarter) -> Delivery:
        """The same delivery, looked at from another quarter: with the promises of its year."""
        return replace(self, quarter=quarter, settings=self._settings_of(quarter))

    def _settings_of(self, quarter: Quarter) -> Settings:
        return self.settings if quarter.year == self.quarter.year else self.settings.at(quarter.year)

    def last_yearly(self) -> Delivery:
        """The delivery at the last quarter in which splits of small groups appear, this one included.

        Year to date less an earlier year to date would give a hidden count away. So such splits are shown of
        one quarter a year (a parameter of the municipality), the same figures until the next.
        """
        quarter = self.quarter
        while quarter.number != self.settings.municipality.participants_per_wijk_in_quarter:
            quarter = quarter.previous
        return self.at(quarter)

    @property
    def is_hindsight(self) -> bool:
        """Whether the exports already held what came after the quarter."""
        return self.newest is not None and self.quarter < self.newest


def _of(datasets: Collection[str], told: Mapping[str, str]) -> dict[str, str]:
    return {dataset: why for dataset, why in told.items() if dataset in datasets}


@dataclass(frozen=True)
class Result:
    """What an analysis hands to the displays: protected tables, and the words that belong to them."""

    subject: str
    quarter: Quarter
    measures: pd.DataFrame
    estimates: pd.DataFrame
    settings: Settings
    areas: Areas
    exports: tuple[ToldExport, ...] = ()
    missing: Mapping[str, str] = field(default_factory=dict)
    strange: Mapping[str, str] = field(default_factory=dict)  # by dataset: why nothing should be judged by it
    accepted: Mapping[str, str] = field(default_factory=dict)  # by dataset: why it may all the same
    comparison: Comparison = field(default_factory=Comparison)  # beside which publication, or why not; no rows
    warnings: tuple[Fault, ...] = ()
    is_made_up: bool = False
    commentary: Mapping[str, tuple[Explanation, ...]] = field(default_factory=dict)  # by quarter
    without_explanation: str = ""  # why it is published while explanations that are due are missing
    descriptions: Descriptions = field(default_factory=Descriptions)
    month: Month | None = None  # of a dashboard
    wijk: str = ""  # the one that it is about, where its rows are those of one wijk and of the municipality
    is_exact: bool = False  # small numbers are not hidden: for the owner of the register alone

    def __repr__(self) -> str:
        return str(overview.of_result(self))

    def _repr_html_(self) -> str:
        return overview.of_result(self).html

    @property
    def held_back(self) -> dict[str, str]:
        """The strange exports that nobody accepted."""
        return {dataset: why for dataset, why in self.strange.items() if dataset not in self.accepted}

    def named(self, table: pd.DataFrame | pd.Series) -> pd.DataFrame:
        """The table with the names of wijken, buurten, municipalities and indicators beside their codes."""
        return naming.with_names(table, naming.names_of(self.settings, self.areas))

    def title_of(self, dataset: str) -> str:
        """The Dutch name of an export, also of one that is missing."""
        return self.descriptions[dataset].title
