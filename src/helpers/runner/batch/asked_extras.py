"""What may be asked with a report beside its pages: whether this computer can make it, and how."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from helpers.floor import home
from helpers.floor.faults import AskedWrongly, RunFailed
from helpers.floor.quarter import Quarter
from helpers.runner.editions import edition_content, standing
from helpers.runner.editions.disk import Files
from helpers.runner.editions.editions import Stamp
from helpers.runner.editions.extras import Extra
from helpers.runner.tables import excel_csv

if TYPE_CHECKING:
    from helpers.runner.editions.manifest import Run

PDF, DOCX, EXCEL_CSV = "pdf", "docx", "excel-csv"
_OF_WORD = ("docx", "resvg_py")  # the modules of the group of dependencies “word”


def refuse_impossible(asked: Sequence[str], params: Path) -> None:
    """Raise AskedWrongly, before anything runs, where this computer lacks a program for what was asked.

    Raises BadInput where the municipality's template, among its `params`, is unfit.
    """
    if PDF in asked:
        from helpers.runner.page import pdf

        pdf.browser()
    if DOCX in asked:
        if not all(map(find_spec, _OF_WORD)):
            raise AskedWrongly("De pakketten voor Word ontbreken.", f"Start met: {home.command('report --docx')}.")
        from helpers.runner.word import template

        if own := template.found_in(params):
            template.opened(own)


def of(asked: Sequence[str], run: Run, executed: edition_content.Executed) -> list[Extra]:
    """What an edition of this run also gets, in the order of its making."""
    known: Mapping[str, Extra] = {
        PDF: Extra("PDF", partial(standing.file_name, suffix=".pdf"), _pdf),
        DOCX: Extra("Word-bestand", partial(standing.file_name, suffix=".docx"), partial(_docx, run, executed)),
        EXCEL_CSV: Extra("CSV voor Excel", lambda quarter, edition: excel_csv.FOLDER, _excel_csv),
    }
    return [extra for name, extra in known.items() if name in asked]


def _pdf(quarter: Quarter, stamp: Stamp, files: Files) -> Files:
    from helpers.runner.page import pdf

    page, name = (standing.file_name(quarter.label, stamp.edition, suffix) for suffix in (".html", ".pdf"))
    return {name: pdf.of_edition(files[page], quarter)} if page in files else {}


def _excel_csv(quarter: Quarter, stamp: Stamp, files: Files) -> Files:
    return excel_csv.of_tables(files)


def _docx(run: Run, executed: edition_content.Executed, quarter: Quarter, stamp: Stamp, files: Files) -> Files:
    from helpers.runner.page import summary
    from helpers.runner.word import council, template

    context = edition_content.context(run, stamp)
    own = summary.of_quarter([one for one in executed if one[0] in context["chapters"]])
    if own is None:
        raise RunFailed("Dit rapport heeft geen samenvatting.", "Zet dat hoofdstuk weer aan, of laat --docx weg.")
    page, name = (standing.file_name(quarter.label, stamp.edition, suffix) for suffix in (".html", ".docx"))
    return {name: council.as_docx(own, context, quarter.end, template.found_in(run.params), page)}
