"""The municipality's own template: found in the params of its home, looked at with distrust, opened as a document."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from helpers.floor.faults import BadInput, Fault, RunFailed
from helpers.floor.printable import printable

if TYPE_CHECKING:
    from docx.document import Document

NAMES = ("word.dotx", "word.docx")
STEM = "word"
_OTHERS = (".doc", ".dot", ".docm", ".dotm", ".odt", ".ott", ".rtf")  # what somebody may lay there instead
_LARGEST = 20_000_000  # bytes, unpacked: a letterhead with pictures is one or two million
_MAIN, _TYPES = "word/document.xml", "[Content_Types].xml"
_IS_TEMPLATE = b"wordprocessingml.template.main+xml"
_IS_DOCUMENT = b"wordprocessingml.document.main+xml"
_OF_MACROS = ("vbaProject", "vbaData")
_BODY = (_MAIN, "word/_rels/document.xml.rels", "word/glossary/")  # what is let go with the text of the template
_OUTSIDE = ("hyperlink", "attachedTemplate")  # may lead elsewhere: one waits for a click, the other is taken out
_ALIVE = ("control", "oleObject", "package", "aFChunk")  # kinds of parts that can work by themselves
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_VML = "{urn:schemas-microsoft-com:vml}"
_LINKED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}link"
# Fields that fetch or start something; HYPERLINK is none of them.
_FETCHES = re.compile(
    r"\b(DDE|DDEAUTO|INCLUDE|INCLUDEPICTURE|INCLUDETEXT|LINK|IMPORT|EMBED|DATABASE|MACROBUTTON|RD)\b", re.IGNORECASE
)
_HEADS = (f"{_W}hdr", f"{_W}ftr")
_OF_ARCHIVE = b"PK"  # what every file of Word begins with, also one that was copied by half
_SAVE_AGAIN = "Sla het in Word op als Word-sjabloon (.dotx) of als document (.docx)."
_DAMAGED = "Dit sjabloon is beschadigd."
_SAVE_WHOLE = f"Kopieer het opnieuw. Of open het origineel: {_SAVE_AGAIN[0].lower()}{_SAVE_AGAIN[1:]}"


def found_in(params: Path) -> Path | None:
    """The template of a home; None where it has none. Raises BadInput where there is one too many or it is unfit."""
    faults = faults_in(params)
    if faults:
        raise BadInput(faults)
    return next((params / name for name in NAMES if (params / name).is_file()), None)


def faults_in(params: Path) -> list[Fault]:
    """What is wrong with the template of a home, read without the packages of Word."""
    lying = [params / name for name in NAMES if (params / name).is_file()]
    if len(lying) > 1:
        names = " en ".join(NAMES)
        return [_fault(lying[1], f"Er liggen twee sjablonen: {names}.", "Haal er een weg.")]
    if lying:
        return _faults(lying[0])
    others = [params / f"{STEM}{suffix}" for suffix in _OTHERS if (params / f"{STEM}{suffix}").is_file()]
    return [_fault(one, "Dit sjabloon is niet te gebruiken.", _SAVE_AGAIN) for one in others[:1]]


def is_one(file: Path) -> bool:
    """Whether a file of the params stands where a template does, fit or not."""
    return file.stem == STEM and (file.name in NAMES or file.suffix in _OTHERS)


def opened(file: Path) -> Document:
    """The template as a document with all that stood in it. Raises BadInput where it cannot be opened."""
    if faults := _faults(file):
        raise BadInput(faults)
    from docx import Document

    try:
        return Document(io.BytesIO(_as_document(file.read_bytes())))
    except Exception:  # whatever is wrong in it: python-docx has no error of its own for most of it
        raise BadInput([_fault(file, _DAMAGED, _SAVE_WHOLE)]) from None


def refuse_alive(made: bytes) -> None:
    """Look at the finished document as at the template: parts may lie where no template has them.

    Raises RunFailed where something in it works by itself.
    """
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        if any(_is_alive(part) for part in _parts(package, package.namelist())):
            raise RunFailed("Het sjabloon laat het Word-bestand iets ophalen of starten.", "Maak het sjabloon opnieuw.")


def _faults(file: Path) -> list[Fault]:
    try:
        with zipfile.ZipFile(file) as package:
            return [_fault(file, *why) for why in _unfit(package)][:1]
    except OSError:
        return [_fault(file, "Dit sjabloon is niet te lezen.", "Controleer de rechten van het bestand.")]
    except Exception:  # no archive, or one that is damaged: zipfile and zlib have many errors
        if file.read_bytes().startswith(_OF_ARCHIVE):
            return [_fault(file, _DAMAGED, _SAVE_WHOLE)]
        hint = f"Een wachtwoord mag er niet op staan. {_SAVE_AGAIN}"
        return [_fault(file, "Dit is geen Word-bestand.", hint)]


def _unfit(package: zipfile.ZipFile) -> list[tuple[str, str]]:
    names = package.namelist()
    if sum(one.file_size for one in package.infolist()) > _LARGEST:
        return [("Dit sjabloon is groter dan 20 MB.", "Haal grote plaatjes eruit.")]
    if _MAIN not in names or _TYPES not in names:
        return [("Dit is geen Word-bestand.", _SAVE_AGAIN)]
    types = package.read(_TYPES)
    if any(word in name for name in names for word in _OF_MACROS) or b"macroEnabled" in types:
        return [("Dit sjabloon bevat macro’s. Die horen niet in een rapport.", _SAVE_AGAIN)]
    if _IS_TEMPLATE not in types and _IS_DOCUMENT not in types:
        return [("Dit is geen Word-bestand.", _SAVE_AGAIN)]
    parts = _parts(package, [name for name in names if not name.startswith(_BODY)])
    if any(part.tag in _HEADS and any(one.get(f"{_W}author") for one in part.iter()) for part in parts):
        why = "De kop- of voettekst van dit sjabloon heeft bijgehouden wijzigingen, met de naam van wie ze maakte."
        return [(why, "Accepteer ze in Word, en sla het sjabloon opnieuw op.")]
    if any(_is_alive(part) for part in parts):
        why = "Dit sjabloon haalt iets op van een andere plek, of start iets, zoals een gekoppeld plaatje."
        return [(why, "Zet het plaatje in het sjabloon zelf, en haal velden en objecten weg die iets ophalen.")]
    return []


def _parts(package: zipfile.ZipFile, names: list[str]) -> list[ElementTree.Element]:
    """The parts that are XML by what the package says of them: their names may end as they like."""
    types = ElementTree.fromstring(package.read(_TYPES))
    kinds = {
        (one.get("PartName") or f".{one.get('Extension', '')}").casefold(): one.get("ContentType", "") for one in types
    }
    found = []
    for name in names:
        ending = f".{name.rpartition('.')[2]}"
        kind = kinds.get(f"/{name}".casefold(), kinds.get(ending.casefold(), ""))
        if kind.endswith("xml") or ending in (".xml", ".rels"):
            content = package.read(name)
            if b"<!DOCTYPE" in content.replace(b"\0", b""):  # names other files, and Word has none
                raise ValueError(name)
            found.append(ElementTree.fromstring(content))
    return found


def _is_alive(part: ElementTree.Element) -> bool:
    """Whether a part of the template, which stays, fetches or starts something when the document is opened."""
    for link in part.iter(f"{_RELATIONS}Relationship"):
        kind = link.get("Type", "").rpartition("/")[2]
        if kind in _ALIVE or (link.get("TargetMode") == "External" and kind not in _OUTSIDE):
            return True
    if any(one.get(_LINKED) or (one.tag.startswith(_VML) and one.get("src")) for one in part.iter()):
        return True
    simple = " ".join(one.get(f"{_W}instr", "") for one in part.iter(f"{_W}fldSimple"))
    return bool(_FETCHES.search(f"{''.join(one.text or '' for one in part.iter(f'{_W}instrText'))} {simple}"))


def _as_document(content: bytes) -> bytes:
    """The same package as a document: a template's main part has another type, and python-docx refuses that."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as package, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as copy:
        for name in package.namelist():
            part = package.read(name)
            copy.writestr(name, part.replace(_IS_TEMPLATE, _IS_DOCUMENT) if name == _TYPES else part)
    return made.getvalue()


def _fault(file: Path, message: str, hint: str) -> Fault:
    return Fault(message, hint, printable(file.name), rule="sjabloon")
