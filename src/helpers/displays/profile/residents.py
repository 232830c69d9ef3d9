"""What the residents of the wijk say, over the waves, with the municipality beside it."""

import math

import pandas as pd
from matplotlib.figure import Figure as Drawing

from helpers.displays.drawing.columns import Column
from helpers.displays.drawing.figure import figure, grid, label
from helpers.displays.drawing.palette import BAND, C1, GREY
from helpers.displays.source_lines import cannot_tell, line
from helpers.floor import dutch
from helpers.floor.shapes.delivery import Result
from helpers.floor.shapes.pieces import Figure, Text
from helpers.floor.shapes.tables import rows_of

MEASURE, DATASET = "clean_percent", "wijkatlas"


def wijk_residents(result: Result) -> Figure | Text:
    """Per wave the share that calls the neighbourhood clean, with its interval, and that of the municipality."""
    waves = _waves(result)
    known = waves[waves.estimate.notna()]
    if known.empty:
        return cannot_tell(result, "wat bewoners van hun buurt vinden", DATASET)
    last = known.iloc[-1]
    share = dutch.quantity(last.estimate, "percent")
    return figure(
        lambda drawing: _paint(drawing, waves),
        name="wijk_residents",
        title=f"In {last.wave} noemt {share} van de bewoners de buurt schoon",
        subtitle="Aandeel bewoners dat de buurt schoon noemt, per meting, met interval. Grijs: de gemeente.",
        alt=[f"Meting {one.wave}: {dutch.quantity(one.estimate, 'percent')}." for one in known.itertuples()],
        source=line(result, DATASET),
        height=2.4,
        frame=waves,
        columns=[
            Column("wave", "Meting"),
            Column("estimate", "Deze wijk", "percent"),
            Column("low", "Interval", "percent", until="high"),
            Column("high"),
            Column("municipality", "Gemeente", "percent"),
            Column("respondents", "Respondenten", decimals=0),
            Column("withheld"),
        ],
    )


def _waves(result: Result) -> pd.DataFrame:
    rows = rows_of(result.measures, measure=MEASURE, split="").sort_values("start", kind="stable")
    whole = rows_of(rows, area_level="municipality").set_index("period")
    shares = rows_of(result.estimates, model="survey", term="share", area=result.wijk).set_index("period")
    shares = shares.reindex(whole.index)
    return pd.DataFrame(
        {
            "wave": whole.index,
            "series": whole.series.to_numpy(),
            "municipality": whole.value.to_numpy(),
            "estimate": shares.estimate.to_numpy(),
            "low": shares.low.to_numpy(),
            "high": shares.high.to_numpy(),
            "respondents": shares.n.to_numpy(),
            "withheld": shares.withheld.fillna("missing").to_numpy(),
        }
    )


def _paint(drawing: Drawing, waves: pd.DataFrame) -> None:
    axes = drawing.subplots()
    at = range(len(waves))
    axes.plot(at, waves.municipality, color=GREY, linewidth=1.4)
    axes.vlines(at, waves.low, waves.high, color=BAND, linewidth=5)
    axes.plot(at, waves.estimate, color=C1, linewidth=2, marker="o", markersize=4)
    for i, one in enumerate(waves.itertuples()):
        if not math.isnan(one.estimate):
            label(axes, dutch.quantity(one.estimate, "percent"), (i, one.estimate), (6, 0))
    axes.set_xticks(list(at), waves.wave)
    axes.yaxis.set_major_formatter(lambda value, _: dutch.quantity(value, "percent"))
    grid(axes)
