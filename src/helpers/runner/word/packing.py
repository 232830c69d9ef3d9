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
# All that a package needs. What else a template brings tells of its maker and of a document system, or is an add-in.
_OF_THE_PACKAGE = (KIND.OFFICE_DOCUMENT, KIND.CORE_PROPERTIES)
# Of the settings: where the template lay, what it was merged with, its variables, and its notes, which are gone.
_OF_ITS_USE = ("attachedTemplate", "mailMerge", "docVars", "saveThroughXslt", "footnotePr", "endnotePr")
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
    relations = document.part.package.rels
    for name in [name for name, one in relations.items() if one.reltype not in _OF_THE_PACKAGE]:
        del relations[name]
    settings = document.part._settings_part
    settings.rels.clear()  # each of them leads elsewhere
    for tag in _OF_ITS_USE:
        for named in settings.element.findall(qn(f"w:{tag}")):
            settings.element.remove(named)


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
