"""A workbook in the open format of LibreOffice: the same sheets, typed cells, never a formula, no merged cells.

Written by hand: odfpy has had no release since 2020, needs five times the time and puts the clock in the file.
"""

from __future__ import annotations

import io
import zipfile
from datetime import date
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from helpers.runner.tables.book import FIXED_DAY, LANGUAGE, POINTS_A_LINE, WIDEST, Book, Page

_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
_NAMESPACES = (
    " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{place}:1.0"'
        for name, place in {
            **{name: name for name in ("office", "style", "table", "text", "meta", "config")},
            **{"fo": "xsl-fo-compatible", "number": "datastyle", "svg": "svg-compatible"},
        }.items()
    )
    + ' xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.3"'
)
_START = '<?xml version="1.0" encoding="UTF-8"?>\n'
_CM_PER_LETTER = 0.2
_STYLES = (
    '<number:date-style style:name="N1"><number:day number:style="long"/><number:text>-</number:text>'
    '<number:month number:style="long"/><number:text>-</number:text><number:year number:style="long"/>'
    '</number:date-style><number:number-style style:name="N2" '
    'number:language="nl" number:country="NL"><number:number number:decimal-places="2" '
    'number:min-decimal-places="2" number:min-integer-digits="1" number:grouping="true"/></number:number-style>'
    '<style:style style:name="day" style:family="table-cell" style:data-style-name="N1"/>'
    '<style:style style:name="two" style:family="table-cell" style:data-style-name="N2"/>'
    '<style:style style:name="long" style:family="table-cell">'
    '<style:table-cell-properties fo:wrap-option="wrap" style:vertical-align="top"/></style:style>'
    '<style:style style:name="link" style:family="table-cell"><style:text-properties fo:color="#0b5394" '
    'style:text-underline-style="solid" style:text-underline-width="auto"/></style:style>'
    '<style:style style:name="head" style:family="table-cell">'
    '<style:table-cell-properties fo:wrap-option="wrap" style:vertical-align="top" fo:background-color="#ededed"/>'
    '<style:text-properties fo:font-weight="bold"/></style:style>'
)
_MASTER = (
    '<office:styles><style:style style:name="Default" style:family="table-cell">'
    '<style:table-cell-properties style:vertical-align="top"/><style:text-properties fo:language="nl" '
    'fo:country="NL" style:font-name="Arial" fo:font-family="Arial"/></style:style></office:styles>'
    '<office:automatic-styles><style:page-layout style:name="pm"><style:page-layout-properties '
    'fo:page-width="29.7cm" fo:page-height="21cm" style:print-orientation="landscape" '
    'style:scale-to-X="1" style:scale-to-Y="0"/></style:page-layout></office:automatic-styles>'
    '<office:master-styles><style:master-page style:name="Default" style:page-layout-name="pm"/></office:master-styles>'
)


def as_ods(book: Book) -> bytes:
    """A workbook as .ods; the same gives the same bytes."""
    parts = {
        "mimetype": _TYPE,  # first and not compressed: by it a file is known
        "META-INF/manifest.xml": _manifest(),
        "content.xml": _content(book),
        "meta.xml": _document("meta", f"<office:meta>{_meta(book)}</office:meta>"),
        "settings.xml": _document("settings", f"<office:settings>{_settings(book)}</office:settings>"),
        "styles.xml": _document("styles", _MASTER),
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        for name, text in parts.items():
            entry = zipfile.ZipInfo(name, FIXED_DAY)
            entry.create_system = 0  # the same on every platform
            entry.compress_type = zipfile.ZIP_STORED  # zlib versions differ
            made.writestr(entry, text.encode("utf-8"))
    return stream.getvalue()


def _document(name: str, inside: str) -> str:
    return f"{_START}<office:document-{name} {_NAMESPACES}>{inside}</office:document-{name}>"


def _manifest() -> str:
    listed = {"/": _TYPE, **{f"{name}.xml": "text/xml" for name in ("content", "meta", "settings", "styles")}}
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{kind}"/>'
        for path, kind in listed.items()
    )
    namespace = 'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3"'
    return f"{_START}<manifest:manifest {namespace}>{entries}</manifest:manifest>"


def _meta(book: Book) -> str:
    publisher = escape(book.publisher)
    return (
        f"<dc:title>{escape(book.title)}</dc:title><dc:creator>{publisher}</dc:creator>"
        f"<meta:initial-creator>{publisher}</meta:initial-creator><dc:language>{LANGUAGE}</dc:language>"
    )


def _content(book: Book) -> str:
    widths = sorted({width for page in book.pages for width in page.widths})
    columns = "".join(
        f'<style:style style:name="w{width}" style:family="table-column"><style:table-column-properties '
        f'style:column-width="{width * _CM_PER_LETTER:.1f}cm"/></style:style>'
        for width in widths
    )
    lines = sorted({count for page in book.pages for count in page.lines})
    rows = "".join(
        f'<style:style style:name="r{count}" style:family="table-row"><style:table-row-properties '
        f'style:row-height="{count * POINTS_A_LINE}pt"/></style:style>'
        for count in lines
    )
    sheets = "".join(_sheet(page) for page in book.pages)
    ranges = "".join(_range(number, page) for number, page in enumerate(book.pages, 1) if len(page.rows) > 1)
    return _document(
        "content",
        f"<office:automatic-styles>{columns}{rows}{_STYLES}</office:automatic-styles><office:body><office:spreadsheet>"
        f"{sheets}<table:database-ranges>{ranges}</table:database-ranges></office:spreadsheet></office:body>",
    )


def _sheet(page: Page) -> str:
    columns = "".join(f'<table:table-column table:style-name="w{width}"/>' for width in page.widths)
    head = [f'<table:table-cell table:style-name="head" {_text(text)}' for text in page.rows[0]]
    rounded = page.is_rounded
    cells = [head, *(_cells(row, rounded, page.links.get(number)) for number, row in enumerate(page.rows[1:], 1))]
    rows = [
        f'<table:table-row table:style-name="r{count}">{"".join(row)}</table:table-row>'
        for row, count in zip(cells, page.lines, strict=True)
    ]
    named = f"<table:table table:name={quoteattr(page.name)}>{columns}"
    return f"{named}<table:table-header-rows>{rows[0]}</table:table-header-rows>{''.join(rows[1:])}</table:table>\n"


def _cells(row: list[Any], rounded: list[bool], link: str | None) -> list[str]:
    cells = [_cell(value, two) for value, two in zip(row, rounded, strict=True)]
    if link is not None:
        cells[0] = f'<table:table-cell table:style-name="link" {_text(row[0], link)}'
    return cells


def _cell(value: Any, is_rounded: bool) -> str:
    if value is None:
        return "<table:table-cell/>"
    if isinstance(value, bool):
        word = str(value).lower()
        return f'<table:table-cell office:value-type="boolean" office:boolean-value="{word}"/>'
    if isinstance(value, int | float):
        style = ' table:style-name="two"' if is_rounded else ""
        return f'<table:table-cell{style} office:value-type="float" office:value="{value!r}"/>'
    if isinstance(value, date):
        told = f'office:value-type="date" office:date-value="{value.isoformat()}"'
        return f'<table:table-cell table:style-name="day" {told}/>'
    style = ' table:style-name="long"' if len(value) > WIDEST else ""
    return f"<table:table-cell{style} {_text(value)}"


def _text(text: str, link: str | None = None) -> str:
    """The attributes and the rest of a cell with text; two spaces or a line end stay as they are."""
    shown = escape(text).replace("\t", "<text:tab/>").replace("\n", "<text:line-break/>").replace("\r", "")
    shown = shown.replace("  ", " <text:s/>")
    if link is not None:
        place = "'{}'".format(link.replace("'", "''"))
        shown = f'<text:a xlink:type="simple" xlink:href={quoteattr(f"#{place}.A1")}>{shown}</text:a>'
    return f'office:value-type="string"><text:p>{shown}</text:p></table:table-cell>'


def _range(number: int, page: Page) -> str:
    """The table as LibreOffice knows one: with a header, and buttons that sort and choose."""
    place = "$'{}'".format(page.name.replace("'", "''"))
    last = f"{_letters(len(page.rows[0]))}{len(page.rows)}"
    address = quoteattr(f"{place}.A1:{place}.{last}")
    told = 'table:contains-header="true" table:display-filter-buttons="true"'
    return f'<table:database-range table:name="tabel_{number}" table:target-range-address={address} {told}/>'


def _letters(number: int) -> str:
    """The letters of a column.

    >>> _letters(1), _letters(26), _letters(27)
    ('A', 'Z', 'AA')
    """
    above, at = divmod(number - 1, 26)
    return (_letters(above) if above else "") + chr(ord("A") + at)


def _settings(book: Book) -> str:
    """The header stays in sight in every sheet."""
    frozen = "".join(
        f'<config:config-item config:name="{name}" config:type="{kind}">{value}</config:config-item>'
        for name, kind, value in (
            ("VerticalSplitMode", "short", 2),
            ("VerticalSplitPosition", "int", 1),
            ("ActiveSplitRange", "short", 2),
            ("PositionBottom", "int", 1),
        )
    )
    sheets = "".join(
        f"<config:config-item-map-entry config:name={quoteattr(page.name)}>{frozen}</config:config-item-map-entry>"
        for page in book.pages
    )
    return (
        '<config:config-item-set config:name="ooo:view-settings"><config:config-item-map-indexed config:name="Views">'
        f'<config:config-item-map-entry><config:config-item-map-named config:name="Tables">{sheets}'
        "</config:config-item-map-named></config:config-item-map-entry></config:config-item-map-indexed>"
        "</config:config-item-set>"
    )
