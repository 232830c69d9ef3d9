"""The sheet of the owners' form on which they say of each signal whether it is explained: what came back."""

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pandas as pd

from helpers.floor.faults import Fault
from helpers.floor.params.signal_word import SignalWord, TypedWord, signal_number, yes_no
from helpers.floor.quarter import Quarter
from helpers.sources.cells import parsers
from helpers.sources.cells.cell_parser import cleaned
from helpers.sources.commentary_contract import CODE, OWNER_TEXT, PART, SIGNALS, checked, is_blank
from helpers.sources.commentary_form import misfit_of, read_rows
from helpers.sources.contract import Column, Contract, Rule
from helpers.sources.delivery import candidates, finding

SHEET = SIGNALS
ASKED = ("explained", "explanation")
_CODE_LENGTH = 8
_TOLD = {"month": "Maand", "wijk": "Wijk", "category": "Waarover", "said": "Wat het dashboard zei"}
_FIELDS = TypedWord.model_fields
_OF_ANOTHER = "Deze rij gaat over een ander signaal dan dit nummer nu heeft."
_NEW_FORM = "Maak een nieuw formulier en neem de antwoorden over."


@dataclass(frozen=True)
class AskedSignal:
    """One row of the sheet, by the names of its columns: what a dashboard said, and the owner's word on it."""

    month: str
    wijk: str
    category: str
    said: str
    word: SignalWord

    @property
    def number(self) -> str:
        return self.word.number

    @property
    def explained(self) -> str:
        return self.word.explained

    @property
    def explanation(self) -> str:
        return self.word.explanation

    @property
    def code(self) -> str:
        """What shows that a row came back as it went."""
        return code_of(self.number, self.explained, self.explanation)

    def is_told_by(self, cells: Mapping[str, str]) -> bool:
        """Whether a row told of this signal what is told of it now: another delivery gives its number too."""
        return all(cleaned(cells.get(name, "")) == cleaned(getattr(self, name)) for name in _TOLD)


@dataclass(frozen=True)
class ReturnedWords:
    """What came back: the words by row of Excel, every fault of the sheet, and where each column stands."""

    words: Mapping[int, SignalWord] = field(default_factory=dict)
    faults: Sequence[Fault] = ()
    places: Mapping[str, Fault] = field(default_factory=dict)


def columns() -> tuple[Column, ...]:
    """The columns of the sheet in their order: what is told beside what is asked."""
    told, code = [_fixed(name, header) for name, header in _TOLD.items()], _fixed(CODE, "Code")
    return (
        _asked("number", checked("nummer", signal_number), is_required=True),
        *told,
        _asked("explained", checked("keuze", yes_no), is_required=False),
        _asked("explanation", OWNER_TEXT, is_required=False),
        code,
    )


def _fixed(name: str, header: str) -> Column:
    return Column(name, header, parsers.text, "Staat vast.", holds="thing", is_required=False, is_optional=True)


def code_of(number: str, explained: str, explanation: str) -> str:
    """What shows whether a row is as it was issued."""
    told = json.dumps([number, explained, explanation], ensure_ascii=False)
    return "c" + hashlib.sha256(told.encode("utf-8")).hexdigest()[:_CODE_LENGTH]


def contract(quarter: Quarter, known: Collection[str]) -> Contract:
    """What the sheet holds; `known` are the numbers of the signals that were given in the quarter."""
    return Contract(
        dataset="signalen",
        title="Signalen van het dashboard",
        row="een signaal",
        columns=columns(),
        key=("number",),
        rules=(
            Rule(
                "signal of the dashboard",
                "error",
                f"Dit signaal gaf geen dashboard over {quarter.label}.",
                lambda t: ~is_blank(t.number) & ~t.number.isin(known),
                "number",
            ),
            _with("explained", "explanation", "Bij uitleg hoort ja of nee."),
            _with("explanation", "explained", "Bij ja of nee hoort een zin uitleg."),
        ),
    )


def read(path: Path, quarter: Quarter, known: Mapping[str, AskedSignal], is_made_up: bool = False) -> ReturnedWords:
    """The sheet of a form that came back; nothing where the form has none, as one of an earlier version.

    `known` are the signals that were given in the quarter, by number. A row that told something else of one was made of
    other data, and its word is refused. A row without an answer, and one that nobody touched, say nothing. What is
    wrong with the file and its other sheets, `commentary_form.read` tells.
    """
    found, faults = candidates.only_sheet(contract(quarter, known), path)
    if found is None:
        return ReturnedWords(faults=[fault for fault in faults if fault.rule == "dubbele export"])
    if finding.share(found) < 1 and found.sheet.name != SHEET:
        return ReturnedWords()
    if misfit := misfit_of(found, quarter, is_made_up):
        return ReturnedWords(faults=[misfit])
    reading, of_rows, places = read_rows(found, ASKED)
    faults = [*(fault for fault in faults if fault.sheet == found.sheet.name), *of_rows]
    wrong = {fault.row for fault in faults if fault.level == "error"}
    cells = [] if reading.table is None else reading.table.astype(object).to_dict("records")
    words = {}
    for row, told in zip(reading.numbers, cells, strict=True) if cells else ():
        given = {str(name): value for name, value in told.items() if pd.notna(value)}
        if row not in wrong and {"number", *ASKED} <= given.keys():
            number, explained, explanation = (given[name] for name in ("number", *ASKED))
            if given.get(CODE) == code_of(number, explained, explanation):
                continue
            if not known[number].is_told_by(given):
                faults.append(replace(places["number"], row=row, message=_OF_ANOTHER, hint=_NEW_FORM, rule="formulier"))
                continue
            words[row] = replace(known[number].word, explained=explained, explanation=explanation)
    return ReturnedWords(words, sorted(faults, key=lambda fault: (fault.row or 0, fault.letter)), places)


def _asked(name: str, parser: parsers.Parser, *, is_required: bool) -> Column:
    about = _FIELDS[name]
    return Column(name, about.title or name, parser, about.description or "", is_required)


def _with(name: str, other: str, message: str) -> Rule:
    return Rule(PART, "error", message, lambda t: is_blank(t[name]) & ~is_blank(t[other]), name)
