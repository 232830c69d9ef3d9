"""A final report of the sample has an archive copy: whole, by its own sums, and with no number that its pages lack."""

from __future__ import annotations

import html
import json
import re
import shutil
from hashlib import sha256

import pytest

from helpers.runner.editions import disk
from mdto_form import fits

pytestmark = pytest.mark.slow
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
OF_THE_MACHINE = re.compile(r"/tmp/|/home/|site-packages|papermill|ipykernel_|T\d\d:\d\d:\d\d\.")


@pytest.fixture(scope="module")
def final(published, command, tmp_path_factory):
    """The published sample, made final: its notebooks stand ready."""
    out = tmp_path_factory.mktemp("definitief") / "rapporten"
    shutil.copytree(published, out / "voorbeeld")
    why = ("--without-explanation", "Dit is een proef met het archief.")
    run = command("report", "--sample", "--final", *why, "--out", out)
    assert run.returncode == 0, run.stdout + run.stderr
    return disk.files_in(out / "voorbeeld" / "2026-Q3" / "2")


def text_of(page):
    """What a page says, without its markup; attributes stay, for a figure has its numbers in its description."""
    return html.unescape(re.sub(r"\s+", " ", page))


def test_every_file_has_its_sum_and_its_metadata(final):
    sums = dict(reversed(line.split("  ", 1)) for line in final["archief/SHA256SUMS"].decode().splitlines())
    assert sums == {n: sha256(one).hexdigest() for n, one in final.items() if n != "archief/SHA256SUMS"}
    told = {name for name in final if name.endswith(".mdto.xml")}
    kept = {name for name in final if name not in told} - {"archief/SHA256SUMS"}
    assert told == {f"archief/mdto/{name}.mdto.xml" for name in {*kept, "informatieobject"}}
    for name in told:
        fits(final[name])


def test_every_notebook_is_there_with_nothing_of_the_machine(final):
    ran = [one["name"] for one in json.loads(final["run.json"])["notebooks"]]
    books = {f"archief/notebooks/{name}.ipynb" for name in ran}
    assert books == {name for name in final if name.endswith(".ipynb")}
    assert {name: OF_THE_MACHINE.findall(final[name].decode()) for name in books} == {name: [] for name in books}


def test_no_notebook_shows_a_number_that_its_page_does_not(final):
    lacking = {}
    for name in (one for one in final if one.endswith(".ipynb")):
        page = set(NUMBER.findall(text_of(final[f"{name.rpartition('/')[2].removesuffix('.ipynb')}.html"].decode())))
        cells = json.loads(final[name])["cells"]
        shown = [out["data"] for cell in cells for out in cell.get("outputs", [])]
        told = text_of(" ".join("".join(kind) for data in shown for kind in data.values()))
        lacking[name] = set(NUMBER.findall(re.sub(r"<[^>]*>", " ", told))) - page
    assert lacking and not any(lacking.values()), lacking
