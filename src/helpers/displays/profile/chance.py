"""What may be said of a wijk beside the others: more than chance, or not, or not judged."""

import pandas as pd

from helpers.displays.readings import sentence
from helpers.floor import dutch
from helpers.floor.shapes.delivery import Result
from helpers.floor.shapes.tables import rows_of

MODEL = "wijk_beside_others"
MORE, LESS, NOT_JUDGED = "hoger", "lager", "niet beoordeeld"
DIFFERS = (MORE, LESS)


def beside_others(result: Result, measure: str) -> pd.Series | None:
    """The wijk beside the others for a measure; None where there is nothing to compare."""
    found = rows_of(result.estimates, model=MODEL, measure=measure, area=result.wijk)
    return None if found.empty else found.iloc[0]


def said(row: pd.Series) -> str:
    """The sentence on chance: a wide interval is never no difference."""
    if row.verdict == NOT_JUDGED:
        return f"We vergelijken dat niet met de andere wijken. {sentence(row.rule)}"
    return "Dat verschil is groter dan toeval." if row.verdict in DIFFERS else "Dat verschil kan toeval zijn."


def moved(row: pd.Series, than: str) -> str:
    """How a count changed since an earlier time.

    >>> moved(pd.Series({"estimate": -7.6}), "in 2024"), moved(pd.Series({"estimate": 0.2}), "in 2024")
    ('8% minder dan in 2024', 'ongeveer evenveel als in 2024')
    """
    return _change(row.estimate, f" dan {than}", f" als {than}")


def others_moved(row: pd.Series) -> str:
    """The same of the other wijken, as a sentence."""
    return f"In de andere wijken samen was het {_change(row['at'], '', '')}."


def _change(percent: float, than: str, as_: str) -> str:
    size = dutch.quantity(abs(percent), "percent")
    if size == dutch.NOTHING:
        return "niet te vergelijken"
    if size == dutch.quantity(0, "percent"):
        return f"{'ongeveer ' if percent else ''}evenveel{as_}"
    return f"{size} {'meer' if percent > 0 else 'minder'}{than}"
