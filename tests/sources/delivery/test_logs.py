"""A log of positions in a delivery: found by its name, read in parts, frozen as hours."""

import gzip
import json
from datetime import UTC, datetime, timedelta

import pandas as pd
import pytest
import shapely

from helpers import sources
from helpers.door import files
from helpers.floor import paths
from helpers.floor.faults import BadInput
from helpers.sources.delivery import finding, identity, newest

RULES = """scanauto_inzet:
  from: "scanlog*"
  headers: {Datum: Tijdstip, Voertuig: Auto, Wijkcode: [Lengte, Breedte], Doel: Code}
  values: {Doel: {A: afval, P: parkeren}}
  area: {Wijkcode: point_wgs84}
  log: {longest_gap_minutes: 5}
"""
POINTS = {"WK000001": "4.4050001,52.0051234", "WK000002": "4.4150001,52.0051234"}
CANARIES = ("0050001", "0150001", "0051234", "13:17", "11:17", "17:43")


@pytest.fixture
def logged(folder):
    """The small delivery with a log in place of the hours; `write` puts a log under a name."""
    (folder / "scanauto_inzet.csv").unlink()
    (paths.PARAMS / "exports.yml").write_text(RULES, "utf-8")
    features = [
        {
            "properties": {"wijkcode": wijk},
            "geometry": json.loads(shapely.to_geojson(shapely.box(west, 52.0, west + 0.01, 52.01))),
        }
        for wijk, west in (("WK000001", 4.40), ("WK000002", 4.41))
    ]
    (paths.REFERENCE / "wijkgrenzen.geojson").write_text(json.dumps({"features": features}), "utf-8")
    return folder


def rows(month, wijk="WK000001", code="A"):
    """An hour of positions in a month of 2026, a minute apart from 11:17:43 UTC."""
    start = datetime(2026, month, 2, 11, 17, 43, tzinfo=UTC)
    moments = (start + timedelta(minutes=at) for at in range(61))
    return "".join(f"{moment:%Y-%m-%dT%H:%M:%SZ},SA-1,{POINTS[wijk]},{code}\n" for moment in moments)


HEADER = "Tijdstip,Auto,Lengte,Breedte,Code\n"
QUARTER = rows(7) + rows(8, "WK000002") + rows(9, code="P")


def test_a_log_becomes_the_table_of_the_hours(logged):
    (logged / "scanlog.csv").write_text(HEADER + QUARTER, "utf-8")
    delivery = sources.open_delivery(str(logged))
    table = delivery.tables["scanauto_inzet"]
    assert table[["date", "wijk", "purpose", "hours"]].values.tolist() == [
        [pd.Timestamp(2026, 7, 2), "WK000001", "afval", 1.0],
        [pd.Timestamp(2026, 8, 2), "WK000002", "afval", 1.0],
        [pd.Timestamp(2026, 9, 2), "WK000001", "parkeren", 1.0],
    ]
    assert delivery.quarter.label == "2026-Q3"
    export = next(one for one in delivery.exports if one.dataset == "scanauto_inzet")
    assert (export.file, export.sha256) == ("scanlog.csv", files.sha256((HEADER + QUARTER).encode()))
    assert any("hooguit 5 minuten" in rule for rule in export.rules)
    assert any("183 posities van 1 voertuig geven 3,0 uur" in fault.message for fault in delivery.warnings)


def test_short_stays_are_not_taken_for_parts_of_a_day(logged):
    # An eighth of an hour each: a column of such numbers alone would be refused.
    text = "".join(line + "\n" for line in QUARTER.splitlines() if int(line[14:16]) < 26 and line[11:13] == "11")
    (logged / "scanlog.csv").write_text(HEADER + text, "utf-8")
    table, faults = sources.check_file("scanauto_inzet", logged / "scanlog.csv")
    assert table.hours.tolist() == pytest.approx([8 / 60] * 3, abs=1e-6)
    assert {fault.rule for fault in faults} == {"log"}


def test_a_delivery_with_a_log_is_found_again_and_another_log_has_another_name(logged):
    (logged / "scanlog.csv").write_text(HEADER + QUARTER, "utf-8")
    name, first = sources.freeze(str(logged))
    assert sources.freeze(f"snapshot:{name}")[1].tables["scanauto_inzet"].equals(first.tables["scanauto_inzet"])
    assert sources.newest_quarter(str(logged)) == "2026-Q3"
    (logged / "scanlog.csv").write_text(HEADER + QUARTER.replace(",P", ",A"), "utf-8")
    assert sources.freeze(str(logged))[0] != name


def test_a_log_larger_than_what_may_be_held_is_read_and_never_as_bytes(logged, monkeypatch):
    (logged / "scanlog.csv").write_text(HEADER + QUARTER, "utf-8")
    monkeypatch.setattr(files, "LARGEST_BYTES", 5_000)
    read = files.read_bytes
    monkeypatch.setattr(files, "read_bytes", lambda path, *rest: _unless_log(read, path, *rest))
    assert not [fault for fault in sources.check(logged) if fault.level == "error"]


def _unless_log(read, path, *rest):
    assert "scanlog" not in path.name
    return read(path, *rest)


def test_a_log_in_several_files_is_one_log(logged):
    (logged / "scanlog_07.csv").write_text(HEADER + rows(7), "utf-8")
    (logged / "scanlog_08.csv.gz").write_bytes(gzip.compress((HEADER + rows(8, "WK000002")).encode()))
    (logged / "scanlog_09.csv").write_text(HEADER + rows(9, code="P"), "utf-8")
    several = sources.open_delivery(str(logged))
    assert several.tables["scanauto_inzet"].hours.tolist() == [1, 1, 1]
    export = next(one for one in several.exports if one.dataset == "scanauto_inzet")
    assert export.file == "scanlog_07.csv en 2 andere bestanden"
    (logged / "scanlog_09.csv").write_text(HEADER + rows(9, code="X"), "utf-8")
    errors = [fault for fault in sources.check(logged) if fault.level == "error"]
    assert [(one.file, one.row, one.column) for one in errors] == [("scanlog_09.csv", 2, "Code")]


def test_check_and_report_say_the_same_of_a_log(logged):
    (logged / "scanlog.csv").write_text(HEADER + QUARTER, "utf-8")
    checked = sources.check(logged)
    assert [fault for fault in checked if fault.level == "error"] == []
    assert set(sources.open_delivery(str(logged)).warnings) == set(checked)
    (logged / "scanlog.csv").write_text(HEADER + QUARTER.replace("SA-1", ""), "utf-8")
    refused = [fault for fault in sources.check(logged) if fault.level == "error"]
    assert refused and "niet te lezen" in refused[0].message
    with pytest.raises(BadInput) as caught:
        sources.open_delivery(str(logged))
    assert caught.value.faults == refused


def test_one_log_is_checked_by_itself(logged):
    (logged / "scanlog.csv").write_text(HEADER + QUARTER, "utf-8")
    table, faults = sources.check_file("scanauto_inzet", logged / "scanlog.csv")
    assert table.hours.sum() == 3 and not [fault for fault in faults if fault.level == "error"]


def test_without_borders_the_refusal_says_what_to_fetch(logged):
    (logged / "scanlog.csv").write_text(HEADER + QUARTER, "utf-8")
    (paths.REFERENCE / "wijkgrenzen.geojson").unlink()
    errors = [fault for fault in sources.check(logged) if fault.level == "error"]
    assert any("run.py fetch wijkgrenzen" in fault.hint for fault in errors)
    assert not any("ontbreekt" in fault.message and "scanauto" in fault.message for fault in errors)


def test_hours_under_our_own_headers_are_still_read_beside_the_rules_for_a_log(logged, folder):
    text = "Datum;Wijkcode;Voertuig;Doel;Uren\n02-07-2026;WK000001;SA-1;afval;1,75\n"
    (logged / "scanauto_inzet.csv").write_text(text, "utf-8")
    table, _ = sources.check_file("scanauto_inzet", logged / "scanauto_inzet.csv")
    assert table.hours.tolist() == [1.75]
    (logged / "scanlog.csv").write_text(HEADER + QUARTER, "utf-8")
    said = [fault.message for fault in sources.check(logged)]
    assert any("staat in scanauto_inzet.csv en in scanlog.csv" in one for one in said), said


def test_no_point_and_no_moment_reaches_the_snapshot_or_a_message(logged):
    (logged / "scanlog.csv").write_text(HEADER + QUARTER + "2026-09-02T13:17:43Z,SA-1,4.4050001,,A\n", "utf-8")
    name, delivery = sources.freeze(str(logged))
    kept = b"".join(file.read_bytes() for file in sorted((paths.SNAPSHOTS / name).rglob("*")) if file.is_file())
    everything = kept.decode("latin-1") + repr(delivery) + delivery.tables["scanauto_inzet"].to_csv()
    assert not [canary for canary in CANARIES if canary in everything]
    (logged / "scanlog.csv").write_text(HEADER + QUARTER.replace("52.", "x52."), "utf-8")
    said = "\n".join(map(str, sources.check(logged)))
    assert "Geen enkele positie heeft een plaats" in said
    assert not [canary for canary in CANARIES if canary in said]


def test_a_log_that_changes_while_it_is_read_is_refused(logged):
    (logged / "scanlog.csv").write_text(HEADER + QUARTER, "utf-8")
    content = finding.gather(logged)[0]["scanlog.csv"]
    (logged / "scanlog.csv").write_text(HEADER + QUARTER + rows(10), "utf-8")
    with pytest.raises(BadInput, match="verandert terwijl"):
        finding.of_log(content, "scanlog.csv")


def test_a_link_out_of_the_folder_is_no_log(logged, tmp_path):
    (tmp_path / "elders.csv").write_text(HEADER + QUARTER, "utf-8")
    (logged / "scanlog.csv").symlink_to(tmp_path / "elders.csv")
    assert any("verwijzing naar buiten de map" in fault.message for fault in sources.check(logged))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('  from: "scanlog*"\n', "", "Een log wordt aan zijn naam herkend"),
        ("longest_gap_minutes: 5", "longest_gap_minutes: 0", "longest_gap_minutes"),
        ("log: {longest_gap_minutes: 5}", "log: {}", "longest_gap_minutes"),
        ("[Lengte, Breedte]", "Punt", "in twee kolommen"),
        ("  area:", "  units: {Uren: minutes}\n  area:", "geen eenheid"),
        ("scanauto_inzet:", "interventies:", "niet uit een log te halen|geen kolom"),
    ],
)
def test_rules_that_a_log_cannot_have_are_refused(logged, old, new, message):
    (paths.PARAMS / "exports.yml").write_text(RULES.replace(old, new), "utf-8")
    with pytest.raises(BadInput, match=message):
        sources.check(logged)


def test_the_name_of_a_delivery_follows_from_the_bytes_of_its_log(logged):
    (logged / "scanlog.csv").write_text(HEADER + QUARTER, "utf-8")
    content = finding.gather(logged)[0]
    names = {identity.name_of(content, [], {}, False, {})}
    (logged / "scanlog.csv").write_text(HEADER + QUARTER + "\n", "utf-8")
    names.add(identity.name_of(finding.gather(logged)[0], [], {}, False, {}))
    assert len(names) == 2
    assert newest.newest_quarter(str(logged)) == "2026-Q3"
