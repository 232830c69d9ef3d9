"""The names of the wijken without the libraries that tables need, so that a list of runs comes at once."""

import csv
import re
from pathlib import Path

from helpers.floor import regions

FILE = "wijken.csv"
_WIJK = re.compile(regions.WIJK, re.ASCII)
_LARGEST_BYTES = 1_000_000


def plain_names(folder: Path) -> dict[str, str]:
    """The wijken of the wijken.csv in a folder, by code in code order; {} where it is not as this suite writes it.

    What is {} here must be read whole, which tells of every fault.
    """
    file = folder / FILE
    try:
        if file.stat().st_size > _LARGEST_BYTES:
            return {}
        rows = list(csv.DictReader(file.read_text("utf-8-sig").splitlines(), strict=True))
        names = {row["wijk"]: row["name"] for row in rows}
    except (OSError, ValueError, LookupError, csv.Error):
        return {}
    is_plain = all(_WIJK.fullmatch(code or "") and (name or "").strip() == name for code, name in names.items())
    return dict(sorted(names.items())) if is_plain and len(names) == len(rows) else {}
