"""Rules between params and what was read, each with its level: what no value of params shows by itself."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pandas as pd

from helpers.floor import dutch
from helpers.floor.areas import Areas
from helpers.floor.faults import Fault, Level
from helpers.floor.params.model_faults import fault_at, named
from helpers.floor.params.settings import PREREGISTRATION, Settings
from helpers.floor.params.yaml_text import Place, read_document
from helpers.floor.printable import printable
from helpers.sources.rules import names_in_params

MUNICIPALITY = "municipality.yml"


@dataclass(frozen=True)
class Inputs:
    """What is laid side by side: the settings, the areas, and every table that was read."""

    settings: Settings
    areas: Areas
    tables: Mapping[str, pd.DataFrame]


Breach = tuple[Place, object, str]  # where it stands in the file, the value, and what is wrong in Dutch


@dataclass(frozen=True)
class ParamsRule:
    """A rule of a value in a file of params: `check` gives its breaches. It needs the table of `dataset`, if any.

    `about` is the rule in Dutch words, without a value.
    """

    name: str
    level: Level
    file: str
    about: str
    check: Callable[[Inputs], Iterator[Breach]]
    hint: str
    dataset: str = ""


def check(inputs: Inputs, params: Path) -> list[Fault]:
    """The faults of every rule whose table was read, each on its row in the file of params."""
    return [
        _fault(rule, params, *breach)
        for rule in RULES
        if not rule.dataset or rule.dataset in inputs.tables
        for breach in rule.check(inputs)
    ]


def _fault(rule: ParamsRule, params: Path, place: Place, value: object, message: str) -> Fault:
    document = read_document(params / rule.file)
    fault = fault_at(document, rule.file, place, (message, rule.hint), named(place), value)
    return replace(fault, rule=rule.name, level=rule.level, about=rule.about)


def _age_inside_a_band(inputs: Inputs) -> Iterator[Breach]:
    age = inputs.settings.municipality.elderly_from_age
    bands = inputs.tables["cybertraining_deelnemers"][["age_low", "age_high"]].drop_duplicates()
    is_below = (bands.age_high < age).fillna(False)
    straddling = bands[(bands.age_low < age).fillna(False) & ~is_below].sort_values(["age_low", "age_high"])
    if len(straddling):
        listed = dutch.listing([_band(*ages) for ages in straddling.itertuples(index=False)])
        yield ("elderly_from_age",), age, f"De grens van {age} jaar valt in de leeftijdsklasse {listed}."


def _band(low: Any, high: Any) -> str:
    return f"{low}+" if pd.isna(high) else f"{low}-{high}"


def _drove_before_the_start(inputs: Inputs) -> Iterator[Breach]:
    started, first = (inputs.settings.municipality.scan_car_started_on, inputs.tables["scanauto_inzet"].date.min())
    if started and first < pd.Timestamp(started):
        yield ("scan_car_started_on",), started, f"De scanauto reed al op {dutch.day(first.date())}."


def _age_without_inhabitants(inputs: Inputs) -> Iterator[Breach]:
    own, people = inputs.settings.municipality, inputs.areas.population
    counted = people.get(f"aged_{own.elderly_from_age}_plus", pd.Series(dtype=float)).notna()
    if len(people) and not set(people.wijk[counted[counted].index]) & {own.code, *inputs.areas.codes}:
        message = f"Van inwoners vanaf {own.elderly_from_age} jaar staat geen aantal in data/reference/population.csv."
        yield ("elderly_from_age",), own.elderly_from_age, message


def _waves_not_there(inputs: Inputs) -> Iterator[Breach]:
    known = set(inputs.tables["wijkatlas"].wave)
    for at, wave in enumerate(inputs.settings.preregistration.method_breaks):
        if wave not in known:
            yield ("method_breaks", at), wave, f"De meting “{printable(wave)}” staat niet in de export."


def _plan_too_small(inputs: Inputs) -> Iterator[Breach]:
    plan, wijken = inputs.settings.preregistration, len(inputs.areas.codes)
    if 0 < plan.plan_hours_per_quarter < plan.plan_step_hours * (wijken - wijken % 2):
        hours, step = (dutch.quantity(one, "hours") for one in (plan.plan_hours_per_quarter, plan.plan_step_hours))
        message = f"{hours} is te weinig om {wijken} wijken elk {step} minder te kunnen geven."
        yield ("plan_hours_per_quarter",), plan.plan_hours_per_quarter, message


RULES = (
    ParamsRule(
        "age limit between bands",
        "error",
        MUNICIPALITY,
        "De leeftijd van ouderen valt niet in een leeftijdsklasse van “Deelnemers cybertraining”.",
        _age_inside_a_band,
        "Kies een andere grens, of lever klassen die bij de grens beginnen.",
        "cybertraining_deelnemers",
    ),
    ParamsRule(
        "processes are named",
        "warning",
        MUNICIPALITY,
        "Elk cruciaal proces staat in “Afspraken over cruciale processen”.",
        names_in_params.processes_not_named,
        "Is het daar hernoemd? Of het is afgesproken, is niet bekend.",
        "crisisafspraken",
    ),
    ParamsRule(
        "categories are placed",
        "warning",
        MUNICIPALITY,
        "Elke categorie van “Meldingen openbare ruimte” is geplaatst: afval, verlichting of iets anders.",
        names_in_params.categories_not_placed,
        "Zet haar bij waste, lighting of other. Tot dan is het aantal meldingen onbekend.",
        "meldingen",
    ),
    ParamsRule(
        "placed categories are there",
        "warning",
        MUNICIPALITY,
        "Elke geplaatste categorie staat in “Meldingen openbare ruimte”.",
        names_in_params.categories_gone,
        "Is zij hernoemd? Pas report_categories dan aan.",
        "meldingen",
    ),
    ParamsRule(
        "no shift before the start",
        "warning",
        MUNICIPALITY,
        "De scanauto reed niet vóór de dag waarop hij begon.",
        _drove_before_the_start,
        "Herstel de begindag, of laat hem leeg.",
        "scanauto_inzet",
    ),
    ParamsRule(
        "inhabitants of that age",
        "warning",
        MUNICIPALITY,
        "Van inwoners vanaf de leeftijd van ouderen is een aantal bekend.",
        _age_without_inhabitants,
        "Zonder dat aantal blijft het bereik van de cybertraining weg.",
        "cybertraining_deelnemers",
    ),
    ParamsRule(
        "method breaks are waves",
        "warning",
        PREREGISTRATION,
        "Elke meting met een andere manier van vragen staat in “Wijkatlas”.",
        _waves_not_there,
        "Controleer de naam. Zo telt de breuk niet.",
        "wijkatlas",
    ),
    ParamsRule(
        "plan fits the wijken",
        "warning",
        PREREGISTRATION,
        "De uren van het voorstel laten elke wijk een stap minder toe.",
        _plan_too_small,
        "Neem meer uren of een kleinere stap. Tot dan staat er geen voorstel in het rapport.",
        "scanauto_inzet",
    ),
)
