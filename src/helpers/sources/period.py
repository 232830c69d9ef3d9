"""Which quarter a delivery can report: the newest that it covers whole."""

from collections.abc import Mapping
from datetime import date
from itertools import pairwise

import pandas as pd

from helpers.floor import dutch
from helpers.floor.faults import AskedWrongly
from helpers.floor.month import Month
from helpers.floor.params.settings import Settings
from helpers.floor.quarter import NEWEST, Quarter
from helpers.sources.catalogue import contracts
from helpers.sources.cells import parsers
from helpers.sources.contract import Contract
from helpers.sources.delivery import needed

_FREQUENCIES = {"month": "M", "quarter": "Q"}


def span(contract: Contract, table: pd.DataFrame) -> tuple[date | None, date | None]:
    """The first and last day an export speaks of; a month counts to its end."""
    if contract.spoken is not None:
        table = table[contract.spoken(table).fillna(False)]
    days = [table[name].dropna() for name in contract.days]
    days = [column for column in days if len(column)]
    if not days:
        return None, None
    last = max(column.max() for column in days)
    if contract.column(contract.days[0]).parser is parsers.month:
        last += pd.offsets.MonthEnd(0)
    return min(column.min() for column in days).date(), last.date()


def gaps(contract: Contract, table: pd.DataFrame) -> tuple[str, ...]:
    """The months or quarters without any row between the first and the last, in Dutch; runs are one label.

    Of an export that needs no rows in each period there are none.
    """
    if not contract.cadence:
        return ()
    there = _periods(contract, table)
    if there.empty:
        return ()
    absent = pd.period_range(there.min(), there.max(), freq=there.dt.freq).difference(pd.PeriodIndex(there))
    return tuple(_in_dutch(run) for run in _runs(absent))


def _periods(contract: Contract, table: pd.DataFrame) -> pd.Series:
    return table[contract.days[0]].dropna().dt.to_period(_FREQUENCIES[contract.cadence])


def _runs(periods: pd.PeriodIndex) -> list[pd.PeriodIndex]:
    """The periods in groups that follow on each other."""
    breaks = [at for at in range(1, len(periods)) if periods[at] != periods[at - 1] + 1]
    return [periods[start:end] for start, end in pairwise([0, *breaks, len(periods)]) if start < end]


def _in_dutch(run: pd.PeriodIndex) -> str:
    """A run of periods: "mei 2026", "mei 2026 tot en met juli 2026"."""
    ends = dict.fromkeys((run[0], run[-1]))
    return " tot en met ".join(_label(period) for period in ends)


def _label(period: pd.Period) -> str:
    first = period.start_time.date()
    return dutch.month(first) if period.freqstr == "M" else f"het {Quarter.of(first).in_dutch}"


def choose(asked: str, tables: Mapping[str, pd.DataFrame], settings: Settings) -> Quarter:
    """The quarter that was asked for, "newest" for the newest complete one.

    Raises AskedWrongly when the exports do not reach it, or begin after it.
    """
    newest = newest_complete(tables, settings)
    if asked == NEWEST:
        return newest
    quarter = Quarter.parse(asked)
    spans = _spans(tables, settings, quarter)
    if quarter > newest:
        raise AskedWrongly(_incomplete(quarter, tables, spans), f"Het nieuwste volledige kwartaal is {newest.label}.")
    first = min(first for _, first, _ in spans)
    if quarter.end < first:
        raise AskedWrongly(
            f"Over het {quarter.in_dutch} zijn geen gegevens: de exports beginnen op {dutch.day(first)}.",
            f"Kies een kwartaal vanaf {Quarter.of(first).label}.",
        )
    return quarter


def choose_month(asked: str, tables: Mapping[str, pd.DataFrame], settings: Settings) -> Month:
    """The month that was asked for, "newest" for the newest with rows in every monthly export.

    Raises AskedWrongly when the monthly exports do not reach it, or none of them has a row in it.
    """
    if asked == NEWEST:
        return newest_month(tables, settings)
    month = Month.parse(asked)
    newest = newest_month(tables, settings)
    monthly = _monthly(tables, settings, month)
    if month > newest:
        contract, _, last = min(monthly, key=lambda one: one[2])
        until = f"“{contract.title}” loopt tot en met {dutch.day(last)}"
        message = f"De maand {month.in_dutch} is nog niet compleet: {until}."
        raise AskedWrongly(message, f"De nieuwste volledige maand is {newest.label}.")
    if not any(_has_rows(contract, tables[contract.dataset], month) for contract, _, _ in monthly):
        first = min(first for _, first, _ in monthly)
        since = f"de exports beginnen op {dutch.day(first)}" if month.end < first else "geen export heeft er een rij in"
        hint = f"Kies een maand van {Month.of(first).label} tot en met {newest.label}."
        raise AskedWrongly(f"Over {month.in_dutch} zijn geen gegevens: {since}.", hint)
    return month


def newest_month(tables: Mapping[str, pd.DataFrame], settings: Settings) -> Month:
    """The newest month with rows in every monthly export that its year needs. Raises AskedWrongly without one."""
    spans = [one for one in _spans(tables) if one[0].cadence == "month"]
    if spans:
        month = Month.of(max(last for _, _, last in spans))
        while month.end >= min(first for _, first, _ in spans):
            monthly = _monthly(tables, settings, month)
            if monthly and all(_has_rows(contract, tables[contract.dataset], month) for contract, _, _ in monthly):
                return month
            month = month.shift(-1)
    raise AskedWrongly("Geen enkele maand is compleet.", "Elke maandelijkse export heeft rijen in de maand nodig.")


def _monthly(tables: Mapping[str, pd.DataFrame], settings: Settings, month: Month) -> list[tuple[Contract, date, date]]:
    return [one for one in _spans(tables, settings, month.quarter) if one[0].cadence == "month"]


def _has_rows(contract: Contract, table: pd.DataFrame, month: Month) -> bool:
    return bool(table[contract.days[0]].between(pd.Timestamp(month.start), pd.Timestamp(month.end)).any())


def lag(tables: Mapping[str, pd.DataFrame], settings: Settings) -> str:
    """Why the newest complete quarter is older than the exports that reach furthest, in Dutch; "" if it is not."""
    if not any(contracts()[name].cadence for name in tables):
        return ""
    newest = newest_complete(tables, settings)
    spans = _spans(tables, settings, newest.next)
    if Quarter.of(max((last for _, _, last in spans), default=newest.end)) <= newest:
        return ""
    return f"{_incomplete(newest.next, tables, spans)} Daarom gaat het over {newest.label}."


def _incomplete(quarter: Quarter, tables: Mapping[str, pd.DataFrame], spans: list) -> str:
    short = [one for one in spans if not _covers(one[0], tables[one[0].dataset], quarter)] or spans
    contract, _, last = min(short, key=lambda one: (one[0].cadence != "month", one[2]))
    until = f"“{contract.title}” loopt tot en met {dutch.day(last)}"
    return f"Het {quarter.in_dutch} is nog niet compleet: {until}."


def newest_complete(tables: Mapping[str, pd.DataFrame], settings: Settings) -> Quarter:
    """The newest quarter with rows in its last month in every monthly export, and any in every quarterly one.

    Of those that its year needs. Raises AskedWrongly when no quarter is complete.
    """
    spans = _spans(tables)
    if spans:
        quarter = Quarter.of(max(last for _, _, last in spans))
        while quarter.end >= min(first for _, first, _ in spans):
            counting = _spans(tables, settings, quarter)
            if counting and all(_covers(one, tables[one.dataset], quarter) for one, _, _ in counting):
                return quarter
            quarter = quarter.previous
    hint = "Elke maandelijkse export heeft rijen in de laatste maand nodig."
    raise AskedWrongly("Geen enkel kwartaal is compleet.", hint)


def _covers(contract: Contract, table: pd.DataFrame, quarter: Quarter) -> bool:
    if contract.cadence == "month":
        return _has_rows(contract, table, Month.of(quarter.end))
    return bool(table[contract.days[0]].between(pd.Timestamp(quarter.start), pd.Timestamp(quarter.end)).any())


def _spans(
    tables: Mapping[str, pd.DataFrame], settings: Settings | None = None, quarter: Quarter | None = None
) -> list[tuple[Contract, date, date]]:
    """The exports with a cadence and what they span; with settings those that the year of a quarter needs."""
    asked = needed.in_year(settings, quarter.year) if settings and quarter else tables.keys()
    spans = []
    for dataset, table in tables.items():
        contract = contracts()[dataset]
        if not contract.cadence or dataset not in asked:
            continue
        first, last = span(contract, table)
        if first and last:
            spans.append((contract, first, last))
    return spans
