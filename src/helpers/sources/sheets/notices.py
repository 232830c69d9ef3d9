"""What a file says of itself above or below its table: that it was filtered, cut off, or holds so many rows."""

import re
from collections.abc import Iterable
from typing import Any

from helpers.door.cells import Sheet
from helpers.floor import dutch
from helpers.floor.faults import Fault
from helpers.sources.cells.cell_parser import cleaned, quoted

_NOTE = re.compile(
    r"\*|(bron|toelichting|noot|let op|gemaakt|peildatum|exportdatum|aantal (rijen|records|regels)|einde"
    r"|(toegepaste|actieve|applied) filters?|filters?|geen filters?|no filters?|selectie|geselecteerd"
    r"|\(?\d[\d.]* (rijen|records|regels|rows))\b|opmerking(en)?:",
    re.IGNORECASE,
)
_FILTERED = re.compile(r"((toegepaste|actieve|applied) filters?|filters?|selectie)( is)? ?(:|toegepast)", re.IGNORECASE)
_CUT_OFF = re.compile(
    r"exceeded the allowed|may have been omitted|only the first \d|truncated|afgekapt"
    r"|niet alle (rijen|gegevens|records)"
    r"|alleen de eerste \d|maximum aantal (rijen|records) (is )?(bereikt|overschreden)|(zijn|is) mogelijk weggelaten"
    r"|toegestane (volume|hoeveelheid)|te veel gegevens om",
    re.IGNORECASE,
)
_ROW_COUNT = re.compile(
    r"(?:aantal (?:rijen|records|regels) ?:? ?(\d[\d.]{0,11}?)"
    r"|\(?(\d[\d.]{0,11}?) (?:rijen|records|regels|rows)(?: affected| selected| geëxporteerd| gevonden)?\)?)\.?",
    re.IGNORECASE | re.ASCII,
)
_LONGEST = 2_000  # characters
# Where programs stop: pages of an interface, Power BI, the old and the new Excel.
_LIMITS = frozenset({1_000, 5_000, 10_000, 30_000, 50_000, 65_535, 100_000, 150_000, 1_048_575})


def is_note(text: str) -> bool:
    """Whether a lone cell below a table is a foot note.

    >>> is_note("Bron: register"), is_note("Toegepaste filters:\\nJaar is 2026"), is_note("Toezicht")
    (True, True, False)
    """
    plain = cleaned(text[:_LONGEST])
    return bool(_NOTE.match(plain) or _CUT_OFF.search(plain))


def faults(sheet: Sheet, texts: Iterable[tuple[int, str]], count: int) -> list[Fault]:
    """What these texts, each with its row in Excel, say of an export with so many rows of data.

    An error where it was cut off or holds another number of rows, a warning where it was filtered.
    """
    found = [fault for row, text in texts if (fault := _said(sheet, row, cleaned(text[:_LONGEST]), count))]
    if count in _LIMITS:
        message = f"Er zijn precies {dutch.number(count)} rijen. Daar stoppen sommige programma's."
        hint = "Controleer of de export volledig is."
        found.append(Fault(message, hint, sheet.file, sheet.name, rule="ronde grens", level="warning"))
    return found


def _said(sheet: Sheet, row: int, text: str, count: int) -> Fault | None:
    where: dict[str, Any] = {"file": sheet.file, "sheet": sheet.name, "row": row}
    if _CUT_OFF.search(text):
        message = f"Hier staat dat de export niet volledig is: {quoted(text)}."
        return Fault(message, "Lever de export in delen die wel passen.", rule="afgekapt", **where)
    if (said := _ROW_COUNT.fullmatch(text)) and int((said[1] or said[2]).replace(".", "")) != count:
        number = (said[1] or said[2]).replace(".", "")
        there = dutch.number(int(number))
        message = f"Hier staat dat er {there} rijen zijn, maar het zijn er {dutch.number(count)} met gegevens."
        hint = "Is de export volledig? Herstel het aantal of haal deze regel weg."
        return Fault(message, hint, rule="aantal rijen", **where)
    if _FILTERED.match(text):
        message = f"Hier staat iets over een filter: {quoted(text)}."
        return Fault(message, "Controleer of alles erin staat.", rule="gefilterd", level="warning", **where)
    return None
