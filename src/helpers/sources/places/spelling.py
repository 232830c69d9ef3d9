"""How a name of an area is spelled: its words, without what people leave out or write in another way."""

import re
import unicodedata

_APOSTROPHES = str.maketrans("", "", "'’‘`´′ʼ＇ʻ‛")
_WORD = re.compile(r"[^\W_]+")
_PARTS = re.compile(r"[/|;,+&]|\s+(?:en|of)\s+", re.IGNORECASE)
_ARTICLES = frozenset(["de", "het", "t", "den"])
_KINDS = frozenset(["wijk", "buurt"])
_AND_AROUND = (["en", "omgeving"], ["e", "o"], ["eo"])
_FEWEST_LETTERS = 2  # of an abbreviation
SHORTENED_FROM = 6  # letters: "no" may be noordoost, never noord


def words(name: str) -> list[str]:
    """The words of a name in small letters, without accents, apostrophes and other signs.

    >>> words("’t Liën/De Rietvink"), words("L'dam-Zuid")
    (['t', 'lien', 'de', 'rietvink'], ['ldam', 'zuid'])
    """
    plain = name.translate(_APOSTROPHES).casefold()
    if not plain.isascii():
        decomposed = unicodedata.normalize("NFKD", plain)
        plain = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return _WORD.findall(plain)


def core(name: list[str]) -> list[str]:
    """The words without "wijk" or an article before them and "en omgeving" behind them.

    >>> core(words("Wijk De Poort e.o.")), core(words("De"))
    (['poort'], ['de'])
    """
    rest = name
    for leading in (_KINDS, _ARTICLES):
        rest = rest[1:] if rest and rest[0] in leading else rest
    for ending in _AND_AROUND:
        rest = rest[: -len(ending)] if rest[-len(ending) :] == ending else rest
    return rest or name


def parts(name: str) -> list[str]:
    """The names in a double name; the name alone where it is one.

    >>> parts("De Poort / Het Hof"), parts("Poort-Zuid")
    (['De Poort', 'Het Hof'], ['Poort-Zuid'])
    """
    return [part.strip() for part in _PARTS.split(name) if words(part)]


def shortens(short: str, word: str) -> bool:
    """Whether a word may be an abbreviation of a longer one: its letters stand in it in order, the first one first.

    >>> shortens("hvn", "haven"), shortens("hn", "noordhaven")
    (False, False)
    >>> shortens("nhvn", "noordhaven"), shortens("nhaven", "noordhaven")
    (True, True)
    """
    if len(word) < SHORTENED_FROM or not _FEWEST_LETTERS <= len(short) < len(word) or short[0] != word[0]:
        return False
    left = iter(word)
    return all(letter in left for letter in short)
