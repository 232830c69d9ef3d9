"""A home for another municipality: whole or not at all, its own wijken and name, and what is another's marked."""

import json
import re
import shutil
from datetime import date

import pandas as pd
import pytest

from helpers.floor import paths
from helpers.floor.areas import Areas
from helpers.floor.faults import AskedWrongly, RunFailed
from helpers.floor.params import settings
from helpers.floor.params.archive_terms import ArchiveTerms
from helpers.runner.command import verbs
from helpers.runner.new_home import founding, params_template
from helpers.runner.new_home.founding import Order
from helpers.runner.params import params_check

APOSTROPHE, LONG = "'s-Hertogenbosch", "Gemeente met een naam van 45 letters, zeg maar"
RD = [[155_000, 463_000], [156_000, 463_000], [156_000, 464_000], [155_000, 464_000], [155_000, 463_000]]


def borders(folder, codes, name="Proefstad", **properties):
    """GeoJSON as PDOK gives it: squares of a square kilometre beside each other, in RD."""
    features = []
    for at, code in enumerate(codes):
        square = [[x + 1_000 * at, y] for x, y in RD]
        about = {"wijkcode": code, "wijknaam": f"Wijk {at:02} Kern {code[6:]}", "gemeentenaam": name, "water": "NEE"}
        geometry = {"type": "Polygon", "coordinates": [square]}
        features.append({"type": "Feature", "properties": about | properties, "geometry": geometry})
    file = folder / "wijken.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": features}), "utf-8")
    return file


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    folder = tmp_path_factory.mktemp("regio") / "een map é"
    return folder, founding.run(Order(folder, "GM0796", APOSTROPHE))


def test_it_holds_all_that_a_municipality_has(home):
    folder, _ = home
    names = {file.relative_to(folder).as_posix() for file in folder.rglob("*")}
    own = {file.name for file in paths.PARAMS.rglob("*") if file.is_file()}
    assert {name.rpartition("/")[2] for name in names if name.startswith("params/") and "." in name} == own
    assert {file.name for file in paths.SAMPLE.iterdir()} == {file.name for file in (folder / "data/sample").iterdir()}
    assert {"data/raw/.gitkeep", "reports/.gitkeep", ".gitignore", "data/reference/SOURCES.md"} <= names


def test_its_params_have_no_fault(home):
    assert [str(fault) for fault in params_check.check_all(home[0] / "params")] == []


def test_code_and_name_are_its_own_and_nothing_names_the_municipality_it_was_made_of(home):
    folder, _ = home
    own = settings.load(folder / "params").municipality
    assert (own.code, own.name) == ("GM0796", APOSTROPHE)
    words = ["1916", "Voorburg", *Areas.load().table.name, *Areas.load().table.short_name]
    for file in folder.rglob("*"):
        if file.suffix in (".yml", ".csv", ".md"):
            said = file.read_text(
                "utf-8" if file.suffix != ".csv" or "reference" in file.parts else "cp1252", "replace"
            )
            assert [word for word in words if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", said)] == [], file


def test_what_is_anothers_is_marked_as_to_be_filled_in(home):
    promised = settings.load(home[0] / "params").indicators
    assert len(promised) == len(settings.load().indicators)
    for one in promised:
        words = (one.goal, one.text, one.target_text)
        assert all(word.startswith(params_template.EXAMPLE) for word in words)
        assert one.owner == params_template.TO_FILL_IN and not one.planned_path and not one.planned_sessions


def test_the_municipalities_that_another_compares_itself_with_are_not_taken_over(tmp_path):
    params = shutil.copytree(paths.PARAMS, tmp_path / "params")
    file = params / "municipality.yml"
    text, none = file.read_text("utf-8"), "comparable_municipalities: []"
    for theirs in (" [{code: GM9901, name: A}]", "\n  - code: GM9901\n    name: A\n  - {code: GM9902, name: B}"):
        file.write_text(text.replace(none, none.replace(" []", theirs)), "utf-8")
        assert settings.load(params).municipality.comparable_municipalities
        made = params_template.texts("GM0796", APOSTROPHE, date(2026, 11, 30), params)["municipality.yml"]
        file.write_text(made, "utf-8")
        assert settings.load(params).municipality.comparable_municipalities == ()


def test_what_another_archivist_decided_is_not_taken_over(tmp_path):
    params = tmp_path / "params"
    shutil.copytree(paths.PARAMS, params)
    file = params / "municipality.yml"
    file.write_text(file.read_text("utf-8").replace('creator_id: ""', 'creator_id: "00000001"'), "utf-8")
    assert settings.load(params).municipality.archive.creator_id == "00000001"
    file.write_text(params_template.texts("GM0603", "Rijswijk", date(2026, 10, 1), params)["municipality.yml"], "utf-8")
    assert settings.load(params).municipality.archive == ArchiveTerms()


def test_every_choice_keeps_its_explanation(home):
    for name in ("municipality.yml", "preregistration.yml", "sources.yml", "exports.yml"):
        own = [line for line in (paths.PARAMS / name).read_text("utf-8").splitlines() if line.startswith("#")]
        made = (home[0] / "params" / name).read_text("utf-8")
        assert [line for line in own if re.sub(r"\d{4}", "", line) not in re.sub(r"\d{4}", "", made)] == []


def test_made_up_wijken_say_so(home):
    areas = Areas.load(home[0] / "data" / "reference").table
    assert len(areas) == 5 and areas.name.str.contains("verzonnen").all()
    assert "verzonnen" in (home[0] / "data/sample/VOORBEELDDATA.md").read_text("utf-8")


def test_what_comes_next_is_told_in_three_lines(home):
    folder, told = home
    assert len(told) == 3
    assert "5 wijken die verzonnen zijn" in told[0]
    assert told[1].startswith("Bekijk het rapport: python run.py report --home ") and str(folder) in told[1]


def test_a_home_of_a_home_marks_nothing_twice(home, tmp_path):
    text = params_template.texts("GM0603", "Rijswijk", pd.Timestamp("2026-11-30").date(), home[0] / "params")
    assert "Voorbeeld: Voorbeeld" not in text["indicators.yml"] and APOSTROPHE not in text["indicators.yml"]


@pytest.mark.parametrize("what", ["a home", "a file", "a folder with something"])
def test_what_stands_there_is_never_overwritten(what, tmp_path, home, capsys):
    folder = {"a home": home[0], "a file": tmp_path / "bestand", "a folder with something": tmp_path}[what]
    (tmp_path / "bestand").write_text("van mij")
    before = {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()}
    assert verbs.main(["new-home", str(folder), "--municipality", "GM0603"]) == 2
    assert "staat al iets" in capsys.readouterr().err
    assert {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()} == before


def test_an_empty_folder_may_become_the_home(tmp_path):
    (tmp_path / "leeg").mkdir()
    founding.run(Order(tmp_path / "leeg", "GM0603"))
    assert settings.load(tmp_path / "leeg" / "params").municipality.name == "GM0603 (vul de naam in)"


@pytest.mark.parametrize("code", ["0603", "gm0603", "GM603", "GM06031", "GM٠٦٠٣", ""])
def test_a_code_that_is_none_is_refused(code, tmp_path):
    with pytest.raises(AskedWrongly, match="geen code van een gemeente"):
        founding.run(Order(tmp_path / "x", code))
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_leaves_nothing_behind(tmp_path, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(founding, "_put", full)
    with pytest.raises(RunFailed, match="niet te maken"):
        founding.run(Order(tmp_path / "x", "GM0603"))
    assert list(tmp_path.iterdir()) == []


def test_borders_give_codes_names_hectares_middles_and_tiles(tmp_path):
    codes = ["WK0394AA", "WK0394AB", "WK039401"]
    file = borders(tmp_path, codes, LONG, aantal_inwoners=4000, jrstatcode="2024WK")
    told = founding.run(Order(tmp_path / "x", "GM0394", borders=file))
    areas = Areas.load(tmp_path / "x" / "data" / "reference").table
    assert areas.wijk.tolist() == sorted(codes) and areas.name.tolist()[1] == "Wijk 00 Kern AA"
    assert areas.hectares.tolist() == [100.0] * 3 and areas.inhabitants_year.tolist() == [2024] * 3
    # 155,000 463,000 in RD is the tower of Amersfoort, the origin of the system: 52.15517 N, 5.38721 E
    west = areas.set_index("wijk").loc["WK0394AA"]
    assert (west.lon, west.lat) == pytest.approx((5.3945, 52.1597), abs=2e-4)
    assert areas.set_index("wijk").tile_column.loc[codes].tolist() == [1, 2, 3]
    assert settings.load(tmp_path / "x" / "params").municipality.name == LONG
    assert "3 wijken uit wijken.geojson" in told[0]
    assert (tmp_path / "x/data/reference/wijkgrenzen.geojson").read_bytes() == file.read_bytes()


@pytest.mark.parametrize("is_buurt", [True, False])
def test_inhabitants_come_from_a_table_of_cbs(is_buurt, tmp_path):
    file = borders(tmp_path, ["WK060301", "WK060302"])
    code = "BU06030{}0{} " if is_buurt else "WK06030{} "
    rows = [
        {
            "WijkenEnBuurten": code.format(wijk, buurt),
            "AantalInwoners_5": 1000 * wijk,
            "k_65JaarOfOuder_12": 150 + buurt,
        }
        for wijk in (1, 2)
        for buurt in ((0, 1) if is_buurt else (0,))
    ]
    table = tmp_path / "bevolking.json"
    table.write_text(json.dumps([{"value": rows[:2]}, {"value": rows[2:]}]), "utf-8")
    founding.run(Order(tmp_path / "x", "GM0603", borders=file, inhabitants=table, year=2024))
    people = pd.read_csv(tmp_path / "x/data/reference/population.csv")
    times = 2 if is_buurt else 1
    assert people.inhabitants.tolist() == [1000 * times, 2000 * times, 3000 * times]
    assert people.aged_65_plus.tolist() == ([301, 301, 602] if is_buurt else [150, 150, 300])


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "Het aantal inwoners is niet bekend van WK060301"),
        ({"aantal_inwoners": -99995}, "Het aantal inwoners is niet bekend"),
        ({"aantal_inwoners": 4000}, "Van welk jaar"),
        ({"wijkcode": "WK191601"}, "geen wijk van GM0603"),
    ],
)
def test_no_figure_is_made_up_beside_real_wijken(changes, said, tmp_path):
    file = borders(tmp_path, ["WK060301"], **changes)
    with pytest.raises(AskedWrongly, match=said):
        founding.run(Order(tmp_path / "x", "GM0603", borders=file))
    assert not (tmp_path / "x").exists()


@pytest.mark.parametrize(
    "content", ["", "[]", "{}", "[1]", '{"features": [{"properties": {}, "geometry": 3}]}', "\x00"]
)
def test_a_file_that_is_none_of_pdok_is_refused(content, tmp_path):
    (tmp_path / "x.json").write_text(content, "utf-8")
    with pytest.raises(AskedWrongly):
        founding.run(Order(tmp_path / "x", "GM0603", borders=tmp_path / "x.json"))
    with pytest.raises(AskedWrongly, match="niet te lezen"):
        founding.run(Order(tmp_path / "x", "GM0603", borders=tmp_path / "is er niet.json"))


REAL = paths.ROOT.parent / "shared" / "data"


@pytest.mark.parametrize(
    ("name", "code", "count", "people"),
    [
        ("gm0308_buurten_2024_pdok.geojson", "GM0308", None, 25_000),
        ("gm1916_wijken_2023.geojson", "GM1916", 13, 78_240),
    ],
)
def test_real_borders_make_a_home(name, code, count, people, tmp_path):
    if not (REAL / name).is_file():
        pytest.skip("the real borders are only on a machine of the builders")
    table = None
    if code == "GM1916":
        own = pd.read_csv(REAL / "real/cbs/85984NED_inwoners_2024_buurten_gm1916.csv")
        rows = [{"WijkenEnBuurten": row.nhood_id, "AantalInwoners_5": int(row.population)} for row in own.itertuples()]
        table = tmp_path / "bevolking.json"
        table.write_text(json.dumps({"value": rows}), "utf-8")
    founding.run(Order(tmp_path / "x", code, borders=REAL / name, inhabitants=table, year=2024))
    areas = Areas.load(tmp_path / "x/data/reference").table
    assert count in (None, len(areas)) and abs(areas.inhabitants.sum() / people - 1) < 0.03
    if code == "GM1916":
        known = Areas.load().table
        assert areas.inhabitants.tolist() == known.inhabitants.tolist()
        assert (areas.hectares - known.hectares).abs().max() < 0.05
        assert (areas[["lon", "lat"]] - known[["lon", "lat"]]).abs().max().max() < 0.01


def test_where_anothers_registers_lie_is_not_copied_and_every_source_is_off(home, tmp_path):
    params = tmp_path / "params"
    shutil.copytree(home[0] / "params", params)
    file = params / "sources.yml"
    own = "  bodycams:\n    kind: share\n    is_on: true\n    address: //intern/bodycams\n"
    text = (
        file.read_text("utf-8").replace("sources:\n", f"sources:\n{own}", 1).replace("is_on: false", "is_on: true", 1)
    )
    file.write_text(text, "utf-8")
    made = params_template.texts("GM0603", "Rijswijk", pd.Timestamp("2026-11-30").date(), params)["sources.yml"]
    assert "intern" in text and "intern" not in made and "bodycams" not in made
    assert "is_on: true" not in made and "misdrijven:" in made
