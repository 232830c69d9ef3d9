"""One value changed in a text of YAML: nothing else of it moves."""

from __future__ import annotations

import difflib
from copy import deepcopy
from itertools import takewhile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.floor import paths
from helpers.floor.params.yaml_edit import with_value
from helpers.floor.params.yaml_text import document_of

LAYOUTS = {
    "flow": "a:\n  - targets: {2026: 9}  # raad\n    path: {Q2: 4,  Q4: 5 }  # plan\n    z: 1\n  - b: 2\n",
    "block": "a:\n  - targets: {2026: 9}\n    path:\n      # eerst\n      Q2: 4 # hier\n\n      Q4: 5\n    z: 1\n",
    "over lines": "a:\n  - targets: {2026: 9}\n    path: {\n      Q2: 4, # hier\n      Q4: 5\n    }\n    z: 1\n",
    "windows": "a:\r\n  - targets: {2026: 9}\r\n    path:\r\n      Q2: 4\r\n      Q4: 5\r\n    z: 1\r\n",
    "no line end": "a:\n- path: {Q2: 4, Q4: 5}\n  targets: {2026: 9}",
    "all flow": "a: [{targets: {2026: 9}, path: {Q2: 4, Q4: 5}, z: 'é'}]\n",
    "quoted": "a:\n- targets: {2026: 9}\n  path: {'Q2': '4', \"Q4\": 5}\n",
    "empty": "a:\n  - targets: {2026: 9}\n    path: {}  # nog leeg\n    z: 1\n",
    "not there": "a:\n  - targets:\n      2026: 9 # x\n      2027: 8\n\n    # over z\n    z: 1\n",
    "last": "a:\n  - z: 1\n    targets: {2026: 9}\n",
    "last without line end": "a:\n  - z: 1\n    targets: {2026: 9}  # raad",
}


def content(text):
    return document_of(text, "x.yml").content


def alike(one, other):
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def taken_out(before, after):
    """What of the old text is gone, where one place of it changed: the rest stands, sign for sign, around the new."""
    start = alike(before, after)
    end = alike(before[start:][::-1], after[start:][::-1])
    return before[start : len(before) - end]


@pytest.mark.parametrize("key", ["Q1", "Q2", "Q3", "Q4", "Q5"])
@pytest.mark.parametrize("text", LAYOUTS.values(), ids=LAYOUTS)
def test_reading_gives_the_new_value_and_all_that_was_there(text, key):
    wanted = deepcopy(content(text))
    wanted["a"][0].setdefault("path", {})[key] = "7"
    after = with_value(text, ("a", 0, "path", key), "7", after="targets")
    assert content(after) == wanted
    assert taken_out(text, after) in {"", "4", "5", "'4'"}
    assert after.count("\r") == after.count("\r\n") and ("\r\n" in text) == ("\r\n" in after)


@pytest.mark.parametrize("name", ["block", "windows", "not there", "last"])
def test_in_blocks_at_most_one_line_is_new(name):
    text = LAYOUTS[name]
    for key in ("Q1", "Q2", "Q3", "Q5"):
        after = with_value(text, ("a", 0, "path", key), "7", after="targets")
        changes = [line[0] for line in difflib.ndiff(text.splitlines(), after.splitlines()) if line[0] in "+-"]
        assert changes in (["+"], ["-", "+"])


QUARTERS = [f"{year}-Q{number}" for year in (2026, 2027) for number in range(1, 5)]
REAL = (paths.PARAMS / "indicators.yml").read_text("utf-8")


@settings(max_examples=20, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 16), st.sampled_from(QUARTERS), st.integers(0, 2000)), min_size=1, max_size=5))
def test_plans_go_into_the_file_as_it_stands_and_every_other_line_stays(changes):
    wanted, after = deepcopy(content(REAL)), REAL
    for number, quarter, amount in changes:
        after = with_value(
            after,
            ("indicators", number, "planned_path", quarter),
            str(amount),
            after="targets" if number != 11 else "unit",
        )
        wanted["indicators"][number].setdefault("planned_path", {})[quarter] = str(amount)
    assert content(after) == wanted
    changes = [line for line in difflib.ndiff(REAL.splitlines(True), after.splitlines(True)) if line[0] in "+-"]
    assert all(line.startswith("+     planned_path: {") for line in changes)


def test_a_place_that_cannot_be_made_is_refused():
    with pytest.raises(KeyError):
        with_value("a:\n- b: 1\n", ("a", 0, "path", "Q1"), "7", after="targets")
    with pytest.raises(KeyError):
        with_value("a:\n- path: 1\n", ("a", 0, "path", "Q1"), "7", after="targets")
