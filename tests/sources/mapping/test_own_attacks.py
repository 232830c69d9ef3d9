"""Rules and files that fit badly: a clear fault or the right table, never a number that is silently wrong."""

import openpyxl
import pandas as pd
import pytest

from helpers import sources
from helpers.floor import paths
from helpers.runner.command import checking

ROTA = """\
  headers: {Datum: Ritdatum, Wijkcode: Gebied, Uren: Duur, Doel: Soort}
  units: {Uren: minutes}
  values: {Doel: {A: afval}}
  area: {Wijkcode: code}
  constants: {Voertuig: "1"}
"""
HEAD = "Ritdatum;Gebied;Duur;Soort\n"
OURS = "Datum;Wijkcode;Voertuig;Doel;Uren\n"
EVENTS = "  headers: {maand: dag, categorie: soort, wijkcode: wk}\n  per: month\n"
DEALERS = "Opkopernr;Branche;Wijkcode;Ingeschreven sinds;Uitgeschreven op\n"


def errors(faults):
    return [fault.message for fault in faults if fault.level == "error"]


def test_a_place_whose_header_stands_twice_is_one_fault(own):
    _, faults = own("scanauto_inzet", ROTA, "Ritdatum;Gebied;Duur;Soort;gebied\n1-1-2026;1;60;A;1\n")
    assert errors(faults) == ["De kop “Gebied” staat er twee keer: kolom B en E."]


def test_a_constant_that_no_cell_might_hold_is_a_fault_that_names_its_place(own):
    text = OURS.replace("Wijkcode;", "") + "1-1-2026;1;afval;2\n"
    _, faults = own("scanauto_inzet", "  constants: {Wijkcode: WK999999}\n", text)
    assert errors(faults) == ["“WK999999” is geen wijk van deze gemeente."]
    assert "constants in params/exports.yml" in faults[0].hint
    text = OURS.replace(";Uren", "") + "1-1-2026;WK000001;1;afval\n"
    _, faults = own("scanauto_inzet", '  constants: {Uren: "30"}\n', text)
    assert "“30” is meer dan 24." in errors(faults)


def test_a_constant_is_told_only_where_it_was_used(folder):
    (paths.PARAMS / "exports.yml").write_text('bodycams:\n  constants: {Peildatum: "2026-09-30"}\n', "utf-8")
    [export] = [one for one in sources.open_delivery(str(folder)).exports if one.dataset == "bodycams"]
    assert export.rules == ()


@pytest.mark.parametrize(
    ("rules", "message"),
    [
        ("  constants: {Wijkcode: Noord}\n  area: {Wijkcode: name}\n", "Wijkcode is in alle rijen gelijk en volgt nergens uit."),
        ("  headers: {Datum: Doel}\n", "“Doel” hoort al bij Doel."),
        ("  not_read: [Uren]\n", "“Uren” wordt gelezen als Uren, en staat ook bij not_read."),
    ],
)  # fmt: skip
def test_two_rules_for_one_column_are_refused(own, rules, message):
    _, faults = own("scanauto_inzet", rules, OURS + "1-1-2026;WK000001;1;afval;2\n")
    assert (errors(faults), faults[0].file) == ([message], "exports.yml")


def test_two_of_our_headers_may_be_exchanged(own):
    rules = "  headers: {Uren: Doel, Doel: Uren}\n"
    table, faults = own("scanauto_inzet", rules, "Datum;Wijkcode;Voertuig;Doel;Uren\n1-1-2026;WK000001;1;2;afval\n")
    assert (table.hours.tolist(), table.purpose.tolist(), faults) == ([2.0], ["afval"], [])


def test_a_named_value_gives_a_wijk_whatever_the_form_of_the_place(own):
    rules = "  area: {Wijkcode: buurtcode}\n  values: {Wijkcode: {ambulant: WK000002, (leeg): WK000001}}\n"
    rows = "O1;x;BU00000103;1-1-2020;\nO2;x;Ambulant;1-1-2020;\nO3;x;;1-1-2020;\n"
    table, faults = own("opkopers", rules, DEALERS + rows)
    assert table.wijk.tolist() == ["WK000001", "WK000002", "WK000001"]
    assert errors(faults) == []


def test_ten_thousand_words_that_are_not_named_are_one_readable_message_with_the_count(own, tmp_path):
    rows = "".join(f"O{at};s{at};;1-1-2020;\n" for at in range(10_000))
    _, faults = own("opkopers", "  values: {Branche: {a: b}}\n", DEALERS + rows)
    said = checking.in_words(faults, "opkopers is")
    assert len(said) < 10_000 and "Nog 9.950 zulke fouten" in said


def test_headers_with_invisible_signs_and_lines_are_read_as_written(own):
    rules = ROTA.replace("Uren: Duur", 'Uren: "Duur (min)"')
    table, faults = own("scanauto_inzet", rules, 'Ritdatum;Gebied;"Duur\u00a0\n(min)";Soort\n1-1-2026;1;60;A\n')
    assert table.hours.tolist() == [1.0]
    assert errors(faults) == []


def test_a_header_of_pages_is_not_repeated_whole(own):
    rules = ROTA.replace("Uren: Duur", f'Uren: "{"D" * 5_000}"')
    _, faults = own("scanauto_inzet", rules, HEAD + "1-1-2026;1;60;A\n")
    assert max(len(fault.message) for fault in faults) < 200


@pytest.mark.parametrize(
    ("cell", "form", "hours"), [(0.1875, "h:mm", 4.5), (0.1875, "[h]:mm", 4.5), (0.1875, "General", 4.5)]
)
def test_a_duration_in_a_workbook_is_read_in_any_of_its_forms(own, tmp_path, cell, form, hours):
    own("scanauto_inzet", ROTA.replace("minutes", '"hh:mm"'), HEAD)
    book = openpyxl.Workbook()
    for row in (HEAD.strip().split(";"), ["1-1-2026", "1", cell, "A"]):
        book.active.append(row)
    book.active.cell(2, 3).number_format = form
    book.save(tmp_path / "ritten.xlsx")
    table, faults = sources.check_file("scanauto_inzet", tmp_path / "ritten.xlsx")
    assert (table.hours.tolist(), errors(faults)) == ([hours], [])


def test_a_duration_of_more_than_a_day_is_not_cut_to_its_clock(own):
    rules = ROTA.replace("minutes", '"hh:mm"')
    for cell in ("30 uur", "30:00", "1900-01-01 06:00:00"):
        _, faults = own("scanauto_inzet", rules, f"{HEAD}1-1-2026;1;{cell};A\n")
        assert errors(faults) != []


def test_a_percentage_with_its_sign_is_one_among_fractions_too(own):
    rules = '  units: {"% buurt is schoon": fraction}\n'
    head = (
        "Meting;Veldwerk van;Veldwerk tot;Wijkcode;Respondenten;% buurt is schoon;% tevreden over straatverlichting\n"
    )
    rows = "2026;1-3-2026;1-4-2026;WK000001;90;85%;70\n2026;1-3-2026;1-4-2026;WK000002;90;0,8;71\n"
    table, faults = own("wijkatlas", rules, head + rows)
    assert (table.clean_percent.tolist(), errors(faults)) == ([85.0, 80.0], [])


def test_events_on_one_day_are_events_each(own):
    rows = "".join(f"{1 + at % 3}-1-2026;lamp;WK000001\n" for at in range(40))
    table, faults = own("meldingen", EVENTS, "dag;soort;wk\n" + "5-1-2026;lamp;WK000002\n" + rows)
    assert table.reports.sum() == 41
    assert [fault.message for fault in faults if fault.rule == "dubbel"] == [
        "37 rijen zijn in alle cellen gelijk aan een eerdere rij. Zij tellen mee."
    ]


def test_a_list_of_events_under_itself_is_an_error(own):
    rows = "".join(f"{1 + at}-1-2026;lamp;WK000001\n" for at in range(12))
    _, faults = own("meldingen", EVENTS, "dag;soort;wk\n" + rows + rows)
    assert errors(faults) == ["Vanaf rij 14 begint de lijst opnieuw, met dezelfde rijen als bovenaan."]


def test_a_month_without_any_event_is_no_zero_where_others_have_many(own):
    days = [f"{1 + at}-{month}-2026;lamp;WK00000{1 + at % 2}\n" for month in (1, 2, 4) for at in range(12)]
    table, faults = own("meldingen", EVENTS, "dag;soort;wk\n" + "".join(days))
    assert sorted(set(table.month.dt.month)) == [1, 2, 4]
    assert any("Er zijn geen rijen over maart 2026" in fault.message for fault in faults)
    few, _ = own("meldingen", EVENTS, "dag;soort;wk\n" + days[0] + days[-1])
    assert sorted(set(few.month.dt.month)) == [1, 2, 3, 4]
    assert few.loc[few.month == pd.Timestamp(2026, 3, 1), "reports"].tolist() == [0, 0]


def _from_to(first, last, weekend=()):
    days = pd.date_range(first, last)
    rows = [f"{day:%d-%m-%Y};lamp;WK00000{at}\n" for day in days if day.day_of_week not in weekend for at in (1, 2, 2)]
    return "dag;soort;wk\n" + "".join(rows)


def test_a_month_of_which_a_part_was_delivered_is_told(own):
    def said(*given, **more):
        _, faults = own("meldingen", EVENTS, _from_to(*given, **more))
        return [fault.message for fault in faults if fault.rule == "deel van een maand"]

    assert said("2026-01-01", "2026-09-30") == said("2026-01-01", "2026-08-28", weekend=(5, 6)) == []
    assert said("2026-01-17", "2026-09-12") == [
        "De eerste rij is van 17 januari 2026: januari 2026 lijkt niet compleet.",
        "De laatste rij is van 12 september 2026: september 2026 lijkt niet compleet.",
    ]


def test_an_event_of_long_ago_is_an_error_for_zeros_would_follow(own):
    table, faults = own("meldingen", EVENTS, "dag;soort;wk\n1-1-1900;lamp;WK000001\n2-1-2026;lamp;WK000001\n")
    assert table is None
    assert errors(faults) == ["“01-01-1900” ligt vóór 1990."]


def test_rows_may_be_chosen_by_a_column_that_is_read_or_thrown_away(own):
    rows = HEAD.replace("Soort", "Soort;Chauffeur") + "1-1-2026;1;60;A;J. Jansen\n1-1-2026;2;60;A;P. de Vries\n"
    rules = ROTA + '  rows: {Gebied: ["1"], Chauffeur: [j. jansen]}\n  not_read: [Chauffeur]\n'
    table, faults = own("scanauto_inzet", rules, rows)
    assert table.wijk.tolist() == ["WK000001"]
    assert "Jansen" not in str(faults)


def test_nothing_left_after_choosing_is_an_error(own):
    for dataset, rules, text in [
        ("scanauto_inzet", ROTA + "  rows: {Soort: [P]}\n", HEAD + "1-1-2026;1;60;A\n"),
        ("meldingen", EVENTS + "  rows: {soort: [gat]}\n", "dag;soort;wk\n1-1-2026;lamp;WK000001\n"),
    ]:
        _, faults = own(dataset, rules, text)
        assert errors(faults) == ["Onder de kop staan geen rijen."]


def test_a_constant_key_makes_every_row_the_same_one(own):
    rules = '  constants: {Peildatum: "2026-03-31"}\n'
    _, faults = own("bodycams", rules, "Boa's;Met bodycam\n18;3\n18;4\n")
    assert errors(faults) == ["Deze rij is gelijk aan rij 2 in Peildatum."]


def test_two_files_for_one_mapping_and_an_own_beside_ours_are_refused_by_name(folder):
    (paths.PARAMS / "exports.yml").write_text("scanauto_inzet:\n" + ROTA, "utf-8")
    for name in ("a.csv", "b.csv"):
        (folder / name).write_text(HEAD + "1-9-2026;1;60;A\n", "utf-8")
    [fault] = [one for one in sources.check(folder) if one.level == "error"]
    assert fault.rule == "dubbele export"
    assert all(name in fault.message for name in ("a.csv", "b.csv", "scanauto_inzet.csv"))


def test_a_file_that_fits_two_mappings_is_what_its_name_says(folder):
    both = "bodycams:\n  from: uitrusting*\n  headers: {Peildatum: Dag, Boa's: Totaal nu, Met bodycam: Deel}\n"
    both += "rolbewustzijn:\n  from: toets*\n  headers: {Peildatum: Dag, Medewerkers: Totaal nu, Aantoonbaar bewust: Deel}\n"
    (paths.PARAMS / "exports.yml").write_text(both, "utf-8")
    for dataset, name in (("bodycams", "uitrusting 2026.csv"), ("rolbewustzijn", "toets 2026.csv")):
        (folder / f"{dataset}.csv").unlink()
        (folder / name).write_text("Dag;Totaal nu;Deel\n30-9-2026;18;9\n", "utf-8")
    files = {one.dataset: one.file for one in sources.open_delivery(str(folder)).exports}
    assert (files["bodycams"], files["rolbewustzijn"]) == ("uitrusting 2026.csv", "toets 2026.csv")


@pytest.mark.parametrize("rule", ["rows", "not_rows"])
def test_a_word_that_chooses_no_row_is_told(own, rule):
    text = HEAD.replace("Soort", "Soort;Status") + "1-1-2026;1;60;A;test\n2-1-2026;1;60;A;Definitief\n"
    _, faults = own("scanauto_inzet", f"{ROTA}  {rule}: {{Status: [Tesst, Vervalen, Definitief]}}\n", text)
    said = [(fault.message, fault.level) for fault in faults if "Geen enkele" in fault.message]
    assert said == [("Geen enkele rij heeft Status “Tesst” of “Vervalen”.", "warning")]
    _, faults = own("scanauto_inzet", f"{ROTA}  {rule}: {{Status: [TEST]}}\n", text)
    assert not any("Geen enkele" in fault.message for fault in faults)


def test_a_word_whose_rows_another_rule_takes_out_is_there(own):
    text = HEAD.replace("Soort", "Soort;Status") + "1-1-2026;1;60;A;Test\n2-1-2026;1;60;A;Definitief\n"
    rules = f"{ROTA}  rows: {{Status: [Definitief]}}\n  not_rows: {{Status: [Test]}}\n"
    _, faults = own("scanauto_inzet", rules, text)
    assert not any("Geen enkele" in fault.message for fault in faults)


@pytest.mark.parametrize(
    ("unit", "cells", "middle"),
    [
        ("minutes", [3, 4, 5, 4, 0], "0,07"), ("minutes", [3, 3, 3, 3, 600], "0,05"), ("days", ["0,01", "0,02"], "0,36"),
        ("minutes", [90_000, 80_000], "1.416,67"), ("hh:mm", ["0:04", "0:05"], "0,08"),
        ("minutes", [30, 31, 29], ""), ("minutes", [5, 240, 300], ""), ("days", ["0,1875"], ""), ("hh:mm", ["4:30"], ""),
        ("minutes", [0, 0], ""), ("hours", [3, 4, 5], ""),
    ],
)  # fmt: skip
def test_a_unit_that_makes_a_whole_column_odd_is_told(own, unit, cells, middle):
    text = HEAD + "".join(f"{at + 1}-1-2026;1;{cell};A\n" for at, cell in enumerate(cells))
    _, faults = own("scanauto_inzet", ROTA.replace("minutes", f'"{unit}"'), text)
    said = [(fault.message, fault.level) for fault in faults if "eenheid" in fault.message]
    message = f"De eenheid klopt misschien niet: de middelste waarde van Duur is {middle} uur."
    assert said == ([(message, "warning")] if middle else [])
