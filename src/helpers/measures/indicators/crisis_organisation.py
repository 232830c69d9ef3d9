"""The crisis organisation: agreements, protocols, exercises, trained members and aware staff, and what is open."""

from collections.abc import Sequence

import pandas as pd

from helpers.floor.quarter import Quarter
from helpers.floor.shapes import tables
from helpers.measures.days import by_the_date, has_begun, in_the_year
from helpers.measures.figures import count, headline, of_quarter, share
from helpers.measures.indicators.last_count import last_count
from helpers.measures.indicators.open_units import Unit, open_units


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
    wanted = {_folded(name) for name in crucial}
    done = wanted & _agreed(agreements, quarter)
    return headline(share(len(done), len(wanted)), "crisis_agreements_percent", quarter, "process", quarter.end)


def register_agreements(agreements: pd.DataFrame, quarter: Quarter, crucial: Sequence[str]) -> pd.DataFrame:
    """All processes of the register in place of the crucial ones: BR-1-1 read the other way ("zoals").

    A crucial process that the register does not name counts among them, so that leaving one out helps nobody.

    >>> rows = pd.DataFrame({"process": ["ICT", "HR"], "adopted_on": pd.to_datetime(["2026-03-12"] * 2),
    ...                      "anchored_on": pd.to_datetime(["2026-05-22", None])})
    >>> register_agreements(rows, Quarter(2026, 3), ["ICT"]).value.item()
    50.0
    """
    every = {_folded(name) for name in (*crucial, *agreements.process)}
    figure = share(len(_agreed(agreements, quarter)), len(every))
    return headline(figure, "register_agreements_percent", quarter, "process", quarter.end)


def open_processes(agreements: pd.DataFrame, quarter: Quarter, crucial: Sequence[str]) -> pd.DataFrame:
    """The crucial processes that are not done, each with the departments that are not; "" where none is named.

    >>> rows = pd.DataFrame({"process": ["ICT"], "department": ["Informatie"],
    ...     "adopted_on": pd.to_datetime(["2026-03-12"]), "anchored_on": pd.to_datetime([None])})
    >>> open_processes(rows, Quarter(2026, 3), ["ICT", "Toezicht"])[["group", "area"]].values.tolist()
    [['ICT', 'Informatie'], ['Toezicht', '']]
    """
    left = agreements[~_is_agreed(agreements, quarter)]
    departments = left.department.fillna("").groupby(left.process.map(_folded)).unique()
    agreed = _agreed(agreements, quarter)
    units = [
        Unit(name, department)
        for name in crucial
        if _folded(name) not in agreed
        for department in sorted(departments.get(_folded(name), [""]))
    ]
    return open_units("crisis_agreements_percent", units, quarter, "process")


def crisis_protocols(protocols: pd.DataFrame, quarter: Quarter) -> pd.DataFrame:
    """Protocols that were both updated and laid down within the year, of all protocols, in percent (BR-1-2).

    Read it beside `protocols_by_date`, the other reading. The register keeps one date per protocol: a value
    for an earlier quarter is recalculated and can only be too low.

    >>> rows = pd.DataFrame({"updated_on": pd.to_datetime(["2026-01-01", "2025-12-31"]),
    ...                      "laid_down_on": pd.to_datetime(["2026-09-30", "2026-01-10"])})
    >>> crisis_protocols(rows, Quarter(2026, 3)).value.item()
    50.0
    """
    figure = share(_is_current(protocols, quarter).sum(), len(protocols))
    return headline(figure, "crisis_protocols_percent", quarter, "protocol")


def open_protocols(protocols: pd.DataFrame, quarter: Quarter) -> pd.DataFrame:
    """The protocols that were not both updated and laid down within the year, by department and name.

    >>> rows = pd.DataFrame({"protocol": ["Opvang"], "department": ["HR"],
    ...     "updated_on": pd.to_datetime(["2025-12-31"]), "laid_down_on": pd.to_datetime(["2026-01-10"])})
    >>> open_protocols(rows, Quarter(2026, 3))[["group", "area"]].values.tolist()
    [['Opvang', 'HR']]
    """
    left = protocols[~_is_current(protocols, quarter)].assign(department=protocols.department.fillna(""))
    left = left.sort_values(["department", "protocol"])
    units = map(Unit, left.protocol, left.department)
    return open_units("crisis_protocols_percent", units, quarter, "protocol")


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
    serving = roles[_is_in_function(roles, quarter)]
    is_trained = _has_valid_training(serving, quarter).groupby(serving.member).all()
    figure = share(is_trained.sum(), len(is_trained))
    return headline(figure, "trained_members_percent", quarter, "member", quarter.end)


def untrained_roles(roles: pd.DataFrame, quarter: Quarter) -> pd.DataFrame:
    """Per role the members in function who lack a valid training on the date: for the owner's form, not the page.

    Read it as who must be trained next. Group is the role; a role in which everybody is trained has no row. A
    member with two roles counts in each that lacks a training, so the roles may add up to more than BR-1-4 lacks.
    Members are persons: small numbers are for the owner who keeps this register (`disclosure.for_the_owner`).

    >>> rows = pd.DataFrame({"member": ["L1"], "role": ["Opvang"], "trained_on": pd.to_datetime([None]),
    ...     "valid_until": pd.to_datetime([None]), "in_function_from": pd.to_datetime(["2022-01-01"]),
    ...     "left_on": pd.to_datetime([None])})
    >>> untrained_roles(rows, Quarter(2026, 3))[["group", "value"]].values.tolist()
    [['Opvang', 1.0]]
    """
    serving = roles[_is_in_function(roles, quarter)]
    untrained = serving[~_has_valid_training(serving, quarter)]
    members = untrained.groupby(untrained.role.str.strip()).member.nunique().sort_index()
    rows = [{"group": role, **count(n)} for role, n in members.items()]
    about = {**of_quarter(quarter, quarter.end), "split": "role", "counted": "member"}
    return tables.measures(rows, measure="untrained_members", **about)


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


def _is_agreed(agreements: pd.DataFrame, quarter: Quarter) -> pd.Series:
    return by_the_date(agreements.adopted_on, quarter) & by_the_date(agreements.anchored_on, quarter)


def _agreed(agreements: pd.DataFrame, quarter: Quarter) -> set[str]:
    """The processes of the register that are done in every department, folded."""
    is_done = _is_agreed(agreements, quarter).groupby(agreements.process.map(_folded)).all()
    return set(is_done.index[is_done])


def _is_current(protocols: pd.DataFrame, quarter: Quarter) -> pd.Series:
    return in_the_year(protocols.updated_on, quarter) & in_the_year(protocols.laid_down_on, quarter)


def _is_in_function(roles: pd.DataFrame, quarter: Quarter) -> pd.Series:
    return by_the_date(roles.in_function_from, quarter) & ~by_the_date(roles.left_on, quarter)


def _has_valid_training(roles: pd.DataFrame, quarter: Quarter) -> pd.Series:
    return by_the_date(roles.trained_on, quarter) & (roles.valid_until >= pd.Timestamp(quarter.end))


def _folded(name: str) -> str:
    return name.strip().casefold()
