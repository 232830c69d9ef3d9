"""A name of a wijk that fits its tile, unlike every other."""

import re
from collections.abc import Sequence

from helpers.door.cells import fold

_PARTS = re.compile(r" / | - |[,:;] | \(| en omgeving$")
_LEFT_OVER = re.compile(r"(?: (?:de|het|den|der|van|aan|en|in|op|te|ter|bij|'t|'s))+$", re.IGNORECASE)
_NUMBERED = re.compile(r"^Wijk \d+[a-z]? +(?=\S)", re.IGNORECASE)


def fitting(names: Sequence[str], most: int) -> list[str]:
    """For each name one of at most so many letters; a number at the end where two would be the same.

    >>> fitting(["Wijk 01 De Zijde / Park", "Oud-Zuid en Kade", "Oud-Zuid en Park"], 10)
    ['De Zijde', 'Oud-Zuid', 'Oud-Zuid 2']
    """
    found: list[str] = []
    for name in names:
        short = _cut(_PARTS.split(_NUMBERED.sub("", name.strip()))[0], most)
        known, number = {fold(one) for one in found}, 1
        made = short
        while fold(made) in known:
            number += 1
            made = f"{_cut(short, most - len(str(number)) - 1)} {number}"
        found.append(made)
    return found


def _cut(name: str, most: int) -> str:
    if len(name) <= most:
        return name
    whole = name[: most + 1].rpartition(" ")[0]
    whole = _LEFT_OVER.sub("", whole)
    return (whole if len(whole) >= most / 3 else name[:most]).rstrip(" -/,'")
