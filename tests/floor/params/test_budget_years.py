"""Each budget belongs to its years: what was promised for one year says nothing of another, nor is it forgotten."""

from __future__ import annotations

import re

import pytest

from helpers.floor.faults import BadInput
from helpers.floor.params import budget_years, settings
from helpers.floor.quarter import Quarter


@pytest.fixture
def years(params):
    """`years(changes)`: settings of the first file and one of 2027 that promises the same, but for the changes."""

    def _years(*changes, year=2027):
        folder = params()
        text = (folder / "indicators.yml").read_text("utf-8")
        text = re.sub(r"targets: \{2026: (\d+)\}", rf"targets: {{{year}: \1}}", text)
        for old, new in changes:
            changed = re.sub(old, new, text, count=1, flags=re.DOTALL)
            assert changed != text, old
            text = changed
        (folder / f"indicators-{year}.yml").write_text(text, "utf-8")
        return settings.load(folder)

    return _years


def dropped(id_):
    return rf"  - id: {id_}\n.*?(?=  - id:)", ""


def in_(id_, old, new):
    """A text changed within one indicator."""
    return rf"(  - id: {id_}\n(?:(?!  - id:).)*?){old}", rf"\g<1>{new}"


def test_a_year_has_the_words_owner_and_targets_of_its_own_file(years):
    read = years(
        in_("VE-1-4", "name: 'Ouderen cybertraining'", "name: 'Training 65+'"),
        in_("VE-1-4", "owner: Veiligheid", "owner: Zorg"),
        in_("VE-1-4", r"\{2027: 200\}", "{2027: 250}"),
    )
    then, now = read.at(2026).indicator("VE-1-4"), read.at(2027).indicator("VE-1-4")
    assert (then.name, then.owner, then.target(2026)) == ("Ouderen cybertraining", "Veiligheid", 200)
    assert (now.name, now.owner, now.target(2027)) == ("Training 65+", "Zorg", 250)


@pytest.mark.parametrize("year", [2026, 2027])
def test_every_year_keeps_the_target_that_was_set_for_it(years, year):
    read = years(in_("VE-1-4", r"\{2027: 200\}", "{2027: 250}")).at(year).indicator("VE-1-4")
    assert (read.target(2026), read.target(2027)) == (200, 250)


def test_what_a_later_budget_drops_or_adds_changes_no_earlier_year(years):
    read = years(dropped("BR-1-3"), ("id: VE-3-3", "id: VE-3-9"))
    then, now = ([one.id for one in read.at(year).indicators] for year in (2026, 2027))
    assert "BR-1-3" in then and "VE-3-9" not in then and len(then) == 17
    assert "BR-1-3" not in now and "VE-3-9" in now and len(now) == 16
    assert read.at(2026).indicator("BR-1-3").targets == {2026: 2}


def test_a_file_holds_until_a_later_one(years):
    read = years(dropped("BR-1-3"))
    assert len(read.at(2030).indicators) == 16 and len(read.at(2019).indicators) == 17


def test_what_the_first_file_said_of_a_later_year_counts_until_that_year_has_its_own_file(years, params):
    folder = params("targets: {2026: 2}", "targets: {2026: 2, 2027: 3}")
    assert settings.load(folder).at(2027).indicator("BR-1-3").target(2027) == 3
    (folder / "indicators-2027.yml").write_text(
        (folder / "indicators.yml")
        .read_text("utf-8")
        .replace("2026: 2, 2027: 3", "2027: 4")
        .replace("{2026: ", "{2027: "),
        "utf-8",
    )
    assert settings.load(folder).at(2026).indicator("BR-1-3").targets == {2026: 2, 2027: 4}
    file = folder / "indicators-2027.yml"
    file.write_text(file.read_text("utf-8").replace("{2027: 4}", "{}"), "utf-8")
    assert settings.load(folder).at(2026).indicator("BR-1-3").targets == {2026: 2}


@pytest.mark.parametrize(
    "change",
    [
        in_("BR-1-3", "measure: local_exercises", "measure: adequate_exercises"),
        in_("BR-1-3", 'operator: ">="', 'operator: "<="'),
    ],
    ids=["counted by another measure", "at most in place of at least"],
)
def test_two_promises_under_one_id_share_no_targets(years, change):
    read = years(change)
    assert read.at(2027).indicator("BR-1-3").targets == {2027: 2}
    assert read.at(2026).indicator("BR-1-3").targets == {2026: 2}


def test_another_promise_under_the_same_id_is_known_as_such_from_both_sides(years):
    read = years(in_("BR-1-3", "measure: local_exercises", "measure: adequate_exercises"))
    assert [*budget_years.others_in(read.at(2027), 2026)] == ["BR-1-3"]
    assert [*budget_years.others_in(read.at(2026), 2027)] == ["BR-1-3"]
    assert budget_years.others_in(read.at(2027), 2028) == {}


def test_another_name_or_owner_makes_no_other_promise(years):
    read = years(in_("BR-1-3", "name: 'Lokale", "name: 'Eigen"), in_("BR-1-3", "owner: C", "owner: D"))
    assert budget_years.others_in(read.at(2027), 2026) == {}


def test_names_are_those_of_the_year(years):
    read = years(dropped("BR-1-3"), in_("VE-1-4", "name: 'Ouderen cybertraining'", "name: 'Training 65+'"))
    then, now = (budget_years.names_in(read, year) for year in (2026, 2027))
    assert (then["BR-1-3"], then["VE-1-4"]) == ("Lokale crisisoefeningen", "Ouderen cybertraining")
    assert (now.get("BR-1-3"), now["VE-1-4"]) == (None, "Training 65+")


def test_the_faults_of_all_files_are_told_at_once_each_with_its_file(years, params):
    with pytest.raises(BadInput) as refused:
        years(in_("BR-1-3", r"\{2027: 2\}", "{2027: veel}"), in_("VE-1-4", "unit: persons", "unit: mensen"))
    assert {(fault.file, fault.column) for fault in refused.value.faults} == {
        ("indicators-2027.yml", "indicator BR-1-3, targets 2027"),
        ("indicators-2027.yml", "indicator VE-1-4, unit"),
    }
    folder = params("kind: share_of_register", "kind: aandeel")
    with pytest.raises(BadInput) as refused:
        settings.load(folder)
    assert {fault.file for fault in refused.value.faults} == {"indicators.yml", "indicators-2027.yml"}


@pytest.mark.parametrize(
    ("new", "column"),
    [
        (r"targets: {2026: 2, 2027: 3}", "targets 2026"),
        (r"targets: {2027: 3}\n    planned_path: {2026-Q4: 1}", "planned_path 2026-Q4"),
    ],
)
def test_what_a_file_says_of_years_before_its_own_is_refused(years, new, column):
    with pytest.raises(BadInput) as refused:
        years(in_("BR-1-3", r"targets: \{2027: 2\}", new))
    told = next(fault for fault in refused.value.faults if "geldt vanaf 2027" in fault.message)
    assert (told.file, told.column) == ("indicators-2027.yml", f"indicator BR-1-3, {column}")


def test_plans_of_a_year_come_from_its_own_file(years):
    read = years(in_("BR-1-3", r"(targets: \{2027: 2\})", r"\g<2>\n    planned_path: {2027-Q1: 1}"))
    assert read.at(2026).indicator("BR-1-3").planned_path == {"2027-Q1": 1}


def test_an_indicator_without_a_number_asks_for_no_target(years):
    read = years(in_("BR-1-3", r"targets: \{2027: 2\}", "targets: {}"))
    assert [one.id for one in budget_years.without_target(read, 2027)] == ["BR-1-3"]


def test_a_file_with_another_name_is_none_of_a_year(years, params):
    years()
    folder = params()
    (folder / "indicators-2027.yml").rename(folder / "indicators-27.yml")
    assert list(budget_years.files(folder)) == [0]
    assert budget_years.file_for(folder, Quarter(2027, 1).year).name == "indicators.yml"
