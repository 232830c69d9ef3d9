from datetime import date

import pytest

from helpers.floor import paths
from helpers.floor.params.measure_names import MEASURES
from helpers.sources import contracts
from helpers.sources.cells import future
from helpers.sources.cells.cell_parser import MISSING_SIGNS
from helpers.sources.contract import about, rules_of
from helpers.sources.delivery import contents

from ..conftest import EXAMPLES

EVERY = sorted(contracts())


def test_every_export_is_a_module_by_its_name_with_an_example_by_hand():
    here = paths.ROOT / "src" / "helpers" / "sources" / "exports"
    modules = {file.stem for file in here.glob("*.py")} - {"__init__"}
    assert modules == set(EVERY) == set(EXAMPLES)


def test_every_export_that_a_measure_is_counted_from_has_a_contract():
    named = {name for measure in MEASURES.values() for name in measure.sources}
    assert named <= set(EVERY) and len(named) == 14


@pytest.mark.parametrize("dataset", EVERY)
def test_the_cadence_says_which_exports_make_a_quarter_complete(dataset):
    assert contracts()[dataset].cadence == EXAMPLES[dataset].get("CADENCE", "")


@pytest.mark.parametrize("dataset", EVERY)
def test_a_contract_is_whole(dataset):
    contract = contracts()[dataset]
    names = [column.name for column in contract.columns]
    assert contract.dataset == dataset
    assert len(set(names)) == len(names)
    assert [one.title for one in contracts().values()].count(contract.title) == 1
    assert all((paths.NOTEBOOKS / f"{name}.ipynb").is_file() for name in contract.judged_in)
    assert {*contract.key, *contract.days} <= set(contract.dtypes)
    assert {rule.column for rule in contract.rules} <= set(names)
    assert all(column.help.endswith(".") for column in contract.columns)
    assert all("" in column.parser.missing <= MISSING_SIGNS | column.parser.missing for column in contract.columns)


@pytest.mark.parametrize("dataset", EVERY)
def test_the_hand_made_export_reads_without_a_word(dataset, folder, areas):
    table = contents.read(dataset, folder / f"{dataset}.csv", areas)
    assert len(table) >= 1
    assert dict(table.dtypes.astype(str)) == contracts()[dataset].dtypes


VALID = {dataset: example["VALID"] for dataset, example in EXAMPLES.items() if "VALID" in example}
BROKEN = [(dataset, *one) for dataset, example in EXAMPLES.items() for one in example.get("BROKEN", ())]


@pytest.fixture
def today(monkeypatch):
    monkeypatch.setattr(future, "today", lambda: date(2026, 11, 22))


@pytest.mark.parametrize("dataset", VALID)
def test_a_valid_row_breaks_no_rule(dataset, broken, today):
    assert broken(dataset, [VALID[dataset]]) == set()


@pytest.mark.parametrize(("dataset", "change", "rule", "level"), BROKEN)
def test_a_row_that_breaks_a_rule_is_marked_and_no_other(dataset, change, rule, level, broken, today):
    assert broken(dataset, [VALID[dataset], VALID[dataset] | change]) == {(rule, level, 3)}


@pytest.mark.parametrize("dataset", EVERY)
def test_every_rule_of_rows_is_tried_by_its_example_or_where_that_says(dataset):
    tried = {rule for _, rule, _ in EXAMPLES[dataset].get("BROKEN", ())}
    elsewhere = set(EXAMPLES[dataset].get("TRIED_ELSEWHERE", ()))
    assert {rule.name for rule in contracts()[dataset].rules} == tried | elsewhere


def test_a_re_inspection_is_one_after_another_inspection_of_that_dealer(broken):
    first = VALID["opkoper_controles"]
    again = first | {"inspection": "C2", "reason": "hercontrole"}
    later = again | {"date": "2026-02-02"}
    assert broken("opkoper_controles", [first, later]) == set()
    assert broken("opkoper_controles", [later, first]) == set()  # the order of the rows does not count
    found = {("re-inspection follows an inspection", "warning", 3)}
    assert broken("opkoper_controles", [first, again]) == found
    assert broken("opkoper_controles", [first, later | {"dealer": "OP2"}]) == found


def test_a_dealer_with_two_outcomes_on_one_day_is_said_at_both(broken):
    first = VALID["opkoper_controles"]
    same = first | {"inspection": "C2"}
    assert broken("opkoper_controles", [first, same]) == set()
    other = same | {"item_notified": "nee"}
    name = "one outcome a day"
    assert broken("opkoper_controles", [first, other]) == {(name, "warning", 2), (name, "warning", 3)}
    assert broken("opkoper_controles", [first, other | {"date": "2026-01-03"}]) == set()


@pytest.mark.parametrize("dataset", EVERY)
def test_a_rule_shows_columns_by_name_so_that_its_words_can_be_printed(dataset):
    contract = contracts()[dataset]
    for rule in rules_of(contract):
        words = about(contract, rule.message)
        assert words.endswith(".") and "{" not in words
        assert rule.column in {column.name for column in contract.columns}


@pytest.mark.parametrize("dataset", EVERY)
def test_a_series_is_of_columns_that_are_there(dataset):
    series = contracts()[dataset].series
    if series:
        named = {series.area, series.period, *series.values, series.group} - {""}
        assert named <= {column.name for column in contracts()[dataset].columns}
