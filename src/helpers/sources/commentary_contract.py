"""What the owners' form holds: its columns and its rules, from the one list of fields.

It stands outside `exports/`: no delivery holds it, and none misses it.
"""

from collections.abc import Callable, Collection
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from helpers.floor import dutch
from helpers.floor.params import explanation
from helpers.floor.params.explanation import ANSWERS, EXPLAINED, FIELDS, JUDGED, JUDGEMENTS
from helpers.floor.params.indicator_id import indicator_id, is_id
from helpers.floor.quarter import Quarter, quarters_between
from helpers.sources.cells import numbers, parsers
from helpers.sources.cells.cell_parser import BLANK_SIGNS, Parser, Unreadable, quoted
from helpers.sources.contract import Column, Contract, Rule
from helpers.sources.sheets import persons

CODE = "code"
SIGNALS = "Signalen"  # the sheet of the form that `signal_form` reads
PART = "part of an answer"  # the rule that what belongs together is there
_PLANNED = "De stand die tot en met dit kwartaal is gepland."
_LAST_YEARS_AHEAD = 5  # a later day is nearly always a year typed wrong
_TOLD = {  # what the form tells the owner
    "name": "Indicator",
    "owner": "Eigenaar",
    "stand": "Stand",
    "aim": "Streefwaarde",
    "status": "Status",
    "rule": "Waarom deze status",
    "needed": "Toelichting",
    "promise": "Vorige toezegging",
    CODE: "Code",
}


def checked(kind: str, check: Callable[[str], str], *, is_verbatim: bool = False) -> Parser:
    """A parser that takes what a rule of params takes, and never repeats what it refuses."""

    def parse(text: str) -> str:
        try:
            return check(text)
        except ValueError as refusal:
            raise Unreadable(*refusal.args) from None

    return Parser(kind, "str", parse, BLANK_SIGNS, is_private=True, is_verbatim=is_verbatim)


def _amount(text: str) -> str:
    """An amount with a point, and its percent sign where there is one."""
    if text.startswith("="):
        raise Unreadable("Hier staat een formule.", "Typ het getal zelf.")
    bare = numbers.bare(text)
    if other := numbers.other_reading(bare):
        raise Unreadable(f"{quoted(text)} kan ook {other} zijn.", "Schrijf 1500 zonder punt, en 1,5 als 1,50.")
    amount = numbers.decimal(bare)
    if amount is None or amount < 0:
        raise Unreadable(f"{quoted(text)} kan geen planning zijn.", "Schrijf 0 of hoger.")
    return amount_text(amount) + "%" * (bare != text)


_PARSERS = {
    "id": checked("nummer", indicator_id),
    "judgement": checked("keuze", lambda text: explanation.owner_judgement(text.casefold())),
    "promised_on": parsers.day,
}
OWNER_TEXT = checked(persons.WRITTEN, explanation.owner_text, is_verbatim=True)
_AMOUNT = Parser("getal", "str", _amount, BLANK_SIGNS)


def _asked(name: str) -> Column:
    field = FIELDS[name]
    # The rules below are stricter on days. A form made before owners judged has no column for it.
    return Column(
        name,
        field.title or name,
        _PARSERS.get(name, OWNER_TEXT),
        field.description or "",
        field.is_required(),
        is_optional=name in JUDGED,
        may_lie_ahead=True,
        may_be_old=True,
    )


def _told(*names: str) -> list[Column]:
    fixed: dict[str, Any] = {"is_required": False, "is_optional": True, "holds": "thing"}
    return [Column(name, _TOLD[name], parsers.text, "Staat vast.", **fixed) for name in names]


def columns(quarter: Quarter) -> tuple[Column, ...]:
    """The columns of the form in their order: what is told beside what is asked, and the plan last."""
    plan = [
        Column(one.label, one.label, _AMOUNT, _PLANNED, is_required=False, is_optional=True)
        for one in planned_quarters(quarter)
    ]
    return (
        _asked("id"),
        *_told("name", "owner", "stand", "aim", "status", "rule"),
        *map(_asked, JUDGED),
        *_told("needed", "promise"),
        *(_asked(name) for name in ANSWERS if name not in JUDGED),
        *plan,
        *_told(CODE),
    )


def contract(quarter: Quarter, known: Collection[str] | None) -> Contract:
    """What the form of a quarter holds; `known` are the indicators of the municipality, None when not known."""
    return Contract(
        dataset="toelichting",
        title="Toelichting van de eigenaren",
        row="een indicator",
        columns=columns(quarter),
        key=("id",),
        rules=rules(quarter, known),
    )


def rules(quarter: Quarter, known: Collection[str] | None) -> tuple[Rule, ...]:
    """What no owner may say, in the form or in the file of commentary."""
    first, last = map(pd.Timestamp, promise_days(quarter))
    words = explanation.judgements(quarter)
    return (
        Rule(
            "indicator of the municipality",
            "error",
            "Dit is geen indicator van deze gemeente.",
            lambda t: _are_ids(t.id) & ~t.id.isin(t.id if known is None else known),
            "id",
        ),
        *(_with_the_others(name) for name in EXPLAINED),
        Rule(
            "promised_on: in time",
            "error",
            f"De beloofde dag ligt niet van {dutch.day(first)} tot en met {dutch.day(last)}.",
            lambda t: (t.promised_on < first) | (t.promised_on > last),
            "promised_on",
            "Controleer het jaar.",
        ),
        Rule(
            "judgement: possible",
            "error",
            f"Dit oordeel kan niet op {dutch.day(quarter.end)}.",
            lambda t: t.judgement.isin(set(JUDGEMENTS) - set(words)),
            "judgement",
            f"Kies uit: {', '.join(words)}.",
        ),
        Rule(
            PART,
            "error",
            "Bij een reden hoort een oordeel.",
            lambda t: is_blank(t.judgement) & ~is_blank(t.reason),
            "judgement",
        ),
    )


def _are_ids(column: "pd.Series[Any]") -> "pd.Series[bool]":
    return pd.Series([is_id(text) for text in column.fillna("")], column.index, dtype=bool)


def _with_the_others(name: str) -> Rule:
    def check(table: pd.DataFrame) -> "pd.Series[bool]":
        is_begun = [~is_blank(table[one]) for one in (*EXPLAINED, "promised_on")]
        return is_blank(table[name]) & np.logical_or.reduce(is_begun)

    hint = "Vul oorzaak, gevolg en maatregel in, of laat ze alle drie leeg."
    return Rule(PART, "error", "Hier ontbreekt een tekst.", check, name, hint)


def is_blank(column: "pd.Series[Any]") -> "pd.Series[bool]":
    """Which cells hold nothing."""
    return column.isna() | column.eq("")


def amount_cell(amount: float) -> float | str:
    """An amount as the form shows it, such that it is read back as it was: 33.333 alone could be thousands.

    >>> amount_cell(1500.0), amount_cell(33.333)
    (1500.0, '33,3330')
    """
    text = amount_text(amount)
    return f"{text.replace('.', ',')}0" if numbers.other_reading(text) else amount


def planned_quarters(quarter: Quarter) -> list[Quarter]:
    """The quarters that owners plan: of this year and the next."""
    return quarters_between(Quarter(quarter.year, 1), Quarter(quarter.year + 1, 4))


def amount_text(amount: float) -> str:
    """An amount as a text with a point, whole where it is whole.

    >>> amount_text(200.0), amount_text(12.5)
    ('200', '12.5')
    """
    return repr(float(amount)).removesuffix(".0")


def promise_days(quarter: Quarter) -> tuple[date, date]:
    """The first and the last day that an owner may promise."""
    return quarter.next.start, date(quarter.year + _LAST_YEARS_AHEAD, 12, 31)
