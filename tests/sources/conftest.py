"""A small delivery of 18 exports, written by hand, and the areas it speaks of."""

import re
import shutil
from pathlib import Path

import pandas as pd
import pytest

from helpers.floor import paths
from helpers.floor.areas import Areas
from helpers.sources import contracts
from helpers.sources.contract import rules_of
from helpers.sources.sheets.reading import Reading

WIJKEN = ["WK000001", "WK000002"]
ITEMS = (
    "Aangemeld (DOL);DOR-account;Inkoopregister actueel;Verplichte velden volledig;"
    "Identiteit verkoper vastgelegd;Bewaartermijn nageleefd;Verkoopregister"
)
FILES = {
    "scanauto_inzet": "Datum;Wijkcode;Wijknaam;Voertuig;Doel;Uren;Opmerking\n"
    "02-07-2026;WK000001  ;Noord;SA-1;afval;1,75;\n03-08-2026;WK000001;Noord;SA-2;beide;2,25;\n"
    "30-09-2026;WK000002  ;Zuid;SA-1;parkeren;3,00;regen\n",
    "wijkatlas": "Meting;Veldwerk van;Veldwerk tot;Wijkcode;Wijk;Respondenten;% buurt is schoon;"
    "% tevreden over straatverlichting\n2026;01-03-2026;30-04-2026;WK000001;Noord;132;62,9;63,6\n",
    "afvalwaarnemingen": "datum;wijkcode;locaties_gezien;met_bijplaatsing;buiten_norm\n"
    "2026-09-28;WK000001;48;6;1\n",
    "meldingen": "maand,wijkcode,categorie,aantal\n2026-08,WK000001,Zwerfvuil,7\n2026-09,WK000001,Zwerfvuil,4\n",
    "cybertraining_bijeenkomsten": "Sessienr;Datum;Locatie;Wijkcode;Status;Capaciteit;Aanmeldingen;Aanwezig\n"
    "S1;13-09-2026;Wijkcentrum;WK000001;gehouden;16;8;2\nS2;13-12-2026;Wijkcentrum;WK000001;gepland;16;;\n",
    "cybertraining_deelnemers": "sessienr;deelnemer;leeftijdsklasse;wijkcode;voormeting;nameting\n"
    "S1;P1;75-84;WK000001;2;\nS1;P2;85+;WK000002;4;3\n",
    "opkopers": "Opkopernr;Branche;Wijkcode;Ingeschreven sinds;Uitgeschreven op\n"
    "OP1;Kringloop;WK000001;01-09-2017;\nOP2;Juwelier;WK000002;01-09-2017;01-02-2026\n",
    "opkoper_controles": f"Controlenr;Datum;Opkopernr;Aanleiding;{ITEMS}\n"
    "C1;02-01-2026;OP1;risico;Ja;Ja;Nee;Nee;Ja;Ja;N.v.t.\n",
    "crisisafspraken": "Proces;Afdeling;Vastgesteld op;Geborgd op\nToezicht;Handhaving;10-09-2025;27-11-2025\n",
    "crisisprotocollen": "Protocol;Afdeling;Geactualiseerd op;Vastgelegd op\nProtocol 01;HR;06-09-2026;04-11-2026\n",
    "crisisoefeningen": "Datum;Soort;Regionaal betrokken;Evaluatie\n06-09-2026;Oefening;nee;Nog niet geëvalueerd\n",
    "crisisrollen": "Lid;Rol;Opgeleid op;Geldig tot;In functie van;Uit functie op\n"
    "L001;Juridisch;15-08-2026;15-08-2029;01-01-2022;\n",
    "rolbewustzijn": "Peildatum;Medewerkers;Aantoonbaar bewust\n21-09-2026;649;512\n",
    "wijkveiligheidsscans": "Wijkcode;Wijk;Scan afgerond op;Eerste bijeenkomst op;Aantal bijeenkomsten;Actieplan op;"
    "Informatiegestuurd\nWK000001;Noord;20-12-2025;;0;19-02-2026;ja\nWK000002;Zuid;;;;;\n",
    "bestuursdwang": "Maand;Overtredingen;Spoed mogelijk;Toegepast;Effectief\n2026-09;23;12;8;8\n",
    "bodycams": "Peildatum;Boa's;Met bodycam\n30-06-2026;18;16\n30-09-2026;18;18\n",
    "dashboard_updates": "Datum;Wat\n01-09-2026;maandverversing\n",
    "interventies": "Datum;Wijkcode;Thema;Op basis van dashboard\n14-09-2026;WK000001;afval;ja\n",
}


@pytest.fixture
def areas():
    return Areas(pd.DataFrame({"wijk": WIJKEN, "name": ["Noord", "Zuid"]}).astype("str"))


@pytest.fixture
def own_folders(tmp_path, monkeypatch):
    """The params, the reference, the snapshots and the reports of a test, in its own folder."""
    params = Path(shutil.copytree(paths.PARAMS, tmp_path / "params"))
    text = (params / "municipality.yml").read_text("utf-8").replace("GM1916", "GM0000")
    text = re.sub("crucial_processes: .*", "crucial_processes: [Toezicht]", text)
    (params / "municipality.yml").write_text(text, "utf-8")
    monkeypatch.setattr(paths, "PARAMS", params)
    reference = tmp_path / "reference"
    reference.mkdir()
    (reference / "wijken.csv").write_text("wijk,name\n" + "".join(f"{code},{code}\n" for code in WIJKEN))
    monkeypatch.setattr(paths, "REFERENCE", reference)
    monkeypatch.setattr(paths, "SNAPSHOTS", tmp_path / "snapshots")
    monkeypatch.setattr(paths, "REPORTS", tmp_path / "reports")


@pytest.fixture
def folder(tmp_path, own_folders):
    """The small delivery; a test changes it through `change`."""
    raw = tmp_path / "levering"
    raw.mkdir()
    for dataset, text in FILES.items():
        (raw / f"{dataset}.csv").write_text(text, encoding="cp1252", newline="")
    return raw


@pytest.fixture
def change(folder):
    """Replace a piece of one export; it must be there."""

    def changed(dataset, old, new):
        file = folder / f"{dataset}.csv"
        text = file.read_text(encoding="cp1252")
        assert old in text
        file.write_text(text.replace(old, new), encoding="cp1252", newline="")

    return changed


def read_rows(dataset, rows):
    """The reading that these rows, dicts by column name, would give; the first is row 2 of the sheet."""
    contract = contracts()[dataset]
    table = pd.DataFrame(
        {
            name: pd.Series([row.get(name) for row in rows], dtype=dtype)
            for name, dtype in contract.dtypes.items()
        }
    )
    where = {"file": f"{dataset}.csv", "sheet": ""}
    return Reading(contract, table, list(range(2, len(rows) + 2)), (), where)


def broken_rules(dataset, rows):
    """Which rule each row breaks: (name, level, row of the sheet)."""
    reading = read_rows(dataset, rows)
    found = set()
    for rule in rules_of(reading.contract):
        is_broken = rule.check(reading.table).fillna(False).astype(bool)
        found |= {(rule.name, rule.level, reading.numbers[i]) for i in is_broken.to_numpy().nonzero()[0]}
    return found


@pytest.fixture
def reading_of():
    return read_rows


@pytest.fixture
def broken():
    return broken_rules
