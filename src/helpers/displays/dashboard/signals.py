"""The signals of the month: a handful at the top, the rest folded."""

import pandas as pd

from helpers.displays.dashboard import judged, period, series
from helpers.displays.drawing.columns import FILE_ONLY, Column, file_only, table
from helpers.displays.source_lines import line
from helpers.floor import dutch
from helpers.floor.shapes.delivery import Result
from helpers.floor.shapes.pieces import Table, Text
from helpers.floor.shapes.tables import rows_of

MOST = 5  # signals at the top: a handful is what a meeting can speak about
_ONCE_FROM = 0.75  # a month: below it, a number of months says it better
_TURNED = {
    "number": "term",
    "month": "period",
    "wijk": "area",
    "category": "group",
    "observed": "n",
    "expected": "estimate",
}


def signals(result: Result) -> Table | Text:
    """The signals of the month with count, expected, band and sentence. The file has all of them, the page a handful.

    What the owner said of them since stands beside them, on a page that is made again. Its columns in the file are
    those of the log (history.SIGNAL_COLUMNS) before the owner's word.
    """
    found = _found(result)
    if found.empty:
        return Text([none_said(result)])
    return table(
        "signals",
        f"De signalen van {period.of(result).in_dutch}",
        found.assign(**{FILE_ONLY: found.index >= MOST}),
        _columns(found, result),
        notes=_notes(result, found),
        source=line(result, *judged.datasets(result)),
    )


def more_signals(result: Result) -> Table | Text:
    """The signals beyond the handful, folded; no word where there are none."""
    found = _found(result)[MOST:]
    if found.empty:
        return Text()
    count = dutch.counted(len(found), "ander signaal", "andere signalen")
    source = line(result, *judged.datasets(result))
    return table("more_signals", f"Nog {count}", found, _columns(found, result), source=source, is_folded=True)


def none_said(result: Result) -> str:
    """That there is no signal: because all is ordinary, or because nothing could be judged."""
    month = period.of(result).in_dutch
    if judged.of_month(result).is_met.notna().any():
        return f"Geen signalen in {month}: alles wat te beoordelen was, is gewoon."
    return f"Over {month} is geen signaal te geven."


def _found(result: Result) -> pd.DataFrame:
    found = series.numbered(result)
    return found.assign(**{name: found[own] for name, own in _TURNED.items()})


def _columns(found: pd.DataFrame, result: Result) -> list[Column]:
    return [
        *file_only("number", "month"),
        Column("wijk", "Wijk", written=lambda row: series.linked(result, row.area)),
        Column("measure", "Wat", written=series.what),
        *file_only("category"),
        Column("observed", "Gezien", decimals=0),
        Column("expected", "Verwacht", decimals=0),
        Column("low", "Gewoon", "count", until="high"),
        *file_only("high"),
        Column("verdict", "Wat dit zegt", written=_said),
        *([Column("word", "De eigenaar", is_in_file=False)] if (found.word != "").any() else []),
        Column("number", "Nummer", style="number", is_in_file=False),
    ]


def _said(row: pd.Series) -> str:
    """The judgement without its numbers, which stand beside it, and what several months say together."""
    start, _, _ = row.rule.partition(":")
    return " ".join(one for one in (f"{start.rstrip('.')}.", row.persists, row.asks) if one)


def _notes(result: Result, found: pd.DataFrame) -> list[str]:
    level = found.level[found.area != ""]
    often = dutch.number(1 / (1 - level.iloc[0])) if len(level) else ""
    each = f"Is er niets veranderd, dan komt zo'n aantal in één reeks hoogstens 1 op de {often} maanden voor."
    return [
        *([each] if often else []),
        *_by_chance(result),
        "Een signaal zegt dat een aantal ongewoon is, en niet waardoor.",
    ]


def _by_chance(result: Result) -> list[str]:
    """How many signals of all series together chance may give."""
    return [
        f"Bij {dutch.counted(one.n, 'reeks', 'reeksen')} kan toeval zo hoogstens ongeveer {_times(one.estimate)} "
        "een signaal geven."
        for _, one in rows_of(result.estimates, model="signals_by_chance").iterrows()
    ]


def _times(a_month: float) -> str:
    """A mean number a month in words.

    >>> _times(1.46), _times(2.6), _times(0.24)
    ('anderhalf keer per maand', '2,5 keer per maand', 'één keer per 4 maanden')
    """
    if a_month < _ONCE_FROM:
        return f"één keer per {dutch.number(1 / a_month)} maanden"
    half = round(2 * a_month) / 2
    words = {1.0: "één", 1.5: "anderhalf"}
    return f"{words.get(half) or dutch.number(half, 0 if half.is_integer() else 1)} keer per maand"
