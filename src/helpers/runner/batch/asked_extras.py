"""What may be asked with a report beside its pages: whether this computer can make it, and how."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from helpers.floor.quarter import Quarter
from helpers.runner.editions import standing
from helpers.runner.editions.disk import Files
from helpers.runner.editions.editions import Stamp
from helpers.runner.editions.extras import Extra

PDF = "pdf"


def refuse_impossible(asked: Sequence[str]) -> None:
    """Raise AskedWrongly, before anything runs, where this computer lacks a program for what was asked."""
    if PDF in asked:
        from helpers.runner.page import pdf

        pdf.browser()


def of(asked: Sequence[str], copy: Extra | None = None) -> list[Extra]:
    """What an edition also gets, in the order of its making; last the archive `copy`, which is of all before it."""
    return [*([_PDF] if PDF in asked else []), *([copy] if copy else [])]


def _pdf(quarter: Quarter, stamp: Stamp, files: Files) -> Files:
    from helpers.runner.page import pdf

    page, name = (standing.file_name(quarter.label, stamp.edition, suffix) for suffix in (".html", ".pdf"))
    return {name: pdf.of_edition(files[page], quarter)} if page in files else {}


_PDF = Extra("PDF", partial(standing.file_name, suffix=".pdf"), _pdf)
