"""Hand-made results: what the analyses would give, few rows, no file but params and reference."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from helpers.displays.indicators.scorecard import heading
from helpers.floor.areas import Areas
from helpers.floor.params import settings as params
from helpers.floor.quarter import Quarter, quarters_between
from helpers.floor.shapes import tables
from helpers.floor.shapes.delivery import Result
from helpers.floor.shapes.export import Export, told
from helpers.floor.shapes.history import History
from helpers.models.indicators import change, gap
from helpers.models.scan_car import differences
from helpers.sources.catalogue import descriptions

QUARTER = Quarter(2026, 3)
WAVES = ("2018", "2020", "2022", "2024", "2026")
VERDICTS = ("gehaald", "nu op streefwaarde", "op koers", "onzeker", "achter", "niet meer haalbaar", "geen oordeel")
ITEMS = (
    "item_notified",
    "item_dor_account",
    "item_purchase_register",
    "item_mandatory_fields",
    "item_seller_identity",
    "item_holding_period",
    "item_sales_register",
)
MUNICIPAL = {"area_level": "municipality", "period": QUARTER.label, "start": QUARTER.year_start, "end": QUARTER.end}


def build(subject, measures=None, estimates=None, **more):
    return Result(
        subject=subject,
        quarter=QUARTER,
        settings=params.load(),
        areas=Areas.load(),
        measures=tables.measures() if measures is None else measures,
        estimates=tables.estimates() if estimates is None else estimates,
        descriptions=descriptions(),
        **more,
    )


def indicator_rows(settings):
    rows = []
    for i, quarter in enumerate(quarters_between(QUARTER.shift(-7), QUARTER)):
        for j, one in enumerate(settings.indicators):
            about = {
                "measure": one.measure,
                "area_level": "municipality",
                "period": quarter.label,
                "start": quarter.year_start,
                "end": quarter.end,
                "unit": one.unit,
            }
            share = min(1.0, 0.3 + 0.05 * i + 0.04 * j)
            if one.unit == "percent":
                rows.append(
                    {**about, "value": round(20 * share) * 5.0, "numerator": round(20 * share), "denominator": 20}
                )
            else:
                top = one.target(2026) or 10
                part = quarter.number / 4 if one.accumulates == "within_year" else 1
                value = float(round(top * part * (0.6 + 0.03 * j)))
                rows.append({**about, "value": value, "numerator": value})
    return rows


def status_rows(settings, verdicts=VERDICTS):
    return [
        {
            "term": one.id,
            "measure": one.measure,
            "verdict": verdicts[i % len(verdicts)],
            "unit": "probability",
            "rule": "De stand is 75% (3 van 4). De streefwaarde is 100%.",
        }
        for i, one in enumerate(settings.indicators)
    ]


def change_rows(settings, measures, quarter=QUARTER, published=None):
    """What changed in the measures, as the analysis gives it."""
    went_out = History().values if published is None else published
    return change.changes(settings.indicators, measures, quarter, went_out)


def gap_rows(settings, measures, quarter=QUARTER):
    """How far the measures are from their targets, as the analysis gives it."""
    return gap.gaps(settings.indicators, measures, quarter)


@pytest.fixture
def recompared():
    """A result in which the changes are computed again, from its own measures and quarter."""

    def compared(result, published=None):
        kept = result.estimates[~result.estimates.model.isin(["change", "gap"])]
        found = change_rows(result.settings, result.measures, result.quarter, published)
        short = gap_rows(result.settings, result.measures, result.quarter)
        return replace(result, estimates=tables.stack(kept, found, short))

    return compared


@pytest.fixture(scope="session")
def summary():
    settings = params.load()
    statuses = tables.estimates(status_rows(settings), model="status", role="status", period=QUARTER.label)
    measures = tables.measures(indicator_rows(settings))
    estimates = tables.stack(statuses, change_rows(settings, measures), gap_rows(settings, measures))
    exports = (told(Export("bodycams", "bodycams.csv", "a" * 64, 15, date(2023, 1, 31), date(2026, 9, 30)), "row"),)
    return build("management_summary", measures, estimates, exports=exports, is_made_up=True)


@pytest.fixture
def with_verdicts(summary):
    """The summary with one verdict for every indicator, or a list of them."""

    def given(*verdicts):
        rows = status_rows(summary.settings, verdicts)
        return replace(summary, estimates=tables.estimates(rows, model="status", role="status"))

    return given


def scan_car_rows(slope=1.0):
    areas = Areas.load()
    rows = [{**MUNICIPAL, "measure": "scan_car_hours", "value": 1236.0, "unit": "hours"}]
    rows += [
        {**MUNICIPAL, "measure": "scan_car_hours", "split": "purpose", "group": g, "value": v, "unit": "hours"}
        for g, v in (("afval", 402.0), ("beide", 240.0), ("parkeren", 594.0))
    ]
    rows += [
        {
            "area_level": "municipality",
            "measure": "monthly_hours",
            "unit": "hours",
            "period": f"2026-{m:02}",
            "start": date(2026, m, 1),
            "value": 1236 / 9 + 12 * (m - 5),
        }
        for m in range(1, 10)
    ]
    for w, wave in enumerate(WAVES):
        about = {"period": wave, "start": date(int(wave), 5, 1), "end": date(int(wave), 6, 1)}
        for i, code in enumerate(areas.codes):
            hours = (i * 7 + w * 11 + i * w * 3) % 40
            rows.append(
                {
                    **about,
                    "area_level": "wijk",
                    "area": code,
                    "measure": "exposure_hours",
                    "value": float(hours),
                    "unit": "hours",
                }
            )
            rows.append(
                {
                    **about,
                    "area_level": "wijk",
                    "area": code,
                    "measure": "clean_percent",
                    "unit": "percent",
                    "value": 55 + slope * (hours + (i * w * 5) % 17) / 4 + i % 5,
                    "denominator": 120,
                }
            )
        rows.append(
            {
                **about,
                "area_level": "municipality",
                "measure": "clean_percent",
                "value": 58 + slope * w,
                "unit": "percent",
                "denominator": 1500,
            }
        )
    return rows


def panel_rows(verdict="toename", estimate=3.1, low=1.2, high=5.0):
    same = {"model": "within_wijk", "unit": "points_per_10_hours", "level": 0.95, "n": 65, "n_clusters": 13, "df": 12}
    gate = {"role": "gate", "measure": "clean_percent", **same}
    return [
        {
            **same,
            "measure": "clean_percent",
            "term": "scan_car_hours",
            "role": "primary",
            "estimate": estimate,
            "low": low,
            "high": high,
            "verdict": verdict,
            "rule": "Bij 10 uur meer in een wijk ligt het aandeel hoger.",
        },
        {
            **same,
            "measure": "lighting_percent",
            "term": "scan_car_hours",
            "role": "placebo",
            "estimate": 0.2,
            "low": -1.9,
            "high": 2.3,
            "verdict": "onzeker",
        },
        {**same, "measure": "clean_percent", "term": "minimal_detectable", "role": "limit", "estimate": 2.7},
        {
            **gate,
            "term": "wijken",
            "estimate": 13,
            "low": 8,
            "is_met": True,
            "rule": "Van 13 wijken zijn genoeg metingen bekend.",
        },
        {
            **gate,
            "term": "minimal_detectable",
            "estimate": 2.71,
            "low": 5,
            "is_met": True,
            "rule": "Pas een verband van 2,7 procentpunt per 10 uur vinden we meestal; de grens is 5.",
        },
    ]


def beside_rows():
    """What stands beside the association: other reckonings, wijken left out, quarterly outcomes, shapes."""
    panel = {"model": "within_wijk", "measure": "clean_percent", "unit": "points_per_10_hours"}
    limits = [{"term": "wild_bootstrap", "p": 0.031}, {"term": "robustness_value", "estimate": 34.8, "unit": "percent"}]
    without = [
        {"role": "leave_one_out", "area": code, "estimate": 2.8 + (i * 5 % 13) / 20}
        for i, code in enumerate(Areas.load().codes)
    ]
    wide = {"term": "scan_car_hours", "level": 0.95, "n": 195, "n_clusters": 13, "model": "quarterly"}
    outcomes = [
        ("sites_out_of_norm_percent", "primary", -0.31, -0.42, -0.19, "afname", "percentage_points"),
        ("litter_reports_per_1000", "primary", -0.05, -0.21, 0.12, "onzeker", "per_1000"),
        ("lighting_reports_per_1000", "placebo", 0.02, -0.08, 0.12, "onzeker", "per_1000"),
    ]
    names = ("measure", "role", "estimate", "low", "high", "verdict", "unit")
    shape = {"model": "exploratory", "measure": "clean_percent", "role": "exploratory", "level": 0.95}
    shapes = [
        ("lag_0", 2.9, 0.8, 5.0, 0.012, "toename", "percentage_points"),
        ("lag_1", -0.4, -2.1, 1.3, 0.64, "onzeker", "percentage_points"),
        ("previous_outcome", -4.1, -7.8, -0.4, None, "mogelijk gevolgd", "hours"),
    ]
    columns = ("term", "estimate", "low", "high", "q", "verdict", "unit")
    return [
        *({**panel, "role": "limit", **one} for one in limits),
        *({**panel, "term": "scan_car_hours", **one} for one in without),
        *({**wide, **dict(zip(names, one, strict=True))} for one in outcomes),
        *({**shape, **dict(zip(columns, one, strict=True))} for one in shapes),
    ]


@pytest.fixture(scope="session")
def scan_car():
    measures = tables.measures(scan_car_rows())
    exposed, months = (tables.rows_of(measures, measure=name) for name in ("exposure_hours", "monthly_hours"))
    so_far = months.assign(measure="hours_so_far", value=months.value.cumsum())
    moved = differences.between_waves(measures, exposed)
    estimates = tables.estimates([*panel_rows(), *beside_rows()])
    left_out = differences.without_each_wijk(tables.rows_of(estimates, model="within_wijk"))
    return build("scan_car_cleanliness", tables.stack(measures, so_far, moved), tables.stack(estimates, left_out))


@pytest.fixture
def estimates_replaced():
    """A result with its estimates changed: every row where `where` holds gets the new values."""

    def changed(result, where, **new):
        estimates = result.estimates.copy()
        rows = pd.Series(True, index=estimates.index)
        for name, value in where.items():
            rows &= estimates[name] == value
        assert rows.any(), where
        for name, value in new.items():
            estimates.loc[rows, name] = value
        return replace(result, estimates=estimates)

    return changed


@pytest.fixture(scope="session")
def refused(scan_car):
    none = float("nan")
    rows = panel_rows("niet te zien", none, none, none)
    rows[0]["rule"] = "Een verband is nog niet te zien. Bij 2 metingen zijn de uren ervóór bekend; nodig zijn er 3."
    rows[3] |= {"is_met": False}
    return replace(scan_car, estimates=tables.estimates(rows))


def training_rows(values=(14.0, 12.0, 15.0, 11.0, 18.0, 16.0, 12.0, 11.0, 12.0)):
    rows = [{**MUNICIPAL, "measure": "elderly_trained", "value": sum(values), "unit": "persons", "counted": "person"}]
    for i, value in enumerate(values):
        day = date(2026, 1 + i, 12)
        rows.append(
            {
                "measure": "new_elderly",
                "area_level": "municipality",
                "split": "session",
                "group": "gehouden",
                "period": f"S{i + 1:02}",
                "start": day,
                "end": day,
                "value": value,
                "unit": "persons",
            }
        )
    for i, group in enumerate(("gepland", "gepland", "vervallen")):
        day = date(2026, 10 + i, 12)
        rows.append(
            {
                "measure": "new_elderly",
                "area_level": "municipality",
                "split": "session",
                "group": group,
                "period": f"S{i + 10:02}",
                "start": day,
                "end": day,
                "unit": "persons",
            }
        )
    for i, code in enumerate(Areas.load().codes[:3]):
        rows.append(
            {
                "measure": "elderly_trained",
                "area_level": "wijk",
                "area": code,
                "period": QUARTER.label,
                "unit": "persons",
                "counted": "person",
                **({"withheld": "small"} if i == 1 else {"value": 15.0}),
            }
        )
    return rows


def pacing_rows(expected=151.0, chance=0.01):
    forecast = {"role": "forecast", "unit": "persons"}
    rows = [
        {
            "role": "gate",
            "term": "periods_seen",
            "estimate": 9,
            "low": 3,
            "is_met": True,
            "unit": "count",
            "rule": "Voor een verwachting zijn minstens 3 bijeenkomsten nodig. Er zijn er 9.",
        },
        {
            "role": "limit",
            "term": "needed_per_period",
            "estimate": 39.5,
            "unit": "persons",
            "rule": "Nodig: 2 bijeenkomsten met gemiddeld 39,5, zonder uitval.",
        },
        {**forecast, "term": "reach_target", "estimate": chance, "unit": "probability"},
    ]
    for level, width in ((0.5, 5), (0.9, 13)):
        rows.append(
            {
                **forecast,
                "term": "year_end",
                "level": level,
                "estimate": expected,
                "low": expected - width,
                "high": expected + width,
            }
        )
        for at, day in enumerate(("2026-10-12", "2026-11-12"), 1):
            middle = 121 + (expected - 121) * at / 2
            rows.append(
                {
                    **forecast,
                    "term": "path",
                    "at": at,
                    "period": day,
                    "level": level,
                    "estimate": middle,
                    "low": middle - width * at / 2,
                    "high": middle + width * at / 2,
                }
            )
    return rows


@pytest.fixture(scope="session")
def training():
    return build(
        "cyber_training",
        tables.measures(training_rows()),
        tables.estimates(pacing_rows(), model="pacing", measure="elderly_trained"),
    )


@pytest.fixture
def forecast_of(training):
    """The training result with another expectation and chance."""

    def given(expected, chance):
        rows = pacing_rows(expected, chance)
        return replace(training, estimates=tables.estimates(rows, model="pacing", measure="elderly_trained"))

    return given


def dealer_rows(met=13, inspected=20, item_base=20):
    share = {**MUNICIPAL, "unit": "percent", "counted": "dealer"}
    rows = [
        {
            **share,
            "measure": "compliant_dealers_percent",
            "value": 100 * met / inspected,
            "numerator": met,
            "denominator": inspected,
        },
        {**share, "measure": "first_inspection_percent", "value": 50.0, "numerator": 9, "denominator": 18},
        {**MUNICIPAL, "measure": "registered_dealers", "value": 45.0, "unit": "dealers"},
        {**MUNICIPAL, "measure": "empty_inspections", "value": 10.0, "unit": "count"},
    ]
    rows += [
        {
            **share,
            "measure": "compliant_dealers_percent",
            "split": "reason",
            "group": "steekproef",
            "value": 70.0,
            "numerator": 7,
            "denominator": 10,
        },
        {**share, "measure": "compliant_dealers_percent", "split": "reason", "group": "risico", "withheld": "small"},
    ]
    rows += [
        {
            **share,
            "measure": "item_met_percent",
            "split": "item",
            "group": item,
            "value": 100 * (14 + i % 6) / 20,
            "numerator": 14 + i % 6,
            "denominator": item_base,
        }
        for i, item in enumerate(ITEMS)
    ]
    return rows


@pytest.fixture(scope="session")
def dealers():
    estimates = tables.estimates(
        [
            {
                "role": "exploratory",
                "term": "all_dealers",
                "estimate": 65,
                "low": 46.7,
                "high": 80.0,
                "level": 0.95,
                "n": 20,
                "at": 45,
                "unit": "percent",
            },
            {
                "role": "limit",
                "term": "bounds",
                "low": 28.9,
                "high": 84.4,
                "level": 1.0,
                "n": 20,
                "at": 45,
                "unit": "percent",
            },
            {
                "role": "gate",
                "term": "inspected",
                "estimate": 20,
                "low": 5,
                "is_met": True,
                "unit": "dealers",
                "rule": "Nodig zijn minstens 5 gecontroleerde opkopers.",
            },
        ],
        model="finite_population",
        measure="compliant_dealers_percent",
    )
    return build("dealer_compliance", tables.measures(dealer_rows()), estimates)


@pytest.fixture
def rows_replaced():
    """A result with its measures changed: every row where `where` holds gets the new values."""

    def changed(result, where, **new):
        measures = result.measures.copy()
        rows = pd.Series(True, index=measures.index)
        for name, value in where.items():
            rows &= measures[name] == value
        for name, value in new.items():
            measures.loc[rows, name] = value
        return replace(result, measures=measures)

    return changed


@pytest.fixture(scope="session")
def empty():
    """A result of a subject whose exports are missing."""
    return lambda subject, **missing: build(subject, missing=missing)


@pytest.fixture(scope="session")
def goal():
    """`goal(result, indicator_id)`: the heading of the goal that an indicator stands under."""
    return lambda result, indicator_id: heading(result.settings.indicator(indicator_id))
