"""The page over several homes: of each municipality the newest quarter that stands, and the way to it."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from helpers.floor.faults import AskedWrongly
from helpers.runner.editions import archive, disk, standing
from helpers.runner.storage import address
from helpers.sources.earlier import edition_folders

BESIDE = "gemeenten.html"  # where every home keeps its own reports: beside the homes


def place(homes: Sequence[Path], out: str) -> Path | None:
    """Where the page stands: in `out`, else in the folder that the homes share; None where they share none.

    Raises AskedWrongly where something else stands there.
    """
    if out:
        where = address.place(out, "--out")
        if isinstance(where, address.Address):
            return None
        page = where / archive.INDEX
    else:
        try:
            page = Path(os.path.commonpath([one.parent for one in homes])) / BESIDE
        except ValueError:  # on several drives
            return None
        if page.parent == Path(page.anchor):  # all that they share is the disk
            return None
    if page.exists() and not archive.is_over_municipalities(page):
        message = f"{disk.shown_path(page)} bestaat al, en is geen overzicht van gemeenten."
        raise AskedWrongly(message, "Kies met --out een andere map, of geef dat bestand een andere naam.")
    return page


def write(page: Path, homes: Sequence[Path], out: str) -> None:
    """Put the page in place, as the reports stand now. Raises RunFailed, OSError."""
    from helpers.runner.page import render_municipalities

    entries = [_entry(name, reports, page.parent) for name, reports in _reports(page, homes, out)]
    disk.replace_file(page, render_municipalities(sorted(entries, key=_in_order)).encode("utf-8"))


def alphabetical(name: str) -> str:
    """By which a name is sorted: 's-Hertogenbosch stands under the H, Súdwest-Fryslân as Sudwest-Fryslan.

    >>> sorted(["Zeist", "’s-Hertogenbosch", "'t Gooi", "Haarlem"], key=alphabetical)
    ["'t Gooi", 'Haarlem', '’s-Hertogenbosch', 'Zeist']
    """
    plain = unicodedata.normalize("NFKD", name.casefold()).replace("’", "'").replace("‘", "'")
    for article in ("'s-", "'s ", "'t "):
        plain = plain.removeprefix(article)
    return "".join(sign for sign in plain if not unicodedata.combining(sign))


def _reports(page: Path, homes: Sequence[Path], out: str) -> list[tuple[str, Path]]:
    """The name and the reports of every home there: also of those that this batch was not for."""
    if out:
        folders = {one.name: page.parent / one.name for one in homes}
        folders |= {one.name: one for one in page.parent.iterdir() if one.is_dir() and _has_reports(one)}
        return list(folders.items())
    beside = [one for one in page.parent.iterdir() if (one / "params").is_dir() and _has_reports(one / "reports")]
    return [(one.name, one / "reports") for one in dict.fromkeys([*homes, *(one.resolve() for one in beside)])]


def _has_reports(folder: Path) -> bool:
    return any(edition_folders.quarters(one) for one in edition_folders.places(folder, is_made_up=True))


def _entry(name: str, reports: Path, beside: Path) -> dict[str, Any]:
    """What stands of one home: its newest real report, without any that on made-up data."""
    for is_made_up in (False, True):
        lies = edition_folders.place(reports, is_made_up)
        if (one := standing.newest(lies, is_made_up)) is None:
            continue
        index = lies / one.quarter.label / archive.INDEX
        return {
            "name": one.run.get("municipality_name") or one.run["municipality"],
            "href": quote(Path(os.path.relpath(index, beside)).as_posix()),
            "quarter": one.quarter.in_dutch,
            "edition": one.run["edition"],
            "kind": one.run["kind"],
            "is_made_up": is_made_up,
        }
    return {"name": name, "href": "", "is_made_up": False}


def _in_order(entry: Mapping[str, Any]) -> tuple[str, str]:
    return alphabetical(entry["name"]), entry["href"]
