"""What residents say of their safety, in words: the answer with its margin, for who shows the Veiligheidsmonitor."""

import math

import pandas as pd

from helpers.floor import dutch

SAFETY = "veiligheidsmonitor"
# Each question with its answer and its year.
ASKED = {
    "unsafe_percent": "{} van de inwoners voelde zich in {} weleens onveilig in de buurt",
    "liveability_mark": "inwoners gaven gemiddeld een {} voor de leefbaarheid van hun buurt in {}",
}


def with_margin(row: pd.Series) -> str:
    """An answer with the interval that was published: "15,4% (13,0 tot 17,8%)"."""
    is_sure = math.isfinite(row.low) and math.isfinite(row.high)
    margin = dutch.interval(row.low, row.high, row.unit, 1) if is_sure else "foutmarge onbekend"
    return f"{dutch.quantity(row.estimate, row.unit, 1)} ({margin})"
