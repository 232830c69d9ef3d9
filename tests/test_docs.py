"""Every page of docs leads only to files of the project that are there."""

import re

import pytest

from helpers.floor import paths

PAGES = sorted((paths.ROOT / "docs").glob("*.md"))
LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")  # not of an address with a colon


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_linked_file_is_there(page):
    targets = {target: (page.parent / target).resolve() for target in LINK.findall(page.read_text("utf-8"))}
    root = paths.ROOT.resolve()
    assert [name for name, file in targets.items() if not (file.is_file() and file.is_relative_to(root))] == []


def test_some_page_leads_somewhere():
    assert any(LINK.findall(page.read_text("utf-8")) for page in PAGES)
