import csv
from datetime import date

import pytest

from helpers.floor import paths
from helpers.sources import contracts
from helpers.sources.cells.cell_parser import MISSING_SIGNS
from helpers.sources.contract import about, rules_of
from helpers.sources.delivery import contents
from helpers.sources.rules import future

EVERY = sorted(contracts())


def test_there_are_eighteen_exports_and_a_name_is_a_module():
    assert len(EVERY) == 18
    here = paths.ROOT / "src" / "helpers" / "sources" / "exports"
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
    table = contents.read(dataset, folder / f"{dataset}.csv", areas)
    assert len(table) >= 1
    assert dict(table.dtypes.astype(str)) == contracts()[dataset].dtypes


ITEMS = {
    column.name: "ja"
    for column in contracts()["opkoper_controles"].columns
    if column.name.startswith("item_")
}
VALID = {
    "afvalwaarnemingen": {"date": "2026-09-28", "wijk": "WK000001", "sites_seen": 48, "sites_with_waste": 6}
    | {"sites_out_of_norm": 1},
    "bestuursdwang": {"month": "2026-09-01", "violations": 23, "urgent_possible": 12, "applied": 8, "effective": 8},
    "bodycams": {"counted_on": "2026-09-30", "boas": 18, "boas_with_bodycam": 18},
    "crisisafspraken": {"process": "Toezicht", "adopted_on": "2025-09-10", "anchored_on": "2025-09-10"},
    "crisisrollen": {"member": "L1", "role": "x", "trained_on": "2026-08-15", "valid_until": "2029-08-15"}
    | {"in_function_from": "2022-01-01", "left_on": "2026-05-01"},
    "cybertraining_bijeenkomsten": {"session": "S1", "date": "2026-09-13", "status": "gehouden", "capacity": 16}
    | {"registrations": 16, "attendance": 16},
    "opkoper_controles": {"inspection": "C1", "date": "2026-01-02", "dealer": "OP1", "reason": "risico", **ITEMS},
    "opkopers": {"dealer": "OP1", "registered_on": "2017-09-01", "deregistered_on": "2017-09-01"},
    "rolbewustzijn": {"counted_on": "2026-09-21", "staff": 649, "aware": 649},
    "wijkveiligheidsscans": {"wijk": "WK000001", "scanned_on": "2025-12-20", "first_meeting_on": "2025-11-01"}
    | {"meetings": 2, "action_plan_on": "2025-12-20", "is_data_driven": True},
}  # fmt: skip
BROKEN = [
    ("afvalwaarnemingen", {"sites_out_of_norm": 7}, "sites_out_of_norm <= sites_with_waste", "error"),
    ("afvalwaarnemingen", {"sites_with_waste": 49}, "sites_with_waste <= sites_seen", "error"),
    ("afvalwaarnemingen", {"sites_seen": 0, "sites_with_waste": 0, "sites_out_of_norm": 0},
     "sites_seen > 0", "warning"),
    ("bestuursdwang", {"effective": 9}, "effective <= applied", "error"),
    ("bestuursdwang", {"applied": 13}, "applied <= urgent_possible", "error"),
    ("bestuursdwang", {"urgent_possible": 24}, "urgent_possible <= violations", "error"),
    ("bodycams", {"boas_with_bodycam": 19}, "boas_with_bodycam <= boas", "error"),
    ("crisisafspraken", {"anchored_on": "2025-09-09"}, "anchored_on >= adopted_on", "warning"),
    ("crisisafspraken", {"adopted_on": None}, "anchored is adopted", "warning"),
    ("crisisrollen", {"valid_until": "2026-08-14"}, "valid_until >= trained_on", "error"),
    ("crisisrollen", {"left_on": "2021-12-31"}, "left_on >= in_function_from", "error"),
    ("crisisrollen", {"trained_on": None}, "valid training has a day", "warning"),
    ("cybertraining_bijeenkomsten", {"attendance": None}, "held has attendance", "error"),
    ("cybertraining_bijeenkomsten", {"status": "vervallen"}, "only held has attendance", "error"),
    ("cybertraining_bijeenkomsten", {"capacity": 15}, "attendance <= capacity", "warning"),
    ("cybertraining_bijeenkomsten", {"registrations": 15}, "attendance <= registrations", "warning"),
    ("cybertraining_bijeenkomsten", {"attendance": 0}, "attendance > 0", "warning"),
    ("cybertraining_bijeenkomsten", {"date": "2026-11-22"}, "held is past", "error"),
    ("opkoper_controles", dict.fromkeys(ITEMS), "inspection shows something", "warning"),
    ("opkoper_controles", dict.fromkeys(ITEMS, "nvt"), "inspection shows something", "warning"),
    ("opkoper_controles", {"reason": "hercontrole"}, "re-inspection follows an inspection", "warning"),
    ("opkopers", {"deregistered_on": "2017-08-31"}, "deregistered_on >= registered_on", "error"),
    ("rolbewustzijn", {"aware": 650}, "aware <= staff", "error"),
    ("wijkveiligheidsscans", {"first_meeting_on": None}, "meeting has a date", "warning"),
    ("wijkveiligheidsscans", {"is_data_driven": None}, "plan says whether data-driven", "warning"),
    ("wijkveiligheidsscans", {"meetings": 0}, "first meeting is a meeting", "warning"),
    ("wijkveiligheidsscans", {"meetings": None}, "first meeting is a meeting", "warning"),
    ("wijkveiligheidsscans", {"action_plan_on": None}, "data-driven plan has a day", "warning"),
    ("wijkveiligheidsscans", {"scanned_on": None}, "plan follows a scan", "warning"),
    ("wijkveiligheidsscans", {"scanned_on": "2025-12-21"}, "action_plan_on >= scanned_on", "warning"),
]  # fmt: skip


@pytest.fixture
def today(monkeypatch):
    monkeypatch.setattr(future, "today", lambda: date(2026, 11, 22))


@pytest.mark.parametrize("dataset", VALID)
def test_a_valid_row_breaks_no_rule(dataset, broken, today):
    assert broken(dataset, [VALID[dataset]]) == set()


@pytest.mark.parametrize(("dataset", "change", "rule", "level"), BROKEN)
def test_a_row_that_breaks_a_rule_is_marked_and_no_other(dataset, change, rule, level, broken, today):
    rows = [VALID[dataset], VALID[dataset] | change]
    if dataset == "opkoper_controles":
        rows[1]["dealer"] = "OP2"
    assert broken(dataset, rows) == {(rule, level, 3)}


def test_every_rule_of_rows_is_tried_here_or_beside_its_own_module():
    tried = {(dataset, rule) for dataset, _, rule, _ in BROKEN}
    beside = {"scanauto_inzet", "wijkatlas"}  # test_shifts, test_waves
    ends_ahead = {
        ("crisisrollen", "left_on: announced"),
        ("opkopers", "deregistered_on: announced"),
    }  # test_future
    two_rows = {("opkoper_controles", "one outcome a day")}
    every = {
        (dataset, rule.name)
        for dataset, contract in contracts().items()
        if dataset not in beside
        for rule in contract.rules
    }
    assert every == tried | ends_ahead | two_rows


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
    other = same | {"item_notified": None}
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
