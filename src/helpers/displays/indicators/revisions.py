"""Earlier published values that are other now: revisions, apart from what is new since."""

from typing import Any

import pandas as pd

from helpers.displays import readings
from helpers.displays.drawing.columns import Column, table
from helpers.displays.indicators.scorecard import CHANGE, NAMED, named, source
from helpers.floor import dutch
from helpers.floor.params.settings import Indicator
from helpers.floor.quarter import Quarter
from helpers.floor.shapes.delivery import Result
from helpers.floor.shapes.pieces import Absent, Table, Text
from helpers.floor.shapes.tables import each_row, rows_of


def _published(row: pd.Series) -> str:
    return f"{dutch.quantity(row.published, row.unit)} (editie {dutch.number(row.edition)})"


def _revision(row: pd.Series) -> str:
    return dutch.difference(row.revision, row.unit)


def _new_facts(row: pd.Series) -> str:
    return dutch.difference(row.new_facts, row.unit)


_COLUMNS = [
    NAMED,
    Column("indicator_id"),
    Column("quarter", "Kwartaal", style="number"),
    Column("published", "Gepubliceerd", written=_published, style="number"),
    Column("edition"),
    Column("again", "Nu berekend", unit="unit", is_in_file=False),
    Column("revision", "Herziening", written=_revision, style="number"),
    Column("new_facts", "Nieuwe feiten sindsdien", written=_new_facts, style="number"),
    Column("unit"),
]


def revisions(result: Result) -> Table | Text:
    """Each published value of the compared quarters that this delivery computes otherwise; or that none is."""
    found = rows_of(result.estimates, model=CHANGE, term="revision", withheld="")
    if found.empty:
        why = "van de kwartalen waarmee we vergelijken, is nog geen rapport gepubliceerd"
        return Absent("wat er is herzien", why, name="revisions")
    revised = found[found.verdict != "gelijk"]
    if revised.empty:
        compared = dutch.counted(len(found), "gepubliceerde stand is", "gepubliceerde standen zijn")
        return Text([f"{compared} opnieuw berekend. Er is niets herzien.", *readings.held_back_said(result)])
    by_id = {one.id: one for one in result.settings.indicators}
    known = revised[revised.group.isin(by_id)]
    frame = pd.DataFrame([_figures(result, by_id[one.group], one) for one in each_row(known)])
    return table(
        "revisions",
        f"Herzien: {len(revised)} van {dutch.counted(len(found), 'gepubliceerde stand', 'gepubliceerde standen')}",
        frame,
        _COLUMNS,
        notes=[
            "Een register dat oude gegevens overschrijft, kan een oude stand anders teruggeven.",
            *readings.held_back_said(result),
        ],
        source=source(result),
    )


def _figures(result: Result, indicator: Indicator, revision: Any) -> dict[str, Any]:
    new_facts = rows_of(result.estimates, model=CHANGE, group=indicator.id, term="new_facts", period=revision.period)
    return {
        "named": named(indicator),
        "indicator_id": indicator.id,
        "quarter": revision.period,
        "published": revision.at,
        "edition": revision.n,
        "again": readings.reading(result, indicator, Quarter.parse(revision.period)).value,
        "revision": revision.estimate,
        "new_facts": new_facts.estimate.iloc[0] if len(new_facts) else None,
        "unit": indicator.unit,
    }
