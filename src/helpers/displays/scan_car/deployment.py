"""The proposal for next quarter: how many hours in which wijk, and how the lot was drawn."""

import pandas as pd
from matplotlib.figure import Figure as Drawing

from helpers.displays import readings
from helpers.displays.drawing import tiles
from helpers.displays.drawing.columns import PAGE_ONLY, Column, file_only, table
from helpers.displays.drawing.figure import figure
from helpers.displays.drawing.palette import BAND, C1, INK, PAPER
from helpers.displays.source_lines import cannot_tell, line_with_inhabitants
from helpers.floor import dutch
from helpers.floor.quarter import Quarter
from helpers.floor.shapes.delivery import Result
from helpers.floor.shapes.pieces import Figure, Table, Text
from helpers.floor.shapes.tables import each_row, rows_of

DATASETS = ("scanauto_inzet", "wijkatlas")
ARMS = {"plus": "meer", "min": "minder", "gelijk": "gelijk"}
LOOKS = {"plus": tiles.Look(C1, PAPER), "min": tiles.Look(PAPER, INK, C1), "gelijk": tiles.Look(BAND, INK)}
_HOURS = ["planned_hours", "base_hours", "lot_change"]


def deployment_plan(result: Result) -> Table | Text:
    """Per wijk, in code order: hours for next quarter, with the pair and the coin. The CSV is for the planner."""
    plan = planned(result)
    if plan.empty:
        return _no_plan(result)
    return table(
        "deployment_plan",
        f"Voorstel voor de uren in het {_quarter(plan)}; het lot viel met startgetal {_seed(result)}",
        pd.concat([plan, _whole(result)]),
        _columns(is_plan=True),
        notes=_notes(result, plan),
        source=line_with_inhabitants(result, *DATASETS),
    )


def deployment_map(result: Result) -> Figure | Text:
    """A tile map of the proposal: who gets more, fewer or the same hours, in words and by fill."""
    plan = planned(result)
    if plan.empty:
        return _no_plan(result)
    title = map_title(plan)
    return figure(
        lambda drawing: _paint(drawing, result, plan),
        name="deployment_map",
        title=title,
        subtitle=f"Voorgestelde uren per wijk in het {_quarter(plan)}, en wat het lot eraan veranderde. "
        "Elke tegel is een wijk; de ligging is bij benadering.",
        alt=[
            "Een kaart met een tegel per wijk; in elke tegel staan de uren en wat het lot gaf.",
            *(
                f"{result.areas.short_name(one.wijk)}: {_exact(one.planned_hours)} ({_change(one)})."
                for one in each_row(plan)
            ),
        ],
        source=line_with_inhabitants(result, *DATASETS),
        height=tiles.height(result.areas.table),
        frame=plan,
        columns=_columns(is_plan=False),
    )


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


def map_title(plan: pd.DataFrame) -> str:
    """The message: how many wijken get more, fewer and the same hours.

    >>> map_title(pd.DataFrame({"arm": ["plus", "min"], "lot_change": [8.0, -8.0]}))
    'Voorstel, geloot: 1 wijk krijgt 8 uur meer, 1 wijk 8 uur minder'
    """
    parts: list[str] = []
    for arm, word in ARMS.items():
        changes = plan.lot_change[plan.arm == arm]
        n, steps = len(changes), changes.abs().unique()
        if not n:
            continue
        by = f" {_exact(steps[0])}" if arm != "gelijk" and len(steps) == 1 else ""
        verb = "" if parts else (" krijgt" if n == 1 else " krijgen")
        verb = (" blijft" if n == 1 else " blijven") if arm == "gelijk" else verb
        parts.append(f"{dutch.counted(n, 'wijk', 'wijken')}{verb}{by} {word}")
    return f"Voorstel, geloot: {', '.join(parts)}"


def _columns(is_plan: bool) -> list[Column]:
    """Those of the plan; the map has no hours before the lot, and its file no names."""
    before = [Column("base_hours", "Uren vóór het lot", decimals=2)] if is_plan else []
    return [
        *file_only("quarter", "wijk"),
        Column("wijk_name", "Wijk", is_in_file=is_plan),
        Column("pair", "Paar", decimals=0),
        Column("arm"),
        *before,
        Column("lot_change", "Het lot", "hours", written=_change, is_in_file=False),
        Column("planned_hours", "Uren in het voorstel", decimals=2),
    ]


def _whole(result: Result) -> pd.DataFrame:
    """The hours of all wijken together: the last row of the page."""
    whole = rows_of(result.measures, measure=["base_hours", "planned_hours"], area_level="municipality")
    beside = readings.side_by_side(whole, "period", "base_hours", "planned_hours")
    return beside.assign(wijk_name="Totaal", pair="", **{PAGE_ONLY: True})


def _quarter(plan: pd.DataFrame) -> str:
    return Quarter.parse(plan.quarter.iloc[0]).in_dutch


def _no_plan(result: Result) -> Text:
    return cannot_tell(result, "een voorstel voor de uren van het volgende kwartaal", *DATASETS)


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
        f"Twee wijken die op elkaar lijken, vormen een paar: in {dutch.listing(alike)}.",
        f"In elk paar wijst een munt aan welke wijk {step} meer krijgt. De andere krijgt {step} minder.",
        *([f"Zonder paar, en dus zonder munt: {dutch.listing(alone)}."] if alone else []),
        "Uren vóór het lot: naar de gewone uren van de laatste kwartalen. Het lot laat het totaal gelijk.",
        f"De munt volgt uit startgetal {_seed(result)} en het kwartaal. Wie het overdoet, krijgt hetzelfde lot.",
        "Omdat het lot beslist, volgen de uren niet hoe vuil een wijk is.",
    ]


def _paint(drawing: Drawing, result: Result, plan: pd.DataFrame) -> None:
    drawn = {one.wijk: tiles.Tile(LOOKS[one.arm], _exact(one.planned_hours), _change(one)) for one in each_row(plan)}
    arms = [arm for arm in ARMS if (plan.arm == arm).any()]
    key = [(LOOKS[arm], f"{ARMS[arm]} uren" if arm != "gelijk" else "dezelfde uren") for arm in arms]
    tiles.paint(drawing, result.areas.table, drawn, key)
