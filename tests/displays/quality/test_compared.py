"""What the page says of the exports beside those of the last report."""

from __future__ import annotations

from dataclasses import replace

import pytest

from helpers import disclosure
from helpers import displays as show
from helpers.floor.params.small_numbers import SmallNumbers
from helpers.floor.shapes import tables
from helpers.floor.shapes.comparison import Compared, Comparison
from helpers.floor.shapes.description import Description, Descriptions
from helpers.floor.shapes.pieces import Table, Text
from helpers.measures.quality.compared import rows_compared

from ..conftest import QUARTER, build

DESCRIPTIONS = Descriptions(
    {
        "bodycams": Description("Bodycams", counted="row"),
        "meldingen": Description("Meldingen", counted="row"),
        "opkopers": Description("Opkopers", counted="dealer"),
    }
)
EXPORTS = (
    Compared("bodycams", False, earlier=14, gone=7, new=1),
    Compared("meldingen", True, earlier=2730),
    Compared("opkopers", False, earlier=44, gone=4, updated=3),
)


@pytest.fixture
def quality():
    exact = rows_compared(Comparison("2026-Q2", exports=EXPORTS), DESCRIPTIONS, QUARTER)
    shown, _ = disclosure.protect(exact, tables.estimates(), SmallNumbers())
    result = build("data_quality", shown)
    return replace(result, comparison=Comparison("2026-Q2"), descriptions=DESCRIPTIONS)


def lines(result):
    piece = show.compared(result)
    assert isinstance(piece, Table)
    return {row[0].text: [cell.text for cell in row[1:]] for row in piece.rows}


def test_each_export_has_its_counts_and_the_very_same_file_is_told(quality):
    told = lines(quality)
    assert told["Bodycams"] == ["14", "7", "0", "0", "0", "1", "–"]
    assert told["Meldingen"][-1] == "zelfde bestand"


def test_of_an_export_about_dealers_no_count_is_told_not_even_a_zero(quality):
    assert lines(quality)["Opkopers"] == [*["afgeschermd"] * 6, "–"]


def test_what_waits_and_what_was_accepted_stands_beside_it(quality):
    strange = {"bodycams": "“Bodycams” mist 50% van de rijen."}
    held = replace(quality, strange=strange)
    assert lines(held)["Bodycams"][-1] == "geen oordeel tot iemand dit nakijkt"
    accepted = replace(held, accepted={"bodycams": "De oude tellingen waren proef."})
    assert lines(accepted)["Bodycams"][-1] == "geaccepteerd: De oude tellingen waren proef."


@pytest.mark.parametrize(
    ("comparison", "said"),
    [
        (Comparison(), "Er is geen eerder rapport om de levering naast te leggen."),
        (
            Comparison("2026-Q2", "Hij is weg."),
            "De levering is niet vergeleken met die van het rapport over het tweede kwartaal van 2026.",
        ),
    ],
)
def test_without_a_comparison_the_page_says_why(comparison, said):
    piece = show.compared(replace(build("data_quality"), comparison=comparison))
    assert isinstance(piece, Text) and any(said in one for one in piece.sentences)
