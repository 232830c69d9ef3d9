"""Which edition is to be made again, where it stands, and what was kept of it."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from helpers.floor import home, paths
from helpers.floor.faults import AskedWrongly
from helpers.floor.printable import quoted
from helpers.floor.quarter import Quarter
from helpers.runner.editions import disk, manifest
from helpers.sources.delivery import edition_record
from helpers.sources.delivery.edition_record import EditionRecord
from helpers.sources.earlier import edition_folders

_FORM = re.compile(r"(?P<quarter>\d{4}-Q[1-4])/(?P<edition>[1-9]\d{0,5})", re.ASCII)
_OF_A_MONTH = re.compile(r"\d{4}-\d\d(/.*)?", re.ASCII)


@dataclass(frozen=True)
class Standing:
    """An edition by its number: its folder, the files that stand there, and what was kept when it was published."""

    quarter: Quarter
    edition: int
    folder: Path
    files: disk.Files
    record: EditionRecord

    @property
    def in_dutch(self) -> str:
        return f"{self.quarter.label} editie {self.edition}"


def parse(text: str) -> tuple[Quarter, int]:
    """The quarter and the number of an edition. Raises AskedWrongly on any other form.

    >>> parse("2026-Q3/2")
    (Quarter(year=2026, number=3), 2)
    """
    if found := _FORM.fullmatch(text):
        return Quarter.parse(found["quarter"]), int(found["edition"])
    if _OF_A_MONTH.fullmatch(text):
        raise AskedWrongly("Een dashboard is niet te herbouwen; de edities van een kwartaal wel.", _EXAMPLE)
    raise AskedWrongly(f"“{text}” is geen editie.", _EXAMPLE)


_EXAMPLE = "Schrijf het kwartaal en de editie, zoals 2026-Q3/2."


def found(text: str, out: Path, *, is_sample: bool = False) -> Standing:
    """The edition that was asked, in a folder of reports: on real data, else or with `is_sample` on made-up.

    Raises AskedWrongly where neither it nor what it was made from is there, or that was changed.
    """
    quarter, edition = parse(text)
    for is_made_up in (True,) if is_sample else (False, True):
        records = edition_record.of(quarter.label, edition, is_made_up)
        folders = [place / quarter.label / str(edition) for place in edition_folders.places(out, is_made_up)]
        folder = next((one for one in folders if one.is_dir()), None)
        if folder is None and not records:
            continue
        files = disk.files_in(folder) if folder else {}
        if record := _of_these(records, files):
            _refuse_changed(record, f"{quarter.label} editie {edition}")
            return Standing(quarter, edition, folder or folders[0], files, record)
        if folder and is_made_up is (folder.parent.parent.name == edition_folders.SAMPLE):
            raise _unknown(quarter, edition, out, several=bool(records))
    raise _absent(quarter, edition, out, is_sample=is_sample)


def _absent(quarter: Quarter, edition: int, out: Path, *, is_sample: bool) -> AskedWrongly:
    """With those that are there, in each folder that was looked in."""
    places = edition_folders.places(out, True)
    kinds = places if is_sample else reversed(places)
    there = {place: edition_folders.numbers(place, quarter.label) for place in kinds}
    listed = [f"{_listed(quarter, found)} in {disk.shown_path(place)}" for place, found in there.items() if found]
    hint = f"Er zijn: {'; '.join(listed)}." if listed else f"Controleer de map {disk.shown_path(out)}."
    return AskedWrongly(f"{quarter.label} editie {edition} is er niet.", hint)


def _listed(quarter: Quarter, numbers: list[int]) -> str:
    return ", ".join(f"{quarter.label}/{one}" for one in numbers)


def _of_these(records: list[EditionRecord], files: disk.Files) -> EditionRecord | None:
    """What was kept of the edition with these files: by its run.json, else the only one that there is."""
    own = hashlib.sha256(files.get(edition_folders.RUN, b"")).hexdigest()
    fitting = [one for one in records if one.own_hash == own] or records
    return fitting[0] if len(fitting) == 1 else None


def _refuse_changed(record: EditionRecord, what: str) -> None:
    """What was kept says which parameters a notebook gets: these are code, so nobody may have written in it."""
    if hashlib.sha256(manifest.as_bytes(record.run)).hexdigest() != record.own_hash:
        place = disk.shown_path(paths.snapshots() / edition_record.FOLDER)
        hint = f"Zet de map {place} terug uit een reservekopie."
        raise AskedWrongly(f"Wat van {what} is bewaard, is daarna veranderd.", hint)


def _unknown(quarter: Quarter, edition: int, out: Path, *, several: bool) -> AskedWrongly:
    what = f"{quarter.label} editie {edition}"
    if several:
        message = f"Van {what} in meer mappen is bewaard waaruit zij gemaakt is, en run.json zegt niet welke dit is."
        return AskedWrongly(message, "Zet run.json van deze editie terug uit een reservekopie.")
    store = disk.shown_path(paths.snapshots())
    place = "" if out.resolve() == paths.REPORTS.resolve() else f" --out {quoted(str(out))}"
    again = home.command(f"report --quarter {quarter.label}{place}")
    hint = (
        f"Is er een reservekopie van {store}? Zet die terug. Anders: draai {again}. "
        "Verandert er niets? Dan is de nieuwste editie daarna te herbouwen."
    )
    return AskedWrongly(f"Van {what} is in {store} niet bewaard waaruit zij gemaakt is.", hint)
