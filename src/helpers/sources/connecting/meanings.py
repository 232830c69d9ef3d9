"""What the words and codes of a file mean to a contract: by likeness, and how sure that is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from helpers.door.cells import fold
from helpers.sources.cells.cell_parser import Parse, Parser, Unreadable
from helpers.sources.connecting import likeness
from helpers.sources.connecting.own_table import OwnColumn

SURE = 0.85
_BY_LETTER = 0.5  # a code of one letter: what it means is asked
_OTHERS = {
    "afval": "afvalronde|vuil|bijplaatsing|grofvuil|waste|bijplaatsingen",
    "parkeren": "parkeer|parkeercontrole|parkeerscan|parking|parkeerhandhaving",
    "beide": "allebei|beiden|gecombineerd|combi|afval en parkeren|parkeren en afval|both|mix|gemengd",
    "gehouden": "doorgegaan|geweest|uitgevoerd|afgerond|gerealiseerd|ging door|plaatsgevonden|klaar",
    "gepland": "ingepland|staat gepland|nog te doen|toekomstig|komend|volgt|optie|open",
    "vervallen": "geannuleerd|afgelast|afgezegd|gaat niet door|ging niet door|ingetrokken|niet doorgegaan",
    "steekproef": "aselect|toeval|willekeurig|loting|steekproefsgewijs",
    "risico": "risicogericht|risicogestuurd|risicoanalyse|op risico|informatiegestuurd",
    "melding": "klacht|tip|signaal|naar aanleiding van melding|op melding",
    "hercontrole": "nacontrole|herinspectie|tweede controle|herbezoek|her controle",
    "oefening": "oefenen|tabletop|systeemoefening|praktijkoefening|veldoefening|crisisoefening|simulatie",
    "juridisch scenario": "juridisch|scenario|juridische sessie|juridische casus|juridische oefening",
    "adequaat": "goed|voldoende|op orde|geslaagd|positief|in orde",
    "niet adequaat": "onvoldoende|niet op orde|slecht|matig|niet geslaagd|negatief|verbeterpunten",
    "nog niet geëvalueerd": "nog niet|open|volgt|loopt|in behandeling|nog te evalueren|wordt geevalueerd",
    "ja": "j|yes|y|true|waar|x|v|ok|oke|akkoord|voldoet|in orde|goed|juist|1|✓|✔|positief|voldaan",
    "nee": "n|no|false|onwaar|niet ok|niet akkoord|voldoet niet|niet in orde|fout|0|✗|geen|onvoldoende|negatief"
    "|overtreding|niet voldaan",
    "nvt": "niet van toepassing|n v t|nvt|geen oordeel",
}
_NO_DAY = re.compile(r"(?:31-12-)?[29]999\b|0000-00-00|00-00-0000", re.ASCII)  # how systems write that there is none
_LOOKED_AT_FIRST = 20
_TOGETHER = re.compile(r"\s*(?:\+|/|&|,|\ben\b)\s*")
_NOTHING = re.compile(
    r"\b(nog niet|niet (bekend|ingevuld|van toepassing|opgegeven|gemeten|beschikbaar|ontvangen)|onbekend|liever niet"
    r"|weet( ik| het)* niet|geen (idee|opgave|antwoord|gegevens|datum|mening)|zeg ik|woon niet|n\.?v\.?t|n\.?n\.?b"
    r"|n\.?t\.?b|tbd|volgt|leeg|blanco|vacant|unknown|none|null)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Meaning:
    """What a word most likely means: a word of the contract, "" for not known, None where nothing is near."""

    meant: str | None
    sureness: float = 0.0

    @property
    def is_sure(self) -> bool:
        return self.sureness >= SURE


def is_nothing(text: str) -> bool:
    """Whether a text says that something is not known or not there yet.

    >>> is_nothing("Nog niet"), is_nothing("Dat zeg ik liever niet"), is_nothing("niet adequaat")
    (True, True, False)
    """
    return bool(_NOTHING.search(text) or _NO_DAY.match(text))


def meanings(texts: Iterable[str], choices: Iterable[str]) -> dict[str, Meaning]:
    """What each text means among a few words of a contract.

    >>> {own: one.meant for own, one in meanings(["A", "P", "A+P"], ["afval", "parkeren", "beide"]).items()}
    {'A': 'afval', 'P': 'parkeren', 'A+P': 'beide'}
    """
    choices = list(choices)
    return {text: _meaning(text, choices) for text in texts}


def _meaning(text: str, choices: list[str]) -> Meaning:
    nearest = max(((_likeness(text, choice), choice) for choice in choices), default=(0.0, ""))
    if nearest[0] >= _BY_LETTER:
        return Meaning(nearest[1], nearest[0])
    parts = [part for part in _TOGETHER.split(text.strip()) if part]
    if "beide" in choices and len(parts) > 1:
        meant = {_meaning(part, [one for one in choices if one != "beide"]).meant for part in parts}
        if None not in meant and len(meant) > 1:
            return Meaning("beide", _BY_LETTER)
    return Meaning("", _BY_LETTER) if is_nothing(text) else Meaning(None)


def _likeness(text: str, choice: str) -> float:
    folded, wanted = fold(text), fold(choice)
    others = {fold(other) or other for other in (*_OTHERS.get(choice, "").split("|"),) if other}
    if folded == wanted or (folded or text) in others:
        return 1.0
    own = likeness.words(text)
    negations = {"niet", "geen", "nog"}
    if negations & set(own) and not negations & set(likeness.words(choice)):
        return 0.0
    phrases = [choice, *(other for other in _OTHERS.get(choice, "").split("|") if len(other) >= _LEAST_SIGNS)]
    near = likeness.nearness(text, phrases)
    if near >= likeness.SURE:
        return max(SURE, near)
    if len(folded) >= _LEAST_SIGNS and wanted.startswith(folded):
        return SURE
    if wanted.startswith(folded) and folded:
        return _BY_LETTER
    if any(abbreviates(folded, fold(other)) for other in phrases):
        return _BY_LETTER
    ratio = fuzz.ratio(folded, wanted) / 100
    return ratio if ratio >= SURE else 0.0


def abbreviates(text: str, word: str) -> bool:
    """Whether the letters of a text stand in a word, in their order and from its first on, as PRK in parkeren."""
    rest = iter(word)
    return len(text) > 1 and word[:1] == text[:1] and all(sign in rest for sign in text)


_LEAST_SIGNS = 4


@lru_cache(maxsize=5_000)
def unread(parser: Parser, own: OwnColumn) -> dict[str, int]:
    """The texts of a column that a parser cannot read, with how often each stands there."""
    read, _ = parser.among(list(own.filled))
    some = [text for text, _ in own.filled.most_common(_LOOKED_AT_FIRST)]
    if not any(_is_read(read, text) for text in some):
        return dict(own.filled)  # saying of each text what is wrong with it takes time
    return {text: count for text, count in own.filled.items() if not _is_read(read, text)}


def _is_read(read: Parse, text: str) -> bool:
    try:
        read(text)
    except Unreadable:
        return False
    return True
