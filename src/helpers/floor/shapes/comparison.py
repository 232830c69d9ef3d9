"""How a delivery differs from the one that the last publication used: counts per export, and what is strange."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from helpers.floor.faults import Fault

# The rules that a comparison holds; their warnings are about an export as a whole, and tell of nobody in it.
SAME_FILE, PAST, CATEGORY, JUMP = RULES = ("zelfde bestand", "eerder verleden", "categorie", "sprong")


@dataclass(frozen=True)
class Compared:
    """One export beside its earlier self, in rows.

    `earlier` were there about the past, of which some are `gone`, `changed` (undone: another value, an earlier day,
    an emptied cell) or `updated` (an empty cell filled, a register's day moved on). `late` are rows about that past
    that came since, `new` are those about later days. `is_same_file`: byte for byte.
    """

    dataset: str
    is_same_file: bool
    earlier: int = 0
    gone: int = 0
    changed: int = 0
    updated: int = 0
    late: int = 0
    new: int = 0


@dataclass(frozen=True)
class Comparison:
    """What came of laying the exports beside those of the last publication, which was on `quarter`.

    `quarter` is "" where nothing was published before; `why_not` says in Dutch why nothing could be compared.
    `warnings` are on what is strange, with the numbers.
    """

    quarter: str = ""
    why_not: str = ""
    exports: tuple[Compared, ...] = ()
    warnings: tuple[Fault, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def of_dict(cls, kept: Mapping[str, Any]) -> Comparison:
        """What `as_dict` gave, read back from JSON."""
        exports = tuple(Compared(**one) for one in kept["exports"])
        return cls(kept["quarter"], kept["why_not"], exports, tuple(Fault(**one) for one in kept["warnings"]))
