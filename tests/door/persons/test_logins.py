import pytest

from helpers.door.persons import personal
from helpers.sources.sheets import personal_headers


@pytest.mark.parametrize(
    "text", ["jjansen12", "p.devries", "m_bakker", "kees.visser", "GEMEENTE\\smitk", "LV\\j.jansen", "JVANDIJK"]
)
def test_a_name_to_log_in_with_is_a_name(text):
    assert personal.found(["regen", text]) == {"naam": {text}}
    assert personal.masked(text) == personal.MASK


@pytest.mark.parametrize(
    "text", ["jansenplein", "C:\\data\\a.csv", "SA-1", "bakkers", "a\\b", "wit\\zwart", "ververst", "P0001"]
)
def test_other_words_are_no_login(text):
    assert personal.found(["regen", text]) == {}


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        ("Name", personal.NAME), ("Full name", personal.NAME), ("FullName", personal.NAME), ("User name", personal.NAME),
        ("Username", personal.NAME), ("Ingelogd als", personal.NAME), ("Aangemaakt door", personal.NAME), ("Created By", personal.NAME),
        ("Modified by", personal.NAME), ("Ingevuld door", personal.NAME), ("Gebruikersnaam", personal.NAME), ("Chauffeur", personal.NAME),
        ("Email", personal.EMAIL), ("Email Address", personal.EMAIL), ("Phone", personal.PHONE), ("Mobile phone", personal.PHONE),
        ("Date of birth", personal.BIRTH), ("Birthday", personal.BIRTH), ("DOB", personal.BIRTH), ("Year of birth", personal.BIRTH),
        ("Address", personal.ADDRESS), ("Street", personal.ADDRESS), ("ZIP code", personal.ADDRESS), ("Postal Code", personal.ADDRESS),
        ("Licence plate", personal_headers.PLATE), ("Bank account", personal.IBAN), ("SSN", personal.BSN),
    ],
)  # fmt: skip
def test_a_personal_header_is_known_in_english_too(header, kind):
    assert personal_headers.kind_of(header) == kind


@pytest.mark.parametrize(
    "header",
    ["File name", "Process name", "Project name", "Location name", "IP address", "Number of names", "Status", "Start time", "ID",
     "Completion time", "Category", "Mobiel toezicht", "Streetlights", "Aantal chauffeurs"],
)  # fmt: skip
def test_other_english_headers_are_no_alarm(header):
    assert personal_headers.kind_of(header) is None
