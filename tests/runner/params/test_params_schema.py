"""What an editor is told about a params file agrees with what the suite takes."""

from __future__ import annotations

import json
import re

import jsonschema
import pytest
import yaml

from helpers.floor import paths
from helpers.runner.notebooks import chapters
from helpers.runner.params import params_check, params_schema

NOTEBOOKS = chapters.find()
NAMES = ["municipality", "indicators", "preregistration", "sources", *(one.stem for one in NOTEBOOKS)]
WITHOUT_FILE = ["commentary", "exports", "house_style"]  # not every home has one
MADE = params_schema.schemas(NOTEBOOKS)


class EditorLoader(yaml.SafeLoader):
    """YAML 1.2's core schema, as an editor reads it: no yes and no, no octal, no minutes, no days."""

    yaml_implicit_resolvers: dict = {}  # noqa: RUF012


for _tag, _form, _first in (
    ("bool", r"true|false", "tf"),
    ("null", r"~|null|", ["~", "n", ""]),
    ("int", r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", "-+0123456789"),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.inf|\.nan", "-+.0123456789"),
):
    EditorLoader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(f"^(?:{_form})$"), list(_first))


def editor_says(name, text):
    # A JSON schema knows only text as a name of a value; an editor makes 2026: into "2026": too.
    content = json.loads(json.dumps(yaml.load(text, Loader=EditorLoader)))  # noqa: S506
    return [error.message for error in jsonschema.Draft7Validator(MADE[name]).iter_errors(content)]


def suite_says(name, text, tmp_path):
    (tmp_path / f"{name}.yml").write_text(text, encoding="utf-8")
    return params_check.check(tmp_path / f"{name}.yml").faults


@pytest.mark.parametrize("name", [*NAMES, *WITHOUT_FILE])
def test_a_schema_is_what_the_models_give(name):
    kept = (params_schema.FOLDER / f"{name}.schema.json").read_text("utf-8")
    assert kept == params_schema.texts(MADE)[f"{name}.schema.json"], (
        "run: python -m helpers.runner.params.params_schema"
    )


def test_there_is_no_schema_of_something_that_is_gone():
    expected = {f"{name}.schema.json" for name in [*NAMES, *WITHOUT_FILE]}
    assert {file.name for file in params_schema.FOLDER.iterdir()} == expected


@pytest.mark.parametrize("name", NAMES)
def test_a_params_file_names_its_schema_and_keeps_to_it(name):
    text = (paths.PARAMS / f"{name}.yml").read_text("utf-8")
    assert text.splitlines()[0] == params_schema.FIRST_LINE.format(name=name)
    assert editor_says(name, text) == []


@pytest.mark.parametrize("schema", MADE.values(), ids=MADE)
def test_a_schema_is_one_and_speaks_dutch(schema):
    jsonschema.Draft7Validator.check_schema(schema)
    texts = re.findall(r'"(?:title|description)": "([^"]+)"', json.dumps(schema, ensure_ascii=False))
    assert len(texts) >= 2  # its title, and what its one parameter is
    assert not [text for text in texts if re.search(r"\b(the|and|which|what|how|of a)\b", text)]


BROKEN = [
    ("municipality", "code: GM1916", "code: 1916"),
    ("municipality", "code: GM1916", "code: gm1916"),
    ("municipality", "code: GM1916", ""),
    ("municipality", "name: Leidschendam-Voorburg", "name: ' '"),
    ("municipality", "name: Leidschendam-Voorburg", "name: [a]"),
    ("municipality", "elderly_from_age: 65", "elderly_from_age: 49"),
    ("municipality", "elderly_from_age: 65", "elderly_from_age: 0363"),
    ("municipality", "elderly_from_age: 65", "elderly_from_age: 12:30"),
    ("municipality", "elderly_from_age: 65", "elderly_from_age: 65.5"),
    ("municipality", "elderly_from_age: 65", "elderly_from_age: 1_000"),
    ("municipality", "elderly_from_age: 65", "elderly_from_age: no"),
    ("municipality", "elderly_from_age: 65", "elderly_from_ago: 65"),
    ("municipality", 'started_on: ""', "started_on: 2-1-2017"),
    ("municipality", "[Toezicht, Juridisch advies, Communicatie, ICT]", "[]"),
    ("municipality", "[Toezicht, Juridisch advies, Communicatie, ICT]", "ICT"),
    ("municipality", "[Toezicht, Juridisch advies, Communicatie, ICT]", "[ICT, ICT]"),
    ("municipality", "hidden_below: 10", "hidden_below: 9"),
    ("municipality", "hidden_below: 10", "hiden_below: 10"),
    ("indicators", "indicators:", "indicator:"),
    ("indicators", "id: BR-1-1", "id: BR/11"),
    ("indicators", "kind: share_of_register", "kind: aandeel"),
    ("indicators", "accumulates: stand", "accumulates: 'no'"),
    ("indicators", "can_fall_back: false", "can_fall_back: no"),
    ("indicators", "unit: percent", "unit: procent"),
    ("indicators", 'operator: ">="', 'operator: ">"'),
    ("indicators", '    operator: ">="\n', ""),
    ("indicators", "kind: share_of_register", "kind: no_target"),
    ("indicators", "{2026: 100}", "{2026: 101}"),
    ("indicators", "{2026: 12}", "{2026: 13}"),
    ("indicators", "{2026: 100}", "{2026: -1}"),
    ("indicators", "{2026: 100}", "{2026: veel}"),
    ("indicators", "{2026: 100}", "{1999: 100}"),
    ("indicators", "{2026: 100}", "{2026-Q1: 100}"),
    ("indicators", "targets: {2026: 100}", "planned_path: {2026Q1: 20}"),
    ("indicators", "sources: [crisisafspraken]", "sources: crisisafspraken"),
    ("indicators", "owner: Crisisbeheersing", "owner: ''"),
    ("indicators", "owner: Crisisbeheersing", "eigenaar: Crisisbeheersing"),
    ("cyber_training", "quarter: newest", "quarter: 3"),
    ("cyber_training", "quarter: newest", "quarter: no"),
    ("cyber_training", "quarter: newest", "quarter: 2026-q3"),
    ("cyber_training", "quarter: newest", "quarter: 2026-Q1..2026-Q3"),
    ("cyber_training", "quarter: newest", "kwartaal: 2026-Q3"),
    ("cyber_training", "delivery: sample", "delivery: /etc"),
    ("cyber_training", "delivery: sample", "delivery: ~/exports"),
    ("cyber_training", "delivery: sample", "delivery: data/../../x"),
    ("cyber_training", "delivery: sample", "delivery: C:/exports"),
    ("cyber_training", "delivery: sample", r"delivery: data\raw"),
    ("cyber_training", "delivery: sample", "delivery: https://example.org"),
    ("cyber_training", "delivery: sample", "delivery: ' '"),
    ("cyber_training", "delivery: sample", "delivery: $HOME"),
    ("cyber_training", "delivery: sample", "delivery: null"),
    ("indicators", "measure: crisis_agreements_percent", "measure: os.system"),
    ("cyber_training", "delivery: sample", "delivery: [sample]"),
    ("indicators", "measure: crisis_agreements_percent", "measure: crisis_agreement_percent"),
    ("indicators", "is_overwritten: true", "planned_sessions: {2026-Q4: 6}"),
    ("indicators", "    unit: persons\n", "    unit: persons\n    planned_sessions: {2026-Q4: 2.5}\n"),
    ("indicators", "    unit: persons\n", "    unit: persons\n    planned_sessions: {2026-Q4: 201}\n"),
    ("indicators", "    unit: persons\n", "    unit: persons\n    is_sample: true\n"),
    ("sources", "kind: odata", "kind: odate"),
    ("sources", "kind: odata", "kind: sql"),
    ("sources", "kind: odata", "kind: ogc"),
    ("sources", "kind: wfs", "kind: odata"),
    ("sources", "is_on: false", "is_on: no"),
    ("sources", "is_on: false", "aan: true"),
    ("sources", "  misdrijven:", "  Misdrijven:"),
    ("sources", "    layer: lbm3:wijkscore*,lbm3:gemeentescore*\n", ""),
    ("sources", "    address: https://geo.leefbaarometer.nl/lbm3/ows\n", ""),
    ("sources", "address: https://geo.leefbaarometer.nl/lbm3/ows", "address: geo.leefbaarometer.nl"),
    ("sources", "    kind: wfs", "    address_variable: LBM\n    kind: wfs"),
    ("sources", "    kind: wfs", "    file: ../x.json\n    kind: wfs"),
    ("sources", "    kind: wfs", "    file: x.exe\n    kind: wfs"),
    ("sources", "    kind: wfs", "    largest_mb: 0\n    kind: wfs"),
    ("sources", "    kind: wfs", "    paging: next\n    kind: wfs"),
    ("sources", "folder: reference", "folder: /etc"),
    ("sources", "kind: ogc", "kind: http\n    paging: page"),
]


@pytest.mark.parametrize(("name", "old", "new"), BROKEN)
def test_what_is_wrong_is_refused_by_the_suite_and_by_an_editor(tmp_path, name, old, new):
    text = (paths.PARAMS / f"{name}.yml").read_text("utf-8")
    assert old in text
    broken = text.replace(old, new, 1)
    assert [fault for fault in suite_says(name, broken, tmp_path) if fault.level == "error"]
    assert editor_says(name, broken)


RIGHT = [
    ("municipality", 'started_on: ""', "started_on: 2017-01-02"),
    ("municipality", "hidden_below: 10", "hidden_below: 25"),
    ("indicators", "targets: {2026: 100}", "targets: {2026: 80, 2027: 92.5}"),
    ("indicators", "is_overwritten: true", "planned_path: {2026-Q1: 20, 2026-Q2: 60}"),
    ("indicators", "is_overwritten: true", "is_sample: true"),
    ("indicators", "is_overwritten: true", "is_sample: false"),
    ("indicators", "    unit: persons\n", "    unit: persons\n    planned_sessions: {2026-Q4: 6}\n"),
    ("indicators", 'operator: ">="', 'operator: "<="'),
    ("cyber_training", "quarter: newest", "quarter: 2026-Q3"),
    ("cyber_training", "delivery: sample", "delivery: data/raw"),
    ("cyber_training", "delivery: sample", "delivery: ./data/sample"),
    ("sources", "is_on: false", "is_on: true"),
    ("sources", "folder: reference", "folder: raw"),
    ("sources", "kind: ogc", "kind: http\n    paging: page\n    page_parameter: page"),
    ("sources", "    kind: wfs", "    token_variable: LBM_TOKEN\n    token_header: X-Api-Key\n    kind: wfs"),
]


@pytest.mark.parametrize(("name", "old", "new"), RIGHT)
def test_what_is_right_is_taken_by_the_suite_and_by_an_editor(tmp_path, name, old, new):
    text = (paths.PARAMS / f"{name}.yml").read_text("utf-8")
    assert old in text
    changed = text.replace(old, new, 1)
    assert suite_says(name, changed, tmp_path) == []
    assert editor_says(name, changed) == []


def test_a_new_notebook_gets_a_schema_and_a_gone_one_loses_it(tmp_path):
    (tmp_path / "weg.schema.json").write_text("{}")
    (tmp_path / "eigen.json").write_text("{}")
    params_schema.write(NOTEBOOKS[:1], tmp_path)
    expected = {
        "municipality.schema.json",
        "indicators.schema.json",
        "preregistration.schema.json",
        "sources.schema.json",
        "commentary.schema.json",
        "exports.schema.json",
        "house_style.schema.json",
        f"{NOTEBOOKS[0].stem}.schema.json",
        "eigen.json",
    }
    assert {file.name for file in tmp_path.iterdir()} == expected


def test_each_type_of_a_parameters_cell_is_one_that_an_editor_knows(tmp_path):
    from helpers.runner.notebooks import parameters
    from helpers.runner.params import params_file

    cell = "a: int = 1  # hoeveel\nb: float = 0.5  # deel\nc: bool = True  # of\nd: str = 'x'  # woord"
    schema = params_schema.schema_of(params_file.model_of(parameters.parse(cell)[0], "Proef"))
    assert {name: one["type"] for name, one in schema["properties"].items()} == {
        "a": "integer",
        "b": "number",
        "c": "boolean",
        "d": "string",
    }
    assert schema["properties"]["a"]["description"] == "hoeveel"
    assert (schema["title"], schema["additionalProperties"]) == ("Proef", False)


EXPLAINED = (
    'explanations:\n  - id: VE-1-4\n    cause: "A"\n    consequence: "B"\n    measure: "C"\n'
    "    promised_on: 2026-12-31\n"
)


@pytest.mark.parametrize(
    ("old", "new", "is_right"),
    [
        ("", "", True),
        ("    promised_on: 2026-12-31\n", "", True),
        ("2026-12-31", '""', True),
        ('"A"', '"' + "a" * 600 + '"', True),
        ('"A"', '"' + "a" * 601 + '"', False),
        ('"A"', '" "', False),
        ('"A"', "[A]", False),
        ("VE-1-4", "VE/14", False),
        ("cause", "oorzaak", False),
        ('    measure: "C"\n', "", False),
        ("2026-12-31", "31-12-2026", False),
        ("explanations", "explanation", False),
    ],
)
def test_commentary_is_taken_or_refused_by_the_suite_and_by_an_editor(tmp_path, old, new, is_right):
    text = EXPLAINED.replace(old, new, 1) if old else EXPLAINED
    (tmp_path / "commentary").mkdir()
    (tmp_path / "commentary" / "2026-Q3.yml").write_text(text, encoding="utf-8")
    assert (params_check.check(tmp_path / "commentary" / "2026-Q3.yml").faults == []) == is_right
    assert (editor_says("commentary", text) == []) == is_right


@pytest.mark.parametrize(
    ("text", "is_right"),
    [
        ('light: {masthead: "#4B2E83"}\n', True),
        ("font: Verdana, sans-serif\n", True),
        ("light:\n  masthead: #4b2e83\n", False),
        ('light: {masthead: "paars"}\n', False),
        ('light: {mastheat: "#4b2e83"}\n', False),
        ("font: Verdana\n", False),
        ("colours: {}\n", False),
    ],
)
def test_a_house_style_is_taken_or_refused_by_the_suite_and_by_an_editor(tmp_path, text, is_right):
    assert (suite_says("house_style", text, tmp_path) == []) == is_right
    assert (editor_says("house_style", text) == []) == is_right
