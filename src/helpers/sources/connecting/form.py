"""One way to read a column of a file, and how much of it that reads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from helpers.floor.params.export_mapping import AreaForm, Unit
from helpers.sources.connecting.meanings import Meaning

MOST_ODD = 8  # different texts that are no value of their column


@dataclass(frozen=True)
class Form:
    """One way to read a column: the share of its filled cells that is read, and by which rules.

    `words` are the texts that need a name, with what they most likely mean. `telling` says how much it tells that
    the column can be read so, from 0 to 1.
    """

    share: float
    telling: float
    unit: Unit | None = None
    area: AreaForm | None = None
    words: Mapping[str, Meaning] = field(default_factory=dict)
    unread: frozenset[str] = frozenset()  # texts that have no meaning as they stand


UNREADABLE = Form(0.0, 0.0)
