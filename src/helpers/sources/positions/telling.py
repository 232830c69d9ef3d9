"""What is said of a log: what was counted, what was not, and what stops it. Never a point or a moment."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from helpers.floor import dutch
from helpers.floor.faults import Fault, Level
from helpers.sources.mapping import chosen_words

SHEET = "uren uit het log"  # the name of the sheet that the log becomes
RULE = "log"
MOST_LOST = 0.05  # of the positions
MOST_OUTSIDE = 0.5  # of the time: a car may serve the neighbours too
MOST_UNREAD = 0.001  # of the rows
MOST_TORN = 0.01  # of the positions: a car that changes its task may have both within a second
_MOMENTS = "Lever momenten in UTC, zoals 2026-03-29T14:05:10Z."


@dataclass(frozen=True)
class Figures:
    """What a log gave: rows and positions counted, times in hours."""

    rows: int
    unread: int  # rows without a moment or a car, or with another number of cells
    absent_words: Sequence[str]  # what is said of words that choose no row
    not_chosen: int
    unsure: int  # moments that the clock shows twice or not at all
    on_clock: int  # moments without a zone
    with_zone: int
    slashed: int  # moments such as 07/01/2026
    double: int
    torn: int  # moments at which a car has two purposes
    positions: int
    lost: int
    outside: int
    border: int
    cars: int
    hours: float  # in the wijken
    hours_lost: float
    hours_outside: float
    hours_too_many: float  # above 24 on the day of 25
    longest_gap_minutes: int


def faults(log: Figures, file: str) -> Iterator[Fault]:
    """A sentence with numbers on each thing that an analyst must know of the log."""
    for message, hint, about, level in (*_of_moments(log), *_of_rows(log), *_of_places(log), *_of_time(log)):
        yield Fault(message, hint, file, SHEET, rule=RULE, level=level, about=about)


_Told = tuple[str, str, str, Level]


def _of_moments(log: Figures) -> Iterator[_Told]:
    if log.slashed:
        said = dutch.counted(log.slashed, "moment staat er met een / en kan", "momenten staan er met een / en kunnen")
        yield f"{said} dag-maand of maand-dag zijn.", _MOMENTS, "", "error"
    if log.on_clock and log.with_zone:
        with_zone = dutch.counted(log.with_zone, "moment heeft", "momenten hebben")
        said = dutch.counted(log.on_clock, "ander niet", "andere niet")
        yield f"{with_zone} een tijdzone, {said}. Dat scheelt een of twee uur.", _MOMENTS, "", "error"
    if log.unsure:
        said = dutch.counted(log.unsure, "moment valt", "momenten vallen")
        message = f"{said} in het uur dat de klok verspringt. Daar is de tijd onzeker."
        yield message, "Lever momenten in UTC.", "Momenten in het uur dat de klok verspringt.", "warning"
    if log.torn:
        is_much = log.torn > MOST_TORN * log.positions
        said = dutch.counted(log.torn, "keer", "keer")
        message = f"{said} heeft een voertuig op één moment twee doelen. Eén daarvan telt."
        hint = "Een voertuig heeft één doel tegelijk: haal de dubbele posities weg." if is_much else ""
        yield message, hint, "Momenten met twee doelen tellen één keer.", "error" if is_much else "warning"


def _of_rows(log: Figures) -> Iterator[_Told]:
    if log.unread:
        is_much = log.unread > MOST_UNREAD * log.rows
        said = f"{dutch.counted(log.unread, 'rij is', 'rijen zijn')} niet te lezen"
        hint = "Lever momenten zoals 2026-03-29T14:05:10Z, en in elke rij evenveel cellen." if is_much else ""
        why = "Daar ontbreekt een moment of voertuig, of het aantal cellen klopt niet."
        message = (
            f"{said} ({_share(log.unread, log.rows)}) en {'telt' if log.unread == 1 else 'tellen'} niet mee. {why}"
        )
        yield message, hint, "Rijen die niet te lezen zijn.", "error" if is_much else "warning"
    if log.double:
        # Of a position its wijk is kept, so scans of one second look alike: not all are the same row again.
        said = f"{dutch.counted(log.double, 'rij heeft', 'rijen hebben')} hetzelfde moment en dezelfde wijk als een"
        message = f"{said} andere rij. Dat telt één keer."
        yield message, "", "Rijen met hetzelfde moment en dezelfde wijk tellen één keer.", "warning"
    for said in log.absent_words:
        yield said, chosen_words.HINT, "Een woord dat geen rij kiest.", "warning"
    if log.not_chosen:
        said = f"{dutch.counted(log.not_chosen, 'rij is', 'rijen zijn')} niet gekozen."
        yield f"{said} Dat telt niet mee.", "", "Rijen die niet zijn gekozen.", "warning"


def _of_places(log: Figures) -> Iterator[_Told]:
    if log.positions and log.lost == log.positions:
        yield "Geen enkele positie heeft een plaats.", "Controleer de kolommen van het punt.", "", "error"
    elif log.lost:
        said = f"{dutch.counted(log.lost, 'positie heeft', 'posities hebben')} geen plaats"
        message = f"{said} ({_share(log.lost, log.positions)}). Dat is {_hours(log.hours_lost)}, in geen wijk geteld."
        hint = (
            "Dat is veel: laat de plaatsbepaling van de auto nakijken." if log.lost > MOST_LOST * log.positions else ""
        )
        yield message, hint, "Posities zonder plaats tellen in geen wijk.", "warning"
    if log.outside:
        said = f"{dutch.counted(log.outside, 'positie lag', 'posities lagen')} buiten de gemeente"
        placed = log.hours + log.hours_outside
        share = f", {_share(log.hours_outside, placed)} van de tijd" if placed else ""
        is_much = log.hours_outside > MOST_OUTSIDE * placed
        hint = "Dat is veel: controleer de grenzen en de punten." if is_much else ""
        message = f"{said}. Dat is {_hours(log.hours_outside)}{share}; het telt niet mee."
        yield message, hint, "Posities buiten de gemeente tellen niet.", "warning"
    if log.border:
        said = f"{dutch.counted(log.border, 'positie lag', 'posities lagen')} op een grens van wijken."
        message = f"{said} Dat telt mee in de eerste van die wijken."
        yield message, "", "Posities op een grens tellen in de eerste wijk.", "warning"


def _of_time(log: Figures) -> Iterator[_Told]:
    gap = dutch.counted(log.longest_gap_minutes, "minuut", "minuten")
    cars = dutch.counted(log.cars, "voertuig", "voertuigen")
    verb = "geeft" if log.positions == 1 else "geven"
    positions = dutch.counted(log.positions, "positie", "posities")
    said = f"{positions} van {cars} {verb} {_hours(log.hours)} in de wijken."
    message = f"{said} Een stilte van meer dan {gap} telt niet."
    yield message, "", "Uren uit een log van posities.", "warning"
    if log.hours_too_many:
        said = "Op een dag van 25 uur reed een voertuig meer dan 24 uur."
        yield f"{said} {_hours(log.hours_too_many)} telt niet mee.", "", "Een dag telt hooguit 24 uur.", "warning"


def _share(part: float, whole: float) -> str:
    return dutch.quantity(100 * part / whole, "percent", 1)


def _hours(hours: float) -> str:
    return dutch.quantity(hours, "hours", 1)
