"""What changed since earlier quarters: in three lines, and of each indicator in a table."""

import pandas as pd

from helpers.displays import readings
from helpers.displays.drawing.columns import Column, table
from helpers.displays.indicators.gaps import wrong_way
from helpers.displays.indicators.scorecard import (
    CHANGE,
    NAMED,
    NEW_YEAR,
    PREVIOUS,
    YEAR_BEFORE,
    change,
    moved,
    named,
    source,
)
from helpers.floor import dutch
from helpers.floor.params.settings import Indicator
from helpers.floor.shapes.delivery import Result
from helpers.floor.shapes.pieces import ChapterAnswers, Table, Text
from helpers.floor.shapes.tables import rows_of

_CHAPTERS = ["scan_car_cleanliness", "cyber_training", "dealer_compliance", "safety_indicators", "surroundings"]
_COLUMNS = [
    NAMED,
    *(Column(name) for name in ("indicator_id", "quarter", "value", "previous")),
    Column("stand", "Nu", style="number", is_in_file=False),
    Column("then", "Kwartaal eerder", style="number", is_in_file=False),
    *(Column(name) for name in ("change", "year_before", "year_change", "unit")),
    Column("moved", "Verandering", style="number", is_in_file=False),
    Column("year_ago", "Jaar eerder", style="number", is_in_file=False),
    Column("previous_from", "Eerdere stand"),
]


def changes(result: Result) -> Table:
    """Each indicator now, a quarter ago and a year ago, and where the earlier value comes from.

    A quarter that was published is compared as published; else it is computed back from this delivery.
    """
    return table(
        "changes",
        f"Wat er veranderde tot en met {dutch.day(result.quarter.end)}",
        pd.DataFrame([_compared(result, one) for one in result.settings.indicators]),
        _COLUMNS,
        notes=[
            "Teruggerekend: het register bewaart geen oude stand. Die volgt uit de gegevens van nu.",
            "Verschillen zijn berekend vóór het afronden.",
            *_samples_said(result),
        ],
        source=source(result),
    )


def chapter_answers(result: Result) -> ChapterAnswers:
    """Where the report quotes the short answers of the other chapters."""
    return ChapterAnswers(chapters(result))


def chapters(result: Result) -> list[str]:
    """The chapters that the summary quotes: those that the municipality did not leave out."""
    return [one for one in _CHAPTERS if one not in result.settings.municipality.chapters_left_out]


def changes_said(result: Result) -> Text:
    """What changed since a quarter ago in three lines: how many and which, and whether anything was revised."""
    ours = [one for one in result.settings.indicators if one.kind != "no_target"]
    back = [one for one in ours if wrong_way(result, one)]
    return Text([_counted(result, ours, back), *_turned(result, ours, back), *_revised(result)], True)


def _counted(result: Result, ours: list[Indicator], back: list[Indicator]) -> str:
    rows = {one.id: row for one in ours if (row := moved(result, one)) is not None}
    known = [one for one in ours if one.id in rows]
    if not known:
        return "Wat er veranderde sinds het vorige kwartaal, is niet bekend."
    same = [one for one in known if one not in back and change(result, one).lstrip("+\N{MINUS SIGN}").startswith("0")]
    same += [one for one in known if rows[one.id].verdict == "gelijk"]
    forth = len(known) - len(back) - len(same)
    counts = [
        _moved_so(forth, "ging vooruit", "gingen vooruit"),
        _moved_so(len(back), "ging achteruit", "gingen achteruit"),
        *([_moved_so(len(same), "bleef gelijk", "bleven gelijk")] if same else []),
    ]
    again = sum(change(result, one) == NEW_YEAR for one in ours)
    began = f" {dutch.counted(again, 'telling', 'tellingen')} begon{'nen' * (again > 1)} op 1 januari opnieuw."
    said = f"Van {dutch.counted(len(known), 'toezegging', 'toezeggingen')} met een getal: {dutch.listing(counts)}."
    return said + (began if again else "")


def _moved_so(count: int, one: str, more: str) -> str:
    return f"{count or 'geen enkele'} {more if count > 1 else one}"


def _turned(result: Result, ours: list[Indicator], back: list[Indicator]) -> list[str]:
    """By name what went back, and what is at its target and was not a quarter ago."""
    told = [f"{one.name} ({change(result, one)})" for one in back]
    new = [one.name for one in ours if _is_newly_reached(result, one)]
    return [
        *([f"Achteruit: {dutch.listing(told)}."] if told else []),
        *([f"Nieuw op streefwaarde: {dutch.listing(new)}."] if new else []),
    ]


def _is_newly_reached(result: Result, indicator: Indicator) -> bool:
    if readings.is_held_back(result, indicator):
        return False
    before = readings.reading(result, indicator, result.quarter.previous)
    return readings.reading(result, indicator).is_reached is True and before.is_reached is False


def _revised(result: Result) -> list[str]:
    """Whether the change is new facts alone, of what that is not said, and where all of it stands."""
    found = rows_of(result.estimates, model=CHANGE, term="revision", period=result.quarter.previous.label, withheld="")
    changed = int((found.verdict != "gelijk").sum())
    if found.empty:
        why = "Er is geen eerder rapport: de standen van toen zijn uit deze gegevens berekend"
    elif changed:
        why = f"{dutch.counted(changed, 'stand', 'standen')} van toen {'is' if changed == 1 else 'zijn'} herzien"
    else:
        why = "Dit zijn nieuwe feiten: geen enkele stand van toen is herzien"
    return [*readings.held_back_said(result), f"{why}. Alles staat in [](tabel:changes)."]


def _samples_said(result: Result) -> list[str]:
    """Of a sample, the interval of its change: the one kind of change that chance alone can give."""
    return [
        f"{one.name} is een steekproef: het verschil ligt tussen {dutch.lower_limit(row.low)} "
        f"en {dutch.upper_limit(row.high)} procentpunt."
        for one in result.settings.indicators
        if one.is_sample and (row := moved(result, one)) is not None and pd.notna(row.low)
    ]


def _compared(result: Result, one: Indicator) -> dict[str, object]:
    """One indicator: figures for the file, and beside them what the page says of each."""
    now = readings.reading(result, one)
    before, year_before = moved(result, one, PREVIOUS), moved(result, one, YEAR_BEFORE)
    return {
        "named": named(one),
        "indicator_id": one.id,
        "quarter": result.quarter.label,
        "stand": now.stand,
        "value": now.value,
        "then": _then(result, one, PREVIOUS),
        "previous": None if before is None else before["at"],
        "moved": change(result, one),
        "change": None if before is None else before.estimate,
        "year_ago": _year_ago(result, one),
        "year_before": None if year_before is None else year_before["at"],
        "year_change": None if year_before is None else year_before.estimate,
        "unit": one.unit,
        "previous_from": _origin(result, one),
    }


def _then(result: Result, one: Indicator, term: str) -> str:
    """The value that is compared with; where nothing is compared, what this delivery says of that quarter."""
    found = moved(result, one, term)
    quarter = result.quarter.previous if term == PREVIOUS else result.quarter.year_before
    return dutch.quantity(found["at"], one.unit) if found is not None else readings.reading(result, one, quarter).short


def _year_ago(result: Result, one: Indicator) -> str:
    found = moved(result, one, YEAR_BEFORE)
    then = _then(result, one, YEAR_BEFORE)
    return then if found is None else f"{then} ({change(result, one, YEAR_BEFORE)})"


def _origin(result: Result, one: Indicator) -> str:
    published = rows_of(
        result.estimates, model=CHANGE, group=one.id, term="revision", period=result.quarter.previous.label
    )
    if len(published):
        return f"gepubliceerd in editie {dutch.number(published.n.iloc[0])}"
    return "teruggerekend" if one.is_overwritten else "geregistreerd"
