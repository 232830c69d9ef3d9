"""A town in which every month is as the last, so that a test plants what is out of the ordinary itself."""

from dataclasses import replace

import pandas as pd
import pytest

from helpers.analyses import safety_dashboard
from helpers.floor.month import Month, months_up_to
from helpers.floor.params.signals import Signals
from helpers.floor.shapes.history import SIGNAL_COLUMNS, History

MONTH = Month(2026, 9)
CATEGORIES = ("Zwerfvuil", "Overig")
EACH = 20  # reports of a category in a wijk and month


class Town:
    """What a dashboard is made of: change a table, then look at `result`."""

    def __init__(self, sample, month=MONTH, length=30, areas=None, is_judged=True):
        self.month, self.areas = month, areas or sample.areas
        self.months = months_up_to(month, length)
        self.codes = self.areas.codes
        every = [(month.start, wijk) for month in self.months for wijk in self.codes]
        dates = pd.to_datetime([day for day, _ in every]).astype("datetime64[us]")
        wijken = [wijk for _, wijk in every]
        reports = [
            pd.DataFrame({"month": dates, "wijk": wijken, "category": category, "reports": EACH})
            for category in CATEGORIES
        ]
        self.tables = {
            "meldingen": pd.concat(reports, ignore_index=True),
            "afvalwaarnemingen": pd.DataFrame(
                {"date": dates, "wijk": wijken, "sites_seen": 100, "sites_with_waste": 12, "sites_out_of_norm": 8}
            ),
            "scanauto_inzet": pd.DataFrame({"date": dates, "wijk": wijken, "hours": 10.0}),
            "interventies": pd.DataFrame({"date": dates, "wijk": wijken}).loc[
                [row for row in range(len(every)) for _ in range(row % len(self.codes) % 3)]
            ],
        }
        self.missing, self.said, self.made = {}, [], [month.shift(-1).label]
        signals = Signals(categories=list(CATEGORIES) * is_judged, waste_sites=is_judged)
        own = sample.settings.municipality.model_copy(update={"signals": signals})
        self._sample = replace(sample, settings=sample.settings.model_copy(update={"municipality": own}))

    def plant(self, wijk, count, month=None, category="Zwerfvuil"):
        """So many reports of a category in one wijk and month; in every wijk where that is ""."""
        table = self.tables["meldingen"]
        is_there = (table.month == pd.Timestamp((month or self.month).start)) & (table.category == category)
        table.loc[is_there & ((table.wijk == wijk) | (wijk == "")), "reports"] = count

    def plant_sites(self, wijk, count):
        """So many waste sites out of norm in one wijk, of the hundred that were seen."""
        table = self.tables["afvalwaarnemingen"]
        is_there = (table.date == pd.Timestamp(self.month.start)) & (table.wijk == wijk)
        table.loc[is_there, "sites_out_of_norm"] = count

    def leave_out(self, *datasets):
        for name in datasets:
            self.tables.pop(name, None)
            self.missing[name] = "het register was in onderhoud"

    def say(self, number, wijk, month, category="Zwerfvuil", **more):
        """A signal that a dashboard gave."""
        about = {"measure": "monthly_reports", "observed": 61.0, "expected": 20.0, "low": 11.0, "high": 30.0}
        about |= {"verdict": "meer dan gewoon", "explained": "", "explanation": ""} | more
        self.said.append({"number": number, "wijk": wijk, "month": month.label, "category": category, **about})

    @property
    def delivery(self):
        exports = tuple(one for one in self._sample.exports if one.dataset in self.tables)
        return replace(
            self._sample.at(self.month.quarter),
            month=self.month,
            tables=self.tables,
            missing=self.missing,
            areas=self.areas,
            exports=exports,
            warnings=(),
            history=History(
                signals=pd.DataFrame(self.said, columns=list(SIGNAL_COLUMNS)).astype(SIGNAL_COLUMNS),
                dashboards=tuple(self.made),
            ),
        )

    @property
    def result(self):
        return safety_dashboard.analyse(self.delivery)


@pytest.fixture
def town(sample):
    return Town(sample)


@pytest.fixture
def town_of(sample):
    """`town_of(month=…, length=…, areas=…)`: a town with other months or wijken."""
    return lambda **more: Town(sample, **more)
