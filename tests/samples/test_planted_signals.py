"""What is planted for the dashboard changes its own cells of the sample, and no other number."""

import csv
import io
from collections import Counter
from dataclasses import replace

import pytest

from helpers.floor.areas import Areas
from helpers.floor.quarter import Quarter
from helpers.measures.indicators import neighbourhoods
from helpers.samples import make
from helpers.samples.exports import afvalwaarnemingen, interventies, meldingen, misdrijven
from helpers.samples.truth import PLANTED_SIGNALS, PlantedSignal, Truth

AREAS = Areas.load()
WITH, WITHOUT = Truth(), Truth(planted_signals=())
CATEGORIES = {"waste": "Zwerfvuil", "lighting": "Straatverlichting"}


def planted_cells(kinds):
    return {
        (month, AREAS.codes[one.place], CATEGORIES.get(one.kind)): one.times
        for one in PLANTED_SIGNALS
        if one.kind in kinds
        for month in one.months
    }


def test_only_the_planted_months_have_more_reports_and_about_as_many_times_as_planted():
    planted = planted_cells(CATEGORIES)
    more = {
        one[:3]: one[3] - other[3]
        for one, other in zip(meldingen.rows(WITH, AREAS), meldingen.rows(WITHOUT, AREAS), strict=True)
        if one != other
    }
    assert set(more) == set(planted) and len(more) == 5
    ordinary = meldingen._expected(WITH, AREAS)
    for cell, times in planted.items():
        assert more[cell] == pytest.approx((times - 1) * ordinary[cell], abs=3 * (times * ordinary[cell]) ** 0.5)


def test_only_the_planted_mondays_have_more_sites_out_of_norm():
    with_, without = afvalwaarnemingen.rows(WITH, AREAS), afvalwaarnemingen.rows(WITHOUT, AREAS)
    other = [(one, bare) for one, bare in zip(with_, without, strict=True) if one != bare]
    months = {(one[0][:7], one[1]) for one, _ in other}
    assert months == {cell[:2] for cell in planted_cells({"sites"})} and other
    for one, bare in other:
        assert one[:3] == bare[:3] and one[3] - bare[3] == one[4] - bare[4] > 0


def test_no_other_file_of_the_sample_knows_of_what_is_planted():
    made, bare = make.exports(WITH), make.exports(WITHOUT)
    changed = {"afvalwaarnemingen.csv", "interventies.csv", "meldingen.csv"}
    assert {name for name in made if made[name] != bare[name]} == changed


def test_interventions_of_the_month_after_carry_the_number_of_the_signal_in_their_wijk():
    with_, without = (
        list(csv.reader(io.StringIO(interventies.export(truth, AREAS).decode("cp1252")), delimiter=";"))[1:]
        for truth in (WITH, WITHOUT)
    )
    assert [row[:4] for row in with_] == [row[:4] for row in without] and not any(row[4] for row in without)
    told = {(row[0][3:], row[1], row[3], row[4]) for row in with_ if row[4]}
    assert told == {("08-2025", "WK191603", "ja", "S2025-07-1"), ("09-2026", "WK191605", "ja", "S2026-08-1")}


def test_what_is_planted_is_of_the_first_own_category_of_its_kind_and_nothing_where_there_is_none():
    signals = (PlantedSignal(1, ("2026-09",), "waste", 9.0), PlantedSignal(1, ("2026-09",), "lighting", 9.0))
    truth = replace(WITH, waste_reports=("Vuilnis", "Puin"), lighting_reports=(), planted_signals=signals)
    bare = replace(truth, planted_signals=())
    other = [
        one[:3]
        for one, two in zip(meldingen.rows(truth, AREAS), meldingen.rows(bare, AREAS), strict=True)
        if one != two
    ]
    assert other == [("2026-09", AREAS.codes[1], "Vuilnis")]


def test_one_wijk_has_nothing_planted():
    one = replace(AREAS, table=AREAS.table.iloc[:1])
    assert meldingen.rows(WITH, one) == meldingen.rows(WITHOUT, one)
    assert afvalwaarnemingen.rows(WITH, one) == afvalwaarnemingen.rows(WITHOUT, one)


@pytest.fixture(scope="module")
def crimes():
    rows = csv.reader(io.StringIO(misdrijven.export(WITH, AREAS).decode("cp1252")), delimiter=";")
    return [(kind.strip(), area.strip(), period, int(count)) for kind, area, period, count, _ in list(rows)[1:]]


def test_the_months_of_crimes_are_the_last_36_of_each_wijk_and_add_up_to_its_years(crimes):
    months = {(area, period): count for _, area, period, count in crimes if "MM" in period}
    assert {area for area, _ in months} == set(AREAS.codes) and len(months) == 36 * 13
    assert min(months)[1] == "2023MM10" and max(months)[1] == "2026MM09"
    years, added = Counter(), Counter()
    for _, area, period, count in crimes:
        if area.startswith("BU") and period in ("2024JJ00", "2025JJ00"):
            years[f"WK{area[2:8]}", period[:4]] += count
    for (area, period), count in months.items():
        added[area, period[:4]] += count
    assert {key: added[key] for key in years} == dict(years) and len(years) == 26


def test_who_reads_the_years_of_crimes_does_not_see_their_months(sample):
    table = sample["misdrijven"]
    is_month = table.period_start.dt.month == table.period_end.dt.month
    assert is_month.sum() == 36 * 13
    for year in (2024, 2025):
        quarter = Quarter(year, 4)
        read = [
            neighbourhoods.crimes(part, sample["bevolking"], AREAS.codes, quarter) for part in (table, table[~is_month])
        ]
        assert set(read[0].period) == {str(year)}
        assert read[0].equals(read[1])
