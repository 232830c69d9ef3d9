"""Where the scan car drove: hours per wijk in the quarter, set against who lives there and how large it is."""

from itertools import count

import pandas as pd
from matplotlib.figure import Figure as Drawing

from helpers.displays import readings, words
from helpers.displays.drawing import tiles
from helpers.displays.drawing.columns import PAGE_ONLY, Column, file_only, table, texts
from helpers.displays.drawing.figure import figure
from helpers.displays.drawing.palette import INK, PAPER, SEQUENTIAL
from helpers.displays.scan_car import purposes
from helpers.displays.source_lines import cannot_tell, line_with_inhabitants, one_wijk
from helpers.floor import dutch
from helpers.floor.shapes.delivery import Result
from helpers.floor.shapes.pieces import Figure, Table, Text
from helpers.floor.shapes.tables import rows_of

DATASET = "scanauto_inzet"
HOURS, PER_WEEK = "quarterly_hours", "hours_per_week"
PER_1000, PER_HECTARE = "wijk_hours_per_1000", "wijk_hours_per_hectare"
_ROUNDED_UP = 0.05  # a tile is shaded by what is written in it: 7,95 reads 8,0
LOOKS = [
    tiles.Look(fill, INK if i < 3 else PAPER)  # the ink that can be read on it, in light and dark
    for i, fill in enumerate(SEQUENTIAL)
]


def hours_per_wijk(result: Result) -> Table | Text:
    """Per wijk, in code order: hours in the quarter; the map tells those per 1,000 inhabitants, the file all."""
    wijken = _of_wijken(result, HOURS, PER_WEEK, PER_1000, PER_HECTARE)
    if wijken[HOURS].isna().all():
        return cannot_tell(result, "de uren van de scanauto per wijk", DATASET)
    columns = [
        *file_only("quarter", "wijk"),
        Column("wijk_name", "Wijk"),
        Column(HOURS, "Uren", decimals=1),
        *file_only(PER_WEEK, PER_1000, PER_HECTARE),
        Column("withheld"),
    ]
    return table(
        "hours_per_wijk",
        f"Uren van de scanauto per wijk, {result.quarter.in_dutch}",
        pd.concat([wijken, _whole(result)]),
        columns,
        notes=_notes(result),
        source=line_with_inhabitants(result, DATASET),
    )


def hours_map(result: Result) -> Figure | Text:
    """A tile map of the hours per 1,000 inhabitants in the quarter; the figure is written in the tile."""
    wijken = _of_wijken(result, PER_1000)
    if wijken[PER_1000].isna().all():
        return cannot_tell(result, "de uren van de scanauto per 1.000 inwoners", DATASET)
    if alone := one_wijk(result, "de uren van de scanauto op een kaart", "hours_map"):
        return alone
    columns = [
        *file_only("quarter", "wijk"),
        Column("wijk_name", "Wijk", is_in_file=False),
        Column(PER_1000, "Uren per 1.000 inwoners", decimals=1),
        Column("withheld"),
    ]
    title = map_title(wijken[PER_1000].dropna().tolist())
    known_first = wijken.sort_values(PER_1000, key=pd.isna, kind="stable").set_index("wijk", drop=False)
    hours = texts(known_first, columns)[PER_1000]
    return figure(
        lambda drawing: _paint(drawing, result, wijken),
        name="hours_map",
        title=title,
        subtitle=f"Uren per 1.000 inwoners{_counted_in(result)}, {result.quarter.in_dutch}. "
        "Elke tegel is een wijk; de ligging is bij benadering.",
        alt=[
            "Een kaart met een tegel per wijk; in elke tegel staan de uren per 1.000 inwoners.",
            *(f"{result.areas.short_name(str(wijk))}: {text}." for wijk, text in hours.items()),
        ],
        source=line_with_inhabitants(result, DATASET),
        height=tiles.height(result.areas.table),
        frame=wijken,
        columns=columns,
    )


def map_title(values: list[float]) -> str:
    """The message: where the car did not come, or else between which hours the wijken lie.

    >>> map_title([2.61, 15.1]), map_title([0.0, 3.0, 4.0])
    ('De scanauto reed per wijk 2,6 tot 15,1 uur per 1.000 inwoners', 'In 1 van de 3 wijken kwam de scanauto niet')
    >>> map_title([2.61])
    'De scanauto reed 2,6 uur per 1.000 inwoners'
    """
    none = sum(value == 0 for value in values)
    if none:
        return f"In {dutch.number(none)} van de {dutch.counted(len(values), 'wijk', 'wijken')} kwam de scanauto niet"
    low, high = dutch.number(min(values), 1), dutch.number(max(values), 1)
    if low == high:
        where = " in elke wijk" if len(values) > 1 else ""
        return f"De scanauto reed{where} {low} uur per 1.000 inwoners"
    return f"De scanauto reed per wijk {low} tot {high} uur per 1.000 inwoners"


def class_step(most: float) -> float:
    """The width of the five classes from 0: the smallest round number with which they hold the most.

    >>> class_step(15.1), class_step(4.2), class_step(0.0)
    (4.0, 1.0, 1.0)
    """
    rounds = (step * 10.0**power for power in count() for step in (1, 2, 4, 5))
    return next(step for step in rounds if 5 * step > most + _ROUNDED_UP)


def _paint(drawing: Drawing, result: Result, wijken: pd.DataFrame) -> None:
    known = wijken.dropna(subset=PER_1000).set_index("wijk")[PER_1000]
    step = class_step(known.max())
    unknown = wijken[wijken[PER_1000].isna()].set_index("wijk").withheld
    drawn = {str(wijk): tiles.Tile(tiles.UNKNOWN, "?", words.WITHHELD[why]) for wijk, why in unknown.items()}
    for wijk, hours in known.items():
        drawn[str(wijk)] = tiles.Tile(LOOKS[_class(hours, step)], dutch.number(hours, 1))
    used = range(_class(known.max(), step) + 1)
    tiles.paint(drawing, result.areas.table, drawn, [(LOOKS[i], _class_label(i, step)) for i in used])


def _class(value: float, step: float) -> int:
    return int((value + _ROUNDED_UP) // step)


def _class_label(i: int, step: float) -> str:
    low, high = dutch.number(i * step), dutch.number((i + 1) * step)
    return f"minder dan {high}" if i == 0 else f"{low} tot {high}"


def _of_wijken(result: Result, *measures: str) -> pd.DataFrame:
    """The measures of the quarter side by side per wijk, in code order, with its name and the quarter."""
    now = rows_of(result.measures, area_level="wijk", split="", period=result.quarter.label)
    wijken = readings.side_by_side(now, "area", *measures).rename(columns={"area": "wijk"})
    return wijken.assign(quarter=result.quarter.label, wijk_name=wijken.wijk.map(result.areas.name))


def _whole(result: Result) -> pd.DataFrame:
    """The hours of the municipality, where they are known: the last row of the page."""
    now = rows_of(result.measures, area_level="municipality", split="", period=result.quarter.label, withheld="")
    whole = readings.side_by_side(now, "period", HOURS, PER_WEEK)
    return whole.assign(wijk_name="Hele gemeente", **{PAGE_ONLY: True})


def _notes(result: Result) -> list[str]:
    notes: list[str] = []
    weeks = rows_of(result.measures, measure="weekly_hours", area_level="municipality", withheld="")
    whole = weeks[(weeks.end - weeks.start).dt.days == 6]
    if len(whole):
        low, high = whole.value.min(), whole.value.max()
        notes.append(f"In een volle week reed de auto {dutch.interval(low, high, 'hours')}.")
    total, target = readings.municipal(result, purposes.MEASURE), readings.target_of(result, purposes.MEASURE)
    if total is not None and readings.is_shown(total) and target is not None:
        so_far = f"{dutch.number(total.value)} van de {dutch.quantity(target, 'hours')}"
        notes.append(f"Van 1 januari tot en met {dutch.day(result.quarter.end)} reed de auto {so_far}.")
    return notes


def _counted_in(result: Result) -> str:
    years = set(result.areas.table.inhabitants_year)
    return f" (stand {years.pop()})" if len(years) == 1 else ""
