"""What a signal says in Dutch, and why a series is silent."""

from helpers.floor import dutch
from helpers.floor.month import Month
from helpers.models.signals.families import REPORTS, SITES

MORE, LESS, ORDINARY, SILENT = "meer dan gewoon", "minder dan gewoon", "gewoon", "niet beoordeeld"
PERSISTENT, NEW_LEVEL = "aanhoudend", "nieuw niveau?"

NOT_ASKED = "De gemeente heeft deze reeks niet aangewezen voor signalen."
NOT_PRINTABLE = "Deze aantallen mogen niet allemaal op papier. Daarom geeft het dashboard hier geen signaal."
UNKNOWN = "Het aantal van deze maand is niet bekend."
SHORT = "Deze reeks is nog te kort. Nodig zijn 24 bekende maanden, tot en met drie maanden eerder."
FEW = "Meestal te weinig per maand om te beoordelen. Ook een veelvoud beoordelen we niet."
ONE_WIJK = "De gemeente heeft één wijk: zie die wijk."
IS_PERSISTENT = "Aanhoudend: twee van de laatste drie maanden boven gewoon."
IS_PERSISTENT_ALL = "Aanhoudend: alle laatste drie maanden boven gewoon."
_NEW_LEVEL = "Drie maanden op rij {verdict}. Is dit een nieuw niveau? Zet het dan met de reden in de instellingen."
_ALONG = "In de hele gemeente {verdict}; deze wijk loopt mee."
_COUNTED = {REPORTS: ("melding", "meldingen"), SITES: ("locatie buiten de norm", "locaties buiten de norm")}


def shifted(since: Month, again: Month) -> str:
    """Why a series is silent after its counting changed.

    >>> shifted(Month(2026, 4), Month(2026, 10))
    'Sinds april 2026 wordt hier anders geteld. Een oordeel kan weer vanaf oktober 2026.'
    """
    return f"Sinds {since.in_dutch} wordt hier anders geteld. Een oordeel kan weer vanaf {again.in_dutch}."


def counted(verdict: str, measure: str, seen: float, expected: float, low: float, high: float, where: str = "") -> str:
    """A judgement with its numbers; `where` says of what, beside the month.

    >>> counted(MORE, REPORTS, 31, 17.2, 7, 29)
    'Meer dan gewoon voor deze maand: 31 meldingen, verwacht ongeveer 17 (gewoon: 7 tot 29).'
    """
    one, several = _COUNTED[measure]
    amount = f"{dutch.number(seen)} {one if seen == 1 else several}"
    ordinary = f"gewoon: {dutch.number(low)} tot {dutch.number(high)}"
    said = f"{amount}, verwacht ongeveer {dutch.number(expected)} ({ordinary})."
    return f"{verdict.capitalize()} voor deze maand{where}: {said}"


IN_ALL = " in de hele gemeente"
BESIDE_OTHERS = ", ook naast de andere wijken"


def along(verdict: str) -> str:
    """A wijk that goes with the municipality.

    >>> along(MORE)
    'In de hele gemeente meer dan gewoon; deze wijk loopt mee.'
    """
    return _ALONG.format(verdict=verdict)


def new_level(verdict: str) -> str:
    """Three signals on one side in a row: the question to the owner.

    >>> new_level(LESS)[:37]
    'Drie maanden op rij minder dan gewoon'
    """
    return _NEW_LEVEL.format(verdict=verdict)
