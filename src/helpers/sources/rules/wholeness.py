"""Whether an export is whole, beside the others of the same delivery: it goes as far, and names as many wijken."""

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from helpers.floor import dutch
from helpers.floor.areas import Areas
from helpers.floor.faults import Fault, Level
from helpers.sources.cells import future, parsers
from helpers.sources.contract import Contract
from helpers.sources.sheets.columns import place_of
from helpers.sources.sheets.reading import Reading

STOPS, FEW_WIJKEN, NO_WIJKEN, NOBODY = "stopt eerder", "weinig wijken", "wijken ontbreken", "deelnemers ontbreken"
ABOUT = {
    STOPS: "Een export stopt niet lang vóór de andere.",
    FEW_WIJKEN: "Een export noemt niet veel minder wijken dan andere.",
    NO_WIJKEN: "Een export die elke wijk hoort te hebben, mist er geen.",
    NOBODY: "Van de laatste bijeenkomsten staan er deelnemers in de export.",
}
_LEAST_DAYS = 20  # with rows: fewer show no rhythm
_TIMES_FOR_ERROR = 2  # so many times the longest time without a row
_NEAR_THE_END = pd.Timedelta(days=6)  # of a month: who comes so far has it whole
_LEAST_WIJKEN = 4
_LEAST_OF_ONE = 5  # rows that are all of one wijk
_ROWS_A_WIJK = 3  # from here it is no accident that most wijken lack
_LEAST_SESSIONS = 3
_COMPLETE = "Is de export volledig, of staat er nog een filter op?"


def check(readings: Mapping[str, Reading], areas: Areas) -> list[Fault]:
    """What shows of a table only beside the others: that it stops, that it was filtered, that people lack."""
    read = {name: one for name, one in readings.items() if one.table is not None and len(one.rows)}
    days = {name: found for name, one in read.items() if len(found := _days(one))}
    faults = [fault for name in days for fault in _stops(read[name], days, name)]
    counts = {name: one.rows.wijk.nunique() for name, one in read.items() if "wijk" in one.rows}
    for name in counts:
        faults += _lacks_wijken(read[name], areas.codes, max((counts[one] for one in counts if one != name), default=0))
    return faults + list(_nobody_at(read))


def _days(reading: Reading) -> pd.Series:
    """The different days on which a log has rows, up to today, in order; none of a register, which has more dates."""
    contract, table = reading.contract, reading.rows
    dates = [name for name, dtype in contract.dtypes.items() if dtype.startswith("datetime")]
    if len(dates) != 1 or not contract.days:
        return pd.Series(dtype="datetime64[us]")
    spoken = table if contract.spoken is None else table[contract.spoken(table).fillna(False)]
    days = spoken[dates[0]].dropna().drop_duplicates().sort_values()
    return days[~future.is_ahead(days)]


def _stops(reading: Reading, days: Mapping[str, pd.Series], name: str) -> Iterator[Fault]:
    contract, own = reading.contract, days[name]
    others = sorted(other.iloc[-1] for one, other in days.items() if one != name)
    if len(others) < 2 or contract.cadence == "quarter":
        return
    last, reached = own.iloc[-1], others[-2]  # the second: one slip of the pen is no delivery
    until = f"andere lopen door tot {dutch.day(reached.date())}"
    if contract.column(contract.days[0]).parser is parsers.month:
        if last.to_period("M") < (reached + _NEAR_THE_END).to_period("M") - 1:
            message = f"De export stopt met {dutch.month(last)}, {until}."
            yield _fault(reading, STOPS, contract.days[0], message, "warning", int(own.index[-1]))
        return
    silence, longest = (reached - last).days, own.diff().dt.days.max()
    if len(own) >= _LEAST_DAYS and silence > longest:
        never = f"Eerder was dat hooguit {longest:.0f}."
        message = f"De export stopt op {dutch.day(last.date())}, {until}: {silence} dagen zonder rij. {never}"
        level: Level = "error" if silence > _TIMES_FOR_ERROR * longest else "warning"
        yield _fault(reading, STOPS, contract.days[0], message, level, int(own.index[-1]))


def _lacks_wijken(reading: Reading, wijken: list[str], most_of_others: int) -> Iterator[Fault]:
    contract, table = reading.contract, reading.rows
    there = set(table.wijk.dropna())
    absent = [wijk for wijk in wijken if wijk not in there]
    if not there or not absent or len(wijken) < _LEAST_WIJKEN:
        return
    is_few, is_filtered = 2 * len(there) <= len(wijken), 2 * most_of_others > len(wijken)
    few = f"Er staan maar {len(there)} van de {len(wijken)} wijken in."
    if _has_every_wijk(contract):
        missing = "Deze wijken ontbreken" if len(absent) > 1 else "Deze wijk ontbreekt"
        message = few if is_few else f"{missing}: {dutch.listing(absent)}."
        yield _fault(reading, NO_WIJKEN, "wijk", message, "error" if is_few else "warning")
    elif is_filtered and len(there) == 1 and len(table) >= _LEAST_OF_ONE:
        yield _fault(reading, FEW_WIJKEN, "wijk", few, "error" if len(table) >= len(wijken) else "warning")
    elif is_filtered and is_few and contract.column("wijk").is_required and len(table) >= _ROWS_A_WIJK * len(wijken):
        yield _fault(reading, FEW_WIJKEN, "wijk", few, "warning")


def _has_every_wijk(contract: Contract) -> bool:
    return contract.key == ("wijk",) or (contract.series is not None and contract.series.is_complete)


def _nobody_at(read: Mapping[str, Reading]) -> Iterator[Fault]:
    """The last sessions with people present of whom none is in the export of participants."""
    if not {"cybertraining_bijeenkomsten", "cybertraining_deelnemers"} <= set(read):
        return
    sessions, people = read["cybertraining_bijeenkomsten"].rows, read["cybertraining_deelnemers"]
    held = sessions[(sessions.status == "gehouden").fillna(False) & (sessions.attendance > 0).fillna(False)]
    is_named = held.session.isin(people.rows.session.dropna())
    later = held[held.date > held.date[is_named].max()] if is_named.any() else held
    if len(later) >= _LEAST_SESSIONS:
        since = dutch.day(later.date.min().date())
        message = f"Van {len(later)} bijeenkomsten vanaf {since} staat geen enkele deelnemer in de export."
        yield _fault(people, NOBODY, "session", message, "error")


def _fault(reading: Reading, rule: str, column: str, message: str, level: Level, at: int | None = None) -> Fault:
    where: dict[str, Any] = {**place_of(reading.contract.column(column), reading.places), **reading.where}
    row = None if at is None else reading.numbers[at]
    return Fault(message, _COMPLETE, row=row, rule=rule, level=level, about=ABOUT[rule], **where)
