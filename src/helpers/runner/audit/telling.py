"""What is said of an audit, in Dutch: where, never which number and never between which."""

from collections.abc import Sequence

from helpers.disclosure.audit import Audit, Leak
from helpers.disclosure.published.harvest import Damaged, Unknown
from helpers.floor import dutch
from helpers.floor.printable import printable

_MOST_NAMED = 10
_PAGE = "docs/disclosure.md zegt wat u kunt doen."
DECLARE = f"Meld dit bij wie het programma onderhoudt. {_PAGE}"
AFTERWARDS = f"Wat gepubliceerd is, halen we niet stil terug. {_PAGE}"
_NEW = "Maak van dat kwartaal een nieuwe editie, of haal de oude weg."
_OLD = f"Wat niet te lezen is, is niet nagerekend. {_NEW} {_PAGE}"
_ARCHIVE = "het archief"
Apart = Sequence[tuple[str, str]]
Unread = Sequence[tuple[str, str]]


def of_leaks(leaks: Sequence[Leak], folder: str) -> str:
    """That an edition is not published, and where each count stands that a reader would find."""
    n = len({leak.name for leak in leaks})
    start = f"Met dit rapport is uit te rekenen wat afgeschermd moet blijven: {_figures(n)}."
    return "\n".join([start, *places(leaks, folder)])


def of_standing(n: int) -> str:
    """That so many figures can be found in what stands.

    >>> of_standing(1)
    '1 getal is uit te rekenen of staat er onafgeschermd:'
    """
    are, stand = ("is", "staat") if n == 1 else ("zijn", "staan")
    return f"{_figures(n)} {are} uit te rekenen of {stand} er onafgeschermd:"


def places(leaks: Sequence[Leak], folder: str = "") -> list[str]:
    """A line for each leak: table, row, column, and the edition where it is not `folder`."""
    lines = list(dict.fromkeys(_line(leak, folder) for leak in leaks))
    more = len(lines) - _MOST_NAMED
    return [*lines[:_MOST_NAMED], *([f"  En nog {more}."] if more > 0 else [])]


def what_to_do(leaks: Sequence[Leak]) -> str:
    """What an operator can do next."""
    splits = sorted({leak.place.split for leak in leaks} - {""})
    if not splits:
        return f"Laat het hoofdstuk weg met chapters_left_out in params/municipality.yml. {_PAGE}"
    named = ", ".join(splits)
    return f"Laat deze uitsplitsing weg: zet splits_left_out: [{named}] in params/municipality.yml. {_PAGE}"


def of_unknown(fault: Unknown) -> str:
    """That a table or column is not known, so that nobody knows whether it is safe."""
    name = f"tabel {printable(fault.table)}" if " " not in fault.table else printable(fault.table)
    column = f", kolom {printable(fault.column)}" if fault.column else ""
    between = "" if isinstance(fault, Damaged) else ":"
    return f"{dutch.sentence_case(name)}{column}{between} {printable(fault.why)}."


def named(folder: str) -> str:
    """An edition as an operator calls it.

    >>> named("2026-Q2/1"), named("dashboard/2026-08/2"), named("indicators.csv")
    ('2026-Q2, editie 1', 'dashboard 2026-08, editie 2', 'indicators.csv')
    """
    period, _, number = folder.rpartition("/")
    return (
        f"{printable(period).replace('/', ' ')}, editie {printable(number)}"
        if period
        else printable(folder) or _ARCHIVE
    )


def of_unread(unread: Unread) -> list[str]:
    """What of each edition that stands cannot be audited, once each, and what an operator can do."""
    lines = list(dict.fromkeys(f"{named(folder)}: {why[:1].lower()}{why[1:]}" for folder, why in unread))
    more = [f"En nog {len(lines) - _MOST_NAMED}."] if len(lines) > _MOST_NAMED else []
    return [*lines[:_MOST_NAMED], *more, _OLD] if lines else []


def of_hashed(folders: Sequence[str]) -> list[str]:
    """That some editions tell the hash, rows and days of their exports, as all did before those were hidden.

    >>> of_hashed(["2025-Q4/1"])[0].partition(".")[0]
    'Een eerder rapport noemt de controlesom en het aantal rijen van elke export (2025-Q4/1)'
    """
    if not folders:
        return []
    named = ", ".join(printable(one) for one in folders[:_MOST_NAMED])
    which = "Een eerder rapport noemt" if len(folders) == 1 else f"{len(folders)} eerdere rapporten noemen"
    return [f"{which} de controlesom en het aantal rijen van elke export ({named}). {_PAGE}"]


def of_before(leaks: Sequence[Leak], unread: Unread, apart: Apart) -> list[str]:
    """What to tell of editions that stood already; it stops nothing."""
    told = []
    if n := len({leak.name for leak in leaks}):
        are = "is" if n == 1 else "zijn"
        told.append(f"Uit eerdere rapporten {are} al {_figures(n)} te vinden. Bekijk dat met: python run.py audit.")
    return [*told, *of_unread(unread), *of_apart(apart)]


def of_apart(apart: Apart) -> list[str]:
    """That editions contradict each other, so that they are attacked apart."""
    return [
        f"{printable(one) or _ARCHIVE} spreekt {'zichzelf' if one == other else printable(other) or _ARCHIVE} tegen, "
        "zoals na een herziening. Een lezer kan die niet optellen; elk is apart nagerekend."
        for one, other in apart[:_MOST_NAMED]
    ]


def of_result(found: Audit) -> list[str]:
    """How much is hidden, and how well: sentences for a page or a command."""
    if not found.hidden:
        return ["Er is niets afgeschermd."]
    hidden = dutch.counted(found.hidden, "getal is", "getallen zijn")
    return [f"{hidden} afgeschermd.", _for_others(found.for_others), _narrowest(found.narrowest)]


def _for_others(n: int) -> str:
    if not n:
        return "Van geen daarvan kan een lezer zien dat het alleen een ander getal beschermt."
    many = dutch.counted(n, "daarvan beschermt", "daarvan beschermen")
    return f"{dutch.sentence_case(many)} zichtbaar een ander getal."


def _narrowest(n: int | None) -> str:
    if n is None:
        return "Een lezer kan geen daarvan naar boven begrenzen."
    return f"Een lezer houdt voor elk getal minstens {dutch.counted(n, 'mogelijkheid', 'mogelijkheden')} over."


def _line(leak: Leak, folder: str) -> str:
    place = leak.place
    where = "" if place.edition == folder else f" ({printable(place.edition) or _ARCHIVE})"
    why = (
        ": staat er onafgeschermd" if leak.is_printed else ": het verschil met een ander getal" if leak.is_rest else ""
    )
    if not place.column or " " in place.table:
        return f"  {dutch.sentence_case(printable(place.table))}, bij “{printable(place.row)}”{where}{why}"
    column = printable(place.column)
    return f"  Tabel {printable(place.table)}, rij {printable(place.row)}, kolom {column}{where}{why}"


def _figures(n: int) -> str:
    return dutch.counted(n, "getal", "getallen")
