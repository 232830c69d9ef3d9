"""Where the scan car drove: hours per wijk in the quarter, set against who lives there and how large it is."""

from __future__ import annotations

import math

import pandas as pd
from matplotlib.figure import Figure as Drawing

from helpers.displays import readings
from helpers.displays.drawing import tiles
from helpers.displays.drawing.cells import data
from helpers.displays.drawing.figure import alt_text, figure
from helpers.displays.drawing.palette import INK, PAPER, SEQUENTIAL
from helpers.displays.scan_car import purposes
from helpers.displays.source_lines import cannot_tell, line_with_inhabitants
from helpers.floor import dutch
from helpers.floor.shapes.delivery import Result
from helpers.floor.shapes.pieces import Cell, Figure, Table, Text
from helpers.floor.shapes.tables import rows_of

DATASET = "scanauto_inzet"
HOURS, PER_1000, PER_HECTARE = "quarterly_hours", "wijk_hours_per_1000", "wijk_hours_per_hectare"
WEEKS = 13  # in a quarter
_ROUNDED_UP = 0.05  # a tile is shaded by what is written in it: 7,95 reads 8,0
LOOKS = [
    tiles.Look(fill, INK if i < 3 else PAPER)  # the ink that can be read on it, in light and dark
    for i, fill in enumerate(SEQUENTIAL)
]


def hours_per_wijk(result: Result) -> Table | Text:
    """Per wijk, in code order: hours in the quarter, in a week, per 1,000 inhabitants and per hectare."""
    driven, dense, spread = (_of_wijken(result, name) for name in (HOURS, PER_1000, PER_HECTARE))
    if not any(map(readings.is_shown, driven.values())):
        return cannot_tell(result, "de uren van de scanauto per wijk", DATASET)
    rows = [
        [Cell(result.areas.name(code)), *_cells(driven[code], dense.get(code), spread.get(code))]
        for code in driven
    ]
    whole = readings.municipal(result, HOURS)
    if whole is not None and readings.is_shown(whole):
        rows.append([Cell("Hele gemeente"), *_cells(whole, None, None)])
    return Table(
        "hours_per_wijk",
        f"Uren van de scanauto per wijk, {result.quarter.in_dutch}",
        ["Wijk", "Uren", "Uren per week", "Per 1.000 inwoners", "Per hectare"],
        rows,
        notes=_notes(result),
        source=line_with_inhabitants(result, DATASET),
        data=data(
            ["quarter", "wijk", "wijk_name", HOURS, "hours_per_week", PER_1000, PER_HECTARE, "withheld"],
            [
                [
                    result.quarter.label,
                    code,
                    result.areas.name(code),
                    _value(one),
                    _value(one) / WEEKS,
                    _value(dense.get(code)),
                    _value(spread.get(code)),
                    one.withheld,
                ]
                for code, one in driven.items()
            ],
        ),
    )


def hours_map(result: Result) -> Figure | Text:
    """A tile map of the hours per 1,000 inhabitants in the quarter; the figure is written in the tile."""
    found = _of_wijken(result, PER_1000)
    known = {code: float(one.value) for code, one in found.items() if readings.is_shown(one)}
    if not known:
        return cannot_tell(result, "de uren van de scanauto per 1.000 inwoners", DATASET)
    title = map_title(list(known.values()))
    step = class_step(max(known.values()))
    others = {code: one for code, one in found.items() if code not in known}
    return figure(
        lambda drawing: _paint(drawing, result, known, others, step),
        name="hours_map",
        title=title,
        subtitle=f"Uren per 1.000 inwoners{_counted_in(result)}, {result.quarter.in_dutch}. "
        "Elke tegel is een wijk; de ligging is bij benadering.",
        alt=alt_text(
            [
                f"{title}.",
                "Een kaart met een tegel per wijk; in elke tegel staan de uren per 1.000 inwoners.",
                *(f"{result.areas.short_name(code)}: {dutch.number(known[code], 1)}." for code in known),
                *(f"{result.areas.short_name(code)}: {readings.withheld(others[code])}." for code in others),
            ]
        ),
        source=line_with_inhabitants(result, DATASET),
        height=tiles.height(result.areas.table),
        columns=["Wijk", "Uren per 1.000 inwoners"],
        rows=[
            [
                Cell(result.areas.name(code)),
                Cell(_number(one, 1), "number"),
            ]
            for code, one in found.items()
        ],
        data=data(
            ["quarter", "wijk", PER_1000, "withheld"],
            [[result.quarter.label, code, _value(one), one.withheld] for code, one in found.items()],
        ),
    )


def map_title(values: list[float]) -> str:
    """The message: where the car did not come, or else between which hours the wijken lie.

    >>> map_title([2.61, 15.1]), map_title([0.0, 3.0, 4.0])
    ('De scanauto reed per wijk 2,6 tot 15,1 uur per 1.000 inwoners', 'In 1 van de 3 wijken kwam de scanauto niet')
    """
    none = sum(value == 0 for value in values)
    if none:
        return f"In {dutch.number(none)} van de {dutch.counted(len(values), 'wijk', 'wijken')} kwam de scanauto niet"
    low, high = dutch.number(min(values), 1), dutch.number(max(values), 1)
    if low == high:
        return f"De scanauto reed in elke wijk {low} uur per 1.000 inwoners"
    return f"De scanauto reed per wijk {low} tot {high} uur per 1.000 inwoners"


def class_step(most: float) -> float:
    """The width of the five classes from 0: the smallest round number with which they hold the most.

    >>> class_step(15.1), class_step(4.2), class_step(0.0)
    (4.0, 1.0, 1.0)
    """
    rounds = (step * 10.0**power for power in range(6) for step in (1, 2, 4, 5))
    return next(step for step in rounds if 5 * step > most + _ROUNDED_UP)


def _paint(
    drawing: Drawing,
    result: Result,
    known: dict[str, float],
    others: dict[str, pd.Series],
    step: float,
) -> None:
    drawn = {
        code: tiles.Tile(LOOKS[_class(value, step)], dutch.number(value, 1)) for code, value in known.items()
    }
    drawn |= {code: tiles.Tile(tiles.UNKNOWN, "?", readings.withheld(one)) for code, one in others.items()}
    used = range(_class(max(known.values()), step) + 1)
    key = [(LOOKS[i], _class_said(i, step)) for i in used]
    tiles.paint(drawing, result.areas.table, drawn, key)


def _class(value: float, step: float) -> int:
    return int((value + _ROUNDED_UP) // step)


def _class_said(i: int, step: float) -> str:
    low, high = dutch.number(i * step), dutch.number((i + 1) * step)
    return f"minder dan {high}" if i == 0 else f"{low} tot {high}"


def _of_wijken(result: Result, measure: str) -> dict[str, pd.Series]:
    found = rows_of(
        result.measures, measure=measure, area_level="wijk", split="", period=result.quarter.label
    )
    return {one.area: one for _, one in found.sort_values("area").iterrows()}


def _cells(driven: pd.Series, dense: pd.Series | None, spread: pd.Series | None) -> list[Cell]:
    weekly = dutch.number(driven.value / WEEKS, 1) if readings.is_shown(driven) else readings.withheld(driven)
    texts = (_number(driven, 1), weekly, _number(dense, 1), _number(spread, 2))
    return [Cell(text, "number") for text in texts]


def _number(one: pd.Series | None, decimals: int) -> str:
    if one is None:
        return dutch.NOTHING
    return dutch.number(one.value, decimals) if readings.is_shown(one) else readings.withheld(one)


def _value(one: pd.Series | None) -> float:
    return float(one.value) if one is not None and readings.is_shown(one) else math.nan


def _notes(result: Result) -> list[str]:
    notes = [f"Uren per week: de uren van het kwartaal gedeeld door {WEEKS} weken."]
    weeks = rows_of(result.measures, measure="weekly_hours", area_level="municipality", withheld="")
    whole = weeks[(weeks.end - weeks.start).dt.days == 6]
    if len(whole):
        low, high = whole.value.min(), whole.value.max()
        notes.append(f"In een volle week reed de auto {dutch.interval(low, high, 'hours')}.")
    total, target = readings.municipal(result, purposes.MEASURE), readings.target_of(result, purposes.MEASURE)
    if total is not None and readings.is_shown(total) and target is not None:
        so_far = f"{dutch.number(total.value)} van de {dutch.quantity(target, 'hours')}"
        notes.append(f"Van 1 januari tot en met {dutch.day(result.quarter.end)} reed de auto {so_far}.")
    return [*notes, f"Per 1.000 inwoners{_counted_in(result)}. Een hectare is 100 bij 100 meter."]


def _counted_in(result: Result) -> str:
    years = set(result.areas.table.inhabitants_year)
    return f" (stand {years.pop()})" if len(years) == 1 else ""
