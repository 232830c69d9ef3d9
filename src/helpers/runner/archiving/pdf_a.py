"""A PDF as PDF/A-2b: what the browser prints, with what an archive asks added, and its tags as they were.

Ghostscript would write the file anew, without its tags, its title and the same bytes twice.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from helpers.floor.faults import RunFailed

if TYPE_CHECKING:
    import pikepdf

_PART, _CONFORMANCE = "2", "B"
_DAY_IN_PROFILE = slice(24, 36)  # of an ICC profile: when it was made, which would be now
_DAY = bytes.fromhex("07d0" + "0001" * 2 + "0000" * 3)  # 2000-01-01
_PRINTED = 4  # the flag of an annotation that is printed
_UNSEEN = 0b100011  # invisible, hidden, not in view
_NO_ACTIONS = {"/Launch", "/Sound", "/Movie", "/JavaScript", "/ResetForm", "/ImportData", "/SubmitForm", "/Hide"}


def is_there() -> bool:
    """Whether this computer has the package that writes it."""
    return find_spec("pikepdf") is not None


def of(content: bytes) -> bytes:
    """A printed PDF as PDF/A-2b: the same PDF gives the same bytes.

    Raises RunFailed where it holds what PDF/A forbids and no addition mends.
    """
    import pikepdf

    with pikepdf.open(io.BytesIO(content)) as pdf:
        if wrong := faults(pdf):
            raise RunFailed(f"Het rapport is niet als PDF/A te bewaren: {wrong[0]}.", "Meld dit aan de ontwikkelaar.")
        pdf.Root.OutputIntents = pdf.make_indirect(pikepdf.Array([_intent(pdf)]))
        with pdf.open_metadata(set_pikepdf_as_editor=False) as told:
            told.load_from_docinfo(pdf.docinfo)
            told["pdfaid:part"], told["pdfaid:conformance"] = _PART, _CONFORMANCE
        written = io.BytesIO()
        pdf.save(written, deterministic_id=True, min_version="1.7", object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return written.getvalue()


def faults(pdf: pikepdf.Pdf) -> list[str]:
    """What of the rules of PDF/A-2b a printed page could break, in Dutch: fonts, what is embedded, actions, flags."""
    import pikepdf

    found = ["het is versleuteld"] if pdf.is_encrypted else []
    found += ["het bevat bijlagen"] if len(pdf.attachments) else []
    for one in (*pdf.objects, *_within_annotations(pdf)):
        found += _of_object(one) if isinstance(one, pikepdf.Dictionary | pikepdf.Stream) else []
    return list(dict.fromkeys(found))


def _within_annotations(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """The annotations of every page and what they do: these may lie within another object."""
    for page in pdf.pages:
        for one in page.obj.get("/Annots", []):
            yield from (part for part in (one, one.get("/A")) if part is not None)


def _of_object(one: Any) -> list[str]:
    kind, subtype = str(one.get("/Type", "")), str(one.get("/Subtype", ""))
    found = []
    if kind == "/FontDescriptor" and not {"/FontFile", "/FontFile2", "/FontFile3"} & set(one.keys()):
        found.append("een lettertype zit er niet in")
    if subtype == "/CIDFontType2" and "/CIDToGIDMap" not in one:
        found.append("een lettertype zegt niet welke letter welke is")
    if kind == "/Annot":
        flags = int(one.get("/F", 0))
        found += [] if flags & _PRINTED and not flags & _UNSEEN else ["een koppeling wordt niet mee afgedrukt"]
    if str(one.get("/S", "")) in _NO_ACTIONS:
        found.append("er zit een opdracht in")
    filters = str(one.get("/Filter", ""))
    return found + (["een deel is met LZW samengeperst"] if "LZW" in filters else [])


def _intent(pdf: pikepdf.Pdf) -> Any:
    """The colours of the screen, sRGB, in the file: so a red stays this red."""
    import pikepdf
    from PIL import ImageCms

    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    profile[_DAY_IN_PROFILE] = _DAY
    stream = pdf.make_stream(bytes(profile), {"/N": 3})
    return pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.OutputIntent,
            S=pikepdf.Name.GTS_PDFA1,
            OutputConditionIdentifier="sRGB",
            Info="sRGB IEC61966-2.1",
            DestOutputProfile=stream,
        )
    )
