"""How fresh each export is: the days between its last day and the end of the quarter."""

from __future__ import annotations

import pandas as pd
import seaborn as sns
from matplotlib.figure import Figure as Drawing

from helpers.displays.drawing.cells import data, row
from helpers.displays.drawing.figure import alt_text, figure, grid, label
from helpers.displays.drawing.palette import C1, INK
from helpers.displays.quality.data_quality import of_exports
from helpers.floor import dutch
from helpers.floor.shapes.delivery import Result
from helpers.floor.shapes.pieces import Figure, Text

_RUNS_ON = "loopt door na het kwartaal"
_UNDATED = "zonder datum"


def freshness(result: Result) -> Figure | Text:
    """Per export the days between its last day and the end of the quarter, the oldest first."""
    found = of_exports(result, "days_behind")
    dated = found[found.value.notna()].sort_values(["value", "group"], ascending=[False, True])
    if dated.empty:
        return Text(["Geen export heeft een datum: hoe vers de gegevens zijn, is niet te zeggen."])
    names = {one.dataset: result.title_of(one.dataset) for one in result.exports}
    undated = [names[one] for one in found[found.value.isna()].group]
    title = _title(dated, names)
    made_up = "; voorbeelddata" if result.is_made_up else ""
    return figure(
        lambda drawing: _paint(drawing, dated, names),
        name="freshness",
        title=title,
        subtitle="Dagen tussen de laatste dag in de export en "
        f"{dutch.day(result.quarter.end)}, het einde van het kwartaal",
        alt=alt_text(
            [
                f"{title}.",
                *(f"{names[one.group]}: {_said(one.value)}." for one in dated.itertuples()),
                *([f"Zonder datum: {dutch.listing(undated)}."] if undated else []),
            ]
        ),
        source=f"Bron: de exports; gemeente {result.settings.municipality.name}{made_up}.",
        height=0.7 + 0.28 * len(dated),
        columns=["Export", "Laatste dag", "Vóór het einde van het kwartaal"],
        rows=[
            *(row(names[one.group], dutch.day(one.end), _said(one.value)) for one in dated.itertuples()),
            *(row(name, _UNDATED, dutch.NOTHING) for name in undated),
        ],
        data=data(
            ["dataset", "last", "days_behind"],
            [[one.group, one.end, one.value] for one in found.itertuples()],
        ),
    )


def _title(dated: pd.DataFrame, names: dict[str, str]) -> str:
    oldest = dated.iloc[0]
    if oldest.value <= 0:
        return "Elke export met datums loopt tot het einde van het kwartaal of verder"
    days = dutch.counted(int(oldest.value), "dag", "dagen")
    return f"De laatste dag ligt het verst terug bij “{names[oldest.group]}”: {days}"


def _said(days: float) -> str:
    return _RUNS_ON if days < 0 else dutch.counted(int(days), "dag", "dagen")


def _paint(drawing: Drawing, dated: pd.DataFrame, names: dict[str, str]) -> None:
    axes = drawing.subplots()
    days = dated.value.clip(lower=0).to_numpy()
    sns.barplot(
        x=days,
        y=[names[one] for one in dated.group],
        ax=axes,
        color=C1,
        saturation=1,
        width=0.55,
        orient="h",
        errorbar=None,
    )
    for at, (day, value) in enumerate(zip(days, dated.value, strict=True)):
        label(axes, _said(value), (day, at), colour=INK, va="center")
    axes.set_xlim(0, max(float(days.max()), 1.0) * 1.2)
    axes.set_xlabel("dagen")
    axes.set_ylabel("")
    grid(axes, "x")
