"""The archive copy of an edition: what is in it, what its sums say, and what is told where a program is lacking."""

from __future__ import annotations

import hashlib
from types import SimpleNamespace

import nbformat
import pytest

from helpers.floor.faults import AskedWrongly
from helpers.floor.quarter import Quarter
from helpers.runner.archiving import copying, pdf_a, verapdf
from helpers.runner.editions import extras
from helpers.runner.editions.editions import Stamp
from helpers.runner.page import pdf
from mdto_form import fits

Q3, STAMP = Quarter(2026, 3), Stamp(2, "definitief", "", "")
OWN = "rapport-2026-Q3-editie-2"
FILES = {"a.html": b"een", "run.json": b"{}", "tables/a.csv": b"wijk\n", f"{OWN}.html": b"alles"}


@pytest.fixture
def extra(delivery, monkeypatch):
    """The copy as it is asked, where a browser prints and the PDF becomes another."""
    monkeypatch.setattr(pdf, "browser", lambda: "chromium")
    monkeypatch.setattr(pdf, "of_edition", lambda html, quarter: b"%PDF-1.4 " + html)
    monkeypatch.setattr(pdf_a, "of", lambda content: b"archief van " + content)
    monkeypatch.setattr(verapdf, "program", lambda: "")
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("show.x(r)", id="a")])
    return copying.extra(SimpleNamespace(delivery=delivery), [("a", book)])


def no_browser():
    raise AskedWrongly("Dat is hier niet gevonden.")


def test_the_copy_has_notebooks_a_pdf_metadata_of_every_file_and_sums_of_all(extra):
    made = extra.make(Q3, STAMP, FILES)
    kept = {*FILES, "archief/notebooks/a.ipynb", f"archief/{OWN}.pdf"}
    told = {f"archief/mdto/{name}.mdto.xml" for name in {*kept, "informatieobject"}}
    assert set(made) == (kept - set(FILES)) | told | {copying.SUMS}
    for name in told:
        fits(made[name])
    sums = dict(reversed(line.split("  ", 1)) for line in made[copying.SUMS].decode().splitlines())
    every = {**FILES, **made}
    assert sums == {name: hashlib.sha256(every[name]).hexdigest() for name in kept | told}


def test_the_pdf_of_the_edition_is_taken_where_it_has_one(extra):
    made = extra.make(Q3, STAMP, {**FILES, f"{OWN}.pdf": b"%PDF-1.4 eigen"})
    assert made[f"archief/{OWN}.pdf"] == b"archief van %PDF-1.4 eigen"


@pytest.mark.parametrize(
    ("lacking", "why"),
    [((pdf, "browser", no_browser), "geen Chromium"), ((pdf_a, "is_there", lambda: False), "het pakket pikepdf")],
)
def test_without_a_program_the_copy_comes_without_pdf_and_says_so(extra, monkeypatch, lacking, why):
    monkeypatch.setattr(*lacking)
    found = extras.made(Q3, STAMP, FILES, [extra])
    assert not [name for name in found.files if name.endswith(".pdf")] and copying.SUMS in found.files
    assert found.lacking == () and len(found.told) == 1 and why in found.told[0]


@pytest.mark.parametrize(
    ("answer", "told"),
    [("PASS rapport.pdf 2b", []), ("FAIL rapport.pdf 2b", [copying._REFUSED]), ("", [copying._REFUSED])],
)
def test_verapdf_is_asked_where_it_is(extra, monkeypatch, tmp_path, answer, told):
    judge = tmp_path / "verapdf"
    judge.write_text(f'#!/bin/sh\ntest "$1 $2" = "--flavour 2b" && echo "{answer}"\n')
    judge.chmod(0o755)
    monkeypatch.setattr(verapdf, "program", lambda: str(judge))
    assert extra.told(extra.make(Q3, STAMP, FILES)) == told


def test_that_nobody_checked_is_said_where_verapdf_is_not(extra):
    [told] = extra.told(extra.make(Q3, STAMP, FILES))
    assert "niet gecontroleerd: veraPDF staat niet op deze computer. Laat haar controleren" in told


def test_a_copy_that_is_there_is_not_made_again(extra):
    assert extras.made(Q3, STAMP, {**FILES, copying.SUMS: b""}, [extra]).files == {}
