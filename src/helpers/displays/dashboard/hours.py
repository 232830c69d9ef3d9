"""Where the hours of the scan car went, beside where signals were: side by side, and no more than that."""

import pandas as pd

from helpers.displays.dashboard import judged, period, series
from helpers.displays.dashboard.subjects import BY_MEASURE
from helpers.displays.drawing.columns import Column, table
from helpers.displays.source_lines import cannot_tell, line
from helpers.floor.month import Month
from helpers.floor.shapes.delivery import Result
from helpers.floor.shapes.pieces import Table, Text
from helpers.floor.shapes.tables import rows_of

_NONE, _SILENT = "geen", "niet beoordeeld"


def hours_beside_signals(result: Result) -> Table | Text:
    """Per wijk in code order: the signals of last month, the hours of this month, the signals of this month."""
    now, before = period.of(result), period.of(result).shift(-1)
    hours = rows_of(result.measures, measure="monthly_hours", area_level="wijk", period=now.label)
    if hours.value.isna().all():
        return cannot_tell(result, "de uren naast de signalen", "scanauto_inzet", name="hours_beside_signals")
    keyed = hours.set_index("area").reindex(result.areas.codes)
    frame = pd.DataFrame(
        {
            "wijk": result.areas.codes,
            "signals_before": _per_wijk(result, before, _of_last_month(result)),
            "hours": keyed.value.tolist(),
            "signals_now": _per_wijk(result, now, period.out_of_range(result, now)),
            "withheld": keyed.withheld.fillna("missing").tolist(),
        }
    )
    return table(
        "hours_beside_signals",
        f"Uren van de scanauto in {now.in_dutch}, naast de signalen",
        frame,
        [
            Column("wijk", "Wijk", written=lambda row: series.linked(result, row.wijk)),
            Column("signals_before", f"Signalen {before.in_dutch}"),
            Column("hours", f"Uren {now.in_dutch}", decimals=0),
            Column("signals_now", f"Signalen {now.in_dutch}"),
        ],
        notes=[
            "De wijken staan op volgorde van hun code.",
            BY_MEASURE["monthly_hours"].note,
            "De auto rijdt ook om andere redenen.",
            "Uren en signalen hoeven niet met elkaar samen te hangen.",
        ],
        source=line(result, "scanauto_inzet", *judged.datasets(result)),
    )


def _of_last_month(result: Result) -> pd.DataFrame:
    """What was said of last month, and what would be said of it now."""
    before = period.of(result).shift(-1)
    said = rows_of(result.estimates, model=series.SAID, period=before.label)
    return pd.concat([said, period.out_of_range(result, before)]).drop_duplicates(series.KEY)


def _per_wijk(result: Result, month: Month, signals: pd.DataFrame) -> list[str]:
    """The signals of each wijk by what they are about, in code order; or that no series of it was judged."""
    every = judged.of_month(result, month)
    is_judged = set(every.area[every.is_met.notna()])
    named = signals.assign(what=[series.what(row) for _, row in signals.iterrows()])
    of_wijk = named.groupby("area").what.agg(lambda names: ", ".join(sorted(names)))
    return [of_wijk.get(code, _NONE if code in is_judged else _SILENT) for code in result.areas.codes]
