"""Which rows of a file may not count: a column that tells how far each row is, and odd codes such as “Test”."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from helpers.door.persons import personal
from helpers.sources.connecting import likeness, meanings
from helpers.sources.connecting.own_table import OwnColumn, OwnTable
from helpers.sources.sheets import personal_headers

_HEADERS = (
    "status|stand|staat|state|fase|toestand|zaakstatus|status omschrijving|definitief|concept|voortgang|afhandeling"
    "|geannuleerd|vervallen|ingetrokken|verwijderd|actief|geldig|telt mee|meetellen|storno|gestorneerd"
    "|geolevel|niveau|gebiedsniveau|gebiedstype|gebiedsindeling|type gebied"
)
# Words for a row that does not count.
_NOT_COUNTED = """
concept vervallen geannuleerd ingetrokken afgewezen verwijderd gewist test proef afgelast ongeldig geweigerd foutief
dubbel annulering cancelled canceled draft deleted rejected withdrawn storno gestorneerd
"""
# In a header: a person in a role, whose name may stand below it.
_ROLES = """
behandelaar chauffeur bestuurder trekker medewerker eigenaar melder aanvrager inspecteur controleur trainer begeleider
docent toezichthouder opsteller auteur verantwoordelijke collega invuller gebruiker user planner waarnemer name
reporter voorzitter contact contactpersoon handhaver door bewoner cursist boa
"""
# In a header: what somebody wrote freely.
_WRITTEN = """
opmerking opmerkingen toelichting bijzonderheden notitie notities omschrijving tekst text remarks comment comments
memo bevindingen
"""
MOST_STATES = 12
_LEAST_EACH, _LEAST_FILLED = 2, 0.5  # rows with each text, on average; share of the rows with any
_MOST_ODD, _LEAST_CODES = 3, 0.9
_FEW_LACK = 0.1  # share of the rows


Needed = tuple[OwnColumn, Collection[str]]


@dataclass(frozen=True)
class States:
    """A column that tells how far each row is: its texts with how often each stands there, and what is proposed.

    `lacks` are the texts whose rows lack a value that the export needs.
    """

    own: OwnColumn
    counts: Counter[str]
    kept: tuple[str, ...]
    lacks: tuple[str, ...]

    @property
    def texts(self) -> list[str]:
        return list(self.counts)


def states(table: OwnTable, mapped: Collection[str], needed: Sequence[Needed]) -> list[States]:
    """The columns, not mapped, of which the texts may decide which rows count; the likeliest first.

    `needed` are the columns of the file in which every row must have a value, each with what is none.
    """
    candidates = [(_likely(own), own) for own in table.columns if own.header not in mapped and _may_decide(own)]
    likely = sorted(((how, own) for how, own in candidates if how), key=lambda one: -one[0])
    result: list[OwnColumn] = []
    for _, own in likely:
        same = next((at for at, other in enumerate(result) if _is_same(own, other)), None)
        if same is None:
            result.append(own)
        elif _length(own) > _length(result[same]):
            result[same] = own  # words say more than their codes
    found = [_states(own, needed) for own in result]
    return sorted(found, key=lambda one: len(one.kept) == len(one.counts))  # first where something would go


def odd_codes(own: OwnColumn) -> list[str]:
    """The few texts without a digit in a column of codes that have one, such as “Test”."""
    odd = [text for text in own.filled if not any(map(str.isdigit, text))]
    share = 1 - sum(own.filled[text] for text in odd) / max(1, own.filled.total())
    return odd if 0 < len(odd) <= _MOST_ODD and share >= _LEAST_CODES else []


def is_of_persons(own: OwnColumn) -> bool:
    """Whether a column tells of persons, by its header or its cells: nothing of it is shown."""
    header = likeness.words(own.header)
    if personal_headers.kind_of(own.header) or any(word in _ROLES.split() for word in header):
        return True
    return bool(personal.found(own.filled, own.header))


def is_written(own: OwnColumn) -> bool:
    """Whether somebody wrote freely in a column."""
    return any(word in _WRITTEN.split() for word in likeness.words(own.header))


def _may_decide(own: OwnColumn) -> bool:
    is_few = 1 < len(own.filled) <= MOST_STATES and own.filled.total() >= _LEAST_EACH * len(own.filled)
    return is_few and own.share_filled > _LEAST_FILLED and not is_written(own) and not is_of_persons(own)


def _likely(own: OwnColumn) -> float:
    if (near := likeness.nearness(own.header, _HEADERS.split("|"))) >= likeness.SURE:
        return near
    return 0.5 if any(_not_counted(text) for text in own.filled) else 0.0


def says_not_counted(text: str) -> bool:
    """Whether a word says that its rows do not count, in full or cut short as TST.

    >>> says_not_counted("Vervallen"), says_not_counted("TST"), says_not_counted("Gereden")
    (True, True, False)
    """
    return _not_counted(text) or any(meanings.abbreviates(text.casefold(), word) for word in ("test", "proef"))


def _not_counted(text: str) -> bool:
    return any(word in _NOT_COUNTED.split() for word in likeness.words(text))


def _is_same(own: OwnColumn, other: OwnColumn) -> bool:
    """Whether two columns say the same in other words."""
    pairs = set(zip(own.cells, other.cells, strict=True))
    return len(pairs) == len(set(own.cells)) == len(set(other.cells))


def _length(own: OwnColumn) -> float:
    return sum(map(len, own.filled)) / len(own.filled)


def _states(own: OwnColumn, needed: Sequence[Needed]) -> States:
    lacks = [text for text in own.filled if _lack(own, text, needed)]
    by_word = [text for text in own.filled if _not_counted(text) or (_not_counted(own.header) and _is_yes(text))]
    gone = {*lacks, *by_word}
    kept = tuple(text for text in own.filled if text not in gone)
    return States(own, own.filled, kept or tuple(own.filled), tuple(lacks))


def _is_yes(text: str) -> bool:
    return meanings.meanings([text], ["ja", "nee"])[text].meant == "ja"


def _lack(own: OwnColumn, text: str, needed: Sequence[Needed]) -> bool:
    """Whether every row with this text lacks a value that nearly every row with some other text has."""
    for other, unread in needed:
        missing = Counter(a for a, b in zip(own.cells, other.cells, strict=True) if b in other.signs or b in unread)
        is_known = any(missing[one] <= _FEW_LACK * count for one, count in own.filled.items())
        if is_known and missing[text] == own.filled[text]:
            return True
    return False
