"""The wijk at a glance: small panels of what residents say and what is counted, on the last waves and quarters."""

from collections.abc import Callable, Iterator

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Drawing

from helpers.displays.drawing.columns import Column
from helpers.displays.drawing.figure import figure, grid, label
from helpers.displays.drawing.palette import BAND, C1, GREY, INK
from helpers.displays.profile.residents import waves_of
from helpers.displays.profile.street import HOURS, REPORTS, SITES
from helpers.displays.source_lines import cannot_tell, line
from helpers.floor import dutch
from helpers.floor.quarter import quarters_between
from helpers.floor.shapes.delivery import Result
from helpers.floor.shapes.pieces import Figure, Text
from helpers.floor.shapes.tables import rows_of

_QUARTERS = 8  # the last two years: each quarter stands beside that of a year before
_CLEAN = "clean_percent"
_PANELS = {
    _CLEAN: ("Buurt is schoon, volgens bewoners", "wijkatlas", 0),
    HOURS: ("Uren van de scanauto", "scanauto_inzet", 0),
    SITES: ("Afvallocaties buiten de norm", "afvalwaarnemingen", 1),
    REPORTS: ("Meldingen over afval", "meldingen", 0),
}
_BARS = (HOURS, REPORTS)


def wijk_in_view(result: Result) -> Figure | Text:
    """A panel for each of four figures that is there: the wijk, and in grey the municipality where that compares."""
    frame = _frame(result)
    known = frame[frame.value.notna()]
    if known.empty:
        return cannot_tell(
            result, "de cijfers van de wijk in de tijd", *(dataset for _, dataset, _ in _PANELS.values())
        )
    here = list(dict.fromkeys(known.measure))
    last = known.groupby("measure", sort=False).last()
    return figure(
        lambda drawing: _paint(drawing, frame, here),
        name="wijk_in_view",
        title=_title(result, last),
        subtitle=_subtitle(result, here),
        alt=[
            f"{dutch.counted(len(here), 'kleine grafiek', 'kleine grafieken')} naast elkaar.",
            *(f"{_PANELS[measure][0]}: {_told(last.loc[measure])} in {last.loc[measure].period}." for measure in here),
        ],
        source=line(result, *(_PANELS[measure][1] for measure in here)),
        frame=frame[frame.measure.isin(here)],
        height=1.9 * ((len(here) + 1) // 2) + 0.1,
        columns=[
            Column("measure"),
            Column("title", "Wat", is_in_file=False),
            Column("period", "Wanneer"),
            Column("value", "Deze wijk", written=_told),
            Column("low", "Interval", "percent", until="high", missing=dutch.NOTHING),
            Column("high"),
            Column("municipality", "Gemeente", written=lambda row: _told(row, "municipality")),
            Column("withheld"),
        ],
    )


def _frame(result: Result) -> pd.DataFrame:
    """A row for each wave and quarter of each panel, in their order."""
    waves = waves_of(result).rename(columns={"estimate": "value"}).assign(measure=_CLEAN, unit="percent")
    parts = [waves, *(_quarters(result, measure) for measure in (HOURS, SITES, REPORTS))]
    columns = ["measure", "title", "period", "value", "low", "high", "municipality", "series", "unit", "withheld"]
    filled = [part.assign(title=_PANELS[part.measure.iloc[0]][0]) for part in parts if len(part)]
    every = pd.concat(filled, ignore_index=True) if filled else pd.DataFrame()
    return every.reindex(columns=columns)


def _quarters(result: Result, measure: str) -> pd.DataFrame:
    rows = rows_of(result.measures, measure=measure, split="")
    own = rows_of(rows, area=result.wijk)
    if own.empty:
        return own
    labels = [one.label for one in quarters_between(result.quarter.shift(1 - _QUARTERS), result.quarter)]
    whole = rows_of(rows, area_level="municipality").set_index("period").value.reindex(labels)
    shown = own.set_index("period")[["value", "withheld"]].reindex(labels).reset_index()
    shown["withheld"] = shown.withheld.where(shown.withheld.notna(), "missing")
    return shown.assign(measure=measure, unit=own.unit.iloc[0], municipality=whole.to_numpy(), series="")


def _told(row: pd.Series, name: str = "value") -> str:
    return dutch.quantity(row[name], row.unit, _PANELS.get(row.get("measure", row.name), ("", "", 0))[2])


def _title(result: Result, last: pd.DataFrame) -> str:
    """The message: what residents say, else the newest of the others."""
    if _CLEAN in last.index:
        whole, share = (dutch.quantity(last[name].loc[_CLEAN], "percent") for name in ("municipality", "value"))
        return f"{share} van de bewoners noemt de buurt schoon, in de hele gemeente {whole}"
    row = last.iloc[0]
    return f"{_PANELS[str(row.name)][0]}: {_told(row)} in {row.period}"


def _subtitle(result: Result, here: list[str]) -> str:
    of_survey = " De streep door een punt is het interval van de enquête." if _CLEAN in here else ""
    until = f" Kwartalen lopen tot en met het {result.quarter.in_dutch}." if set(here) - {_CLEAN} else ""
    return f"De lijn met punten is deze wijk, de grijze lijn de hele gemeente.{of_survey}{until}"


def _paint(drawing: Drawing, frame: pd.DataFrame, here: list[str]) -> None:
    deep = (len(here) + 1) // 2
    axes = drawing.subplots(deep, 2, squeeze=False)
    for at, place in enumerate(axes.flat):
        if at >= len(here):
            place.set_axis_off()
            continue
        rows = frame[frame.measure == here[at]].reset_index(drop=True)
        _painter(here[at])(place, rows)
        _dress(place, rows, here[at])


def _painter(measure: str) -> Callable[[Axes, pd.DataFrame], None]:
    return _bars if measure in _BARS else _lines


def _bars(axes: Axes, rows: pd.DataFrame) -> None:
    last = len(rows) - 1
    axes.bar(range(last), rows.value[:last].fillna(0), color=BAND, width=0.7)
    axes.bar([last], [rows.value.fillna(0)[last]], color=C1, width=0.7)


def _lines(axes: Axes, rows: pd.DataFrame) -> None:
    for run in _runs(rows):
        axes.plot(run.index, run.municipality, color=GREY, linewidth=1.3)
        axes.plot(run.index, run.value, color=C1, linewidth=2, marker="o", markersize=3.5)
    if rows.low.notna().any():
        axes.vlines(rows.index, rows.low, rows.high, color=BAND, linewidth=4, zorder=1)


def _runs(rows: pd.DataFrame) -> Iterator[pd.DataFrame]:
    """The rows by series: a line never crosses a break of the method."""
    for _, run in rows.groupby("series", sort=False):
        yield run


def _dress(axes: Axes, rows: pd.DataFrame, measure: str) -> None:
    axes.set_title(_PANELS[measure][0], fontsize=9)
    known = rows[rows.value.notna()]
    at, row = known.index[-1], known.iloc[-1]
    if measure in _BARS:
        label(axes, _told(row), (at, row.value), (0, 7), INK, ha="center")
    else:
        label(axes, _told(row), (at, row.value), (7, 0), va="center")
    axes.set_xlim(-0.6, len(rows) - (0.4 if measure in _BARS else -0.2))
    axes.set_xticks([0, len(rows) - 1] if len(rows) > 1 else [0], _ends(rows), fontsize=8)
    axes.margins(y=0.2)
    axes.set_ylim(bottom=0 if measure != _CLEAN else None)
    axes.set_yticks([])
    grid(axes)


def _ends(rows: pd.DataFrame) -> list[str]:
    periods = rows.period.tolist()
    return [periods[0], periods[-1]] if len(periods) > 1 else periods
