"""wijken/<code>.html: of each wijk the newest profile, at an address that stays."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from helpers.runner.editions.disk import Files
from helpers.runner.editions.standing import Standing, profile_page
from helpers.sources.earlier.edition_folders import PROFILES

_LINK = re.compile(r'href="(?!#|[a-z][a-z0-9+.-]*:)([^"]+)"', re.IGNORECASE)
_OTHER = re.compile(re.escape(profile_page("%")).replace("%", r"(\w+)"), re.ASCII)


def place(wijk: str) -> str:
    """Where the newest profile of a wijk stands in the folder of reports.

    >>> place("WK000001")
    'wijken/WK000001.html'
    """
    return f"{PROFILES}/{wijk}.html"


def by_wijk(standing: Sequence[Standing]) -> dict[str, list[Standing]]:
    """In which quarters each wijk has a profile, newest first; wijken in the order of their codes."""
    wijken = sorted({wijk for one in standing for wijk in one.profiles})
    return {wijk: [one for one in reversed(standing) if wijk in one.profiles] for wijk in wijken}


def pages(out: Path, standing: Sequence[Standing], coming: Mapping[str, Files]) -> dict[str, bytes]:
    """What stands at the addresses that stay, by path: of each wijk its newest profile, whatever quarter is published.

    `coming` has the files of the edition that comes, by its folder. A wijk that has no profile any more keeps its
    last one: the page itself says of which day it is.
    """
    found = {}
    for wijk, (newest, *_) in by_wijk(standing).items():
        name = profile_page(wijk)
        with suppress(OSError):  # one that just went keeps what stands
            files = coming.get(newest.folder)
            content = files[name] if files else (out / newest.folder / name).read_bytes()
            found[place(wijk)] = mended(content.decode("utf-8"), newest.folder).encode("utf-8")
    return found


def mended(html: str, folder: str) -> str:
    """The page of an edition as it stands among the profiles: its links lead to those, and to its own edition.

    >>> mended('<a href="#b"> <a href="data_quality.html"> <a href="wijk_profile-WK000001.html">', "2026-Q3/1")
    '<a href="#b"> <a href="../2026-Q3/1/data_quality.html"> <a href="WK000001.html">'
    """

    def there(link: re.Match[str]) -> str:
        other = _OTHER.fullmatch(link[1])
        return f'href="{other[1]}.html"' if other else f'href="../{folder}/{link[1]}"'

    return _LINK.sub(there, html)
