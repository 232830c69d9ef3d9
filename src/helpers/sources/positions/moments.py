"""Moments as a log gives them: with a zone, in UTC, or as the Dutch clock shows them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import numpy as np
import pyarrow as pa
from pyarrow import compute

from helpers.sources.positions import days

UNKNOWN = np.iinfo(np.int64).min
_NS_A_MS = 1_000_000
_LOOSE = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})[ T,]+(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?", re.ASCII)
_EPOCH, _EPOCH_UTC = datetime(1970, 1, 1), datetime(1970, 1, 1, tzinfo=UTC)
_SECONDS_UNTIL = 10_000_000_000  # a larger number counts milliseconds


@dataclass(frozen=True)
class Moments:
    """Moments in milliseconds since 1970, UNKNOWN where a cell is empty or no moment of this century.

    `unsure` is how many the Dutch clock shows twice or not at all, `slashed` how many have day and month in an
    order that is a guess, such as 07/01/2026.
    """

    found: np.ndarray
    on_clock: int
    with_zone: int
    unsure: int
    slashed: int


def moments(column: Any) -> Moments:
    """The moments of a column. Without a zone a moment is what the Dutch clock shows.

    >>> read = moments(pa.array(["2026-03-29T00:59:59Z", "29-3-2026 03:00", "2026-10-25 02:30:00+02:00", ""]))
    >>> [str(np.datetime64(int(one), "ms")) for one in read.found[:3]], bool(read.found[3] == UNKNOWN)
    (['2026-03-29T00:59:59.000', '2026-03-29T01:00:00.000', '2026-10-25T00:30:00.000'], True)
    >>> read.on_clock, read.with_zone, read.unsure, read.slashed
    (1, 2, 0, 0)
    """
    shown, is_on_clock = _read(column)
    found, unsure = shown, 0
    if is_on_clock.any():
        known = np.flatnonzero(is_on_clock & (shown != UNKNOWN) & _in_century(shown))
        found = shown.copy()
        found[known], unsure = days.from_clock(shown[known])
    found = np.where(_in_century(found), found, UNKNOWN)
    on_clock, with_zone = (int((found[which] != UNKNOWN).sum()) for which in (is_on_clock, ~is_on_clock))
    return Moments(found, on_clock, with_zone, unsure, _slashed(column) if is_on_clock.any() else 0)


def _slashed(column: Any) -> int:
    if pa.types.is_timestamp(column.type):
        return 0
    return compute.sum(compute.match_substring_regex(column.cast(pa.string()), r"^\s*\d{1,2}/\d{1,2}/")).as_py() or 0


def _in_century(moments: np.ndarray) -> np.ndarray:
    begins = days.midnights()
    return (moments >= begins[1]) & (moments < begins[-2])


def _read(column: Any) -> tuple[np.ndarray, np.ndarray]:
    """Milliseconds since 1970 of UTC or of the clock, and which are of the clock."""
    kind = column.type
    if pa.types.is_timestamp(kind):
        return _numbers(column.cast(pa.timestamp("ms", kind.tz), safe=False), 1), np.full(len(column), kind.tz is None)
    if pa.types.is_integer(kind) or pa.types.is_floating(kind):
        return _unix(column), np.zeros(len(column), dtype=bool)
    texts = compute.utf8_trim_whitespace(column.cast(pa.string()))
    texts = compute.if_else(compute.equal(texts, ""), None, texts)
    some = texts.drop_null()[:10]
    for form in (_iso, _iso_with_zone, _day_first, _seconds):
        try:
            form(some)  # Arrow goes on to the end of a column that it cannot read
            found, is_on_clock = form(texts)
        except pa.ArrowInvalid:
            continue
        return found, np.full(len(column), is_on_clock)
    read = [_one(text) for text in texts.to_pylist()]
    return np.array([one for one, _ in read], dtype=np.int64), np.array([on_clock for _, on_clock in read])


def _iso(texts: Any) -> tuple[np.ndarray, bool]:
    return _numbers(texts.cast(pa.timestamp("ns")), _NS_A_MS), True


def _iso_with_zone(texts: Any) -> tuple[np.ndarray, bool]:
    return _numbers(texts.cast(pa.timestamp("ns", "UTC")), _NS_A_MS), False


def _day_first(texts: Any) -> tuple[np.ndarray, bool]:
    """29-03-2026 08:30:00, all with two digits."""
    part = compute.utf8_slice_codeunits
    day = compute.binary_join_element_wise(part(texts, 6, 10), part(texts, 3, 5), part(texts, 0, 2), "-")
    return _iso(compute.binary_join_element_wise(day, part(texts, 10), ""))


def _seconds(texts: Any) -> tuple[np.ndarray, bool]:
    return _unix(texts.cast(pa.int64())), False


def _numbers(column: Any, divisor: int) -> np.ndarray:
    counts = column.cast(pa.int64(), safe=False)
    numbers = compute.fill_null(counts, 0).to_numpy(zero_copy_only=False) // divisor
    return np.where(column.is_null().to_numpy(zero_copy_only=False), UNKNOWN, numbers) if column.null_count else numbers


def _unix(column: Any) -> np.ndarray:
    """Seconds or milliseconds since 1970."""
    numbers = compute.fill_null(column.cast(pa.float64()), np.nan).to_numpy(zero_copy_only=False)
    in_ms = np.where(np.abs(numbers) < _SECONDS_UNTIL, numbers * 1000, numbers)
    return np.where(np.abs(in_ms) < 1000 * _SECONDS_UNTIL, in_ms, UNKNOWN).astype(np.int64)


def _one(text: str | None) -> tuple[int, bool]:
    """One moment, and whether it is of the clock: in other forms, or in a column that mixes them."""
    for read in (datetime.fromisoformat, _loose):
        try:
            moment = read(text or "")
        except ValueError:
            continue
        is_on_clock = moment.tzinfo is None
        since = moment - (_EPOCH if is_on_clock else _EPOCH_UTC)
        return round(since.total_seconds() * 1000), is_on_clock
    return UNKNOWN, False


def _loose(text: str) -> datetime:
    match = _LOOSE.fullmatch(text)
    if match is None:
        raise ValueError
    day, month, year, hour, minute, second = (int(one or 0) for one in match.groups())
    return datetime(year, month, day, hour, minute, second)
