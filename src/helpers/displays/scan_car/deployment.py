"""The choice about next quarter's hours: what the lot would do to which wijk, and what that costs."""

import pandas as pd

from helpers.displays import readings
from helpers.displays.drawing.columns import PAGE_ONLY, Column, file_only, table
from helpers.displays.scan_car import detectable
from helpers.displays.source_lines import cannot_tell, line_with_inhabitants, refused
from helpers.floor import dutch
from helpers.floor.quarter import Quarter
from helpers.floor.shapes.delivery import Result
from helpers.floor.shapes.pieces import Table, Text
from helpers.floor.shapes.tables import rows_of

DATASETS = ("scanauto_inzet", "wijkatlas")
ARMS = {"plus": "meer", "min": "minder", "gelijk": "gelijk"}
_HOURS = ["planned_hours", "base_hours", "lot_change"]


def deployment_plan(result: Result) -> Table | Text:
    """Per wijk, in code order: hours for next quarter, with the pair and the coin. The CSV is for the planner."""
    plan = planned(result)
    if plan.empty:
        return _no_plan(result)
    return table(
        "deployment_plan",
        f"Zo zou het lot de uren verdelen in het {_quarter(plan)}, met startgetal {_seed(result)}",
        pd.concat([plan, _whole(result)]),
        _columns(),
        notes=_notes(result, plan),
        source=line_with_inhabitants(result, *DATASETS),
    )


def deployment_choice(result: Result) -> Text:
    """The choice for the council: share out as now, or let the lot share out a part; what that costs and gives."""
    plan = planned(result)
    if plan.empty:
        return _no_plan(result)
    fewer = plan[plan.arm == "min"]
    names = dutch.listing([result.areas.short_name(code) for code in fewer.wijk])
    return Text(
        [
            "Verdelen zoals nu: dan zien we hooguit een samenhang, en blijft de oorzaak onbekend.",
            f"Loten: {_moved(plan)}, binnen hetzelfde totaal.",
            f"De prijs: in het {_quarter(plan)} minder uren voor {dutch.counted(len(fewer), 'wijk', 'wijken')}. "
            f"Met het lot van dat kwartaal zijn dat {names}.",
            "Elk kwartaal valt het lot opnieuw, zodat niet steeds dezelfde wijk minder krijgt.",
            *detectable.found_said(result),
        ],
        is_list=True,
    )


def choice(result: Result) -> str:
    """The choice as the summary lays it before the council; "" where there is nothing to choose."""
    plan = planned(result)
    asked = "Keuze voor de raad: loten we over een deel van de uren van de scanauto?"
    return "" if plan.empty else f"{asked} Per kwartaal: {_moved(plan)}."


def _moved(plan: pd.DataFrame) -> str:
    """Who gets more and who fewer: "6 wijken krijgen 8 uur meer en 6 wijken 8 uur minder"."""
    parts: list[str] = []
    for arm in ("plus", "min"):
        changes = plan.lot_change[plan.arm == arm]
        hours = f"{_exact(changes.abs().iloc[0])} {ARMS[arm]}" if changes.abs().nunique() == 1 else f"{ARMS[arm]} uren"
        verb = "" if parts else (" krijgt" if len(changes) == 1 else " krijgen")
        parts.append(f"{dutch.counted(len(changes), 'wijk', 'wijken')}{verb} {hours}")
    return " en ".join(parts)


def planned(result: Result) -> pd.DataFrame:
    """The wijken of the proposal, in code order; those of which a figure is not shown are left out.

    Columns: quarter, wijk, wijk_name, pair, arm (what the coin gave), base_hours, lot_change, planned_hours.
    """
    wijken = rows_of(result.measures, measure=_HOURS, area_level="wijk")
    plan = readings.side_by_side(wijken, ["period", "area"], *_HOURS).dropna(subset=_HOURS)
    groups = {name: wijken[wijken.measure == name].set_index("area").group for name in _HOURS}
    return plan.rename(columns={"period": "quarter", "area": "wijk"}).assign(
        wijk_name=plan.area.map(result.areas.name),
        pair=plan.area.map(groups["base_hours"]),
        arm=plan.area.map(groups["planned_hours"]),
    )


def _columns() -> list[Column]:
    return [
        *file_only("quarter", "wijk"),
        Column("wijk_name", "Wijk"),
        Column("pair", "Paar", decimals=0),
        Column("arm"),
        *file_only("base_hours"),
        Column("lot_change", "Het lot", "hours", written=_change, is_in_file=False),
        Column("planned_hours", "Uren na het lot", decimals=2),
    ]


def _whole(result: Result) -> pd.DataFrame:
    """The hours of all wijken together: the last row of the page."""
    whole = rows_of(result.measures, measure=["base_hours", "planned_hours"], area_level="municipality")
    beside = readings.side_by_side(whole, "period", "base_hours", "planned_hours")
    return beside.assign(wijk_name="Totaal", pair="", **{PAGE_ONLY: True})


def _quarter(plan: pd.DataFrame) -> str:
    return Quarter.parse(plan.quarter.iloc[0]).in_dutch


def _no_plan(result: Result) -> Text:
    what, total = "een loting over de uren van het volgende kwartaal", _total(result)
    if result.missing.keys().isdisjoint(DATASETS) and len(total) and not total.is_met.all():
        return refused(what, total.rule)
    return cannot_tell(result, what, *DATASETS)


def _total(result: Result) -> pd.DataFrame:
    """Over how many hours the lot goes, and why, or why it cannot: one row, none without the analysis."""
    return rows_of(result.estimates, model=detectable.MODEL, term="plan_total")


def _seed(result: Result) -> int:
    return result.settings.preregistration.seed


def _exact(hours: float) -> str:
    return dutch.quantity(hours, "hours", 0 if float(hours).is_integer() else 2)


def _change(one: pd.Series) -> str:
    """What the coin changed, in words: "+8 uur", or "gelijk"."""
    if one.lot_change == 0:
        return ARMS["gelijk"]
    return dutch.difference(one.lot_change, "hours", 0 if float(one.lot_change).is_integer() else 2)


def _notes(result: Result, plan: pd.DataFrame) -> list[str]:
    step = _exact(result.settings.preregistration.plan_step_hours)
    alike = [*([] if "wijkatlas" in result.missing else ["oordeel"]), "gewone uren", "inwoners"]
    alone = plan.wijk_name[plan.pair == ""].tolist()
    return [
        f"Wijken die op elkaar lijken in {dutch.listing(alike)}, vormen een paar.",
        f"In elk paar wijst een munt aan welke wijk {step} meer krijgt. De andere krijgt {step} minder.",
        *([f"Zonder paar, en dus zonder munt: {dutch.listing(alone)}."] if alone else []),
        *_total(result).rule,
        "Het lot laat het totaal gelijk.",
        f"De munt volgt uit startgetal {_seed(result)} en het kwartaal.",
        "Omdat het lot beslist, volgen de uren niet hoe vuil een wijk is.",
    ]
