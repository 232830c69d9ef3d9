"""What a sample of a small register says about the whole register."""

from __future__ import annotations

import math

import pandas as pd
from scipy import stats

from helpers.floor import dutch
from helpers.floor.shapes import tables
from helpers.floor.targets import TOLERANCE
from helpers.models.statistics import domain, proportions

MODEL = "finite_population"
MIN_INSPECTED = 5


def share_of_all(
    met: float,
    inspected: float,
    registered: float,
    *,
    target_percent: float | None,
    measure: str = "compliant_dealers_percent",
    nouns: str = "opkopers",
    level: float = 0.95,
) -> pd.DataFrame:
    """The share of all registered units that meets the rules, from those that were inspected.

    Rows: the share of all with its exact interval (term all_dealers), the narrower Wilson interval with
    finite population correction (all_dealers_wilson, exploratory: right on average, not for every share),
    the probability that it is at least the target (at_least_target), the bounds without any assumption on
    who was inspected (role limit, term bounds), and the gate on the number inspected. Percent, 0 to 100;
    `n` is inspected, `at` registered. How to read it: interval and probability hold only if the inspected are an
    ordinary part of all; the bounds always hold. Below 5 inspected everything but the gate is
    withheld ("small"); with unknown numbers, or more inspected than registered, "missing". Without a
    target there is no probability. Raises ValueError on known numbers that are not whole.

    Source: Katz 1953; Buonaccorsi 1987 (two one-sided tests inverted); Cochran 1977, ch. 3 (the correction);
    Manski 1989 (bounds); the posterior is beta-binomial with Jeffreys prior (Brown, Cai & DasGupta 2001).
    Who was drawn at random, and what then may be said: `selection`.

    >>> table = share_of_all(13, 20, 45, target_percent=50)
    >>> all_dealers = tables.the(table, term="all_dealers")
    >>> round(float(all_dealers.low), 1), round(float(all_dealers.high), 1)
    (46.7, 80.0)
    """
    same = {"model": MODEL, "measure": measure, "n": inspected, "at": registered}
    gate = _gate(inspected, nouns)
    withheld, reason = _refusal(met, inspected, registered, nouns)
    domain.whole(nouns, *(one for one in (met, inspected, registered) if not pd.isna(one)))
    if withheld:
        rows = [{**row, "withheld": withheld, "rule": reason} for row in _empty_rows(level)]
    else:
        rows = _rows(int(met), int(inspected), int(registered), target_percent, nouns, level)
    return tables.estimates([*rows, gate], **same)


def possible_totals(met: int, inspected: int, registered: int, level: float = 0.95) -> tuple[int, int]:
    """The smallest and largest number of all units that two one-sided exact tests do not reject.

    A census gives one number. Raises ValueError unless 0 <= met <= inspected <= registered, all whole and
    someone inspected. Source: Katz 1953, JASA 48:256; Buonaccorsi 1987, Am Stat 41:215.

    >>> possible_totals(13, 20, 45), possible_totals(30, 45, 45)
    ((21, 36), (30, 30))
    """
    domain.part_of_part(met, inspected, registered)
    domain.level(level)
    one_sided = (1 + level) / 2
    failed = proportions.least_total(inspected - met, inspected, registered, one_sided)
    return proportions.least_total(met, inspected, registered, one_sided), registered - failed


def bounds(met: int, inspected: int, registered: int) -> tuple[float, float]:
    """The lowest and highest share of all units that the inspections allow, whoever was inspected.

    x/N to (x + N - n)/N, shares 0 to 1: none, or all, of the others meet the rules. How to read it: certain,
    and wide unless nearly all were inspected. Source: Manski 1989, J Hum Resources 24:343. Raises ValueError
    unless 0 <= met <= inspected <= registered, all whole and registered above 0.

    >>> [round(limit, 2) for limit in bounds(13, 20, 45)]
    [0.29, 0.84]
    """
    domain.part_of_part(met, inspected, registered)
    return met / registered, (met + registered - inspected) / registered


def probability_at_least(met: int, inspected: int, registered: int, target_percent: float) -> float:
    """The posterior probability that at least the target share of all units meets the rules.

    Those not inspected follow a beta-binomial with Jeffreys prior; a census gives 0 or 1. Raises ValueError
    as `bounds`, and on an unknown target.

    >>> round(probability_at_least(13, 20, 45, 50), 2)
    0.96
    """
    domain.part_of_part(met, inspected, registered)
    domain.known("a target", target_percent)
    needed = math.ceil(target_percent / 100 * registered - TOLERANCE) - met
    unseen = registered - inspected
    if needed <= 0 or unseen == 0:
        return float(needed <= 0)
    return float(stats.betabinom.sf(needed - 1, unseen, met + 0.5, inspected - met + 0.5))


def _rows(
    met: int, inspected: int, registered: int, target_percent: float | None, nouns: str, level: float
) -> list[dict]:
    fact = f"{dutch.k_of_n(met, inspected)} gecontroleerde {nouns} {'voldoet' if met == 1 else 'voldoen'}."
    low, high = (100 * k / registered for k in possible_totals(met, inspected, registered, level))
    narrow = [100 * float(limit) for limit in proportions.wilson(met, inspected, level, registered)]
    floor, ceiling = (100 * limit for limit in bounds(met, inspected, registered))
    is_census, whole = inspected == registered, f"{dutch.number(registered)} {nouns}"
    share, wilson, chance, limits = _empty_rows(level)
    share |= {"estimate": 100 * met / inspected, "low": low, "high": high}
    share["rule"] = f"{fact} {_census(whole) if is_census else _share_sentence(low, high, whole, nouns)}"
    wilson |= {"estimate": share["estimate"], "low": narrow[0], "high": narrow[1]}
    wilson["rule"] = f"{fact} {_census(whole) if is_census else _share_sentence(*narrow, whole, nouns)}"
    limits |= {"low": floor, "high": ceiling}
    limits["rule"] = f"{fact} {_census(whole) if is_census else _bounds_sentence(floor, ceiling, registered)}"
    if target_percent is None:
        return [share, wilson, limits]
    chance["estimate"] = probability_at_least(met, inspected, registered, target_percent)
    chance["rule"] = f"{fact} {_chance_sentence(chance['estimate'], target_percent, is_census)}"
    return [share, wilson, chance, limits]


def _empty_rows(level: float) -> list[dict]:
    return [
        {"term": "all_dealers", "role": "primary", "unit": "percent", "level": level},
        {"term": "all_dealers_wilson", "role": "exploratory", "unit": "percent", "level": level},
        {"term": "at_least_target", "role": "primary", "unit": "probability"},
        {"term": "bounds", "role": "limit", "unit": "percent", "level": 1.0},
    ]


def _census(whole: str) -> str:
    return f"Alle {whole} zijn gecontroleerd: er is geen onzekerheid."


def _share_sentence(low: float, high: float, whole: str, nouns: str) -> str:
    return (
        f"Voor alle {whole} ligt het aandeel tussen {dutch.number(low)} en "
        f"{dutch.quantity(high, 'percent')}, als de gecontroleerde {nouns} een goede afspiegeling zijn."
    )


def _bounds_sentence(low: float, high: float, registered: int) -> str:
    return (
        f"Zonder aanname ligt het aandeel van alle {dutch.number(registered)} tussen "
        f"{dutch.number(low)} en {dutch.quantity(high, 'percent')}."
    )


def _chance_sentence(probability: float, target_percent: float, is_census: bool) -> str:
    target = dutch.quantity(target_percent, "percent")
    if is_census:
        return f"Het aandeel is {'minstens' if probability else 'lager dan'} {target}."
    chances = dutch.chances(probability)
    return f"De kans op minstens {target} van alle is {chances}, als zij een goede afspiegeling zijn."


def _gate(inspected: float, nouns: str) -> dict:
    known = 0.0 if pd.isna(inspected) else float(inspected)
    return {
        "term": "inspected",
        "role": "gate",
        "estimate": known,
        "low": MIN_INSPECTED,
        "is_met": known >= MIN_INSPECTED,
        "unit": "dealers",
        "rule": f"Nodig zijn minstens {MIN_INSPECTED} gecontroleerde {nouns}.",
    }


def _refusal(met: float, inspected: float, registered: float, nouns: str) -> tuple[str, str]:
    """Why there is no interval: the word for `withheld` and the Dutch reason, or two empty texts."""
    if pd.isna(met) or pd.isna(inspected) or pd.isna(registered):
        return "missing", f"Niet bekend is hoeveel {nouns} er zijn, of hoeveel er zijn gecontroleerd."
    if inspected < MIN_INSPECTED:
        few = f"Er zijn minder dan {MIN_INSPECTED} {nouns} gecontroleerd"
        return "small", f"{few}: te weinig voor een aandeel."
    if inspected > registered:
        return "missing", f"Er zijn meer {nouns} gecontroleerd dan er nog staan ingeschreven."
    return "", ""
