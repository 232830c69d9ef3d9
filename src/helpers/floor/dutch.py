"""Numbers, dates and lists as a Dutch reader writes them: the one formatter of the suite."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal

from babel.dates import format_date
from babel.numbers import format_decimal

from helpers.floor import targets
from helpers.floor.verdicts import BEHIND_UP_TO, ON_TRACK_FROM

_LOCALE = "nl_NL"
_MINUS = "\N{MINUS SIGN}"
NOTHING = "–"
_NOISE = 6  # decimals: what a limit has after them is of the computer

# unit in the tables → (text after the number, decimals, text after a difference)
UNITS: dict[str, tuple[str, int, str]] = {
    "percent": ("%", 0, " pp"),
    "percentage_points": (" procentpunt", 1, " procentpunt"),
    "hours": (" uur", 0, " uur"),
    "hours_per_1000": (" uur per 1.000 inwoners", 1, " uur per 1.000 inwoners"),
    "hours_per_hectare": (" uur per hectare", 2, " uur per hectare"),
    "persons": ("", 0, ""),
    "count": ("", 0, ""),
    "months": ("", 0, ""),
    "dealers": ("", 0, ""),
    "index": ("", 0, " punten"),
    "per_1000": (" per 1.000", 1, " per 1.000"),
    "points_per_10_hours": (" procentpunt per 10 uur", 1, " procentpunt per 10 uur"),
    "km": (" km", 1, " km"),
    "probability": ("", 2, ""),
    "mark": ("", 1, " punt"),
    "mark_points": (" punt", 1, " punt"),
    "ratio": ("", 2, ""),
}


def number(value: float | None, decimals: int = 0) -> str:
    """A number with decimal comma, point for thousands and a true minus; "–" when it is missing.

    >>> number(1234.5, 1), number(-0.04, 1), number(-3), number(92.5), number(None)
    ('1.234,5', '0,0', '−3', '93', '–')
    """
    if value is None or not math.isfinite(value):
        return NOTHING
    return _written(rounded(value, decimals), decimals)


def rounded(value: float, decimals: int = 0) -> Decimal:
    """A finite number as a reader rounds it: half goes up, where Python's round gives 92 for 92.5.

    >>> rounded(92.5), float(rounded(-0.25, 1))
    (Decimal('93'), -0.3)
    """
    return Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def rounded_down(value: float, decimals: int = 0) -> Decimal:
    """A lower limit as it may be told: never above what was found. Noise of the computer does not move it.

    >>> rounded_down(42.9), float(rounded_down(-1.31, 1)), rounded_down(42.9999999)
    (Decimal('42'), -1.4, Decimal('43'))
    """
    return _outward(value, decimals, ROUND_FLOOR)


def rounded_up(value: float, decimals: int = 0) -> Decimal:
    """An upper limit as it may be told: never below what was found.

    >>> rounded_up(92.1), float(rounded_up(-1.39, 1)), rounded_up(43.0000001)
    (Decimal('93'), -1.3, Decimal('43'))
    """
    return _outward(value, decimals, ROUND_CEILING)


def quantity(value: float | None, unit: str, decimals: int | None = None) -> str:
    """A number with its unit.

    >>> quantity(64.93, "percent"), quantity(1236.4, "hours"), quantity(2.5, "per_1000")
    ('65%', '1.236 uur', '2,5 per 1.000')
    """
    suffix, usual, _ = UNITS[unit]
    text = number(value, usual if decimals is None else decimals)
    return text if text == NOTHING else text + suffix


def aim(amount: float, unit: str, operator: str) -> str:
    """A target as text.

    >>> aim(20, "percent", "<="), aim(20, "percent", ">=")
    ('hooguit 20%', '20%')
    """
    return ("hooguit " if operator == targets.AT_MOST else "") + quantity(amount, unit)


def difference(value: float | None, unit: str, decimals: int | None = None) -> str:
    """A signed change; percentages differ by percentage points ("pp").

    >>> difference(4.6, "percent"), difference(-12, "persons"), difference(0, "hours")
    ('+5 pp', '−12', '0 uur')
    """
    _, usual, suffix = UNITS[unit]
    text = number(value, usual if decimals is None else decimals)
    if text == NOTHING:
        return text
    is_zero = not any(digit in text for digit in "123456789")
    return ("" if is_zero or text.startswith(_MINUS) else "+") + text + suffix


def k_of_n(k: float, n: float) -> str:
    """A count out of a total: "8 van 12"."""
    return f"{number(k)} van {number(n)}"


def interval(low: float | None, high: float | None, unit: str, decimals: int | None = None) -> str:
    """An interval in words, the unit once: "47 tot 80%". Its ends are rounded outward: it holds all that it held.

    >>> interval(-1.31, 2.41, "percentage_points"), interval(42.5, 93, "percent")
    ('−1,4 tot 2,5 procentpunt', '42 tot 93%')
    """
    suffix, usual, _ = UNITS[unit]
    places = usual if decimals is None else decimals
    return f"{lower_limit(low, places)} tot {upper_limit(high, places)}{suffix}"


def lower_limit(value: float | None, decimals: int = 0) -> str:
    """The text of a lower limit, rounded outward; "–" when it is missing.

    >>> lower_limit(3.99, 1), lower_limit(None)
    ('3,9', '–')
    """
    return NOTHING if value is None or not math.isfinite(value) else _written(rounded_down(value, decimals), decimals)


def upper_limit(value: float | None, decimals: int = 0) -> str:
    """The text of an upper limit, rounded outward; "–" when it is missing.

    >>> upper_limit(9.91, 1), upper_limit(-0.04, 1)
    ('10,0', '0,0')
    """
    return NOTHING if value is None or not math.isfinite(value) else _written(rounded_up(value, decimals), decimals)


def interval_name(level: float) -> str:
    """What an interval of that level, 0 to 1, is called: "95%-interval"."""
    return f"{quantity(100 * level, 'percent')}-interval"


def chances(probability: float) -> str:
    """A probability as chances in ten: "4 op 10"; never a certainty a model cannot give.

    What lies between the limits of a status (verdicts) never reads as one of them.

    >>> chances(0.38), chances(0.999), chances(0.01), chances(0.79), chances(0.21)
    ('4 op 10', 'meer dan 9 op 10', 'minder dan 1 op 10', 'bijna 8 op 10', 'ruim 2 op 10')
    """
    if probability >= 0.95:
        return "meer dan 9 op 10"
    if probability < 0.05:
        return "minder dan 1 op 10"
    tens = max(1, round(probability * 10))
    if BEHIND_UP_TO < probability < ON_TRACK_FROM and tens in (10 * BEHIND_UP_TO, 10 * ON_TRACK_FROM):
        return f"{'bijna' if probability < tens / 10 else 'ruim'} {tens} op 10"
    return f"{tens} op 10"


def day(value: date) -> str:
    """A date in words: "30 september 2026"."""
    return format_date(value, "d MMMM y", locale=_LOCALE)


def month(value: date) -> str:
    """A month in words: "september 2026"."""
    return format_date(value, "MMMM y", locale=_LOCALE)


def listing(words: Sequence[str], conjunction: str = "en") -> str:
    """Words as a Dutch list: "a, b en c"."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {conjunction} {words[-1]}"


def counted(n: float, singular: str, plural: str) -> str:
    """A count with its noun: "1 wijk", "13 wijken"."""
    return f"{number(n)} {singular if n == 1 else plural}"


def sentence_case(text: str) -> str:
    """The text with a capital first."""
    return text[:1].upper() + text[1:]


def _outward(value: float, decimals: int, towards: str) -> Decimal:
    without_noise = rounded(value, max(decimals, _NOISE))
    return without_noise.quantize(Decimal(1).scaleb(-decimals), towards)


def _written(value: Decimal, decimals: int) -> str:
    text = format_decimal(abs(value), format="#,##0." + "0" * decimals, locale=_LOCALE)
    return (_MINUS if value < 0 else "") + text
