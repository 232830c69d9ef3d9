import csv

import pytest

from helpers.floor import paths
from helpers.sources import contracts, delivery
from helpers.sources.cell_parser import MISSING_SIGNS

EVERY = sorted(contracts())


def test_there_are_eighteen_exports_and_a_name_is_a_module():
    assert len(EVERY) == 18
    here = paths.ROOT / "src" / "helpers" / "sources"
    assert all((here / f"{dataset}.py").is_file() for dataset in EVERY)


def test_the_seventeen_indicators_of_the_budget_are_all_fed():
    budget = paths.ROOT.parent / "shared" / "data" / "begroting2026_veiligheid_indicatoren.csv"
    if not budget.is_file():
        pytest.skip("the budget's own table is only on a machine of the builders")
    with budget.open(encoding="utf-8-sig") as lines:
        cells = {cell.strip() for row in csv.reader(lines) for cell in row}
    fed = {indicator for contract in contracts().values() for indicator in contract.feeds}
    assert len(fed) == 17 and fed <= cells


def test_the_cadence_says_which_exports_make_a_quarter_complete():
    by_cadence = {}
    for dataset, contract in contracts().items():
        by_cadence.setdefault(contract.cadence, set()).add(dataset)
    assert by_cadence["month"] == {"scanauto_inzet", "afvalwaarnemingen", "meldingen", "bestuursdwang"}
    assert by_cadence["quarter"] == {"bodycams", "rolbewustzijn"}


@pytest.mark.parametrize("dataset", EVERY)
def test_a_contract_is_whole(dataset):
    contract = contracts()[dataset]
    names = [column.name for column in contract.columns]
    assert contract.dataset == dataset
    assert len(set(names)) == len(names)
    assert {*contract.key, *contract.days, *(rule.column for rule in contract.rules)} <= set(names)
    assert all(column.help.endswith(".") for column in contract.columns)
    assert all(
        "" in column.parser.missing <= MISSING_SIGNS | column.parser.missing for column in contract.columns
    )


@pytest.mark.parametrize("dataset", EVERY)
def test_the_hand_made_export_reads_without_a_word(dataset, folder, areas):
    table = delivery.read(dataset, folder / f"{dataset}.csv", areas)
    assert len(table) >= 1
    assert dict(table.dtypes.astype(str)) == {c.name: c.parser.dtype for c in contracts()[dataset].columns}
