"""params/exports.yml is held to the contracts: what no export can use is refused with its row."""

import csv

import pytest
import yaml

from helpers.floor import paths
from helpers.floor.params.yaml_text import document_of
from helpers.sources.mapping import exports_file, own_texts


def told(text):
    _, faults = exports_file.check(document_of(text, "exports.yml"), "exports.yml")
    return [(fault.row, fault.message, fault.hint) for fault in faults]


def test_the_example_of_every_rule_is_accepted():
    assert (
        told("""
scanauto_inzet:
  from: "ritten*.xlsx"
  headers: {Datum: Ritdatum, Wijkcode: [Lengte, Breedte], Uren: Duur}
  units: {Uren: "hh:mm"}
  values: {Doel: {A: afval}}
  area: {Wijkcode: point_wgs84}
  constants: {Voertuig: "1"}
  rows: {Status: [Definitief]}
  not_read: [Chauffeur]
meldingen: {per: month}
""")
        == []
    )


@pytest.mark.parametrize(
    ("rules", "message", "hint"),
    [
        ("bodycam: {per: month}", "“bodycam” is geen bekende export of regel.", "Bedoelde u bodycams?"),
        ("bodycams: {header: {}}", "“header” is geen bekende export of regel.", "Bedoelde u headers?"),
        ("bodycams: {headers: {Boas: x}}", "“Boas” is geen kolom van bodycams.", "Bedoelde u Boa's?"),
        ("bodycams: {units: {Boa's: hours}}", "De eenheid hours past niet bij Boa's (heel getal).", "Haal deze regel weg."),
        ("scanauto_inzet: {units: {Uren: percent}}", "De eenheid percent past niet bij Uren (uren).", "Kies uit: hours, minutes, days, hh:mm."),
        ("scanauto_inzet: {units: {Uren: uur}}", "“uur” is geen keuze.", "Kies uit: hours, minutes, days, hh:mm, percent, fraction."),
        ("scanauto_inzet: {area: {Doel: name}}", "Doel is geen wijk.", "area past alleen bij een kolom met een wijkcode."),
        ("scanauto_inzet: {headers: {Uren: [a, b]}}", "Uren heeft hier één kop, geen twee.", "Noem één kop, of zet bij area: point_rd."),
        ("scanauto_inzet: {values: {Doel: {A: avval}}}", "“avval” is geen van: afval, parkeren, beide.", "Bedoelde u afval?"),
        ("scanauto_inzet: {constants: {Uren: veel}}", "“veel” is geen getal.", "Schrijf alleen een getal, zoals 12 of 1.234,5."),
        ("scanauto_inzet: {headers: {Datum: d, Uren: D}}", "“D” hoort al bij Datum.", "Kies één kolom per kop."),
        ("scanauto_inzet: {headers: {Datum: d}, not_read: [d]}", "“d” wordt gelezen als Datum, en staat ook bij not_read.", "Kies een van de twee."),
        ("bodycams: {per: month}", "bodycams heeft geen maanden, dus is er niets per maand te tellen.", "Haal deze regel weg."),
        ("bodycams: {headers: {Boa's: [a]}}", "Een lijst heeft hier twee koppen: die van x en die van y.", "Schrijf [Lengte, Breedte]."),
    ],
)  # fmt: skip
def test_a_rule_that_no_export_can_use_is_refused(rules, message, hint):
    assert told(f"\n{rules}\n") == [(2, message, hint)]


def test_all_faults_come_at_once():
    assert (
        len(told("bodycams: {units: {Boa's: hours}, area: {Boa's: name}}\nscanauto_inzet: {units: {Uren: percent}}\n"))
        == 3
    )


def test_the_example_in_the_file_itself_is_right():
    lines = (paths.PARAMS / "exports.yml").read_text("utf-8").splitlines()
    first = lines.index("# scanauto_inzet:")
    example = [line.removeprefix("# ") for line in lines[first : lines.index("#", first)]]
    assert told("\n".join(example)) == []
    assert len(example) == 9


@pytest.mark.parametrize(
    ("rules", "kind", "secret"),
    [
        ("meldingen: {values: {categorie: {jan.canarie@voorbeeld.nl: Zwerfvuil}}}", "e-mailadres", "canarie"),
        ("meldingen: {values: {wijkcode: {Kanariestraat 14 2273 XX: WK191601}}}", "adres", "Kanarie"),
        ("meldingen: {values: {wijkcode: {Mevr. Canarie: WK191601}}}", "naam", "Canarie"),
        ("meldingen: {rows: {Postcode: [2273XX]}}", "adres", "2273"),
        ('meldingen: {not_rows: {Status: ["123456782"]}}', "BSN", "1234"),
        ("scanauto_inzet: {constants: {Voertuig: Jan de Canarie 0612345678}}", "telefoonnummer", "anarie"),
        ("meldingen: {not_read: [piet@canarie.nl]}", "e-mailadres", "piet"),
        ("meldingen: {from: Jan 2273XX.csv}", "adres", "2273"),
        ("meldingen: {headers: {maand: Jan Jansen}}", "naam", "Jansen"),
        ("meldingen: {rows: {Rekening: [NL91ABNA0417164300]}}", "IBAN", "NL91"),
        ("meldingen: {rows: {piet@canarie.nl: [Ja]}}", "e-mailadres", "piet"),
        ("scanauto_inzet: {units: {Uren: piet@canarie.nl}}", "e-mailadres", "piet"),
        ("meldingen: {units: {piet@canarie.nl: hours}}", "e-mailadres", "piet"),
        ("piet@canarie.nl: {per: month}", "e-mailadres", "piet"),
    ],
)
def test_a_personal_text_is_refused_with_its_row_and_never_repeated(rules, kind, secret):
    _, faults = exports_file.check(document_of(f"\n{rules}\n", "exports.yml"), "exports.yml")
    assert [(fault.row, fault.message.partition(". ")[0]) for fault in faults] == [
        (2, f"Hier lijkt een {kind} te staan")
    ]
    assert secret not in repr(faults)


def test_headers_that_only_name_personal_columns_may_go_unread():
    names = "Naam, E-mail, BSN, Postcode, Adres, Geb. datum, Telefoon melder, Aanhef (dhr/mevr), Naam boa, IBAN"
    assert told(f"meldingen: {{not_read: [{names}]}}\n") == []


def test_no_name_of_a_wijk_or_buurt_is_taken_for_a_person():
    wijken = csv.DictReader((paths.REFERENCE / "wijken.csv").read_text("utf-8").splitlines())
    names = {part.strip() for row in wijken for part in (row["name"], *row["name"].split("/"), row["short_name"])}
    words = dict.fromkeys([*names, "Jan Evertsenbuurt", "Johan de Witt kwartier"], "WK191601")
    text = yaml.safe_dump({"meldingen": {"values": {"wijkcode": words}}}, allow_unicode=True)
    assert own_texts.faults(document_of(text, "exports.yml"), "exports.yml") == []


def test_a_number_of_a_register_is_no_bsn():
    assert (
        told('meldingen: {from: "zaken 06-2026*.csv", not_rows: {Status: ["123456789", "2026", "9999-12-31"]}}\n') == []
    )
