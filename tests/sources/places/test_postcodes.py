import pytest

from helpers.floor.faults import BadInput
from helpers.sources.places.places import located

# Made up, in the form of CBS's "pc6hnr20240801_gwb.csv".
TWIN = """PC6;Huisnummer;Buurt2024;Wijk2024;Gemeente2024
9991AA;1;00010300;000103;0001
9991AA;3;00010301;000103;0001
9991AB;1;00010300;000103;0001
9992AA;1;00010300;000103;0001
9992AB;1;00010400;000104;0001
9992AB;2;00010400;000104;0001
9992AB;3;00010300;000103;0001
9992AC;1;00010400;000104;0001
9992AC;2;00010300;000103;0001
9993AA;1;00010500;000105;0001
9993AA;2;03630000;036300;0363
9993AA;3;03630000;036300;0363
9993AB;1;00010500;000105;0001
9994AA;1;03630000;036300;0363
9996AA;1;00010300;000103;0001
9996AB;1;03630000;036300;0363
9995AA;1;00010900;000109;0001
"""


def place(text, reference):
    return located("postcode", [(text,)], reference)[0]


@pytest.fixture
def with_table(reference):
    (reference / "postcodes.csv").write_text(TWIN, "utf-8")
    return reference


@pytest.mark.parametrize("text", ["9991AA", "9991 aa", "9991AA ", " 9991\u00a0Aa", "9991", "9991 ab"])
def test_a_postcode_gives_the_wijk_of_its_addresses(text, with_table):
    assert place(text, with_table).wijk == "WK000103"


def test_a_postcode_in_more_wijken_counts_where_most_addresses_lie_and_says_so(with_table):
    found = place("9992 AB", with_table)
    assert (found.wijk, found.state) == ("WK000104", "border")
    assert found.message == "Deze postcode ligt in meer wijken; zij telt waar de meeste adressen liggen."


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("9992AC", "unknown"),  # as many in the one as in the other
        ("9992", "unknown"),  # four digits of which the letters lie in two wijken
        ("9996", "unknown"),  # partly in another municipality
        ("9993AA", "outside"),  # most addresses lie in another municipality
        ("9991ZZ", "unknown"),  # not in the table, beside those of the municipality
        ("9994AA", "outside"), ("9994", "outside"), ("9994ZZ", "outside"),
        ("9999AA", "unknown"),  # nowhere, in a table of more than one municipality
        ("9995AA", "unknown"),  # a wijk of another year
        ("999", "unreadable"), ("99911", "unreadable"), ("Dorp", "unreadable"), ("0999AA", "unreadable"),
        ("-", "missing"),
    ],
)  # fmt: skip
def test_a_postcode_without_one_wijk_says_why(text, state, with_table):
    found = place(text, with_table)
    assert (found.wijk, found.state) == ("", state)


@pytest.mark.parametrize("text", ["9992AC", "9992", "9993AA", "9991ZZ", "9994AA", "9995AA", "99911", "9992AB"])
def test_no_postcode_is_repeated(text, with_table):
    found = place(text, with_table)
    assert text not in found.message + found.hint
    assert text[:4] not in found.message + found.hint


def test_in_a_table_of_the_municipality_alone_four_unknown_digits_lie_outside(reference):
    own = [row for row in TWIN.splitlines() if not row.endswith("0363")]
    (reference / "postcodes.csv").write_text("\n".join(own), "utf-8")
    assert [place(text, reference).state for text in ("9999AA", "9991ZZ")] == ["outside", "unknown"]


@pytest.mark.parametrize(
    "text",
    [
        "\ufeffPC6,Buurt2019\n9991AA,BU00010300\n9991AB,BU00010400\n",
        '"PC6";"Buurt2017";"Wijk2017";"Gem2017"\r\n"9991AA";10300;103;1\r\n"9991AB";10400;104;1\r\n',
        "Gemeente2024;Wijk2024;Buurt2024;PC6\n0001;000103;00010300;9991 aa\n0001;000104;00010400;9991ab\n",
    ],
)
def test_other_years_orders_and_delimiters_of_the_table_are_read(text, reference):
    (reference / "postcodes.csv").write_bytes(text.encode("utf-8"))
    assert [place(one, reference).wijk for one in ("9991AA", "9991AB")] == ["WK000103", "WK000104"]


def test_rows_without_house_numbers_count_no_addresses(reference):
    rows = "PC6;Buurt2024;Wijk2024\n9991AA;00010300;000103\n9991AA;00010301;000103\n9991AA;00010400;000104\n"
    (reference / "postcodes.csv").write_text(rows)
    assert place("9991AA", reference).state == "unknown"


def test_without_the_table_the_refusal_says_which_file_from_whom_and_where(reference):
    with pytest.raises(BadInput, match=r"data/reference/postcodes\.csv.*Haal bij het CBS"):
        place("9991AA", reference)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("PC6;Wijk2024\n9991AA;000103\nx;000103\n", [(3, "Hier staat geen postcode.")]),
        ("PC6;Wijk2024\n9991AA;Dorp\n", [(2, "Hier staat geen code van een wijk.")]),
        ("PC6;Wijk2024\n9991AA;000103;0001\n9991AA;000103\n", [(2, "De rij heeft geen 2 cellen zoals de kop.")]),
        ("PC6;Wijk2024\n", [(None, "Onder de kop staan geen rijen.")]),
        ("PC6;Gemeente2024\n9991AA;0001\n", [(None, "De kolom Wijk of Buurt ontbreekt.")]),
        ("Straat;Wijk2024\nDorp;000103\n", [(None, "De kolom PC6 ontbreekt.")]),
        ("", [(None, "De kolom PC6 ontbreekt.")]),
    ],
)
def test_a_broken_table_is_refused_with_its_rows(text, said, reference):
    (reference / "postcodes.csv").write_text(text)
    with pytest.raises(BadInput) as error:
        place("9991AA", reference)
    assert [(fault.row, fault.message) for fault in error.value.faults] == said


def test_a_table_that_changed_is_read_again(with_table):
    assert place("9997AA", with_table).state == "unknown"
    (with_table / "postcodes.csv").write_text(TWIN + "9997AA;1;00010300;000103;0001\n", "utf-8")
    assert place("9997AA", with_table).wijk == "WK000103"
