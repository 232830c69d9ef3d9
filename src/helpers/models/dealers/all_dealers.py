"""What a sample of a small register says about the whole register."""

from collections.abc import Callable, Iterable

import pandas as pd

from helpers.floor.shapes import tables
from helpers.models.statistics import domain, proportions
from helpers.models.statistics.domain import LEVEL

MODEL, MEASURE = "finite_population", "compliant_dealers_percent"
MIN_INSPECTED = 5

Span = tuple[float, float]  # the least and the most


def share_of_all(
    met: float, inspected: float, registered: float, unknown: float = 0, behind: Span | None = None
) -> pd.DataFrame:
    """The share of all registered dealers that meets the rules, from those that were inspected for any reason.

    Rows: the share of all with its exact interval (term all_dealers), the narrower Wilson interval with
    finite population correction (all_dealers_wilson: right on average, not for every share), and the bounds
    without any assumption on who was inspected (role limit, term bounds). Percent, 0 to 100; `n` is inspected, `at`
    registered. How to read it: the intervals hold only if the inspected are an ordinary part of all, so they are
    exploratory; the bounds always hold. Below 5 inspected everything is withheld ("small"); with unknown
    numbers, or more inspected than registered, "missing". Of `unknown` inspected dealers, at most, it is not known
    whether they met the rules: then only the bounds stand, wide enough for both. Is `registered` a rounded number,
    then `behind` holds the least and the most that it stands for, and every interval holds those of all numbers
    between them. Raises ValueError on known numbers that are not whole.

    Source: Katz 1953; Buonaccorsi 1987 (two one-sided tests inverted); Cochran 1977, ch. 3 (the correction);
    Manski 1989 (bounds). Who was drawn at random, and what then may be said: `selection`.

    >>> all_dealers = tables.the(share_of_all(13, 20, 45), term="all_dealers")
    >>> round(float(all_dealers.low), 1), round(float(all_dealers.high), 1)
    (46.7, 80.0)
    """
    counts = (met, inspected, registered)
    withheld, rule = _refusal(met, inspected, most_of(registered, behind))
    domain.whole("opkopers", *(one for one in counts if not pd.isna(one)))
    rows = [
        {"term": "all_dealers", "role": "exploratory", "level": LEVEL},
        {"term": "all_dealers_wilson", "role": "exploratory", "level": LEVEL},
        {"term": "bounds", "role": "limit", "level": 1.0},
    ]
    if withheld:
        rows = [row | {"withheld": withheld, "rule": rule} for row in rows]
    elif unknown:
        *others, limits = rows
        gap = "Niet van elke gecontroleerde opkoper is bekend of hij voldoet."
        wide = _percents(*counts, unknown, behind)
        rows = [*(row | {"withheld": "missing", "rule": gap} for row in others), limits | wide]
    else:
        share, wilson, limits = rows
        share |= percent_of_all(*counts, behind=behind)
        narrow = _widest(
            lambda number: (100 * float(limit) for limit in proportions.wilson(met, inspected, number)),
            *(inspected, registered, behind),
        )
        wilson |= {"estimate": share["estimate"]} | narrow
        limits |= _percents(*counts, 0, behind)
    return tables.estimates(rows, model=MODEL, measure=MEASURE, unit="percent", n=inspected, at=registered)


def most_of(registered: float, behind: Span | None) -> float:
    """The most dealers that may be registered."""
    return behind[1] if behind else registered


def _percents(met: float, inspected: float, registered: float, unknown: float, behind: Span | None) -> dict[str, float]:
    """The bounds in percent; who is unknown counts as not inspected."""
    known = max(inspected - unknown, met)
    return _widest(
        lambda number: (100 * limit for limit in bounds(met, known, number)), *(inspected, registered, behind)
    )


def percent_of_all(met: float, inspected: float, registered: float, behind: Span | None = None) -> dict[str, float]:
    """The percent of those inspected as an estimate of all, with the exact interval; `behind` as in `share_of_all`.

    >>> percent_of_all(30, 45, 45)
    {'estimate': 66.66666666666667, 'low': 66.66666666666667, 'high': 66.66666666666667}
    """

    def percents(number: float) -> Iterable[float]:
        return (100 * total / number for total in possible_totals(met, inspected, number))

    return {"estimate": 100 * met / inspected} | _widest(percents, inspected, registered, behind)


def _widest(
    interval: Callable[[float], Iterable[float]], inspected: float, registered: float, behind: Span | None
) -> dict[str, float]:
    """The interval that holds those of every number that may be registered; never fewer than inspected."""
    least, most = behind or (registered, registered)
    numbers = range(int(max(least, inspected)), int(most) + 1)
    lows, highs = zip(*map(interval, numbers), strict=True)
    return {"low": min(lows), "high": max(highs)}


def possible_totals(met: float, inspected: float, registered: float) -> tuple[int, int]:
    """The smallest and largest number of all dealers that two one-sided exact tests do not reject, at 95%.

    A census gives one number. Raises ValueError unless 0 <= met <= inspected <= registered, all whole and
    someone inspected. Source: Katz 1953, JASA 48:256; Buonaccorsi 1987, Am Stat 41:215.

    >>> possible_totals(13, 20, 45), possible_totals(30, 45, 45)
    ((21, 36), (30, 30))
    """
    one_sided = (1 + LEVEL) / 2
    failed = proportions.least_total(inspected - met, inspected, registered, one_sided)
    return proportions.least_total(met, inspected, registered, one_sided), int(registered - failed)


def bounds(met: float, inspected: float, registered: float) -> tuple[float, float]:
    """The lowest and highest share of all dealers that the inspections allow, whoever was inspected.

    x/N to (x + N - n)/N, shares 0 to 1: none, or all, of the others meet the rules. How to read it: certain,
    and wide unless nearly all were inspected. Source: Manski 1989, J Hum Resources 24:343. Raises ValueError
    unless 0 <= met <= inspected <= registered, all whole and registered above 0.

    >>> [round(limit, 2) for limit in bounds(13, 20, 45)]
    [0.29, 0.84]
    """
    domain.part_of_part(met, inspected, registered)
    return met / registered, (met + registered - inspected) / registered


def _refusal(met: float, inspected: float, registered: float) -> tuple[str, str]:
    """Why there is no interval: the word for `withheld` and the Dutch reason, or two empty texts."""
    if pd.isna(met) or pd.isna(inspected) or pd.isna(registered):
        return "missing", "Hoeveel opkopers er zijn, is niet bekend of blijft afgeschermd."
    if inspected < MIN_INSPECTED:
        few = f"Er zijn minder dan {MIN_INSPECTED} opkopers gecontroleerd"
        return "small", f"{few}: te weinig voor een aandeel."
    if inspected > registered:
        return "missing", "Er zijn meer opkopers gecontroleerd dan er nog staan ingeschreven."
    return "", ""
