"""run.json tells by which rules a file with own headers was read."""

from dataclasses import replace

import pytest

from helpers.runner.editions import manifest
from helpers.runner.editions.editions import Stamp
from helpers.runner.editions.manifest import Run


@pytest.fixture
def inputs(delivery, tmp_path):
    """The inputs that run.json tells of a delivery whose export was read by these rules."""

    def told(*rules):
        exports = tuple(replace(export, rules=rules) for export in delivery.exports)
        run = Run(delivery.quarter, replace(delivery, exports=exports), (), {}, tmp_path)
        return manifest.manifest(run, Stamp(1, "concept", "", ""), "", [], {})["inputs"]

    return told


def test_the_rules_of_an_own_file_stand_with_its_hash(inputs):
    rules = ("Gelezen onder eigen koppen: Sterkte als Boa's.", "Alleen rijen met Team “Boa” tellen mee.")
    [told] = inputs(*rules)
    assert (told["file"], told["rules"]) == ("bodycams.csv", list(rules))


def test_of_a_file_in_our_headers_no_rule_is_told(inputs):
    [told] = inputs()
    assert "rules" not in told
