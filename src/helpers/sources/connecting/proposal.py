"""The proposal for an own file: which export it is, by which rules, what that would read, and what is still asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from helpers.door.cells import column_letter
from helpers.floor import paths
from helpers.floor.faults import BadInput, Fault
from helpers.floor.params.export_mapping import ExportMapping
from helpers.sources.connecting import (
    column_questions,
    drafting,
    first_part,
    known_rules,
    own_table,
    recognising,
    word_questions,
)
from helpers.sources.connecting.drafting import Draft
from helpers.sources.connecting.matching import Match, Matching
from helpers.sources.connecting.own_table import OwnTable
from helpers.sources.connecting.questions import Question, numbers
from helpers.sources.delivery import finding
from helpers.sources.mapping.own_contract import own_contract
from helpers.sources.mapping.own_reading import read_any
from helpers.sources.places.places import located
from helpers.sources.reference.reading import areas_in
from helpers.sources.sheets import persons

if TYPE_CHECKING:
    from helpers.sources.sheets.reading import Reading

_DATASET = "export"
_MOST_NAMED = 3
_MOST_TRIALS = 3


@dataclass
class Connecting:
    """An own file while it is connected: what it may be, what was decided, and the proposal that follows."""

    tables: Sequence[OwnTable]
    ranked: Sequence[Matching]
    decided: dict[str, Any] = field(default_factory=dict)
    is_whole: bool = True  # else only the first part of a large file was looked at

    @classmethod
    def of(cls, file: Path, dataset: str = "") -> Connecting:
        """Look at a file. Raises BadInput where it cannot be read, AskedWrongly where it is no export."""
        sheets, is_whole = first_part.sheets(file)
        tables = own_table.tables(sheets)
        ranked = recognising.ranked(tables, dataset)
        at, decided = known_rules.of(ranked, file.name)
        return cls(tables, ranked, {_DATASET: at, **decided} if decided else {}, is_whole)

    @property
    def best(self) -> Matching:
        return self.ranked[self.decided.get(_DATASET, 0)]

    def proposal(self) -> Proposal:
        """What follows from all that was decided."""
        if (question := self.which()) and _DATASET not in self.decided:
            return Proposal(self.best, Draft(self.best, questions=[question]))
        table = next(one for one in self.tables if one.sheet is self.best.table.sheet)
        return Proposal(self.best, drafting.draft(self.best.contract, table, self.decided), self.decided)

    def decide(self, question: Question, answer: str) -> None:
        """Keep the decision of an answer; "" takes what was proposed. Raises AskedWrongly."""
        self.decided[question.key] = question.read(answer.strip())

    def again(self, at: int) -> Iterator[Question]:
        """What is asked again of a line, from 0: its column, then its words; or the choice that it is."""
        proposal = self.proposal()
        if at >= len(proposal.lines):
            yield proposal.draft.choices[at - len(proposal.lines)].question
            return
        header = proposal.lines[at].column.header
        own = proposal.draft.parts.get("headers", {}).get(header)
        yield proposal.about(header)
        draft = self.proposal().draft
        if draft.parts.get("headers", {}).get(header) != own:
            self.decided.pop(f"{word_questions.KEY}{header}", None)  # those were the words of another column
        elif header in draft.words:
            yield draft.words[header]

    def which(self) -> Question | None:
        """The question which export it is, None where that is clear."""
        first = self.ranked[0]
        near = [one for one in self.ranked[:_MOST_NAMED] if one.score >= first.score - recognising.CLEAR]
        if len(near) < 2:
            return None
        told = tuple(f"{one.contract.dataset}: {one.contract.title}; {one.contract.row}" for one in near)
        read: Callable[[str], int] = partial(_place, len(near))
        return Question(_DATASET, "Welke export is dit?", told, "Typ het nummer.", near[0].contract.dataset, read)


def _place(most: int, answer: str) -> int:
    return numbers(answer or "1", most)[0]


@dataclass(frozen=True)
class Proposal:
    """The rules that are proposed for a table, and what is still open."""

    matching: Matching
    draft: Draft
    decided: Mapping[str, Any] = field(default_factory=dict)

    @property
    def questions(self) -> Sequence[Question]:
        return self.draft.questions

    @property
    def dataset(self) -> str:
        return self.matching.contract.dataset

    def about(self, header: str) -> Question:
        """The question about one column of the contract, to decide it otherwise. Raises StopIteration."""
        match = next(one for one in self.draft.matching.matches if one.column.header == header)
        return column_questions.asked(match, self.draft.matching, self.decided.get(f"{column_questions.KEY}{header}"))

    @property
    def lines(self) -> list[Match]:
        """The columns of the contract that are read or must be, in its order."""
        return [one for one in self.draft.matching.matches if one.best or not one.column.is_optional]

    def lacking(self) -> list[Fault]:
        """What the proposal needs in data/reference, such as borders or postcodes, and is not there or is broken."""
        try:
            for form in set(self.draft.parts.get("area", {}).values()):
                located(form, [], paths.REFERENCE)
        except BadInput as error:
            return error.faults
        return []

    def tried(self) -> tuple[ExportMapping, Reading | None]:
        """The rules with every column that the door refuses put aside unread, and what reading by them gives.

        A log is not read here: it may be long.
        """
        mapping = self.draft.mapping
        if mapping.log:
            return mapping, None
        for _ in range(_MOST_TRIALS):
            reading = _read(self.draft.matching, mapping)
            refused = _refused(self.draft.matching.table, mapping, reading)
            if not refused:
                break
            mapping = mapping.model_copy(update={"not_read": [*mapping.not_read, *refused]})
        return ExportMapping.model_validate(mapping.as_written() | _not_read(mapping)), reading


def _not_read(mapping: ExportMapping) -> dict[str, Any]:
    return {"not_read": list(mapping.not_read)} if mapping.not_read else {}


def _read(matching: Matching, mapping: ExportMapping) -> Reading:
    own = own_contract(matching.contract, mapping)
    found = finding.as_dataset(own, [matching.table.sheet])
    header = found.header if found else replace(matching.table.header)
    return read_any(own, matching.table.sheet, header, areas_in(paths.REFERENCE).codes)


def _refused(table: OwnTable, mapping: ExportMapping, reading: Reading) -> list[str]:
    """The own headers, not read by any rule, under which the door sees persons."""
    used = {one for several in mapping.headers.values() for one in several} | set(mapping.choosing)
    letters = {fault.letter for fault in reading.faults if fault.rule == persons.RULE}
    free = [own.header for own in table.columns if own.header not in used and own.header not in mapping.not_read]
    return [header for header in free if column_letter(table.column(header).place) in letters]
