"""The catalogue of all tables that an edition, a profile or a dashboard publishes. What is not in it is refused."""

import re
from collections.abc import Collection

from helpers.disclosure.published import (
    about_dealers,
    about_earlier,
    about_exports,
    about_indicators,
    about_months,
    about_survey,
    about_training,
)
from helpers.disclosure.published.entries import Entry

TABLES: dict[str, Entry] = {
    **about_indicators.TABLES,
    **about_training.TABLES,
    **about_dealers.TABLES,
    **about_survey.TABLES,
    **about_months.TABLES,
    **about_exports.TABLES,
}
_NUMBERED = re.compile(r"(goal|trend|open)_\w+", re.ASCII)  # one for each goal


def entry_of(name: str, notebooks: Collection[str] = (), columns: Collection[str] = ()) -> Entry | None:
    """What the catalogue says of a table; None where it does not know it.

    `notebooks` are those of the edition: where two have a table of one name, the second has its notebook in front. With
    the `columns` of earlier code it is the table of that.

    >>> entry_of("goal_2").kind, entry_of("wijk_profile-WK000001_wijk_place", ["wijk_profile-WK000001"]).kind
    ('counted', 'harmless')
    >>> entry_of("participants_by_street") is None
    True
    """
    earlier = about_earlier.TABLES.get(name)
    if earlier is not None and set(earlier.columns) == set(columns):
        return earlier
    known = TABLES.get(name)
    if known is None and (numbered := _NUMBERED.fullmatch(name)):
        known = TABLES[numbered[1]]
    if known is not None:
        return known
    inside = (name.removeprefix(f"{one}_") for one in notebooks if name.startswith(f"{one}_"))
    return next((found for one in inside if (found := entry_of(one)) is not None), None)
