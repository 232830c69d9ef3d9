"""Editions written by hand, and what is left of them for a later report."""

import hashlib
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helpers.floor.quarter import Quarter
from helpers.floor.shapes.history import FORECAST_COLUMNS, VALUE_COLUMNS
from helpers.sources.earlier import published

NOW = Quarter(2026, 3)
VALUES = (
    "indicator_id,quarter,value,numerator,denominator,unit,target,status\n"
    "VE-2-3,2026-Q2,88.88888888888889,16,18,percent,100,geen oordeel\nVE-2-2,2026-Q2,,,,percent,,geen oordeel\n"
)
FORECASTS = (
    "indicator_id,quarter,made_on,model,target,chance,low,middle,high,unit,is_hindsight\n"
    "VE-1-4,2026-Q2,2026-06-30,pacing,200,0.27,146,184,229,persons,false\n"
)


@pytest.fixture
def edition(tmp_path):
    def write(number=1, quarter="2026-Q2", values=VALUES, forecasts=FORECASTS, is_hashed=True, **run):
        folder = tmp_path / quarter / str(number)
        (folder / "tables").mkdir(parents=True)
        tables = {"indicators.csv": values, "forecasts.csv": forecasts}
        hashes = {}
        for name, text in tables.items():
            if text is not None:
                text = text.replace("2026-Q2", quarter)
                (folder / "tables" / name).write_bytes(text.encode("utf-8"))
                hashes[name] = hashlib.sha256(text.encode("utf-8")).hexdigest()
        told = {"format": 1, "quarter": quarter, "edition": number, "kind": "concept"}
        told |= {"municipality": "GM9999", "is_made_up": False} | ({"tables": hashes} if is_hashed else {})
        (folder / "run.json").write_text(json.dumps(told | run), encoding="utf-8")
        return folder

    return write


def read(folder, before=NOW):
    return published.read(folder, "GM9999", False, before)


def said(found):
    return [f"{fault.file}: {fault.message}" for fault in found.left_out]


def test_a_published_quarter_gives_its_values_and_forecasts_in_the_agreed_shapes(edition, tmp_path):
    edition()
    found = read(tmp_path)
    assert found.values.dtypes.astype(str).to_dict() == VALUE_COLUMNS
    assert found.forecasts.dtypes.astype(str).to_dict() == FORECAST_COLUMNS
    assert found.values.value.tolist()[0] == 88.88888888888889
    row = found.forecasts.iloc[0]
    assert (row.indicator_id, row.chance, row.is_hindsight, row.edition, row.kind) == (
        "VE-1-4", 0.27, False, 1, "concept",
    )  # fmt: skip
    assert found.left_out == ()
    assert set(found.read["2026-Q2"]) == {"indicators", "forecasts"}


def test_where_nothing_was_published_the_tables_are_empty(tmp_path):
    for folder in (tmp_path, tmp_path / "weg"):
        found = read(folder)
        assert (len(found.values), len(found.forecasts), found.read, found.left_out) == (0, 0, {}, ())
        assert found.values.dtypes.astype(str).to_dict() == VALUE_COLUMNS


def test_the_values_are_those_of_the_current_edition(edition, tmp_path):
    edition(9)
    edition(10, values=VALUES.replace("88.88888888888889", "94.5"))
    assert read(tmp_path).values.value.tolist()[0] == 94.5
    assert set(read(tmp_path).values.edition) == {10}


@pytest.mark.parametrize(
    ("kinds", "counts"),
    [(["concept", "concept"], 2), (["concept", "definitief", "herzien"], 2), (["definitief", "herzien", "herzien"], 1)],
)
def test_the_forecast_that_counts_is_the_first_final_one_else_the_newest_draft(edition, tmp_path, kinds, counts):
    for number, kind in enumerate(kinds, 1):
        edition(number, kind=kind)
    assert read(tmp_path).forecasts.edition.tolist() == [counts]
    assert read(tmp_path).read["2026-Q2"]["forecasts"]["edition"] == counts


def test_the_quarter_itself_and_later_ones_are_not_read(edition, tmp_path):
    edition(quarter="2026-Q3")
    edition(quarter="2026-Q4")
    edition(quarter="2025-Q4")
    assert set(read(tmp_path).values.quarter) == {"2025-Q4"}


@pytest.mark.parametrize(
    ("run", "why"),
    [
        ({"municipality": "GM0001"}, "is van een andere gemeente"),
        ({"is_made_up": True}, "gaat over voorbeelddata"),
        ({"format": 2}, "heeft een andere vorm"),
        ({"kind": "<b>"}, "is niet te lezen"),
        ({"edition": 7}, "is niet te lezen"),
        ({"tables": []}, "is niet te lezen"),
    ],
)
def test_a_report_of_another_place_kind_or_form_is_left_out_and_named(edition, tmp_path, run, why):
    edition(**run)
    found = read(tmp_path)
    assert (len(found.values), len(found.forecasts)) == (0, 0)
    (told,) = said(found)
    assert told.startswith("2026-Q2/1/run.json: ") and why in told


def test_a_sample_edition_above_a_real_one_leaves_the_real_one_current(edition, tmp_path):
    edition(1)
    edition(2, is_made_up=True)
    assert set(read(tmp_path).values.edition) == {1}


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff\xfe", b"[" * 100_000, b"null"])
def test_a_run_that_cannot_be_read_stops_the_quarter_and_not_the_report(edition, tmp_path, content):
    edition(1)
    (edition(2) / "run.json").write_bytes(content)
    edition(quarter="2026-Q1")
    found = read(tmp_path)
    assert set(found.values.quarter) == {"2026-Q1"}
    assert len(said(found)) == 1


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("percent,100", "percent,oneindig"),
        ("88.88888888888889", "inf"),
        ("88.88888888888889", "<script>alert(1)</script>"),
        ("geen oordeel", "<b>gehaald</b>"),
        ("VE-2-2", "VE-2-3"),
        ("VE-2-2", "=HYPERLINK(1)"),
        ("VE-2-2,2026-Q2", "VE-2-2,2026-Q1"),
        ("percent", "pond"),
        (",target,", ",doel,"),
        ("VE-2-2,2026-Q2,,,,percent,,geen oordeel", "VE-2-2,2026-Q2"),
        ("VE-2-2,2026-Q2,,,,percent,,geen oordeel", '"VE-2-2'),
        ("VE-2-2,2026-Q2,,,,percent,,geen oordeel", "VE-2-2,2026-Q2,,,,percent,,geen oordeel,over"),
    ],
)
def test_a_table_that_no_report_would_write_is_left_out_whole(edition, tmp_path, old, new):
    assert old in VALUES
    edition(values=VALUES.replace(old, new))
    found = read(tmp_path)
    assert len(found.values) == 0 and len(found.forecasts) == 1
    (told,) = said(found)
    assert told == "2026-Q2/1/tables/indicators.csv: Deze tabel is niet te lezen en telt niet mee."


@pytest.mark.parametrize(
    ("old", "new"), [("0.27", "1.27"), ("146", "200"), ("false", "nee"), ("2026-06-30", "30-06-2026")]
)
def test_a_forecast_that_cannot_be_one_is_left_out(edition, tmp_path, old, new):
    edition(forecasts=FORECASTS.replace(old, new))
    assert read(tmp_path).forecasts.empty
    assert len(said(read(tmp_path))) == 1


def test_a_table_changed_after_publication_is_left_out(edition, tmp_path):
    folder = edition()
    (folder / "tables" / "indicators.csv").write_text(VALUES.replace("88.88888888888889", "100"))
    found = read(tmp_path)
    assert found.values.empty
    assert said(found) == [
        "2026-Q2/1/tables/indicators.csv: Deze tabel is na het publiceren veranderd en telt niet mee."
    ]


def test_a_table_that_is_gone_is_named_but_a_report_without_forecasts_is_whole(edition, tmp_path):
    edition(quarter="2026-Q1", values=None)
    edition(forecasts=None)
    found = read(tmp_path)
    assert said(found) == ["2026-Q1/1/tables/indicators.csv: Deze tabel is niet te lezen en telt niet mee."]
    assert set(found.values.quarter) == {"2026-Q2"}


def test_forecasts_that_were_published_and_are_gone_are_named(edition, tmp_path):
    (edition() / "tables" / "forecasts.csv").unlink()
    assert len(said(read(tmp_path))) == 1


def test_an_edition_from_before_tables_had_a_hash_is_read(edition, tmp_path):
    edition(is_hashed=False)
    assert len(read(tmp_path).values) == 2


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], max_examples=60)
@given(content=st.binary(max_size=300) | st.text(max_size=300).map(lambda text: text.encode("utf-8", "replace")))
def test_no_content_makes_it_stop(tmp_path_factory, content):
    folder = tmp_path_factory.mktemp("reports")
    (folder / "2026-Q2" / "1" / "tables").mkdir(parents=True)
    run = {"format": 1, "quarter": "2026-Q2", "edition": 1, "kind": "concept"}
    text = json.dumps(run | {"municipality": "GM9999", "is_made_up": False})
    (folder / "2026-Q2" / "1" / "run.json").write_text(text)
    for name in ("indicators", "forecasts"):
        (folder / "2026-Q2" / "1" / "tables" / f"{name}.csv").write_bytes(VALUES.encode() + content)
    read(folder)


def test_a_forecast_tells_what_it_rests_on_and_the_level_of_its_interval_and_one_from_before_that_is_read_too(
    edition, tmp_path
):
    told = FORECASTS.replace("model,", "model,basis,").replace("pacing,", "pace,pace,").replace("high,", "high,level,")
    edition(forecasts=told.replace("229,", "229,0.8,"))
    edition(quarter="2026-Q1")
    found = read(tmp_path).forecasts.set_index("quarter")
    assert found[["basis", "level"]].T.to_dict("list") == {"2026-Q1": ["", 0.9], "2026-Q2": ["pace", 0.8]}


@pytest.mark.parametrize(("was", "becomes"), [("pace,200", "gok,200"), ("0.8,persons", "8,persons")])
def test_another_basis_or_a_level_that_is_none_leaves_the_table_out(edition, tmp_path, was, becomes):
    told = FORECASTS.replace("model,", "model,basis,").replace("pacing,", "pace,pace,").replace("high,", "high,level,")
    whole = told.replace("229,", "229,0.8,")
    assert was in whole
    edition(forecasts=whole.replace(was, becomes))
    assert read(tmp_path).forecasts.empty
