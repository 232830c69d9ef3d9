"""The Word file of the published sample: beside its edition, with what its page says, and opened by LibreOffice."""

from __future__ import annotations

import os
import re
import shutil
import subprocess

import pytest
from bs4 import BeautifulSoup

pytestmark = pytest.mark.slow
NEEDED = "HELPERS_NEEDS_LIBREOFFICE"
NUMBER = re.compile(r"\d[\d.,]*\d|\d")


@pytest.fixture(scope="module")
def edition(published, tmp_path_factory, command):
    """The published sample once more, with the Word file asked of the edition that stands."""
    pytest.importorskip("docx", reason="python-docx is in the group “word”")
    out = shutil.copytree(published, tmp_path_factory.mktemp("met Word") / "voorbeeld")
    run = command("report", "--sample", "--docx", "--out", out.parent)
    assert run.returncode == 0, run.stdout + run.stderr
    return out / "2026-Q3" / "1"


@pytest.fixture(scope="module")
def file(edition):
    return edition / "rapport-2026-Q3-editie-1.docx"


def test_it_lies_beside_the_edition_that_stood_and_the_archive_leads_to_it(edition, file):
    assert not (edition.parent / "2").exists()
    page = BeautifulSoup((edition.parents[1] / "index.html").read_text("utf-8"), "html.parser")
    [link] = page.find_all("a", href=re.compile(r"\.docx$"))
    assert link.get_text().startswith("Word")
    assert (edition.parents[1] / link["href"]).samefile(file)


def test_every_number_and_status_of_the_summary_on_the_page_is_in_it(edition, file, word):
    page = BeautifulSoup((edition / "rapport-2026-Q3-editie-1.html").read_text("utf-8"), "html.parser")
    section = page.find("section", class_="chapter")
    for gone in section.find_all(["svg", "details"]):
        gone.decompose()
    told, words = section.get_text(" ") + page.h1.get_text(), word(file.read_bytes()).words
    assert len(NUMBER.findall(told)) > 200
    assert set(NUMBER.findall(told)) - set(NUMBER.findall(words)) == set()
    statuses = [one.get_text() for one in section.find_all(class_="chip")]
    assert len(statuses) > 17
    assert all(statuses.count(one) <= words.count(one) for one in statuses)


def test_libreoffice_opens_it_as_two_to_four_pages(file, tmp_path):
    office = shutil.which("soffice")
    if office is None:
        assert not os.environ.get(NEEDED), f"{NEEDED} is set and there is no LibreOffice"
        pytest.skip("no LibreOffice on this machine")
    own = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    convert = [office, own, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, file]
    subprocess.run(convert, check=True, capture_output=True)
    printed = (tmp_path / file.with_suffix(".pdf").name).read_bytes()
    assert 2 <= len(re.findall(rb"/Type\s*/Page\b", printed)) <= 4
