"""How near a header or a word of a file is to what a contract calls it, from 0 to 1."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz import fuzz

SURE, NEAR, FAR = 0.75, 0.5, 0.3
_EQUAL, _WITHIN, _SCATTERED = 1.0, 0.95, 0.8
_PER_WORD_MORE, _MOST_MORE = 0.02, 5  # a header that says more than the phrase is a little further
_AS_END, _AS_BEGIN, _MISTYPED = 0.9, 0.8, 0.85  # Dutch glues words: Ritdatum is a datum
_LEAST_GLUED, _LEAST_TYPED = 4, 5  # signs
_ALIKE, _ROUGHLY = 85, 80  # of 100
_IN_FULL = {"1e": "eerste", "1ste": "eerste", "2e": "tweede", "nr": "nummer", "nrs": "nummer", "no": "nummer"}
_IN_FULL |= {
    "aant": "aantal",
    "dat": "datum",
    "dt": "datum",
    "dtm": "datum",
    "cat": "categorie",
    "tm": "tot",
    "opl": "opleiding",
    "ts": "timestamp",
    "opm": "opmerking",
}
_GLUED_NUMBER = re.compile(r"(?<=[a-z]{3})nr$")
_UNTIL = re.compile(r"\bt ?/ ?m\b|\btot en met\b")
# What is meant to happen is no outcome, and neither is when a row was last touched.
_AHEAD = """
planning gepland geplande verwacht verwachte volgende streefdatum beoogd beoogde deadline gewijzigd modified mutatie
"""


def nearness(header: str, phrases: Iterable[str]) -> float:
    """How near a header is to the nearest of some phrases.

    >>> nearness("Ritdatum", ["datum"]) > SURE, nearness("Chauffeur", ["datum"]) < FAR
    (True, True)
    """
    return max((_to(header, phrase) for phrase in phrases), default=0.0)


@lru_cache(maxsize=100_000)
def _to(header: str, phrase: str) -> float:
    own, wanted = words(header), words(phrase)
    if not own or not wanted:
        return 0.0
    more = _PER_WORD_MORE * min(len(own) - len(wanted), _MOST_MORE)
    ahead = set(_AHEAD.split())
    doubt = 0.5 if set(own) & ahead and not set(wanted) & ahead else 1.0
    if own == wanted or "".join(own) == "".join(wanted):
        return _EQUAL
    if any(own[at : at + len(wanted)] == wanted for at in range(len(own) - len(wanted) + 1)):
        return doubt * (_WITHIN - more)
    single = [max(_word(one, other) for other in own) for one in wanted]
    if min(single) > 0:
        return doubt * (sum(single) / len(single) * (_SCATTERED if len(wanted) > 1 else 1) - max(more, 0))
    ratio = fuzz.ratio("".join(own), "".join(wanted))
    return doubt * ratio / 100 * (1 if ratio >= _ROUGHLY else 0.5)


def _word(wanted: str, own: str) -> float:
    if own == wanted:
        return 1.0
    if len(wanted) >= _LEAST_GLUED and own.endswith(wanted):
        return _AS_END
    if len(wanted) >= _LEAST_GLUED and own.startswith(wanted):
        return _AS_BEGIN
    is_long = min(len(wanted), len(own)) >= _LEAST_TYPED
    return _MISTYPED if is_long and fuzz.ratio(wanted, own) >= _ALIKE else 0.0


@lru_cache(maxsize=100_000)
def words(text: str) -> tuple[str, ...]:
    """The words of a text without case, accents and signs.

    >>> words("Scan klaar d.d."), words("created_at"), words("1e bewonersavond")
    (('scan', 'klaar', 'd', 'd'), ('created', 'at'), ('eerste', 'bewonersavond'))
    """
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text)
    plain = unicodedata.normalize("NFKD", _UNTIL.sub("tot", spaced.casefold()))
    bare = "".join(sign for sign in plain if not unicodedata.combining(sign)).replace("'", "").replace("’", "")
    return tuple(
        _IN_FULL.get(word, _GLUED_NUMBER.sub("nummer", word)) for word in re.findall(r"[a-z]+|\d+[a-z]*|%", bare)
    )
