"""An analyst's own figures in the house style, in one line: a bar for each name, or a line through time.

It is for exploring alone: what it draws is not protected, its source says so, and no page of the report takes it.
"""

import math
from dataclasses import fields
from typing import Any, ClassVar

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from helpers.displays.drawing.columns import Column
from helpers.displays.drawing.figure import figure, grid, label
from helpers.displays.drawing.palette import C1, C2, C3, C4, INK
from helpers.floor import dutch
from helpers.floor.faults import AskedWrongly, nearest
from helpers.floor.shapes.naming import NAME
from helpers.floor.shapes.pieces import Figure

_COLOURS = (C1, C2, C3, C4)
_MOST_BARS = 40  # more is no figure but a table
_FEW_POINTS = 12  # up to here every period has its name on the axis
_LEAST = 1e-9  # an axis of nothing but zeroes has a length too
_PERIODS = {r"\d{4}": "Y", r"\d{4}-Q[1-4]": "Q", r"\d{4}-(0[1-9]|1[0-2])": "M"}
_LONGEST_TITLE = 200
_ALT = {True: "Een lijn met een punt voor elke periode.", False: "Een figuur met een staaf voor elke rij."}
_SOURCE = "Bron: eigen bewerking. Onbeschermd: niet publiceren."
_LABEL, _NAME = "label", "own_figure"


class OwnFigure(Figure):
    """A figure that no page takes: of its kind the report knows none."""

    kind: ClassVar[str] = "own_figure"


def own_figure(
    data: pd.Series | pd.DataFrame, title: str, unit: str = "count", *, decimals: int | None = None, subtitle: str = ""
) -> OwnFigure:
    """Own figures in the house style, named by the column that `d.named` gave, else by the index.

    Where the index holds years, quarters, months or days it is a line through time, of at most four columns. Else
    each row is a bar, in the order given. `unit` is a key of `dutch.UNITS`, such as "hours", "percent" or "per_1000",
    and says how a number is written. Raises AskedWrongly on data that make no figure, or a unit that is not known.

    >>> hours = pd.Series({"2026-Q1": 380.0, "2026-Q2": 423.5}, name="hours")
    >>> made = own_figure(hours, "De auto reed meer", "hours")
    >>> made.alt
    'De auto reed meer. Een lijn met een punt voor elke periode. 2026-Q1: 380 uur. 2026-Q2: 424 uur.'
    """
    if unit not in dutch.UNITS:
        raise AskedWrongly(f"Er is geen eenheid “{unit}”.", nearest(unit, dutch.UNITS) or f"{', '.join(dutch.UNITS)}.")
    if not 0 < len(title.strip()) <= _LONGEST_TITLE:
        raise AskedWrongly("De titel ontbreekt of is te lang.", f"Geef hooguit {_LONGEST_TITLE} tekens.")
    numbers, is_time = _read(data)
    names = [_period(one) if is_time else str(one) for one in numbers.index]
    columns = [Column(str(name), str(name), unit=unit, decimals=decimals) for name in numbers]
    made = figure(
        lambda drawing: (_paint_lines if is_time else _paint_bars)(drawing.subplots(), numbers, names, columns),
        name=_NAME,
        title=title,
        subtitle=subtitle or dutch.listing([column.heading for column in columns]),
        alt=[
            _ALT[is_time],
            *(
                f"{name}: {dutch.listing(_texts(row, columns))}."
                for name, (_, row) in zip(names, numbers.iterrows(), strict=True)
            ),
        ],
        source=_SOURCE,
        frame=numbers.assign(**{_LABEL: names}),
        columns=[Column(_LABEL, "Periode" if is_time else "Wat"), *columns],
        height=3.6 if is_time else 0.7 + 0.3 * len(numbers),
    )
    return OwnFigure(**{one.name: getattr(made, one.name) for one in fields(Figure)})


def _read(data: pd.Series | pd.DataFrame) -> tuple[pd.DataFrame, bool]:
    """The columns of numbers by the name of each row, or by its period; and whether they follow each other in time."""
    table = data.to_frame("waarde" if data.name is None else data.name) if isinstance(data, pd.Series) else data
    numbers = table.select_dtypes("number").astype("float64")
    numbers.columns = [str(name) for name in numbers.columns]
    named = [name for name in table.columns if str(name).endswith(NAME)]
    periods = None if named else _periods(table.index)
    is_time = periods is not None
    if numbers.empty or numbers.isna().all(axis=None):
        raise AskedWrongly("Hier staan geen getallen om te tekenen.", "Geef een kolom met getallen.")
    if len(numbers.columns) > (len(_COLOURS) if is_time else 1):
        most = f"hooguit {len(_COLOURS)} kolommen" if is_time else "één kolom met getallen"
        raise AskedWrongly(f"Deze figuur heeft {len(numbers.columns)} kolommen met getallen.", f"Kies {most}.")
    if not is_time and len(numbers) > _MOST_BARS:
        raise AskedWrongly(f"Een figuur met {len(numbers)} staven is niet te lezen.", "Kies er minder, met head().")
    if periods is not None:
        return _whole(numbers.set_axis(periods), periods), True
    labels = table[named[0]].fillna(pd.Series(table.index, table.index).astype(str)) if named else table.index
    return numbers.set_axis([" ".join(map(str, one)) if isinstance(one, tuple) else str(one) for one in labels]), False


def _periods(index: pd.Index) -> pd.PeriodIndex | None:
    """The index as years, quarters, months or days; None where it holds something else.

    >>> _periods(pd.Index(["2026-Q1", "2026-Q3"]))
    PeriodIndex(['2026Q1', '2026Q3'], dtype='period[Q-DEC]')
    """
    if isinstance(index, pd.PeriodIndex):
        return index
    if isinstance(index, pd.DatetimeIndex):
        return index.to_period("M" if index.is_unique and (index.day == 1).all() else "D")
    texts = pd.Series(index.astype(str) if index.nlevels == 1 else [], dtype="str")
    for pattern, kind in _PERIODS.items():
        if len(texts) and texts.str.fullmatch(pattern).all():
            return pd.PeriodIndex(texts, freq=kind)
    return None


def _whole(numbers: pd.DataFrame, periods: pd.PeriodIndex) -> pd.DataFrame:
    """In the order of time, with an empty row for each year, quarter or month between that has none: a gap is seen."""
    if not periods.is_unique:
        raise AskedWrongly("Een periode staat er meer dan één keer.", "Tel eerst op, met groupby().")
    if periods.freqstr == "D":
        return numbers.sort_index()
    return numbers.reindex(pd.period_range(periods.min(), periods.max(), freq=periods.freq))


def _period(one: Any) -> str:
    """
    >>> _period(pd.Period("2026Q3")), _period(pd.Period("2026-09", "M")), _period(pd.Period("2026", "Y"))
    ('2026-Q3', '2026-09', '2026')
    """
    return f"{one.year}-Q{one.quarter}" if one.freqstr.startswith("Q") else str(one)


def _texts(row: pd.Series, columns: list[Column]) -> list[str]:
    several = len(columns) > 1
    return [f"{column.heading} {column.cell(row).text}" if several else column.cell(row).text for column in columns]


def _paint_bars(axes: Axes, numbers: pd.DataFrame, names: list[str], columns: list[Column]) -> None:
    [column] = columns
    values = numbers[column.name].fillna(0).tolist()
    axes.barh(range(len(values)), values, color=C1, height=0.6)
    for at, (_, row) in enumerate(numbers.iterrows()):
        label(axes, column.cell(row).text, (max(values[at], 0), at), colour=INK, va="center")
    axes.set_yticks(range(len(values)), names)
    axes.set_ylim(len(values) - 0.4, -0.6)
    axes.set_xlim(min([*values, 0]), max([*values, _LEAST]) * 1.2)
    axes.set_xticks([])
    grid(axes, "x")


def _paint_lines(axes: Axes, numbers: pd.DataFrame, names: list[str], columns: list[Column]) -> None:
    places = [one.ordinal - numbers.index[0].ordinal for one in numbers.index]
    longest = places[-1]
    for colour, column in zip(_COLOURS, columns, strict=False):
        values = numbers[column.name].tolist()
        axes.plot(places, values, color=colour, linewidth=2, marker="o", markersize=3.5)
        if known := [at for at, value in enumerate(values) if math.isfinite(value)]:
            text = column.cell(numbers.iloc[known[-1]]).text
            said = f"{column.heading}\n{text}" if len(columns) > 1 else text
            label(axes, said, (places[known[-1]], values[known[-1]]), colour=colour, va="center")
    step = max(1, -(-len(places) // _FEW_POINTS))
    axes.set_xticks(places[::-step][::-1], names[::-step][::-1])
    axes.set_xlim(-max(0.3, 0.04 * longest), longest + max(0.6, 0.14 * longest))
    drawn = [value for value in numbers.to_numpy().ravel().tolist() if math.isfinite(value)]
    axes.set_ylim(min([*drawn, 0]), max([*drawn, _LEAST]) * 1.12)
    axes.yaxis.set_major_locator(MaxNLocator(5))
    axes.yaxis.set_major_formatter(lambda value, _: columns[0].cell(pd.Series({columns[0].name: value})).text)
    grid(axes)
