"""What stands in a folder of reports, read for the audit: every edition and dashboard, and the archive's long table."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from helpers.disclosure.published.harvest import UNREADABLE, Edition
from helpers.door import files as door
from helpers.floor.faults import BadInput
from helpers.floor.month import Month
from helpers.floor.params.small_numbers import SmallNumbers
from helpers.floor.quarter import Quarter
from helpers.runner.editions import long_table
from helpers.sources.earlier import edition_folders, run_json

if TYPE_CHECKING:
    from helpers.floor.params.settings import Settings

Read = Callable[[str], bytes]  # a name in the folder of an edition → what it holds
# The pages with sentences about persons, dealers and what they did; the one file of an edition repeats them.
_PAGES = ("cyber_training", "dealer_compliance", "safety_indicators", "wijk_profile-")
_LARGEST_BYTES = 20_000_000
ARCHIVE = "all_indicators"  # the catalogue's name of the long table


@dataclass(frozen=True)
class Standing:
    """The editions that stand, and those that cannot be read: each with why, in Dutch.

    `hashed` are those of real exports of before their hashes were keyed: a row can be found by trying.
    """

    editions: list[Edition] = field(default_factory=list)
    unread: list[tuple[str, str]] = field(default_factory=list)
    hashed: list[str] = field(default_factory=list)


def standing(out: Path, settings: Settings, is_made_up: bool) -> Standing:
    """All that stands in one folder of reports on real or on made-up data: every edition of every quarter, every
    dashboard, and the long table. Where it cannot be told what an edition is on, it is named as unread.
    """
    found = Standing()
    periods: list[Quarter | Month] = [*edition_folders.quarters(out), *edition_folders.months(out)]
    for period in periods:
        place = out / edition_folders.DASHBOARD if isinstance(period, Month) else out
        for number in edition_folders.taken(place, period.label):
            at = place / period.label / str(number)
            folder = at.relative_to(out).as_posix()
            try:
                run = run_json.read(place, period.label, number)
                if run["is_made_up"] is not is_made_up:
                    continue
                if not is_made_up and run_json.has_plain_hashes(run):
                    found.hashed.append(folder)
                names = [file.relative_to(at).as_posix() for file in at.rglob("*") if file.is_file()]
                found.editions.append(edition(folder, run, names, partial(_of, at), settings))
            except run_json.Unfit as why:
                found.unread.append((folder, str(why)))
            except (BadInput, OSError, ValueError):
                found.unread.append((folder, "Een bestand ervan is niet te lezen."))
    return _with_archive(found, out, settings)


def _of(folder: Path, name: str) -> bytes:
    return _bytes(folder / name)


def edition(folder: str, run: Mapping[str, Any], names: Iterable[str], read: Read, settings: Settings) -> Edition:
    """An edition by its run.json and its files, of which `names` are the names."""
    quarter = Quarter.parse(run["quarter"])
    wanted = {name: PurePosixPath(name) for name in names}
    told: dict[bool, dict[str, str]] = {True: {}, False: {}}
    hashes = {PurePosixPath(name).stem: one for name, one in run.get("tables", {}).items()}
    damaged = {name: "ontbreekt" for name in hashes.keys() - {one.stem for one in wanted.values() if _is_table(one)}}
    for name, one in wanted.items():
        if _is_table(one) or _is_page(one):
            try:
                content = read(name)
                told[_is_table(one)][one.stem] = _text(content)
            except (BadInput, OSError, ValueError):
                damaged[one.stem if _is_table(one) else f"de tekst van {one.stem}"] = UNREADABLE
                continue
            if _is_table(one) and hashes.get(one.stem, _hash(content)) != _hash(content):
                damaged[one.stem] = "is na de publicatie gewijzigd"
    return Edition(
        folder=folder,
        quarter=quarter.label,
        tables=told[True],
        pages=told[False],
        yearly=_yearly(quarter, settings).label,
        month=run.get("month", ""),
        notebooks=[one.get("name", "") for one in run.get("notebooks", ())],
        damaged=damaged,
        limits=_limits(run),
        **_promises(settings, quarter.year),
    )


def _with_archive(found: Standing, out: Path, settings: Settings) -> Standing:
    name = f"{long_table.STEM}.csv"
    if found.editions and (out / name).is_file():
        newest = max(found.editions, key=lambda one: one.quarter)
        try:
            text = _text(_bytes(out / name))
        except (BadInput, OSError, ValueError):
            found.unread.append((name, "Dit bestand is niet te lezen."))
            return found
        told = _promises(settings, Quarter.parse(newest.quarter).year)
        found.editions.append(Edition("", newest.quarter, {ARCHIVE: text}, yearly=newest.yearly, **told))
    return found


def _promises(settings: Settings, year: int) -> dict[str, Any]:
    """By id the measures of the promises, and the numbers that a sentence may hold: targets and thresholds."""
    of_year = settings.at(year).indicators
    limits = settings.municipality.small_numbers.model_dump().values()
    return {
        "promised": {one.id: one.measure for one in of_year},
        "otherwise": {one.id: one.other_measure for one in of_year},
        "numbers": [str(one) for one in (*limits, *(aim for one in of_year for aim in one.targets.values()))],
    }


def _limits(run: Mapping[str, Any]) -> SmallNumbers | None:
    """The limits that an edition says it was made with; None of earlier code, which does not say it."""
    try:
        return SmallNumbers(**run["audit"]["small_numbers"])
    except (KeyError, TypeError, ValueError):
        return None


def _yearly(quarter: Quarter, settings: Settings) -> Quarter:
    """The quarter whose small splits a report over this one shows (`Delivery.last_yearly`)."""
    while quarter.number != settings.municipality.participants_per_wijk_in_quarter:
        quarter = quarter.previous
    return quarter


def _is_table(name: PurePosixPath) -> bool:
    return name.parent.as_posix() == "tables" and name.suffix == ".csv"


def _is_page(name: PurePosixPath) -> bool:
    return name.suffix == ".html" and len(name.parts) == 1 and name.stem.startswith(_PAGES)


def _bytes(file: Path) -> bytes:
    return door.read_bytes(file, largest=_LARGEST_BYTES)


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _text(content: bytes) -> str:
    return content.decode("utf-8")
