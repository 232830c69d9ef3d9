"""What is told of an own file while it is connected. No value of a person ever stands in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from helpers import sources
from helpers.floor import dutch, paths, regions
from helpers.sources.cells.cell_parser import shown
from helpers.sources.connecting import kinds
from helpers.sources.connecting.proposal import Connecting, Proposal
from helpers.sources.connecting.questions import Question
from helpers.sources.connecting.showing import first_rows
from helpers.sources.mapping import telling
from helpers.sources.reference.reading import areas_in

if TYPE_CHECKING:
    import pandas as pd

    from helpers.floor.params.export_mapping import ExportMapping

_MOST_COLUMNS = 40
_WIJK = re.compile(rf"\b{regions.WIJK}\b", re.ASCII)
_WIDEST = 44  # signs of a header


def of_file(connecting: Connecting) -> str:
    """What the file holds: its tables, their headers and the kinds of values; and which export it may be."""
    lines = []
    for table in connecting.tables:
        sheet = f"Blad {shown(table.sheet.name)}" if table.sheet.name else table.sheet.file
        row = table.sheet.numbers[table.header.at]
        count = dutch.counted(table.rows, "rij", "rijen")
        lines.append(f"{sheet}: {count if connecting.is_whole else f'de eerste {count}'}, koppen in rij {row}.")
        cells = [(_short(one.header), kinds.kind(one), _percent(one.share_filled)) for one in table.columns]
        lines += _aligned([("Kop", "Waarden", "Gevuld"), *cells[:_MOST_COLUMNS]])
        lines += (
            [f"  … en nog {dutch.counted(len(cells) - _MOST_COLUMNS, 'kolom', 'kolommen')}."]
            if len(cells) > _MOST_COLUMNS
            else []
        )
    best, *others = connecting.ranked
    known = [one for one in best.matches if one.best and not one.column.is_optional]
    lines.append("")
    lines.append(f"Dit lijkt op {best.contract.dataset}: {best.contract.title.lower()}, {best.contract.row}.")
    lines.append(f"Herkend: {dutch.listing([one.column.header for one in known])}.")
    if others:
        lines.append(f"Ook mogelijk: {others[0].contract.dataset}. Met --dataset kiest u zelf.")
    return "\n".join(lines)


def of_question(question: Question) -> str:
    """A question with its numbered choices, and what Enter takes."""
    lines = ["", question.text, *(_with_name(f"  {at}. {one}") for at, one in enumerate(question.choices, 1))]
    taken = f"Enter: {_with_name(question.proposed)}. " if question.proposed else ""
    return "\n".join([*lines, f"  {taken}{question.hint}"])


def of_proposal(proposal: Proposal) -> str:
    """The proposal as a table, and the rules told back."""
    mapping = proposal.draft.mapping
    rows = [("", "Kolom", "In uw bestand", "Leesbaar")]
    for at, one in enumerate(proposal.lines, 1):
        own = one.best.own.header if one.best else _without_column(mapping, one.column.header)
        share = _percent(one.best.form.share) if one.best else ""
        rows.append((str(at), one.column.header, own if one.best is None else _short(own), share))
    for at, choice in enumerate(proposal.draft.choices, len(rows)):
        rows.append((str(at), choice.title, choice.told, ""))
    rules = [f"- {_with_name(sentence)}" for sentence in telling.sentences(proposal.tried()[0])]
    known = ", naar de regels die al in params/exports.yml staan" if proposal.draft.rules else ""
    return "\n".join(["", f"Voorstel voor {proposal.dataset}{known}:", *_aligned(rows), *rules])


def _without_column(mapping: ExportMapping, header: str) -> str:
    """What a column is that the file does not have: per wave, one value for all rows, or each row counts."""
    if header in mapping.headers:
        days = [f"{own} = {meant}" for own, meant in mapping.values[header].items()]
        return f"per {mapping.own_header(header)}: {'; '.join(days)}"
    return _with_name(mapping.constants.get(header, "elke rij telt"))


def _with_name(text: str) -> str:
    """Each wijk of the municipality with its name beside its code."""
    areas = areas_in(paths.REFERENCE)
    names = {code: areas.name(code) for code in areas.codes}
    return _WIJK.sub(lambda code: f"{code[0]} ({names[code[0]]})" if code[0] in names else code[0], text)


def of_table(dataset: str, table: pd.DataFrame) -> str:
    """Five rows, without what is of persons, and the totals to lay beside those of the source."""
    sums, uniques = sources.tally(dataset, table)
    lines = ["", "De eerste rijen:", *_aligned(first_rows(sources.contracts()[dataset], table))]
    lines += ["", f"Leg dit naast uw bron: {dutch.counted(len(table), 'rij', 'rijen')}."]
    lines += [f"  {header}: samen {_number(total)}." for header, total in sums.items()]
    lines += [f"  {header}: {dutch.number(count)} verschillende." for header, count in uniques.items()]
    return "\n".join(lines)


def _aligned(rows: Sequence[tuple[str, ...]]) -> list[str]:
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]))]
    return ["  " + "  ".join(cell.ljust(widths[at]) for at, cell in enumerate(row)).rstrip() for row in rows]


def _short(text: str) -> str:
    text = shown(text)
    return text if len(text) <= _WIDEST else f"{text[: _WIDEST - 1]}…"


def _percent(share: float) -> str:
    return dutch.quantity(int(100 * share), "percent")


def _number(value: float) -> str:
    return dutch.number(value, 0 if float(value).is_integer() else 2)
