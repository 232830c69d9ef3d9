"""What changed, what was revised, and who still has to plan; turn the data round and the words turn round."""

from dataclasses import replace

import pandas as pd
import pytest

from helpers import displays as show
from helpers.floor.shapes.history import VALUE_COLUMNS
from helpers.floor.verdicts import NO_PLAN

BEFORE = {"measure": "crisis_agreements_percent", "period": "2026-Q2"}
NOW = {"measure": "crisis_agreements_percent", "period": "2026-Q3"}


def of(table, indicator_id):
    return [cell.text for cell in next(row for row in table.rows if row[0].text.startswith(indicator_id))]


def published(*rows):
    """Rows of id, quarter, edition and value, as a published edition gave them."""
    made = [
        dict.fromkeys(VALUE_COLUMNS) | dict(zip(("indicator_id", "quarter", "edition", "value"), row, strict=True))
        for row in rows
    ]
    return pd.DataFrame(made).assign(unit="percent")


def test_changes_hold_this_quarter_the_one_before_and_the_year_before(summary):
    assert of(show.changes(summary), "BR-1-1") == [
        "BR-1-1 Afspraken cruciale processen", "65% (13 van 20)", "60%", "+5 pp", "45% (+20 pp)",
        "–", "teruggerekend",
    ]  # fmt: skip


def test_the_scorecard_and_the_changes_say_the_same_number(summary):
    for one in summary.settings.indicators:
        assert of(show.changes(summary), one.id)[3] == of(show.scorecard(summary), one.id)[5]


def test_an_earlier_value_of_a_register_that_overwrites_is_said_to_be_recomputed(summary):
    overwritten = {one.id for one in summary.settings.indicators if one.is_overwritten}
    said = {row[0].text.split()[0] for row in show.changes(summary).rows if row[6].text == "teruggerekend"}
    assert said == overwritten and overwritten


@pytest.mark.parametrize(("value", "moved"), [(75.0, "−10 pp"), (65.0, "gelijk"), (64.0, "+1 pp")])
def test_a_change_turns_with_the_data(summary, rows_replaced, recompared, value, moved):
    changed = recompared(rows_replaced(summary, BEFORE, value=value))
    assert of(show.changes(changed), "BR-1-1")[3] == moved


def test_a_published_value_is_what_we_compare_with(summary, recompared):
    changed = recompared(summary, published(("BR-1-1", "2026-Q2", 1, 50.0), ("BR-1-1", "2026-Q2", 2, 55.0)))
    cells = of(show.changes(changed), "BR-1-1")
    assert cells[2:4] == ["55%", "+10 pp"] and cells[6] == "gepubliceerd in editie 2"
    assert of(show.scorecard(changed), "BR-1-1")[5] == "+10 pp"


def test_inspected_dealers_are_compared_with_chance_only_against_another_year(summary, rows_replaced, recompared):
    """14 of 20 against 2 of 20: a difference of 60 points, beyond chance by any method."""
    where = {"measure": "compliant_dealers_percent"}
    last_year = rows_replaced(summary, where | {"period": "2025-Q3"}, value=10.0, numerator=2.0)
    now = rows_replaced(last_year, where | {"period": "2026-Q3"}, value=70.0, numerator=14.0)
    assert of(show.changes(recompared(now)), "VE-2-4")[5] == "ja (jaar)"
    same = rows_replaced(now, where | {"period": "2025-Q3"}, value=65.0, numerator=13.0)
    assert of(show.changes(recompared(same)), "VE-2-4")[5] == "nee (jaar)"


def test_without_an_earlier_report_nothing_can_be_revised(summary):
    assert show.revisions(summary).sentences[0].endswith("is nog geen rapport gepubliceerd.")


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([("BR-1-1", "2026-Q2", 1, 60.0)], "1 gepubliceerde stand is opnieuw berekend. Er is niets herzien."),
        (
            [("BR-1-1", "2026-Q2", 1, 60.0), ("BR-1-1", "2025-Q3", 1, 45.0)],
            "2 gepubliceerde standen zijn opnieuw berekend. Er is niets herzien.",
        ),
    ],
)
def test_what_was_published_and_stayed_is_counted(summary, recompared, rows, said):
    assert show.revisions(recompared(summary, published(*rows))).sentences == [said]


def test_a_revision_stands_apart_from_the_new_facts(summary, recompared):
    table = show.revisions(recompared(summary, published(("BR-1-1", "2026-Q2", 3, 50.0))))
    assert table.caption == "Herzien: 1 van 1 gepubliceerde stand"
    assert of(table, "BR-1-1")[1:] == ["2026-Q2", "50% (editie 3)", "60%", "+10 pp", "+5 pp"]
    lower = show.revisions(recompared(summary, published(("BR-1-1", "2026-Q2", 3, 75.0))))
    assert of(lower, "BR-1-1")[4:] == ["−15 pp", "+5 pp"]


def with_rule(summary, *ids):
    """The summary in which these indicators miss a plan, and the others are met."""
    estimates = summary.estimates.copy()
    is_status = estimates.model == "status"
    is_ours = is_status & estimates.term.isin(ids)
    estimates.loc[is_status, "verdict"] = "gehaald"
    estimates.loc[is_ours, "verdict"] = "geen oordeel"
    estimates.loc[is_ours, "rule"] = f"{NO_PLAN}, dus geen oordeel. De stand is 9."
    return replace(summary, estimates=estimates)


def test_who_has_to_plan_is_named_once_with_the_indicators_and_their_value(summary, rows_replaced):
    short = rows_replaced(with_rule(summary, "BR-1-1", "BR-1-2"), {"period": "2026-Q3"}, value=40.0)
    planned = [one for one in show.decisions(short).sentences if "planning" in one]
    assert planned == [
        "Crisisbeheersing: spreek een planning af voor Afspraken cruciale processen (40%) en "
        "Actuele crisisprotocollen (40%)."
    ]


def test_management_reads_of_no_file_and_the_analyst_does(summary):
    assert not any("yml" in one for one in show.decisions(with_rule(summary, "BR-1-1")).sentences)
    told = " ".join(show.plans_to_fill(summary).sentences)
    assert "planned_path in params/indicators.yml" in told and "2026-Q3" in told
    assert "VE-3-1" in told and "VE-2-2" not in told  # no target, so nothing to plan
    planned = summary.settings.model_copy(
        update={
            "indicators": tuple(
                one.model_copy(update={"planned_path": {"2026-Q3": 1.0}}) for one in summary.settings.indicators
            )
        }
    )
    assert show.plans_to_fill(replace(summary, settings=planned)).sentences == [
        "Elke indicator met een streefwaarde heeft voor 2026-Q3 een planned_path."
    ]


SAID = {
    "niet meer haalbaar": "kan de streefwaarde dit jaar niet meer halen",
    "niet gehaald": "heeft de streefwaarde niet gehaald",
    "achter": "loopt achter",
    "onzeker": "is onzeker",
}


def test_the_decisions_come_worst_first_and_each_says_its_own_word(with_verdicts):
    asked = show.decisions(with_verdicts(*reversed(SAID), *["gehaald"] * 13)).sentences
    assert [next(said for said in SAID.values() if said in sentence) for sentence in asked] == list(SAID.values())


def test_what_has_no_plan_says_so_among_the_decisions_and_what_is_met_is_not_named(summary, rows_replaced):
    unmet = show.decisions(with_rule(summary, "BR-1-1")).sentences
    assert unmet[-1] == "Crisisbeheersing: spreek een planning af voor Afspraken cruciale processen (65%)."
    met = rows_replaced(with_rule(summary, "BR-1-1"), NOW, value=100.0)
    assert show.decisions(met).sentences == ["Van geen enkele indicator weten we dat hij achterblijft."]
