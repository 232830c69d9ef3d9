"""Judgements and plans of owners: from the form into params, whole or not at all."""

from __future__ import annotations

import difflib

import openpyxl
import pytest

from helpers.floor.faults import AskedWrongly, BadInput
from helpers.floor.params import settings
from helpers.floor.quarter import Quarter
from helpers.runner.commentary import filing

PLAN = dict(zip("PQRSTUVW", [f"{year}-Q{n}" for year in (2026, 2027) for n in range(1, 5)], strict=True))
BR_1_1, VE_1_4, VE_2_1 = 6, 7, 8


def indicators(place):
    return place / "params" / "indicators.yml"


def plan_of(place, number):
    return settings.load(place / "params").indicator(number).planned_path


def set_params(place, number, line):
    """A line more in indicators.yml, under the targets of an indicator."""
    before, mark, after = indicators(place).read_text("utf-8").partition(f"  - id: {number}\n")
    head, targets, tail = after.partition("    targets:")
    rest = tail.split("\n", 1)
    indicators(place).write_text(f"{before}{mark}{head}{targets}{rest[0]}\n{line}\n{rest[1]}", encoding="utf-8")


def told_at(desk, *forms):
    return [(f"{fault.letter}{fault.row}", fault.message) for fault in desk.faults_of(*forms)]


def test_a_judgement_comes_back_beside_the_explanations_and_never_as_one(desk):
    told = desk.said(desk.filled({"H8": "Op koers", "I8": "De tweede auto rijdt sinds oktober.", "H7": "achter"}))
    assert told[0] == "2 oordelen ingelezen: VE-1-4 en VE-2-1."
    assert told[2:] == [
        "Nog te vragen:",
        "  BR-1-1 Afspraken cruciale processen: Crisisbeheersing",
        "  VE-1-4 Ouderen cybertraining: Veiligheid",
    ]
    assert [(one.id, one.judgement, one.reason, one.is_explained) for one in desk.kept()] == [
        ("VE-1-4", "achter", "", False),
        ("VE-2-1", "op koers", "De tweede auto rijdt sinds oktober.", False),
    ]


def test_an_explanation_of_one_form_and_a_judgement_of_another_become_one(desk):
    one = desk.filled(desk.in_row(VE_1_4, *desk.TEXTS), "een.xlsx")
    two = desk.filled({"H7": "onzeker"}, "twee.xlsx")
    desk.said(one, two)
    (both,) = desk.kept()
    assert (both.cause, both.judgement) == (desk.TEXTS[0], "onzeker")


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({"H7": "geen oordeel"}, ("H7", "Dit is geen oordeel dat een eigenaar kan geven.")),
        ({"H7": "prima"}, ("H7", "Dit is geen oordeel dat een eigenaar kan geven.")),
        ({"H7": 12}, ("H7", "Dit is geen oordeel dat een eigenaar kan geven.")),
        ({"H7": "niet gehaald"}, ("H7", "Dit oordeel kan niet op 30 september 2026.")),
        ({"I7": "Omdat het goed gaat."}, ("H7", "Bij een reden hoort een oordeel.")),
        ({"H7": "op koers", "I7": "=A1"}, ("I7", "De tekst begint als een formule.")),
        ({"H7": "op koers", "I7": 12}, ("I7", "Hier hoort een zin te staan, geen getal of datum.")),
        ({"O7": "31-12-2026"}, ("L7", "Hier ontbreekt een tekst.")),
        ({"S7": "=100+50"}, ("S7", "Hier staat een formule.")),
        ({"S7": "veel"}, ("S7", "“veel” is geen getal.")),
        ({"S7": "1.500"}, ("S7", "“1.500” kan ook 1,500 zijn.")),
        ({"S7": -5}, ("S7", "“-5” kan geen planning zijn.")),
        ({"S7": "80%"}, ("S7", "Bij deze indicator hoort geen percentage.")),
        ({"S6": 120}, ("S6", "“120” is meer dan 100.")),
        ({"S7": "150", "T7": 20}, ("T7", "Voor 2027 is er geen streefwaarde.")),
        ({"Q7": 20}, ("Q7", "Dit kwartaal is voorbij; de planning ervan ligt vast.")),
    ],
)
def test_what_cannot_be_is_refused_at_its_cell_and_nothing_is_written(place, desk, cells, told):
    assert told in told_at(desk, desk.filled(cells))


def test_the_faults_of_texts_judgements_and_plans_come_at_once(place, desk):
    wrong = {"L6": "=1", "H7": "prima", "S7": "veel", "S6": 120, "Q8": 4, "T8": 20}
    assert [cell for cell, _ in told_at(desk, desk.filled(wrong))] == ["L6", "H7", "S7", "Q8", "S6", "T8"]


def test_months_go_to_twelve(place, desk):
    text = indicators(place).read_text("utf-8")
    start = text.index("measure: scan_car_hours")
    words = {"scan_car_hours": "dashboard_months", "cumulative_amount": "months_covered", "unit: hours": "unit: months"}
    words |= {"{2026: 1500}": "{2026: 12}", "scanauto_inzet": "dashboard_updates"}
    of_months = text[start:]
    for old, new in words.items():
        of_months = of_months.replace(old, new, 1)
    indicators(place).write_text(text[:start] + of_months, encoding="utf-8")
    assert told_at(desk, desk.filled({"S8": 13})) == [("S8", "“13” is meer dan 12.")]


def test_a_path_that_falls_is_refused_also_below_what_stood_there(place, desk):
    set_params(place, "VE-1-4", "    planned_path: {2026-Q3: 160}")
    assert told_at(desk, desk.filled({"S7": 150})) == [("S7", "Het plan daalt na 2026-Q3.")]


def test_a_plan_changes_its_own_line_and_no_other_sign(place, desk):
    set_params(place, "VE-2-1", "    planned_path: {2026-Q2: 700, 2026-Q4: 1500}  # met de wethouder besproken")
    before = indicators(place).read_text("utf-8")
    told = desk.said(desk.filled({"S6": "75,5", "S7": 200, "S8": 1450.0}))
    assert told[:3] == [
        "Planning gewijzigd van BR-1-1: 2026-Q4 wordt 75,50.",
        "Planning gewijzigd van VE-1-4: 2026-Q4 wordt 200.",
        "Planning gewijzigd van VE-2-1: 2026-Q4 van 1.500 naar 1.450.",
    ]
    assert told[3] == "Bewaard in params/indicators.yml. Maak daarna het rapport opnieuw."
    after = indicators(place).read_text("utf-8")
    changes = [line for line in difflib.ndiff(before.splitlines(), after.splitlines()) if line[0] in "+-"]
    assert changes == [
        "+     planned_path: {2026-Q4: 75.5}",
        "+     planned_path: {2026-Q4: 200}",
        "-     planned_path: {2026-Q2: 700, 2026-Q4: 1500}  # met de wethouder besproken",
        "+     planned_path: {2026-Q2: 700, 2026-Q4: 1450}  # met de wethouder besproken",
    ]
    assert plan_of(place, "VE-2-1") == {"2026-Q2": 700, "2026-Q4": 1450}


def test_the_form_has_the_plan_in_it_and_locks_what_is_over_or_without_a_target(place, desk):
    set_params(place, "VE-2-1", "    planned_path: {2026-Q2: 700, 2026-Q4: 1500}")
    desk.said()
    sheet = desk.sheet_of(place / "uit" / "toelichting-2026-Q3.xlsx")
    assert [sheet.cell(5, at).value for at in range(16, 24)] == list(PLAN.values())
    assert [sheet[f"{letter}8"].value for letter in PLAN] == [None, 700, None, 1500, None, None, None, None]
    assert [letter for letter in PLAN if not sheet[f"{letter}8"].protection.locked] == ["S"]


def test_a_year_with_a_target_can_be_planned_from_the_year_before(place, desk):
    text = indicators(place).read_text("utf-8").replace("{2026: 200}", "{2026: 200, 2027: 220}")
    indicators(place).write_text(text, encoding="utf-8")
    desk.said(desk.filled({"S7": 200, "T7": 50, "U7": 90, "V7": 140, "W7": 220}))
    assert plan_of(place, "VE-1-4") == dict(zip(list(PLAN.values())[3:], (200, 50, 90, 140, 220), strict=True))


def test_reading_a_form_again_changes_nothing_and_its_file_may_be_made_anew(place, desk):
    form = desk.filled({"S7": 200, "H7": "op koers"}, "uit/toelichting-2026-Q3.xlsx")
    desk.said(form)
    before = indicators(place).read_bytes()
    assert desk.said(form)[0].startswith("Er is niets nieuws ingelezen")
    assert desk.said()[0].startswith("Een toelichting is nodig")
    assert indicators(place).read_bytes() == before
    assert (desk.sheet_of(form)["S7"].value, desk.sheet_of(form)["H7"].value) == (200, "op koers")


def test_a_plan_that_nobody_read_is_not_overwritten(desk):
    desk.filled({"S7": 200}, "uit/toelichting-2026-Q3.xlsx")
    with pytest.raises(AskedWrongly, match="in rij 7"):
        desk.said()


def test_two_forms_with_another_plan_for_one_quarter_name_both_files(place, desk):
    one, two = desk.filled({"S7": 200}, "een.xlsx"), desk.filled({"S7": 210}, "twee.xlsx")
    ((cell, message),) = told_at(desk, one, two)
    assert cell == "S7" and "een.xlsx" in message and "twee.xlsx" in message and message.startswith("VE-1-4")


def test_a_row_that_nobody_touched_says_nothing_however_old_the_form_is(place, desk):
    set_params(place, "VE-1-4", "    planned_path: {2026-Q4: 200}")
    desk.said(desk.filled({**desk.in_row(VE_1_4, *desk.TEXTS), "H7": "op koers"}, "eerst.xlsx"))
    desk.said()
    late = desk.filled({"H6": "onzeker"}, "laat.xlsx")  # issued now, back after the next one
    desk.said(desk.filled({"S7": 190, "L7": "Beter gezegd."}, "ander.xlsx"))
    desk.said(late)
    assert plan_of(place, "VE-1-4") == {"2026-Q4": 190}
    assert [(one.id, one.cause) for one in desk.kept()] == [("BR-1-1", ""), ("VE-1-4", "Beter gezegd.")]


def test_a_form_of_the_version_before_is_still_read(place, desk):
    book = openpyxl.load_workbook(desk.filled(desk.in_row(VE_1_4, *desk.TEXTS)))
    sheet = book["Toelichting"]
    sheet.delete_cols(16, 9)
    sheet.delete_cols(8, 2)
    sheet["H5"] = "Nodig"
    book.save(place / "oud.xlsx")
    warning, told, *_ = desk.said(place / "oud.xlsx")
    assert "De kolom “Nodig” is onbekend" in warning and told == "1 toelichting ingelezen: VE-1-4."
    assert [one.cause for one in desk.kept()] == [desk.TEXTS[0]]


def test_an_owner_of_another_quarter_cannot_plan_this_one(place, desk):
    with pytest.raises(BadInput, match="hoort bij 2026-Q3, niet bij 2026-Q2"):
        filing.run(desk.order(desk.filled({"S7": 200}), quarter=Quarter(2026, 2)))


def test_an_indicator_that_is_not_of_the_municipality_gets_no_plan(place, desk):
    cells = told_at(desk, desk.filled({"A11": "VE-9-9", "S11": 20}))
    assert cells == [("A11", "Dit is geen indicator van deze gemeente.")]


def test_params_in_a_form_that_cannot_be_edited_safely_are_left_alone(place, desk, monkeypatch):
    from helpers.runner.commentary import planned_paths

    monkeypatch.setattr(
        planned_paths, "with_value", lambda text, *_, **__: text.replace("owner: Veiligheid", "owner: X")
    )
    before = indicators(place).read_bytes()
    with pytest.raises(AskedWrongly, match="niet veilig"):
        desk.said(desk.filled({"S7": 200}))
    assert indicators(place).read_bytes() == before


def test_every_text_of_a_form_comes_back_and_goes_into_the_next_form(place, desk):
    assert desk.QUARTER.label == "2026-Q3"
    cells = {**desk.in_row(VE_1_4, *desk.TEXTS, "31-12-2026"), "H7": "onzeker", "I7": "De zaal is vrij.", "S7": "200"}
    desk.said(desk.filled(cells))
    desk.said()
    again = {cell: desk.sheet_of(place / "uit/toelichting-2026-Q3.xlsx")[cell].value for cell in cells}
    assert {**again, "O7": f"{again['O7']:%d-%m-%Y}", "S7": f"{again['S7']}"} == cells


def test_a_percentage_that_excel_made_is_read_as_one_and_refused_where_none_belongs(place, desk):
    book = openpyxl.load_workbook(desk.filled({"S6": 0.8}))
    book["Toelichting"]["S6"].number_format = "0%"
    book.save(place / "terug.xlsx")
    desk.said(place / "terug.xlsx")
    assert plan_of(place, "BR-1-1") == {"2026-Q4": 80}
    book["Toelichting"]["S7"].value, book["Toelichting"]["S7"].number_format = 0.8, "0%"
    book.save(place / "terug.xlsx")
    assert told_at(desk, place / "terug.xlsx") == [("S7", "Bij deze indicator hoort geen percentage.")]


def test_a_plan_with_three_decimals_goes_out_and_comes_back_as_it_was(place, desk):
    set_params(place, "BR-1-1", "    planned_path: {2026-Q4: 33.3330}")
    desk.said(desk.filled({"H6": "onzeker"}))
    assert plan_of(place, "BR-1-1") == {"2026-Q4": 33.333}
    desk.said(desk.filled({"S6": "66,6660"}, "later.xlsx"))
    assert plan_of(place, "BR-1-1") == {"2026-Q4": 66.666}
