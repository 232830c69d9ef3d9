"""The measures against a count of its own: plain rows from the real delivery, no helpers in between."""

from __future__ import annotations

import csv
from datetime import date, datetime

import pytest
from python_calamine import CalamineWorkbook

from helpers.floor import paths
from helpers.floor.quarter import Quarter, quarters_between
from helpers.measures.dealers import compliance
from helpers.measures.indicators import crisis_organisation, dashboard, enforcement, wijk_safety
from helpers.measures.scan_car import cleanliness, driven_hours
from helpers.measures.training import participants
from helpers.measures.training.year import TrainingYear

DELIVERY = paths.ROOT.parent / "shared" / "exports" / "2026-Q3"
pytestmark = pytest.mark.skipif(not DELIVERY.is_dir(), reason="../shared/exports/2026-Q3 is hier niet")
QUARTERS = quarters_between(Quarter(2025, 1), Quarter(2026, 3))
each_quarter = pytest.mark.parametrize("quarter", QUARTERS, ids=lambda quarter: quarter.label)


def text_rows(name: str, delimiter: str = ";", encoding: str = "cp1252") -> list[list[str]]:
    with (DELIVERY / name).open(encoding=encoding, newline="") as file:
        return [[cell.strip() for cell in row] for row in list(csv.reader(file, delimiter=delimiter))[1:]]


def sheet_rows(name: str, sheet: str, above: int) -> list[list]:
    return CalamineWorkbook.from_path(DELIVERY / name).get_sheet_by_name(sheet).to_python()[above:]


def day(text: str) -> date | None:
    return datetime.strptime(text, "%d-%m-%Y").date() if text else None


def is_in_year(when: date | None, quarter: Quarter) -> bool:
    return when is not None and when.year == quarter.year and when <= quarter.end


def is_by(when: date | None, quarter: Quarter) -> bool:
    return bool(when) and when <= quarter.end


def nothing(value: object) -> object:
    return None if value == "" else value


def the_share(table) -> tuple[float, float]:
    return table.numerator.item(), table.denominator.item()


@each_quarter
def test_scan_car_hours(quarter, typed):
    rows = [
        (day(d), wijk, purpose, float(hours.replace(",", ".")))
        for d, wijk, _, _, purpose, hours, _ in text_rows("scanauto_inzet.csv")
    ]
    expected = sum(hours for when, _, _, hours in rows if is_in_year(when, quarter))
    shifts = typed("scanauto_inzet", rows)
    assert driven_hours.scan_car_hours(shifts, quarter).value.item() == pytest.approx(expected)
    assert driven_hours.hours_by_purpose(shifts, quarter).value.sum() == pytest.approx(expected)
    assert driven_hours.hours_per_month(shifts, quarter).value.sum() == pytest.approx(expected)


@each_quarter
def test_elderly_trained(quarter, typed):
    sessions = [
        (row[0], row[1], row[4]) for row in sheet_rows("cybertraining_bijeenkomsten.xlsx", "Bijeenkomsten", above=1)
    ]
    people = [tuple(row[:4]) for row in text_rows("cybertraining_deelnemers.csv")]
    held = {s for s, when, status in sessions if status == "gehouden" and is_in_year(when, quarter)}
    expected = {person for s, person, band, _ in people if s in held and band in ("65-74", "75-84", "85+")}
    # Read by hand: the youngest age of a band, missing where the age is unknown.
    youngest = {"65-74": 65, "75-84": 75, "85+": 85, "<65": 0, "55-64": 55}
    aged = [(session, person, youngest.get(band), wijk) for session, person, band, wijk in people]
    frames = typed("cybertraining_deelnemers", aged), typed("cybertraining_bijeenkomsten", sessions)
    year = TrainingYear(*frames, quarter, 65)
    assert participants.elderly_trained(year).value.item() == len(expected)
    assert participants.new_elderly_per_session(year).value.sum() == len(expected)
    assert participants.elderly_by_wijk(year).value.sum() == len(expected)


@each_quarter
def test_compliant_dealers(quarter, typed):
    rows = [
        (number, when, dealer, reason, *(nothing(item.lower().replace(".", "")) for item in items))
        for number, when, dealer, reason, *items in sheet_rows("opkoper_controles.xlsx", "Controles", above=3)
    ]
    last = {}
    for _, when, dealer, _, *items in sorted(rows, key=lambda row: (row[1], row[0])):
        if is_in_year(when, quarter) and {"ja", "nee"} & set(items):
            last[dealer] = "nee" not in items
    found = compliance.compliant_dealers(typed("opkoper_controles", rows), quarter)
    assert the_share(found) == (sum(last.values()), len(last))


@each_quarter
def test_wijk_safety(quarter, typed):
    rows = [
        (row[0].strip(), nothing(row[2]), nothing(row[3]), nothing(row[5]), {"ja": True, "nee": False}.get(row[6]))
        for row in sheet_rows("wijkveiligheidsscans.xlsx", "Scans", above=1)
    ]
    scans, wijken = typed("wijkveiligheidsscans", rows), [row[0] for row in rows]
    scanned = [row for row in rows if is_by(row[1], quarter)]
    planned = [row for row in scanned if is_by(row[3], quarter)]
    consulted = [row for row in rows if is_by(row[2], quarter)]
    driven = [row for row in planned if row[4]]
    assert the_share(wijk_safety.scanned_wijken(scans, quarter, wijken)) == (len(scanned), 13)
    assert the_share(wijk_safety.consulted_wijken(scans, quarter, wijken)) == (len(consulted), 13)
    assert the_share(wijk_safety.planned_wijken(scans, quarter, wijken)) == (len(planned), 13)
    assert the_share(wijk_safety.data_driven_plans(scans, quarter)) == (len(driven), len(scanned))


@each_quarter
def test_the_crisis_organisation(quarter, typed):
    roles = [(m, r, *map(day, days)) for m, r, *days in text_rows("crisisrollen.csv")]
    serving = [row for row in roles if row[4] <= quarter.end and not is_by(row[5], quarter)]
    trained = [row for row in serving if is_by(row[2], quarter) and row[3] >= quarter.end]
    found = crisis_organisation.trained_members(typed("crisisrollen", roles), quarter)
    assert the_share(found) == (len(trained), len(serving))

    protocols = [(p, day(a), day(b)) for p, _, a, b in text_rows("crisisprotocollen.csv")]
    current = [p for p, a, b in protocols if is_in_year(a, quarter) and is_in_year(b, quarter)]
    found = crisis_organisation.crisis_protocols(typed("crisisprotocollen", protocols), quarter)
    assert the_share(found) == (len(current), 18)

    rows = text_rows("crisisoefeningen.csv")
    exercises = typed("crisisoefeningen", [(day(d), k.lower(), r == "ja", e) for d, k, r, e in rows])
    of_year = [(k, r, e) for d, k, r, e in rows if is_in_year(day(d), quarter)]
    local = sum(k == "Oefening" and r == "nee" for k, r, _ in of_year)
    assert crisis_organisation.local_exercises(exercises, quarter).value.item() == local
    adequate = sum(e == "adequaat" for *_, e in of_year)
    assert crisis_organisation.adequate_exercises(exercises, quarter).value.item() == adequate


@each_quarter
def test_agreements_and_awareness(quarter, typed):
    crucial = ["Toezicht", "Juridisch advies", "Communicatie", "ICT"]
    agreements = [(p, day(a), day(b)) for p, _, a, b in text_rows("crisisafspraken.csv")]
    done = [p for p, a, b in agreements if p in crucial and is_by(a, quarter) and is_by(b, quarter)]
    found = crisis_organisation.crisis_agreements(typed("crisisafspraken", agreements), quarter, crucial)
    assert the_share(found) == (len(done), 4)

    counts = [(day(d), int(n), int(k)) for d, n, k in text_rows("rolbewustzijn.csv")]
    _, staff, aware = max(row for row in counts if row[0] <= quarter.end)
    found = crisis_organisation.role_awareness(typed("rolbewustzijn", counts), quarter)
    assert the_share(found) == (aware, staff)


@each_quarter
def test_enforcement(quarter, typed):
    months = [
        (datetime.strptime(m, "%Y-%m").date(), int(v), int(p), int(e))
        for m, v, p, _, e in text_rows("bestuursdwang.csv")
    ]
    year = [row for row in months if is_in_year(row[0], quarter)]
    found = enforcement.urgent_enforcement(typed("bestuursdwang", months), quarter)
    assert the_share(found) == (sum(row[3] for row in year), sum(row[2] for row in year))

    counts = [(day(d), int(n), int(k)) for d, n, k in text_rows("bodycams.csv")]
    _, boas, with_bodycam = max(row for row in counts if row[0] <= quarter.end)
    assert the_share(enforcement.bodycams(typed("bodycams", counts), quarter)) == (with_bodycam, boas)


@each_quarter
def test_the_dashboard(quarter, typed):
    updates = [(day(d), what) for d, what in text_rows("dashboard_updates.csv")]
    months = {when.month for when, _ in updates if is_in_year(when, quarter)}
    assert dashboard.dashboard_months(typed("dashboard_updates", updates), quarter).value.item() == len(months)

    rows = [(day(d), w, t, based == "ja") for d, w, t, based in text_rows("interventies.csv")]
    expected = sum(based for when, _, _, based in rows if is_in_year(when, quarter))
    found = dashboard.dashboard_interventions(typed("interventies", rows), quarter)
    assert found.value.item() == expected


def test_the_survey_of_2026(typed):
    rows = [
        (str(wave), start, end, wijk.strip(), int(n), clean, light)
        for wave, start, end, wijk, _, n, clean, light in sheet_rows("wijkatlas.xlsx", "Buurt is schoon", above=4)
        if wave
    ]
    of_wave = [(row[4], row[5]) for row in rows if row[0] == "2026"]
    # Respondents are whole: the percentages in the export have one decimal.
    expected = 100 * sum(round(n * percent / 100) for n, percent in of_wave) / sum(n for n, _ in of_wave)
    found = cleanliness.clean_percent(typed("wijkatlas", rows), Quarter(2026, 3))
    total = found[(found.area_level == "municipality") & (found.period == "2026")]
    assert total.value.item() == pytest.approx(expected)
