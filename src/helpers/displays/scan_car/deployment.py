"""The proposal for next quarter: how many hours in which wijk, and how the lot was drawn."""

from __future__ import annotations

from dataclasses import dataclass

from matplotlib.figure import Figure as Drawing

from helpers.displays import readings
from helpers.displays.drawing import tiles
from helpers.displays.drawing.cells import data
from helpers.displays.drawing.figure import alt_text, figure
from helpers.displays.drawing.palette import BAND, C1, INK, PAPER
from helpers.displays.source_lines import cannot_tell, line_with_inhabitants
from helpers.floor import dutch
from helpers.floor.quarter import Quarter
from helpers.floor.shapes.delivery import Result
from helpers.floor.shapes.pieces import Cell, Figure, Table, Text
from helpers.floor.shapes.tables import rows_of

DATASETS = ("scanauto_inzet", "wijkatlas")
ARMS = {"plus": "meer", "min": "minder", "gelijk": "gelijk"}
LOOKS = {"plus": tiles.Look(C1, PAPER), "min": tiles.Look(PAPER, INK, C1), "gelijk": tiles.Look(BAND, INK)}


@dataclass(frozen=True)
class Planned:
    """One wijk in the proposal: its pair, what the coin gave it, and its hours before and after the coin."""

    wijk: str
    pair: str
    arm: str
    base: float
    hours: float

    @property
    def change(self) -> str:
        """What the coin changed, in words: "+8 uur", or "gelijk"."""
        return ARMS["gelijk"] if self.hours == self.base else _signed(self.hours - self.base)


def deployment_plan(result: Result) -> Table | Text:
    """Per wijk, in code order: hours for next quarter, with the pair and the coin. The CSV is for the planner."""
    plan, quarter = planned(result), _quarter(result)
    if not plan or quarter is None:
        return _no_plan(result)
    rows = [
        [
            Cell(result.areas.name(one.wijk)),
            Cell(one.pair or dutch.NOTHING, "number"),
            Cell(dutch.number(one.base, 2), "number"),
            Cell(one.change, "number"),
            Cell(dutch.number(one.hours, 2), "number"),
        ]
        for one in plan
    ]
    before, after = (
        dutch.number(sum(values), 2) for values in zip(*((p.base, p.hours) for p in plan), strict=True)
    )
    rows.append([Cell("Totaal"), *(Cell(t, "number") for t in (dutch.NOTHING, before, dutch.NOTHING, after))])
    return Table(
        "deployment_plan",
        f"Voorstel voor de uren in het {quarter.in_dutch}; het lot viel met startgetal {_seed(result)}",
        ["Wijk", "Paar", "Uren vóór het lot", "Het lot", "Uren in het voorstel"],
        rows,
        notes=_notes(result, plan),
        source=line_with_inhabitants(result, *DATASETS),
        data=data(
            ["quarter", "wijk", "wijk_name", "pair", "arm", "base_hours", "planned_hours"],
            [
                [quarter.label, one.wijk, result.areas.name(one.wijk), one.pair, one.arm, one.base, one.hours]
                for one in plan
            ],
        ),
    )


def deployment_map(result: Result) -> Figure | Text:
    """A tile map of the proposal: who gets more, fewer or the same hours, in words and by fill."""
    plan, quarter = planned(result), _quarter(result)
    if not plan or quarter is None:
        return _no_plan(result)
    title = map_title(plan)
    return figure(
        lambda drawing: _paint(drawing, result, plan),
        name="deployment_map",
        title=title,
        subtitle=f"Voorgestelde uren per wijk in het {quarter.in_dutch}, en wat het lot eraan veranderde. "
        "Elke tegel is een wijk; de ligging is bij benadering.",
        alt=alt_text(
            [
                f"{title}.",
                "Een kaart met een tegel per wijk; in elke tegel staan de uren en wat het lot gaf.",
                *(
                    f"{result.areas.short_name(one.wijk)}: {_exact(one.hours)} ({one.change})."
                    for one in plan
                ),
            ]
        ),
        source=line_with_inhabitants(result, *DATASETS),
        height=tiles.height(result.areas.table),
        columns=["Wijk", "Paar", "Het lot", "Uren in het voorstel"],
        rows=[
            [
                Cell(result.areas.name(one.wijk)),
                Cell(one.pair or dutch.NOTHING, "number"),
                Cell(one.change, "number"),
                Cell(dutch.number(one.hours, 2), "number"),
            ]
            for one in plan
        ],
        data=data(
            ["quarter", "wijk", "pair", "arm", "planned_hours"],
            [[quarter.label, one.wijk, one.pair, one.arm, one.hours] for one in plan],
        ),
    )


def planned(result: Result) -> list[Planned]:
    """The wijken of the proposal, in code order; those of which a figure is not shown are left out."""
    hours, base = (_shown(result, name) for name in ("planned_hours", "base_hours"))
    return [
        Planned(code, base[code].group, one.group, float(base[code].value), float(one.value))
        for code, one in sorted(hours.items())
        if code in base
    ]


def map_title(plan: list[Planned]) -> str:
    """The message: how many wijken get more, fewer and the same hours.

    >>> map_title([Planned("a", "1", "plus", 20, 28), Planned("b", "1", "min", 20, 12)])
    'Voorstel, geloot: 1 wijk krijgt 8 uur meer, 1 wijk 8 uur minder'
    """
    parts = []
    for arm, word in ARMS.items():
        steps = {abs(one.hours - one.base) for one in plan if one.arm == arm}
        n = sum(one.arm == arm for one in plan)
        if not n:
            continue
        by = f" {_exact(steps.pop())}" if arm != "gelijk" and len(steps) == 1 else ""
        verb = "" if parts else (" krijgt" if n == 1 else " krijgen")
        verb = (" blijft" if n == 1 else " blijven") if arm == "gelijk" else verb
        parts.append(f"{dutch.counted(n, 'wijk', 'wijken')}{verb}{by} {word}")
    return f"Voorstel, geloot: {', '.join(parts)}"


def _shown(result: Result, measure: str) -> dict[str, object]:
    found = rows_of(result.measures, measure=measure, area_level="wijk")
    return {one.area: one for _, one in found.iterrows() if readings.is_shown(one)}


def _quarter(result: Result) -> Quarter | None:
    found = rows_of(result.measures, measure="planned_hours")
    return None if found.empty else Quarter.parse(found.iloc[0].period)


def _no_plan(result: Result) -> Text:
    return cannot_tell(result, "een voorstel voor de uren van het volgende kwartaal", *DATASETS)


def _seed(result: Result) -> int:
    return result.settings.preregistration.seed


def _exact(hours: float) -> str:
    return dutch.quantity(hours, "hours", 0 if float(hours).is_integer() else 2)


def _signed(hours: float) -> str:
    return dutch.difference(hours, "hours", 0 if float(hours).is_integer() else 2)


def _notes(result: Result, plan: list[Planned]) -> list[str]:
    step = _exact(result.settings.preregistration.plan_step_hours)
    alike = [*([] if "wijkatlas" in result.missing else ["oordeel"]), "gewone uren", "inwoners"]
    alone = [result.areas.name(one.wijk) for one in plan if not one.pair]
    return [
        f"Twee wijken die op elkaar lijken, vormen een paar: in {dutch.listing(alike)}.",
        f"In elk paar wijst een munt aan welke wijk {step} meer krijgt. De andere krijgt {step} minder.",
        *([f"Zonder paar, en dus zonder munt: {dutch.listing(alone)}."] if alone else []),
        "Uren vóór het lot: naar de gewone uren van de laatste kwartalen. Het lot laat het totaal gelijk.",
        f"De munt volgt uit startgetal {_seed(result)} en het kwartaal. Wie het overdoet, krijgt hetzelfde lot.",
        "Omdat het lot beslist, volgen de uren niet hoe vuil een wijk is.",
    ]


def _paint(drawing: Drawing, result: Result, plan: list[Planned]) -> None:
    drawn = {one.wijk: tiles.Tile(LOOKS[one.arm], _exact(one.hours), one.change) for one in plan}
    arms = [arm for arm in ARMS if any(one.arm == arm for one in plan)]
    key = [(LOOKS[arm], f"{ARMS[arm]} uren" if arm != "gelijk" else "dezelfde uren") for arm in arms]
    tiles.paint(drawing, result.areas.table, drawn, key)
