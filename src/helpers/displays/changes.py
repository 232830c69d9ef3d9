"""What changed since earlier quarters, and which indicators ask for a decision."""

from __future__ import annotations

from helpers.displays import readings, words
from helpers.displays.cells import data, row
from helpers.displays.scorecard import change, named, source
from helpers.floor import dutch
from helpers.floor.delivery import Result
from helpers.floor.pieces import Cell, ChapterAnswers, Table, Text
from helpers.floor.settings import Indicator

CHAPTERS = ["scan_car_cleanliness", "cyber_training", "dealer_compliance", "safety_indicators"]
_ASKS = {
    "niet meer haalbaar": "kan de streefwaarde dit jaar niet meer halen",
    "niet gehaald": "heeft de streefwaarde niet gehaald",
    "achter": "loopt achter",
    "onzeker": "is onzeker",
}


def changes(result: Result) -> Table:
    """Each indicator now, a quarter ago and a year ago; says which earlier values are recomputed.

    A register that overwrites (settings' is_overwritten) gives no earlier stand: it is computed back.
    """
    quarters = (result.quarter, result.quarter.previous, result.quarter.year_before)
    rows, figures = [], []
    for one in result.settings.indicators:
        now, before, year_ago = (readings.reading(result, one, quarter) for quarter in quarters)
        recomputed = "teruggerekend" if one.is_overwritten else "uit de registratie"
        rows.append(_row(one, now, before, year_ago, change(result, one), recomputed))
        figures.append(
            [
                one.id,
                result.quarter.label,
                now.value,
                before.value,
                year_ago.value,
                one.unit,
                one.is_overwritten,
            ]
        )
    return Table(
        "changes",
        f"Wat er veranderde tot en met {dutch.day(result.quarter.end)}",
        ["Indicator", "Nu", "Kwartaal eerder", "Verandering", "Jaar eerder", "Eerdere stand"],
        rows,
        notes=[
            "Teruggerekend: het register bewaart geen oude stand. Die volgt uit de data van nu.",
            "Verschillen zijn berekend vóór het afronden.",
        ],
        source=source(result),
        data=data(
            ["indicator_id", "quarter", "value", "previous", "year_before", "unit", "is_recomputed"], figures
        ),
    )


def decisions(result: Result) -> Text:
    """Which indicators ask for a decision: behind, out of reach or uncertain, with rule and owner."""
    known = [(one, *readings.status(result, one)) for one in result.settings.indicators]
    asked = [
        (one, word, rule) for wanted in words.ASKS_DECISION for one, word, rule in known if word == wanted
    ]
    points = [
        f"{one.name} ({one.id}) {_ASKS[word]}. {readings.sentence(rule)} Eigenaar: {one.owner}."
        for one, word, rule in asked
    ]
    return Text(
        [*(points or ["Van geen enkele indicator weten we dat hij achterblijft."]), *_open(result, known)],
        True,
    )


def _open(result: Result, known: list[tuple[Indicator, str, str]]) -> list[str]:
    """What has no judgement but is not at its target either: silence would hide those."""
    found = [readings.reading(result, one) for one, word, _ in known if word == "geen oordeel"]
    short = [r for r in found if r.is_reached is False]
    return [f"{r.indicator.name}: {r.short}, streefwaarde {r.aim}; nog geen oordeel." for r in short]


def chapter_answers(result: Result) -> ChapterAnswers:
    """Where the report quotes the short answers of the other chapters."""
    return ChapterAnswers(CHAPTERS)


def _row(
    one: Indicator,
    now: readings.Reading,
    before: readings.Reading,
    year_ago: readings.Reading,
    moved: str,
    recomputed: str,
) -> list[Cell]:
    return [*row(named(one), now.stand, before.short, moved, year_ago.short), Cell(recomputed)]
