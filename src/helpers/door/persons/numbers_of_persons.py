"""Numbers that lead to one person: BSN, IBAN and telephone numbers, in texts that `legible` made plain."""

import re
from collections.abc import Collection, Iterable
from math import exp, lgamma, log

from stdnum import iban
from stdnum.nl import bsn

# A nine-digit number passes the 11-proef once in eleven by chance.
_BY_CHANCE = 1 / 11
_FEWEST_BSNS = 3
_CHANCE_OF_FALSE_ALARM = 0.001

_NINE = re.compile(r"(?<!\d)(?<!\d[.,-])\d(?:[ .-]?\d){8}(?![.,-]?\d)")
_DATE_AND_DIGIT = re.compile(
    r"\d{1,2}[-. ]\d{1,2}[-. ](?:19|20)\d\d[-. ]\d|(?:19|20)\d\d[-. ]\d\d?[-. ]\d\d?[-. ]\d\d?"
)
_BSN_WORD = re.compile(r"bsn|burger ?service ?(?:nummer|nr)|sofi[ -]?(?:nummer|nr)", re.IGNORECASE)

# At least as long as the shortest, and one sign longer than the longest, so that its end shows.
_IBAN = re.compile(r"(?<![^\W_])(?=([A-Za-z]{2}[ .-]?\d[ .-]?\d(?:[ .-]?[A-Za-z0-9]){11,30}))")
_END_OF_GROUP = re.compile(r"[ .-]|$")

# After the first sign, so that a search runs from one "+" or "0" to the next: what may not stand before it.
_FREE = r"(?:(?<![^\W_].)|(?<=[Tt]el.)|(?<=\b[TtM].))(?<!\d[.,/-].)"
_PHONE = re.compile(
    r"\+ ?[1-9](?:[ ./-]?\(?\d\)?){8,13}(?!\d)"
    rf"|0{_FREE}031[ .-]?(?:\(0\)[ .-]?)?[1-9](?:[ .-]?\d){{8}}(?!\d)"
    rf"|0{_FREE}0(?:32|33|34|39|44|48|49|90|212|597|599)[ .-]\d(?:[ .-]?\d){{6,10}}(?!\d)"
    rf"|0{_FREE}(?!6[-. /]\d\d?[-. /](?:19|20)\d\d(?!\d))"
    r"(?:6\)?[ ./-]{1,3}[1-9](?:[ .-]?\d){7}"
    r"|[1-9]\d\)?[ ./-]{1,3}[1-9]\d(?:[ .-]?\d){5}"
    r"|(?![89]00)[1-9]\d\d\)?[ ./-]{1,3}[1-9]\d(?:[ .-]?\d){4}"
    r"|(?:[ .-]\d){9})(?![^\W_])"
)
_BARE = re.compile(r"(?<![^\W_])(?<!\d[.,-])\d{9,11}(?![^\W_])")
_MOBILE = re.compile(r"06[1-9]\d{7}")
_LANDLINE = re.compile(r"0[1-57]\d[1-9]\d{6}")
# A number that Excel took for a number has lost its zero.
_WITHOUT_ZERO = re.compile(r"(?:31)?6[1-8]\d{7}")
_FEWEST_LANDLINES = 3
_FEWEST_WITHOUT_ZERO = 5
_SERIES_DIGITS = 6


def nine_digits(text: str) -> set[str]:
    """The nine-digit numbers in a plain text; a point, space or dash between the digits does not count.

    >>> sorted(nine_digits("1234.56.782 en 123 456 789, niet 1234567890"))
    ['123456782', '123456789']
    """
    if len(text) == 9 and text.isdecimal():
        return {text}
    found = (match[0] for match in _NINE.finditer(text))
    return {re.sub(r"\D", "", one) for one in found if not _DATE_AND_DIGIT.fullmatch(one)}


def passes(number: str) -> bool:
    """Whether nine digits pass the 11-proef, as every BSN does.

    >>> passes("111222333"), passes("123456789"), passes("000000000")
    (True, False, False)
    """
    return bsn.checksum(number) == 0 and number != "0" * 9


def are_bsns(passing: int, numbers: int) -> bool:
    """Whether so many of the nine-digit numbers pass that they are BSNs and not ids that pass by chance.

    At least three must pass, and ids would give this many less than once in a thousand columns. So two of
    two is no alarm, three of three is.

    >>> are_bsns(2, 2), are_bsns(3, 3), are_bsns(3, 4), are_bsns(18_300, 200_000), are_bsns(19_000, 200_000)
    (False, True, False, False, True)
    """
    return passing >= _FEWEST_BSNS and at_least(passing, numbers, _BY_CHANCE) < _CHANCE_OF_FALSE_ALARM


def lost_a_zero(numbers: Collection[str]) -> set[str]:
    """The eight-digit numbers that are BSNs without their first zero, as Excel leaves them; KvK numbers are not.

    Nearly all must pass with the zero put back: KvK numbers pass once in eleven.

    >>> lost_a_zero({"12345678", "87654321"})
    set()
    """
    passing = {number for number in numbers if passes(f"0{number}")}
    return passing if len(passing) >= _FEWEST_WITHOUT_ZERO and 2 * len(passing) > len(numbers) else set()


def at_least(k: int, n: int, p: float) -> float:
    """The chance of k or more of n: the exact binomial tail, 1.0 where k is not above the mean.

    >>> round(at_least(3, 3, 0.5), 6), at_least(1, 100, 0.5)
    (0.125, 1.0)
    """
    if k <= n * p:
        return 1.0
    term = exp(lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1) + k * log(p) + (n - k) * log(1 - p))
    total = 0.0
    # above the mean every next term is smaller by a factor below one
    while term > total * 1e-12:
        total += term
        term *= (n - k) / (k + 1) * p / (1 - p)
        k += 1
    return total


def names_bsn(text: str) -> bool:
    """Whether a text speaks of a BSN, so that one number that passes is enough."""
    return bool(_BSN_WORD.search(text))


def has_iban(text: str) -> bool:
    """Whether a plain text holds an IBAN of any country: its form, and right by modulo 97.

    >>> has_iban("op nl91 abna 0417 1643 00."), has_iban("NL92ABNA0417164300")
    (True, False)
    """
    return any(map(_is_iban, set(_IBAN.findall(text))))


def has_phone(text: str) -> bool:
    """Whether a plain text holds a telephone number that shows by its form: +31, 0031, 06-, 070-123 45 67.

    >>> [has_phone(text) for text in ("bel 070-123 45 67", "0612345678", "06-12-2026 10:30")]
    [True, False, False]
    """
    return bool(_PHONE.search(text))


def bare_numbers(text: str) -> list[str]:
    """The numbers of nine to eleven digits without any sign between them."""
    return _BARE.findall(text)


def bare_phones(numbers: Iterable[str]) -> set[str]:
    """Which of a column's bare numbers are telephone numbers; padded ids and series are not.

    One mobile number is enough, landlines must be three and differ in their first digits, and numbers that
    lost their zero five. Where most ten-digit numbers are no telephone numbers, or all begin alike, they are ids.

    >>> sorted(bare_phones(["0612345678", "12"])), bare_phones(["0612345678", "4812345678", "9912345678"])
    (['0612345678'], set())
    """
    distinct = set(numbers)
    tens = {number for number in distinct if len(number) == 10}
    mobiles = {number for number in tens if _MOBILE.fullmatch(number)}
    landlines = {number for number in tens if _LANDLINE.fullmatch(number)}
    short = {number for number in distinct if len(number) in (9, 11)}
    found: set[str] = set()
    if 2 * len(mobiles | landlines) >= len(tens):
        found |= mobiles if len(mobiles) < 3 or _beginnings(mobiles) > 1 else set()
        found |= landlines if _beginnings(landlines) >= _FEWEST_LANDLINES or found else set()
    if _beginnings(short) >= _FEWEST_WITHOUT_ZERO and all(_WITHOUT_ZERO.fullmatch(one) for one in short):
        found |= short
    return found


def is_bare_phone(number: str) -> bool:
    """Whether one bare number could be a telephone number."""
    return bool(_MOBILE.fullmatch(number) or _LANDLINE.fullmatch(number) or _WITHOUT_ZERO.fullmatch(number))


def _beginnings(numbers: Collection[str]) -> int:
    return len({number[:_SERIES_DIGITS] for number in numbers})


def _is_iban(candidate: str) -> bool:
    ends = (match.start() for match in _END_OF_GROUP.finditer(candidate))
    return any(iban.is_valid(candidate[:end], check_country=False) for end in ends)
