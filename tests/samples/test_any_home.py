"""Made-up exports for the wijken and params of any home: each fits its contracts, and degrades where wijken are few."""

import csv
import io
from dataclasses import replace

import pandas as pd
import pytest
from openpyxl import load_workbook

from helpers import sources
from helpers.floor import paths
from helpers.floor.areas import Areas
from helpers.floor.params import settings as params
from helpers.samples import make
from helpers.samples.exports import cybertraining_deelnemers, scanauto_inzet, wijkatlas
from helpers.samples.truth import Truth

NAMES = ["'t Lien / De Rietvink", "Kern, Oost en West", "Een wijk met een naam van vijfenveertig letters", "Ůst"]


def areas_of(count, municipality="0394"):
    """So many wijken, whose codes end in letters, one of them with hardly any inhabitants."""
    codes = [f"WK{municipality}{chr(65 + at // 26)}{chr(65 + at % 26)}" for at in range(count)]
    names = [NAMES[at] if at < len(NAMES) else f"Plan {at}" for at in range(count)]
    people = [900 + 130 * at for at in range(count)]
    table = pd.DataFrame({"wijk": codes, "name": names, "short_name": [f"W{at}" for at in range(count)]})
    return Areas(table.assign(inhabitants=people, inhabitants_year=2024, tile_row=1, tile_column=range(1, count + 1)))


def with_municipality(**changes):
    own = params.load()
    return own.model_copy(update={"municipality": own.municipality.model_copy(update=changes)})


def with_target(measure, target):
    own = params.load()
    changed = [
        one.model_copy(update={"targets": {2026: target}}) if one.measure == measure else one for one in own.indicators
    ]
    return own.model_copy(update={"indicators": tuple(changed), "budgets": {0: tuple(changed)}})


def rows_of(content, delimiter=";", encoding="cp1252"):
    return list(csv.DictReader(io.StringIO(content.decode(encoding)), delimiter=delimiter))


@pytest.mark.parametrize("count", [1, 2, 3, 13, 40])
def test_the_exports_of_any_number_of_wijken_are_read_without_an_error(count, tmp_path, monkeypatch):
    areas = areas_of(count)
    reference, own = tmp_path / "reference", tmp_path / "params"
    for folder in (reference, own):
        folder.mkdir()
    columns = areas.table.assign(hectares=100.0)
    places = [(at // 7, at % 7) for at in range(count)]
    columns = columns.assign(tile_row=[row for row, _ in places], tile_column=[column for _, column in places])
    columns.to_csv(reference / "wijken.csv", index=False)
    for file in paths.PARAMS.glob("*.yml"):
        (own / file.name).write_text(file.read_text("utf-8").replace("GM1916", "GM0394"), "utf-8")
    monkeypatch.setattr(paths, "REFERENCE", reference)
    monkeypatch.setattr(paths, "PARAMS", own)
    made = make.exports(areas=Areas.load(reference), settings=params.load(own))
    make.write(tmp_path / "sample", made)
    faults = sources.check(str(tmp_path / "sample"))
    planted = {"inspection shows something", "totaalrij"}
    assert [str(fault) for fault in faults if fault.level == "error" or fault.rule not in planted] == []


def test_every_wijk_is_driven_surveyed_and_counted():
    areas = areas_of(40)
    made = make.exports(areas=areas, settings=params.load())
    assert {row["Wijkcode"].strip() for row in rows_of(made["scanauto_inzet.csv"], encoding="utf-8-sig")} == set(
        areas.codes
    )
    assert {row["wijkcode"] for row in rows_of(made["meldingen.csv"], ",", "utf-8")} == set(areas.codes)
    assert {row[3] for row in wijkatlas.cells(make.fitting(params.load(), areas), areas)} == set(areas.codes)


@pytest.mark.parametrize(("count", "small", "without"), [(1, 0, 0), (2, 0, 0), (3, 1, 1), (13, 1, 1), (40, 1, 1)])
def test_what_is_planted_in_one_wijk_needs_others_beside_it(count, small, without):
    areas = areas_of(count)
    cells = wijkatlas.cells(Truth(), areas)
    assert sum(row[5] < 50 for row in cells) == small
    book = load_workbook(io.BytesIO(make.exports(Truth(), areas)["wijkveiligheidsscans.xlsx"]))
    scans = list(book.active.iter_rows(min_row=2, values_only=True))
    assert sum(row[2] is None for row in scans) == without
    assert max(row[2] for row in scans if row[2]).date().isoformat() < "2026-06-30"


@pytest.mark.parametrize(("count", "target"), [(1, 1500), (13, 1500), (40, 1500), (5, 200), (40, 12_000)])
def test_the_hours_of_the_scan_car_are_near_the_target(count, target):
    areas = areas_of(count)
    truth = make.fitting(with_target("scan_car_hours", target), areas)
    hours = sum(shift.hours for shift in scanauto_inzet.shifts(truth, areas) if shift.day.year == 2025)
    assert 0.8 < hours / target < 1.3


def test_no_vehicle_is_in_two_wijken_on_one_day():
    areas = areas_of(40)
    truth = make.fitting(with_target("scan_car_hours", 12_000), areas)
    driven = [(shift.day, shift.vehicle) for shift in scanauto_inzet.shifts(truth, areas)]
    assert len(driven) == len(set(driven))


def test_a_municipality_finds_its_own_processes_and_categories():
    categories = params.load().municipality.report_categories.model_copy(
        update={"waste": ["Vuilnis"], "lighting": ["Lantaarn"], "other": ["Losse tegel", "Overlast"]}
    )
    own = with_municipality(
        crucial_processes=["Opvang", "Zorg", "Wegen; water", "Bouw", "Scholen"], report_categories=categories
    )
    made = make.exports(areas=areas_of(3), settings=own)
    processes = [row["Proces"] for row in rows_of(made["crisisafspraken.csv"])]
    assert processes == ["Opvang", "Zorg", "Wegen; water", "Bouw", "Scholen", "Financiën", "Facilitair", "Personeel"]
    told = {row["categorie"] for row in rows_of(made["meldingen.csv"], ",", "utf-8")}
    assert told == {"Vuilnis", "Lantaarn", "Losse tegel", "Overlast"}


@pytest.mark.parametrize("age", [50, 60, 65, 67, 90])
def test_no_age_band_has_the_age_of_the_elderly_inside_it(age):
    bands = cybertraining_deelnemers._age_bands(age)
    assert any(band.startswith(f"{age}-") for band in bands)
    assert f"{age - 10}-{age - 1}" in bands


def test_the_scan_car_does_not_drive_before_it_began():
    truth = make.fitting(with_municipality(scan_car_started_on="2024-05-06"), areas_of(5))
    shifts = scanauto_inzet.shifts(truth, areas_of(5))
    assert min(shift.day for shift in shifts).isoformat() >= "2024-05-06"


def test_the_note_says_whether_the_wijken_are_made_up_too():
    areas = areas_of(3)
    real = make.exports(Truth(), areas)[make.MARKER].decode()
    assert "inwonertallen van 2024" in real and "Ook de wijken zijn verzonnen" not in real
    made_up = replace(areas, table=areas.table.assign(inhabitants_source=make.MADE_UP))
    assert "Ook de wijken zijn verzonnen" in make.exports(Truth(), made_up)[make.MARKER].decode()
