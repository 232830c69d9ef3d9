"""Years are counted once, other areas stand beside ours, and a rate needs inhabitants of about that year."""

import csv
from pathlib import Path

import pandas as pd
import pytest

from helpers.floor import paths
from helpers.floor.quarter import Quarter
from helpers.floor.shapes.tables import rows_of, the
from helpers.measures.surroundings import police

QUARTER = Quarter(2026, 3)
WIJKEN = ["WK000101", "WK000102"]
REAL = paths.ROOT.parent / "shared" / "data" / "real"


def rows(*several, value="crimes", kind="crime"):
    """Rows as (kind, area, first day, last day, count)."""
    table = pd.DataFrame(several, columns=[kind, "area", "period_start", "period_end", value])
    table[["period_start", "period_end"]] = table[["period_start", "period_end"]].astype("datetime64[us]")
    return table.assign(borders_year=2025)


def year(area, at, count, kind="0.0.0"):
    return (kind, area, f"{at}-01-01", f"{at}-12-31", count)


def people(*several):
    found = [(area, f"{at}-01-01", f"{at}-12-31", count) for area, at, count in several]
    table = pd.DataFrame(found, columns=["area", "period_start", "period_end", "inhabitants"])
    table[["period_start", "period_end"]] = table[["period_start", "period_end"]].astype("datetime64[us]")
    return table.assign(source="CBS")


def made(table, living=None, others=("GM0002",), quarter=QUARTER):
    return police.per_year(table, police.CRIMES, living, WIJKEN, others, quarter)


def values(found, measure="yearly_crimes", **where):
    return {(row.area, row.period): row.value for row in rows_of(found, measure=measure, **where).itertuples()}


def test_a_year_and_its_months_in_one_file_are_not_added_together():
    months = [
        ("0.0.0", "GM0001", f"2025-{at:02}-01", pd.Timestamp(2025, at, 1).days_in_month, 10) for at in range(1, 13)
    ]
    months = [(*one[:3], f"{one[2][:8]}{one[3]}", one[4]) for one in months]
    both = rows(year("GM0001", 2025, 121), *months)
    assert values(made(both)) == {("GM0001", "2025"): 121.0}
    assert values(made(rows(*months))) == {("GM0001", "2025"): 120.0}
    assert values(made(rows(*months[1:]))) == {}  # a month that is missing is no year


def test_a_year_that_is_not_over_has_no_row():
    table = rows(year("GM0001", 2025, 9), year("GM0001", 2026, 3))
    assert set(values(made(table))) == {("GM0001", "2025")}
    assert set(values(made(table, quarter=Quarter(2026, 4)))) == {("GM0001", "2025"), ("GM0001", "2026")}


def test_the_municipality_is_its_own_row_else_its_wijken_and_a_wijk_too_few_is_unknown():
    assert values(made(rows(year("GM0001", 2025, 9), year("WK000101", 2025, 4)))) == {("GM0001", "2025"): 9.0}
    assert values(made(rows(*(year(wijk, 2025, 4) for wijk in WIJKEN)))) == {("GM0001", "2025"): 8.0}
    assert values(made(rows(year(WIJKEN[0], 2025, 4)))) == {}


def test_kinds_stand_beside_the_total_and_do_not_make_it():
    table = rows(year("GM0001", 2025, 100), year("GM0001", 2025, 60, "1.1.1"), year("GM0002", 2025, 7, "1.1.1"))
    found = made(table)
    assert values(found, split="") == {("GM0001", "2025"): 100.0}
    assert rows_of(found, split="crime")[["group", "value"]].values.tolist() == [["1.1.1", 60.0]]


def test_another_municipality_stands_beside_ours_only_where_it_is_named():
    table = rows(*(year(area, 2025, 10) for area in ("GM0001", "GM0002", "GM0003", "NL00")))
    assert {area for area, _ in values(made(table))} == {"GM0001", "GM0002", "NL00"}
    levels = {row.area: row.area_level for row in made(table).itertuples()}
    assert levels == {"GM0001": "municipality", "GM0002": "comparable", "NL00": "country"}
    assert {area for area, _ in values(made(table, others=()))} == {"GM0001", "NL00"}


def test_a_rate_is_of_the_nearest_year_with_inhabitants_and_its_day_is_told():
    table = rows(*(year(area, at, 90) for area in ("GM0001", "GM0002") for at in (2022, 2025)))
    living = people(*(one for at in (2021, 2024) for one in (("GM0001", at, 3000 + at - 2021), ("GM0002", at, 1000))))
    found = made(table, living)
    assert values(found, "yearly_crimes_per_1000")["GM0002", "2025"] == 90.0
    ours = the(found, measure="yearly_crimes_per_1000", area="GM0001", period="2025")
    assert (ours.numerator, ours.denominator, ours.start, ours.series) == (90, 3003, pd.Timestamp(2024, 1, 1), "CBS")
    assert rows_of(found, measure="yearly_crimes_index").empty


def test_a_year_too_far_from_any_inhabitants_has_no_rate_and_the_others_do():
    table = rows(*(year("GM0001", at, 90) for at in (2018, 2021, 2025)))
    found = values(made(table, people(("GM0001", 2024, 3000))), "yearly_crimes_per_1000")
    assert set(found) == {("GM0001", "2021"), ("GM0001", "2025")}


def test_without_the_inhabitants_of_one_area_all_of_them_are_an_index():
    table = rows(*(year(area, at, count) for area in ("GM0001", "GM0002") for at, count in ((2024, 50), (2025, 60))))
    for living in (None, people(("GM0001", 2024, 3000)), people(("GM0001", 2020, 3000), ("GM0002", 2020, 1000))):
        found = made(table, living)
        assert rows_of(found, measure="yearly_crimes_per_1000").empty
        assert values(found, "yearly_crimes_index")["GM0002", "2025"] == pytest.approx(120)


def test_an_index_begins_in_the_first_year_that_all_areas_have():
    table = rows(
        year("GM0001", 2023, 10), year("GM0001", 2024, 20), year("GM0001", 2025, 30),
        year("GM0002", 2024, 5), year("GM0002", 2025, 4),
    )  # fmt: skip
    found = values(made(table), "yearly_crimes_index")
    assert found["GM0001", "2025"] == 150 and found["GM0002", "2025"] == 80 and ("GM0001", "2023") not in found
    assert values(made(table, others=()), "yearly_crimes_index") == {}
    never = made(rows(year("GM0001", 2025, 10), year("GM0002", 2025, 0)))
    assert values(never, "yearly_crimes_index") == {}  # nothing is so many times 0


def test_nuisance_without_a_total_is_that_of_its_kinds():
    table = rows(
        year("GM0001", 2025, 4, "Jeugd"), year("GM0001", 2025, 6, "Zwervers"), value="registrations", kind="kind"
    )
    found = police.per_year(table, police.NUISANCE, None, WIJKEN, [], QUARTER)
    assert values(found, "yearly_nuisance", split="") == {("GM0001", "2025"): 10.0}
    assert sorted(rows_of(found, split="nuisance").group) == ["Jeugd", "Zwervers"]


@pytest.mark.skipif(not REAL.is_dir(), reason="real files of others are only on a machine of the builders")
def test_the_real_municipality_is_all_its_buurten_and_its_shopping_centre_counts_along():
    def read(name):
        with (Path(REAL) / name).open(encoding="utf-8-sig", newline="") as lines:
            return list(csv.DictReader(lines))

    crimes = read("politie/47018NED_2023_totaal_buurten_gm1916.csv")
    table = rows(*(year(row["WijkenEnBuurten"], 2023, int(row["GeregistreerdeMisdrijven_1"])) for row in crimes))
    living = read("cbs/85984NED_inwoners_2024_buurten_gm1916.csv")
    wijken = sorted({f"WK{row['nhood_id'][2:8]}" for row in living})
    there = people(*((row["nhood_id"], 2024, int(row["population"])) for row in living))
    found = police.per_year(table, police.CRIMES, there, wijken, ["GM1680"], QUARTER)
    rate = the(found, measure="yearly_crimes_per_1000")
    assert (rate.numerator, rate.denominator) == (3762, 78240)
    assert rate.value == pytest.approx(48.08, abs=0.01)
    assert table.set_index("area").crimes["BU19160103"] == 510  # Leidsenhage: nobody lives there
