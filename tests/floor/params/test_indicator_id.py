"""Ids as municipalities write them, and what would break a file, a sheet, a cell or the YAML of the commentary."""

import json
import re

import pytest

from helpers.floor.params.explanation import Explanation
from helpers.floor.params.indicator_id import PATTERN, indicator_id, is_id
from helpers.floor.quarter import Quarter
from helpers.sources import commentary

Q3 = Quarter(2026, 3)


@pytest.mark.parametrize("text", ["VE-1-4", "VE-3-10", "3.1.2", "V 4a", "1", "007", "É.2 (nieuw)", "a" * 20])
def test_what_a_municipality_calls_an_indicator_is_taken_as_it_is(text):
    assert indicator_id(text) == text and re.search(PATTERN, text)
    assert not text.startswith(("=", "+", "-", "@")) and not set(text) & set('\\/:*?"<>|[]#&\n')


@pytest.mark.parametrize(
    "text",
    ["", " 3.1", "3.1 ", "3  1", "=1", "+1", "-1", "@1", "1\n2", "1\n", "VE/1", "a:b", "a#b", "a,b", "a;b", "'a'",
     "<b>1</b>", "a" * 21, "null", "~", "1\u202e2", "1\u200b2", "NULL", ".1", "1.", "2026-01-01"],
)  # fmt: skip
def test_what_would_break_a_file_a_sheet_a_cell_or_a_line_is_refused(text):
    assert not is_id(text)
    with pytest.raises(ValueError) as refused:
        indicator_id(text)
    assert len(refused.value.args) == 2 and (len(text) < 3 or text not in str(refused.value))


def test_an_editor_refuses_the_same_but_for_the_words_that_yaml_takes_for_nothing():
    schema = json.loads(json.dumps(PATTERN))
    for text in ("VE-1-4", "3.1.2", "VE/1", " V", "a" * 21):
        assert bool(re.search(schema, text)) == is_id(text)


@pytest.mark.parametrize("text", ["3.10", "1e5", "V 4a", "007", "no", "1 (2)"])
def test_commentary_under_an_id_is_read_back_under_that_id(tmp_path, text):
    (tmp_path / "commentary").mkdir()
    said = [Explanation(text, "Er vielen sessies uit.", "Minder ouderen.", "Meer sessies.")]
    commentary.file_of(tmp_path, Q3).write_text(commentary.as_yaml(said), "utf-8")
    (tmp_path / "indicators.yml").write_text(f"indicators:\n  - id: {text}\n", "utf-8")
    assert list(commentary.read_quarter(tmp_path, Q3)) == said
