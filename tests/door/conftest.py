"""Workbooks for tests, written part by part: what a library would never write must be read too."""

import io
import zipfile

import openpyxl
import pytest

_CONTENT = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_TRANSITIONAL = "http://schemas.openxmlformats.org/"
_STRICT = "http://purl.oclc.org/ooxml/"
# Styles 1 to 5: date, date with time, [h]:mm, 0.0%, "%" as a plain sign.
STYLES = (
    '<numFmts count="3"><numFmt numFmtId="170" formatCode="[h]:mm"/><numFmt numFmtId="171" formatCode="0.0%"/>'
    '<numFmt numFmtId="172" formatCode="0&quot;%&quot;"/></numFmts><cellXfs count="6"><xf numFmtId="0"/>'
    '<xf numFmtId="14"/><xf numFmtId="22"/><xf numFmtId="170"/><xf numFmtId="171"/><xf numFmtId="172"/></cellXfs>'
)


def saved(book):
    """The bytes of an openpyxl workbook."""
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def bytes_of(*sheets):
    """The bytes of a workbook; a sheet is a name and its rows."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    return saved(book)


def written(
    rows="",
    *,
    sheet=None,
    shared="",
    styles=STYLES,
    before="",
    target="worksheets/sheet1.xml",
    name="Blad",
    is_strict=False,
    others=(),
):
    """The bytes of a workbook of one sheet, from the XML of its rows."""
    base, office = (_STRICT, "") if is_strict else (_TRANSITIONAL, "/2006")
    main = f"{base}spreadsheetml{office}/main"
    relations = f"{base}officeDocument{office}/relationships"
    parts = {
        "[Content_Types].xml": _CONTENT,
        "_rels/.rels": _related(relations, {"officeDocument": "xl/workbook.xml"}),
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{relations}">{before}<sheets>'
        f'<sheet name="{name}" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _related(
            relations, {"worksheet": target, "sharedStrings": "sharedStrings.xml", "styles": "styles.xml"}
        ),
        "xl/sharedStrings.xml": f'<sst xmlns="{main}">{shared}</sst>',
        "xl/styles.xml": f'<styleSheet xmlns="{main}">{styles}</styleSheet>',
        "xl/worksheets/sheet1.xml": sheet or f'<worksheet xmlns="{main}"><sheetData>{rows}</sheetData></worksheet>',
    }
    return zipped([*parts.items(), *others])


def zipped(parts):
    """The bytes of a zip with these parts."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, text in parts:
            archive.writestr(part, text)
    return content.getvalue()


def _related(relations, targets):
    found = "".join(
        f'<Relationship Id="rId{number}" Type="{relations}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets.items(), start=1)
    )
    return f'<Relationships xmlns="{_PACKAGE}">{found}</Relationships>'


@pytest.fixture(name="saved")
def _saved():
    return saved


@pytest.fixture(name="bytes_of")
def _bytes_of():
    return bytes_of


@pytest.fixture(name="written")
def _written():
    return written


@pytest.fixture(name="zipped")
def _zipped():
    return zipped
