"""What the police registered in the newest year, in words: beside the year before, and beside other areas."""

from dataclasses import dataclass

import pandas as pd

from helpers.displays.surroundings.absence import absent
from helpers.floor import dutch
from helpers.floor.regions import COUNTRY
from helpers.floor.shapes.delivery import Result
from helpers.floor.shapes.pieces import Absent, Text
from helpers.floor.shapes.tables import rows_of

MODEL = "yearly_change"
PER_1000, INDEX = "_per_1000", "_index"


@dataclass(frozen=True)
class Subject:
    """One export of the police: how its rows are named, and how one speaks of it."""

    dataset: str
    measure: str
    title: str
    one: str
    more: str


CRIMES = Subject("misdrijven", "yearly_crimes", "Misdrijven", "misdrijf", "misdrijven")
NUISANCE = Subject("overlast", "yearly_nuisance", "Overlast", "keer overlast", "keer overlast")
SUBJECTS = (CRIMES, NUISANCE)
DATASETS = tuple(one.dataset for one in SUBJECTS)
_NO_RANKING = "Winkels, stations en aangiften verschillen per gemeente. Het is dus geen ranglijst."
_VISITORS = "Wie ergens op bezoek is, telt mee waar het gebeurde. Per inwoner telt een winkelcentrum dus mee."
_NO_INHABITANTS = "Niet van elk gebied zijn inwoners bekend. Daarom staat hier geen aantal per inwoner."


def police_compared(result: Result) -> Text | Absent:
    """The newest counts in words, whether the change is ordinary, and what other areas had; what the counts are."""
    if not _known(result):
        return absent(result, "wat de politie per jaar registreerde", *DATASETS)
    others = [_NO_RANKING] if any(len(others_of(result, one)) for one in SUBJECTS) else []
    return Text(
        [*_beside_headline(result), *others, *_not_delivered(result), *_inhabitants(result), *_borders(result)],
        is_list=True,
    )


def headline(result: Result) -> str:
    """The newest count of the first export that is there, and whether its change is ordinary; "" without one."""
    if not (known := _known(result)):
        return ""
    subject, row = known[0]
    judged = "of dat gewoon is, is niet te zeggen" if row.rule else _verdict(row)
    return f"{_counted(subject, row)}; {judged}"


def sentences(result: Result, subject: Subject) -> list[str]:
    """The newest count, its change and whether that is ordinary, and the same year elsewhere; nothing without it."""
    row = newest(result, subject)
    if row is None:
        return []
    rate = _rate(result, subject, row)
    per = f": {rate} per 1.000 inwoners" if rate else ""
    return [f"{_counted(subject, row)}{per}.", *_compared(result, subject, row)]


def _beside_headline(result: Result) -> list[str]:
    """The same of each export that is there, without the count that the headline has said."""
    (subject, row), *others = _known(result)
    rate = _rate(result, subject, row)
    said = [f"Per 1.000 inwoners was het aantal {subject.more} {rate}."] if rate else []
    said += _compared(result, subject, row)
    return said + [line for other, _ in others for line in sentences(result, other)]


def _known(result: Result) -> list[tuple[Subject, pd.Series]]:
    """The exports of which something is known, the one of the headline first."""
    return [(one, row) for one in SUBJECTS if (row := newest(result, one)) is not None]


def _counted(subject: Subject, row: pd.Series) -> str:
    return f"De politie registreerde {dutch.counted(row.n, subject.one, subject.more)} in {row.period}"


def _rate(result: Result, subject: Subject, row: pd.Series) -> str:
    rates = _of_year(result, subject, PER_1000, row.period)
    own = rates[rates.area_level == "municipality"]
    return dutch.number(own.value.iloc[0]) if len(own) else ""


def _compared(result: Result, subject: Subject, row: pd.Series) -> list[str]:
    moved = [f"{_moved(subject, row)} {_judged(row)}".strip()] if pd.notna(row.estimate) else []
    return [*moved, *_elsewhere(result, subject, row.period)]


def newest(result: Result, subject: Subject) -> pd.Series | None:
    """What the model says of the newest year; None where nothing was registered, or nothing is known."""
    found = rows_of(result.estimates, model=MODEL, measure=subject.measure)
    return None if found.empty else found.iloc[0]


def others_of(result: Result, subject: Subject) -> pd.DataFrame:
    """The counts of other areas."""
    found = rows_of(result.measures, measure=subject.measure, split="")
    return found[found.area_level != "municipality"]


def name_of(result: Result, area: str) -> str:
    """What an area is called on the page."""
    own = result.settings.municipality
    names = {COUNTRY: "Nederland", own.code: own.name}
    return (names | {one.code: one.name for one in own.comparable_municipalities})[area]


def _of_year(result: Result, subject: Subject, ending: str, period: str) -> pd.DataFrame:
    return rows_of(result.measures, measure=subject.measure + ending, period=period)


def _moved(subject: Subject, row: pd.Series) -> str:
    before, what = f"in {row.group} ({dutch.number(row['at'])})", f"Het aantal {subject.more} is"
    if not dutch.rounded(row.estimate):
        return f"{what} bijna even hoog als {before}."
    size, than = dutch.quantity(abs(row.estimate), "percent"), "hoger" if row.estimate > 0 else "lager"
    return f"{what} {size} {than} dan {before}."


def _judged(row: pd.Series) -> str:
    if row.rule:
        return str(row.rule)
    ordinary = f"{dutch.number(row.low)} tot {dutch.number(row.high)}"
    return f"{dutch.sentence_case(_verdict(row))}: gewoon is {ordinary}."


def _verdict(row: pd.Series) -> str:
    return "dat past bij eerdere jaren" if row.verdict == "gewoon" else f"dat is {row.verdict}"


def _elsewhere(result: Result, subject: Subject, period: str) -> list[str]:
    """The same year in other areas, per 1,000 inhabitants or as an index; why not per inhabitant where that is so."""
    if others_of(result, subject).empty:
        return []
    for ending, what in ((PER_1000, "Per 1.000 inwoners"), (INDEX, "Met het eerste jaar op 100")):
        there = _of_year(result, subject, ending, period)
        told = [
            f"{name_of(result, one.area)} {dutch.number(one.value)}"
            for _, one in there[there.area_level != "municipality"].iterrows()
        ]
        own = there[there.area_level == "municipality"]
        if told:
            here = f"hier {dutch.number(own.value.iloc[0])}, {dutch.listing(told)}"
            return [f"{what} was het in {period}: {here}.", *([] if ending == PER_1000 else [_NO_INHABITANTS])]
    return [f"Andere gebieden hebben geen cijfer over {period}."]


def _not_delivered(result: Result) -> list[str]:
    """Which comparable municipalities have no row in an export that is there."""
    said = []
    for subject in SUBJECTS:
        has = set(others_of(result, subject).area)
        missing = [one.name for one in result.settings.municipality.comparable_municipalities if one.code not in has]
        if newest(result, subject) is not None and missing:
            said.append(f"Over {dutch.listing(missing)} is geen cijfer van {subject.title.lower()} geleverd.")
    return said


def _inhabitants(result: Result) -> list[str]:
    """Of which years and whose the inhabitants are that a rate rests on, and who counts without living here."""
    rates = rows_of(result.measures, measure=[one.measure + PER_1000 for one in SUBJECTS])
    if rates.empty:
        return []
    years = dutch.listing([str(day.year) for day in sorted(set(rates.start))])
    whose = dutch.listing(sorted(set(rates.series) - {""})) or result.title_of("bevolking")
    return [_VISITORS, f"Inwoners: stand van 1 januari {years}, {whose}."]


def _borders(result: Result) -> list[str]:
    measures = [one.measure for one in SUBJECTS]
    years = sorted(set(rows_of(result.measures, measure=measures).series) - {""})
    return [f"De politie telt alle jaren binnen de grenzen van {years[-1]}."] if years else []
