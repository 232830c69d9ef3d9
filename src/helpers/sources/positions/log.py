"""One log of positions or scans: how each of its columns is read, and what was met on the way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from helpers.floor import dutch
from helpers.floor.faults import BadInput, Fault
from helpers.floor.params.export_mapping import POINTS, ExportMapping
from helpers.sources.cells.cell_parser import Parser, Unreadable
from helpers.sources.contract import Contract
from helpers.sources.mapping import chosen_words
from helpers.sources.mapping.own_contract import own_contract
from helpers.sources.positions import cars
from helpers.sources.positions.file import LargeFile, Part
from helpers.sources.positions.moments import UNKNOWN, moments
from helpers.sources.positions.stays import FIRST_WIJK, MOST_OUT_OF_ORDER, Form, InAnyOrder, OutOfOrder, Stays, per_car
from helpers.sources.positions.whereabouts import Named, Points, Whereabouts
from helpers.sources.positions.words import Words

_MOST_CARS = 200
_EMPTY = np.iinfo(np.int32).max  # the number of a car whose cell is empty
_MS_A_MINUTE = 60_000
_Add = Callable[[str, np.ndarray], None]  # the positions of a car


class Log:
    """A log under the rules of its mapping. `met` counts rows by what was the matter with them."""

    def __init__(self, paths: Sequence[Path], contract: Contract, mapping: ExportMapping, reference: Path) -> None:
        self._own = own_contract(contract, mapping)
        self._mapping = mapping
        self.cars: list[str] = []
        self.purposes = contract.column("purpose").parser.choices
        self.where = _where(contract.column("wijk").header, mapping, reference)
        self.met: Counter[str] = Counter()
        self._choosing: dict[str, set[str]] = {}  # the plain texts of each column by which rows are chosen
        few = [header for one in ("vehicle", "purpose") if (header := self._header(one))]
        few += [*mapping.choosing, *([] if isinstance(self.where, Points) else self.where.headers)]
        headers = [self._own.column("date").header, *self.where.headers, *few]
        self._files = [LargeFile(path, list(dict.fromkeys(headers)), list(dict.fromkeys(few))) for path in paths]
        self._words = {
            "vehicle": Words(self._own.column("vehicle").header, self._car_numbers),
            "purpose": Words(self._own.column("purpose").header, self._purpose_numbers),
        }

    def stays(self) -> Stays:
        """The time of every car. Read once where each car's moments go on, twice where they are not in order.

        Raises BadInput where the log cannot be read, or is too long to be put in order.
        """
        form = Form(len(self.where.wijken) + FIRST_WIJK, len(self.purposes))
        gap = self._mapping.longest_gap_minutes * _MS_A_MINUTE
        stays = Stays(form, gap)
        try:
            self._read(form, stays.add)
        except OutOfOrder:
            stays, kept = Stays(form, gap), InAnyOrder()
            self._read(form, partial(self._kept, kept))
            kept.into(stays)
        return stays

    def faults(self) -> list[Fault]:
        """What the words of the log and its places give to say. Raises BadInput where x and y are swapped."""
        found = [fault for words in self._words.values() for fault in words.faults()]
        found += cars.faults(self.cars, self._own.column("vehicle").header, self._files[0].name)
        return [*found, *self.where.faults()]

    def absent_words(self) -> list[str]:
        """What is said of words that choose no row."""
        return list(chosen_words.absent(self._mapping, self._choosing))

    def _header(self, column: str) -> str:
        """The header of a column in the log; "" where all rows have one value."""
        found = self._own.column(column)
        return "" if found.constant else found.header

    def _read(self, form: Form, add: _Add) -> None:
        self.met.clear()
        for words in self._words.values():
            words.forget_rows()
        for file in self._files:
            row = 0
            for part in file.parts():
                count = len(next(iter(part.values())))
                rows = np.arange(count) + file.first_row + row
                self._add(*self._chosen(part, rows, file.name), file.name, form, add)
                row += count
            self.met["row"] += row + file.broken_rows
            self.met["unread"] += file.broken_rows

    def _chosen(self, part: Part, rows: np.ndarray, file: str) -> tuple[Part, np.ndarray]:
        """The rows that the mapping chooses."""
        for header in self._mapping.choosing:
            self._choosing.setdefault(header, set()).update(_plain_texts(part[header]))
        rules = [(header, texts, 1) for header, texts in self._mapping.rows.items()]
        rules += [(header, texts, 0) for header, texts in self._mapping.not_rows.items()]
        for header, texts, wanted in rules:
            words = Words(header, partial(_are_among, set(map(chosen_words.plain, texts))))
            is_kept = words.numbers(part[header], rows, file) == wanted
            self.met["not chosen"] += int((~is_kept).sum())
            part = {name: column.filter(pa.array(is_kept)) for name, column in part.items()}
            rows = rows[is_kept]
        return part, rows

    def _add(self, part: Part, rows: np.ndarray, file: str, form: Form, add: _Add) -> None:
        if not len(rows):
            return
        read = moments(part[self._own.column("date").header])
        when = read.found
        self.met.update({one: getattr(read, one) for one in ("unsure", "on_clock", "with_zone", "slashed")})
        by_car, purposes = (self._numbers(one, part, rows, file) for one in ("vehicle", "purpose"))
        places, is_on_border = self.where.of(part, rows, file)
        is_read = (when != UNKNOWN) & (by_car != _EMPTY)
        self.met["unread"] += int((~is_read).sum())
        is_read &= (by_car >= 0) & (purposes >= 0) & (places >= 0)
        if not is_read.all():
            when, by_car, purposes = when[is_read], by_car[is_read], purposes[is_read]
            places, is_on_border = places[is_read], is_on_border[is_read]
        for car, positions in per_car(by_car, self.cars, form.packed(when, places, purposes, is_on_border)):
            add(car, positions)

    def _numbers(self, column: str, part: Part, rows: np.ndarray, file: str) -> np.ndarray:
        header = self._header(column)
        one = part[header] if header else pa.array([self._own.column(column).constant]).dictionary_encode()
        found = self._words[column].numbers(one, rows, file)
        return found if header else np.broadcast_to(found, len(rows))

    def _car_numbers(self, texts: list[str]) -> list[int | Unreadable]:
        return [self._car_number(_read(self._own.column("vehicle").parser, text)) for text in texts]

    def _car_number(self, car: object) -> int | Unreadable:
        if car is None or isinstance(car, Unreadable):
            return _EMPTY if car is None else car
        if car not in self.cars:
            self.cars.append(str(car))
        if len(self.cars) > _MOST_CARS:
            message = f"Er staan meer dan {_MOST_CARS} verschillende voertuigen in."
            hint = "Is dit de kolom van de scanauto, en niet die van wat hij zag?"
            raise BadInput([Fault(message, hint, self._files[0].name, column=self._header("vehicle"), rule="log")])
        return self.cars.index(str(car))

    def _purpose_numbers(self, texts: list[str]) -> list[int | Unreadable]:
        read = [_read(self._own.column("purpose").parser, text) for text in texts]
        empty = Unreadable("Het doel ontbreekt.", "Noem bij values wat (leeg) betekent, of kies rijen met rows.")
        return [
            one if isinstance(one, Unreadable) else empty if one is None else self.purposes.index(str(one))
            for one in read
        ]

    def _kept(self, kept: InAnyOrder, car: str, positions: np.ndarray) -> None:
        kept.add(car, positions)
        if kept.positions > MOST_OUT_OF_ORDER:
            message = f"Het log is niet op volgorde en heeft meer dan {dutch.number(MOST_OUT_OF_ORDER)} posities."
            raise BadInput([Fault(message, "Sorteer het op voertuig en moment.", self._files[0].name, rule="log")])


def _plain_texts(column: Any) -> Iterator[str]:
    return (chosen_words.plain(text or "") for text in column.unique().cast(pa.string()).to_pylist())


def _are_among(wanted: set[str], texts: list[str]) -> list[int | Unreadable]:
    return [int(chosen_words.plain(text) in wanted) for text in texts]


def _read(parser: Parser, text: str) -> object:
    """The value of a text, None where there is none, or why it is refused."""
    try:
        return parser.read(text)
    except Unreadable as error:
        return error


def _where(header: str, mapping: ExportMapping, reference: Path) -> Whereabouts:
    headers, form = mapping.headers.get(header, (header,)), mapping.area.get(header, "code")
    if form in POINTS:
        return Points(headers, form, reference)
    return Named(headers, form, mapping.values.get(header, {}), reference)
