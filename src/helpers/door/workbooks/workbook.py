"""The parts of an .xlsx: which sheet stands where, and what makes a workbook unsafe to read."""

import io
import posixpath
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree

from helpers.door.limits import LARGEST_GROWTH, LARGEST_UNPACKED_BYTES, SMALL_BYTES
from helpers.door.text.foreign import refusal
from helpers.floor.faults import BadInput, Fault

_WORKBOOK = "xl/workbook.xml"
_RELATIONS = "xl/_rels/workbook.xml.rels"
_AS_XLSX = "Bewaar het als .xlsx."
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\0<", b"<\0")
# A part of the zip → what the file is then, what to do.
_OTHERS = (
    ("xl/workbook.bin", "een .xlsb-bestand", _AS_XLSX),
    ("content.xml", "een OpenDocument-bestand", _AS_XLSX),
    ("word/document.xml", "een Word-document", "Zet de tabel in Excel en bewaar die als .xlsx."),
    ("ppt/presentation.xml", "een presentatie", "Zet de tabel in Excel en bewaar die als .xlsx."),
)


class Broken(Exception):
    """The workbook is not what its parts say it is."""


class Parts(zipfile.ZipFile):
    """A zip whose parts may be written with backslashes, as some programs on Windows do."""

    def namelist(self) -> list[str]:
        return [name.replace("\\", "/") for name in super().namelist()]

    def part(self, name: str) -> bytes:
        written = dict(zip(self.namelist(), super().namelist(), strict=True))
        return self.read(written[name])


def opened(content: bytes, file: str) -> Parts:
    """The zip of a workbook. Raises BadInput when it is something else or unpacks too large, Broken or BadZipFile."""
    book = Parts(io.BytesIO(content))
    names = book.namelist()
    for part, what, hint in _OTHERS:
        if part in names:
            raise refusal(what, hint, file, wanted=".xlsx")
    if not any(name.startswith("xl/") for name in names):
        raise refusal("een zipbestand", "Pak het uit en lever de bestanden zelf.", file, wanted="Excelbestand")
    if len({name.lower() for name in names}) < len(names) or _WORKBOOK not in names:
        raise Broken
    unpacked = sum(part.file_size for part in book.infolist() if not _is_picture(part))
    largest = min(LARGEST_UNPACKED_BYTES, max(SMALL_BYTES, LARGEST_GROWTH * len(content)))
    if unpacked > largest:
        message = f"Het bestand is uitgepakt te groot: meer dan {largest // 1_000_000} MB."
        raise BadInput([Fault(message, "Lever de export als CSV.", file, rule="excel")])
    return book


def xml_of(book: Parts, part: str) -> bytes:
    """One part. Raises Broken when it could say one thing here and another in Excel."""
    if part not in book.namelist():
        raise Broken
    xml = book.part(part)
    if b"<!DOCTYPE" in xml or b"<!ENTITY" in xml or xml.startswith(_WIDE_MARKS):
        raise Broken
    return xml


def counts_from_1904(book: Parts) -> bool:
    """Whether the days of this workbook count from 1904, as those of Excel for the Mac once did."""
    about = ElementTree.fromstring(xml_of(book, _WORKBOOK)).iter()
    return any(one.get("date1904") in ("1", "true") for one in about if one.tag.endswith("}workbookPr"))


def sheet_parts(book: Parts) -> list[str]:
    """The part of each sheet in the order of the tabs; "" for one that is not there."""
    targets = dict(_targets(book))
    found = []
    for sheet in ElementTree.fromstring(xml_of(book, _WORKBOOK)).iter():
        if sheet.tag.endswith("}sheet"):
            relation = next((value for key, value in sheet.attrib.items() if key.endswith("}id")), "")
            found.append(targets.get(relation, ""))
    return found


def shared_parts(book: Parts) -> Iterator[str]:
    """The parts that are no sheets but that a reader opens too: the texts and the styles."""
    for part in dict(_targets(book)).values():
        if part.lower().endswith(("sharedstrings.xml", "styles.xml")):
            yield part


def _targets(book: Parts) -> Iterator[tuple[str, str]]:
    there = {name.lower(): name for name in book.namelist()}
    if _RELATIONS not in book.namelist():
        raise Broken
    for one in ElementTree.fromstring(xml_of(book, _RELATIONS)):
        target = one.get("Target", "").replace("\\", "/")
        part = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")
        if part.lower() in there:
            yield one.get("Id", ""), there[part.lower()]


def _is_picture(part: zipfile.ZipInfo) -> bool:
    return part.filename.replace("\\", "/").startswith("xl/media/")
