"""run.json tells by which rules a file with own headers was read."""

from dataclasses import replace

import pytest

from helpers.disclosure.audit import Audit
from helpers.floor.shapes.description import Description
from helpers.runner.editions import manifest
from helpers.runner.editions.editions import Stamp
from helpers.runner.editions.manifest import Run


@pytest.fixture
def inputs(delivery, tmp_path):
    """The inputs that run.json tells of a delivery whose export was read by these rules."""

    def told(*rules):
        exports = tuple(replace(export, rules=rules) for export in delivery.exports)
        run = Run(delivery.quarter, replace(delivery, exports=exports), (), {}, tmp_path)
        return manifest.manifest(run, Stamp(1, "concept", "", ""), "", [], {}, Audit(0, 0, None))["inputs"]

    return told


def test_the_rules_of_an_own_file_stand_with_its_hash(inputs):
    rules = ("Gelezen onder eigen koppen: Sterkte als Boa's.", "Alleen rijen met Team “Boa” tellen mee.")
    [told] = inputs(*rules)
    assert (told["file"], told["rules"]) == ("bodycams.csv", list(rules))


def test_of_an_export_about_nobody_the_rows_and_days_are_told(inputs):
    [told] = inputs()
    assert told == {
        "dataset": "bodycams",
        "file": "bodycams.csv",
        "mark": "cd" * 32,
        "rows": 6,
        "first": "2025-01-01",
        "last": "2026-09-30",
    }


@pytest.mark.parametrize("counted", ["person", "dealer", "intervention", "een nieuw woord"])
def test_of_an_export_about_persons_its_mark_and_its_quarter_are_told_and_no_more(counted, inputs, delivery):
    delivery.descriptions["bodycams"] = Description("Bodycams", counted)
    [told] = inputs()
    assert told == {"dataset": "bodycams", "file": "bodycams.csv", "mark": "cd" * 32, "until": "2026-Q3"}


def test_the_hash_of_no_file_is_told(inputs, delivery):
    assert delivery.exports[0].sha256 not in str(inputs())


def test_of_a_file_in_our_headers_no_rule_is_told(inputs):
    [told] = inputs()
    assert "rules" not in told
