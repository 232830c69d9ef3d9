"""Publishing a quarter: as its next edition where something changed, with everything that shows it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from helpers.floor import tokens
from helpers.floor.quarter import Quarter
from helpers.runner.editions import archive, disk, editions, extras, long_table, profiles, showing, standing
from helpers.runner.editions.disk import Files
from helpers.runner.editions.editions import DRAFT, Built, Published, Stamp
from helpers.runner.editions.extras import Extra
from helpers.sources.earlier import edition_folders

Build = Callable[[Stamp], Built]
Audit = Callable[[str, Files], list[str]]  # folder and files of what is to stand → what to tell; raises RunFailed


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
    also: Sequence[Extra] = (),
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
            return _shown(reports, quarter, stamp, Built(kept, built.index), also, is_new=False)
    stamp = editions.next_stamp(out, quarter, reports.is_made_up, is_final=is_final, built_at=built_at, commit=commit)
    built = build(stamp)
    told = reports.audit(f"{quarter}/{stamp.edition}", built.files)
    shown = _shown(reports, quarter, stamp, built, also, is_new=True)
    return replace(shown, told=(*told, *shown.told))


def _shown(
    reports: Reports, quarter: str, stamp: Stamp, built: Built, also: Sequence[Extra], *, is_new: bool
) -> Published:
    day = Quarter.parse(quarter)
    folder, index = f"{quarter}/{stamp.edition}", f"{quarter}/{archive.INDEX}"
    made = extras.made(day, stamp, built.files, also)
    files = {**built.files, **made.files}
    run: Mapping[str, Any] = json.loads(files[edition_folders.RUN])
    stands = standing.with_new(standing.everywhere(reports.out, reports.is_made_up), day, run, files)
    showing.show(
        reports.out,
        f"{quarter} editie {stamp.edition}",
        {
            **_in_edition(folder, built.files, made.files, is_new),
            index: built.index,
            **profiles.pages(reports.out, stands, {folder: files}),
            archive.INDEX: archive.page(
                stands, reports.municipality, archive.months_in(reports.out), style=reports.style
            ),
            **long_table.files(stands, reports.names),
        },
    )
    at = [reports.out / folder / one.place(quarter, stamp.edition) for one in also if one.lies_in(day, stamp, files)]
    return Published(
        quarter, stamp.edition, stamp.kind, is_new, reports.out / index, tuple(at), made.lacking, made.told
    )


def _in_edition(folder: str, files: Files, more: Files, is_new: bool) -> dict[str, bytes | Files]:
    """The edition whole where it is new; else only what it gets now: a file by itself, and a folder whole or not."""
    if is_new:
        return {folder: {**files, **more}}
    loose = {f"{folder}/{name}": content for name, content in more.items() if "/" not in name}
    inside: dict[str, dict[str, bytes]] = {}
    for name, content in more.items():
        if "/" in name:
            top, _, rest = name.partition("/")
            inside.setdefault(f"{folder}/{top}", {})[rest] = content
    return {**loose, **inside}
