"""How fresh each export is: the days between its last day and the end of the quarter."""

from dataclasses import replace

import pandas as pd
import seaborn as sns
from matplotlib.figure import Figure as Drawing

from helpers.displays.drawing.columns import Column, in_file, texts
from helpers.displays.drawing.figure import figure, grid, label
from helpers.displays.drawing.palette import C1, INK
from helpers.displays.quality.data_quality import of_exports
from helpers.floor import dutch
from helpers.floor.shapes.delivery import Result
from helpers.floor.shapes.pieces import Figure, Text

_RUNS_ON = "loopt door na het kwartaal"
_TO_THE_END = "loopt tot het einde van het kwartaal"
_UNDATED = "zonder datum"


def freshness(result: Result) -> Figure | Text:
    """Per export the days between its last day and the end of the quarter, the oldest first."""
    behind = of_exports(result, "days_behind")
    exports = behind.rename(columns={"group": "dataset", "end": "last"})
    exports = exports.assign(title=exports.dataset.map(result.title_of), days_behind=exports.value)
    # What others publish comes once a year: its age says nothing of this delivery.
    is_own = ~exports.dataset.map(lambda name: result.descriptions[name].is_optional).astype(bool)
    by_others = exports[~is_own]
    exports = exports[is_own]
    dated = exports[exports.value.notna()].sort_values(["value", "dataset"], ascending=[False, True])
    if dated.empty:
        return Text(["Geen export heeft een datum: hoe vers de gegevens zijn, is niet te zeggen."])
    undated = exports[exports.value.isna()]
    columns = [
        Column("title", "Export", is_in_file=False),
        Column("dataset"),
        Column("last", "Laatste dag", written=_last_day, style="number"),
        Column("days_behind", "Vóór het einde van het kwartaal", written=_behind, style="number"),
    ]
    title, left_out = _title(dated), [*_left_out(undated.title.tolist()), *_of_others(by_others.title.tolist())]
    written = texts(dated, columns)
    made_up = "; voorbeelddata" if result.is_made_up else ""
    drawn = figure(
        lambda drawing: _paint(drawing, dated),
        name="freshness",
        title=title,
        subtitle="Dagen tussen de laatste dag in de export en "
        f"{dutch.day(result.quarter.end)}, het einde van het kwartaal",
        alt=[*(f"{row.title}: {row.days_behind}." for row in written.itertuples()), *left_out],
        source=" ".join([f"Bron: de exports; gemeente {result.settings.municipality.name}{made_up}.", *left_out]),
        height=0.7 + 0.28 * len(dated),
        frame=pd.concat([dated, undated]),
        columns=columns,
    )
    return replace(drawn, data=in_file(exports, columns))  # the file in the order of the exports


def _title(dated: pd.DataFrame) -> str:
    oldest = dated.iloc[0]
    if oldest.value <= 0:
        return "Elke export met datums loopt tot het einde van het kwartaal of verder"
    days = dutch.counted(int(oldest.value), "dag", "dagen")
    return f"De laatste dag ligt het verst terug bij “{oldest.title}”: {days}"


def _left_out(titles: list[str]) -> list[str]:
    """Which exports the drawing lacks, and why."""
    return [f"Niet in de figuur: {dutch.listing(titles)}. Daarin staat geen datum."] if titles else []


def _of_others(titles: list[str]) -> list[str]:
    return (
        [f"Ook niet in de figuur: {dutch.listing(titles)}. Die komen van anderen, in hun eigen tempo."]
        if titles
        else []
    )


def _last_day(row: pd.Series) -> str:
    return _UNDATED if pd.isna(row.value) else dutch.day(row["last"])


def _behind(row: pd.Series) -> str:
    if pd.isna(row.value):
        return dutch.NOTHING
    if row.value <= 0:
        return _RUNS_ON if row.value < 0 else _TO_THE_END
    return dutch.counted(int(row.value), "dag", "dagen")


def _paint(drawing: Drawing, dated: pd.DataFrame) -> None:
    axes = drawing.subplots()
    days = dated.value.clip(lower=0).to_numpy()
    sns.barplot(x=days, y=dated.title.tolist(), ax=axes, color=C1, saturation=1, width=0.55, orient="h", errorbar=None)
    for at, (day, (_, row)) in enumerate(zip(days, dated.iterrows(), strict=True)):
        label(axes, _behind(row), (day, at), colour=INK, va="center")
    axes.set_xlim(0, max(float(days.max()), 1.0) * 1.2)
    axes.set_xlabel("dagen")
    axes.set_ylabel("")
    grid(axes, "x")
