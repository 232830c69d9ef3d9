"""The contract as an own file speaks it: the file's headers, units and words in place of ours."""

from __future__ import annotations

from dataclasses import replace

from helpers.door.cells import Header, fold
from helpers.floor.params.export_mapping import ExportMapping
from helpers.sources.cells import parsers
from helpers.sources.contract import Column, Contract
from helpers.sources.mapping import own_parsers

SECOND = "_second"  # behind the name of a column: the second header of a point
_NOT_READ = "(niet gelezen)"
SELECTED = "_selected"  # before the header of a file by which rows are chosen


def own_contract(contract: Contract, mapping: ExportMapping) -> Contract:
    """The contract with the headers of the file, and with every header that the mapping asks of it.

    Where each row is an event it is the contract of one event: a day where the table has a month, yes or no
    where it has a count. The rules of the table come when the events are counted.

    >>> from helpers.sources.catalogue import contracts
    >>> mapping = ExportMapping(headers={"Boa's": "Aantal boa's"}, constants={"Peildatum": "2026-03-31"})
    >>> [(one.header, one.constant) for one in own_contract(contracts()["bodycams"], mapping).columns]
    [('Peildatum', '2026-03-31'), ("Aantal boa's", ''), ('Met bodycam', '')]
    """
    columns = [_own(column, mapping, contract.dataset) for column in _apart(contract, mapping)]
    columns += [_asked(f"{column.name}{SECOND}", second) for column, second in _seconds(contract, mapping)]
    used = {one.header for one in columns}
    columns += [_asked(f"{SELECTED}{at}", header) for at, header in enumerate(mapping.choosing) if header not in used]
    own = replace(contract, columns=tuple(columns), mapping=mapping)
    return replace(own, key=(), rules=(), series=None, days=(), may_repeat=True) if mapping.per else own


def of_table(contract: Contract, header: Header) -> Contract:
    """The contract without the columns that only recognise the file or choose its rows, where the file has them.

    One that the file lacks stays, so that its absence is said.
    """
    kept = (one for one in contract.columns if not is_asked(one) or len(header.places(one.header)) != 1)
    return replace(contract, columns=tuple(kept))


def month_of(contract: Contract) -> Column | None:
    """The column of months, without which events cannot be counted per month.

    >>> from helpers.sources.catalogue import contracts
    >>> [name for name, contract in sorted(contracts().items()) if month_of(contract)]
    ['bestuursdwang', 'meldingen']
    """
    return next((column for column in contract.columns if column.parser is parsers.month), None)


def is_asked(column: Column) -> bool:
    """Whether a column is no column of the table, but a header that the rules ask of the file."""
    return column.name.endswith(SECOND) or column.name.startswith(SELECTED)


def _seconds(contract: Contract, mapping: ExportMapping) -> list[tuple[Column, str]]:
    named = ((column, mapping.headers.get(column.header, ())) for column in contract.columns)
    return [(column, headers[1]) for column, headers in named if len(headers) == 2]


def _asked(name: str, header: str) -> Column:
    return Column(name, header, parsers.text, "", is_required=False)


def _apart(contract: Contract, mapping: ExportMapping) -> list[Column]:
    """The columns, none of which finds by our header a column of the file that is read as another."""
    taken = {fold(own) for several in mapping.headers.values() for own in several}
    return [
        replace(column, header=f"{column.header} {_NOT_READ}")
        if column.is_optional and column.header not in mapping.headers and fold(column.header) in taken
        else column
        for column in contract.columns
    ]


def _own(column: Column, mapping: ExportMapping, dataset: str) -> Column:
    parser, header = column.parser, column.header
    is_event_count = bool(mapping.per) and column.is_additive
    if mapping.per:
        parser = parsers.day if parser is parsers.month else parsers.yes_no if is_event_count else parser
    if unit := mapping.units.get(header):
        parser = own_parsers.in_unit(parser, unit)
    if (words := mapping.values.get(header)) and header not in mapping.area:
        parser = own_parsers.by_words(parser, words, dataset, header)
    constant = own_parsers.cell(mapping.constants.get(header, ""))
    is_absent = header in mapping.constants or (is_event_count and header not in mapping.headers)
    is_optional = column.is_optional or is_absent
    own = replace(column, header=mapping.own_header(header), parser=parser, constant=constant, is_optional=is_optional)
    return replace(own, is_required=not is_optional, low=None, high=None) if is_event_count else own
