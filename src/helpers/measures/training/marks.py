"""The marks that elderly people gave themselves before and after the training, one pair a person."""

from typing import Any

import numpy as np
import pandas as pd

from helpers.floor.shapes import tables
from helpers.floor.verdicts import SUFFICIENT_FROM
from helpers.measures.figures import count, of_quarter, share
from helpers.measures.training.year import TrainingYear


def first_pairs(year: TrainingYear) -> pd.DataFrame:
    """Persons who gave both marks: participant, mark_before, mark_after. Cases: never shown.

    Of who gave two marks more than once this year the first pair counts: a later "before" is no longer from
    before the training.

    >>> from helpers.floor.quarter import Quarter
    >>> sessions = pd.DataFrame({"session": ["s1"], "date": pd.to_datetime(["2026-09-30"]), "status": ["gehouden"]})
    >>> people = pd.DataFrame({"session": ["s1", "s1"], "participant": ["p1", "p2"], "age_low": [85, 85],
    ...                        "wijk": ["a", "a"], "mark_before": [4.0, 5.0], "mark_after": [6.0, None]})
    >>> first_pairs(TrainingYear(people, sessions, Quarter(2026, 3), 65)).values.tolist()
    [['p1', 4.0, 6.0]]
    """
    both = year.elderly.dropna(subset=["mark_before", "mark_after"]).drop_duplicates("participant", keep="first")
    return both[["participant", "mark_before", "mark_after"]].reset_index(drop=True)


def before_and_after(year: TrainingYear) -> pd.DataFrame:
    """What the pairs show, to be protected: who gave both marks, who went up, who gave a sufficient mark.

    Rows, all of persons and up to the date: mark_response_percent (of all elderly that took part),
    mark_change_percent (group lager, gelijk, hoger), mark_sufficient_percent (group voor, na) and
    mark_sufficient_change (counts; group werd voldoende, werd onvoldoende, bleef voldoende, bleef onvoldoende).
    Missing where nobody gave a mark.

    >>> from helpers.floor.quarter import Quarter
    >>> sessions = pd.DataFrame({"session": ["s1"], "date": pd.to_datetime(["2026-09-30"]), "status": ["gehouden"]})
    >>> people = pd.DataFrame({"session": ["s1", "s1"], "participant": ["p1", "p2"], "age_low": [85, 85],
    ...                        "wijk": ["a", "a"], "mark_before": [4.0, 5.0], "mark_after": [6.0, None]})
    >>> found = before_and_after(TrainingYear(people, sessions, Quarter(2026, 3), 65))
    >>> found[found.group.isin(["both", "hoger"])].value.tolist()
    [50.0, 100.0]
    """
    pairs = first_pairs(year)
    marked = year.elderly[["mark_before", "mark_after"]].notna().any(axis=None)
    rows = [
        _response(len(pairs) if marked else np.nan, year.n_elderly),
        *_changes(pairs),
        *_sufficient(pairs),
        *_sufficient_changes(pairs),
    ]
    return tables.measures(rows, counted="person", **of_quarter(year.quarter))


def _response(pairs: float, persons: int) -> dict[str, Any]:
    return {"measure": "mark_response_percent", "split": "marks", "group": "both", **share(pairs, persons)}


def _changes(pairs: pd.DataFrame) -> list[dict[str, Any]]:
    change = pairs.mark_after - pairs.mark_before
    sizes = {"lager": (change < 0).sum(), "gelijk": (change == 0).sum(), "hoger": (change > 0).sum()}
    about = {"measure": "mark_change_percent"}
    return [about | {"split": "mark_change", "group": g, **share(k, len(pairs))} for g, k in sizes.items()]


def _sufficient(pairs: pd.DataFrame) -> list[dict[str, Any]]:
    moments = {"voor": pairs.mark_before, "na": pairs.mark_after}
    return [
        {
            "measure": "mark_sufficient_percent",
            "split": "moment",
            "group": moment,
            **share((marks >= SUFFICIENT_FROM).sum(), len(pairs)),
        }
        for moment, marks in moments.items()
    ]


def _sufficient_changes(pairs: pd.DataFrame) -> list[dict[str, Any]]:
    before, after = pairs.mark_before >= SUFFICIENT_FROM, pairs.mark_after >= SUFFICIENT_FROM
    sizes = {
        "werd voldoende": (~before & after).sum(),
        "werd onvoldoende": (before & ~after).sum(),
        "bleef voldoende": (before & after).sum(),
        "bleef onvoldoende": (~before & ~after).sum(),
    }
    about = {"measure": "mark_sufficient_change", "split": "sufficient"}
    return [about | {"group": group, **count(size, "persons", len(pairs) > 0)} for group, size in sizes.items()]
