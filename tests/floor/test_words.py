"""The words of the two tables stand once: any other is refused, with the nearest that is known."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from helpers.floor import dutch, paths
from helpers.floor.shapes import tables, words


@pytest.mark.parametrize(
    ("make", "column", "misspelt", "nearest"),
    [
        (tables.measures, "counted", "persons", "person"),
        (tables.measures, "unit", "percentage", "percent"),
        (tables.measures, "area_level", "Municipality", "municipality"),
        (tables.measures, "split", "sectors", "sector"),
        (tables.measures, "withheld", "smal", "small"),
        (tables.estimates, "unit", "percents", "percent"),
        (tables.estimates, "role", "primair", "primary"),
        (tables.estimates, "split", "Reason", "reason"),
        (tables.estimates, "withheld", "mising", "missing"),
    ],
)
def test_a_misspelt_word_is_refused_by_column_word_and_the_nearest_one(make, column, misspelt, nearest):
    assert len(make([{column: nearest}, {}])) == 2
    with pytest.raises(ValueError, match=f'{column} knows no "{misspelt}"; the nearest word is "{nearest}"'):
        make([{}, {column: misspelt}])
    with pytest.raises(ValueError, match=f'{column} knows no "{misspelt}"'):
        make([{}], **{column: misspelt})


def test_the_seven_columns_are_checked_wherever_a_shape_has_them():
    assert set(words.KNOWN) == {"counted", "unit", "area_level", "role", "split", "withheld", "basis"}
    assert set(words.KNOWN) <= tables.MEASURE_COLUMNS.keys() | tables.ESTIMATE_COLUMNS.keys()
    assert words.KNOWN["unit"] is dutch.UNITS


def test_no_word_is_both_harmless_and_personal():
    assert not words.HARMLESS.keys() & words.PERSONAL.keys()


def test_every_word_is_used_by_what_computes():
    """A word that nothing uses any more would let a misspelling through."""
    computing = [paths.ROOT / "src" / "helpers" / stage for stage in ("measures", "models", "analyses", "disclosure")]
    files = [Path(tables.__file__), *(file for folder in computing for file in folder.rglob("*.py"))]
    nodes = [node for file in files for node in ast.walk(ast.parse(file.read_text("utf-8")))]
    texts = {node.value for node in nodes if isinstance(node, ast.Constant)}
    names = {node.id for node in nodes if isinstance(node, ast.Name)}
    texts |= {value for name, value in vars(words).items() if name in names and isinstance(value, str)}
    known = {word for column, known in words.KNOWN.items() if column != "unit" for word in known}
    assert known - texts == set()
