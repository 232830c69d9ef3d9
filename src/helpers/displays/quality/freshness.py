"""How fresh each export is: the days between its last day and the end of the quarter, or the quarters."""

from dataclasses import replace

import pandas as pd
import seaborn as sns
from matplotlib.figure import Figure as Drawing

from helpers.displays.drawing.columns import Column, in_file, texts
from helpers.displays.drawing.figure import figure, grid, label
from helpers.displays.drawing.palette import C1, INK
from helpers.displays.quality.data_quality import of_exports
from helpers.displays.source_lines import last_quarter
from helpers.floor import dutch
from helpers.floor.quarter import Quarter
from helpers.floor.shapes.delivery import Result
from helpers.floor.shapes.pieces import Figure, Text

_RUNS_ON = "loopt door na het kwartaal"
_TO_THE_END = "loopt tot het einde van het kwartaal"
_INTO_IT = "loopt tot in het kwartaal"
_UNDATED = "zonder datum"
_DAYS, _QUARTERS = "days_behind", "quarters_behind"  # the measures
_DAYS_OF_QUARTER = 90  # at least


def freshness(result: Result) -> Figure | Text:
    """Per export the days between its last day and the end of the quarter, the oldest first.

    Of those about persons or dealers the quarters, in the table alone.
    """
    exports = _behind_per_export(result)
    # What others publish comes once a year: its age says nothing of this delivery.
    is_own = ~exports.dataset.map(lambda name: result.descriptions[name].is_optional).astype(bool)
    by_others = exports[~is_own]
    exports = exports[is_own]
    oldest_first = exports.sort_values(["value", "dataset"], ascending=[False, True])
    dated, in_quarters = (oldest_first[oldest_first[name].notna()] for name in (_DAYS, _QUARTERS))
    if dated.empty:
        return Text(["Van geen export noemen we een dag: hoe vers de gegevens zijn, is hier niet te zeggen."])
    undated = exports[exports.value.isna()]
    columns = [
        Column("title", "Export", is_in_file=False),
        Column("dataset"),
        Column("last", "Laatste dag", written=lambda row: _last_day(row, result.quarter), style="number"),
        Column(_DAYS, "Vóór het einde van het kwartaal", written=_behind, style="number"),
        Column(_QUARTERS),
    ]
    left_out = _left_out(
        (undated, "Daarin staat geen datum."),
        (in_quarters, "Daarvan noemen we alleen het kwartaal."),
        (by_others, "Die komen van anderen, in hun eigen tempo."),
    )
    written = texts(dated, columns)
    made_up = "; voorbeelddata" if result.is_made_up else ""
    drawn = figure(
        lambda drawing: _paint(drawing, dated),
        name="freshness",
        title=_title(dated, in_quarters),
        subtitle="Dagen tussen de laatste dag in de export en "
        f"{dutch.day(result.quarter.end)}, het einde van het kwartaal",
        alt=[*(f"{row.title}: {row.days_behind}." for row in written.itertuples()), *left_out],
        source=" ".join([f"Bron: de exports; gemeente {result.settings.municipality.name}{made_up}.", *left_out]),
        height=0.7 + 0.28 * len(dated),
        frame=pd.concat([dated, in_quarters, undated]),
        columns=columns,
    )
    return replace(drawn, data=in_file(exports, columns))  # the file in the order of the exports


def _behind_per_export(result: Result) -> pd.DataFrame:
    behind = of_exports(result, [_DAYS, _QUARTERS]).rename(columns={"group": "dataset", "end": "last"})
    of_measure = {name: behind.value.where(behind.measure == name) for name in (_DAYS, _QUARTERS)}
    return behind.assign(title=behind.dataset.map(result.title_of), **of_measure)


def _title(dated: pd.DataFrame, in_quarters: pd.DataFrame) -> str:
    """Which export is the oldest; of those in quarters one that is older for sure."""
    oldest = dated.iloc[0]
    quarters = in_quarters.value.max() if len(in_quarters) else 0
    if quarters > 0 and oldest.value <= _DAYS_OF_QUARTER * quarters:
        return f"De laatste dag ligt het verst terug bij “{in_quarters.title.iloc[0]}”: {_in_quarters(quarters)}"
    if oldest.value <= 0:
        return "Elke export met datums heeft rijen tot in dit kwartaal of later"
    which = "Van de exports in de figuur ligt de laatste dag" if len(in_quarters) else "De laatste dag ligt"
    return f"{which} het verst terug bij “{oldest.title}”: {dutch.counted(int(oldest.value), 'dag', 'dagen')}"


def _left_out(*lacking: tuple[pd.DataFrame, str]) -> list[str]:
    """Which exports the drawing lacks, and why."""
    told = [f"iet in de figuur: {dutch.listing(some.title.tolist())}. {why}" for some, why in lacking if len(some)]
    return [("Ook n" if at else "N") + one for at, one in enumerate(told)]


def _last_day(row: pd.Series, quarter: Quarter) -> str:
    if pd.isna(row.value):
        return _UNDATED
    if pd.notna(row[_QUARTERS]):
        return last_quarter(quarter.shift(-int(row[_QUARTERS])).label)
    return dutch.day(row["last"])


def _behind(row: pd.Series) -> str:
    if pd.isna(row.value):
        return dutch.NOTHING
    if row.value <= 0:
        return _RUNS_ON if row.value < 0 else _TO_THE_END if pd.notna(row[_DAYS]) else _INTO_IT
    return dutch.counted(int(row.value), "dag", "dagen") if pd.notna(row[_DAYS]) else _in_quarters(row.value)


def _in_quarters(count: float) -> str:
    return dutch.counted(int(count), "kwartaal", "kwartalen")


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
