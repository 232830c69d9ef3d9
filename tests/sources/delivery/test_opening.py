import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pandas as pd
import pytest

from helpers import sources
from helpers.floor import paths
from helpers.floor.faults import AskedWrongly, BadInput


def test_a_frozen_delivery_is_the_same_when_opened_by_its_name(folder):
    name, frozen = sources.freeze(str(folder))
    again = sources.open_delivery(f"snapshot:{name}")
    assert set(frozen.tables) == set(sources.contracts())
    for dataset, table in frozen.tables.items():
        pd.testing.assert_frame_equal(again[dataset], table)
    assert (again.exports, again.warnings, again.missing) == (frozen.exports, frozen.warnings, frozen.missing)
    assert (again.name, again.quarter, again.areas.codes) == (name, frozen.quarter, frozen.areas.codes)


def test_a_file_that_changes_after_freezing_changes_nothing(folder, change):
    name, before = sources.freeze(str(folder))
    change("bodycams", "18;18", "18;17")
    pd.testing.assert_frame_equal(sources.open_delivery(f"snapshot:{name}")["bodycams"], before["bodycams"])
    assert sources.freeze(str(folder))[0] != name


def test_the_name_follows_from_bytes_reasons_and_areas(folder, wijken_csv):
    name = sources.freeze(str(folder))[0]
    assert sources.freeze(str(folder))[0] == name
    assert sources.freeze(str(folder), missing={"bodycams": "reden"})[0] != name
    (paths.REFERENCE / "wijken.csv").write_text(wijken_csv({"WK000001": "A", "WK000002": "B", "WK000003": "C"}))
    assert sources.freeze(str(folder))[0] != name


def test_inhabitants_by_age_are_frozen_with_the_delivery(folder):
    name = sources.freeze(str(folder))[0]
    people = paths.REFERENCE / "population.csv"
    people.write_text("wijk,year,aged_65_plus\nWK000001,2024,300\nWK000002,2024,200\n")
    with_people = sources.freeze(str(folder))[0]
    assert with_people != name
    people.unlink()
    assert sources.open_delivery(f"snapshot:{with_people}").areas.population.aged_65_plus.tolist() == [300, 200]


def test_a_damaged_snapshot_is_made_again_from_its_source(folder):
    name, before = sources.freeze(str(folder))
    kept = paths.SNAPSHOTS / name / "bodycams.parquet"
    manifest = kept.with_name("manifest.json")
    halved = manifest.read_text(encoding="utf-8").replace('"exports"', '"weg"')
    for damage in (lambda: kept.write_bytes(b"stuk"), kept.unlink, lambda: manifest.write_text(halved, "utf-8")):
        damage()
        pd.testing.assert_frame_equal(sources.open_delivery(f"snapshot:{name}")["bodycams"], before["bodycams"])
        assert [path.name for path in paths.SNAPSHOTS.iterdir()] == [name]


def test_a_damaged_snapshot_whose_source_changed_is_refused(folder, change):
    name, _ = sources.freeze(str(folder))
    change("bodycams", "18;18", "18;17")
    (paths.SNAPSHOTS / name / "bodycams.parquet").unlink()
    with pytest.raises(AskedWrongly, match="beschadigd"):
        sources.open_delivery(f"snapshot:{name}")


@pytest.mark.parametrize("name", ["weg", "../levering", ""])
def test_a_snapshot_that_is_not_there_is_refused(folder, name):
    with pytest.raises(AskedWrongly, match="Open de levering opnieuw"):
        sources.open_delivery(f"snapshot:{name}")


def test_two_at_once_keep_one_snapshot(folder):
    with ThreadPoolExecutor(4) as pool:
        names = set(pool.map(lambda _: sources.freeze(str(folder))[0], range(4)))
    assert [path.name for path in paths.SNAPSHOTS.iterdir()] == [*names]


def test_an_error_keeps_no_snapshot(folder, change):
    change("bodycams", "18;16", "18;19")
    with pytest.raises(BadInput, match="19 boa's met bodycam is meer dan de 18 boa's"):
        sources.freeze(str(folder))
    assert not paths.SNAPSHOTS.exists()


def test_a_missing_export_has_its_reason_and_no_table(folder):
    (folder / "bodycams.csv").unlink()
    found = sources.open_delivery(str(folder), missing={"bodycams": "systeem vervangen"})
    assert dict(found.missing) == {"bodycams": "systeem vervangen"}
    assert not found.has("bodycams") and found.has("opkopers")


def test_made_up_data_are_known_by_a_file_beside_them(folder):
    assert not sources.open_delivery(str(folder)).is_made_up
    (folder / "VOORBEELDDATA.md").write_text("gemaakt")
    assert sources.open_delivery(str(folder)).is_made_up


def test_an_empty_folder_and_one_that_is_not_there_are_asked_wrongly(tmp_path, own_folders):
    (tmp_path / "leeg").mkdir()
    with pytest.raises(AskedWrongly, match="staat geen export"):
        sources.open_delivery(str(tmp_path / "leeg"))
    with pytest.raises(AskedWrongly, match="is er niet"):
        sources.open_delivery(str(tmp_path / "weg"))


def test_the_raw_delivery_is_never_written(folder):
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    sources.open_delivery(str(folder))
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_importing_the_sources_does_not_import_pandas():
    code = "import sys; from helpers import sources; print('pandas' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout.strip() == "False"


def test_old_snapshots_go_and_those_of_the_last_day_stay(folder):
    two_days = 2 * 86_400
    for number in range(25):
        manifest = paths.SNAPSHOTS / f"old{number:02}" / "manifest.json"
        manifest.parent.mkdir(parents=True)
        manifest.write_text("{}")
        age = two_days + 25 - number if number < 22 else 60
        os.utime(manifest, (manifest.stat().st_mtime - age,) * 2)
    name, _ = sources.freeze(str(folder))
    expected = {name, *(f"old{number:02}" for number in range(6, 25))}
    assert {path.name for path in paths.SNAPSHOTS.iterdir()} == expected


def test_the_newest_quarter_is_remembered_until_the_exports_change(folder, change, monkeypatch):
    newest = sources.newest_quarter(str(folder))
    assert newest == sources.open_delivery(str(folder)).quarter.label

    def reading(*_):
        raise AssertionError("read again")

    monkeypatch.setattr("helpers.sources.delivery.opening.freeze", reading)
    assert sources.newest_quarter(str(folder)) == newest
    change("bodycams", "18;18", "18;17")
    with pytest.raises(AssertionError, match="read again"):
        sources.newest_quarter(str(folder))


@pytest.mark.parametrize(
    "stray", ["Thumbs.db", "desktop.ini", "meldingen.csv.crdownload", "snelkoppeling.lnk", "notitie.docx"]
)
def test_a_file_that_is_not_read_changes_nothing_of_a_report_and_is_told_by_check(folder, stray):
    name, before = sources.freeze(str(folder))
    (folder / stray).write_bytes(b"\0x")
    assert sources.freeze(str(folder))[0] == name
    assert before.warnings == sources.freeze(str(folder))[1].warnings
    assert [(fault.file, fault.level) for fault in sources.check(folder) if fault.rule == "overgeslagen"] == [
        (stray, "warning")
    ]


def test_without_a_name_it_is_what_a_report_takes_and_says_so_first(folder, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(paths, "SAMPLE", folder)
    monkeypatch.setattr(paths, "RAW", tmp_path / "raw")
    assert sources.open_delivery().name == sources.open_delivery("sample").name
    assert capsys.readouterr().out == "Gegevens: de voorbeelddata in data/sample.\n"
    shutil.copytree(folder, paths.RAW)
    own = paths.RAW / "bodycams.csv"
    header, _, *rows = own.read_bytes().splitlines(keepends=True)
    own.write_bytes(header + b"".join(rows))
    opened = sources.open_delivery(quarter="newest")
    assert (opened.name, len(opened["bodycams"])) == (sources.open_delivery("raw").name, 1)
    assert capsys.readouterr().out == "Gegevens: data/raw.\n"
