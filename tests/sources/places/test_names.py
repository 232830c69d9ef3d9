import pytest

from helpers.sources.places.places import located

BUURTEN = """buurtcode2024;buurtnaam2024;GM_2024;GM_NAAM;WK_2024;WK_NAAM
00010500;Kerkbuurt;GM0001;Zanddrecht;WK000105;Ouderkerk
00010501;Zeewijk;GM0001;Zanddrecht;WK000105;Ouderkerk
00010600;De Brink;GM0001;Zanddrecht;WK000106;Het Grote Bos
03630000;Burgwallen;GM0363;Amsterdam;WK036300;Burgwallen
"""


def place(text, reference):
    return located("name", [(text,)], reference)[0]


@pytest.mark.parametrize(
    ("text", "wijk"),
    [
        ("ZANDDRECHT  WEST", "WK000101"), ("Zanddrecht-West", "WK000101"), ("zanddrechtwest", "WK000101"),
        ("Zd West", "WK000101"), ("Zd-West", "WK000101"), ("Z'drecht West", "WK000101"), ("Zandd. West", "WK000101"),
        ("Zanddrecht Noord/Park Meerzicht", "WK000102"), ("Park Meerzicht", "WK000102"), ("Zd-Noord", "WK000102"),
        ("Zanddrecht Noord, Park Meerzicht", "WK000102"), ("Zanddrecht Noord en Park Meerzicht", "WK000102"),
        ("’t Veld / De Brink", "WK000103"), ("`T VELD/DE BRINK", "WK000103"), ("´t Veld", "WK000103"),
        ("t Veld", "WK000103"), ("Veld", "WK000103"), ("De Brink", "WK000103"), ("brink", "WK000103"),
        ("Havenstad-Zuid", "WK000104"), ("Havenstad - Zuid e.o.", "WK000104"), ("Ouderkerk ", "WK000105"),
        ("Óuderkerk", "WK000105"), ("wijk Ouderkerk", "WK000105"), ("Wijk 05 Ouderkerk", "WK000105"),
        ("05 Ouderkerk", "WK000105"), ("5. Ouderkerk", "WK000105"), ("WK000105 - Ouderkerk", "WK000105"),
        ("Ouderkerk (05)", "WK000105"), ("Ouderkerk (WK000105)", "WK000105"), ("0501 Ouderkerk", "WK000105"),
        ("Wijk 05", "WK000105"), ("WK000105", "WK000105"), ("Grote Bos", "WK000106"),
        ("Het Grote Bos / Duinzoom / Oude Boerderi", "WK000106"),
    ],
)  # fmt: skip
def test_a_name_is_known_in_the_spellings_that_people_use(text, wijk, reference):
    assert place(text, reference).wijk == wijk


@pytest.mark.parametrize(
    "text",
    [
        "Ouderkrek",
        "Zanddrecht Wes",
        "Meerzicht",
        "Zuid",
        "Zd NO",
        "anddr West",
        "De Brink / Elders",
        "Noord",
        "5",
        "47 Ouderkerk",
        "Ouderkerk 5",
        "Kerkbuurt",
    ],
)
def test_what_is_only_near_is_never_taken(text, reference):
    found = place(text, reference)
    assert (found.wijk, found.state) == ("", "unknown")


def test_the_nearest_name_is_a_question(reference):
    assert place("Ouderkrek", reference).hint == "Bedoelde u Ouderkerk?"
    assert place("Meerzicht", reference).hint == "Bedoelde u Zanddrecht Noord / Park Meerzicht?"


@pytest.mark.parametrize("text", ["Zanddrecht", "Zanddrecht West / Zanddrecht Noord", "01 Zanddrecht Noord"])
def test_a_name_of_two_wijken_is_of_none_and_names_both(text, reference):
    found = place(text, reference)
    assert found.state == "unknown"
    assert "past bij WK000101 (Zanddrecht West) en WK000102 (Zanddrecht Noord / Park Meerzicht)." in found.message


def test_of_more_than_two_wijken_that_fit_the_others_are_counted(tmp_path, wijken_csv):
    named = {f"WK00010{at}": f"Dorp {name}" for at, name in enumerate(["Noord", "Oost", "Zuid", "West"], 1)}
    (tmp_path / "wijken.csv").write_text(wijken_csv(named))
    said = "“dorp” past bij WK000101 (Dorp Noord), WK000102 (Dorp Oost) en 2 andere."
    assert place("dorp", tmp_path).message == said


@pytest.mark.parametrize("text", ["Dorpsstraat 12", "1234 AB", "52.0812, 4.3911", "dorpsweg 3", "Ouderkerk 12"])
def test_an_address_among_the_names_is_not_repeated(text, reference):
    found = place(text, reference)
    assert found.state == "unknown"
    assert not any(sign.isdigit() for sign in found.message)


def test_names_of_buurten_count_where_their_table_is_and_one_wijk_has_them(reference):
    assert place("Kerkbuurt", reference).state == "unknown"
    (reference / "buurten.csv").write_text(BUURTEN, "utf-8")
    assert [place(name, reference).wijk for name in ("kerkbuurt", "Zeewijk", "01 Zeewijk")] == ["WK000105"] * 2 + [""]
    assert place("Burgwallen", reference).state == "unknown"
    assert "WK000103" in place("De Brink", reference).message
    assert "WK000106" in place("De Brink", reference).message
    assert place("'t Veld / De Brink", reference).wijk == "WK000103"


def test_a_municipality_adds_its_own_spellings(reference):
    own = (reference / "wijken.csv").read_text("utf-8").splitlines()
    rows = [f"{row},{'OK|Het Oude Dorp' if 'Ouderkerk' in row else ''}" for row in own[1:]]
    (reference / "wijken.csv").write_text("\n".join([f"{own[0]},also", *rows]), "utf-8")
    assert [place(name, reference).wijk for name in ("ok", "Oude Dorp", "De Brink")] == ["WK000105"] * 2 + ["WK000103"]


def test_every_real_name_of_wijk_and_buurt_gives_its_own_wijk(tmp_path):
    import csv
    import shutil

    from helpers.floor import paths

    file = paths.ROOT.parent / "shared" / "data" / "gm1916_gebieden.csv"
    if not file.is_file():
        pytest.skip("the list of real names lies beside the project only where it was built")
    shutil.copy(paths.REFERENCE / "wijken.csv", tmp_path)
    rows = list(csv.DictReader(file.read_text("utf-8").splitlines()))
    lines = [f'"{row["buurtcode"]}";"{row["buurtnaam"]}"' for row in rows]
    (tmp_path / "buurten.csv").write_text("\n".join(['"buurtcode2023";"buurtnaam2023"', *lines]), "utf-8")
    for column in ("buurtnaam", "wijknaam"):
        found = located("name", [(row[column].upper(),) for row in rows], tmp_path)
        assert [place.wijk for place in found] == [row["wijkcode"] for row in rows]
