"""The words of the two tables: what a row is counted in, of which area and split, and the part it plays.

A word that stands nowhere here is refused (`tables.measures`, `tables.estimates`). What is not declared harmless
is about persons, and `disclosure.protect` hides it: so a word that is new, or misspelt, hides too much and
never too little. An empty text says that nothing applies.
"""

from collections.abc import Collection
from difflib import get_close_matches

from helpers.floor import dutch

# A count of one of these says nothing of anybody, however small it is.
HARMLESS = {
    "crime": "a crime that the police registered, in statistics that they publish per buurt for everyone",
    "difference": "a difference of two figures that are shown",
    "exercise": "an exercise of the crisis organisation",
    "figure": "a figure in this report",
    "hour": "an hour of the scan car",
    "inhabitant": "an inhabitant in published statistics, which are rounded at their source",
    "km": "a kilometre",
    "month": "a month, with an update or without",
    "nuisance": "a registration of nuisance, published by the police as crimes are",
    "process": "a crucial process, with an agreement or without",
    "protocol": "a crisis protocol",
    "place": "a score of a place, published by the ministry",
    "report": "a report of litter or a lamp: of the street, whoever sent it",
    "row": "a row of an export; what is wrong with rows about persons is counted in persons",
    "session": "a training session",
    "site": "a waste site that was looked at",
    "wijk": "a wijk",
}
# One of these is a person, a dealer, or what one of them did or underwent.
PERSONAL = {
    "boa": "an enforcement officer",
    "dealer": "a dealer, often one person",
    "inspection": "an inspection of one dealer",
    "intervention": "an intervention, which may be with one person",
    "member": "a member of the crisis organisation",
    "person": "an inhabitant at the training",
    "respondent": "who answered the survey",
    "seat": "a seat that was offered: no more can have come, and of one session that may be few",
    "staff": "somebody on the staff",
    "violation": "a violation, which somebody committed",
}
AREA_LEVELS = {
    "comparable": "another whole municipality, to stand beside ours",
    "country": "the Netherlands",
    "municipality": "the whole municipality",
    "wijk": "one wijk",
}
SPLITS = {
    "after_failure": "dealers by what the next inspection found",
    "age_band": "reach along age",
    "arm": "the hours that a plan gives a wijk",
    "buurt": "buurten of a wijk",
    "category": "reports on public space by what they are about",
    "chapter": "chapters of the report",
    "crime": "registered crimes by kind",
    "earlier_year": "persons by whether they came in an earlier year",
    "export": "exports of the delivery",
    "file": "warnings by file",
    "income": "reach along income",
    "indicator": "indicators, of which more than one may count with a measure",
    "item": "inspections by legal item",
    "limit": "a published figure and the ends of its interval",
    "made": "forecasts by whether they were made beforehand",
    "mark_change": "persons by whether their mark went up",
    "marks": "persons by the marks they gave",
    "moment": "marks before and after",
    "nuisance": "registered nuisance by kind",
    "open_unit": "what is not done yet of a count of wijken, protocols, processes or months",
    "pair": "wijken that a plan compares",
    "purpose": "hours by purpose",
    "reason": "dealers by the reason of the inspection",
    "role": "members of the crisis organisation by role",
    "rule": "warnings by rule",
    "sector": "dealers by sector",
    "session": "persons by session",
    "signal": "interventions by the number of a signal that they carry",
    "since": "what changed since an earlier wave",
    "step": "the steps from registration to person",
    "sufficient": "persons by whether their mark became sufficient",
    "unknown": "units of which an indicator is unknown: neither yes nor no",
    "venue_distance": "reach along the distance to a session",
}
ROLES = {
    "change": "what changed since an earlier quarter",
    "exploratory": "looked at afterwards, or under a condition",
    "forecast": "what may come",
    "gate": "seen against required: whether the model speaks",
    "leave_one_out": "the primary without one wijk or wave",
    "limit": "a bound, or what is needed",
    "placebo": "where nothing should be found",
    "primary": "laid down beforehand",
    "signal": "a month beside what is ordinary for it",
    "status": "the verdict on an indicator",
}
BASES = {"pace": "the indicator's own earlier periods", "plan": "a planned path", "sessions": "planned sessions"}
WIJK = "wijk"  # said of rows per wijk as if that were a split
UNKNOWN = "unknown"  # the split of what is neither yes nor no
SMALL, WITHDRAWN, MISSING, STALE = "small", "withdrawn", "missing", "stale"
WITHHELD = {
    SMALL: "hidden as a small number",
    WITHDRAWN: "of a split that is not published at all: its total would give hidden numbers away",
    MISSING: "not known",
    STALE: "older than the quarter",
}
WITHHELD_IN_DUTCH = {SMALL: "afgeschermd", WITHDRAWN: "niet gepubliceerd", MISSING: "geen gegevens", STALE: "verouderd"}
HIDDEN = (SMALL, WITHDRAWN)
KNOWN: dict[str, Collection[str]] = {
    "counted": HARMLESS | PERSONAL,
    "unit": dutch.UNITS,
    "area_level": AREA_LEVELS,
    "role": ROLES,
    "split": SPLITS,
    "withheld": WITHHELD,
    "basis": BASES,
}


def unknown_of(measure: str) -> str:
    """The measure beside another that counts of how many units that one is unknown.

    >>> unknown_of("elderly_trained")
    'elderly_trained_unknown'
    """
    return f"{measure}_{UNKNOWN}"


def check(column: str, used: Collection[str]) -> None:
    """Raises ValueError on the first word that the column does not know, with the nearest that it does.

    >>> check("counted", ["person", ""])
    >>> check("counted", ["persons"])
    Traceback (most recent call last):
    ValueError: counted knows no "persons"; the nearest word is "person" (floor/shapes/words.py)
    """
    for word in sorted(word for word in set(used) if word and word not in KNOWN[column]):
        nearest = get_close_matches(word, KNOWN[column], n=1, cutoff=0)[0]
        raise ValueError(f'{column} knows no "{word}"; the nearest word is "{nearest}" (floor/shapes/words.py)')
