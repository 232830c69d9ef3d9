"""What a delivery and a result show of themselves: short, in Dutch, and whether they are protected."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest
from bs4 import BeautifulSoup

from helpers.floor.faults import AskedWrongly
from helpers.floor.month import Month
from helpers.floor.quarter import Quarter
from helpers.floor.shapes import tables
from helpers.floor.shapes.delivery import Delivery, Result
from helpers.floor.shapes.description import Description, Descriptions
from helpers.floor.shapes.export import Export

KNOWN = Descriptions(bodycams=Description("Boa's <met> bodycam"), opkopers=Description("Register van opkopers"))
DELIVERY = Delivery(
    Quarter(2026, 3),
    {"bodycams": pd.DataFrame({"boas": range(1234)})},
    {"overlast": "te laat."},
    None,
    None,
    exports=(Export("bodycams", "b.csv", "ab", 1234, date(2023, 3, 31), date(2026, 9, 30)),),
    is_made_up=True,
    descriptions=KNOWN,
)
MEASURES = tables.measures(
    [
        {"measure": "boas", "period": "2026-Q2", "value": 3},
        {"measure": "boas", "period": "2026-Q3", "withheld": "small"},
        {"measure": "cancelled_percent", "value": 1},
    ]
)
RESULT = Result("cyber_training", Quarter(2026, 3), MEASURES, tables.estimates(), None, None)


def rows_of(html):
    return [[cell.get_text() for cell in row.find_all("td")] for row in BeautifulSoup(html, "html.parser")("tr")[1:]]


def test_a_delivery_tells_what_it_holds_whether_it_is_made_up_and_that_it_is_unprotected():
    assert repr(DELIVERY).splitlines() == [
        "Voorbeelddata, verzonnen. Kwartaal 2026-Q3: 1 export, 1.234 rijen.",
        "Onbeschermd: in deze tabellen staan ook kleine aantallen. Publiceer er niets uit.",
        "Ontbreekt: overlast (te laat).",
        "Tabel: bodycams.",
    ]
    own = repr(replace(DELIVERY, is_made_up=False, missing={}, month=Month(2026, 10)))
    assert own.startswith("Eigen exports. Maand 2026-10:") and "Ontbreekt" not in own


def test_in_jupyterlab_a_delivery_has_a_row_for_each_export_with_its_period():
    html = DELIVERY._repr_html_()
    assert rows_of(html) == [["bodycams", "Boa's <met> bodycam", "1.234", "2023-03-31 tot en met 2026-09-30"]]
    assert "Onbeschermd" in html and "<met>" not in html


def test_a_result_tells_what_it_holds_and_how_much_of_it_is_hidden():
    assert repr(RESULT).splitlines() == [
        "Uitkomst van cyber_training. Eigen exports. Kwartaal 2026-Q3: 3 cijfers, 0 schattingen.",
        "Beschermd: 1 klein aantal is verborgen.",
        "Tabel: measures.",
    ]
    assert rows_of(RESULT._repr_html_()) == [
        ["measures", "boas", "2", "2026-Q2 tot en met 2026-Q3"],
        ["measures", "cancelled_percent", "1", ""],
    ]


def test_exact_figures_say_that_they_are():
    shown = replace(RESULT, is_exact=True)
    assert "Onbeschermd" in repr(shown) and "Onbeschermd" in shown._repr_html_()
    assert "Beschermd:" not in repr(shown)


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        ("bodycam", "Er is geen export “bodycam”. Bedoelde u bodycams? Er zijn: bodycams."),
        ("xyz", "Er is geen export “xyz”. Er zijn: bodycams."),
        ("overlast", "De export “overlast” ontbreekt: te laat. Er zijn: bodycams."),
        ("opkopers", "De export “opkopers” is niet geleverd. Er zijn: bodycams."),
    ],
)
def test_a_table_that_is_not_there_says_why(asked, answer):
    with pytest.raises(AskedWrongly) as told:
        DELIVERY[asked]
    assert str(told.value) == answer
