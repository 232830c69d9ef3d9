"""What may be said of a wijk beside the others: more than chance, or not, or not judged."""

from collections.abc import Sequence

import pandas as pd

from helpers.displays.readings import sentence
from helpers.floor import dutch
from helpers.floor.shapes.delivery import Result
from helpers.floor.shapes.tables import rows_of

MODEL = "wijk_beside_others"
MORE, LESS, NOT_JUDGED = "hoger", "lager", "niet beoordeeld"
DIFFERS = (MORE, LESS)
_DECIMALS = {"sites_out_of_norm_percent": 1}  # in which a figure is written; of all others none


def beside_others(result: Result, measure: str) -> pd.Series | None:
    """The wijk beside the others for a measure; None where there is nothing to compare."""
    found = rows_of(result.estimates, model=MODEL, measure=measure, area=result.wijk)
    return None if found.empty else found.iloc[0]


def block(figures: Sequence[tuple[str, pd.Series]]) -> list[str]:
    """The sentences of a block: each figure beside the others, and what chance may have done once for both of them."""
    open_ = [row for _, row in figures if _may_be_chance(row)]
    is_said_once = len(open_) > 1
    told = [text if is_said_once and _may_be_chance(row) else f"{text} {said(row)}".strip() for text, row in figures]
    return [*told, *(["Beide verschillen met de andere wijken kunnen toeval zijn."] if is_said_once else [])]


def said(row: pd.Series) -> str:
    """The sentence on chance: a wide interval is never no difference; "" where the printed figures do not differ."""
    if row.verdict == NOT_JUDGED:
        return f"We vergelijken dat niet met de andere wijken. {sentence(row.rule)}"
    if row.verdict in DIFFERS:
        return "Dat verschil is groter dan toeval."
    return "Dat verschil kan toeval zijn." if _may_be_chance(row) else ""


def percent(row: pd.Series, name: str) -> str:
    """The figure of the wijk ("estimate") or of the others ("at"), as it is printed."""
    return dutch.quantity(row[name], "percent", _DECIMALS.get(row.measure, 0))


def others(row: pd.Series) -> str:
    """The share of the others, as the end of a sentence: whether it is printed as that of the wijk is."""
    about = "ongeveer " if row.estimate != row["at"] else ""
    return f"{about}hetzelfde: {percent(row, 'at')}" if is_printed_alike(row) else percent(row, "at")


def is_printed_alike(row: pd.Series) -> bool:
    """Whether a reader sees the same figure for the wijk and the others.

    >>> is_printed_alike(pd.Series({"measure": "clean_percent", "estimate": 74.1, "at": 73.8}))
    True
    """
    return percent(row, "estimate") == percent(row, "at")


def moved(row: pd.Series, than: str) -> str:
    """How a count changed since an earlier time.

    >>> moved(pd.Series({"estimate": -7.6}), "in 2024"), moved(pd.Series({"estimate": 0.2}), "in 2024")
    ('8% minder dan in 2024', 'ongeveer evenveel als in 2024')
    """
    return _change(row.estimate, f" dan {than}", f" als {than}")


def others_moved(row: pd.Series) -> str:
    """The same of the other wijken, as a sentence."""
    if is_printed_alike(row):
        return "In de andere wijken samen was dat ook zo."
    return f"In de andere wijken samen was het {_change(row['at'], '', '')}."


def _may_be_chance(row: pd.Series) -> bool:
    """Whether a reader sees a difference that was judged, and is not more than chance."""
    return row.verdict not in (*DIFFERS, NOT_JUDGED) and not is_printed_alike(row)


def _change(percent: float, than: str, as_: str) -> str:
    size = dutch.quantity(abs(percent), "percent")
    if size == dutch.NOTHING:
        return "niet te vergelijken"
    if size == dutch.quantity(0, "percent"):
        return f"{'ongeveer ' if percent else ''}evenveel{as_}"
    return f"{size} {'meer' if percent > 0 else 'minder'}{than}"
