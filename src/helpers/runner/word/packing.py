"""The document as bytes: no time of making, and nothing of the computer or of who made the template."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from docx.opc.constants import RELATIONSHIP_TYPE as KIND
from docx.oxml.ns import qn

if TYPE_CHECKING:
    from docx.document import Document

_EPOCH = (1980, 1, 1, 0, 0, 0)
_OF_ITS_MAKER = (KIND.EXTENDED_PROPERTIES, KIND.THUMBNAIL)
_OF_ITS_PLACE = ("http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate",)
_LAST_PRINTED = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}lastPrinted"


def told(document: Document, *, title: str, author: str, subject: str, dated: date) -> None:
    """Write in the document what it is, and take out what its template said of its maker."""
    properties = document.core_properties
    properties.title, properties.author, properties.subject = title, author, subject
    properties.language, properties.last_modified_by, properties.revision = "nl-NL", author, 1
    properties.created = properties.modified = datetime.combine(dated, time())
    for name in ("category", "comments", "content_status", "identifier", "keywords", "version"):
        setattr(properties, name, "")
    if (printed := properties._element.find(_LAST_PRINTED)) is not None:
        properties._element.remove(printed)
    _let_go(document.part.package.rels, _OF_ITS_MAKER)
    settings = document.part._settings_part
    _let_go(settings.rels, _OF_ITS_PLACE)
    for named in settings.element.findall(qn("w:attachedTemplate")):
        settings.element.remove(named)


def _let_go(relations: dict, kinds: tuple[str, ...]) -> None:
    for name in [name for name, one in relations.items() if one.reltype in kinds]:
        del relations[name]


def packed(document: Document) -> bytes:
    """The file; the same document gives the same bytes."""
    made, kept = io.BytesIO(), io.BytesIO()
    document.save(made)
    with zipfile.ZipFile(made) as package, zipfile.ZipFile(kept, "w") as copy:
        for name in package.namelist():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # not that of this computer
            copy.writestr(entry, package.read(name))
    return kept.getvalue()
