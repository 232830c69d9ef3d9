"""An owner's explanation of one indicator. Light to import: the check of params needs it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Explanation:
    """What an owner wrote about one indicator: why, what it means, what is done, and by when."""

    id: str
    cause: str
    consequence: str
    measure: str
    promised_on: date | None = None
