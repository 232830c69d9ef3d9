"""What only the tables can show of params: said by check, and by the reading before a report begins."""

import pytest

from helpers import sources
from helpers.floor import paths
from helpers.floor.faults import BadInput
from helpers.sources.rules.params_beside_tables import RULES

POPULATION = "wijk,year,aged_65_plus,aged_80_plus\nWK000001,2024,300,\nWK000002,2024,200,\nGM0000,2024,500,90\n"
# Per rule: the file of params with one text replaced, and the place and the value of the one fault.
BREACHES = {
    "age limit between bands": ("municipality.yml", "from_age: 65", "from_age: 80", "elderly_from_age", "80"),
    "processes are named": (
        "municipality.yml", "[Toezicht]", "[Toezicht, Opvang]", "crucial_processes 2", "Opvang"
    ),
    "categories are placed": ("municipality.yml", "waste: [Zwerfvuil]", "waste: []", "report_categories", "Zwerfvuil"),
    "placed categories are there": (
        "municipality.yml", "waste: [Zwerfvuil]", "waste: [Zwerfvuil, Grofvuil]", "report_categories waste 2", "Grofvuil"
    ),
    "no shift before the start": (
        "municipality.yml", 'started_on: ""', "started_on: 2026-07-03", "scan_car_started_on", "2026-07-03"
    ),
    "inhabitants of that age": ("municipality.yml", "from_age: 65", "from_age: 70", "elderly_from_age", "70"),
    "method breaks are waves": (
        "preregistration.yml", "method_breaks: []", "method_breaks: [2026, 2062]", "method_breaks 2", "2062"
    ),
    "plan fits the wijken": (
        "preregistration.yml", "per_quarter: 375", "per_quarter: 15", "plan_hours_per_quarter", "15.0"
    ),
}  # fmt: skip


@pytest.fixture
def replaced(folder):
    """Replace a text in a file of params; it must be there once."""
    (paths.REFERENCE / "population.csv").write_text(POPULATION)

    def _replaced(file, old, new):
        text = (paths.PARAMS / file).read_text("utf-8")
        assert text.count(old) == 1
        (paths.PARAMS / file).write_text(text.replace(old, new), "utf-8")

    return _replaced


def of_params(faults):
    return [fault for fault in faults if fault.rule in BREACHES]


def test_every_rule_is_broken_here():
    assert [rule.name for rule in RULES] == list(BREACHES)


def test_params_that_fit_the_tables_give_no_fault(folder, replaced):
    assert of_params(sources.check(folder)) == []


@pytest.mark.parametrize("name", BREACHES)
def test_a_value_that_does_not_fit_is_named_with_its_file_and_row_by_check_and_before_a_report(folder, replaced, name):
    file, old, new, column, value = BREACHES[name]
    replaced(file, old, new)
    [fault] = of_params(sources.check(folder))
    rows = (paths.PARAMS / file).read_text("utf-8").splitlines()
    assert (fault.rule, fault.file, fault.column, fault.value) == (name, file, column, value)
    assert any(word in rows[fault.row - 1] for word in column.split()) and fault.hint
    if fault.level == "error":
        with pytest.raises(BadInput) as refused:
            sources.freeze(str(folder))
        assert of_params(refused.value.faults) == [fault]
    else:
        assert of_params(sources.freeze(str(folder))[1].warnings) == [fault]


@pytest.mark.parametrize(
    ("band", "age", "said"),
    [
        ("60-69", 65, "60-69"), ("64-65", 65, "64-65"), ("<70", 65, "0-69"), ("60+", 65, "60+"),
        ("60 t/m 69", 65, "60-69"), ("65-69", 65, ""), ("65+", 65, ""), ("<65", 65, ""), ("onbekend", 65, ""),
    ],
)  # fmt: skip
def test_the_band_that_straddles_the_age_limit_is_named(folder, replaced, change, band, age, said):
    change("cybertraining_deelnemers", "75-84", band)
    messages = [fault.message for fault in of_params(sources.check(folder))]
    assert messages == ([f"De grens van {age} jaar valt in de leeftijdsklasse {said}."] if said else [])


def test_without_the_export_its_params_are_not_judged(folder, replaced):
    replaced(*BREACHES["age limit between bands"][:3])
    missing = {"cybertraining_deelnemers": "weg", "cybertraining_bijeenkomsten": "weg"}
    assert [fault.rule for fault in of_params(sources.check(folder, missing))] == []
