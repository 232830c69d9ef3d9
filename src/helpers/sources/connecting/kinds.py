"""What kind of values a column of an own file holds, in Dutch, without showing any."""

from __future__ import annotations

from helpers.floor import dutch
from helpers.sources.cells import parsers
from helpers.sources.cells.clock import clock
from helpers.sources.connecting import chosen_rows, meanings
from helpers.sources.connecting.own_table import OwnColumn

_KINDS = (
    ("ja of nee", parsers.yes_no), ("hele getallen", parsers.whole), ("getallen", parsers.decimal),
    ("datums", parsers.day), ("tijden", clock), ("percentages", parsers.percent),
    ("leeftijdsklassen", parsers.age_band),
)  # fmt: skip
_NEARLY_ALL = 0.9
_FEW, _UNIQUE = 12, 0.98


def kind(own: OwnColumn) -> str:
    """The kind of values, such as "datums" or "3 woorden".

    >>> kind(OwnColumn(0, "Soort", ("A", "P", "A", "P"))), kind(OwnColumn(0, "Dag", ("1-2-2026",)))
    ('2 woorden', 'datums')
    """
    total = own.filled.total()
    if not total:
        return "leeg"
    if chosen_rows.is_of_persons(own):
        return "persoonsgegevens"
    for name, parser in _KINDS:
        if 1 - sum(meanings.unread(parser, own).values()) / total >= _NEARLY_ALL:
            return name
    if len(own.filled) <= _FEW and len(own.filled) < total:
        return dutch.counted(len(own.filled), "woord", "woorden")
    return "tekst, elke rij anders" if len(own.filled) >= _UNIQUE * total else "tekst"
