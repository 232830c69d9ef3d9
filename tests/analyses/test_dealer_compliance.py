from dataclasses import replace

from helpers.analyses import dealer_compliance
from helpers.floor.shapes import tables


def test_the_share_of_all_dealers_lies_around_that_of_the_inspected(analysed):
    result = analysed(dealer_compliance)
    fact = tables.the(result.measures, measure="compliant_dealers_percent", split="", period="2026-Q3")
    all_dealers = tables.the(result.estimates, term="all_dealers")
    assert all_dealers.low <= fact.value <= all_dealers.high
    assert all_dealers.n == fact.denominator


def test_without_the_register_of_dealers_there_is_the_fact_and_no_inference(sample, without):
    result = dealer_compliance.analyse(without(sample, "opkopers"))
    assert tables.the(result.measures, measure="compliant_dealers_percent", split="", period="2026-Q3").value > 0
    assert not {"finite_population", "selection"} & set(result.estimates.model)


def test_without_inspections_the_chapter_is_empty(sample, without):
    assert dealer_compliance.analyse(without(sample, "opkoper_controles")).measures.empty


def test_only_the_lot_may_be_a_headline_and_a_small_lot_is_hidden(analysed):
    told = analysed(dealer_compliance).estimates
    assert set(told.term[told.role == "primary"]) == {"all_dealers_random"}
    drawn = told[told.term.str.endswith("_random") & (told.role != "limit")]
    assert drawn.low.isna().all() and (drawn.rule == "").all() and (drawn.withheld == "small").all()


def test_exchanging_reasons_between_first_inspections_changes_nothing_that_is_shown(sample, analysed):
    table = sample["opkoper_controles"].copy()
    this_year = table[table.date >= "2026-01-01"]
    lot, tip = (this_year.index[this_year.reason == reason][0] for reason in ("steekproef", "melding"))
    table.loc[lot, "reason"], table.loc[tip, "reason"] = "melding", "steekproef"
    moved = replace(sample, tables={**sample.tables, "opkoper_controles": table})
    one, other = analysed(dealer_compliance), dealer_compliance.analyse(moved)
    assert one.measures.equals(other.measures) and one.estimates.equals(other.estimates)


def test_more_inspected_than_registered_is_no_crash(sample):
    few = replace(sample, tables={**sample.tables, "opkopers": sample["opkopers"].head(12)})
    bounds = tables.the(dealer_compliance.analyse(few).estimates, term="bounds")
    assert bounds.withheld == "missing" and "meer opkopers gecontroleerd" in bounds.rule


def test_no_group_of_dealers_below_ten_leaves_the_analysis(analysed):
    shown = analysed(dealer_compliance).measures
    groups = shown[(shown.counted == "dealer") & (shown.split != "")]
    assert not groups.numerator.between(1, 9).any()
    assert not groups.denominator.between(1, 9).any()
