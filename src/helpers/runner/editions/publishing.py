"""Publishing a quarter: as its next edition where something changed, with everything that shows it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from helpers.floor import tokens
from helpers.floor.faults import RunFailed
from helpers.floor.quarter import Quarter
from helpers.runner.editions import archive, disk, editions, long_table, profiles, showing, standing
from helpers.runner.editions.disk import Files
from helpers.runner.editions.editions import DRAFT, Built, Published, Stamp
from helpers.sources.earlier import edition_folders

Build = Callable[[Stamp], Built]
Audit = Callable[[str, Files], list[str]]  # folder and files of what is to stand → what to tell; raises RunFailed
Print = Callable[[bytes, Quarter], bytes]  # a page → its PDF; raises RunFailed


@dataclass(frozen=True)
class Reports:
    """The folder of reports of one municipality, on one kind of data; `names` gives those of the indicators by year.

    `audit` refuses a new edition with which hidden counts can be found.
    """

    out: Path
    municipality: str = ""
    names: long_table.Names = lambda year: {}
    is_made_up: bool = False
    style: tokens.Style = tokens.DEFAULT
    audit: Audit = lambda folder, files: []


def publish(
    reports: Reports,
    quarter: str,
    build: Build,
    *,
    is_final: bool,
    built_at: str = "",
    commit: str = "",
    printing: Print | None = None,
) -> Published:
    """Publish a quarter as its next edition, with its page, the archive and the tables: all of it, or nothing.

    Nothing new appears when the current edition, made again under its own stamp, says the same; which editions of
    earlier quarters were read does not count, only what came of it. Pages that were lost are mended either way.
    Raises RunFailed when nothing was changed, showing.Unfinished when the next run has to finish it. Hold the folder
    while you call this.
    """
    out = reports.out
    current = editions.current(out, quarter, reports.is_made_up)
    if current and not (is_final and current["kind"] == DRAFT):
        stamp = editions.stamp_of(current)
        built = build(stamp)
        kept = disk.files_in(out / quarter / str(stamp.edition))
        if editions.is_said(built.files, kept):
            return _shown(reports, quarter, stamp, Built(kept, built.index), printing, is_new=False)
    stamp = editions.next_stamp(out, quarter, reports.is_made_up, is_final=is_final, built_at=built_at, commit=commit)
    built = build(stamp)
    told = reports.audit(f"{quarter}/{stamp.edition}", built.files)
    return replace(_shown(reports, quarter, stamp, built, printing, is_new=True), told=tuple(told))


def _shown(
    reports: Reports, quarter: str, stamp: Stamp, built: Built, printing: Print | None, *, is_new: bool
) -> Published:
    folder, index = f"{quarter}/{stamp.edition}", f"{quarter}/{archive.INDEX}"
    pdf, warning = _printed(quarter, stamp, built.files, printing)
    files = {**built.files, **pdf}
    added: dict[str, bytes | Files] = {folder: files} if is_new else {f"{folder}/{name}": pdf[name] for name in pdf}
    run: Mapping[str, Any] = json.loads(files[edition_folders.RUN])
    stands = standing.everywhere(reports.out, reports.is_made_up)
    stands = standing.with_new(stands, Quarter.parse(quarter), run, files)
    showing.show(
        reports.out,
        f"{quarter} editie {stamp.edition}",
        {
            **added,
            index: built.index,
            **profiles.pages(reports.out, stands, {folder: files}),
            archive.INDEX: archive.page(
                stands, reports.municipality, archive.months_in(reports.out), style=reports.style
            ),
            **long_table.files(stands, reports.names),
        },
    )
    name = standing.file_name(quarter, stamp.edition, ".pdf")
    at = reports.out / folder / name if printing and name in files else None
    return Published(quarter, stamp.edition, stamp.kind, is_new, reports.out / index, at, warning)


def _printed(quarter: str, stamp: Stamp, files: Files, printing: Print | None) -> tuple[dict[str, bytes], str]:
    """The PDF of an edition that has none yet, by its name; without one why not: the edition can do without."""
    page, pdf = (standing.file_name(quarter, stamp.edition, suffix) for suffix in (".html", ".pdf"))
    if printing is None or pdf in files or page not in files:
        return {}, ""
    try:
        return {pdf: printing(files[page], Quarter.parse(quarter))}, ""
    except RunFailed as fault:
        return {}, f"{quarter}: editie {stamp.edition} heeft nog geen PDF. {fault}"
