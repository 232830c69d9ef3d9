"""The signals of last month: as they were said then, what would be said now, and what was done there since."""

from typing import Any

import pandas as pd

from helpers.displays.dashboard import judged, period, series
from helpers.displays.drawing.columns import Column, file_only, table
from helpers.displays.source_lines import line
from helpers.displays.words import WITHHELD
from helpers.floor import dutch
from helpers.floor.shapes.delivery import Result
from helpers.floor.shapes.pieces import Table, Text
from helpers.floor.shapes.tables import rows_of

_NUMBERS = ["n", "low", "high"]
_NOTHING, _NO_PAGE = "niets", "geen dashboard"


def last_signals(result: Result) -> Table | Text:
    """A row a signal of last month: said then, said now or both; with the interventions registered there since.

    Of this month too, where an earlier page gave a signal that today's data do not.
    """
    frame = _frame(result)
    before, now = period.of(result).shift(-1), period.of(result)
    if frame.empty:
        return Text(_none_said(result))
    done = [export.dataset for export in result.exports if export.dataset == "interventies"]
    return table(
        "last_signals",
        f"De signalen van {before.in_dutch}, toen en nu",
        frame,
        [
            *file_only("number", "month"),
            Column("area", "Wijk", written=lambda row: series.linked(result, row.area)),
            Column("what", "Wat", is_in_file=False),
            *file_only("measure", "group"),
            Column("then", "Toen gezegd"),
            Column("today", "Nu"),
            Column("interventions", f"Interventies in {now.in_dutch}", decimals=0),
            Column("word", "De eigenaar", written=lambda row: row.word or "nog niets gezegd"),
            Column("number", "Nummer", style="number", is_in_file=False),
        ],
        notes=_notes(result, frame),
        source=line(result, *(judged.datasets(result) or judged.DATASETS), *done),
    )


def _none_said(result: Result) -> list[str]:
    """That there was no signal last month and would be none now; or no dashboard that could have given one."""
    before = period.of(result).shift(-1)
    is_judged = judged.of_month(result, before).is_met.notna().any()
    if _had_page(result):
        today = "en nu zou er ook geen zijn" if is_judged else "en met deze gegevens is er geen te geven"
        return [f"In het logboek staat geen signaal van {before.in_dutch}, {today}."]
    today = "Met de gegevens van nu zou er geen signaal zijn." if is_judged else "Een signaal is nu niet te geven."
    return [f"Over {before.in_dutch} was er geen dashboard.", today]


def _frame(result: Result) -> pd.DataFrame:
    """Every signal that was said of last month or would be now, and those of this month that are none any more."""
    month = period.of(result)
    keyed = {
        name: rows.set_index(["period", *series.KEY])
        for name, rows in {
            "then": rows_of(result.estimates, model=series.SAID),
            "now": rows_of(result.estimates, model="signals", term="month"),
        }.items()
    }
    out = keyed["now"][keyed["now"].is_met.fillna(False).astype(bool)]
    of_now = out.index[out.index.get_level_values(0) == month.label]
    every = keyed["then"].index.union(out.index).difference(of_now)
    rows = [_row(result, key, keyed["then"], keyed["now"]) for key in every]
    return pd.DataFrame(rows, columns=_COLUMNS)


_COLUMNS = [
    *("number", "month", "area", "what", "measure", "group", "then", "today"),
    *("interventions", "withheld", "word"),
]


def _row(result: Result, key: Any, then: pd.DataFrame, now: pd.DataFrame) -> dict[str, object]:
    month, area, measure, group = key
    about = pd.Series({"area": area, "measure": measure, "group": group})
    said = then.loc[key] if key in then.index else None
    done = _interventions(result, area)
    return {
        "number": dutch.NOTHING if said is None else said.term,
        "month": month,
        **about,
        "what": series.what(about),
        "then": _told(said) if said is not None else _NOTHING if _had_page(result) else _NO_PAGE,
        "today": _told(now.loc[key]) if key in now.index else WITHHELD["missing"],
        "interventions": done.value,
        "withheld": done.withheld,
        "word": "" if said is None else said.rule,
    }


def _had_page(result: Result) -> bool:
    """Whether there was a dashboard over last month when this one was made."""
    before = period.of(result).shift(-1).label
    return bool((rows_of(result.measures, measure="monthly_dashboards", period=before).value == 1).any())


def _told(row: pd.Series) -> str:
    """A judgement in a cell: "31, gewoon is 7 tot 29: meer dan gewoon"."""
    if row[_NUMBERS].isna().any():
        return row.verdict
    return f"{dutch.number(row.n)}, gewoon is {dutch.interval(row.low, row.high, 'count')}: {row.verdict}"


def _interventions(result: Result, area: str) -> pd.Series:
    """What was registered there in the month after: the whole of this month."""
    measure = "interventions_in_wijk" if area else "monthly_interventions"
    found = rows_of(result.measures, measure=measure, area=area, period=period.of(result).label)
    return found.iloc[0] if len(found) else pd.Series({"value": float("nan"), "withheld": "missing"})


def _notes(result: Result, frame: pd.DataFrame) -> list[str]:
    month = period.of(result)
    is_earlier = frame.month == month.label
    return [
        "Een interventie staat er ongeacht de aanleiding: zij hoeft niet bij het signaal te horen.",
        *(
            ["“Niets” bij toen: het dashboard van die maand gaf dit signaal niet."]
            if (frame.then == _NOTHING).any()
            else []
        ),
        *([f"Over {month.shift(-1).in_dutch} was er geen dashboard."] if (frame.then == _NO_PAGE).any() else []),
        *([f"Wat een eerdere pagina over {month.in_dutch} zei, staat er ook bij."] if is_earlier.any() else []),
    ]
