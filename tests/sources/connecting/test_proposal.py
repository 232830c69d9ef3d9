"""What is proposed for an own file, and what is asked because nobody can know it from the file."""

import pytest

from helpers.floor import paths
from helpers.floor.faults import AskedWrongly, BadInput
from helpers.sources.connecting.proposal import Connecting

ROTA = """Ritdatum;Chauffeur;Gebied;Duur (min);Soort rit;Auto
2-1-2026;P. Jansen;Noord;95;afval;1
3-1-2026;P. Jansen;zuid;120;parkeren;1
5-1-2026;P. de Vries;Noord;60;beide;1
"""


def test_headers_units_and_areas_are_found_and_names_are_not_read(look):
    found = look(ROTA)
    assert found.dataset == "scanauto_inzet"
    assert found.asked == []
    assert found.rules == {
        "from": "uitdraai.csv",
        "headers": {
            "Datum": "Ritdatum",
            "Wijkcode": "Gebied",
            "Voertuig": "Auto",
            "Doel": "Soort rit",
            "Uren": "Duur (min)",
        },
        "units": {"Uren": "minutes"},
        "area": {"Wijkcode": "name"},
        "not_read": ["Chauffeur"],
    }
    assert found.errors == []
    assert found.reading.table.hours.round(3).tolist() == [1.583, 2.0, 1.0]


def test_values_that_can_be_nothing_else_are_found_under_a_far_header(look):
    text = (
        "sessienr;deelnemer;Categorie bezoeker;Herkomst;voormeting;nameting\n1;P1;65-74;Noord;4;6\n1;P2;85+;Zuid;5;7\n"
    )
    found = look(text)
    assert found.dataset == "cybertraining_deelnemers" and found.asked == []
    assert found.rules["headers"]["leeftijdsklasse"] == "Categorie bezoeker"
    assert found.rules["headers"]["wijkcode"] == "Herkomst"


def test_a_near_header_over_other_values_is_not_taken(look):
    text = ROTA.replace("Ritdatum", "Gereden op").replace("Auto", "Auto;Datum").replace(";1\n", ";1;prima\n")
    found = look(text, dataset="scanauto_inzet")
    assert found.asked == ["kolom Datum"]
    assert found.rules["headers"]["Datum"] == "Gereden op"


def test_two_columns_alike_are_asked_and_the_answer_counts(look):
    text = ROTA.replace("Auto", "Auto;Dienstdatum").replace(";1\n", ";1;1-1-2026\n")
    found = look(text, answers={"kolom Datum": "2"})
    assert found.asked == ["kolom Datum"]
    headers = {look(text).rules["headers"]["Datum"], found.rules["headers"]["Datum"]}
    assert headers == {"Ritdatum", "Dienstdatum"}


def test_a_file_that_is_no_export_is_refused_with_the_nearest(look):
    with pytest.raises(AskedWrongly, match=r"lijkt op geen enkele export\. Het dichtst bij komt"):
        look("Kleur;Smaak\nrood;zoet\nblauw;zuur\n")
    with pytest.raises(AskedWrongly, match="staat geen tabel"):
        look("alleen dit\n")
    with pytest.raises(BadInput, match="Het bestand is leeg"):
        look("")


def test_a_column_that_the_file_lacks_is_asked_as_one_value_for_all_rows(look):
    text = "\n".join(line.rpartition(";")[0] for line in ROTA.splitlines())
    assert look(text).rules["constants"] == {"Voertuig": "1"}
    found = look(text, answers={"kolom Voertuig": "=SA-2"})
    assert found.asked == ["kolom Voertuig"]
    assert found.reading.table.vehicle.unique().tolist() == ["SA-2"]


def test_own_words_get_the_nearest_meaning_and_what_is_doubtful_is_asked(look):
    text = ROTA.replace("afval", "A").replace("parkeren", "P").replace("beide", "A+P")
    found = look(text)
    assert found.asked == ["woorden Doel"]
    assert found.rules["values"] == {"Doel": {"A": "afval", "P": "parkeren", "A+P": "beide"}}
    other = look(text, answers={"woorden Doel": "1=parkeren, 2=afval"})
    assert other.rules["values"] == {"Doel": {"A": "parkeren", "P": "afval", "A+P": "beide"}}
    with pytest.raises(AskedWrongly, match="“avval” is geen van"):
        look(text, answers={"woorden Doel": "1=avval"})


def test_which_rows_count_is_asked_and_rows_that_lack_data_are_proposed_away(look):
    text = ROTA.replace("Auto", "Auto;Status").replace(";1\n", ";1;G\n")
    text += "6-1-2026;P. Jansen;Noord;;afval;1;V\n7-1-2026;P. Jansen;Noord;60;afval;1;G\n" * 1
    text += "8-1-2026;P. Jansen;Zuid;30;afval;1;G\n"
    found = look(text)
    assert found.asked == ["rijen Status"]
    assert found.rules["rows"] == {"Status": ["G"]}
    assert found.errors == [] and len(found.reading.table) == 5
    assert "rows" not in look(text, answers={"rijen Status": "0"}).rules
    with pytest.raises(AskedWrongly, match="geen nummers van 1 tot en met 2"):
        look(text, answers={"rijen Status": "3"})


def test_an_odd_code_is_asked_and_leaves_its_rows_out(look):
    rows = "".join(f"{1 + at % 3};P{at};65-74;Noord;4;6\n" for at in range(20))
    found = look(f"Bijeenkomst;Id;Leeftijd;Wijk;Cijfer vooraf;Cijfer achteraf\n{rows}Test;P99;65-74;Zuid;1;1\n")
    assert found.asked == ["codes Bijeenkomst"]
    assert found.rules["not_rows"] == {"Bijeenkomst": ["Test"]}
    assert found.reading.table.session.unique().tolist() == ["1", "2", "3"]


REPORTS = """Gemeld op;Buurt;Sub;Melder
2026-01-03 10:22;BU00000103;zwerfafval;j.jansen@example.org
2026-01-31 23:59;BU00000203;lantaarnpaal;
2026-02-14 09:00;BU00000203;grof vuil;
2026-02-15 09:00;BU00000103;zwerfafval;
"""


def test_single_events_are_counted_per_month_and_asked_under_which_name(look):
    own = "waste: [Zwerfvuil, Grofvuil]\n  lighting: [Straatverlichting]\n  other: [Eikenprocessierups]"
    municipality = paths.PARAMS / "municipality.yml"
    municipality.write_text(municipality.read_text("utf-8").replace("waste: [Zwerfvuil]", own), "utf-8")
    found = look(REPORTS.replace("BU00000103;zwerfafval;\n", "BU00000103;bijplaatsing;\n"))
    question = found.proposal.draft.words["categorie"]
    assert "kent: Zwerfvuil, Grofvuil, Straatverlichting, Eikenprocessierups." in question.text
    assert "Een ander woord blijft zoals het is." in question.text
    assert "“bijplaatsing” (1 keer) blijft zoals het is" in question.choices  # not a name of this municipality
    assert found.dataset == "meldingen" and found.asked == ["woorden categorie"]
    assert found.rules["per"] == "month"
    assert found.rules["area"] == {"wijkcode": "buurtcode"}
    assert found.rules["values"]["categorie"] == {
        "zwerfafval": "Zwerfvuil",
        "lantaarnpaal": "Straatverlichting",
        "grof vuil": "Grofvuil",
        "bijplaatsing": "bijplaatsing",
    }
    assert found.rules["not_read"] == ["Melder"]
    assert found.errors == [] and found.reading.table.reports.sum() == 4


def test_what_an_unknown_yes_or_no_means_is_asked(look):
    rows = "".join(f"{day}-1-2026;ja;{'ja' if day % 2 else 'n.v.t.'};nee\n" for day in range(1, 9))
    text = f"Geconstateerd op;Spoed mogelijk;Toegepast;Effectief\n{rows}"
    found = look(text)
    assert found.asked == ["leeg"]
    assert found.rules["values"] == {"Toegepast": {"n.v.t.": "nee"}}
    assert found.reading.table.applied.tolist() == [4]
    assert "values" not in look(text, answers={"leeg": "2"}).rules


def test_a_text_that_means_nothing_yet_is_read_as_empty_where_a_cell_may_be_empty(look):
    text = "Wijk;Scan klaar d.d.;Bewonersavond;Aantal avonden;Plan vastgesteld;Op basis van data\n"
    found = look(text + "Noord;nog niet;;;;\nZuid;2-3-2026;4-4-2026;1;;\n")
    assert found.dataset == "wijkveiligheidsscans" and found.asked == []
    assert found.rules["values"] == {"Scan afgerond op": {"nog niet": "(leeg)"}}
    assert found.errors == []


def test_a_point_in_two_columns_is_known_by_its_values_whatever_their_headers(look):
    text = ROTA.replace("Gebied", "lat;lon").replace(";Noord;", ";4.39;52.08;").replace(";zuid;", ";4.40;52.09;")
    found = look(text, dataset="scanauto_inzet", answers={"kolom Voertuig": "=1"})
    assert found.rules["headers"]["Wijkcode"] == ["lat", "lon"]
    assert found.rules["area"] == {"Wijkcode": "point_wgs84"}


def test_fractions_are_known_by_their_values(look):
    text = "Jaar;Start veldwerk;Einde veldwerk;Wijk;N;Buurt schoon;Verlichting\n"
    found = look(text + "2024;1-9-2024;30-9-2024;Noord;90;0,71;0,8\n2024;1-9-2024;30-9-2024;Zuid;80;0,65;0,75\n")
    assert found.dataset == "wijkatlas" and found.asked == []
    assert found.rules["units"] == dict.fromkeys(["% buurt is schoon", "% tevreden over straatverlichting"], "fraction")
    assert found.reading.table.clean_percent.tolist() == [71.0, 65.0]


def test_names_are_never_taken_for_pseudonyms(look):
    rows = "".join(f"1;{name};65-74;Noord;4;6\n" for name in ("Jan", "Kees", "Mieke", "Piet"))
    found = look(f"Sessie;Deelnemer;Leeftijd;Wijk;Vooraf;Na\n{rows}", answers={"kolom deelnemer": "=P1"})
    assert "deelnemer" not in found.rules["headers"]


def test_two_exports_that_fit_alike_are_asked(look):
    text = "Datum;Wijk\n1-2-2026;Noord\n2-2-2026;Zuid\n"
    with pytest.raises(AskedWrongly):
        look(text)


def test_the_table_is_found_below_titles_and_groups_of_headers(look):
    text = ";;Rit;Rit;Rit;\nRooster 2026;;;;;\n" + ROTA
    assert look(text).rules == look(ROTA).rules


def test_rows_of_another_level_do_not_count_and_days_that_a_file_lacks_are_asked_per_wave(look):
    lines = [
        f"{level};{area};{year};{n};71,5;{light}"
        for year in (2022, 2024)
        for level, area, n, light in (
            ("gemeente", "Ergens", 190, 80), ("wijk", "Noord", 90, -99997), ("wijk", "Zuid", 100, -99996),
        )
    ]  # fmt: skip
    text = "geolevel;geoitem;period;aantal respondenten;% buurt is schoon;% verlichting\n" + "\n".join(lines) + "\n"
    days = {"kolom Veldwerk van": "1=2022-09-01; 2=2024-09-01", "kolom Veldwerk tot": "2022=2022-10-01; 2024=1-10-2024"}
    found = look(text, answers=days)
    assert found.dataset == "wijkatlas"
    assert found.asked == ["rijen geolevel", "kolom Veldwerk van", "kolom Veldwerk tot"]
    assert found.rules["rows"] == {"geolevel": ["wijk"]}
    assert found.errors == [] and len(found.reading.table) == 4
    assert found.reading.table.fieldwork_start.dt.year.tolist() == [2022, 2022, 2024, 2024]
    assert found.reading.table.lighting_percent.isna().all()
    with pytest.raises(AskedWrongly, match="Er ontbreekt een dag voor 2"):
        look(text, answers={"kolom Veldwerk van": "1=2022-09-01"})
    for wrong in ("1 september", "1=september; 2=1-9-2024"):
        with pytest.raises(AskedWrongly, match="Schrijf een datum zoals 1-9-2024"):
            look(text, answers={"kolom Veldwerk van": wrong})


def test_positions_of_a_car_are_a_log_and_the_silence_that_ends_a_stay_is_asked(look):
    rows = "".join(f"2026-07-01 08:{at:02d}:00;SA-1;4.39;52.08;A\n" for at in range(40))
    found = look(f"Tijdstip;Voertuig;Lengtegraad;Breedtegraad;Code\n{rows}", answers={"stilte": "10 minuten"})
    assert found.dataset == "scanauto_inzet"
    assert found.asked == ["stilte", "woorden Doel"]
    assert found.rules["log"] == {"longest_gap_minutes": 10}
    assert found.rules["headers"]["Wijkcode"] == ["Lengtegraad", "Breedtegraad"]
    assert "Uren" not in found.rules.get("constants", {})


def test_the_number_of_a_signal_is_known_by_its_header(look):
    rows = "".join(f"{at}-9-2026;WK00000{at % 2 + 1};afval;ja;S2026-08-{at}\n" for at in range(1, 20))
    found = look(f"Datum interventie;Wijkcode;Thema;Via dashboard;Nummer van het signaal\n{rows}")
    assert found.dataset == "interventies"
    assert found.rules["headers"]["Signaal"] == "Nummer van het signaal"


@pytest.mark.parametrize("dataset", ["bodycams", "crisisrollen", "misdrijven", "wijkatlas", "opkoper_controles"])
def test_a_file_in_our_own_headers_needs_no_answer(dataset):
    file = next(paths.SAMPLE.glob(f"{dataset}.*"))
    connecting = Connecting.of(file)
    proposal = connecting.proposal()
    assert (proposal.dataset, list(proposal.questions)) == (dataset, [])
    _, reading = proposal.tried()
    assert [fault for fault in reading.faults if fault.level == "error"] == []


def test_columns_that_no_header_tells_apart_are_asked_at_once_in_order(look):
    head = "Volgnr;Datum;Opkoper nr.;Reden;" + ";".join(f"Art. {at}" for at in "abcdefg")
    rows = [f"26-{at:03d};{at}-3-2026;10{at % 5};melding;J;J;N;J;{'nvt' if at % 2 else 'J'};J;J" for at in range(1, 10)]
    text = "\n".join([head, *rows]) + "\n"
    found = look(text, answers={"kolommen": "2,1,3,4,5,7,6"})
    assert found.dataset == "opkoper_controles" and found.asked == ["kolommen"]
    headers = found.rules["headers"]
    assert [headers[one] for one in ("Aangemeld (DOL)", "DOR-account", "Verkoopregister")] == [
        "Art. b",
        "Art. a",
        "Art. f",
    ]
    without = look(text, answers={"kolommen": "2,1,3,4,5,7,0"})
    assert without.rules["constants"] == {"Verkoopregister": "(leeg)"}
    for answer, message in (("1,2", "Typ 7 nummers"), ("1,1,2,3,4,5,6", "staat er twee keer"), ("", "Typ 7 nummers")):
        with pytest.raises(AskedWrongly, match=message):
            look(text, answers={"kolommen": answer})


def test_a_word_may_mean_that_its_rows_do_not_count(look):
    text = ROTA.replace("afval", "WST").replace("parkeren", "TST").replace("beide", "MIX")
    found = look(text)
    assert found.asked == ["woorden Doel"]
    assert found.rules["not_rows"] == {"Soort rit": ["TST"]}
    assert found.rules["values"] == {"Doel": {"WST": "afval", "MIX": "beide"}}
    assert found.errors == [] and len(found.reading.table) == 2
    assert "not_rows" not in look(text, answers={"woorden Doel": "TST=parkeren"}).rules


def test_a_yes_under_a_header_of_withdrawal_is_proposed_away(look):
    rows = "".join(f"{10200 + at};Rol;1-2-20{at + 10};{'J' if at == 9 else 'N'}\n" for at in range(10))
    found = look(f"PERSNR;ROL;ROL_INGANG_DT;IND_STORNO\n{rows}")
    assert found.dataset == "crisisrollen" and found.asked == ["rijen IND_STORNO"]
    assert found.rules["rows"] == {"IND_STORNO": ["N"]}
    assert len(found.reading.table) == 9


def test_the_wijk_in_the_name_of_a_file_is_proposed_for_all_rows(look):
    text = "Schouwdag;Gezien;Naast container;Buiten norm\n7-1-2026;24,00;10,00;3,00\n14-1-2026;24,00;4,00;0,00\n"
    found = look(text, file="Schouw Noord 2026.csv")
    assert found.asked == ["kolom wijkcode"]
    assert found.rules["constants"] == {"wijkcode": "WK000001"}
    assert found.rules["from"] == "Schouw Noord *.csv"
    assert look(text, answers={"kolom wijkcode": "=zuid"}).rules["constants"] == {"wijkcode": "WK000002"}
    with pytest.raises(AskedWrongly, match="hoort niet bij een wijk"):
        look(text, answers={"kolom wijkcode": "=Oost"})


def test_rules_of_rows_and_units_that_stand_there_are_kept_where_a_file_has_no_such_row(look):
    rules = """scanauto_inzet:
  headers: {Datum: Ritdatum, Wijkcode: Gebied, Voertuig: Auto, Doel: Soort rit, Uren: Duur (min)}
  units: {Uren: hours}
  area: {Wijkcode: name}
  not_rows: {Auto: [Test], Chauffeur: [Niemand]}
"""
    (paths.PARAMS / "exports.yml").write_text(rules, "utf-8")
    found = look(ROTA)
    assert found.asked == [] and found.rules["units"] == {"Uren": "hours"}
    assert found.rules["not_rows"] == {"Auto": ["Test"], "Chauffeur": ["Niemand"]}
    (paths.PARAMS / "exports.yml").write_text(rules.replace("Ritdatum", "Gereden op"), "utf-8")
    assert look(ROTA).rules["units"] == {"Uren": "minutes"}
