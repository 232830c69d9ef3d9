"""From moments and places of one car after another to milliseconds per day, place and purpose."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from helpers.sources.positions import days

LOST, OUTSIDE, FIRST_WIJK = 0, 1, 2  # places: the wijken follow, in the order of their codes
_AT_ONCE = 250_000  # positions
MOST_OUT_OF_ORDER = 25_000_000  # positions: eight bytes each


class OutOfOrder(Exception):
    """A position of a car comes before one that was read earlier."""


@dataclass(frozen=True)
class Form:
    """How a position is one whole number, so that sorting numbers sorts a drive: its moment, then what it was.

    `purposes` and `places` are how many there are; the last bit says that it lay on a border.
    """

    places: int
    purposes: int

    @property
    def bits(self) -> int:
        return (2 * self.places * self.purposes - 1).bit_length()

    def packed(
        self, moments: np.ndarray, places: np.ndarray, purposes: np.ndarray, is_on_border: np.ndarray
    ) -> np.ndarray:
        """Positions as numbers; `moments` are milliseconds since 1970."""
        what = (places.astype(np.int64) * self.purposes + purposes) * 2 + is_on_border
        return (moments << self.bits) | what


@dataclass
class Stays:
    """The time of every car, added up while its positions come by. Of a position nothing is kept.

    The time from one position to the next counts where and for what the first was, unless it lasts longer
    than `longest_gap` milliseconds: then the car was away, and it counts nowhere.
    """

    form: Form
    longest_gap: int
    time: dict[tuple[str, int], np.ndarray] = field(default_factory=dict)  # by car and day: ms per place and purpose
    seen: Counter[str] = field(default_factory=Counter)  # different positions, and what was the matter with them
    _last: dict[str, np.ndarray] = field(default_factory=dict)  # of each car, the positions at its last moment

    def add(self, car: str, positions: np.ndarray) -> None:
        """The next positions of a car, in any order among themselves. Raises OutOfOrder when one is not later."""
        last = self._last.get(car, positions[:0])
        bits = self.form.bits
        if len(last) and positions.min() >> bits < last[0] >> bits:
            raise OutOfOrder
        drive = np.sort(np.concatenate([last, positions]))
        drive = drive[np.diff(drive, prepend=drive[0] - 1) > 0]
        self.seen["double"] += len(last) + len(positions) - len(drive)
        self._count(drive, 1)
        self._count(last, -1)
        self._add_time(car, drive)
        self._last[car] = drive[np.searchsorted(drive, drive[-1] >> bits << bits) :]

    def _count(self, positions: np.ndarray, sign: int) -> None:
        what = positions & ((1 << self.form.bits) - 1)
        place = what // (2 * self.form.purposes)
        self.seen["position"] += sign * len(positions)
        self.seen["lost"] += sign * int((place == LOST).sum())
        self.seen["outside"] += sign * int((place == OUTSIDE).sum())
        self.seen["border"] += sign * int((what & 1).sum())
        moments, purpose = positions >> self.form.bits, what // 2 % self.form.purposes
        is_torn = (moments[1:] == moments[:-1]) & (purpose[1:] != purpose[:-1])
        self.seen["torn"] += sign * len(np.unique(moments[1:][is_torn]))

    def _add_time(self, car: str, drive: np.ndarray) -> None:
        moments = drive >> self.form.bits
        lasts = np.diff(moments)
        lasts[lasts > self.longest_gap] = 0
        what = (drive[:-1] & ((1 << self.form.bits) - 1)) >> 1
        begins = days.midnights()
        first = int(np.searchsorted(begins, moments[0], "right")) - 1
        until = int(np.searchsorted(begins, moments[-1], "right"))
        cuts = np.searchsorted(moments[:-1], begins[first : until + 1])
        for at, day in enumerate(range(first, until)):
            start, end = cuts[at], cuts[at + 1]
            if start == end:
                continue
            own = lasts[start:end]
            over = max(0, int(moments[end - 1] + own[-1] - begins[day + 1]))  # the last may go on after midnight
            self._put(car, day, what[start:end], own)
            if over:
                self._put(car, day, what[end - 1 : end], np.array([-over]))
                self._put(car, day + 1, what[end - 1 : end], np.array([over]))

    def _put(self, car: str, day: int, what: np.ndarray, lasts: np.ndarray) -> None:
        found = np.bincount(what, weights=lasts, minlength=self.form.places * self.form.purposes)
        self.time[car, day] = self.time.get((car, day), 0) + found


class InAnyOrder:
    """The positions of all cars, kept as numbers until all are there: for a log that is not in order."""

    def __init__(self) -> None:
        self._kept: dict[str, array[int]] = defaultdict(lambda: array("q"))  # grows where it lies, unlike numpy's
        self.positions = 0

    def add(self, car: str, positions: np.ndarray) -> None:
        self._kept[car].frombytes(positions.tobytes())
        self.positions += len(positions)

    def into(self, stays: Stays) -> None:
        """Give the positions in order, and keep them no longer."""
        for car in list(self._kept):
            drive = np.frombuffer(self._kept.pop(car), dtype=np.int64)
            drive.sort()
            for start in range(0, len(drive), _AT_ONCE):
                stays.add(car, drive[start : start + _AT_ONCE])


def per_car(cars: np.ndarray, names: Sequence[str], positions: np.ndarray) -> Iterator[tuple[str, np.ndarray]]:
    """The positions of each car that has any; `cars` are places in `names`."""
    if not len(cars):
        return
    by_car = positions[np.argsort(cars, kind="stable")] if len(names) > 1 else positions
    ends = np.cumsum(np.bincount(cars, minlength=len(names)))
    for car, start, end in zip(names, [0, *ends[:-1]], ends, strict=True):
        if start < end:
            yield car, by_car[start:end]
