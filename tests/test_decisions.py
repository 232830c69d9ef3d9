"""The decision records: short, of one form, found from CONTRIBUTING, and true in what they link to."""

import re

import pytest

from helpers.floor import paths

FOLDER = paths.ROOT / "docs" / "decisions"
RECORDS = sorted(FOLDER.glob("*.md"))
LINK = re.compile(r"\[[^\]]+\]\(([^)#]+)\)")


def linked(file):
    return {(file.parent / target).resolve() for target in LINK.findall(file.read_text("utf-8"))}


def test_records_are_numbered_without_a_gap():
    assert [int(file.name[:4]) for file in RECORDS] == list(range(1, len(RECORDS) + 1)) != []


@pytest.mark.parametrize("file", RECORDS, ids=lambda file: file.stem)
def test_a_record_is_short_has_its_four_parts_and_links_to_what_is_there(file):
    text = file.read_text("utf-8")
    assert text.startswith(f"# {int(file.name[:4])}. ") and len(text.splitlines()) < 40
    assert [part for part in ("Context", "Decision", "Measured", "Consequence") if f"**{part}" not in text] == []
    assert [target for target in linked(file) if not target.exists()] == []


def test_contributing_lists_every_record_by_its_title_and_the_readme_the_folder():
    contributing = paths.ROOT / "CONTRIBUTING.md"
    assert {file for file in linked(contributing) if file.parent == FOLDER} == set(RECORDS)
    for file in RECORDS:
        title = file.read_text("utf-8").splitlines()[0].partition(". ")[2]
        assert f"[{title}](docs/decisions/{file.name})" in contributing.read_text("utf-8")
    assert FOLDER in linked(paths.ROOT / "README.md")
