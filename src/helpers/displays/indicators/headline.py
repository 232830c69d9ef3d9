"""The headline of the summary and of the chapter on the indicators: what is reached, and what is worst by name."""

from helpers.displays import readings, words
from helpers.displays.indicators import gaps
from helpers.displays.indicators.gaps import Gap
from helpers.floor import dutch, verdicts
from helpers.floor.params.settings import Indicator
from helpers.floor.shapes.delivery import Result
from helpers.floor.shapes.pieces import Answer

_MOST_WORDS = 20
Standing = dict[str, list[Indicator]]  # by status word


def management_summary(result: Result) -> Answer:
    """How many promises are kept, and by name what falls and what is furthest from its target.

    Counted over the indicators that have a target this year; a year without targets makes no claim.
    """
    promised, standing = readings.promised(result), _standing(result)
    if not promised:
        return _without_targets(result, "dit rapport geeft de stand zonder oordeel")
    said = [f"Dit is de stand op {dutch.day(result.quarter.end)}.", *_counts_said(standing), *_unpromised(result)]
    start = _reached(standing, len(promised))
    worst = sorted((one for one in gaps.gaps(result) if one.is_to_name), key=lambda one: not one.moves)
    return Answer(_shortened(start, worst) or f"{start}; {_open(standing)}".removesuffix("; "), said)


def safety_indicators(result: Result) -> Answer:
    """How many of the judged indicators ask for attention, and which."""
    standing = _standing(result)
    if not standing:
        return _without_targets(result, "per doel staat hier alleen de stand")
    asked = [one for word in words.ASKS_DECISION for one in standing.get(word, [])]
    total, open_ = sum(map(len, standing.values())), len(standing.get("geen oordeel", []))
    who = _of_all(len(asked), total - open_, "beoordeelde indicator", "beoordeelde indicatoren")
    headline = f"{who} {'vragen' if len(asked) > 1 else 'vraagt'} nu aandacht"
    if open_ == total:
        headline = "Van geen enkele indicator weten we nu of de streefwaarde in zicht is"
    elif open_:
        headline += f"; {open_} zonder oordeel"
    return Answer(headline, [f"{one.name}: {word}." for word in words.ASKS_DECISION for one in standing.get(word, [])])


def _without_targets(result: Result, rest: str) -> Answer:
    start = f"Voor {result.quarter.year} zijn geen streefwaarden vastgesteld"
    return Answer(f"{start}: {rest}", [f"Dit is de stand op {dutch.day(result.quarter.end)}."])


def _standing(result: Result) -> Standing:
    standing: Standing = {}
    for one in readings.promised(result):
        standing.setdefault(readings.status(result, one)[0], []).append(one)
    return standing


def _reached(standing: Standing, total: int) -> str:
    """So many are reached: "gehaald" only where none of them can fall back."""
    count = sum(len(standing.get(word, [])) for word in words.REACHED)
    where = "op streefwaarde" if count == 0 or "nu op streefwaarde" in standing else "gehaald"
    return f"{_of_all(count, total, 'toezegging', 'toezeggingen')} {where}"


def _shortened(start: str, worst: list[Gap]) -> str:
    """The headline with as many names as twenty words hold; "" where nothing has to be named."""
    for most in (3, 2, 1):
        headline = f"{start}; {_worst(worst[:most])}"
        if worst and (len(headline.split()) <= _MOST_WORDS or most == 1):
            return headline
    return ""


def _worst(named: list[Gap]) -> str:
    """By name what falls, what is judged as behind, and what is far from its target without that judgement."""
    if len(named) == 1 and named[0].moves and named[0].word in verdicts.BEHIND:
        return f"{named[0].indicator.name} {named[0].moves} en blijft achter"
    still = [one for one in named if not one.moves]
    behind = [one.indicator.name for one in still if one.word in verdicts.BEHIND]
    far = [one.indicator.name for one in still if one.word not in verdicts.BEHIND]
    parts = [
        *(f"{one.indicator.name} {one.moves}" for one in named if one.moves),
        _together(behind, "blijft achter", "blijven achter"),
        _together(far, "is er nog ver vanaf", "zijn er nog ver vanaf"),
    ]
    return ", ".join(part for part in parts if part)


def _together(names: list[str], one: str, more: str) -> str:
    return f"{dutch.listing(names)} {more if len(names) > 1 else one}" if names else ""


def _of_all(count: int, total: int, singular: str, plural: str) -> str:
    """So many of all, as a subject: none, the only one, all of them, or a part."""
    if count == 0:
        return f"Geen van de {total} {plural}" if total != 1 else f"Geen {singular}"
    if count == total:
        return f"Alle {total} {plural}" if total > 1 else f"De enige {singular}"
    return f"{count} van de {total} {plural}"


def _open(standing: Standing) -> str:
    """What the headline adds when nothing is named: how many are open, for silence would hide those."""
    doubtful, unjudged = (len(standing.get(word, [])) for word in ("onzeker", "geen oordeel"))
    parts = [f"{doubtful} onzeker" if doubtful else "", f"{unjudged} zonder oordeel" if unjudged else ""]
    return dutch.listing([part for part in parts if part])


def _counts_said(standing: Standing) -> list[str]:
    good = _of_each(standing, (*words.REACHED, "op koers"))
    asked = _of_each(standing, words.ASKS_DECISION)
    open_ = len(standing.get("geen oordeel", []))
    return [
        *([f"Op de goede weg: {good}."] if good else []),
        *([f"Aandacht nodig: {asked}."] if asked else []),
        *([f"Voor {dutch.counted(open_, 'toezegging', 'toezeggingen')} is er nog geen oordeel."] if open_ else []),
    ]


def _of_each(standing: Standing, wanted: tuple[str, ...]) -> str:
    return dutch.listing([f"{len(standing[word])} {word}" for word in wanted if word in standing])


def _unpromised(result: Result) -> list[str]:
    """Which indicators are not counted, because no number was agreed for this year."""
    promised = readings.promised(result)
    names = [one.name for one in result.settings.indicators if one not in promised]
    if len(names) > 3:
        return [f"Voor {len(names)} indicatoren is geen getal afgesproken; zij tellen hier niet mee."]
    verb = "tellen" if len(names) > 1 else "telt"
    return [f"{dutch.listing(names)} {verb} niet mee: er is geen getal afgesproken."] if names else []
