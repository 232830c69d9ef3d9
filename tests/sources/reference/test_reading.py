"""wijken.csv and population.csv are held to their contracts by a check and before a report, in the same words."""

import pytest

from helpers import sources
from helpers.floor import paths
from helpers.floor.areas import Areas
from helpers.floor.faults import BadInput
from helpers.sources.delivery import check as checking
from helpers.sources.reference.reading import areas_in

WIJKEN = """wijk,name,short_name,tile_row,tile_column,hectares,inhabitants,inhabitants_year,inhabitants_source,lon,lat
WK000001,Noord,Noord,1,1,346.3,5375,2024,CBS,4.3963,52.1003
WK000002,Zuid / Het Hof,Zuid,1,2,2142.6,5765,2024,CBS,4.4005,52.0972
WK0000AA,Café-buurt,Café,2,1,55.2,6950,2024,CBS,4.4086,52.0933
"""
PEOPLE = """wijk,year,inhabitants,aged_61_plus,aged_65_plus,source
WK000001,2024,5375,2220,1500,CBS
WK000002,2024,5765,1660,1200,CBS
WK0000AA,2024,6950,2445,1700,CBS
GM0000,2024,18090,6325,4400,CBS
"""
# Per fault: the file, what is replaced in it, and where it is told: level, row, column, and the words.
FAULTS = {
    "a row of another municipality": (
        "wijken", "WK0000AA,", "WK1917AA,", "error", 4, "wijk", "WK1917AA is geen wijk van GM0000."
    ),
    "a code of six figures too many": (
        "wijken", "WK000002,", "WK00000002,", "error", 3, "wijk", "“WK00000002” is geen code van een wijk."
    ),
    "a code without its last sign": (
        "wijken", "WK0000AA,", "WK0000A,", "error", 4, "wijk", "“WK0000A” is geen code van een wijk."
    ),
    "a wijk twice": ("wijken", "WK000002,", "wk000001,", "error", 3, "", "Deze rij is gelijk aan rij 2 in wijk."),
    "a name of two": ("wijken", "Café-buurt,", "NOORD,", "error", 4, "name", "“NOORD” staat bij meer dan één wijk."),
    "a short name of two": (
        "wijken", ",Café,", ",Zuid,", "error", 4, "short_name", "“Zuid” staat bij meer dan één wijk."
    ),
    "an empty short name": ("wijken", ",Café,", ",,", "error", 4, "short_name", "short_name is niet ingevuld."),
    "a short name too long": (
        "wijken", ",Café,", f",{'Caféwijk' * 7},", "error", 4, "short_name", "past niet op een tegel van de kaart."
    ),
    "two tiles in one place": (
        "wijken", ",2,1,", ",1,2,", "error", 4, "tile_row", "De tegel in rij 1, kolom 2 is van meer dan één wijk."
    ),
    "half a tile": ("wijken", ",2,1,", ',"2,5",1,', "error", 4, "tile_row", "“2,5” is geen heel getal."),
    "a tile far away": ("wijken", ",2,1,", ",2,99,", "error", None, "", "De kaart is 99 tegels breed; er passen er 20."),
    "a map like a tower": (
        "wijken", ",2,1,", ",30,1,", "error", None, "",
        "De kaart is 30 tegels hoog en 2 tegels breed; dat past niet op een pagina.",
    ),
    "no column of tiles": ("wijken", "tile_row", "tegel", "error", 1, "tile_row", "De kolom “tile_row” ontbreekt."),
    "no hectares": ("wijken", ",55.2,", ",0,", "error", 4, "hectares", "“0” is minder dan 1."),
    "square kilometres": (
        "wijken", ",55.2,", ",5.52,", "warning", 4, "hectares", "6.950 inwoners op 5,52 hectare is erg veel."
    ),
    "no inhabitants": ("wijken", ",6950,", ",,", "error", 4, "inhabitants", "inhabitants is niet ingevuld."),
    "inhabitants in words": (
        "wijken", ",6950,", ",veel,", "error", 4, "inhabitants", "“veel” is geen getal."
    ),
    "a year to come": (
        "wijken", "6950,2024", "6950,2204", "error", 4, "inhabitants_year", "“2204” is geen jaar waarin al is geteld."
    ),
    "a middle at sea": ("wijken", "4.4086", "44.086", "error", 4, "lon", "“44.086” is meer dan 8."),
    "half a middle": (
        "wijken", "4.4086", "", "error", 4, "lon", "Van het midden is maar één van lon en lat ingevuld."
    ),
    "a header in capitals": (
        "wijken", "wijk,name", "WIJK,Name", "warning", 1, "name", "De kop “Name” is gelezen als “name”."
    ),
    "inhabitants by age of another municipality": (
        "population", "WK0000AA,", "WK191701,", "error", 4, "wijk", "“WK191701” is geen wijk van deze gemeente."
    ),
    "inhabitants by age of another municipality as a whole": (
        "population", "GM0000,", "GM1917,", "error", 5, "wijk", "“GM1917” is geen wijk van deze gemeente."
    ),
    "a wijk without inhabitants by age": (
        "population", "WK000002,2024,5765,1660,1200,CBS\n", "", "error", None, "wijk",
        "Deze wijken ontbreken: WK000002.",
    ),
    "a wijk twice by age": (
        "population", "WK0000AA,", "WK000002,", "error", 4, "", "Deze rij is gelijk aan rij 3 in wijk."
    ),
    "a year to come by age": ("population", "AA,2024", "AA,2204", "error", 4, "year", "“2204” is geen jaar waarin al is geteld."),
    "more old than people": (
        "population", ",2445,", ",24450,", "error", 4, "aged_61_plus",
        "24.450 bij aged_61_plus is meer dan 6.950 bij inhabitants.",
    ),
    "more of an older age": (
        "population", ",1700,", ",2700,", "error", 4, "aged_65_plus",
        "2.700 bij aged_65_plus is meer dan 2.445 bij aged_61_plus.",
    ),
    "no age at all": (
        "population", "aged_61_plus,aged_65_plus", "oud,ouder", "error", 1, "aged_65_plus",
        "De kolom “aged_65_plus” ontbreekt.",
    ),
}  # fmt: skip


@pytest.fixture
def reference(own_folders):
    """The two files of a made-up municipality, whole; `write` replaces a text in one of them."""
    files = {"wijken": WIJKEN, "population": PEOPLE}
    for name, text in files.items():
        (paths.REFERENCE / f"{name}.csv").write_text(text, "utf-8")

    def write(name, old, new):
        assert old in files[name]
        (paths.REFERENCE / f"{name}.csv").write_text(files[name].replace(old, new, 1), "utf-8")

    return write


def test_files_that_are_whole_are_kept_byte_for_byte(reference):
    assert checking.of_reference() == []
    assert areas_in(paths.REFERENCE).table.equals(Areas.load(paths.REFERENCE).table)


@pytest.mark.parametrize("name", FAULTS)
def test_what_does_not_fit_is_named_with_its_place(name, reference):
    file, old, new, level, row, column, words = FAULTS[name]
    reference(file, old, new)
    found = [fault for fault in checking.of_reference() if words in fault.message]
    assert found, [fault.message for fault in checking.of_reference()]
    for one in found[-1:]:
        assert (one.level, one.file, one.row) == (level, f"data/reference/{file}.csv", row)
        assert one.column == column
        assert one.hint or level == "warning"


@pytest.mark.parametrize(
    ("file", "old", "new", "hint"),
    [
        ("population", "WK0000AA,", "WK000003,", "Zet de wijk in wijken.csv, of haal haar hier weg."),
        ("wijken", "short_name", "korte_naam", "Haal de kolom weg, of geef haar een kop uit het gegevenswoordenboek."),
    ],
)
def test_what_to_do_is_what_can_be_done_here(file, old, new, hint, reference):
    reference(file, old, new)
    hints = [fault.hint for fault in checking.of_reference()]
    assert hint in hints and not any("export" in one for one in hints)


def test_of_a_wijk_that_stands_there_twice_no_more_is_said(reference):
    reference("wijken", "WK000002,", WIJKEN.splitlines()[1] + "\nWK000002,")
    assert [fault.message for fault in checking.of_reference()] == ["Deze rij is gelijk aan rij 2 in wijk."]


def test_every_fault_of_both_files_is_named_at_once(reference):
    reference("wijken", ",Café,", ",,")
    reference("population", ",2445,", ",24450,")
    assert [fault.file for fault in checking.of_reference()] == [
        "data/reference/wijken.csv", "data/reference/population.csv"
    ]  # fmt: skip


@pytest.mark.parametrize(
    "name", ["a row of another municipality", "no column of tiles", "a wijk without inhabitants by age"]
)
def test_a_report_refuses_before_it_reads_in_the_words_of_a_check(name, reference, folder):
    file, old, new, *_ = FAULTS[name]
    reference(file, old, new)
    said = [fault for fault in sources.check(folder) if fault.level == "error"]
    assert said
    with pytest.raises(BadInput) as refusal:
        sources.open_delivery(str(folder))
    assert refusal.value.faults == said


def test_a_wrong_code_of_the_municipality_is_said_once(reference):
    file = paths.PARAMS / "municipality.yml"
    file.write_text(file.read_text("utf-8").replace("GM0000", "GM0394"), "utf-8")
    (only,) = [fault for fault in checking.of_reference() if fault.rule == "gemeente"]
    message = "Geen enkele wijk hoort bij GM0394, de code in params/municipality.yml. Zij horen bij GM0000."
    assert (only.message, only.level, only.row) == (message, "error", None)


# What Excel and people make of a file, which means the same.
SAME = {
    "semicolons": lambda text: text.replace(",", ";").encode(),
    "semicolons and decimal commas": lambda text: text.replace(",", ";").replace(".", ",").encode("utf-8-sig"),
    "tabs in the alphabet of Windows": lambda text: text.replace(",", "\t").encode("cp1252"),
    "UTF-16": lambda text: text.replace(",", "\t").encode("utf-16"),
    "small letters": lambda text: text.replace("WK", "wk").replace("0AA", "0aa").replace("GM", "gm").encode(),
    "spaces": lambda text: text.replace(",", " , ").replace("WK0000", "WK 0000 ").encode(),
    "points in thousands": lambda text: text.replace("5375", "5.375").replace("6950", "6.950").encode(),
    "years of Excel": lambda text: text.replace(",2024,", ",2024.0,").encode(),
    "empty rows below": lambda text: (text + ",,,\n,,,\n").encode(),
}


@pytest.mark.parametrize("name", SAME)
def test_a_file_that_was_saved_in_another_way_says_the_same(name, reference):
    plain = Areas.load(paths.REFERENCE)
    for file, text in (("wijken", WIJKEN), ("population", PEOPLE)):
        (paths.REFERENCE / f"{file}.csv").write_bytes(SAME[name](text))
    areas = areas_in(paths.REFERENCE, "GM0000")
    assert areas.table.equals(plain.table) and areas.population.equals(plain.population)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "Het bestand is leeg."),
        (WIJKEN.splitlines()[0].encode() + b"\n", "Onder de kop staan geen rijen."),
        (b"dit is\ngeen tabel\n", "De rij met koppen is niet gevonden."),
        (None, "Het bestand is er niet."),
    ],
)
def test_a_file_without_wijken_is_one_fault_with_what_to_do(content, message, reference):
    file = paths.REFERENCE / "wijken.csv"
    file.unlink() if content is None else file.write_bytes(content)
    told = [fault for fault in checking.of_reference() if fault.file == "data/reference/wijken.csv"]
    assert [fault.message for fault in told] == [message]
    assert told[0].hint and "export" not in told[0].hint


def test_a_snapshot_keeps_what_was_checked_and_not_what_was_typed(reference, folder):
    (paths.REFERENCE / "wijken.csv").write_bytes(SAME["semicolons and decimal commas"](WIJKEN))
    opened = sources.open_delivery(str(folder))
    assert opened.areas.table.hectares.tolist() == [346.3, 2142.6, 55.2]
    kept = paths.SNAPSHOTS / opened.name / "reference" / "wijken.csv"
    assert kept.read_text("utf-8") == WIJKEN


def test_what_is_wrong_in_params_hides_nothing_of_the_reference(reference):
    reference("wijken", ",Café,", ",,")
    (paths.PARAMS / "municipality.yml").write_text("code: fout\n")
    assert [fault.message for fault in checking.of_reference()] == ["short_name is niet ingevuld."]
