"""The signals of the month: a handful at the top, the rest folded, and what could not be judged."""

from dataclasses import replace

import pandas as pd

from helpers.displays.dashboard import period, series
from helpers.displays.drawing.columns import FILE_ONLY, Column, table
from helpers.displays.source_lines import cannot_tell, line
from helpers.floor import dutch
from helpers.floor.shapes.delivery import Result
from helpers.floor.shapes.pieces import Cell, Table, Text
from helpers.floor.shapes.tables import rows_of

DATASETS = ("meldingen", "afvalwaarnemingen")
MOST = 5  # signals at the top: a handful is what a meeting can speak about


def signals(result: Result) -> Table | Text:
    """The signals of the month with count, expected, band and sentence. The file has all of them, the page a handful.

    Its columns in the file are those of the log (history.SIGNAL_COLUMNS) before the owner's word.
    """
    found = series.numbered(result)
    if found.empty:
        return Text([_none(result)])
    is_beyond = found.index >= MOST
    told = table(
        "signals",
        f"De signalen van {period.of(result).in_dutch}",
        found.assign(**{FILE_ONLY: is_beyond}),
        _columns(result),
        notes=_notes(result, found),
        source=line(result, *_read(result)),
    )
    return told


def more_signals(result: Result) -> Table | Text:
    """The signals beyond the handful, folded; nothing to say where there are none."""
    found = series.numbered(result)[MOST:]
    if found.empty:
        return Text([])
    columns = [replace(one, is_in_file=True) for one in _columns(result)]
    count = dutch.counted(len(found), "ander signaal", "andere signalen")
    return table("more_signals", f"Nog {count}", found, columns, source=line(result, *_read(result)), is_folded=True)


def not_judged(result: Result) -> Table | Text:
    """Per series how many wijken were judged, and why the others were not."""
    rows = _judged_rows(result)
    if rows.empty:
        return cannot_tell(result, "wat te beoordelen is", *DATASETS, name="not_judged")
    frame = pd.DataFrame(
        [
            {
                "measure": measure,
                "category": category,
                "what": series.what(of_series.iloc[0]),
                "judged": int(of_series.is_met.notna().sum()),
                "series": len(of_series),
                "why": _reasons(of_series),
            }
            for (measure, category), of_series in rows.groupby(["measure", "group"], sort=True)
        ]
    )
    return table(
        "not_judged",
        f"Wat in {period.of(result).in_dutch} te beoordelen was",
        frame,
        [
            Column("what", "Reeks", is_in_file=False),
            Column("measure"),
            Column("category"),
            Column("judged", "Beoordeeld", written=lambda row: Cell(dutch.k_of_n(row.judged, row.series), "number")),
            Column("series"),
            Column("why", "Waarom de andere niet"),
        ],
        notes=["Een reeks is een wijk, of de hele gemeente."],
        source=line(result, *_read(result)),
    )


def judged(result: Result) -> tuple[int, int, list[str]]:
    """How many series of the month were judged, of how many, and the reasons why others were not."""
    rows = _judged_rows(result)
    silent = rows[rows.is_met.isna()]
    return int(rows.is_met.notna().sum()), len(rows), silent.rule.value_counts().index.tolist()


def _judged_rows(result: Result) -> pd.DataFrame:
    return rows_of(result.estimates, model="signals", term="month", period=period.of(result).label)


def _reasons(rows: pd.DataFrame) -> str:
    told = rows.rule[rows.is_met.isna()].value_counts(sort=False)
    return " ".join(f"{dutch.counted(n, 'reeks', 'reeksen')}: {_lower(rule)}" for rule, n in told.items())


def _lower(rule: str) -> str:
    return rule[:1].lower() + rule[1:]


def _none(result: Result) -> str:
    month = period.of(result).in_dutch
    return f"Geen signalen in {month}." if judged(result)[0] else f"Over {month} is geen reeks beoordeeld."


def _read(result: Result) -> list[str]:
    """The exports that a signal may come from, as far as they are there."""
    read = {export.dataset for export in result.exports}
    return [name for name in DATASETS if name in read] or list(DATASETS)


def _columns(result: Result) -> list[Column]:
    return [
        Column("number", "Nummer", written=lambda row: row.term),
        Column("month"),
        Column("wijk", "Wijk", written=lambda row: series.linked(result, row.area)),
        Column("measure", "Wat", written=series.what),
        Column("category"),
        Column("observed", "Gezien", decimals=0),
        Column("expected", "Verwacht", decimals=0),
        Column("low", "Gewoon", written=_band),
        Column("high"),
        Column("verdict", "Wat dit zegt", written=_said),
    ]
