"""The rules for an own file, from what fits and what was decided; what is doubtful becomes a question."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from helpers.floor.params.export_mapping import ExportMapping
from helpers.sources.connecting import (
    chosen_rows,
    column_questions,
    group_questions,
    known_rules,
    log_questions,
    matching,
    row_questions,
    word_questions,
)
from helpers.sources.connecting.known_rules import RULES
from helpers.sources.connecting.matching import Match, Matching
from helpers.sources.connecting.own_table import OwnTable
from helpers.sources.connecting.questions import CONSTANT, Choice, PerText, Question
from helpers.sources.contract import Contract
from helpers.sources.mapping.own_parsers import EMPTY

Decided = Mapping[str, Any]


@dataclass
class Draft:
    """What is known of the rules so far, and the questions that are still open."""

    matching: Matching
    parts: dict[str, Any] = field(default_factory=dict)
    questions: list[Question] = field(default_factory=list)
    choices: list[Choice] = field(default_factory=list)  # besides the columns
    words: dict[str, Question] = field(default_factory=dict)  # about all words of a column, decided or not
    rules: ExportMapping | None = None  # what stood in exports.yml already

    def ask(self, question: Question, decided: Decided) -> Any:
        """What was decided of a question; None where it is still open."""
        answer = decided.get(question.key)
        if answer is None:
            self.questions.append(question)
        return answer

    def put(self, part: str, header: str, value: object) -> None:
        self.parts.setdefault(part, {})[header] = value

    @property
    def mapping(self) -> ExportMapping:
        return ExportMapping.model_validate(self.parts)

    @property
    def read(self) -> set[str]:
        """The headers of the file that are read."""
        return {one.best.own.header for one in self.matching.matches if one.best}


def draft(contract: Contract, table: OwnTable, decided: Decided) -> Draft:
    """The rules by which a table becomes an export, as far as they are decided or leave no doubt."""
    decided = group_questions.as_decided(decided)
    of_columns = column_questions.decided_headers(decided)
    made = Draft(matching.match(contract, table, of_columns), rules=decided.get(RULES))
    made.parts["from"] = (made.rules and made.rules.file) or file_pattern(table.sheet.file)
    row_questions.put_states(made, decided)
    for own, kept in made.parts.get("rows", {}).items():  # of what does not count nothing needs to be asked
        made.matching = matching.match(contract, made.matching.table.where(own, tuple(kept)), of_columns)
    is_log = log_questions.is_log(made.matching)
    if is_log:
        made.matching = log_questions.of_log(made.matching)
        log_questions.put(made, decided)
    grouped = group_questions.of(made.matching, decided)
    made.questions += [grouped[0]] if grouped else []
    for one in made.matching.matches:
        if not grouped or one.column.header not in grouped[1]:
            _column(made, one, decided)
    if made.matching.is_events:
        made.parts["per"] = "month"
    word_questions.put(made, decided)
    row_questions.put_odd(made, decided)
    _not_read(made)
    known_rules.put(made)
    return made


def file_pattern(file: str) -> str:
    """The name of a file with a star for what changes from one delivery to the next.

    >>> file_pattern("ritten 2026-03 (def).xlsx")
    'ritten * (def).xlsx'
    """
    return column_questions.starred(file)


def _column(made: Draft, one: Match, decided: Decided) -> None:
    header = one.column.header
    question = column_questions.of(one, made.matching)
    answer = decided.get(f"{column_questions.KEY}{header}")
    if question and answer is None:
        made.questions.append(question)
    if isinstance(answer, PerText):
        made.put("headers", header, answer.own)
        made.put("values", header, dict(answer.meant))
        return
    if isinstance(answer, str) and answer.startswith(CONSTANT):
        made.put("constants", header, answer.removeprefix(CONSTANT))
    elif one.best:
        _put_best(made, one)
    elif not one.column.is_optional and not (made.matching.is_events and one.column.is_additive):
        made.put("constants", header, EMPTY)


def _put_best(made: Draft, one: Match) -> None:
    if one.best is None:
        return
    header, form = one.column.header, one.best.form
    own = one.best.own.headers
    made.put("headers", header, own[0] if len(own) == 1 else list(own))
    if form.unit:
        made.put("units", header, form.unit)
    if form.area:
        made.put("area", header, form.area)


def _not_read(made: Draft) -> None:
    """The columns that tell of persons or that somebody wrote in freely, and that no rule reads."""
    used = made.read | set(made.parts.get("rows", {})) | set(made.parts.get("not_rows", {}))
    rest = [own for own in made.matching.table.columns if own.header not in used]
    unwanted = [own.header for own in rest if chosen_rows.is_of_persons(own) or chosen_rows.is_written(own)]
    if unwanted and not made.rules:
        made.parts["not_read"] = unwanted
