"""Numbers from text, judged per column: what its clear numbers show decides what its unclear ones mean.

"3,5" can only be Dutch and "3.5" only English; "1.750" can be either, and so can "1,234".
"""

import re
from collections.abc import Callable, Sequence

from helpers.floor import dutch
from helpers.sources.cells.cell_parser import Remark, Unreadable, quoted

# CBS's own signs for unknown, secret and impossible, and that of Swing for empty; never a count.
_CBS_SIGNS = frozenset({-99995.0, -99996.0, -99997.0, -99999.0})
_LONGEST = 15  # digits before the comma: what a float holds exactly
_LONGEST_TEXT = 40  # characters
_FORM = re.compile(
    r"(?P<whole>\d+)"
    r"|(?P<dutch>[1-9]\d{0,2}(?:(?:\.\d{3}){2,}|(?:\.\d{3})+,\d+|(?: \d{3})+,\d+)|\d+,\d+)"
    r"|(?P<english>[1-9]\d{0,2}(?:(?:,\d{3}){2,}|(?:,\d{3})+\.\d+|(?: \d{3})+\.\d+)|\d+\.\d+)"
    r"|(?P<spaced>[1-9]\d{0,2}(?: \d{3})+|[1-9]\d{0,2}(?:['’]\d{3})+(?:[.,]\d+)?)",
    re.ASCII,
)
_UNCLEAR = re.compile(r"[1-9]\d{0,2}[.,]\d{3}", re.ASCII)
_ROUND_THOUSAND = re.compile(r"[1-9]\d{0,2}\.000", re.ASCII)
_SHORTENED = re.compile(r"[+-]?\d+([.,]\d+)?e[+-]?\d+", re.ASCII | re.IGNORECASE)
_HINT = "Schrijf alleen een getal, zoals 12 of 1.234,5."
_UNCLEAR_FORMS = frozenset({"point", "comma"})


def decimal(text: str) -> float | None:
    """A number that stands alone, as the Dutch write it. None for a sign of CBS; raises Unreadable.

    >>> decimal("1.234,5"), decimal("62.9"), decimal("1.750"), decimal("-99997")
    (1234.5, 62.9, 1750.0, None)
    """
    return decimals([text])[0](text)


def decimals(texts: Sequence[str]) -> tuple[Callable[[str], float | None], list[Remark]]:
    """How to read the numbers of a column with these different texts, and what to say of the column."""
    forms = {text: form(text) for text in texts}
    kinds = set(forms.values())
    is_english, is_dutch = "english" in kinds, "dutch" in kinds

    def read(text: str) -> float | None:
        kind = forms.get(text) or form(text)
        if kind in _UNCLEAR_FORMS and is_english and is_dutch:
            raise _either(text)
        value = _value(text, kind, is_english and not is_dutch)
        return None if value in _CBS_SIGNS else value

    return read, [*_mixture(texts, is_english and is_dutch), *_provisional(texts)]


def whole(text: str) -> int | None:
    """A whole number that stands alone. None for a sign of CBS; raises Unreadable."""
    return wholes([text])[0](text)


def wholes(texts: Sequence[str]) -> tuple[Callable[[str], int | None], list[Remark]]:
    """How to read the whole numbers of a column with these different texts, and what to say of it."""
    of_decimals, remarks = decimals(texts)
    shows_nothing = not {"dutch", "english"} & {form(text) for text in texts}

    def read(text: str) -> int | None:
        value = of_decimals(text)
        if value is not None and form(text) == "comma" and (shows_nothing or not value.is_integer()):
            raise _either(text)
        if value is None or value.is_integer():
            return None if value is None else int(value)
        raise Unreadable(f"{quoted(text)} is geen heel getal.", "Schrijf een aantal zonder cijfers achter de komma.")

    return read, [*remarks, *_round_thousands(texts)]


def form(text: str) -> str:
    """How a number is written: "whole", "dutch", "english", "spaced", unclear with a "point" or a "comma", or "".

    >>> [form(text) for text in ("12", "3,5", "3.5", "1 234", "1.750", "1,234", "drie")]
    ['whole', 'dutch', 'english', 'spaced', 'point', 'comma', '']
    """
    body = _body(text)
    match = _FORM.fullmatch(body) if len(body) <= _LONGEST_TEXT else None
    if not match:
        return ""
    if _UNCLEAR.fullmatch(body):
        return "point" if "." in body else "comma"
    return match.lastgroup or ""


def other_reading(text: str) -> str:
    """The other number that an unclear text can be, as the Dutch write it; "" when there is only one.

    >>> other_reading("1.750"), other_reading("1,234"), other_reading("1,5")
    ('1,750', '1234', '')
    """
    kind = form(text)
    if kind == "point":
        return _body(text).replace(".", ",")
    return _body(text).replace(",", "") if kind == "comma" else ""


def _body(text: str) -> str:
    body = text.removesuffix("*").rstrip().replace("−", "-")
    return body[1:] if body[:1] in ("-", "+") else body


def _value(text: str, kind: str, is_english: bool) -> float:
    body = _body(text)
    if kind == "":
        raise _no_number(text)
    decimal_sign = "." if kind == "english" or (is_english and kind in _UNCLEAR_FORMS) else ","
    if kind == "spaced":
        decimal_sign = "." if "." in body else ","
    before, _, behind = body.partition(decimal_sign)
    before = re.sub("[., '’]", "", before)
    if len(before) > _LONGEST:
        raise Unreadable(f"{quoted(text)} is te lang voor een getal.", "Is dit een nummer of code? " + _HINT)
    value = float(f"{before}.{behind or 0}")
    return -value if text[0] in "-−" else value


def _no_number(text: str) -> Unreadable:
    if _SHORTENED.fullmatch(text):
        return Unreadable(
            f"{quoted(text)} is geen getal: Excel heeft het ingekort.",
            "Maak de kolom breder of kies de opmaak Getal, en bewaar het bestand opnieuw.",
        )
    if "," in text and "." in text:
        return Unreadable(f"{quoted(text)} is geen getal: de punten en komma's staan vreemd.", _HINT)
    return Unreadable(f"{quoted(text)} is geen getal.", _HINT)


def _either(text: str) -> Unreadable:
    before, behind = re.split("[.,]", _body(text))
    small = f"{before},{behind}".rstrip("0").rstrip(",")
    # three digits behind a comma stay unclear; a zero more is only a fraction
    written = f"{small}0" if len(small) == len(before) + 4 else small
    message = f"{quoted(text)} kan {before}{behind} of {small} zijn."
    return Unreadable(message, f"Schrijf {before}{behind} of {written}.")


def _round_thousands(texts: Sequence[str]) -> list[Remark]:
    """A warning at 7.000 beside 12.000 and nothing else: it may be seven with three zeros behind the point."""
    if len(set(texts)) < 2 or not all(map(_ROUND_THOUSAND.fullmatch, texts)):
        return []
    message = f"Alle aantallen eindigen op .000; {quoted(texts[0])} is gelezen als duizendtal."
    return [Remark(message, "Controleer of het geen cijfers achter een punt zijn.")]


def _mixture(texts: Sequence[str], is_mixed: bool) -> list[Remark]:
    if not is_mixed:
        return []
    dutch_one = next(text for text in texts if form(text) == "dutch")
    english_one = next(text for text in texts if form(text) == "english")
    message = f"Deze kolom mengt komma's en punten: {quoted(dutch_one)} en {quoted(english_one)}."
    return [Remark(message, "Controleer de getallen; kies één schrijfwijze.")]


def _provisional(texts: Sequence[str]) -> list[Remark]:
    starred = next((text for text in texts if text.endswith("*") and form(text)), "")
    if not starred:
        return []
    message = f"Een sterretje, zoals in {quoted(starred)}, is gelezen als: voorlopig cijfer."
    return [Remark(message, "Lever het definitieve cijfer zodra het er is.")]


def percents(texts: Sequence[str]) -> tuple[Callable[[str], float | None], list[Remark]]:
    """How to read the percentages of a column, with or without their sign, and what to say of it."""
    of_decimals, remarks = decimals([bare(text) for text in texts])

    def read(text: str) -> float | None:
        return of_decimals(bare(text))

    return read, remarks + _fractions(texts, read)


def percent(text: str) -> float | None:
    """A percentage that stands alone. None for a sign of CBS; raises Unreadable.

    >>> percent("85%"), percent("62,9")
    (85.0, 62.9)
    """
    return percents([text])[0](text)


def bare(text: str) -> str:
    """A percentage without its sign."""
    return text.removesuffix("%").rstrip()


def _fractions(texts: Sequence[str], read: Callable[[str], float | None]) -> list[Remark]:
    """An error when every percentage is 1 or less, as 0,85 for 85%; a warning at a few among others."""
    values = {}
    for text in texts:
        try:
            value = read(text)
        except Unreadable:
            continue
        if value is not None:
            values[text] = value
    is_signed = any(text.endswith("%") for text in values)
    if 0 < max(values.values(), default=0) <= 1 and not is_signed:
        message = "De percentages lijken breuken: geen enkele is hoger dan 1."
        return [Remark(message, "Lever 85 in plaats van 0,85.", "error")]
    return [
        Remark(
            f"{quoted(text)} is minder dan 1 procent.",
            f"Bedoelt u {dutch.number(value * 100, 1)}%? Schrijf dan het percentage zelf.",
            text=text,
        )
        for text, value in values.items()
        if 0 < value < 1 and not text.endswith("%")
    ]
