"""The indicators for other programs: what the tables say and no more, under a schema that refuses what is not so."""

from __future__ import annotations

import copy
import csv
import json
import re
from typing import get_args

import jsonschema
import pytest

from helpers.floor import verdicts
from helpers.floor.params.measure_names import Unit
from helpers.floor.params.settings import Indicator
from helpers.runner.tables import indicators_json
from helpers.sources.earlier import run_json

ABOUT = {"quarter": "2026-Q3", "quarter_ends_on": "2026-09-30", "edition": 2, "kind": "concept"}
PROMISE = Indicator.model_construct(
    id="VE-1", name="Ouderen", goal="Een doel", text="Tekst", target_text="Minstens 200", not_counted="", other_reading="",
    owner="Veiligheid", accumulates="within_year", operator=">=",
)  # fmt: skip
FILES = {
    "tables/indicators.csv": b"indicator_id,quarter,value,numerator,denominator,unit,target,status\n"
    b"VE-1,2026-Q3,61.25,49,80,percent,100,achter\nVE-2,2026-Q3,,,,persons,,geen oordeel\n",
    "tables/goal_1.csv": b"indicator_id,other_value\nVE-1,70.5\n",
    "tables/forecasts.csv": b"indicator_id,made_on,model,basis,chance,low,middle,high,level,is_hindsight\n"
    b"VE-1,2026-09-30,pace,pace,0.0109,60,62,64.5,0.8,true\n",
    "tables/status_rules.csv": b'indicator_id,standing,rule\nVE-1,"achter, naar tempo",Traag.\n'
    b"VE-2,geen oordeel,Het aantal is te klein om te tonen.\n",
    "tables/commentary.csv": b"indicator_id,is_given\nVE-1,false\n",
}


@pytest.fixture(scope="module")
def schema():
    read = json.loads(indicators_json.schema())
    jsonschema.Draft202012Validator.check_schema(read)
    return jsonschema.Draft202012Validator(read)


def made(files=FILES):
    one = indicators_json.edition(ABOUT, files, [PROMISE], {"VE-2": "Vroeger"})
    return json.loads(indicators_json.document({"code": "GM0001", "name": "Proefstad"}, True, [one]))


def test_an_indicator_says_what_was_promised_and_what_the_tables_hold(schema):
    told = made()
    schema.validate(told)
    first = told["editions"][0]["indicators"][0]
    assert (first["name"], first["owner"], first["operator"]) == ("Ouderen", "Veiligheid", "at_least")
    assert first["definition"] == {
        "budget_text": "Tekst", "budget_target_text": "Minstens 200", "not_counted": None, "other_reading": None
    }  # fmt: skip
    figures = ("value", "numerator", "denominator", "other_value", "target")
    assert [first[name] for name in figures] == [61.25, 49, 80, 70.5, 100]
    assert first["status"] == {"word": "achter", "standing": "achter, naar tempo", "rule": "Traag."}
    assert (first["forecast"]["target_probability"], first["forecast"]["high"]) == (0.0109, 64.5)
    assert first["forecast"]["is_hindsight"] is True
    assert first["commentary"] == {"is_due": True, "is_given": False}


def test_a_number_that_is_not_there_is_null_and_says_why(schema):
    told = made()
    second = told["editions"][0]["indicators"][1]
    assert (second["value"], second["value_reason"]) == (None, "Het aantal is te klein om te tonen.")
    assert (second["name"], second["owner"], second["definition"], second["forecast"]) == ("Vroeger", None, None, None)


def test_an_owner_finds_his_indicators_their_statuses_and_what_is_asked():
    assert made()["editions"][0]["owners"] == [
        {
            "owner": "Veiligheid",
            "indicator_ids": ["VE-1"],
            "status_counts": {"achter": 1},
            "explanation_due_ids": ["VE-1"],
            "explanation_missing_ids": ["VE-1"],
        }
    ]


def test_a_table_alone_is_enough(schema):
    told = made({"tables/indicators.csv": FILES["tables/indicators.csv"]})
    schema.validate(told)
    assert told["editions"][0]["indicators"][1]["value_reason"] == "De tabel heeft hier geen getal."


def test_without_any_edition_the_file_still_follows_the_schema(schema):
    schema.validate(json.loads(indicators_json.document({}, None, [])))


def _set(*path):
    *way, last, value = path

    def fault(told):
        for key in way:
            told = told[key]
        told[last] = value

    return fault


INDICATOR = ("editions", 0, "indicators", 0)
FAULTS = {
    "a value without number or reason": _set(*INDICATOR, "value", None),
    "a reason beside a value": _set(*INDICATOR, "value_reason", "Waarom?"),
    "a number as text": _set(*INDICATOR, "value", "61,25"),
    "a word that is no status": _set(*INDICATOR, "status", "word", "bijna"),
    "a unit that nobody knows": _set(*INDICATOR, "unit", "euro"),
    "a key that nobody knows": _set(*INDICATOR, "persons", 3),
    "a chance over one": _set(*INDICATOR, "forecast", "target_probability", 1.2),
    "another form": _set("format", 2),
    "a quarter that is none": _set("editions", 0, "quarter", "2026-Q5"),
    "a kind that is none": _set("editions", 0, "kind", "klad"),
    "a count that is none": _set("editions", 0, "owners", 0, "status_counts", {"achter": 0}),
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_the_schema_refuses(schema, fault):
    told = copy.deepcopy(made())
    fault(told)
    assert not schema.is_valid(told)


@pytest.mark.parametrize("key", ["value_reason", "owner", "status", "definition"])
def test_the_schema_misses_a_key_that_is_gone(schema, key):
    told = made()
    del told["editions"][0]["indicators"][0][key]
    assert not schema.is_valid(told)


def test_the_words_of_the_schema_are_those_of_the_code():
    parts = json.loads(indicators_json.schema())["$defs"]
    assert parts["status"]["properties"]["word"]["enum"] == [*verdicts.VERDICTS, None]
    assert set(parts["indicator"]["properties"]["unit"]["enum"]) == set(get_args(Unit))
    assert parts["edition"]["properties"]["kind"]["enum"] == list(run_json.KINDS)


def _keys(schema):
    for name, part in schema.get("properties", {}).items():
        yield name, part
        yield from _keys(part)
    for part in schema.get("$defs", {}).values():
        yield from _keys(part)


def test_every_key_says_in_dutch_what_it_holds():
    untold = [
        name for name, part in _keys(json.loads(indicators_json.schema())) if not part.keys() & {"description", "$ref"}
    ]
    assert untold == []


def _numbers(value):
    if isinstance(value, dict):
        for one in value.values():
            yield from _numbers(one)
    elif isinstance(value, list):
        for one in value:
            yield from _numbers(one)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield value


@pytest.mark.slow
@pytest.mark.parametrize("place", ["2026-Q3/1", "."])
def test_what_is_published_follows_the_schema_and_holds_no_number_that_the_tables_do_not(published, schema, place):
    folder = published / place
    told = json.loads((folder / "indicators.json").read_text("utf-8"))
    schema.validate(told)
    assert (folder / told["$schema"]).read_bytes() == indicators_json.schema()
    edition = told["editions"][-1]
    assert (edition["quarter"], edition["edition"], len(edition["indicators"])) == ("2026-Q3", 1, 17)
    tables = (published / "2026-Q3" / "1" / "tables").glob("*.csv")
    cells = [cell for file in tables for row in csv.reader(file.read_text("utf-8").splitlines()) for cell in row]
    numbers = {float(cell) for cell in cells if re.fullmatch(r"-?\d+(\.\d+)?([eE]-?\d+)?", cell)}
    assert set(_numbers(edition["indicators"])) <= numbers
    texts = {one[key] for one in (i["status"] for i in edition["indicators"]) for key in ("word", "standing", "rule")}
    assert texts <= set(cells)


@pytest.mark.slow
def test_the_status_of_every_indicator_stands_under_one_owner(published):
    edition = json.loads((published / "indicators.json").read_text("utf-8"))["editions"][-1]
    ids = [id_ for owner in edition["owners"] for id_ in owner["indicator_ids"]]
    assert sorted(ids) == sorted(one["indicator_id"] for one in edition["indicators"])
    assert sum(n for owner in edition["owners"] for n in owner["status_counts"].values()) == len(ids)


def test_no_sign_that_turns_the_reading_order_leaves_with_a_promise():
    one = PROMISE.model_copy(update={"goal": "doel\u202e\x1b[31m"})
    told = indicators_json.edition(ABOUT, FILES, [one], {})
    assert told["indicators"][0]["goal"] == "doel[31m"
