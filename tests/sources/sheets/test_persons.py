"""Personal data in a sheet: refused by column and kind, whatever its place, and never repeated."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.door import opening
from helpers.door.cells import Sheet, find_header
from helpers.floor import paths
from helpers.sources.delivery import finding
from helpers.sources.exports import (
    crisisrollen,
    cybertraining_bijeenkomsten,
    cybertraining_deelnemers,
    opkopers,
    scanauto_inzet,
)
from helpers.sources.sheets import headers, personal_headers, persons, pseudonyms

BSNS = ["111222333", "123456782", "123456794", "123456721", "123456733"]
HEADERS = ["Datum", "Wijkcode", "Wijknaam", "Voertuig", "Doel", "Uren", "Opmerking"]
SHARED = paths.ROOT.parent / "shared" / "exports" / "2026-Q3"


def check(contract, rows):
    sheet = Sheet("x.csv", "", rows, list(range(1, len(rows) + 1)))
    header = find_header(sheet, contract.headers)
    return persons.faults(contract, sheet, header, headers.match(contract, sheet, header)[0])


def shifts(extra="", cells=(), **columns):
    """Shifts of the scan car with one more column."""
    head = HEADERS
    rows = [[*head, extra] if extra or cells else head]
    for i in range(max(6, len(cells))):
        row = [f"{i % 28 + 1:02}-09-2026", "WK000001  ", "De Heuvel / 't Lien", "SA-1", "afval", "1,75", "regen; kort"]
        row = [
            columns.get(header, [cell])[i % len(columns.get(header, [cell]))]
            for header, cell in zip(head, row, strict=True)
        ]
        rows.append([*row, *(cells[i : i + 1] or [""])] if extra or cells else row)
    return rows


def said(faults):
    return [fault.message for fault in faults]


def test_a_column_of_emails_is_named_with_its_cells_and_first_row():
    faults = check(scanauto_inzet.CONTRACT, shifts("E-mail", ["", "", "jan@x.nl", "jan@x.nl", "piet@x.nl"]))
    assert said(faults) == ["De kolom “E-mail” lijkt e-mailadressen te bevatten (3 cellen, de eerste in rij 4)."]
    fault = faults[0]
    assert (fault.level, fault.rule, fault.value, fault.row, fault.letter) == ("error", "persoonsgegevens", "", 4, "H")
    assert fault.hint == "Haal de kolom weg en lever de export opnieuw."


@pytest.mark.parametrize("header", HEADERS)
def test_bsns_are_found_in_whatever_column_they_stand(header):
    faults = check(scanauto_inzet.CONTRACT, shifts(**{header: BSNS}))
    assert [header in message and "burgerservicenummers" in message for message in said(faults)] == [True]


def test_one_cell_in_the_last_row_is_found():
    cells = ["regen"] * 500 + ["bel 06-12345678"]
    assert said(check(scanauto_inzet.CONTRACT, shifts("Bijzonder", cells))) == [
        "De kolom “Bijzonder” lijkt telefoonnummers te bevatten (1 cel, in rij 502)."
    ]


def test_a_title_above_and_a_cell_beyond_the_header_are_looked_at():
    above = check(scanauto_inzet.CONTRACT, [["Vragen? Mail jan@x.nl"], *shifts()])
    assert said(above) == ["De tekst boven de koppen in rij 1, kolom A lijkt e-mailadressen te bevatten."]
    rows = shifts()
    rows[4] = [*rows[4], "", "NL91ABNA0417164300"]
    assert said(check(scanauto_inzet.CONTRACT, rows)) == [
        "Kolom I (zonder kop) lijkt IBAN's te bevatten (1 cel, in rij 5)."
    ]


def test_a_header_that_is_itself_personal_is_masked():
    faults = check(scanauto_inzet.CONTRACT, shifts("jan@x.nl", ["06-12345678"]))
    assert [fault.row for fault in faults] == [1, 2]
    assert not any("jan@x" in fault.message + fault.column + fault.value + fault.hint for fault in faults)


def test_a_row_that_is_too_short_does_not_stop_the_search():
    rows = shifts("Bijzonder", ["", "", "jan@x.nl"])
    rows[2] = rows[2][:2]
    assert len(check(scanauto_inzet.CONTRACT, rows)) == 1


@pytest.mark.parametrize(
    "header",
    ["BSN", "Burgerservicenummer", "Sofi-nummer", "Naam", "Naam bewoner", "Achternaam", "voor_naam", "Voorletters",
     "Contactpersoon", "E-mailadres", "email", "Telefoon", "Tel. nr.", "Mobiel", "IBAN", "Rekeningnummer", "Geboortedatum",
     "geb.dat.", "GeboorteDatum", "Adres", "Straat", "Huisnummer", "Post code", "Woonplaats", "Kenteken", "ＮＡＡＭ",
     "Na\u200bam"],
)  # fmt: skip
def test_a_header_that_names_personal_data_is_refused_even_when_empty(header):
    assert "hoort er niet in" in said(check(scanauto_inzet.CONTRACT, shifts(header)))[0]
    assert len(check(scanauto_inzet.CONTRACT, shifts(header, ["x1"]))) == 1


@pytest.mark.parametrize(
    "header",
    ["Wijknaam", "Buurtnaam", "Naam proces", "Naam wijk", "Straatverlichting", "Aantal telefoontjes", "Aantal e-mail",
     "Locatie", "IP-adres", "Mobiel toezicht", "Opnaam", "Weer", "Postcode 4", ""],
)  # fmt: skip
def test_a_harmless_header_is_no_alarm(header):
    assert personal_headers.kind_of(header) is None


def test_a_header_of_the_contract_is_no_alarm_by_its_name():
    assert check(scanauto_inzet.CONTRACT, shifts()) == []


def test_places_may_hold_an_address_and_dealers_old_dates():
    head = cybertraining_bijeenkomsten.CONTRACT.headers
    row = ["S1", "13-09-2026", "Dorpsstraat 12, 1234 AB", "WK000001", "gehouden", "16", "8", "2"]
    assert check(cybertraining_bijeenkomsten.CONTRACT, [head, row]) == []
    row[2] = "bij mevrouw Bakker thuis"
    assert "namen" in said(check(cybertraining_bijeenkomsten.CONTRACT, [head, row]))[0]
    dealers = [[f"OP{i}", "Fietsen", "WK000001", f"01-0{i}-1998", ""] for i in range(1, 9)]
    assert check(opkopers.CONTRACT, [opkopers.CONTRACT.headers, *dealers]) == []


def people(*pseudonyms_, band="65-74"):
    rows = [["S1", pseudonym, band, "WK000001", "6", "7"] for pseudonym in pseudonyms_]
    return check(cybertraining_deelnemers.CONTRACT, [cybertraining_deelnemers.CONTRACT.headers, *rows])


def test_codes_uuids_and_hashes_are_pseudonyms():
    rng = random.Random(1)
    hashes = [f"{rng.getrandbits(64):016x}" for _ in range(500)]
    uuids = ["3f2504e0-4f89-11d3-9a0c-0305e82c3301", "6ba7b810-9dad-11d1-80b4-00c04fd430c8"]
    assert people("P0001", "P0002", "L001", "deelnemer12", "12345", "n.v.t.", *uuids, *hashes) == []
    assert people(*[str(200_000_000 + 7 * i) for i in range(2000)]) == []
    assert people(*[f"Persoon19{i:02}" for i in range(50)]) == []


def test_names_and_bsns_are_no_pseudonyms():
    assert "namen" in said(people("P1", "Bakker", "Visser", "Mulder"))[0]
    assert "burgerservicenummers" in said(people(*BSNS))[0]
    assert "namen" in said(people("Jansen1", "Bakker2", "Visser3"))[0]


@pytest.mark.parametrize("odd", ["Bakker", "P 0001", "12-03-1950", "19500312", "Jansen1950", "0612345678", "j@x.nl"])
def test_one_odd_pseudonym_is_an_error_at_its_row(odd):
    faults = people("P0001", "P0002", odd, "P0004")
    assert [(fault.row, fault.level, fault.value) for fault in faults] == [(4, "error", "")]
    assert odd not in faults[0].message + faults[0].hint


def test_a_foot_note_in_a_column_of_pseudonyms_is_no_name():
    head = crisisrollen.CONTRACT.headers
    rows = [
        ["L001", "Opvang", "", "", "01-01-2022", ""],
        ["Bron: registratie", "", "", "", "", ""],
        ["Totaal", "", "", "", "", ""],
    ]
    assert check(crisisrollen.CONTRACT, [head, *rows]) == []
    assert pseudonyms.odd(["L001", "Totaal"]) == set()


def test_an_age_that_is_a_year_or_a_day_is_refused():
    assert "geboortedatums" in said(people("P1", "P2", band="1950"))[0]
    assert "geboortedatums" in said(people("P1", "P2", band="12-03-1950"))[0]


def test_an_unknown_column_of_early_days_or_names_is_refused():
    births = ["12-03-1950", "01-07-1948", "03-05-1961", "02-01-1955", "02-02-1955", "02-03-1955"]
    assert "geboortedatums" in said(check(scanauto_inzet.CONTRACT, shifts("Moment", births)))[0]
    people_ = ["Kees Bakker", "Ali Demir", "Sanne Mol", "Bo Smit", "Noor Post", "Lot Vos"]
    assert "namen" in said(check(scanauto_inzet.CONTRACT, shifts("Wie", people_)))[0]
    teams = ["Juridische Zaken", "Sociaal Domein", "Openbare Ruimte", "Oud Zuid", "Park West", "Team Noord"]
    assert check(scanauto_inzet.CONTRACT, shifts("Onderdeel", teams)) == []


@pytest.mark.parametrize("folder", [paths.SAMPLE, SHARED], ids=["sample", "shared"])
def test_real_exports_give_no_alarm(folder):
    if not folder.is_dir():
        pytest.skip("The folder with real exports is not on this machine.")
    seen = 0
    for name, content in finding.gather(folder)[0].items():
        for found in finding.recognise(opening.sheets(content, name), name):
            places = headers.match(found.contract, found.sheet, found.header)[0]
            assert persons.faults(found.contract, found.sheet, found.header, places) == []
            seen += 1
    assert seen == len(finding.gather(folder)[0])


@settings(max_examples=60, deadline=None)
@given(
    st.one_of(
        st.from_regex(r"\A[a-z]{3,9}@[a-z]{3,9}\.nl\Z"),
        st.from_regex(r"\A06-[1-8][0-9]{7}\Z"),
        st.sampled_from(["NL91ABNA0417164300", "GB82WEST12345698765432", "BE68539007547034"]),
    ),
    st.sampled_from([*HEADERS, "Bijzonder"]),
)
def test_a_value_put_in_any_column_is_refused_and_not_repeated(value, header):
    cells = ["x", "y", value]
    rows = shifts(header, cells) if header == "Bijzonder" else shifts(**{header: cells})
    faults = check(scanauto_inzet.CONTRACT, rows)
    assert faults and all(fault.level == "error" for fault in faults)
    assert not any(value in str(part) for fault in faults for part in fault.as_dict().values())


def test_two_hundred_thousand_rows_are_searched():
    shift = ["02-09-2026", "WK000001", "Noord", "SA-1", "afval", "1,75", "regen"]
    rows = [[*HEADERS, "Bijzonder"], *([*shift, f"opmerking {i} over de rit"] for i in range(200_000))]
    assert check(scanauto_inzet.CONTRACT, rows) == []


def test_a_sheet_that_holds_no_export_is_searched_too_and_nothing_of_it_is_repeated():
    sheet = Sheet("a.xlsx", "Contact", [["Vragen?"], ["anna@voorbeeld.nl"]], [1, 2])
    [fault] = persons.on_another_sheet(sheet)
    assert (fault.level, fault.row, fault.sheet) == ("error", 2, "Contact")
    assert "e-mailadressen" in fault.message and "voorbeeld" not in str(fault)


def test_a_reading_guide_without_persons_is_no_fault():
    guide = Sheet(
        "a.xlsx", "Leeswijzer", [["De kolom Uren telt hele diensten."], ["WK191601", "Voorburg Midden"]], [1, 2]
    )
    assert persons.on_another_sheet(guide) == []
