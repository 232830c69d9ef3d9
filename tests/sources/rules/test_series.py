import numpy as np
import pytest

from helpers.sources.rules import series

WIJKEN = [f"WK00000{i}" for i in range(1, 7)]
MONTHS = [f"2025-{i:02d}-01" for i in range(1, 13)]
CATEGORIES = ["Zwerfvuil", "Grofvuil", "Overig"]


def reports(wijken=WIJKEN, months=MONTHS, seed=3, mean=6):
    random = np.random.default_rng(seed)
    return [
        {"month": month, "wijk": wijk, "category": category, "reports": int(random.poisson(mean))}
        for month in months
        for wijk in wijken
        for category in CATEGORIES
    ]


def number(rows, **of):
    """The reports of a row that is there."""
    [row] = [row for row in rows if all(row[name] == value for name, value in of.items())]
    return row["reports"]


def copied(rows, one, other, *, months=MONTHS, categories=CATEGORIES):
    """The rows with the numbers of one wijk at the other, in these months and categories."""
    return [
        row | {"reports": number(rows, wijk=one, month=row["month"], category=row["category"])}
        if row["wijk"] == other and row["month"] in months and row["category"] in categories
        else row
        for row in rows
    ]


@pytest.fixture
def found(reading_of):
    return lambda rows, dataset="meldingen": [
        (fault.rule, fault.level, fault.row, fault.message) for fault in series.faults(reading_of(dataset, rows))
    ]


@pytest.mark.parametrize("seed", range(10))
@pytest.mark.parametrize("mean", [0.7, 2, 30])
def test_series_of_chance_give_no_fault(found, seed, mean):
    assert found(reports(seed=seed, mean=mean)) == []


def test_a_table_without_rows_gives_no_fault(found):
    assert found([]) == []


def test_a_wijk_with_the_numbers_of_another_is_an_error_that_names_both(found):
    rows = copied(reports(), "WK000002", "WK000005")
    message = "WK000005 heeft in 12 perioden precies dezelfde waarden als WK000002."
    assert found(rows) == [("gekopieerde wijk", "error", 14, message)]


def test_a_wijk_that_differs_now_and_then_is_no_copy(found):
    rows = copied(reports(), "WK000002", "WK000005")
    for row in rows:
        row["reports"] += row["wijk"] == "WK000005" and row["month"] in MONTHS[2::3]
    assert found(rows) == []


def test_a_copy_is_seen_through_months_that_one_of_them_lacks(found):
    rows = copied(reports(), "WK000002", "WK000005")
    rows = [row for row in rows if (row["wijk"], row["month"]) != ("WK000005", "2025-04-01")]
    assert ("gekopieerde wijk", "error") in {fault[:2] for fault in found(rows)}


def test_a_copy_in_a_part_of_the_time_is_an_error_with_how_long(found):
    rows = copied(reports(), "WK000002", "WK000005", months=MONTHS[3:])
    for row in rows:
        row["reports"] += (row["wijk"], row["month"]) == ("WK000005", "2025-03-01")
    [fault] = found(rows)
    assert fault[1] == "error"
    assert fault[3] == "WK000005 heeft in 9 perioden precies dezelfde waarden als WK000002."


@pytest.mark.parametrize("seed", range(20))
def test_rare_reports_beside_a_common_category_are_no_copy(found, seed):
    random = np.random.default_rng(seed)
    means = dict(zip(CATEGORIES, (3, 0.1, 0.1), strict=True))
    rows = [row | {"reports": int(random.poisson(means[row["category"]]))} for row in reports(months=MONTHS[:3])]
    assert found(rows) == []


def test_a_copy_in_one_category_is_named_with_it(found):
    rows = copied(reports(), "WK000002", "WK000005", categories=["Grofvuil"])
    message = "WK000005 heeft bij “Grofvuil” in 12 perioden precies dezelfde waarden als WK000002."
    assert [(fault[1], fault[3]) for fault in found(rows)] == [("error", message)]


@pytest.mark.parametrize(("values", "level"), [(3, None), (6, "warning"), (9, "error")])
def test_few_equal_values_are_a_warning_or_nothing(found, values, level):
    months = MONTHS[: values // 3]
    rows = copied(reports(months=months, mean=40), "WK000002", "WK000005", months=months)
    assert [fault[1] for fault in found(rows)] == ([level] if level else [])


def test_equal_values_that_hardly_vary_are_no_copy(found):
    rows = [row | {"reports": i % 3} for i, row in enumerate(reports(mean=1))]
    assert [fault for fault in found(rows) if fault[0] == "gekopieerde wijk"] == []


def survey(waves=("2018", "2020", "2022", "2024"), seed=5):
    random = np.random.default_rng(seed)
    return [
        {"wave": wave, "fieldwork_start": f"{wave}-03-01", "fieldwork_end": f"{wave}-04-30", "wijk": wijk}
        | {"respondents": int(random.poisson(120))}
        | {"clean_percent": round(random.normal(70, 6), 1), "lighting_percent": round(random.normal(66, 6), 1)}
        for wave in waves
        for wijk in WIJKEN
    ]


def test_a_survey_of_chance_gives_no_fault(found):
    assert found(survey(), "wijkatlas") == []


def test_a_wijk_with_the_survey_of_another_is_an_error(found):
    rows = survey()
    for start in range(0, len(rows), len(WIJKEN)):
        for name in ("respondents", "clean_percent", "lighting_percent"):
            rows[start + 3][name] = rows[start][name]
    message = "WK000004 heeft in 4 perioden precies dezelfde waarden als WK000001."
    assert found(rows, "wijkatlas") == [("gekopieerde wijk", "error", 5, message)]


def test_one_percentage_that_is_that_of_another_wijk_is_a_warning(found):
    rows = survey()
    for start in range(0, len(rows), len(WIJKEN)):
        rows[start + 3]["clean_percent"] = rows[start]["clean_percent"]
    message = "WK000004 heeft bij “% buurt is schoon” in 4 perioden precies dezelfde waarden als WK000001."
    assert found(rows, "wijkatlas") == [("gekopieerde wijk", "warning", 5, message)]


def test_a_total_among_the_categories_is_an_error(found):
    rows = reports()
    totals = [
        {"month": month, "wijk": wijk, "category": "Alles"}
        | {"reports": sum(number(rows, month=month, wijk=wijk, category=category) for category in CATEGORIES)}
        for month in MONTHS
        for wijk in WIJKEN
    ]
    message = "“Alles” is in elke periode de som van alle andere."
    assert found(rows + totals) == [("verborgen totaal", "error", len(rows) + 2, message)]


def test_a_total_of_some_categories_is_an_error(found):
    rows = reports()
    waste = ["Zwerfvuil", "Grofvuil"]
    totals = [
        {"month": month, "wijk": wijk, "category": "Afval"}
        | {"reports": sum(number(rows, month=month, wijk=wijk, category=category) for category in waste)}
        for month in MONTHS
        for wijk in WIJKEN
    ]
    message = "“Afval” is in elke periode de som van Grofvuil en Zwerfvuil."
    assert [fault[3] for fault in found(rows + totals)] == [message]


def test_wijken_merged_under_one_code_are_an_error(found):
    rows = [row for row in reports() if row["wijk"] != "WK000006"]
    merged = ["WK000002", "WK000003", "WK000004"]
    totals = [
        {"month": month, "wijk": "WK000006", "category": category}
        | {"reports": sum(number(rows, month=month, wijk=wijk, category=category) for wijk in merged)}
        for month in MONTHS
        for category in CATEGORIES
    ]
    message = "“WK000006” is in elke periode de som van WK000002, WK000003 en WK000004."
    assert [fault[3] for fault in found(rows + totals)] == [message]


def test_a_month_that_is_the_one_before_it_is_said(found):
    rows = reports(months=MONTHS[:6])
    again = [row | {"month": "2025-07-01"} for row in rows if row["month"] == "2025-06-01"]
    message = "Alle waarden van juli 2025 zijn gelijk aan die van juni 2025."
    assert found(rows + again) == [("gekopieerde periode", "warning", len(rows) + 2, message)]


def test_a_repeated_month_is_seen_though_a_wijk_lacks_in_both(found):
    rows = [row for row in reports(months=MONTHS[:6]) if (row["wijk"], row["month"]) != ("WK000004", MONTHS[5])]
    again = [row | {"month": "2025-07-01"} for row in rows if row["month"] == "2025-06-01"]
    assert "gekopieerde periode" in {fault[0] for fault in found(rows + again)}


def test_months_without_rows_are_named(found):
    rows = [row for row in reports() if row["month"] not in ("2025-03-01", "2025-07-01", "2025-08-01")]
    message = "Er zijn geen rijen over maart 2025 en juli 2025 tot en met augustus 2025."
    assert found(rows) == [("gat in de reeks", "warning", 2, message)]


def test_a_wijk_that_alone_is_missing_is_said_once(found):
    gone = {("WK000004", "2025-03-01"), ("WK000004", "2025-05-01")}
    rows = [row for row in reports() if (row["wijk"], row["month"]) not in gone]
    message = "WK000004 ontbreekt in maart 2025 en mei 2025, terwijl alle andere er zijn."
    assert [(fault[0], fault[1], fault[3]) for fault in found(rows)] == [("wijk ontbreekt", "warning", message)]


def test_wijken_that_are_missing_together_are_not_said(found):
    gone = {("WK000004", "2025-03-01"), ("WK000003", "2025-03-01")}
    assert found([row for row in reports() if (row["wijk"], row["month"]) not in gone]) == []


def test_the_scan_car_need_not_drive_in_every_wijk(found):
    random = np.random.default_rng(1)
    rows = [
        {"date": month, "wijk": wijk, "vehicle": "SA-1", "purpose": "afval", "hours": random.integers(4, 20) / 4}
        for month in MONTHS
        for wijk in WIJKEN
        if (month, wijk) != ("2025-03-01", "WK000004")
    ]
    assert found(rows, "scanauto_inzet") == []


def test_a_fault_of_a_series_says_its_rule_in_words_without_values(reading_of):
    [fault] = series.faults(reading_of("meldingen", copied(reports(), "WK000002", "WK000005")))
    assert fault.about == "Twee wijken hebben niet over alle perioden dezelfde waarden."
    assert (fault.file, fault.column) == ("meldingen.csv", "wijkcode")
    assert fault.value == "" and fault.hint


@pytest.mark.parametrize(
    ("month", "there", "level"),
    [(12, 3, "warning"), (12, 4, None), (6, 3, "warning"), (6, 1, "warning"), (12, 1, "warning")],
)
def test_a_month_that_lost_most_wijken_is_told(found, month, there, level):
    rows = reports()
    kept = [row for row in rows if row["month"] != MONTHS[month - 1] or row["wijk"] in WIJKEN[:there]]
    thin = [fault for fault in found(kept) if fault[0] == "wijken ontbreken"]
    assert [(fault[1], fault[3].partition(" ")[0]) for fault in thin] == ([(level, "Over")] if level else [])


def test_wijken_that_joined_later_did_not_lack_before(found):
    rows = [row for row in reports() if row["month"] >= MONTHS[3] or row["wijk"] in WIJKEN[:2]]
    assert found(rows) == []
