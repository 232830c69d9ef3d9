"""Cells that do not say where they stand: each stands right of the one before it, as Power BI writes them."""

import re

from helpers.door.cells import column_letter, column_number

_FIRST = re.compile(rb"<(?:\w+:)?c(?=[\s/>])([^>]*)>")
_ROW_OR_CELL = re.compile(rb"<((?:\w+:)?)(row|c)(?=[\s/>])([^>]*)>")
_ROW = re.compile(rb'\sr="(\d{1,7})"')
_PLACE = re.compile(rb'\sr="([A-Z]{1,3})\d{1,7}"')


def has_places(xml: bytes) -> bool:
    """Whether the first cell of a sheet says where it stands; a sheet without cells lacks nothing.

    >>> has_places(b'<row r="1"><c r="A1"><v>1</v></c></row>'), has_places(b"<x:row><x:c><x:v>1</x:v></x:c></x:row>")
    (True, False)
    """
    first = _FIRST.search(xml)
    return first is None or _PLACE.search(first[1]) is not None


def with_places(xml: bytes) -> bytes:
    """The XML of a sheet in which every row and cell says where it stands (ECMA-376 part 1, 18.3.1.4: r is optional).

    >>> with_places(b'<row><c><v>1</v></c><c r="D1"><v>2</v></c><c s="3"/></row>')
    b'<row r="1"><c r="A1"><v>1</v></c><c r="D1"><v>2</v></c><c r="E1" s="3"/></row>'
    """
    row = column = 0

    def placed(found: re.Match[bytes]) -> bytes:
        nonlocal row, column
        prefix, kind, attributes = found.groups()
        given = (_ROW if kind == b"row" else _PLACE).search(attributes)
        if kind == b"row":
            row, column = int(given[1]) if given else row + 1, 0
            place = b"%d" % row
        else:
            column = column_number(given[1].decode()) if given else column + 1
            place = b"%s%d" % (column_letter(column - 1).encode(), row)
        return found[0] if given else b'<%s%s r="%s"%s>' % (prefix, kind, place, attributes)

    return _ROW_OR_CELL.sub(placed, xml)
