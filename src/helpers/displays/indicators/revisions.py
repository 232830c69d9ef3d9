"""Earlier published values that are other now: revisions, apart from what is new since."""

from __future__ import annotations

from typing import Any

from helpers.displays.drawing.cells import data, row
from helpers.displays.indicators.scorecard import CHANGE, named, source
from helpers.floor import dutch
from helpers.floor.params.settings import Indicator
from helpers.floor.shapes.delivery import Result
from helpers.floor.shapes.pieces import Cell, Table, Text
from helpers.floor.shapes.tables import rows_of

_COLUMNS = ["Indicator", "Kwartaal", "Gepubliceerd", "Nu berekend", "Herziening", "Nieuwe feiten sindsdien"]


def revisions(result: Result) -> Table | Text:
    """Each published value of the compared quarters that this delivery computes otherwise; or that none is."""
    found = rows_of(result.estimates, model=CHANGE, term="revision", withheld="")
    if found.empty:
        return Text(
            [
                "Van de kwartalen waarmee we vergelijken, is nog geen rapport gepubliceerd.",
                "De eerdere standen zijn uit deze gegevens berekend.",
            ]
        )
    revised = found[found.verdict != "gelijk"]
    if revised.empty:
        compared = dutch.counted(len(found), "gepubliceerde stand is", "gepubliceerde standen zijn")
        return Text([f"{compared} opnieuw berekend. Er is niets herzien."])
    by_measure = {one.measure: one for one in result.settings.indicators}
    known = [(by_measure[r.measure], r) for r in revised.itertuples() if r.measure in by_measure]
    return Table(
        "revisions",
        f"Herzien: {len(revised)} van {dutch.counted(len(found), 'gepubliceerde stand', 'gepubliceerde standen')}",
        _COLUMNS,
        [_row(result, one, revision) for one, revision in known],
        notes=["Een register dat oude gegevens overschrijft, kan een oude stand anders teruggeven."],
        source=source(result),
        data=data(
            ["indicator_id", "quarter", "published", "edition", "revision", "new_facts", "unit"],
            [[one.id, r.period, r.at, r.n, r.estimate, _new_facts(result, r), one.unit] for one, r in known],
        ),
    )


def _row(result: Result, one: Indicator, revision: Any) -> list[Cell]:
    before = f"{dutch.quantity(revision.at, one.unit)} (editie {dutch.number(revision.n)})"
    again = dutch.quantity(revision.at + revision.estimate, one.unit)
    return row(
        named(one),
        revision.period,
        before,
        again,
        dutch.difference(revision.estimate, one.unit),
        dutch.difference(_new_facts(result, revision), one.unit),
    )


def _new_facts(result: Result, revision: Any) -> float | None:
    found = rows_of(
        result.estimates, model=CHANGE, measure=revision.measure, term="new_facts", period=revision.period
    )
    return None if found.empty else float(found.estimate.iloc[0])
