"""The wijk of a name, in the spellings people use; two wijken that fit are none."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from helpers.floor import dutch
from helpers.floor.areas import Areas
from helpers.sources.cells.cell_parser import cleaned, quoted
from helpers.sources.places import buurten, spelling
from helpers.sources.places.codes import Codes
from helpers.sources.places.place import Place, unknown
from helpers.sources.reference.reading import areas_in
from helpers.sources.sheets.columns import MOST_FAULTS

_LONGEST_TITLE = 40  # signs: where CBS and the police cut a title off
_LONGEST_NAME = 200  # signs
_CODE = r"(?:WK)?(?P<code>\d{4}[0-9A-Z]{2})|BU(?P<buurt>\d{4}[0-9A-Z]{2})[0-9A-Z]{2}"
_BEFORE = re.compile(rf"(?:wijk |buurt )?(?:{_CODE}|(?P<number>\d{{1,4}}))\b[\s.:)–-]*(?P<name>.*)", re.IGNORECASE)
# Behind a name a number stands between brackets; without them it may be that of a house.
_BEHIND = re.compile(rf"(?P<name>.*?)\s*[(\[](?:{_CODE}|(?P<number>\d{{1,4}}))[\])]", re.IGNORECASE)
_NUMBERED = re.compile(r"(?:wijk|wk) ?\d{1,2}|wk ?\d{4} ?[0-9a-z]{2}", re.IGNORECASE)
_MOST_TOLD = 500  # different names that are unknown: looking for the nearest takes time

Wijken = frozenset[str]


@dataclass
class Names:
    """The names of the wijken, and of buurten and halves of double names, which count where one wijk has them.

    `spellings` are by trust: what the first knows is not looked up in the next. `shortened` are the words for which
    an abbreviation may stand: those that more names share, or that a short name of the reference abbreviates.
    `unknown` counts the names without a wijk: of so many that the column is given up, the rest is not looked up.
    """

    codes: Codes
    titles: dict[str, str]
    spellings: tuple[dict[str, Wijken], ...]
    shortened: Wijken
    unknown: int = 0
    meant: dict[str, str] = field(default_factory=dict)

    @classmethod
    def load(cls, reference: Path) -> "Names":
        """The names of wijken.csv (name, short_name, and also where there is one) and of buurten.csv where it is."""
        areas = areas_in(reference)
        titles, short, also = (_column(areas, column) for column in ("name", "short_name", "also"))
        own = [(name, code) for known in (titles, short) for code, name in known.items()]
        own += [(name, code) for code, several in also.items() for name in several.split("|")]
        of_buurten = [(name, wijk) for name, wijk in buurten.wijken_by_name(reference) if wijk in titles]
        halves = [(part, wijk) for name, wijk in [*own, *of_buurten] for part in spelling.parts(name)]
        cut = [(name[:_LONGEST_TITLE], wijk) for name, wijk in [*own, *of_buurten]]
        spellings = _spelled(own), _spelled(own, is_core=True), _spelled([*of_buurten, *halves, *cut], is_core=True)
        shortened = _shared([name for name, _ in [*own, *of_buurten]]) | _abbreviated(titles, short)
        return cls(Codes.of(titles), titles, spellings, frozenset(shortened))

    def place(self, text: str) -> Place:
        """The wijk of a name, or why none was found, with the nearest name as a question."""
        if self.unknown > MOST_FAULTS:
            return _UNTOLD
        if _NUMBERED.fullmatch(text):
            return self.codes.wijk(text)
        wijken = self._named(text[:_LONGEST_NAME])
        if len(wijken) == 1:
            return Place(next(iter(wijken)))
        return self._several(text, sorted(wijken)) if wijken else self._none(text)

    def _named(self, text: str) -> Wijken:
        """The wijken that a text may mean."""
        if wijken := self._spelled(text):
            return wijken
        if numbered := _BEFORE.fullmatch(text) or _BEHIND.fullmatch(text):
            return self._with_number(numbered)
        found = [self._spelled(part) for part in spelling.parts(text)]
        return frozenset().union(*found) if len(found) > 1 and all(found) else frozenset()

    def _with_number(self, numbered: re.Match[str]) -> Wijken:
        """The wijk of a name with a code or number beside it; both where they are not of the same wijk."""
        wijken = self._named(numbered["name"]) if spelling.words(numbered["name"]) else frozenset()
        code = numbered["code"] or numbered["buurt"]
        beside = f"WK{code.upper()}" if code else self.codes.numbered(_first_two(numbered["number"]))
        return wijken | {beside or _ANOTHER} if wijken else wijken

    def _spelled(self, text: str) -> Wijken:
        """The wijken that are spelled so, in full or with words cut short."""
        whole = spelling.words(text)
        return self._looked_up(whole) or self._looked_up([self._in_full(word) for word in whole])

    def _looked_up(self, words: list[str]) -> Wijken:
        whole, core = "".join(words), "".join(spelling.core(words))
        first, *others = self.spellings
        looked = [first.get(whole, frozenset()), *(level.get(core, frozenset()) for level in others)]
        return next((wijken for wijken in looked if wijken), frozenset())

    def _in_full(self, word: str) -> str:
        """The one word that a word may abbreviate; the word itself where there is none or more than one."""
        if word not in self.meant:
            longer = [one for one in self.shortened if spelling.shortens(word, one)]
            self.meant[word] = longer[0] if len(longer) == 1 else word
        return self.meant[word]

    def _several(self, text: str, wijken: list[str]) -> Place:
        named = [f"{wijk} ({self.titles[wijk]})" if wijk in self.titles else wijk for wijk in wijken[:2]]
        more = [f"{len(wijken) - 2} andere"] if len(wijken) > 2 else []
        return unknown(
            f"{_repeated(text)} past bij {dutch.listing([*named, *more])}.",
            "Schrijf de hele naam of de code van de wijk.",
        )

    def _none(self, text: str) -> Place:
        self.unknown += 1
        if self.unknown > _MOST_TOLD:
            return _UNTOLD
        words = set(spelling.words(text[:_LONGEST_NAME]))
        holding = [wijk for wijk, name in self.titles.items() if words and words <= set(spelling.words(name))]
        if len(holding) > 1:
            return self._several(text, holding)
        hint = self.titles[holding[0]] if holding else self._nearest(text)
        return unknown(f"{_repeated(text)} hoort niet bij een wijk.", f"Bedoelde u {hint}?" if hint else _WHERE)

    def _nearest(self, text: str) -> str:
        """The name of the wijk of the spelling that is nearest; "" when none is near."""
        from rapidfuzz import fuzz, process

        known = {spelled: wijken for level in self.spellings for spelled, wijken in level.items() if len(wijken) == 1}
        query = "".join(spelling.words(text[:_LONGEST_NAME]))
        close = process.extractOne(query, list(known), scorer=fuzz.ratio, score_cutoff=_NEAR)
        return self.titles[next(iter(known[close[0]]))] if close else ""


_ANOTHER = "een ander nummer"
_NEAR = 75  # of 100
_WHERE = "De namen staan in data/reference/wijken.csv; een eigen schrijfwijze kan daar in de kolom also."


_UNTOLD = unknown("Deze naam hoort niet bij een wijk.", _WHERE)


def _first_two(number: str) -> str:
    """The number of the wijk in that of a buurt, such as 0301."""
    return number[:-2].zfill(2) if len(number) > 2 else number.zfill(2)


def _repeated(text: str) -> str:
    """The name as a message may say it; with digits it may be an address."""
    return "Deze naam" if any(sign.isdigit() for sign in text) else quoted(text)


def _column(areas: Areas, column: str) -> dict[str, str]:
    """A column of wijken.csv by wijk; the code itself where it is not filled in. `also` may hold more, with bars."""
    table = areas.table
    texts = table.get(column, table.wijk)
    return dict(zip(table.wijk, texts.fillna(table.wijk).astype(str), strict=True))


def _spelled(names: Iterable[tuple[str, str]], is_core: bool = False) -> dict[str, Wijken]:
    wijken: dict[str, set[str]] = defaultdict(set)
    for name, wijk in names:
        words = spelling.words(cleaned(name))
        wijken["".join(spelling.core(words) if is_core else words)].add(wijk)
    return {spelled: frozenset(several) for spelled, several in wijken.items() if spelled}


def _shared(names: Iterable[str]) -> set[str]:
    """The words that stand in more than one name."""
    seen: dict[str, set[str]] = defaultdict(set)
    for name in names:
        for word in spelling.words(name):
            seen[word].add(name)
    return {word for word, several in seen.items() if len(several) > 1 and len(word) >= spelling.SHORTENED_FROM}


def _abbreviated(titles: dict[str, str], short: dict[str, str]) -> set[str]:
    """The words of a name that its short name abbreviates."""
    return {
        word
        for code, name in titles.items()
        for word in spelling.words(name)
        for shorter in spelling.words(short[code])
        if spelling.shortens(shorter, word)
    }
