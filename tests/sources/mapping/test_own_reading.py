"""A file with own headers gives the table that the same rows give under ours."""

import openpyxl
import pandas as pd
import pytest

from helpers import sources
from helpers.floor import paths
from helpers.floor.faults import BadInput
from helpers.runner.command import verbs

ROTA = """\
  headers: {Datum: Ritdatum, Wijkcode: Gebied, Uren: "Duur (min)", Doel: Soort}
  units: {Uren: minutes}
  values: {Doel: {A: afval, "A/P": beide}}
  area: {Wijkcode: code}
  constants: {Voertuig: "1"}
  rows: {Status: [Definitief]}
  not_read: [Chauffeur]
"""
ROWS = """Chauffeur;Ritdatum;Gebied;Duur (min);Soort;Status
J. Jansen;2-1-2026;1;95;A;Definitief
P. de Vries;3-1-2026;WK000002;120;A/P;definitief
P. de Vries;3-1-2026;WK000002;120;A/P;Concept
"""


def messages(faults):
    return [fault.message for fault in faults]


def test_headers_units_words_areas_constants_and_chosen_rows_give_the_table(own):
    table, faults = own("scanauto_inzet", ROTA, ROWS)
    assert table.wijk.tolist() == ["WK000001", "WK000002"]
    assert table.purpose.tolist() == ["afval", "beide"]
    assert table.vehicle.tolist() == ["1", "1"]
    assert table.hours.round(6).tolist() == [1.583333, 2.0]
    assert messages(faults) == ["1 rij telt niet mee door de waarde bij Status."]


def test_what_is_not_read_reaches_nobody(own):
    _, faults = own("scanauto_inzet", ROTA, ROWS)
    assert "Jansen" not in str(faults)
    _, faults = own("scanauto_inzet", ROTA.replace("  not_read: [Chauffeur]\n", ""), ROWS)
    assert any(fault.rule == "persoonsgegevens" for fault in faults)
    assert "Jansen" not in str(faults)


def test_a_fault_names_the_own_header_with_row_and_column_of_the_file(own):
    _, faults = own("scanauto_inzet", ROTA, ROWS.replace("95", "lang"))
    [fault] = [one for one in faults if one.level == "error"]
    assert (fault.row, fault.letter, fault.column, fault.value) == (2, "D", "Duur (min)", "lang")


def test_a_word_that_is_not_named_is_a_fault_that_says_where_to_name_it(own):
    _, faults = own("scanauto_inzet", ROTA, ROWS.replace(";A;", ";X;"))
    [fault] = [one for one in faults if one.level == "error"]
    assert fault.row == 2 and "params/exports.yml" in fault.hint and "Doel" in fault.hint


def test_a_mapped_header_that_is_gone_is_a_fault(own):
    for header in ("Ritdatum", "Status"):
        _, faults = own("scanauto_inzet", ROTA, ROWS.replace(header, "Iets"))
        assert f"De kolom “{header}” ontbreekt." in messages(faults)


def test_columns_in_another_order_and_more_of_them_are_read_as_ever(own):
    lines = [line.split(";") for line in ROWS.splitlines()]
    turned = "\n".join(";".join([*reversed(line), "extra"]) for line in lines)
    table, _ = own("scanauto_inzet", ROTA, turned)
    assert table.hours.round(6).tolist() == [1.583333, 2.0]


def test_a_total_row_in_the_own_unit_is_checked_and_left_out(own):
    rules = ROTA.replace("  rows: {Status: [Definitief]}\n", "")
    table, faults = own("scanauto_inzet", rules, ROWS + "Totaal;;;335;;\n")
    assert len(table) == 3
    assert [fault.level for fault in faults if fault.rule == "totaalrij"] == ["warning"]
    _, faults = own("scanauto_inzet", rules, ROWS + "Totaal;;;336;;\n")
    assert [fault.level for fault in faults if fault.rule == "totaalrij"] == ["error"]


@pytest.mark.parametrize(
    ("unit", "cell", "hours"),
    [("minutes", "1.215", 20.25), ("hours", "4,5", 4.5), ("days", "0,1875", 4.5), ("hh:mm", "4:30", 4.5), ("hh:mm", "0,1875", 4.5), ("hh:mm", "04:30:00", 4.5)],
)  # fmt: skip
def test_each_unit_of_time_becomes_hours(own, unit, cell, hours):
    rules = ROTA.replace("minutes", unit if unit != "hh:mm" else '"hh:mm"')
    table, _ = own("scanauto_inzet", rules, ROWS.replace(";95;", f";{cell};").replace(";120;", f";{cell};"))
    assert table.hours.tolist() == [hours, hours]


def test_a_fraction_becomes_a_percentage(own):
    rules = """\
  headers: {Meting: Golf, "% buurt is schoon": schoon, "% tevreden over straatverlichting": licht}
  units: {"% buurt is schoon": fraction, "% tevreden over straatverlichting": percent}
"""
    text = "Golf;Veldwerk van;Veldwerk tot;Wijkcode;Respondenten;schoon;licht\n2024;1-9-2024;30-9-2024;WK000001;100;0,85;71\n"
    table, faults = own("wijkatlas", rules, text)
    assert table[["clean_percent", "lighting_percent"]].values.tolist() == [[85.0, 71.0]]
    assert [fault for fault in faults if fault.level == "error"] == []


EVENTS = """\
  headers: {maand: Gemeld op, wijkcode: Buurt, categorie: Sub}
  values: {categorie: {zwerf: Zwerfvuil, lamp: Straatverlichting}}
  area: {wijkcode: buurtcode}
  per: month
"""
REPORTS = """Gemeld op;Buurt;Sub
2026-01-03 10:22;BU00000103;zwerf
2026-01-31 23:59:59;BU00000103;zwerf
2026-03-03 10:22;BU00000203;lamp
2026-03-04 10:22;;lamp
2026-03-05 10:22;BU05180203;lamp
"""


def test_single_events_are_counted_per_month_with_zeros_where_nothing_happened(own):
    table, faults = own("meldingen", EVENTS, REPORTS)
    assert len(table) == 3 * 2 * 2  # months, wijken, categories
    filled = table[table.reports > 0]
    assert filled[["wijk", "category", "reports"]].values.tolist() == [
        ["WK000001", "Zwerfvuil", 2],
        ["WK000002", "Straatverlichting", 1],
    ]
    assert filled.month.tolist() == [pd.Timestamp(2026, 1, 1), pd.Timestamp(2026, 3, 1)]
    assert messages(faults) == [
        "1 rij heeft een plek buiten de gemeente (20%). Dat telt niet mee.",
        "1 rij heeft geen plek (20%). Dat telt niet mee.",
    ]


def test_an_event_with_a_wrong_day_is_a_fault_of_its_row_and_gives_no_table(own):
    table, faults = own("meldingen", EVENTS, REPORTS.replace("2026-01-03 10:22", "vandaag"))
    assert table is None
    assert [(fault.row, fault.column) for fault in faults if fault.level == "error"] == [(2, "Gemeld op")]


def test_events_with_a_yes_or_no_are_counted_in_each_column(own):
    rules = """\
  headers: {Maand: Datum, Spoed mogelijk: Spoed, Toegepast: Toegepast, Effectief: Effect}
  values: {Effectief: {J: ja, N: nee, (leeg): nee}}
  per: month
"""
    text = "Datum;Spoed;Toegepast;Effect\n2-1-2026;ja;ja;J\n5-1-2026;ja;nee;\n9-1-2026;nee;nee;\n"
    table, faults = own("bestuursdwang", rules, text)
    assert table.drop(columns="month").values.tolist() == [[3, 2, 1, 1]]
    assert [fault for fault in faults if fault.level == "error"] == []


def test_an_unknown_yes_or_no_of_an_event_is_no_no(own):
    rules = "  headers: {Maand: Datum, Spoed mogelijk: Spoed}\n  per: month\n"
    text = "Datum;Spoed;Toegepast;Effectief\n2-1-2026;;ja;ja\n"
    _, faults = own("bestuursdwang", rules, text)
    assert [(fault.column, fault.rule) for fault in faults if fault.level == "error"] == [("Spoed", "verplicht")]


def test_a_file_in_our_headers_is_read_beside_the_rules_for_an_own_one(own):
    text = "Datum;Wijkcode;Voertuig;Doel;Uren\n2-1-2026;WK000001;1;afval;2\n"
    table, faults = own("scanauto_inzet", ROTA, text)
    assert table.hours.tolist() == [2.0]
    assert faults == []


def test_the_table_may_stand_on_a_later_sheet_below_a_title(own, tmp_path):
    own("scanauto_inzet", ROTA, ROWS)
    book = openpyxl.Workbook()
    book.active.append(["Leeswijzer"])
    sheet = book.create_sheet("Ritten")
    sheet.append(["Rooster 2026"])
    for line in ROWS.splitlines():
        sheet.append(line.split(";"))
    book.save(tmp_path / "rooster.xlsx")
    table, _ = sources.check_file("scanauto_inzet", tmp_path / "rooster.xlsx")
    assert table.hours.round(6).tolist() == [1.583333, 2.0]


def test_a_whole_delivery_with_one_own_file_is_checked_and_frozen_with_its_rules(folder):
    (paths.PARAMS / "exports.yml").write_text(f"scanauto_inzet:\n  from: ritten*.csv\n{ROTA}", "utf-8")
    (folder / "scanauto_inzet.csv").unlink()
    (folder / "ritten 2026.csv").write_text(ROWS.replace("1-2026", "9-2026"), "utf-8")
    delivery = sources.open_delivery(str(folder), "newest")
    [export] = [one for one in delivery.exports if one.dataset == "scanauto_inzet"]
    assert "Duur (min) staat in minuten; 60 minuten zijn één uur." in export.rules
    again = sources.open_delivery(f"snapshot:{delivery.name}")
    assert [one.rules for one in again.exports] == [one.rules for one in delivery.exports]
    (paths.PARAMS / "exports.yml").write_text(
        f"scanauto_inzet:\n  from: ritten*.csv\n{ROTA.replace('minutes', 'hours')}"
    )
    with pytest.raises(BadInput):  # 95 hours a day: the frozen delivery of other rules is another
        sources.open_delivery(str(folder), "newest")


def test_of_a_day_only_the_odd_ones_need_naming(own):
    rules = """\
  headers: {In functie van: VAN, Uit functie op: TOT}
  values: {Uit functie op: {9999-12-31: (leeg)}}
"""
    text = "Lid;Rol;Opgeleid op;Geldig tot;VAN;TOT\nP1;OvD;2-1-2026;2-1-2028;1-1-2025;9999-12-31\nP2;OvD;2-1-2026;2-1-2028;1-1-2025;31-12-2025\n"
    table, faults = own("crisisrollen", rules, text)
    assert table.iloc[:, -1].isna().tolist() == [True, False]
    assert [fault for fault in faults if fault.level == "error"] == []


def test_one_own_column_may_say_two_things_where_its_words_are_renamed(own):
    rules = """\
  headers: {Meting: Golf, Veldwerk van: Golf, Veldwerk tot: Golf}
  values: {Veldwerk van: {"2024": 1-9-2024}, Veldwerk tot: {"2024": 30-9-2024}}
"""
    text = "Golf;Wijkcode;Respondenten;% buurt is schoon;% tevreden over straatverlichting\n2024;WK000001;100;85;71\n"
    table, faults = own("wijkatlas", rules, text)
    assert table[["wave", "fieldwork_start", "fieldwork_end"]].astype(str).values.tolist() == [
        ["2024", "2024-09-01", "2024-09-30"]
    ]
    assert [fault for fault in faults if fault.level == "error"] == []


def test_check_tells_the_rules_back_by_file(folder, capsys):
    (paths.PARAMS / "exports.yml").write_text(f"scanauto_inzet:\n{ROTA}", "utf-8")
    (folder / "scanauto_inzet.csv").unlink()
    (folder / "ritten.csv").write_text(ROWS.replace("1-2026", "9-2026"), "utf-8")
    assert verbs.main(["check", "--data", str(folder)]) == 0
    said = capsys.readouterr().out
    assert "ritten.csv is gelezen als “Inzet van de scanauto”:" in said
    assert "    Duur (min) staat in minuten; 60 minuten zijn één uur.\n" in said
    assert "bodycams.csv is gelezen" not in said


def test_rows_that_are_named_do_not_count_and_a_total_is_none_of_them(own):
    rules = ROTA.replace("rows: {Status: [Definitief]}", "not_rows: {Status: [Concept]}")
    table, faults = own("scanauto_inzet", rules, ROWS.replace("Definitief", "Klaar") + "Totaal;;;335;;\n")
    assert len(table) == 2
    assert "1 rij telt niet mee door de waarde bij Status." in messages(faults)


def test_a_column_that_the_file_lacks_may_be_unknown_where_a_cell_may_be_empty(own):
    rules = '  headers: {Datum: Dag}\n  constants: {Thema: (leeg), "Op basis van dashboard": ja}\n'
    table, faults = own("interventies", rules, "Dag;Wijkcode\n2-1-2026;WK000001\n")
    assert table.theme.isna().all() and table.is_dashboard_based.all() and not faults
    rules = '  constants: {Wijkcode: (leeg), "Op basis van dashboard": ja}\n'
    table, faults = own("interventies", rules, "Datum;Thema\n2-1-2026;afval\n")
    assert table is None and "Wijkcode moet in elke rij een waarde hebben." in messages(faults)


def test_a_header_that_is_read_as_another_column_is_not_read_twice(own):
    rules = "  headers: {Wijkcode: Wijk}\n  area: {Wijkcode: name}\n"
    head = "Wijk;Scan afgerond op;Eerste bijeenkomst op;Aantal bijeenkomsten;Actieplan op;Informatiegestuurd\n"
    table, faults = own("wijkveiligheidsscans", rules, head + "WK000001;2-3-2026;;;;\n")
    assert table.wijk.tolist() == ["WK000001"] and table.wijk_name.isna().all()
    assert [fault for fault in faults if fault.level == "error"] == []


def test_a_legend_apart_below_the_table_is_no_row(own):
    legend = ";;;;;\n;groen = klaar, geel = bezig;;;;\n"
    rules = ROTA.replace("  rows: {Status: [Definitief]}\n", "")
    table, faults = own("scanauto_inzet", rules, ROWS + legend)
    assert len(table) == 3 and "Deze rij is een voetnoot; zij telt niet mee." in messages(faults)
    table, faults = own("scanauto_inzet", rules, ROWS + legend.partition("\n")[2])
    assert any(fault.level == "error" for fault in faults)
