"""The log of a scan car as the export of its hours: each row a day, wijk, car and purpose."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np

from helpers.door.cells import Sheet
from helpers.door.files import OnDisk
from helpers.floor.faults import BadInput
from helpers.floor.params.export_mapping import ExportMapping
from helpers.sources.contract import Contract
from helpers.sources.positions import days, telling
from helpers.sources.positions.log import Log
from helpers.sources.positions.stays import FIRST_WIJK, LOST, OUTSIDE, Stays

_COLUMNS = ("date", "wijk", "vehicle", "purpose", "hours")  # of the contract
_MS_AN_HOUR, _HOURS_A_DAY, _DECIMALS = 3_600_000, 24, 6
_Hours = Mapping[tuple[int, str], np.ndarray]  # by day and car: hours per place and purpose


def sheet(log: OnDisk, name: str, contract: Contract, mapping: ExportMapping, reference: Path) -> Sheet:
    """The hours in a log of positions or scans, a row per day, wijk, car and purpose; notes say what was left out.

    `name` is what the log is called, which may lie in several files. `contract` is that of the hours, `mapping` has
    the headers of the log and its rules, `reference` is the folder with the borders. The log is read in parts; of a
    position nothing is kept. Raises BadInput when it cannot be read, or holds what cannot be counted.
    """
    read = Log(log.paths, contract, mapping, reference)
    stays = read.stays()
    log.refuse_if_changed()
    hours, too_many = _within_a_day(_per_day(stays))
    found = [*read.faults(), *telling.faults(_figures(read, mapping, stays, hours, too_many), name)]
    if any(fault.level == "error" for fault in found):
        raise BadInput(found)
    rows = [[contract.column(one).header for one in _COLUMNS], *_rows(hours, read)]
    return Sheet(name, telling.SHEET, rows, list(range(1, len(rows) + 1)), notes=tuple(found))


def _per_day(stays: Stays) -> _Hours:
    """In the order of days and cars, the places in rows and the purposes in columns."""
    form = stays.form
    return {
        (day, car): stays.time[car, day].reshape(form.places, form.purposes) / _MS_AN_HOUR
        for car, day in sorted(stays.time, key=lambda one: one[::-1])
    }


def _within_a_day(hours: _Hours) -> tuple[_Hours, float]:
    """At most 24 hours a day and car, as the contract has it; and how many the day of 25 hours has too many."""
    totals = {key: float(one.sum()) for key, one in hours.items()}
    kept = {key: one * min(1, _HOURS_A_DAY / (totals[key] or 1)) for key, one in hours.items()}
    return kept, sum(max(0, total - _HOURS_A_DAY) for total in totals.values())


def _rows(hours: _Hours, log: Log) -> Iterator[list[str]]:
    for (day, car), per_place in hours.items():
        for place, purpose in zip(*np.nonzero(per_place[FIRST_WIJK:]), strict=True):
            if written := round(float(per_place[FIRST_WIJK + place, purpose]), _DECIMALS):
                cell = f"{np.format_float_positional(written, trim='-')} uur".replace(".", ",")
                yield [days.day_of(day).isoformat(), log.where.wijken[place], car, log.purposes[purpose], cell]


def _figures(log: Log, mapping: ExportMapping, stays: Stays, hours: _Hours, too_many: float) -> telling.Figures:
    per_place = sum((one.sum(axis=1) for one in hours.values()), np.zeros(stays.form.places))
    return telling.Figures(
        rows=log.met["row"],
        unread=log.met["unread"],
        absent_words=log.absent_words(),
        not_chosen=log.met["not chosen"],
        unsure=log.met["unsure"],
        on_clock=log.met["on_clock"],
        with_zone=log.met["with_zone"],
        slashed=log.met["slashed"],
        double=stays.seen["double"],
        torn=stays.seen["torn"],
        positions=stays.seen["position"],
        lost=stays.seen["lost"],
        outside=stays.seen["outside"],
        border=stays.seen["border"],
        cars=len(log.cars),
        hours=float(per_place[FIRST_WIJK:].sum()),
        hours_lost=float(per_place[LOST]),
        hours_outside=float(per_place[OUTSIDE]),
        hours_too_many=too_many,
        longest_gap_minutes=mapping.longest_gap_minutes,
    )
