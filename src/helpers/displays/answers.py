"""The short answer of each chapter: a headline that is the finding, and the sentences under it."""

import math
from collections.abc import Callable
from dataclasses import replace

from helpers.displays import readings
from helpers.displays.dashboard import headline as dashboard
from helpers.displays.dealers import compliance
from helpers.displays.indicators import headline
from helpers.displays.profile import findings
from helpers.displays.quality import data_quality, ground_rules
from helpers.displays.readings import target_of
from helpers.displays.scan_car import association, deployment
from helpers.displays.surroundings import chapter
from helpers.displays.training import pacing
from helpers.floor import dutch
from helpers.floor.shapes.delivery import Result
from helpers.floor.shapes.pieces import Absent, Answer
from helpers.floor.shapes.tables import rows_of


def answer(result: Result) -> Answer | Absent:
    """The chapter's short answer, computed from its result; Absent where a chapter that may be absent has nothing.

    Raises KeyError for an unknown subject.
    """
    return _ANSWERS[result.subject](result)


def _scan_car_cleanliness(result: Result) -> Answer:
    hours, target = readings.municipal(result, "scan_car_hours"), target_of(result, "scan_car_hours")
    choice = deployment.choice(result)
    primary = rows_of(result.estimates, model=association.MODEL, role="primary", measure="clean_percent")
    said = (
        [_hours_said(float(hours.value), target), *readings.also_promised(result, "scan_car_hours")]
        if hours is not None and readings.is_shown(hours)
        else ["Hoeveel uur de scanauto reed, is niet bekend."]
    )
    if primary.empty:
        nothing = "Over scanauto en schone buurt kunnen we dit kwartaal niets zeggen"
        return Answer(nothing, [*said, *_missing_said(result, *association.DATASETS)], choice)
    first = primary.iloc[0]
    if not all(map(math.isfinite, (first.estimate, first.low, first.high))) or first.withheld:
        seen = "is nog niet te zien" if len(result.areas.codes) > 1 else "is met één wijk niet te zien"
        refused = association.refusal(result, first)
        return Answer(f"Of meer uren samengaan met een schonere buurt, {seen}", [*said, *refused], choice)
    unit = association.UNIT
    said += [
        f"Bij 10 uur meer hoort een verschil van {dutch.difference(first.estimate, unit)}.",
        f"Het interval loopt van {dutch.interval(first.low, first.high, unit)}.",
        *association.limit_said(association.detectable(result)),
        *association.find_said(result),
        "Dit is een samenhang: de auto wordt niet willekeurig ingezet.",
        *association.BIAS,
    ]
    return Answer(association.TITLES.get(first.verdict, association.TITLES["onzeker"]), said, choice)


def _cyber_training(result: Result) -> Answer:
    now = pacing.outlook(result)
    if now is None:
        return Answer(
            "Hoeveel ouderen de cybertraining volgden, is niet bekend", _missing_said(result, *pacing.DATASETS)
        )
    count = dutch.number(now.count)
    so_far = f"Tot en met {dutch.day(result.quarter.end)} deden {count} verschillende ouderen mee."
    also = readings.also_promised(result, pacing.MEASURE)
    return Answer(pacing.pacing_title(now), [so_far, *pacing.outlook_sentences(result, now), *also])


def _dealer_compliance(result: Result) -> Answer:
    fact = readings.municipal(result, compliance.MEASURE)
    if fact is None or not readings.is_shown(fact):
        return Answer("Of opkopers aan de regels voldoen, is niet bekend", _missing_said(result, compliance.DATASET))
    said = [
        f"Bij de laatste controle voldeed {readings.shown(fact)} van de gecontroleerde opkopers.",
        *readings.unknown_said(result, compliance.MEASURE),
        *compliance.everyone_sentences(result),
        *readings.also_promised(result, compliance.MEASURE),
        *_missing_said(result, "opkopers"),
    ]
    return Answer(compliance.title_of(result, fact, target_of(result, compliance.MEASURE)), said)


def _with_missing(answered: Callable[[Result], Answer]) -> Callable[[Result], Answer]:
    """The same answer, which also names every export that is missing."""

    def answer_of(result: Result) -> Answer:
        found = answered(result)
        return replace(found, sentences=[*found.sentences, *_missing_said(result)])

    return answer_of


def _with_strange(answered: Callable[[Result], Answer]) -> Callable[[Result], Answer]:
    """The same answer, which also names every export that is strange, or accepted although it is."""

    def answer_of(result: Result) -> Answer:
        found = answered(result)
        return replace(found, sentences=[*found.sentences, *_strange_said(result)])

    return answer_of


_MOST_STRANGE = 2  # exports with their reason each; of more the page on data quality tells it
_ANSWERS: dict[str, Callable[[Result], Answer | Absent]] = {
    "management_summary": _with_strange(_with_missing(headline.management_summary)),
    "scan_car_cleanliness": _with_strange(_scan_car_cleanliness),
    "cyber_training": _with_strange(_cyber_training),
    "dealer_compliance": _with_strange(_dealer_compliance),
    "safety_indicators": _with_strange(_with_missing(headline.safety_indicators)),
    "surroundings": chapter.answer,
    "data_quality": _with_strange(data_quality.answer),
    "safety_dashboard": _with_strange(_with_missing(dashboard.answer)),
    "about_the_figures": ground_rules.about_answer,
    "wijk_profile": findings.answer,
}


def _missing_said(result: Result, *datasets: str) -> list[str]:
    asked = datasets or tuple(result.missing)
    return [
        f"De export “{result.title_of(name)}” ontbreekt: {result.missing[name].strip().rstrip('.')}."
        for name in asked
        if name in result.missing
    ]


def _strange_said(result: Result) -> list[str]:
    """What is not judged because an export is strange, and what counts because somebody accepted it."""
    accepted = [
        f"{why} Wij rekenen er toch mee: “{result.accepted[name]}”"
        for name, why in result.strange.items()
        if name in result.accepted
    ]
    held = result.held_back
    if len(held) > _MOST_STRANGE:
        titles = [f"“{result.title_of(name)}”" for name in held]
        return [f"{dutch.listing(titles)} wijken sterk af van wat gewoon is. {_waits(result, *held)}", *accepted]
    return [*(f"{why} {_waits(result, name)}" for name, why in held.items()), *accepted]


def _waits(result: Result, *datasets: str) -> str:
    """Which judgements wait for somebody who looks into exports."""
    names = [one.name for one in readings.promised(result) if not set(datasets).isdisjoint(one.sources)]
    if not names:
        return "Iemand moet dit nog nakijken."
    verb = "wacht het oordeel" if len(names) == 1 else "wachten de oordelen"
    return f"Daarom {verb} over {dutch.listing(names)}."


def _hours_said(hours: float, target: float | None) -> str:
    aim = "" if target is None else f"; de streefwaarde is {dutch.quantity(target, 'hours')}"
    return f"De scanauto reed dit jaar {dutch.quantity(hours, 'hours')}{aim}."
