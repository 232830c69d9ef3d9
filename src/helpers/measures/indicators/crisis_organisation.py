"""The crisis organisation: agreements, protocols, exercises, trained members and aware staff."""

from collections.abc import Sequence

import pandas as pd

from helpers.floor.quarter import Quarter
from helpers.measures.days import by_the_date, has_begun, in_the_year
from helpers.measures.figures import count, headline, share
from helpers.measures.indicators.last_count import last_count


def crisis_agreements(agreements: pd.DataFrame, quarter: Quarter, crucial: Sequence[str]) -> pd.DataFrame:
    """Crucial processes with an agreement that is both adopted and anchored on or before the date.

    Read it as a share of the list of crucial processes, in percent: a process that the export does not
    name is not done; one that several departments share is done when all of them are (BR-1-1, "geborgd in
    de werkprocessen van de betrokken afdelingen").

    >>> rows = pd.DataFrame({"process": ["ICT"], "adopted_on": pd.to_datetime(["2026-03-12"]),
    ...                      "anchored_on": pd.to_datetime(["2026-05-22"])})
    >>> crisis_agreements(rows, Quarter(2026, 3), ["ICT", "Toezicht"]).value.item()
    50.0
    """
    is_done = by_the_date(agreements.adopted_on, quarter) & by_the_date(agreements.anchored_on, quarter)
    is_process_done = is_done.groupby(_folded(agreements.process)).all()
    wanted = {name.strip().casefold() for name in crucial}
    done = is_process_done[is_process_done.index.isin(wanted)].sum()
    return headline(share(done, len(wanted)), "crisis_agreements_percent", quarter, "process")


def crisis_protocols(protocols: pd.DataFrame, quarter: Quarter) -> pd.DataFrame:
    """Protocols that were both updated and laid down within the year, of all protocols, in percent (BR-1-2).

    Read it beside `protocols_by_date`, the other reading. The register keeps one date per protocol: a value
    for an earlier quarter is recalculated and can only be too low.

    >>> rows = pd.DataFrame({"updated_on": pd.to_datetime(["2026-01-01", "2025-12-31"]),
    ...                      "laid_down_on": pd.to_datetime(["2026-09-30", "2026-01-10"])})
    >>> crisis_protocols(rows, Quarter(2026, 3)).value.item()
    50.0
    """
    is_done = in_the_year(protocols.updated_on, quarter) & in_the_year(protocols.laid_down_on, quarter)
    return headline(share(is_done.sum(), len(protocols)), "crisis_protocols_percent", quarter, "protocol")


def protocols_by_date(protocols: pd.DataFrame, quarter: Quarter) -> pd.DataFrame:
    """Protocols updated and laid down on or before the date, whatever the year: BR-1-2 read the other way.

    >>> rows = pd.DataFrame({"updated_on": pd.to_datetime(["2024-01-01"]),
    ...                      "laid_down_on": pd.to_datetime(["2024-02-01"])})
    >>> protocols_by_date(rows, Quarter(2026, 3)).value.item()
    100.0
    """
    is_done = by_the_date(protocols.updated_on, quarter) & by_the_date(protocols.laid_down_on, quarter)
    figure = share(is_done.sum(), len(protocols))
    return headline(figure, "crisis_protocols_by_date_percent", quarter, "protocol", quarter.end)


def local_exercises(exercises: pd.DataFrame, quarter: Quarter) -> pd.DataFrame:
    """Exercises in the year without the regional crisis organisation: a count (BR-1-3).

    Legal scenarios do not count; neither does an exercise of which it is not known who took part.

    >>> rows = pd.DataFrame({"date": pd.to_datetime(["2026-03-09"]), "kind": ["oefening"],
    ...                      "is_regional": pd.array([False], dtype="boolean")})
    >>> local_exercises(rows, Quarter(2026, 3)).value.item()
    1.0
    """
    is_local = (exercises.kind == "oefening") & ~exercises.is_regional.fillna(True).astype(bool)
    figure = count((is_local & in_the_year(exercises.date, quarter)).sum(), is_known=has_begun(exercises.date, quarter))
    return headline(figure, "local_exercises", quarter, "exercise")


def trained_members(roles: pd.DataFrame, quarter: Quarter) -> pd.DataFrame:
    """Members in function on the date whose training is done and valid that day, in percent (BR-1-4).

    Read it as a share of the members in function: from ≤ the date, not left on or before it. A training is
    valid up to and including `valid_until`; one without that date is not shown to be valid. A member with two
    roles is one member, trained when trained for both.

    >>> rows = pd.DataFrame({"member": ["L1"], "trained_on": pd.to_datetime(["2026-01-15"]),
    ...     "valid_until": pd.to_datetime(["2026-09-30"]), "in_function_from": pd.to_datetime(["2022-01-01"]),
    ...     "left_on": pd.to_datetime([None])})
    >>> trained_members(rows, Quarter(2026, 3)).value.item()
    100.0
    """
    is_in_function = by_the_date(roles.in_function_from, quarter) & ~by_the_date(roles.left_on, quarter)
    is_valid = by_the_date(roles.trained_on, quarter) & (roles.valid_until >= pd.Timestamp(quarter.end))
    is_trained = is_valid[is_in_function].groupby(roles.member[is_in_function]).all()
    figure = share(is_trained.sum(), len(is_trained))
    return headline(figure, "trained_members_percent", quarter, "member", quarter.end)


def role_awareness(counts: pd.DataFrame, quarter: Quarter) -> pd.DataFrame:
    """Staff shown to be aware of their role, of all staff, at the last count by the date, in percent (BR-1-5).

    `start` is the day of that count, so that an old one shows.

    >>> rows = pd.DataFrame({"counted_on": pd.to_datetime(["2026-09-21"]), "staff": [40], "aware": [30]})
    >>> role_awareness(rows, Quarter(2026, 3)).value.item()
    75.0
    """
    return last_count(counts, "aware", "staff", quarter, "role_awareness_percent", "staff")


def adequate_exercises(exercises: pd.DataFrame, quarter: Quarter) -> pd.DataFrame:
    """Exercises and legal scenarios in the year whose evaluation says "adequaat": a count (VE-1-5).

    One that is not evaluated yet does not count yet: the value of a past quarter may still rise.

    >>> rows = pd.DataFrame({"date": pd.to_datetime(["2026-03-09"]), "evaluation": ["adequaat"]})
    >>> adequate_exercises(rows, Quarter(2026, 3)).value.item()
    1.0
    """
    is_adequate = (exercises.evaluation == "adequaat") & in_the_year(exercises.date, quarter)
    figure = count(is_adequate.sum(), is_known=has_begun(exercises.date, quarter))
    return headline(figure, "adequate_exercises", quarter, "exercise")


def _folded(names: pd.Series) -> pd.Series:
    return names.str.strip().str.casefold()
