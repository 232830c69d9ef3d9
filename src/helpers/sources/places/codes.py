"""The wijk of a code of CBS: of a wijk, or of a buurt in it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from helpers.sources.cells.cell_parser import quoted
from helpers.sources.places.place import Place, outside, unknown, unreadable

# Without its letters a code is digits alone, and no municipality has a number of 2000 or more: no postcode, no day.
_WIJK = re.compile(r"(?:WK|(?=[01]\d{5}$))(\d{4})([0-9A-Z]{2})", re.ASCII)
_NUMBER = re.compile(r"(?:WIJK|WK|W)?0*(\d{1,2})(?:[.,]0)?", re.ASCII)
_BUURT = re.compile(r"(?:BU|(?=[01]\d{7}$))(\d{4})([0-9A-Z]{2})([0-9A-Z]{2})", re.ASCII)
_MUNICIPALITY = re.compile(r"GM\d{4}", re.ASCII)
_LOST_ZERO = re.compile(r"\d{7}", re.ASCII)  # of a buurt whose municipality has a number below 1000


@dataclass(frozen=True)
class Codes:
    """The codes of the wijken of one municipality."""

    wijken: frozenset[str]

    @classmethod
    def of(cls, wijken: Iterable[str]) -> "Codes":
        return cls(frozenset(wijken))

    def wijk(self, text: str) -> Place:
        """The wijk of a code, or of its number within the municipality.

        >>> Codes.of(["WK123401"]).wijk("wk 1234 01").wijk, Codes.of(["WK123401"]).wijk("Wijk 1").wijk
        ('WK123401', 'WK123401')
        """
        code = _bare(text)
        if match := _NUMBER.fullmatch(code):
            return self._numbered(text, match[1].zfill(2))
        if match := _WIJK.fullmatch(code):
            return self._coded(text, match[1], match[2])
        return self._another(text, code, "wijk", "Schrijf de code van de wijk, zoals WK en zes cijfers.")

    def buurt(self, text: str) -> Place:
        """The wijk of the code of a buurt: "WK" and its first six signs.

        >>> Codes.of(["WK123401"]).buurt(" BU12340103 ").wijk
        'WK123401'
        """
        code = _bare(text)
        code = f"0{code}" if _LOST_ZERO.fullmatch(code) else code
        if match := _BUURT.fullmatch(code):
            return self._coded(text, match[1], match[2])
        return self._another(text, code, "buurt", "Schrijf de code van de buurt, zoals BU en acht cijfers.")

    def numbered(self, number: str) -> str:
        """The wijk with this number within the municipality; "" where none or more than one has it."""
        ending = [wijk for wijk in self.wijken if wijk[6:] == number]
        return ending[0] if len(ending) == 1 else ""

    def _numbered(self, text: str, number: str) -> Place:
        wijk = self.numbered(number)
        return Place(wijk) if wijk else unknown(f"{quoted(text)} is geen wijk van deze gemeente.", _CODES)

    def _coded(self, text: str, municipality: str, number: str) -> Place:
        wijk = f"WK{municipality}{number}"
        if wijk in self.wijken:
            return Place(wijk)
        if municipality in {own[2:6] for own in self.wijken}:
            return unknown(f"{quoted(text)} hoort niet bij een wijk van deze gemeente.", _CODES)
        return outside(f"{quoted(text)} ligt in een andere gemeente.")

    def _another(self, text: str, code: str, kind: str, hint: str) -> Place:
        if _MUNICIPALITY.fullmatch(code):
            return unknown(f"{quoted(text)} is een hele gemeente, geen {kind}.", hint)
        if kind == "wijk" and _BUURT.fullmatch(code):
            return unreadable(f"{quoted(text)} is de code van een buurt.", _FORM.format("buurtcode"))
        if kind == "buurt" and _WIJK.fullmatch(code):
            return unreadable(f"{quoted(text)} is de code van een wijk.", _FORM.format("code"))
        return unreadable(f"Hier staat geen code van een {kind}.", hint)  # an address may stand here


_FORM = "Schrijf bij area in params/exports.yml: {}."
_CODES = "De codes staan in data/reference/wijken.csv."


def _bare(text: str) -> str:
    """A code in capitals, without the spaces and hyphens that people and registers put in it."""
    return re.sub(r"[ _-]", "", text).upper()
