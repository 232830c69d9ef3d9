"""Params at random within their schema: what `check` passes, every analysis and every display of a report can do.

Run: python tests/benchmarks/params_at_random.py [examples]. The strategies follow the JSON schema of the models, so that
a new field is drawn too. Nothing is published: the cells of the notebooks run in this process, on the sample.
"""

from __future__ import annotations

import ast
import json
import sys
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest import mock

import hypothesis.strategies as st
import pandas as pd
import yaml
from hypothesis import HealthCheck, given, settings

from helpers import sources
from helpers.floor import paths
from helpers.floor.faults import BadInput, Fault
from helpers.floor.params import settings as params
from helpers.floor.params.measure_names import MEASURES
from helpers.floor.quarter import Quarter
from helpers.floor.shapes import words
from helpers.floor.shapes.delivery import Delivery
from helpers.floor.shapes.history import History
from helpers.sources.rules import params_beside_tables

QUARTERS = ("2026-Q3", "2026-Q4", "2026-Q1", "2025-Q2")
FILES = {
    "indicators.yml": params.Indicators,
    "municipality.yml": params.Municipality,
    "preregistration.yml": params.Preregistration,
}
_SIGNS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZéïß’“”<>|&=+-@'\"#%,.:;()[]{}$\\/*_0123456789 "
_WORDS = st.text(_SIGNS, min_size=1, max_size=60)
_YEAR = st.sampled_from([2025, 2026, 2027])
_QUARTER = st.builds("{}-Q{}".format, _YEAR, st.integers(1, 4))
_DAY = st.dates().map(str).filter(lambda day: "1990" < day < "2100")
_AMOUNT = st.sampled_from([0, 1, 2, 12, 2.5, 50, 80, 100, 200, 1500, 10**9])
_EXPORTS = sorted({name for one in MEASURES.values() for name in one.sources})
_IDS = st.sampled_from(["VE-1-4", "3.1.2", "V 4a", "1", "VE-3-10", "007", "a", "É (b)"])
_CATEGORIES = st.lists(st.sampled_from(["Zwerfvuil", "Grofvuil", "Straatverlichting", "Overig", "Iets"]), max_size=3)
_PROCESSES = st.sampled_from(["ICT", "Toezicht", "Juridisch advies", "Iets anders"])
_OTHERS = [{"code": f"GM990{at}", "name": name} for at, name in enumerate(["A", "'s-B", "<C> & D", "Een – E"])]
# Where the schema of a field cannot say all that it takes, or takes what only costs time.
OWN: dict[str, st.SearchStrategy[Any]] = {
    "id": _IDS | st.text(_SIGNS, max_size=22),
    "code": st.just("GM1916"),
    "measure": st.sampled_from(list(MEASURES)),
    "other_measure": st.sampled_from(["", *MEASURES]),
    "sources": st.lists(st.sampled_from(_EXPORTS), min_size=1, max_size=2, unique=True),
    "splits_left_out": st.lists(st.sampled_from([*words.SPLITS, words.WIJK]), max_size=3, unique=True),
    "comparable_municipalities": st.lists(st.sampled_from(_OTHERS), max_size=3, unique_by=lambda one: one["code"]),
    "crucial_processes": st.lists(_PROCESSES, min_size=1, unique=True),
    **dict.fromkeys(("waste", "lighting", "other"), _CATEGORIES),
    **dict.fromkeys(("scan_car_started_on", "registered_on"), _DAY | st.just("")),
    "changes": st.dictionaries(_DAY, _WORDS, max_size=1),
    "plan_first_quarter": _QUARTER | st.just(""),
    "method_breaks": st.lists(st.sampled_from(["2020", "2024", "2026", "Meting"]), max_size=2),
    "targets": st.dictionaries(_YEAR, _AMOUNT, max_size=3),
    "planned_path": st.dictionaries(_QUARTER, _AMOUNT, max_size=2),
    "planned_sessions": st.dictionaries(_QUARTER, st.integers(0, 200), max_size=2),
    "not_counted": st.just(""),
    "bootstrap_draws": st.just(99),
}


def of_node(name: str, node: dict[str, Any], defined: dict[str, Any]) -> st.SearchStrategy[Any]:
    """What a node of a JSON schema takes, by the name of its field."""
    node = defined[node["$ref"].rpartition("/")[2]] if "$ref" in node else node
    if name in OWN:
        return OWN[name]
    if "enum" in node or "const" in node:
        return st.sampled_from(node.get("enum", [node.get("const")]))
    kinds = {
        "object": lambda: of_record(node, defined),
        "array": lambda: st.lists(of_node("", node["items"], defined), min_size=node.get("minItems", 0), max_size=6),
        "boolean": st.booleans,
        "string": lambda: _WORDS,
    }
    return kinds.get(node["type"], lambda: _number(node))()


def of_record(node: dict[str, Any], defined: dict[str, Any]) -> st.SearchStrategy[dict[str, Any]]:
    """A mapping with every field that is asked, and some of the others."""
    fields = {name: of_node(name, one, defined) for name, one in node["properties"].items()}
    required = {name: fields.pop(name) for name in node.get("required", [])}
    return st.fixed_dictionaries(required, optional=fields)


def _number(node: dict[str, Any]) -> st.SearchStrategy[Any]:
    low = node.get("minimum", node.get("exclusiveMinimum", 0))
    if "exclusiveMaximum" in node or node.get("maximum") == 1:  # a share
        return st.sampled_from([0.5, 0.8, 0.9, 0.95])
    high = node.get("maximum", low + 1000)
    return st.sampled_from(sorted({low, low + 1, min(low + 20, high), high} - {node.get("exclusiveMinimum")}))


@st.composite
def folders(draw: st.DrawFn) -> dict[str, Any]:
    """The content of each file of params; of most of them each indicator says what its measure fixes."""
    made = {}
    for name, model in FILES.items():
        schema = model.model_json_schema()
        made[name] = draw(of_record(schema, schema.get("$defs", {})))
    made["preregistration.yml"].setdefault("seed", 1916)  # an empty file is none
    if draw(st.integers(0, 4)):
        made["municipality.yml"]["name"] += " a"
        for at, one in enumerate(made["indicators.yml"]["indicators"]):
            _fitted(one, draw)
            one["id"] += f" {at}"
    return made


def _fitted(one: dict[str, Any], draw: st.DrawFn) -> None:
    fixed = MEASURES[one["measure"]]
    one |= {**fixed.way._asdict(), "sources": list(fixed.sources), "id": draw(_IDS)}
    one |= {name: f"{one[name]} a" for name in ("goal", "text", "target_text", "name", "owner")}
    same = [
        name for name, other in MEASURES.items() if (other.sources, other.way.unit) == (fixed.sources, fixed.way.unit)
    ]
    one["other_measure"] = draw(st.sampled_from(["", *(name for name in same if name != one["measure"])]))
    one["is_sample"] = one.get("is_sample", False) and fixed.way.unit == "percent"
    one["operator"] = draw(st.sampled_from([">=", "<="]))
    most = {"percent": 100, "months": 12}.get(fixed.way.unit, 10**9)
    one["targets"] = {year: min(amount, most) for year, amount in one.get("targets", {}).items()}
    path = {label: min(amount, most) for label, amount in one.get("planned_path", {}).items()}
    path = {label: amount for label, amount in path.items() if int(label[:4]) in one["targets"]}
    one["planned_path"] = dict(zip(sorted(path), sorted(path.values()), strict=True))
    if draw(st.booleans()) and not one["targets"]:
        one |= {"kind": "no_target", "planned_path": {}}
    if fixed.way.unit != "persons":
        one.pop("planned_sessions", None)


@cache
def sample() -> Delivery:
    """The made-up delivery, without what happens to stand in the reports folder."""
    return replace(sources.open_delivery("sample", QUARTERS[0]), history=History())


def of_wijken(number: int) -> Delivery:
    """The sample as a municipality of so many wijken would deliver it: of its first wijken, or with copies of them."""
    there = sample().areas.codes
    copies = {f"WK1916{at:02d}": there[(at - 1) % len(there)] for at in range(1, number + 1)}
    table = pd.concat([_of(sample().areas.table, old, code) for code, old in copies.items()], ignore_index=True)
    table = table.assign(tile_row=range(number), name=[f"Wijk {code}" for code in copies], short_name=list(copies))
    people = sample().areas.population
    whole = people[~people.wijk.isin(there)]
    people = pd.concat([whole, *(_of(people, old, code) for code, old in copies.items())], ignore_index=True)
    tables = {
        name: pd.concat([_of(rows, old, code) for code, old in copies.items()]).sort_index(
            kind="stable", ignore_index=True
        )
        if "wijk" in rows and name not in ("cybertraining_deelnemers", "opkopers", "cybertraining_bijeenkomsten")
        else rows.assign(wijk=rows.wijk.where(rows.wijk.isin(list(copies))))
        if "wijk" in rows
        else rows
        for name, rows in sample().tables.items()
    }
    return replace(sample(), areas=replace(sample().areas, table=table, population=people), tables=tables)


def _of(rows: pd.DataFrame, old: str, code: str) -> pd.DataFrame:
    return rows[rows.wijk == old].assign(wijk=code)


def checked(made: dict[str, Any]) -> tuple[params.Settings | None, list[Fault]]:
    """The settings of a folder of params, or None, and every fault that `check` tells of it."""
    with TemporaryDirectory() as folder:
        for name, content in made.items():
            text = yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=10_000)
            (Path(folder) / name).write_text(text, "utf-8")
        try:
            loaded = params.load(Path(folder))
        except BadInput as error:
            return None, list(error.faults)
        beside = params_beside_tables.Inputs(loaded, sample().areas, sample().tables)
        found = params_beside_tables.check(beside, Path(folder))
    return (None if any(one.level == "error" for one in found) else loaded), found


def shown(notebook: Path, inputs: Delivery) -> list[str]:
    """Every piece of a notebook as JSON: its code cells run here, with this delivery."""
    cells = [one for one in json.loads(notebook.read_text("utf-8"))["cells"] if one["cell_type"] == "code"]
    names: dict[str, Any] = {"delivery": "", "quarter": ""}
    pieces = []
    with mock.patch.multiple(sources, open_delivery=lambda *_: inputs, open_month=lambda *_: inputs):
        for cell in cells:
            tree = ast.parse("".join(cell["source"]))
            last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
            exec(compile(tree, notebook.name, "exec"), names)  # noqa: S102
            if last is not None:
                piece = eval(compile(ast.Expression(last.value), notebook.name, "eval"), names)  # noqa: S307
                pieces.append(json.dumps(piece.as_json(), default=str, ensure_ascii=False))
    return pieces


def agree(made: dict[str, Any], quarters: Sequence[str], notebooks: Sequence[str]) -> bool:
    """Whether check passes these params; then every notebook runs on every quarter, else something clear is told."""
    loaded, faults = checked(made)
    if loaded is None:
        assert faults and all(one.message and one.file for one in faults), faults
        assert not any("Error" in f"{one.message} {one.hint}" for one in faults), faults
        return False
    for label in quarters:
        at = Quarter.parse(label)
        inputs = replace(sample(), settings=loaded.at(at.year)).at(at)
        for name in notebooks:
            assert shown(paths.NOTEBOOKS / f"{name}.ipynb", inputs)
    return True


def main(examples: str = "200") -> None:
    """Every notebook on every quarter, on so many params; the first that fails is made small and told."""
    names = [one.stem for one in sorted(paths.NOTEBOOKS.glob("*.ipynb"))]
    passed = []

    @settings(max_examples=int(examples), deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(folders())
    def tried(made: dict[str, Any]) -> None:
        passed.append(agree(made, QUARTERS, names))

    for number in (1, 2, 3, 13, 48):
        inputs = of_wijken(number)
        print(f"{number} wijken: {sum(len(shown(paths.NOTEBOOKS / f'{name}.ipynb', inputs)) for name in names)} pieces")
    tried()
    print(f"{len(passed)} params: {sum(passed)} pass check and report, {len(passed) - sum(passed)} are refused clearly")


if __name__ == "__main__":
    main(*sys.argv[1:])
