"""Beside the indicators: other readings, the outcome, the chain, the rule of counting, and targets per year."""

import re
from dataclasses import replace

import pytest

from helpers import displays as show
from helpers.displays import readings
from helpers.displays.indicators.outcomes import enforcement_chain, neighbourhood
from helpers.floor import dutch
from helpers.floor.quarter import Quarter
from helpers.floor.shapes import tables

ABOUT = {"area_level": "municipality", "period": "2026-Q3"}
CHAIN = {"violations": 185, "urgent_applied": 55}


def with_measures(result, *rows):
    return replace(result, measures=tables.stack(result.measures, tables.measures(rows, **ABOUT)))


def with_estimates(result, *rows):
    return replace(result, estimates=tables.stack(result.estimates, tables.estimates(rows)))


@pytest.fixture
def otherwise(summary):
    row = {"measure": "crisis_protocols_by_date_percent", "value": 88.9, "numerator": 16, "denominator": 18}
    return with_measures(summary, row | {"unit": "percent", "counted": "protocol"})


def test_the_other_reading_of_persons_is_rounded_and_says_so_or_is_hidden(summary):
    dealers = {"measure": "first_inspection_percent", "unit": "percent", "counted": "dealer"}
    shares = {"value": 100 * 35 / 55, "numerator": 35, "denominator": 55}

    def said(**row):
        return dict(show.definitions(with_measures(summary, dealers | row)).pairs)["VE-2-4 Naleving opkopersregister"]

    assert said(**shares).endswith("Zo gelezen is de stand ongeveer 64% (35 van 55, afgerond).")
    assert said(withheld="small").endswith("Zo gelezen is de stand afgeschermd.")
    assert "Zo gelezen" not in said(withheld="missing")


def test_the_other_reading_stands_beside_the_value_with_its_number(otherwise, goal):
    protocols = otherwise.settings.indicator("BR-1-2")
    assert readings.other_reading(otherwise, protocols) == "ook te lezen als 89%"
    table = show.indicator_table(otherwise, goal(otherwise, "BR-1-1"))
    stands = [row[table.columns.index("Stand")].text for row in table.rows]
    assert [" of 89%" in stand for stand in stands] == [False, True, False, False, False]
    assert "op twee manieren te lezen" in " ".join(table.notes)
    assert table.data.rows[1][table.data.columns.index("other_value")] == 88.9


def test_without_another_reading_or_its_number_nothing_is_said(summary, otherwise, goal):
    assert readings.other_reading(summary, summary.settings.indicator("BR-1-2")) == ""  # not counted here
    assert readings.other_reading(otherwise, otherwise.settings.indicator("BR-1-3")) == ""  # read one way
    assert "twee manieren" not in " ".join(show.indicator_table(summary, goal(summary, "BR-1-1")).notes)


def test_the_budgets_words_are_quoted_and_ours_stand_apart(otherwise):
    said = with_estimates(otherwise, {"model": "counting_rule", "measure": "crisis_protocols_percent", "rule": "Dit."})
    budget, *ours = dict(show.definitions(said).pairs)["BR-1-2 Actuele crisisprotocollen"].split("\n")
    one = said.settings.indicator("BR-1-2")
    assert budget == f"De begroting zegt: “{one.text} {one.target_text}”"
    assert ours == [
        "Zo tellen we: dit.",
        f"Niet geteld: {one.not_counted}",
        f"{one.other_reading} Zo gelezen is de stand 89% (16 van 18).",
    ]


@pytest.mark.parametrize(
    ("indicator_id", "words"),
    [
        ("VE-1-3", "en uitgevoerd"), ("VE-1-5", "en burgers beschermd worden"), ("VE-2-3", "Ervaren veiligheid"),
        ("VE-2-4", "aantoonbaar"),
    ],
)  # fmt: skip
def test_what_the_budget_says_and_is_not_counted_is_said(summary, indicator_id, words):
    told = next(text for name, text in show.definitions(summary).pairs if name.startswith(indicator_id))
    assert f"\nNiet geteld: “{words}”." in told


def outcome(**row):
    return {"model": "outcome", "measure": "clean_percent", "term": "share", "period": "2024"} | row


def test_the_outcome_stands_with_its_interval_and_the_year_of_the_wave(summary):
    ours = summary.settings.indicators
    seen = outcome(estimate=71.6, low=70.0, high=73.0, n_clusters=len(summary.areas.codes))
    assert neighbourhood(with_estimates(summary, seen), ours).sentences == [
        "De uitkomst bij VE-2-1: 72% van de bewoners noemt de buurt schoon (70 tot 73%; meting 2024)."
    ]
    fewer = neighbourhood(with_estimates(summary, seen | {"n_clusters": 5}), ours).sentences
    assert fewer[1] == f"Die meting bereikte 5 van {len(summary.areas.codes)} wijken."


def test_an_outcome_that_is_not_there_is_not_measured_and_says_why(summary):
    ours = summary.settings.indicators
    without = replace(summary, missing={"wijkatlas": "Nog niet geleverd."})
    (said,) = neighbourhood(without, ours).sentences
    assert "is niet gemeten" in said and "Nog niet geleverd" in said
    (said,) = neighbourhood(with_estimates(summary, outcome(withheld="small")), ours).sentences
    assert "is niet gemeten" in said and "afgeschermd" in said
    assert neighbourhood(summary, [summary.settings.indicator("VE-1-1")]) is None


def test_the_chain_is_one_row_from_violation_to_effect(summary):
    result = with_measures(summary, *({"measure": name, "value": value} for name, value in CHAIN.items()))
    table = enforcement_chain(result, result.settings.indicators)
    parts = readings.reading(result, result.settings.of_measure("urgent_enforcement_percent"))
    exact = [parts.denominator, parts.numerator]
    shown = ["30 september 2026", "185", dutch.number(exact[0]), "55", dutch.number(exact[1])]
    assert [cell.text for cell in table.rows[0]] == shown
    assert table.data.rows == [["2026-09-30", 185, exact[0], 55, exact[1]]]


def test_a_hidden_step_stands_between_the_parts_of_the_headline(summary):
    rows = [{"measure": "violations", "value": 185}, {"measure": "urgent_applied", "withheld": "small"}]
    table = enforcement_chain(with_measures(summary, *rows), summary.settings.indicators)
    assert table.rows[0][3].text == "afgeschermd" and table.data.rows[0][3] is None


def test_a_step_that_is_not_known_says_so(summary):
    rows = [{"measure": name, "value": value} for name, value in CHAIN.items()]
    rows[0] = {"measure": "violations", "withheld": "missing"}  # a month does not know it
    table = enforcement_chain(with_measures(summary, *rows), summary.settings.indicators)
    assert [table.rows[0][at].text for at in (1, 3)] == ["geen gegevens", "55"]


def test_a_year_without_the_trial_has_no_chain(summary):
    assert enforcement_chain(summary, summary.settings.indicators) is None


def test_a_share_of_nothing_gives_its_reason_in_the_place_of_the_value(summary, rows_replaced):
    where = {"measure": "urgent_enforcement_percent", "period": "2026-Q3"}
    unknown = rows_replaced(summary, where, value=None, withheld="missing")
    assert readings.reading(unknown, unknown.settings.indicator("VE-2-2")).stand == "geen gegevens"
    why = {"model": "no_value", "rule": "in geen enkel geval was spoed mogelijk"} | where
    told = with_estimates(unknown, why)
    one = told.settings.indicator("VE-2-2")
    assert readings.reading(told, one).stand == "in geen enkel geval was spoed mogelijk"
    # The reason is that of its own quarter.
    earlier = with_estimates(unknown, why | {"period": "2026-Q2"})
    assert readings.reading(earlier, one).stand == "geen gegevens"


def dashes(figure):
    """The dashed lines, which are the targets: where each begins and ends along the axis, and its height."""
    paths = re.findall(r'<path d="M ([\d.]+) ([\d.]+) L ([\d.]+) [\d.]+"[^>]*stroke-dasharray', figure.svg)
    return [(float(start), float(end), float(height)) for start, height, end in paths]


def test_the_target_of_a_year_runs_along_the_quarters_of_that_year_alone(summary, goal):
    now = dashes(show.indicator_trend(summary, goal(summary, "VE-3-1")))
    assert len(now) == 3  # 2026 alone has targets
    one = summary.settings.indicator("VE-3-3").model_copy(update={"targets": {2025: 40, 2026: 80}})
    others = [other for other in summary.settings.indicators if other.id != one.id]
    both = replace(summary, settings=summary.settings.model_copy(update={"indicators": (*others, one)}))
    *_, before, after = sorted(dashes(show.indicator_trend(both, goal(both, "VE-3-1"))))
    assert len(dashes(show.indicator_trend(both, goal(both, "VE-3-1")))) == 4
    # Four quarters of 2025, then three of 2026, which do not meet; 40 stands lower on the page than 80.
    assert before[1] < after[0] and before[2] > after[2]
    assert (before[1] - before[0]) / (after[1] - after[0]) == pytest.approx(3.8 / 2.8, abs=0.02)


def test_a_year_without_targets_has_no_line_and_makes_no_claim(summary, goal):
    before = replace(summary, quarter=Quarter(2025, 4))
    for one in ("BR-1-1", "VE-1-1", "VE-2-1", "VE-3-1"):
        figure = show.indicator_trend(before, goal(before, one))
        assert figure.title == "Voor deze indicatoren is er in 2025 geen streefwaarde"
        assert "Streep" not in figure.subtitle and dashes(figure) == []
    assert "Streep" in show.indicator_trend(summary, goal(summary, "BR-1-1")).subtitle


def signalled(known=0.0, unknown=0.0, none=0.0):
    """A row a group; None is a hidden one."""
    groups = {"known": known, "unknown": unknown, "none": none}
    rows = [{"group": name, "value": n, "withheld": "" if n is not None else "small"} for name, n in groups.items()]
    return [{"measure": "interventions_by_signal", "split": "signal", "counted": "intervention"} | row for row in rows]


@pytest.mark.parametrize(
    ("groups", "said"),
    [
        ((25, 0, 40), ["ongeveer 25 van de {all} interventies dragen het nummer van een signaal."]),
        ((0, 0, 65), ["geen van de {all} interventies draagt het nummer van een signaal."]),
        ((None, 0, None), ["hoeveel van de {all} interventies het nummer van een signaal dragen, blijft afgeschermd."]),
        ((0, None, None), [
            "geen van de {all} interventies draagt het nummer van een signaal.",
            "bij hoeveel een nummer staat dat op geen dashboard voorkomt, blijft afgeschermd.",
        ]),
        ((25, 10, 30), [
            "ongeveer 25 van de {all} interventies dragen het nummer van een signaal.",
            "bij ongeveer 10 staat een nummer dat op geen dashboard voorkomt.",
        ]),
    ],
)  # fmt: skip
def test_how_many_interventions_carry_the_number_of_a_signal_stands_beside_their_count(summary, goal, groups, said):
    result = with_measures(summary, *signalled(*groups))
    promised = result.settings.of_measure("dashboard_interventions")
    expected = [f"{promised.name}: {text.format(all=readings.reading(result, promised).short)}" for text in said]
    assert show.indicator_table(result, goal(result, promised.id)).notes[-len(said) :] == expected
    assert not [note for note in show.indicator_table(summary, goal(summary, promised.id)).notes if "signaal" in note]
    elsewhere = show.indicator_table(result, goal(result, "BR-1-1"))
    assert not [note for note in elsewhere.notes if "signaal" in note]
