"""Every page of docs leads only to files of the project that are there, and the index leads to every page."""

import re

import pytest

from helpers.floor import paths

DOCS = (paths.ROOT / "docs").resolve()
PAGES = sorted(DOCS.rglob("*.md"))
LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")  # not of an address with a colon


def led_to(page):
    return {target: (page.parent / target).resolve() for target in LINK.findall(page.read_text("utf-8"))}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_linked_file_is_there(page):
    root = paths.ROOT.resolve()
    assert [name for name, file in led_to(page).items() if not (file.is_file() and file.is_relative_to(root))] == []


def test_some_page_leads_somewhere():
    assert any(map(led_to, PAGES))


def test_the_index_leads_to_every_page():
    index = DOCS / "index.md"
    assert {index, *led_to(index).values()} >= set(PAGES)
