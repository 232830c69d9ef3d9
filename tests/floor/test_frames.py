"""The frame of a piece: the figures that stand in its CSV, and no other."""

import io

import pandas as pd
import pytest

from helpers.floor.shapes import pieces
from helpers.floor.shapes.pieces import Cell, Data
from helpers.runner.tables.outputs import as_csv

DATA = Data(["wijk", "hours", "quarter"], [["WK990001", 2.5, "2026-Q3"], ["WK990002", None, "2026-Q3"]])
TABLE = pieces.Table("hours", "Uren", ["Wijk"], [[Cell("Noord")]], data=DATA)
FIGURE = pieces.Figure("map", "Titel", "Onder", "alt", "Bron", "<svg/>", ["Wijk"], [[Cell("Noord")]], data=DATA)

WORDS = [
    (pieces.Answer("Kop", ["Een."]), {"sentence": ["Kop", "Een."]}),
    (pieces.Text(["Een."]), {"sentence": ["Een."]}),
    (
        pieces.Absent("de uren", "de export ontbreekt"),
        {"sentence": ["Over de uren kunnen we hier niets laten zien.", "De export ontbreekt."]},
    ),
    (pieces.Counts("Stand", [("gehaald", 6)]), {"status": ["gehaald"], "count": [6]}),
    (pieces.Facts([("wijk", "een gebied")]), {"term": ["wijk"], "description": ["een gebied"]}),
    (pieces.ChapterAnswers(["a"], ["Kies."]), {"sentence": ["Kies."]}),
]


@pytest.mark.parametrize("piece", [TABLE, FIGURE], ids=lambda one: one.kind)
def test_the_frame_of_a_piece_is_what_pandas_reads_from_its_csv(piece):
    written = as_csv([DATA.columns, *DATA.rows])
    pd.testing.assert_frame_equal(piece.frame(), pd.read_csv(io.BytesIO(written)), check_dtype=False)
    assert piece.frame().hours.dtype == "float64"


@pytest.mark.parametrize(("piece", "told"), WORDS, ids=lambda one: getattr(one, "kind", ""))
def test_what_has_no_figures_gives_its_words(piece, told):
    assert piece.frame().to_dict("list") == told


def test_sections_stand_under_each_other_with_their_name():
    frame = pieces.Sections([("Doel 1", [TABLE]), ("Doel 2", [pieces.Text(["Niets."])])]).frame()
    assert frame.section.tolist() == ["Doel 1", "Doel 1", "Doel 2"]
    assert frame.columns.tolist() == ["section", "wijk", "hours", "quarter", "sentence"]
    assert pieces.Sections([]).frame().empty


def kinds(of=pieces.Piece):
    return [one for kind in of.__subclasses__() for one in (kind, *kinds(kind))]


def test_every_kind_of_piece_has_a_frame():
    known = {type(one) for one, _ in WORDS} | {pieces.Table, pieces.Figure, pieces.Sections, pieces.Audited}
    assert {one for one in kinds() if one.__module__ == pieces.__name__} == known
