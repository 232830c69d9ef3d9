"""Selection: what may be said of all dealers depends on how the inspected ones were chosen.

The rule, fixed beforehand: an interval for all dealers is a headline (role primary) only when it comes from
dealers drawn at random; the interval over everyone inspected, whatever the reason, is exploratory and carries
its condition; the bounds hold for any choice. Source: statistics.md cards 3.1 and 3.2; Särndal, Swensson &
Wretman 1992, ch. 2; Manski 1989.
"""

from __future__ import annotations

import bisect
import math

import numpy as np
import pandas as pd
from scipy import special

from helpers.floor import dutch
from helpers.floor.shapes import tables
from helpers.models.dealers import all_dealers
from helpers.models.dealers.all_dealers import possible_totals, probability_at_least
from helpers.models.statistics import domain

MODEL = "selection"
MEASURE = "compliant_dealers_percent"
MIN_AT_RANDOM = 5
QUARTERS = 4
DRAWN_GROUP = {"split": "reason", "group": "steekproef"}


def of_register(
    met: float,
    inspected: float,
    registered: float,
    *,
    met_at_random: float,
    inspected_at_random: float,
    target_percent: float | None,
    nouns: str = "opkopers",
    level: float = 0.95,
    **cell: str,
) -> pd.DataFrame:
    """All that may be said of every registered dealer: `random_only`, and `share_of_all` put in its place.

    Args:
        met, inspected: dealers that complied, of all that were inspected, whatever the reason.
        met_at_random, inspected_at_random: the same of those drawn at random, at that inspection.
        cell: measure, area, split, group, period of the row that counts the drawn: `protect` hides these
            rows with it. Where every dealer inspected was drawn, that row is the municipal headline.

    How to read it: terms of `random_only` are primary and need no condition; all_dealers, its Wilson and its
    chance are exploratory ("als de gecontroleerde opkopers een goede afspiegeling zijn"); bounds are certain.

    >>> rows = of_register(13, 20, 45, met_at_random=7, inspected_at_random=11, target_percent=50)
    >>> rows[rows.role == "primary"].term.tolist()
    ['all_dealers_random', 'at_least_target_random']
    """
    is_all_drawn = inspected == inspected_at_random and met == met_at_random
    place = cell | ({"measure": MEASURE, "split": "", "group": ""} if is_all_drawn else {})
    same = {"target_percent": target_percent, "nouns": nouns, "level": level}
    pooled = all_dealers.share_of_all(met, inspected, registered, measure=MEASURE, **same)
    pooled["role"] = pooled.role.replace("primary", "exploratory")
    return tables.stack(random_only(met_at_random, inspected_at_random, registered, **same, **place), pooled)


def random_only(
    met: float,
    inspected_at_random: float,
    registered: float,
    *,
    target_percent: float | None,
    nouns: str = "opkopers",
    level: float = 0.95,
    **cell: str,
) -> pd.DataFrame:
    """The share of all registered dealers that complies, from those drawn at random alone: design-based.

    Rows: all_dealers_random (exact hypergeometric interval, percent) and at_least_target_random (posterior
    probability; not without a target), both primary, `n` drawn and `at` registered; the gate on the number
    drawn, at least 5. How to read it: holds without a condition, for the lot and not an inspector chose
    whom to visit. Below the gate the rows are withheld ("small"), with unknown numbers or more drawn than
    registered "missing", each with its reason. `cell` as in `of_register`: the number drawn is a group of
    dealers. Raises ValueError on known numbers that are not whole. Source: Katz 1953, JASA 48:256;
    Buonaccorsi 1987, Am Stat 41:215; Cochran 1977, ch. 3; Särndal, Swensson & Wretman 1992.

    >>> table = random_only(13, 20, 45, target_percent=50)
    >>> tables.the(table, term="all_dealers_random").rule
    'Van de 20 opkopers uit de steekproef voldoen er 13. Voor alle 45 ligt het aandeel tussen 47 en 80%.'
    """
    same = {"model": MODEL, "measure": MEASURE, **DRAWN_GROUP, **cell}
    share = {"term": "all_dealers_random", "role": "primary", "unit": "percent", "level": level}
    chance = {"term": "at_least_target_random", "role": "primary", "unit": "probability"}
    rows = [share] if target_percent is None else [share, chance]
    withheld, reason = _refusal(met, inspected_at_random, registered, nouns)
    domain.whole(nouns, *(one for one in (met, inspected_at_random, registered) if not pd.isna(one)))
    if withheld:
        rows = [{**row, "withheld": withheld, "rule": reason} for row in rows]
    else:
        counts = int(met), int(inspected_at_random), int(registered)
        share |= _share(*counts, nouns, level)
        if target_percent is not None:
            chance |= _chance(*counts, target_percent, nouns)
    gate = _gate(inspected_at_random, nouns)
    return tables.estimates([*rows, gate], n=inspected_at_random, at=registered, **same)


def advice(
    registered: int,
    inspected_at_random: float = 0,
    *,
    quarters_left: int = QUARTERS,
    half_width_percent: float = 10,
    nouns: str = "opkopers",
    level: float = 0.95,
    **cell: str,
) -> pd.DataFrame:
    """How many dealers must be drawn at random in the year, and how many are still to be drawn.

    Rows: random_needed and random_needed_per_quarter (role limit; they tell of the register only), and the
    gate random_enough: drawn so far (estimate) against needed (low), in the cell of the drawn (see
    `of_register`). `at` is registered. How to read it: so many make the exact interval at most
    `half_width_percent` points to either side, whatever the true share. Raises ValueError below 1 registered.

    >>> advice(45, 11, quarters_left=1).rule.tolist()
    ['Met 31 willekeurig gekozen opkopers is het aandeel tot op 10 procentpunt te schatten.',
     'Dat zijn er 8 per kwartaal.',
     'In de steekproef zitten er 11; nodig zijn er nog 20. Er is nog 1 kwartaal: 20 per kwartaal.']
    """
    needed = needed_at_random(registered, half_width_percent, level)
    points = dutch.quantity(half_width_percent, "percentage_points", 0)
    drawn = 0 if pd.isna(inspected_at_random) else int(inspected_at_random)
    whom = f"Met {dutch.number(needed)} willekeurig gekozen {nouns}"
    if needed == registered:
        whom = f"Alleen met een controle bij alle {nouns}"
    elif needed == 1:
        whom = "Met 1 willekeurige controle"
    per_quarter = math.ceil(needed / QUARTERS)
    limit = {"role": "limit", "unit": "dealers", "at": registered}
    rows = [
        {**limit, "term": "random_needed", "estimate": needed}
        | {"rule": f"{whom} is het aandeel tot op {points} te schatten."},
        {**limit, "term": "random_needed_per_quarter", "estimate": per_quarter}
        | {
            "rule": f"Dat {'is' if per_quarter == 1 else 'zijn'} er {dutch.number(per_quarter)} per kwartaal."
        },
        {**limit, **DRAWN_GROUP, **cell, "term": "random_enough", "role": "gate", "estimate": drawn}
        | {"low": needed, "is_met": drawn >= needed, "rule": _still(drawn, needed, quarters_left)},
    ]
    return tables.estimates(rows, model=MODEL, measure=MEASURE)


def needed_at_random(registered: int, half_width_percent: float = 10, level: float = 0.95) -> int:
    """The fewest random inspections whose exact interval is narrow enough, whatever is found; at most all.

    Half the width of the interval, in percentage points of all registered, is at most `half_width_percent`
    for every possible outcome. Raises ValueError below 1 registered or at a width of 0 or less.

    >>> needed_at_random(45), needed_at_random(45, 15), needed_at_random(3)
    (31, 23, 3)
    """
    if registered < 1 or not half_width_percent > 0:
        raise ValueError(f"no advice for {registered} registered and a half-width of {half_width_percent}")
    allowed = 2 * half_width_percent / 100 * registered + 1e-9
    enough = 1
    while enough < registered and _widest(enough, registered, level) > allowed:
        enough = min(2 * enough, registered)
    sizes = range(enough // 2 + 1, enough + 1)
    # More draws never widened the widest interval: brute force up to 70 registered.
    return sizes[0] + bisect.bisect_left(
        sizes, True, hi=len(sizes) - 1, key=lambda n: _widest(n, registered, level) <= allowed
    )


def _widest(n: int, registered: int, level: float) -> int:
    """The width in dealers of the widest of the intervals of `possible_totals`: not always the middle one."""
    log = special.gammaln(np.arange(registered + 1) + 1.0)  # of every factorial: scipy's pmf is slow here
    chance, least = np.zeros(registered + 1), np.zeros(n + 1, dtype=int)
    samples = log[n] + log[registered - n] - log[registered]
    for met in range(n, -1, -1):
        totals = np.arange(met, registered - n + met + 1)  # the only ones that can give so many
        rest = registered - totals
        ways = log[totals] - log[met] - log[totals - met] + log[rest] - log[n - met] - log[rest - n + met]
        chance[totals] += np.exp(ways + samples)  # of so many or more
        # A total above these gives more than `met` for certain, so the first to fit is the least.
        least[met] = (chance > 1 - (1 + level) / 2).argmax()
    return int((registered - least[::-1] - least).max())


def _share(met: int, drawn: int, registered: int, nouns: str, level: float) -> dict:
    low, high = (100 * total / registered for total in possible_totals(met, drawn, registered, level))
    said = f"ligt het aandeel tussen {dutch.number(low)} en {dutch.quantity(high, 'percent')}."
    whole = f"Voor alle {dutch.number(registered)} {said}"
    if drawn == registered:
        whole = "Dat zijn ze allemaal: er is geen onzekerheid."
    rule = f"{_fact(met, drawn, nouns)} {whole}"
    return {"estimate": 100 * met / drawn, "low": low, "high": high, "rule": rule}


def _chance(met: int, drawn: int, registered: int, target_percent: float, nouns: str) -> dict:
    probability = probability_at_least(met, drawn, registered, target_percent)
    target, fact = dutch.quantity(target_percent, "percent"), _fact(met, drawn, nouns)
    if drawn == registered:
        side = "minstens" if probability else "lager dan"
        return {"estimate": probability, "rule": f"{fact} Het aandeel van alle is {side} {target}."}
    rule = f"{fact} De kans op minstens {target} van alle is {dutch.chances(probability)}."
    return {"estimate": probability, "rule": rule}


def _fact(met: int, drawn: int, nouns: str) -> str:
    verb = "voldoet" if met == 1 else "voldoen"
    return f"Van de {dutch.number(drawn)} {nouns} uit de steekproef {verb} er {dutch.number(met)}."


def _gate(drawn: float, nouns: str) -> dict:
    known = 0.0 if pd.isna(drawn) else float(drawn)
    return {
        "term": "inspected_at_random",
        "role": "gate",
        "estimate": known,
        "low": MIN_AT_RANDOM,
        "is_met": known >= MIN_AT_RANDOM,
        "unit": "dealers",
        "rule": f"Nodig zijn minstens {MIN_AT_RANDOM} willekeurig gekozen {nouns}.",
    }


def _refusal(met: float, drawn: float, registered: float, nouns: str) -> tuple[str, str]:
    if pd.isna(met) or pd.isna(drawn) or pd.isna(registered):
        return "missing", f"Niet bekend is hoeveel {nouns} er zijn, of hoeveel het lot er koos."
    if drawn == 0:
        return "small", f"Er is geen steekproef van {nouns}: over alle {nouns} is geen schatting mogelijk."
    if drawn < MIN_AT_RANDOM:
        return "small", f"De steekproef telt minder dan {MIN_AT_RANDOM} {nouns}: te weinig voor een aandeel."
    if drawn > registered:
        return "missing", f"De steekproef telt meer {nouns} dan er nog staan ingeschreven."
    return "", ""


def _still(drawn: int, needed: int, quarters_left: int) -> str:
    seen = f"In de steekproef {'zit' if drawn == 1 else 'zitten'} er {dutch.number(drawn)}"
    if drawn == 0:
        seen = "Er is nog geen steekproef"
    if drawn >= needed:
        return f"{seen}: genoeg."
    more = f"{seen}; nodig {'is' if needed - drawn == 1 else 'zijn'} er nog {dutch.number(needed - drawn)}."
    if quarters_left < 1:
        return f"{more} Dat kan dit jaar niet meer."
    left = f"Er {'is' if quarters_left == 1 else 'zijn'} nog "
    each = dutch.number(math.ceil((needed - drawn) / quarters_left))
    return f"{more} {left}{dutch.counted(quarters_left, 'kwartaal', 'kwartalen')}: {each} per kwartaal."
