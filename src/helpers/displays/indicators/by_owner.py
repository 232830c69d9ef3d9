"""The indicators by owner: how many each has, how they stand, and what the report asks of whom."""

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from helpers.displays import readings
from helpers.displays.drawing.columns import Column, file_only, in_file, table
from helpers.displays.indicators import scorecard
from helpers.displays.indicators.commentary import explained
from helpers.floor import dutch, verdicts
from helpers.floor.params.settings import Indicator
from helpers.floor.shapes.delivery import Result
from helpers.floor.shapes.pieces import Table

_COLUMNS = [
    Column("owner", "Eigenaar"),
    Column("indicators", "Indicatoren", decimals=0),
    Column("statuses", "Status"),
    Column("asked", "Toelichting gevraagd bij"),
]
_IN_FILE = file_only("owner", "indicator_id", "status", "is_explanation_due")


def indicators_by_owner(result: Result) -> Table:
    """A row for each owner; its file has a row for each indicator. No number that the other tables do not tell."""
    owners: dict[str, list[Indicator]] = {}
    for one in result.settings.indicators:
        owners.setdefault(one.owner, []).append(one)
    found = [(owner, one.id, word) for owner, ours in owners.items() for one, word in _words(result, ours)]
    each = pd.DataFrame(found, columns=["owner", "indicator_id", "status"])
    each["is_explanation_due"] = each.status.isin(verdicts.BEHIND)
    rows = [(owner, len(ours), _statuses(result, ours), _asked(result, ours)) for owner, ours in owners.items()]
    shown = table(
        "owners",
        f"De indicatoren per eigenaar op {dutch.day(result.quarter.end)}",
        pd.DataFrame(rows, columns=[column.name for column in _COLUMNS]),
        _COLUMNS,
        source=scorecard.source(result),
    )
    return replace(shown, data=in_file(each, _IN_FILE))


def _words(result: Result, indicators: Sequence[Indicator]) -> list[tuple[Indicator, str]]:
    return [(one, readings.status(result, one)[0]) for one in indicators]


def _statuses(result: Result, indicators: Sequence[Indicator]) -> str:
    """How many have each status, in the order of the scorecard: "3 gehaald, 1 achter"."""
    words = [word for _, word in _words(result, indicators)]
    return ", ".join(f"{words.count(word)} {word}" for word in verdicts.VERDICTS if word in words)


def _asked(result: Result, indicators: Sequence[Indicator]) -> str:
    """Of which indicators an explanation is asked; which is there, is said."""
    given = explained(result)
    asked = [one.id for one, word in _words(result, indicators) if word in verdicts.BEHIND]
    return dutch.listing([f"{id_} (gegeven)" if id_ in given else id_ for id_ in asked]) or "niets"
