"""Data quality on a delivery of three exports: what is told, and what never leaves the analysis."""

import json
from dataclasses import replace
from datetime import date
from functools import cache

import pytest

from helpers import displays as show
from helpers.analyses import data_quality
from helpers.floor.areas import Areas
from helpers.floor.faults import Fault
from helpers.floor.params import settings
from helpers.floor.params.explanation import Explanation
from helpers.floor.quarter import Quarter
from helpers.floor.shapes import tables
from helpers.floor.shapes.delivery import Delivery
from helpers.floor.shapes.description import Descriptions
from helpers.floor.shapes.export import Export
from helpers.floor.shapes.history import History
from helpers.sources.catalogue import descriptions

PLANTED = "Planteman-4711"  # a value that stood in a cell
EXPORTS = (
    Export("scanauto_inzet", "ritten.csv", "ab" * 32, 90, date(2026, 1, 2), date(2026, 10, 3),
           left_out=2, gaps=("mei 2026",)),
    Export("opkopers", "opkopers.csv", "cd" * 32, 44, date(2012, 1, 1), date(2026, 9, 20)),
    Export("cybertraining_deelnemers", "deelnemers.csv", "ef" * 32, 270, None, None),
)  # fmt: skip


def warning(file, rule, row, column="", about=""):
    return Fault(
        f"{PLANTED} past niet.", f"Bedoelde u {PLANTED}?", file, "", row, column, "B", PLANTED, rule,
        "warning", about,
    )  # fmt: skip


def delivery(*warnings):
    return Delivery(
        Quarter(2026, 3),
        {},
        {"bodycams": "Het register was in onderhoud."},
        settings.load(),
        Areas.load(),
        EXPORTS,
        warnings,
        descriptions=descriptions(),
    )


@cache
def analysed(*warnings):
    return data_quality.analyse(delivery(*warnings))


def by_rule(result):
    told = tables.rows_of(result.measures, measure="warnings", split="rule")
    return {(one.area, one.group, one.series): one.value for one in told.itertuples()}


def published(result):
    """Everything that the page, its figures and its CSV files are made from."""
    pieces = (show.answer, show.exports_read, show.freshness, show.warnings_by_rule)
    return json.dumps([call(result).as_json() for call in pieces], ensure_ascii=False)


def test_rows_read_and_left_out_are_told_per_export():
    found = analysed().measures
    told = {(one.measure, one.group): one.value for one in tables.rows_of(found, split="export").itertuples()}
    assert told["rows_read", "scanauto_inzet"] == 90
    assert told["rows_left_out", "scanauto_inzet"] == 2


def test_of_an_export_about_persons_or_dealers_no_row_count_leaves_the_analysis():
    found = analysed()
    hidden = tables.rows_of(found.measures, measure=["rows_read", "rows_left_out"], group=EXPORTS[1].dataset)
    assert hidden.value.isna().all() and set(hidden.withheld) == {"small"}
    total = tables.rows_of(found.measures, measure="rows_read_in_all")
    assert total.value.item() == 90
    other = (EXPORTS[0], *(replace(one, rows=one.rows + 1, left_out=3) for one in EXPORTS[1:]))
    more = data_quality.analyse(replace(delivery(), exports=other))
    assert published(more) == published(found)


def test_of_an_export_about_dealers_no_day_leaves_the_analysis_but_the_quarter_of_the_last():
    days = {"first": date(2013, 3, 3), "last": date(2026, 7, 4)}
    other = (EXPORTS[0], replace(EXPORTS[1], **days), EXPORTS[2])
    assert published(data_quality.analyse(replace(delivery(), exports=other))) == published(analysed())
    assert tables.rows_of(analysed().measures, group="opkopers").end.isna().all()
    earlier = (EXPORTS[0], replace(EXPORTS[1], last=date(2026, 6, 30)), EXPORTS[2])
    assert published(data_quality.analyse(replace(delivery(), exports=earlier))) != published(analysed())


def test_days_behind_count_to_the_end_of_the_quarter_and_an_undated_export_has_none():
    found = tables.rows_of(analysed().measures, measure=["days_behind", "quarters_behind"]).set_index("group")
    assert (found.measure["opkopers"], found.value["opkopers"]) == ("quarters_behind", 0)
    assert found.value["scanauto_inzet"] == -3
    assert found.withheld["cybertraining_deelnemers"] == "missing"


def test_warnings_are_counted_per_file_and_rule_with_the_first_five_rows():
    result = analysed(*(warning("ritten.csv", "bereik", row, "Uren") for row in (9, 7, 8, 6, 5, 4, 4)))
    assert by_rule(result) == {("ritten.csv", "bereik", "Uren"): 7}
    assert [fault.row for fault in result.warnings] == [4, 5, 6, 7, 8]


def test_no_value_message_or_hint_of_a_warning_leaves_the_analysis():
    result = analysed(
        warning("ritten.csv", "bereik", 4, "Uren"),
        warning("ritten.csv", "kolommen", 1, PLANTED),
        warning(f"{PLANTED}.csv", "kolommen", None, PLANTED),
        *(warning("opkopers.csv", "dubbel", row, "Opkopernr") for row in range(2, 40)),
    )
    assert len(by_rule(result)) == 4
    assert PLANTED not in repr(result.warnings) + result.measures.to_csv()
    assert PLANTED not in published(result)


def test_a_file_that_is_no_export_is_counted_without_its_name():
    assert by_rule(analysed(warning("jansen.xlsx", "kolommen", None))) == {("ander bestand", "kolommen", ""): 1}


@pytest.mark.parametrize("count", [1, 9])
@pytest.mark.parametrize("file", ["opkopers.csv", "deelnemers.csv"])
def test_fewer_than_ten_warnings_about_persons_or_dealers_look_the_same_as_none(file, count):
    some = analysed(*(warning(file, "dubbel", row, "Opkopernr") for row in range(2, 2 + count)))
    assert published(some) == published(analysed())
    assert some.warnings == ()


def test_ten_or_more_warnings_about_dealers_are_rounded_and_name_no_rows():
    result = analysed(*(warning("opkopers.csv", "dubbel", row, "Opkopernr") for row in range(2, 15)))
    assert by_rule(result) == {("opkopers.csv", "dubbel", "Opkopernr"): 15}
    assert [fault.row for fault in result.warnings] == [None]


def test_which_rows_about_dealers_are_warned_of_changes_no_byte():
    one = analysed(*(warning("opkopers.csv", "dubbel", row) for row in range(2, 15)))
    other = analysed(*(warning("opkopers.csv", "dubbel", row) for row in range(20, 33)))
    assert published(one) == published(other)


def test_the_form_of_a_file_about_dealers_is_told_with_its_row():
    result = analysed(warning("opkopers.csv", "totaalrij", 46))
    assert by_rule(result) == {("opkopers.csv", "totaalrij", ""): 1}
    assert [fault.row for fault in result.warnings] == [46]


def test_a_rule_that_nobody_knows_counts_as_one_about_persons():
    assert by_rule(analysed(warning("opkopers.csv", "een nieuwe regel", 4))) == {}


def test_a_workbook_with_dealers_and_something_else_is_treated_as_dealers():
    shared = replace(EXPORTS[0], file="opkopers.csv")
    both = replace(delivery(warning("opkopers.csv", "bereik", 4)), exports=(shared, EXPORTS[1]))
    assert by_rule(data_quality.analyse(both)) == {}


def test_stricter_thresholds_hide_more_warnings():
    whole = delivery(*(warning("opkopers.csv", "dubbel", row) for row in range(2, 15)))
    small = whole.settings.municipality.small_numbers.model_copy(update={"hidden_below": 20})
    municipality = whole.settings.municipality.model_copy(update={"small_numbers": small})
    strict = replace(whole, settings=whole.settings.model_copy(update={"municipality": municipality}))
    assert by_rule(data_quality.analyse(strict)) == {}


def test_the_words_of_a_rule_come_from_its_contract_when_it_has_them():
    said = "Het aantal [Toegepast] is hoger dan [Spoed mogelijk]."
    page = published(analysed(warning("ritten.csv", "a <= b", 4, "Uren", said), warning("ritten.csv", "x", 5)))
    assert said in page and "Regel “x”." in page


def test_the_statuses_and_the_owners_words_are_there_so_that_a_missing_explanation_shows():
    said = Explanation("VE-2-3", "Oorzaak", "Gevolg", "Maatregel")
    history = History(commentary={"2026-Q3": (said,), "2026-Q4": (said,)})
    result = data_quality.analyse(replace(delivery(), history=history))
    statuses = tables.rows_of(result.estimates, model="status")
    assert sorted(statuses.term) == sorted(one.id for one in result.settings.indicators)
    assert dict(result.commentary) == {"2026-Q3": (said,)}


def test_a_rule_of_a_contract_about_nobody_is_told_exactly_in_an_export_about_persons():
    survey = Export("wijkatlas", "wijkatlas.xlsx", "0a" * 32, 12, date(2026, 3, 1), date(2026, 4, 30))
    told, hidden = (warning("wijkatlas.xlsx", rule, 5) for rule in ("waves in order", "like numbers of respondents"))
    whole = replace(delivery(told, hidden), exports=(*EXPORTS, survey))
    assert by_rule(data_quality.analyse(whole)) == {("wijkatlas.xlsx", "waves in order", ""): 1}
    both = replace(survey, dataset="cybertraining_deelnemers")  # in the same workbook: the stricter one says
    assert by_rule(data_quality.analyse(replace(whole, exports=(survey, both)))) == {}


def test_an_export_that_nobody_described_is_taken_to_be_about_persons():
    silent = replace(delivery(warning("ritten.csv", "bereik", 5, "Uren")), descriptions=Descriptions())
    assert by_rule(data_quality.analyse(silent)) == {}
