"""The pieces that are published: in reading order, and with no sign in them that steers or turns."""

from __future__ import annotations

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output

from helpers.floor.shapes.pieces import MIME, Answer, Cell, Data, Table
from helpers.runner.tables import outputs
from helpers.runner.notebooks import piece_harvest


def notebook(*pieces) -> nbformat.NotebookNode:
    shown = [new_output("display_data", {MIME: piece.as_json()}) for piece in pieces]
    return new_notebook(cells=[new_code_cell("show.x(result)", outputs=shown)])


@pytest.mark.parametrize("sign", ["\u202e", "\u2066", "\u200f", "\x1b", "\x07", "\x00", "\x9b", "\x7f"])
def test_a_sign_that_steers_or_turns_is_in_no_text_that_is_published(sign):
    word = f"ro{sign}od"
    data = Data([word], [[word], [3]])
    table = Table("stand", word, [word, "b"], [[Cell(word), Cell("1")]], data=data, notes=[word])
    nb = notebook(Answer(word, [word]), table)
    assert repr(sign)[1:-1] not in repr(piece_harvest.pieces(nb))
    assert piece_harvest.headline(nb) == "rood"
    assert outputs.as_csv(outputs.tables([("x", nb)])["stand"].rows) == b"rood\nrood\n3\n"


@pytest.mark.parametrize("text", ["één\tkop\nregel", "− 3,5 – “x” 🙂", "a\u00adb\u200bc"])
def test_every_other_sign_stays(text):
    assert piece_harvest.headline(notebook(Answer(text))) == text
