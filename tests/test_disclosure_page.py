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
