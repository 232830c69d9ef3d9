"""What changed, what was revised, and who still has to plan; turn the data round and the words turn round."""

from dataclasses import replace

import pandas as pd
import pytest

from helpers import displays as show
from helpers.floor.quarter import Quarter
from helpers.floor.shapes.history import VALUE_COLUMNS

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
        "teruggerekend",
    ]  # fmt: skip


def test_the_scorecard_and_the_changes_say_the_same_number(summary):
    changes, scorecard = show.changes(summary), show.scorecard(summary)
    for one in summary.settings.indicators:
        assert of(changes, one.id)[3] == of(scorecard, one.id)[5]


def test_an_earlier_value_of_a_register_that_overwrites_is_said_to_be_recomputed(summary):
    overwritten = {one.id for one in summary.settings.indicators if one.is_overwritten}
    said = {row[0].text.split()[0] for row in show.changes(summary).rows if row[5].text == "teruggerekend"}
    assert said == overwritten and overwritten


@pytest.mark.parametrize(("value", "moved"), [(75.0, "−10 pp"), (65.0, "gelijk"), (64.0, "+1 pp")])
def test_a_change_turns_with_the_data(summary, rows_replaced, recompared, value, moved):
    changed = recompared(rows_replaced(summary, BEFORE, value=value))
    assert of(show.changes(changed), "BR-1-1")[3] == moved


def test_a_published_value_is_what_we_compare_with(summary, recompared):
    changed = recompared(summary, published(("BR-1-1", "2026-Q2", 1, 50.0), ("BR-1-1", "2026-Q2", 2, 55.0)))
    cells = of(show.changes(changed), "BR-1-1")
    assert cells[2:4] == ["55%", "+10 pp"] and cells[5] == "gepubliceerd in editie 2"
    assert of(show.scorecard(changed), "BR-1-1")[5] == "+10 pp"


def sampled(summary):
    """The summary in which one indicator comes from a sample."""
    ours = tuple(one.model_copy(update={"is_sample": one.id == "BR-1-5"}) for one in summary.settings.indicators)
    return replace(summary, settings=summary.settings.model_copy(update={"indicators": ours}))


def test_only_of_a_sample_the_change_has_an_interval(summary, rows_replaced, recompared):
    """16 of 20 after 6 of 20: 50 points, by Newcombe's method 10 between 19.0 and 69.5."""
    where = {"measure": "role_awareness_percent"}
    before = rows_replaced(
        sampled(summary), where | {"period": "2026-Q2"}, value=30.0, numerator=6.0, start="2026-04-01"
    )
    now = rows_replaced(before, where | {"period": "2026-Q3"}, value=80.0, numerator=16.0, start="2026-07-01")
    (note,) = [one for one in show.changes(recompared(now)).notes if "steekproef" in one]
    assert note == "Rolbewustzijn medewerkers is een steekproef: het verschil ligt tussen 19 en 70 procentpunt."
    assert not any("steekproef" in one or "toeval" in one for one in show.changes(summary).notes)


def lines(result):
    return show.changes_said(result).sentences


def test_three_lines_say_how_many_moved_which_and_whether_anything_was_revised(summary, rows_replaced, recompared):
    fell = recompared(rows_replaced(summary, BEFORE, value=75.0, numerator=15.0))
    assert lines(fell)[0].startswith("Van 16 toezeggingen met een getal: ") and "1 ging achteruit" in lines(fell)[0]
    assert "Achteruit: Afspraken cruciale processen (−10 pp)." in lines(fell)
    assert "geen enkele ging achteruit" in lines(summary)[0]
    assert not any(line.startswith("Achteruit") for line in lines(summary))
    reached = recompared(rows_replaced(summary, NOW, value=100.0, numerator=20.0))
    assert any(line.startswith("Nieuw op streefwaarde: Afspraken cruciale processen") for line in lines(reached))


@pytest.mark.parametrize(
    ("value", "start"),
    [(None, "Er is geen eerder rapport"), (60.0, "Dit zijn nieuwe feiten"), (50.0, "1 stand van toen is herzien")],
)
def test_the_last_line_tells_new_facts_from_revision_and_points_at_the_table(summary, recompared, value, start):
    result = summary if value is None else recompared(summary, published(("BR-1-1", "2026-Q2", 1, value)))
    assert lines(result)[-1].startswith(start) and lines(result)[-1].endswith("Alles staat in [](tabel:changes).")


def test_in_a_new_year_the_counts_that_began_again_are_told(summary, recompared):
    first = recompared(replace(summary, quarter=Quarter(2026, 1)))
    again = sum(one.accumulates == "within_year" and one.kind != "no_target" for one in summary.settings.indicators)
    assert lines(first)[0].endswith(f"{again} tellingen begonnen op 1 januari opnieuw.")


def test_without_an_earlier_report_nothing_can_be_revised(summary):
    assert show.revisions(summary).why.endswith("is nog geen rapport gepubliceerd")


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


def test_management_reads_of_no_file_and_the_analyst_does(summary):
    assert not any("yml" in one for one in show.decisions(summary).points)
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


ASKED = {
    "niet meer haalbaar": "stel een nieuwe streefwaarde vast",
    "niet gehaald": "besluit wat er volgend jaar mee gebeurt",
    "achter": "stuur bij of pas de streefwaarde aan",
    "onzeker": "besluit of er extra inzet nodig is",
}
NO_NUMBER = "Zonder getal: spreek een streefwaarde af. Handhaving: Spoedeisende bestuursdwang."


def test_the_decisions_come_worst_first_by_owner_and_each_asks_its_own(with_verdicts):
    asked = show.decisions(with_verdicts(*reversed(ASKED), *["gehaald"] * 13)).points
    assert [sentence.split(". ")[0] for sentence in asked[:-1]] == [
        f"{word[:1].upper()}{word[1:]}: {ask}" for word, ask in ASKED.items()
    ]
    assert asked[0].endswith("Crisisbeheersing: Opgeleide crisisleden.") and asked[-1] == NO_NUMBER


def test_when_all_is_well_only_what_has_no_number_asks_for_a_decision(with_verdicts):
    assert show.decisions(with_verdicts("gehaald", "op koers")).points == [NO_NUMBER]


def test_what_has_no_judgement_asks_for_a_decision_only_where_it_is_short(with_verdicts, rows_replaced):
    unjudged = with_verdicts("geen oordeel")
    assert any(one.startswith("Geen oordeel: ") and "Afspraken" in one for one in show.decisions(unjudged).points)
    met = rows_replaced(unjudged, NOW, value=100.0)
    assert not any("Afspraken" in one for one in show.decisions(met).points)
