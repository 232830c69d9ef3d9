"""docs/disclosure.md: what the privacy officer reads agrees with the catalogue and the thresholds."""

import re

import pytest

from helpers.disclosure.published.catalogue import TABLES
from helpers.disclosure.published.entries import COUNTED, DERIVED, HARMLESS
from helpers.floor import paths
from helpers.floor.params.small_numbers import SmallNumbers

PAGE = (paths.ROOT / "docs" / "disclosure.md").read_text("utf-8")
HEADINGS = {
    "Wat in de sommen zit": COUNTED,
    "Wat van beschermde getallen is gemaakt": DERIVED,
    "Wat over niemand gaat": HARMLESS,
}


def under(heading):
    return PAGE.partition(f"## {heading}\n")[2].partition("\n## ")[0]


@pytest.mark.parametrize(("heading", "kind"), HEADINGS.items())
def test_each_table_of_the_catalogue_stands_under_what_it_is(heading, kind):
    listed = set(re.findall(r"`(\w+)`[,.]", under(heading)))
    assert listed == {name for name, entry in TABLES.items() if entry.kind == kind}


def test_the_thresholds_are_those_of_the_code():
    stated = dict(re.findall(r"^\| `(\w+)` \| (\d+) \|", PAGE, re.MULTILINE))
    assert {name: int(value) for name, value in stated.items()} == SmallNumbers().model_dump()


def test_the_officer_reads_no_word_of_the_maintainer_before_the_last_part():
    officer, _, maintainer = PAGE.partition("## Voor de beheerder\n")
    for word in ("Fischetti", "cellen", "tests/"):
        assert word not in officer
    assert all(f"## {heading}\n" in maintainer for heading in HEADINGS)


def test_the_five_groups_of_the_page_are_those_that_count_as_groups():
    named = re.findall(r"^- (?:bewoners|deelnemers|opkopers|overtredingen|interventies)\b", PAGE, re.MULTILINE)
    assert len(named) == 5 and "Vijf groepen:" in PAGE and "Drie groepen" not in PAGE
