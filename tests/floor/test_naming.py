"""Names beside codes: right after the code, whatever the table, and nothing else of it changes."""

from dataclasses import replace

import pandas as pd
import pytest

from helpers.floor.areas import Areas
from helpers.floor.kept.reads import recorded
from helpers.floor.kept.watched import watched
from helpers.floor.params import settings as params
from helpers.floor.quarter import Quarter
from helpers.floor.shapes.delivery import Delivery

AREAS = Areas(pd.DataFrame({"wijk": ["WK990001", "WK990002"], "name": ["Noord", "Zuid"]}), buurten={"BU1": "Kern"})
DELIVERY = Delivery(Quarter(2026, 3), {}, {}, params.load(), AREAS)


def test_a_name_stands_right_after_its_code_and_a_code_that_is_not_known_has_none():
    table = pd.DataFrame({"month": ["2026-09"] * 3, "wijk": ["WK990002", "WK990009", None], "reports": [1, 2, 3]})
    named = DELIVERY.named(table)
    assert list(named) == ["month", "wijk", "wijk_name", "reports"]
    assert named.wijk_name.isna().tolist() == [False, True, True] and named.wijk_name[0] == "Zuid"
    pd.testing.assert_frame_equal(named.drop(columns="wijk_name"), table)


def test_what_pandas_grouped_has_the_name_before_the_figures():
    table = pd.DataFrame({"wijk": ["WK990001", "WK990002"], "year": [2025, 2026], "hours": [4.0, 5.0]})
    by_wijk = DELIVERY.named(table.groupby("wijk").hours.sum())
    assert by_wijk.columns.tolist() == ["wijk_name", "hours"] and by_wijk.wijk_name["WK990001"] == "Noord"
    assert DELIVERY.named(by_wijk.hours.rename(None)).columns.tolist() == ["wijk_name", "value"]
    both = DELIVERY.named(table.groupby(["year", "wijk"]).hours.sum())
    assert both.wijk_name.tolist() == ["Noord", "Zuid"] and both.index.names == ["year", "wijk"]


@pytest.mark.parametrize(
    ("column", "code", "beside", "name"),
    [
        ("buurt", "BU1", "buurt_name", "Kern"),
        ("area", "WK990001", "area_name", "Noord"),
        ("area", DELIVERY.settings.municipality.code, "area_name", DELIVERY.settings.municipality.name),
        ("municipality", DELIVERY.settings.municipality.code, "municipality_name", DELIVERY.settings.municipality.name),
        ("indicator_id", "BR-1-1", "indicator_name", DELIVERY.settings.indicator("BR-1-1").name),
    ],
)
def test_each_kind_of_code_has_its_names(column, code, beside, name):
    assert DELIVERY.named(pd.DataFrame({column: [code]})).to_dict("list") == {column: [code], beside: [name]}


def test_names_that_are_there_already_stay_as_they_are():
    table = pd.DataFrame({"wijk": ["WK990001"], "wijk_name": ["zoals de export het zegt"]})
    pd.testing.assert_frame_equal(DELIVERY.named(table), table)


def test_a_watched_delivery_notes_that_its_names_were_read():
    with recorded() as heard:
        watched(replace(DELIVERY)).named(pd.DataFrame({"wijk": ["WK990001"]}))
    assert {"settings", "areas"} <= {part.name for part in heard}
