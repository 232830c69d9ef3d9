"""What changed since earlier quarters, and which indicators ask for a decision."""

import pandas as pd

from helpers.displays import readings, words
from helpers.displays.drawing.columns import Column, table
from helpers.displays.indicators.scorecard import CHANGE, NAMED, PREVIOUS, YEAR_BEFORE, change, moved, named, source
from helpers.floor import dutch
from helpers.floor.params.settings import Indicator
from helpers.floor.shapes.delivery import Result
from helpers.floor.shapes.pieces import ChapterAnswers, Table, Text
from helpers.floor.shapes.tables import rows_of
from helpers.floor.verdicts import COMPLETE, NO_PLAN

CHAPTERS = ["scan_car_cleanliness", "cyber_training", "dealer_compliance", "safety_indicators"]
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
_ASKS = {
    "niet meer haalbaar": "kan de streefwaarde dit jaar niet meer halen",
    "niet gehaald": "heeft de streefwaarde niet gehaald",
    "achter": "loopt achter",
    "onzeker": "is onzeker",
}


def changes(result: Result) -> Table:
    """Each indicator now, a quarter ago and a year ago, whether chance explains it, and where then comes from.

    A quarter that was published is compared as published; else it is computed back from this delivery.
    """
    return table(
        "changes",
        f"Wat er veranderde tot en met {dutch.day(result.quarter.end)}",
        pd.DataFrame([_compared(result, one) for one in result.settings.indicators]),
        _COLUMNS,
        notes=[
            "Teruggerekend: het register bewaart geen oude stand. Die volgt uit de data van nu.",
            "Verschillen zijn berekend vóór het afronden.",
            *_samples_said(result),
        ],
        source=source(result),
    )


def decisions(result: Result) -> Text:
    """Which indicators ask for a decision: behind, out of reach or uncertain, with rule and owner."""
    known = [(one, *readings.status(result, one)) for one in result.settings.indicators]
    asked = [(one, word, rule) for wanted in words.ASKS_DECISION for one, word, rule in known if word == wanted]
    points = [
        f"{one.name} ({one.id}) {_ASKS[word]}. {readings.sentence(rule)} Eigenaar: {one.owner}."
        for one, word, rule in asked
    ]
    return Text(
        [*(points or ["Van geen enkele indicator weten we dat hij achterblijft."]), *_open(result, known)], True
    )


def _open(result: Result, known: list[tuple[Indicator, str, str]]) -> list[str]:
    """What has no judgement but is not at its target either, by owner where only a plan is lacking."""
    unjudged = [(readings.reading(result, one), rule) for one, word, rule in known if word == "geen oordeel"]
    short = [(r, rule.startswith(NO_PLAN)) for r, rule in unjudged if r.is_reached is False]
    unplanned: dict[str, list[str]] = {}
    for r, lacks_plan in short:
        if lacks_plan:
            unplanned.setdefault(r.indicator.owner, []).append(f"{r.indicator.name} ({r.short})")
    return [
        *(f"{owner}: spreek een planning af voor {dutch.listing(names)}." for owner, names in unplanned.items()),
        *(
            f"{r.indicator.name}: {r.short}, streefwaarde {r.aim}; nog geen oordeel."
            for r, lacks_plan in short
            if not lacks_plan
        ),
    ]


def chapter_answers(result: Result) -> ChapterAnswers:
    """Where the report quotes the short answers of the other chapters."""
    return ChapterAnswers(CHAPTERS)


def plans_to_fill(result: Result) -> Text:
    """For the analyst: what to fill in, so that an indicator can get a judgement while the year runs."""
    label, year = result.quarter.label, result.quarter.year
    open_ = [one for one in result.settings.indicators if one.target(year) is not None and one.kind != "no_target"]
    found = [one.id for one in open_ if label not in one.planned_path]
    if not found:
        return Text([f"Elke indicator met een streefwaarde heeft voor {label} een planned_path."])
    return Text(
        [
            f"Vul planned_path in params/indicators.yml in voor {label}.",
            f"Nodig bij {dutch.listing(found)}.",
            "Zonder plan krijgt een indicator alleen een oordeel als hij gehaald is, of een rekenmodel heeft.",
        ]
    )


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
        result.estimates, model=CHANGE, measure=one.measure, term="revision", period=result.quarter.previous.label
    )
    if len(published):
        return f"gepubliceerd in editie {dutch.number(published.n.iloc[0])}"
    return "teruggerekend" if one.is_overwritten else "geregistreerd"
