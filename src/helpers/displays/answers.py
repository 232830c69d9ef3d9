"""The short answer of each chapter: a headline that is the finding, and the sentences under it."""

import math
from collections.abc import Callable

from helpers.displays import readings, words
from helpers.displays.dealers import compliance
from helpers.displays.quality import data_quality, ground_rules
from helpers.displays.readings import target_of
from helpers.displays.scan_car import association
from helpers.displays.training import pacing
from helpers.floor import dutch
from helpers.floor.params.settings import Indicator
from helpers.floor.shapes.delivery import Result
from helpers.floor.shapes.pieces import Answer
from helpers.floor.shapes.tables import rows_of


def answer(result: Result) -> Answer:
    """The chapter's short answer, computed from its result. Raises KeyError for an unknown subject."""
    return _ANSWERS[result.subject](result)


def _management_summary(result: Result) -> Answer:
    standing = _standing(result)
    total = len(result.settings.indicators)
    reached = [one for word in words.REACHED for one in standing.get(word, [])]
    behind = [one for word in words.BEHIND for one in standing.get(word, [])]
    who = _of_all(len(reached), total, "indicator", "indicatoren")
    start = f"{who} {_stand(len(reached))} op of voorbij de streefwaarde"
    headline = f"{start}; {_behind(behind) or _open(standing)}".removesuffix("; ")
    return Answer(
        headline,
        [f"Dit is de stand op {dutch.day(result.quarter.end)}.", *_counts_said(standing), *_missing_said(result)],
    )


def _safety_indicators(result: Result) -> Answer:
    standing = _standing(result)
    asked = [one for word in words.ASKS_DECISION for one in standing.get(word, [])]
    total, open_ = len(result.settings.indicators), len(standing.get("geen oordeel", []))
    who = _of_all(len(asked), total - open_, "beoordeelde indicator", "beoordeelde indicatoren")
    headline = f"{who} {'vragen' if len(asked) > 1 else 'vraagt'} nu aandacht"
    if open_ == total:
        headline = "Van geen enkele indicator weten we nu of de streefwaarde in zicht is"
    elif open_:
        headline += f"; {open_} zonder oordeel"
    names = [f"{one.name}: {word}." for word in words.ASKS_DECISION for one in standing.get(word, [])]
    return Answer(headline, [*names, *_missing_said(result)])


def _scan_car_cleanliness(result: Result) -> Answer:
    hours, target = readings.municipal(result, "scan_car_hours"), target_of(result, "scan_car_hours")
    primary = rows_of(result.estimates, model=association.MODEL, role="primary", measure="clean_percent")
    said = (
        [_hours_said(float(hours.value), target)]
        if hours is not None and readings.is_shown(hours)
        else ["Hoeveel uur de scanauto reed, is niet bekend."]
    )
    if primary.empty:
        headline = "Over scanauto en schone buurt kunnen we dit kwartaal niets zeggen"
        return Answer(headline, [*said, *_missing_said(result, *association.DATASETS)])
    first = primary.iloc[0]
    if not all(map(math.isfinite, (first.estimate, first.low, first.high))) or first.withheld:
        return Answer(
            "Of meer uren samengaan met een schonere buurt, is nog niet te zien",
            [*said, *association.refusal(result, first)],
        )
    unit = association.UNIT
    said += [
        f"Bij 10 uur meer hoort een verschil van {dutch.difference(first.estimate, unit)}.",
        f"Het interval loopt van {dutch.interval(first.low, first.high, unit)}.",
        *association.limit_said(association.detectable(result)),
        *association.find_said(result),
        "Dit is een samenhang: de auto wordt niet willekeurig ingezet.",
        *association.BIAS,
    ]
    return Answer(association.TITLES.get(first.verdict, association.TITLES["onzeker"]), said)


def _cyber_training(result: Result) -> Answer:
    now = pacing.outlook(result)
    if now is None:
        return Answer(
            "Hoeveel ouderen de cybertraining volgden, is niet bekend", _missing_said(result, *pacing.DATASETS)
        )
    count = dutch.number(now.count)
    so_far = f"Tot en met {dutch.day(result.quarter.end)} deden {count} verschillende ouderen mee."
    return Answer(pacing.pacing_title(now), [so_far, *pacing.outlook_sentences(result, now)])


def _dealer_compliance(result: Result) -> Answer:
    fact = readings.municipal(result, compliance.MEASURE)
    if fact is None or not readings.is_shown(fact):
        return Answer("Of opkopers aan de regels voldoen, is niet bekend", _missing_said(result, compliance.DATASET))
    said = [
        f"Bij de laatste controle voldeed {readings.shown(fact)} van de gecontroleerde opkopers.",
        *compliance.everyone_sentences(result),
        *_missing_said(result, "opkopers"),
    ]
    return Answer(compliance.compliance_title(fact, target_of(result, compliance.MEASURE)), said)


_ANSWERS: dict[str, Callable[[Result], Answer]] = {
    "management_summary": _management_summary,
    "scan_car_cleanliness": _scan_car_cleanliness,
    "cyber_training": _cyber_training,
    "dealer_compliance": _dealer_compliance,
    "safety_indicators": _safety_indicators,
    "data_quality": data_quality.answer,
    "about_the_figures": ground_rules.about_answer,
}


def _standing(result: Result) -> dict[str, list[Indicator]]:
    standing: dict[str, list[Indicator]] = {}
    for one in result.settings.indicators:
        standing.setdefault(readings.status(result, one)[0], []).append(one)
    return standing


def _of_all(count: int, total: int, singular: str, plural: str) -> str:
    """So many of all, as a subject: none, the only one, all of them, or a part."""
    if count == 0:
        return f"Geen van de {total} {plural}" if total != 1 else f"Geen {singular}"
    if count == total:
        return f"Alle {total} {plural}" if total > 1 else f"De enige {singular}"
    return f"{count} van de {total} {plural}"


def _stand(count: int) -> str:
    return "staan" if count > 1 else "staat"


def _behind(behind: list[Indicator]) -> str:
    if not behind:
        return ""
    if len(behind) > 2:
        return f"{len(behind)} blijven achter"
    names = dutch.listing([one.name for one in behind])
    return f"{names} {'blijft' if len(behind) == 1 else 'blijven'} achter"


def _open(standing: dict[str, list[Indicator]]) -> str:
    """What the headline adds when none is behind: how many are open, for "none behind" would hide those."""
    doubtful, unjudged = (len(standing.get(word, [])) for word in ("onzeker", "geen oordeel"))
    parts = [f"{doubtful} onzeker" if doubtful else "", f"{unjudged} zonder oordeel" if unjudged else ""]
    return dutch.listing([part for part in parts if part])


def _counts_said(standing: dict[str, list[Indicator]]) -> list[str]:
    good = _of_each(standing, (*words.REACHED, "op koers"))
    asked = _of_each(standing, ("onzeker", "achter", "niet meer haalbaar", "niet gehaald"))
    open_ = len(standing.get("geen oordeel", []))
    unjudged = dutch.counted(open_, "indicator", "indicatoren")
    return [
        *([f"Op de goede weg: {good}."] if good else []),
        *([f"Aandacht nodig: {asked}."] if asked else []),
        *([f"Voor {unjudged} is er nog geen oordeel."] if open_ else []),
    ]


def _of_each(standing: dict[str, list[Indicator]], wanted: tuple[str, ...]) -> str:
    return dutch.listing([f"{len(standing[word])} {word}" for word in wanted if word in standing])


def _missing_said(result: Result, *datasets: str) -> list[str]:
    asked = datasets or tuple(result.missing)
    return [
        f"De export “{result.title_of(name)}” ontbreekt: {result.missing[name].strip().rstrip('.')}."
        for name in asked
        if name in result.missing
    ]


def _hours_said(hours: float, target: float | None) -> str:
    aim = "" if target is None else f"; de streefwaarde is {dutch.quantity(target, 'hours')}"
    return f"De scanauto reed dit jaar {dutch.quantity(hours, 'hours')}{aim}."
