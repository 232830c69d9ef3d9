"""A text as the eye reads it: nothing invisible, and one kind of digit, dash and space."""

import unicodedata

from helpers.floor.printable import is_invisible

_SPACES = b"\t\r\x0b\x0c\x85\xa0"
_INVISIBLE = bytes(code for code in range(256) if is_invisible(chr(code)))
_LATIN = bytes.maketrans(_SPACES + b"\xb9\xb2\xb3", b" " * len(_SPACES) + b"123")
# What Windows-1252 has beyond Latin-1 and Dutch writers use; the quick way can then take the rest.
_COMMON = (("’", "'"), ("‘", "'"), ("“", '"'), ("”", '"'), ("–", "-"), ("—", "-"), ("…", "..."), ("€", "¤"))


class _Signs(dict[int, str]):
    """What every sign becomes, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        self[code] = _plain_sign(chr(code))
        return self[code]


_SIGNS = _Signs()


def plain(text: str) -> str:
    """The text without invisible signs and doubled spaces, with plain digits, dashes and spaces.

    Newlines stay. Takes time in proportion to the length, whatever the text.

    >>> plain("１２３\\u200b４５\\u00a0 6\\u20117")
    '12345 6-7'
    """
    try:
        seen = _latin(text)
    except UnicodeEncodeError:
        for sign, usual in _COMMON:
            text = text.replace(sign, usual)
        try:
            seen = _latin(text)
        except UnicodeEncodeError:
            seen = text.translate(_SIGNS)
    while "  " in seen:
        seen = seen.replace("  ", " ")
    return seen


def plain_lines(texts: list[str]) -> list[str]:
    """The plain form of each text, on one line each; one pass over all of them together.

    >>> plain_lines(["a\\u00a0b", "c\\nd", " "])
    ['a b', 'c d', '']
    """
    joined = "\n".join(texts)
    if joined.count("\n") != len(texts) - 1:
        joined = "\n".join(text.replace("\n", " ") for text in texts)
    return [line.strip() for line in plain(joined).split("\n")] if texts else []


def _latin(text: str) -> str:
    return text.encode("latin-1").translate(_LATIN, _INVISIBLE).decode("latin-1")


def _plain_sign(sign: str) -> str:
    category = unicodedata.category(sign)
    if sign == "\n":
        return sign
    if sign in "\t\r\v\f\x85" or category in {"Zs", "Zl", "Zp"}:
        return " "
    if is_invisible(sign) or category in {"Mn", "Me"}:
        return ""
    if category == "Pd" or sign == "\N{MINUS SIGN}":
        return "-"
    if category == "Nd":
        return str(unicodedata.decimal(sign))
    # sign by sign, because to normalise a whole text of accents takes time by its square
    return unicodedata.normalize("NFKC", sign)
