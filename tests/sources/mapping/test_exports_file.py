"""params/exports.yml is held to the contracts: what no export can use is refused with its row."""

import pytest

from helpers.floor import paths
from helpers.floor.params.yaml_text import document_of
from helpers.sources.mapping import exports_file


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
