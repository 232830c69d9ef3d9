"""What params/ may say of the municipality and of its indicators; every fault in Dutch, with row and place."""

from __future__ import annotations

import re
from typing import get_args

import pytest

from helpers.floor import dutch
from helpers.floor.faults import AskedWrongly, BadInput
from helpers.floor.params import settings

# Words of pydantic's own messages.
ENGLISH = re.compile(r"\b(input|should|valid|value error|field|extra|required|greater|less|string|integer)\b", re.I)
NOBODY, THEM = "municipalities: []", "municipalities: [{}]"
THERE = "{code: GM9901, name: Voorbeeldgemeente}"
MANY = [f"{{code: GM990{at}, name: Voorbeeldgemeente {at}}}" for at in range(6)]
PROCESSES = "[Toezicht, Juridisch advies, Communicatie, ICT]"


def told(folder):
    with pytest.raises(BadInput) as caught:
        settings.load(folder)
    for fault in caught.value.faults:
        assert not ENGLISH.search(f"{fault.message} {fault.hint}"), fault
    return caught.value.faults


def row_of(folder, file, text):
    lines = (folder / file).read_text("utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if text in line)


def test_the_params_of_this_municipality_are_read(params):
    read = settings.load(params())
    assert len(read.indicators) == 17
    assert read.municipality.small_numbers.hidden_below == 10
    assert read.indicator("VE-2-1").targets == {2026: 1500.0}
    assert read.indicator("VE-2-2").operator == ""


@pytest.mark.parametrize(
    ("old", "new", "column", "words"),
    [
        ("elderly_from_age: 65", "elderly_from_age: 0363", "elderly_from_age", "begint met een nul. Schrijf 363."),
        ("elderly_from_age: 65", "elderly_from_age: 12:30", "elderly_from_age", "geen geheel getal"),
        ("elderly_from_age: 65", "elderly_from_age: 1_000", "elderly_from_age", "geen geheel getal"),
        ("elderly_from_age: 65", "elderly_from_age:", "elderly_from_age", "ontbreekt een waarde"),
        ("elderly_from_age: 65", "elderly_from_age: 49", "elderly_from_age", "te laag. Het laagste is 50."),
        ("elderly_from_age: 65", "elderly_from_age: 91", "elderly_from_age", "te hoog. Het hoogste is 90."),
        ("elderly_from_age: 65", "elderly_from_aeg: 65", "elderly_from_aeg", "Bedoelde u elderly_from_age?"),
        ("elderly_from_age: 65", "elderly_from_age: [65]", "elderly_from_age", "geen lijst"),
        ("code: GM1916", "code: GM١٩١٦", "code", "niet de juiste vorm. Schrijf het zoals GM0363."),
        ("code: GM1916", "code: 1916", "code", "niet de juiste vorm"),
        ("name: Leidschendam", "name: ' ' # Leidschendam", "name", "hoort tekst"),
        (PROCESSES, "Toezicht", "crucial_processes", "hoort een lijst"),
        (PROCESSES, "[]", "crucial_processes", "minstens één"),
        (PROCESSES, "[ICT, '']", "crucial_processes 2", "hoort tekst"),
        (PROCESSES, "[ICT, null]", "crucial_processes 2", "hoort tekst"),
        (PROCESSES, "[ICT, ICT]", "crucial_processes", "“ICT” staat er twee keer"),
        (NOBODY, THEM.format("{code: GM0363}"), "comparable_municipalities 1 name", "“name” ontbreekt"),
        (NOBODY, THEM.format("{code: '0363', name: A}"), "comparable_municipalities 1 code", "Schrijf het zoals GM0363."),
        (NOBODY, THEM.format("{code: GM1916, name: A}"), "comparable_municipalities", "De eigen gemeente staat erbij"),
        (NOBODY, THEM.format(f"{THERE}, {THERE}"), "comparable_municipalities", "GM9901 staat er twee keer"),
        (NOBODY, THEM.format(", ".join(MANY)), "comparable_municipalities", "Dit zijn 6 gemeenten. Noem er hooguit 5."),
        ('started_on: ""', "started_on: 2017-02-30", "scan_car_started_on", "geen dag"),
        ('started_on: ""', "started_on: 2-1-2017", "scan_car_started_on", "geen dag"),
        ("in_quarter: 4", "in_quarter: 5", "participants_per_wijk_in_quarter", "Het hoogste is 4"),
        ("hidden_below: 10", "hidden_below: 9", "small_numbers hidden_below", "Het laagste is 10"),
        ("hidden_below: 10", "hiden_below: 10", "small_numbers hiden_below", "Bedoelde u hidden_below?"),
    ],
)  # fmt: skip
def test_a_wrong_value_of_the_municipality_is_refused_on_its_row(params, old, new, column, words):
    folder = params(old, new)
    (fault,) = told(folder)
    assert (fault.file, fault.column) == ("municipality.yml", column)
    assert fault.row == row_of(folder, "municipality.yml", new)
    assert words in f"{fault.message} {fault.hint}"


@pytest.mark.parametrize(
    ("old", "new", "column", "words"),
    [
        ("kind: share_of_register", "kind: share_of_registr", "BR-1-1, kind", "Bedoelde u share_of_register?"),
        ("unit: percent", "unit: procent", "BR-1-1, unit", "Bedoelde u percent?"),
        ('operator: ">="', 'operator: ">"', "BR-1-1, operator", "Kies uit: >=, <=."),
        ("fall_back: false", "fall_back: no", "BR-1-1, can_fall_back", "Schrijf true of false."),
        ("id: BR-1-2", "id: BR/12", "BR/12, id", "Gebruik letters, cijfers"),
        ("unit: hours", "unit: dealers", "VE-2-1, unit", "Schrijf unit: hours."),
        ("accumulates: stand", "accumulates: within_year", "BR-1-1, accumulates", "Schrijf accumulates: stand."),
        ("sources: [bodycams]", "sources: [opkopers]", "VE-2-3, sources", "Schrijf sources: [bodycams]."),
        ("kind: share_of_register", "kind: months_covered", "BR-1-1, kind", "share_of_register of no_target"),
        ("other_measure: first_inspection_percent", "other_measure: bodycam_percent", "VE-2-4, other_measure", "zelfde exports"),
        ("targets: {2026: 1500}", "targets: {2026: 1500000000000}", "VE-2-1, targets 2026", "1000000000"),
        ("id: BR-1-2", "id: br-1-1", "br-1-1, id", "hoofdletters maken geen verschil"),
        ("is_overwritten: true", "is_overwriten: true", "BR-1-1, is_overwriten", "Bedoelde u is_overwritten?"),
        ("owner: Crisis", "owner: ' ' #", "BR-1-1, owner", "hoort tekst"),
        ("name: 'Afspraken cruciale processen'", "name: ''", "BR-1-1, name", "hoort tekst"),
        ("measure: crisis_agreements_percent", "measure: os.system", "BR-1-1, measure", "juiste vorm"),
        ("measure: crisis_agreements_percent", "measure: ''", "BR-1-1, measure", "hoort tekst"),
        ("sources: [crisisafspraken]", "sources: crisisafspraken", "BR-1-1, sources", "een lijst"),
        ("{2026: 100}", "{2026: 101}", "BR-1-1, targets 2026", "meer dan 100"),
        ("{2026: 12}", "{2026: 13}", "VE-3-1, targets 2026", "meer dan 12"),
        ("{2026: 100}", "{2026: -1}", "BR-1-1, targets 2026", "Het laagste is 0"),
        ("{2026: 100}", "{2026: nan}", "BR-1-1, targets 2026", "geen getal"),
        ("{2026: 100}", "{2026: .inf}", "BR-1-1, targets 2026", "geen getal"),
        ("{2026: 1500}", "{2026: 1.500}", "VE-2-1, targets 2026", "Schrijf 1500 of 1.5."),
        ("{2026: 100}", "{1999: 100}", "BR-1-1, targets 1999", "Het laagste is 2000"),
        ("{2026: 100}", "{2101: 100}", "BR-1-1, targets 2101", "Het hoogste is 2100"),
        ("{2026: 100}", "{'2026-Q1': 100}", "BR-1-1, targets 2026-Q1", "geen geheel getal"),
        ("targets: {2026: 100}", "planned_path: {2026Q1: 20}", "BR-1-1, planned_path 2026Q1", "Bedoelde u 2026-Q1?"),
        ("is_overwritten: true", "planned_path: {2026-Q1: 120}", "BR-1-1, planned_path 2026-Q1", "meer dan 100"),
        ("{2026: 100}", "100", "BR-1-1, targets", "namen met een dubbele punt"),
        ("is_overwritten: true", "planned_path: {2026-Q1: 60, 2026-Q3: 50}", "BR-1-1, planned_path 2026-Q3", "Het plan daalt na 2026-Q1."),
        ("is_overwritten: true", "planned_path: {2027-Q1: 60}", "BR-1-1, planned_path 2027-Q1", "Voor 2027 is er geen streefwaarde."),
        ("is_overwritten: true", "planned_sessions: {2026-Q4: 6}", "BR-1-1, planned_sessions", "unit: persons"),
        ("is_overwritten: true", "is_sample: ja", "BR-1-1, is_sample", "Schrijf true of false."),
        ("“en uitgevoerd”", "“en afgerond”", "VE-1-3, not_counted", "“en afgerond” staat niet in de tekst van de begroting."),
        ("crisis_agreements_percent", "crisis_agreement_percent", "BR-1-1, measure", "Bedoelde u crisis_agreements_percent?"),
    ],
)  # fmt: skip
def test_a_wrong_value_of_an_indicator_is_refused_on_its_row(params, old, new, column, words):
    folder = params(old, new)
    (fault,) = told(folder)
    assert (fault.file, fault.column) == ("indicators.yml", f"indicator {column}")
    assert fault.row == row_of(folder, "indicators.yml", new)
    assert words in f"{fault.message} {fault.hint}"


@pytest.mark.parametrize(
    ("old", "new", "column", "words"),
    [
        ('    operator: ">="\n', "", "indicator BR-1-1, targets", "hoort een operator"),
        ("kind: share_of_register", "kind: no_target", "indicator BR-1-1, targets", "no_target"),
        ("    unit: percent\n", "", "indicator BR-1-1, unit", "“unit” ontbreekt"),
        ("  - id: BR-1-1\n    goal", "  - goal", "indicator nummer 1, id", "“id” ontbreekt"),
        ("indicators:", "indicator:", "indicator", "Bedoelde u indicators?"),
    ],
)
def test_what_is_left_out_is_missed(params, old, new, column, words):
    faults = told(params(old, new))
    assert any(fault.column == column and words in f"{fault.message} {fault.hint}" for fault in faults)
    assert all(fault.row or "ontbreekt" in fault.message for fault in faults)


@pytest.mark.parametrize(
    ("added", "words"),
    [("planned_sessions: {2026-Q4: 2.5}", "geen geheel getal"), ("planned_sessions: {2026-Q4: -1}", "Het laagste"),
     ("planned_sessions: {2026-Q4: 201}", "Het hoogste is 200"), ("is_sample: true", "hoort bij unit: percent")],
)  # fmt: skip
def test_what_cannot_be_said_of_a_count_of_persons_is_refused(params, added, words):
    (fault,) = told(params("    unit: persons\n", f"    unit: persons\n    {added}\n"))
    assert fault.column.startswith("indicator VE-1-4") and words in fault.message + fault.hint


def test_the_sessions_planned_for_persons_are_read(params):
    folder = params("    unit: persons\n", "    unit: persons\n    planned_sessions: {2026-Q4: 6}\n")
    assert settings.load(folder).indicator("VE-1-4").planned_sessions == {"2026-Q4": 6}


def test_a_plan_may_start_again_in_a_new_year_and_fall_under_a_ceiling(params):
    path = "targets: {2026: 100, 2027: 100}\n    planned_path: {2026-Q4: 90, 2027-Q1: 10}"
    assert settings.load(params("targets: {2026: 100}", path)).indicators[0].planned_path
    ceiling = 'operator: "<="\n    planned_path: {2026-Q1: 20, 2026-Q2: 10}'
    assert settings.load(params('operator: ">="', ceiling)).indicators[0].planned_path


def test_an_indicator_that_stands_twice_is_refused_on_the_row_of_the_second(params):
    row = row_of(params(), "indicators.yml", "id: BR-1-2")
    (fault,) = told(params("id: BR-1-2", "id: BR-1-1"))
    assert fault.row == row and "“BR-1-1” staat er twee keer" in fault.message


def test_a_file_without_indicators_is_refused(params):
    folder = params()
    (folder / "indicators.yml").write_text("indicators: []\n")
    assert "lijst is leeg" in told(folder)[0].message


def test_the_faults_of_both_files_are_told_at_once(params):
    folder = params("hidden_below: 10", "hidden_below: x")
    file = folder / "indicators.yml"
    text = file.read_text("utf-8").replace("unit: percent", "unit: x", 1).replace("id: BR-1-2", "id: BR-1-1")
    file.write_text(text.replace("owner: Veiligheid", "owner: ''", 1), encoding="utf-8")
    found = {(fault.file, fault.column) for fault in told(folder)}
    assert found == {
        ("municipality.yml", "small_numbers hidden_below"),
        ("indicators.yml", "indicator BR-1-1, unit"),
        ("indicators.yml", "indicator BR-1-1, id"),
        ("indicators.yml", "indicator VE-1-1, owner"),
    }


def test_a_file_that_is_no_yaml_does_not_hide_the_faults_of_the_other(params):
    folder = params("elderly_from_age: 65", "elderly_from_age: x")
    (folder / "indicators.yml").write_bytes(b"a: caf\xe9\n")
    assert {fault.file for fault in told(folder)} == {"municipality.yml", "indicators.yml"}


@pytest.mark.parametrize("name", ["municipality.yml", "indicators.yml"])
def test_a_file_that_is_gone_is_named(params, name):
    folder = params()
    (folder / name).unlink()
    with pytest.raises(AskedWrongly, match=name):
        settings.load(folder)


def test_ten_thousand_unknown_names_are_refused_with_the_first_hundred(params):
    folder = params()
    with (folder / "municipality.yml").open("a") as file:
        file.writelines(f"onbekend_{number}: 1\n" for number in range(10_000))
    faults = told(folder)
    assert len(faults) == 101 and faults[-1].message == "Er zijn nog 9900 fouten."


def test_every_unit_that_an_indicator_may_have_can_be_written():
    assert set(get_args(settings.Unit)) <= set(dutch.UNITS)
