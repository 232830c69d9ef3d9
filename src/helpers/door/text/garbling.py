"""Letters that were garbled on the way: text that some program read in the wrong encoding."""

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from helpers.door.cells import Sheet, column_letter
from helpers.floor.faults import BadInput, Fault

_HINT = "Maak de export opnieuw en bewaar hem als “CSV UTF-8”; herstel verminkte letters in het systeem zelf."
_CONTINUED = "\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
_LETTER = r"[^\W\d_]"
_LOWER = "[a-zß-öø-ÿ]"
_SIGNS = "\ufffd\u0080-\u009f¤ÂÃÄÅâï├┬ΓÔ√‚‰„ˆ‡ƒ‹Ÿ˜ŠŽŒ¡¢£”“™•‘\u2500-\u257f"
# A sign first, so that the search skips all other text; then, each line, one way in which text goes wrong.
_WAYS = (
    "(?<=[\ufffd\u0080-\u009f¤])",  # a letter that was lost; a control sign of Latin-1; the euro of Latin-9
    f"(?<=[ÂÃÄÅ])[{_CONTINUED}]|(?<=â)[€‚][{_CONTINUED}]|(?<=ï)»¿",  # UTF-8 read as Windows-1252
    f"(?<={_LETTER}[\u2500-\u257f])|(?<=[├┬])[^─\\s]|(?<=[ΓÔ])(?:é¼|Ç[^\\W\\d_a-z])",  # as code page 437, 850
    "(?<=√)[´©™®∂†≠¢ß∞]|(?<=‚)Ä[ôúùìîòö¶¢]",  # as MacRoman
    # Code page 437 or 850, or MacRoman, read as Windows-1252: a sign where only a letter can stand.
    f"(?<={_LETTER}[‰‚„ˆ‡ƒ‹Ÿ˜])|(?<={_LOWER}[ŠŽŒ¡¢£])|(?<={_LOWER}[”“™•])(?={_LOWER})|(?<=‚‚)(?=\\w)",
    f"(?<={_LOWER}‘)(?!s\\b)(?={_LETTER})(?!(?<=[Zz]o‘)n)",
)
_GARBLED = re.compile(f"[{_SIGNS}](?:{'|'.join(_WAYS)})")
_LOST_LETTER = re.compile(r"""(?<![^\s;,|"(])[A-Za-z]+\?[a-z]+(?![^\s;,|".)])""")


def garbled(text: str) -> tuple[int, str] | None:
    """Where a text is garbled first, and the signs there; quotes, dashes and signs at the edge of a word are fine.

    >>> bool(garbled("Financi‰n")), bool(garbled("foto’s – € 5, “één”"))
    (True, False)
    """
    if text.isascii():
        return None
    found = _GARBLED.search(text)
    return (found.start(), found[0]) if found else None


def refusal(file: str, sheet: str = "", row: int | None = None, value: str = "", place: int | None = None) -> BadInput:
    """The refusal of garbled letters at this place."""
    letter = "" if place is None else column_letter(place)
    message = "Letters met accenten of andere tekens zijn verminkt."
    return BadInput([Fault(message, _HINT, file, sheet, row, "", letter, value, "codering")])


def check_cells(sheets: Iterable[Sheet]) -> None:
    """Raises BadInput with the first cell that holds garbled letters or a NUL sign."""
    for sheet in sheets:
        text = "\n".join(chain.from_iterable(sheet.rows))
        if "\0" not in text and not garbled(text):
            continue
        for at, place, cell in _cells(sheet):
            found = garbled(cell)
            if found or "\0" in cell:
                value = found[1] if found and found[1].isprintable() else ""
                raise refusal(sheet.file, sheet.name, sheet.numbers[at], value, place)


def lost_letters(sheet: Sheet) -> Fault | None:
    """A warning when letters seem to have become question marks, with the first row where that shows."""
    if not any("?" in "".join(row) for row in sheet.rows):  # quicker than to look at every cell
        return None
    found = [(at, place) for at, place, cell in _cells(sheet) if "?" in cell and _LOST_LETTER.search(cell)]
    if not found:
        return None
    at, place = found[0]
    cells = "1 cel" if len(found) == 1 else f"{len(found)} cellen"
    message = f"In {cells} staat een vraagteken midden in een woord; daar stond misschien een letter met een accent."
    hint = "Bewaar de export als “CSV UTF-8”."
    where = (sheet.file, sheet.name, sheet.numbers[at])
    return Fault(message, hint, *where, letter=column_letter(place), rule="codering", level="warning")


def _cells(sheet: Sheet) -> Iterator[tuple[int, int, str]]:
    for at, row in enumerate(sheet.rows):
        for place, cell in enumerate(row):
            yield at, place, cell
