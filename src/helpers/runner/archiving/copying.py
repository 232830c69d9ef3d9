"""The archive copy of a final edition, as a folder in it: what an archivist needs beside what was published."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from helpers.floor.faults import AskedWrongly
from helpers.floor.params.archive_terms import ArchiveTerms
from helpers.floor.quarter import Quarter
from helpers.runner.archiving import mdto, notebooks, pdf_a, verapdf
from helpers.runner.archiving.mdto import About
from helpers.runner.editions import standing
from helpers.runner.editions.disk import Files
from helpers.runner.editions.editions import Stamp
from helpers.runner.editions.extras import Extra
from helpers.runner.editions.manifest import Run

if TYPE_CHECKING:
    from helpers.runner.editions.edition_content import Executed

FOLDER = "archief/"
SUMS = f"{FOLDER}SHA256SUMS"
_METADATA = f"{FOLDER}mdto/"
_NO_BROWSER = "Het archief heeft geen PDF/A: hier is geen Chromium, Chrome of Edge om het rapport af te drukken."
_NO_PACKAGE = "Het archief heeft geen PDF/A: hier is het pakket pikepdf niet. Start het rapport met run.py."
_NOT_CHECKED = (
    "De PDF/A in het archief is niet gecontroleerd: veraPDF staat niet op deze computer. "
    "Laat haar controleren vóór overdracht."
)
_REFUSED = "De PDF/A in het archief is door veraPDF afgekeurd. Bewaar haar niet als PDF/A, en meld het de ontwikkelaar."


@dataclass(frozen=True)
class Copy:
    """How the copy of one run is made."""

    run: Run
    executed: Executed

    def files(self, quarter: Quarter, stamp: Stamp, files: Files) -> Files:
        """The copy of an edition with these files: notebooks, PDF/A where it can be made, metadata, and sums of all."""
        books = {f"{FOLDER}notebooks/{name}.ipynb": notebooks.kept(book) for name, book in self.executed}
        kept = dict(sorted({**files, **books, **self._pdf(quarter, stamp, files)}.items()))
        about = self._about(quarter, stamp)
        told = {f"{_METADATA}{name}.mdto.xml": mdto.of_file(about, name, content) for name, content in kept.items()}
        told[f"{_METADATA}informatieobject.mdto.xml"] = mdto.of_edition(about, list(kept))
        every = {**kept, **told}
        sums = "".join(f"{hashlib.sha256(every[name]).hexdigest()}  {name}\n" for name in sorted(every))
        return {name: one for name, one in every.items() if name not in files} | {SUMS: sums.encode("utf-8")}

    def _about(self, quarter: Quarter, stamp: Stamp) -> About:
        municipality = self.run.delivery.settings.municipality
        return About(
            municipality.name,
            municipality.code,
            quarter,
            stamp.edition,
            stamp.kind,
            self.run.delivery.is_made_up,
            stamp.built_at,
            getattr(municipality, "archive", ArchiveTerms()),
        )

    def _pdf(self, quarter: Quarter, stamp: Stamp, files: Files) -> Files:
        """The report as PDF/A, of the PDF of the edition or of one that is printed now; nothing where it cannot."""
        page, printed = (standing.file_name(quarter.label, stamp.edition, suffix) for suffix in (".html", ".pdf"))
        if why_no_pdf(files.get(printed)) or page not in files:
            return {}
        from helpers.runner.page import pdf

        content = files.get(printed) or pdf.of_edition(files[page], quarter)
        return {f"{FOLDER}{printed}": pdf_a.of(content)}


def extra(run: Run, executed: Executed) -> Extra:
    """The archive copy as something that a final edition also gets."""
    return Extra("archiefkopie", lambda *_: FOLDER, Copy(run, executed).files, told)


def why_no_pdf(printed: bytes | None = None) -> str:
    """Why this computer makes no PDF/A, in Dutch; "" where it does. `printed` is a PDF that is there already."""
    if not pdf_a.is_there():
        return _NO_PACKAGE
    if printed:
        return ""
    from helpers.runner.page import pdf

    try:
        pdf.browser()
    except AskedWrongly:
        return _NO_BROWSER
    return ""


def told(added: Files) -> list[str]:
    """What to tell of a copy that was made: whether it has a PDF/A, and what veraPDF says of that."""
    made = [content for name, content in added.items() if name.startswith(FOLDER) and name.endswith(".pdf")]
    if not made:
        return [why_no_pdf() or "Het archief heeft geen PDF/A: het rapport had geen pagina om af te drukken."]
    judge = verapdf.program()
    if not judge:
        return [_NOT_CHECKED]
    return [] if verapdf.is_passed(made[0], judge) else [_REFUSED]
