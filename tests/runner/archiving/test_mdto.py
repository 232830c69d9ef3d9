"""Metadata of an archive copy, held to the elements of MDTO-XML 1.0.1: their order, how often, and their types."""

from __future__ import annotations

import hashlib
from xml.etree import ElementTree

import pytest

from helpers.floor.params.archive_terms import ArchiveTerms
from helpers.floor.quarter import Quarter
from helpers.runner.archiving import mdto
from mdto_form import fits, misfits


def texts(root, name):
    return [one.text for one in root.iter(f"{{{mdto.NAMESPACE}}}{name}")]


@pytest.fixture
def about():
    return mdto.About("Proefstad", "GM9999", Quarter(2026, 3), 2, "definitief")


def test_the_edition_is_one_information_object_with_all_its_files(about):
    root = fits(mdto.of_edition(about, ["index.html", "tables/a.csv"]))
    assert texts(root, "naam") == ["Kwartaalrapportage Veiligheid, derde kwartaal van 2026, editie 2 (definitief)"]
    assert texts(root, "dekkingInTijdBegindatum") + texts(root, "dekkingInTijdEinddatum") == [
        "2026-07-01",
        "2026-09-30",
    ]
    names = [one[0].text for one in root.iter(f"{{{mdto.NAMESPACE}}}heeftRepresentatie")]
    assert names == ["index.html", "tables/a.csv"]


def test_a_decision_that_nobody_took_is_told_as_that(about):
    labels = texts(fits(mdto.of_edition(about, [])), "begripLabel")
    assert labels.count("Niet vastgesteld") == 2


def test_what_the_archivist_decided_is_told(about):
    terms = ArchiveTerms(valuation="Blijvend te bewaren", valuation_code="B", valuation_list="Selectielijst 2020",
                         restriction="Openbaar", restriction_list="Lijst", creator_id="00000001", creator_source="TOOI")  # fmt: skip
    content = mdto.of_edition(mdto.About("Proefstad", "GM9999", Quarter(2026, 3), 2, "definitief", terms=terms), [])
    root = fits(content)
    assert {"Blijvend te bewaren", "Openbaar"} <= set(texts(root, "begripLabel"))
    assert "B" in texts(root, "begripCode") and "00000001" in texts(root, "identificatieKenmerk")


def test_a_file_has_its_size_format_and_sum(about):
    root = fits(mdto.of_file(about, "tables/a.csv", b"wijk\n"))
    assert texts(root, "omvang") == ["5"] and texts(root, "naam") == ["a.csv"]
    assert texts(root, "checksumWaarde") == [hashlib.sha256(b"wijk\n").hexdigest()]
    assert texts(root, "begripCode") == ["x-fmt/18"]
    assert "GM9999-2026-Q3-editie-2" in texts(root, "identificatieKenmerk")


@pytest.mark.parametrize(
    ("built_at", "moment"),
    [
        ("", "2026-09-30T00:00:00"),
        ("1 oktober 2026 om 9.00 uur", "2026-09-30T00:00:00"),
        ("2026-10-01 09:00", "2026-10-01T09:00:00"),
        ("2026-10-01T09:00:00+02:00", "2026-10-01T09:00:00+02:00"),
    ],
)
def test_the_moment_of_the_sums_is_never_that_of_a_clock(built_at, moment):
    about = mdto.About("Proefstad", "GM9999", Quarter(2026, 3), 1, "definitief", built_at=built_at)
    assert texts(fits(mdto.of_file(about, "a.html", b"")), "checksumDatum") == [moment]


def test_a_name_with_signs_of_xml_stays_a_name():
    about = mdto.About("A & <B>", "GM9999", Quarter(2026, 3), 1, "definitief")
    assert "Gemeente A & <B>" in texts(fits(mdto.of_edition(about, [])), "verwijzingNaam")


def test_the_rules_see_what_is_missing_and_what_is_out_of_order(about):
    root = ElementTree.fromstring(mdto.of_file(about, "a.csv", b""))
    root[0].append(root[0][0])
    root[0].remove(root[0][1])
    assert misfits(root) == ["MDTO/bestand: volgorde ['identificatie', 'omvang', 'bestandsformaat', 'checksum', "
                             "'isRepresentatieVan', 'identificatie']", "MDTO/bestand: 0 keer naam"]  # fmt: skip
