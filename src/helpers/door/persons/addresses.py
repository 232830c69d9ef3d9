"""Addresses of persons: e-mail, street with house number, postcode, in texts that `legible` made plain."""

import re

_OPEN, _CLOSE = r"[\[({<] ?", r" ?[\])}>]"
# "jan [at] x [punt] nl" counts; a bare "at" does not, it is a word.
_EMAIL = re.compile(
    rf"(?:(?<=[\w\"'.+-])|(?<=[\w\"'.+-] ))(?:@|{_OPEN}(?:at|apenstaart(?:je)?){_CLOSE}) ?"
    rf"\w[\w.-]*(?:\.| ?{_OPEN}(?:dot|punt){_CLOSE} ?)[^\W\d_]{{2}}",
    re.IGNORECASE,
)
_AT = re.compile(rf"@|{_OPEN}(?:at|apenstaart)", re.IGNORECASE)

STREETS = "straat laan plein singel gracht kade plantsoen steeg"
STREETS_WITH_CAPITAL = "weg dreef hof pad dijk markt park burg"
_STREET = re.compile(
    rf"(?<=[^\W\d_]{{2}})(?P<strong>{STREETS.replace(' ', '|')}) (?P<number>\d{{1,4}})(?!\d)"
    rf"|(?<=[^\W\d_]{{2}})(?:{STREETS_WITH_CAPITAL.replace(' ', '|')}) \d{{1,4}}(?!\d)"
)
# what a number behind a street may count instead: "Marktplein 3 keer gereden"
_COUNTED = re.compile(r" ?(?:keer|x|maal|uur|uren|min|dag|week|we?ken|bak|container|melding|ronde|auto|m\b|%|,\d)")
_NO_STREETS = frozenset(["onderweg", "vanweg", "halfweg", "snelweg", "rijksweg", "omweg"])
_LONGEST_NAME = 60

_POSTCODE = re.compile(r"(?<![^\W_])[1-9]\d{3} ?(?!SA|SD|SS|KM|MW|KW|GB|MB|TB|EU|MM|JJ|BC)[A-Z]{2}(?![^\W_])")
_POSTCODE_ALONE = re.compile(r"[1-9]\d{3} ?[A-Za-z]{2}(?: ?\d{1,4} ?[A-Za-z]?)?")
_YEAR_AND_LETTERS = re.compile(r"(?<!\d)20[0-4]\d[ _]?[A-Z]{2}(?![^\W_])")
_BETWEEN = r"[\s;,|/]{1,4}"
_NORTH, _EAST = r"5[0-3][.,]\d{3,}", r"[3-7][.,]\d{3,}"  # degrees, to a hundred metres or nearer
_X, _Y = r"\d{4,6}(?:[.,]\d+)?", r"[3-6]\d{5}(?:[.,]\d+)?"  # metres (RD)
_POINTS = (
    re.compile(r"\bPOINT ?Z? ?\(", re.IGNORECASE),
    *(
        re.compile(rf"(?<![\d.,]){first}{_BETWEEN}{second}(?!\d)")
        for first, second in ((_NORTH, _EAST), (_EAST, _NORTH), (_X, _Y))
    ),
)
_YEAR_AND_WORD = re.compile(r"20[0-4]\d [a-z]{2}")


def has_email(text: str) -> bool:
    """Whether a plain text holds an e-mail address, also one written with "(at)" or with spaces round the @.

    >>> [has_email(text) for text in ("zie jan@x.nl", "jan [at] x.nl", "3 @ 5,00", "vrij at home")]
    [True, True, False, False]
    """
    return bool(_AT.search(text) and _EMAIL.search(text))


def has_address(text: str) -> bool:
    """Whether a plain text holds a street with a house number, or a postcode.

    >>> [has_address(text) for text in ("Dorpsstraat 12", "1234 AB", "2026 KW 3", "Marktplein 3 keer gereden")]
    [True, True, False, False]
    """
    return has_postcode(text) or has_street(text)


def is_in_file_name(stem: str) -> bool:
    """Whether the name of a file holds an address; a year before two letters is no postcode there.

    >>> [is_in_file_name(stem) for stem in ("meldingen_1234ab", "Dorpsstraat 12", "levering 2026 NL")]
    [True, True, False]
    """
    plain = _YEAR_AND_LETTERS.sub("", stem).replace("_", " ")
    return has_address(plain) or any(map(is_postcode, plain.split()))


def has_point(text: str) -> bool:
    """Whether a text holds a point within the Netherlands, in degrees or in RD, in either order.

    >>> [has_point(text) for text in ("POINT (5.1 52.1)", "52,0931 | 4,4086", "84000.5, 455000", "52,1 en 4,4")]
    [True, True, True, False]
    """
    return any(sign.search(text) for sign in _POINTS)


def has_postcode(text: str) -> bool:
    """Whether a plain text holds a postcode in capitals, or is one in whatever case."""
    return is_postcode(text) or bool(_POSTCODE.search(text))


def has_street(text: str) -> bool:
    """Whether a plain text holds a street with a house number."""
    return any(_is_street(text, match) for match in _STREET.finditer(text))


def is_postcode(text: str) -> bool:
    """Whether a text is a postcode and nothing more, in whatever case, perhaps with a house number."""
    return bool(_POSTCODE_ALONE.fullmatch(text) and not _YEAR_AND_WORD.fullmatch(text)) and not re.search(
        r"SA|SD|SS|KM|MW|KW|GB|MB|EU|MM|JJ|BC", text
    )


def _is_street(text: str, match: re.Match[str]) -> bool:
    if _COUNTED.match(text, match.end()):
        return False
    end = match.start() + match[0].index(" ")
    begin = max(text.rfind(" ", 0, end), text.rfind("\n", 0, end), end - _LONGEST_NAME) + 1
    word = text[begin:end].lstrip("(\"'/;,")
    is_named = bool(match["strong"]) or word[:1].isupper()
    return is_named and word.casefold() not in _NO_STREETS
