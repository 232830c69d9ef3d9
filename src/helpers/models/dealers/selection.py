"""Selection: what may be said of all dealers depends on how the inspected ones were chosen.

The rule, fixed beforehand: an interval for all dealers is a headline (role primary) only when it comes from
dealers drawn at random; the interval over everyone inspected, whatever the reason, is exploratory and carries
its condition; the bounds hold for any choice. Source: statistics.md cards 3.1 and 3.2; Särndal, Swensson &
Wretman 1992, ch. 2; Manski 1989.
"""

import bisect
import math

import numpy as np
import pandas as pd
from scipy import special

from helpers.floor import dutch
from helpers.floor.shapes import tables
from helpers.models.dealers.all_dealers import MEASURE, Span, most_of, percent_of_all
from helpers.models.statistics import domain
from helpers.models.statistics.domain import LEVEL

MODEL = "selection"
MIN_AT_RANDOM = 5
HALF_WIDTH_PERCENT = 10
QUARTERS = 4


def random_only(met: float, drawn: float, registered: float, behind: Span | None = None, **cell: str) -> pd.DataFrame:
    """The share of all registered dealers that complies, from those drawn at random alone: design-based.

    One row, all_dealers_random (exact hypergeometric interval, percent), primary, `n` drawn and `at` registered.
    How to read it: holds without a condition, for the lot and not an inspector chose
    whom to visit. Below 5 drawn it is withheld ("small"), with unknown numbers or more drawn than
    registered "missing", each with its reason. `cell`: measure, area, split, group, period of the row that counts
    the drawn, a group of dealers: `protect` hides this row with it. `behind` as in `all_dealers.share_of_all`. Raises
    ValueError on known numbers that are not whole. Source: Katz 1953, JASA 48:256;
    Buonaccorsi 1987, Am Stat 41:215; Cochran 1977, ch. 3; Särndal, Swensson & Wretman 1992.

    >>> row = random_only(13, 20, 45).iloc[0]
    >>> round(float(row.low), 1), round(float(row.high), 1)
    (46.7, 80.0)
    """
    counts = (met, drawn, registered)
    row = {"term": "all_dealers_random", "role": "primary", "unit": "percent", "level": LEVEL}
    withheld, rule = _refusal(met, drawn, most_of(registered, behind))
    domain.whole("opkopers", *(one for one in counts if not pd.isna(one)))
    row |= {"withheld": withheld, "rule": rule} if withheld else percent_of_all(*counts, behind=behind)
    return tables.estimates([row], model=MODEL, n=drawn, at=registered, **cell)


def advice(registered: int) -> pd.DataFrame:
    """How many dealers must be drawn at random in the year, and each quarter.

    Rows: random_needed and random_needed_per_quarter (role limit; they tell of the register only). `at` is
    registered. How to read it: so many make the exact interval at most 10 points to either side, whatever the
    true share. Raises ValueError below 1 registered.

    >>> advice(45).rule.tolist()
    ['Met 31 willekeurig gekozen opkopers is het aandeel tot op 10 procentpunt te schatten.',
     'Dat zijn er 8 per kwartaal, naar boven afgerond.']
    """
    needed = needed_at_random(registered)
    per_quarter = math.ceil(needed / QUARTERS)
    whom = f"Met {dutch.number(needed)} willekeurig gekozen opkopers"
    if needed == registered:
        whom = "Alleen met een controle bij alle opkopers"
    elif needed == 1:
        whom = "Met 1 willekeurige controle"
    verb = "is" if per_quarter == 1 else "zijn"
    rounded = ", naar boven afgerond" if needed % QUARTERS else ""
    rows = [
        {"term": "random_needed", "estimate": needed}
        | {"rule": f"{whom} is het aandeel tot op {HALF_WIDTH_PERCENT} procentpunt te schatten."},
        {"term": "random_needed_per_quarter", "estimate": per_quarter}
        | {"rule": f"Dat {verb} er {dutch.number(per_quarter)} per kwartaal{rounded}."},
    ]
    return tables.estimates(rows, model=MODEL, measure=MEASURE, role="limit", unit="dealers", at=registered)


def needed_at_random(registered: int) -> int:
    """The fewest random inspections whose exact interval is narrow enough, whatever is found; at most all.

    Half the width of the interval, in percentage points of all registered, is at most 10
    for every possible outcome. Raises ValueError below 1 registered.

    >>> needed_at_random(45), needed_at_random(3)
    (31, 3)
    """
    if registered < 1:
        raise ValueError(f"no advice for {registered} registered")
    allowed = 2 * HALF_WIDTH_PERCENT / 100 * registered + 1e-9
    enough = 1
    while enough < registered and _widest(enough, registered) > allowed:
        enough = min(2 * enough, registered)
    sizes = range(enough // 2 + 1, enough + 1)
    # More draws never widened the widest interval: brute force up to 70 registered.
    return sizes[0] + bisect.bisect_left(
        sizes, True, hi=len(sizes) - 1, key=lambda n: _widest(n, registered) <= allowed
    )


def _widest(n: int, registered: int) -> int:
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
        least[met] = (chance > 1 - (1 + LEVEL) / 2).argmax()
    return int((registered - least[::-1] - least).max())


def _refusal(met: float, drawn: float, registered: float) -> tuple[str, str]:
    if pd.isna(met) or pd.isna(drawn) or pd.isna(registered):
        return "missing", "Niet bekend is hoeveel opkopers er zijn, of hoeveel het lot er koos."
    if drawn == 0:
        return "small", "Er is geen steekproef van opkopers: over alle opkopers is geen schatting mogelijk."
    if drawn < MIN_AT_RANDOM:
        return "small", f"De steekproef telt minder dan {MIN_AT_RANDOM} opkopers: te weinig voor een aandeel."
    if drawn > registered:
        return "missing", "De steekproef telt meer opkopers dan er nog staan ingeschreven."
    return "", ""
