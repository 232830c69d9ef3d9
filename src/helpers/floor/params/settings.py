"""What `params/` holds: the municipality, and the indicators with their targets."""

import hashlib
import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Annotated, Literal, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic.config import JsonDict

from helpers.floor import paths, targets
from helpers.floor.faults import AskedWrongly, BadInput, Fault
from helpers.floor.params import budget_years, indicator_rules
from helpers.floor.params.archive_terms import ArchiveTerms
from helpers.floor.params.comparable import Comparables
from helpers.floor.params.indicator_id import IndicatorId
from helpers.floor.params.measure_names import Accumulation, Kind, Unit
from helpers.floor.params.model_faults import checked
from helpers.floor.params.preregistration import Preregistration
from helpers.floor.params.report_categories import ReportCategories
from helpers.floor.params.signals import Signals
from helpers.floor.params.small_numbers import SmallNumbers
from helpers.floor.params.typed_text import (
    QUARTER_PATTERN,
    Decimal,
    FilledText,
    Names,
    Text,
    Whole,
    YesNo,
    day_or_nothing,
    quarter,
)
from helpers.floor.params.yaml_text import Document, read_document

PREREGISTRATION = "preregistration.yml"
MOST_AMOUNT = 1_000_000_000  # more is a typing error
_MOST_SESSIONS = 200  # in a quarter; more is a typing error
# Empty in a test, never in the file: indicator_rules holds the file to it.
_Words = Annotated[Text, Field(json_schema_extra={"pattern": r"\S"})]
_Names = Annotated[Names, Field(min_length=1)]
_Year = Annotated[Whole, Field(ge=2000, le=2100)]
_Amount = Annotated[Decimal, Field(ge=0, le=MOST_AMOUNT)]
_Sessions = Annotated[Whole, Field(ge=0, le=_MOST_SESSIONS)]
_QuarterName = Annotated[Text, AfterValidator(quarter)]
_Model = TypeVar("_Model", bound=BaseModel)


def _only_keys(pattern: str, **limits: int | str) -> JsonDict:
    amount: JsonDict = {"type": "number", "minimum": 0, "maximum": MOST_AMOUNT, **limits}
    return {"additionalProperties": False, "patternProperties": {f"^{pattern}$": amount}}


class _Strict(BaseModel):
    # Scalars arrive as text (see yaml_text), so the field's type alone decides what 007 or "no" is.
    model_config = ConfigDict(extra="forbid", frozen=True, coerce_numbers_to_str=False)


class Municipality(_Strict):
    """Who reports, and what its counting rules leave open."""

    model_config = ConfigDict(
        title="Gemeente", json_schema_extra={"description": "Wie rapporteert, en wat de telregels openlaten."}
    )

    code: Text = Field(
        pattern=r"^GM[0-9]{4}$", examples=["GM0363"], description="De CBS-code van de gemeente: GM en vier cijfers."
    )
    name: FilledText = Field(description="De naam van de gemeente.")
    crucial_processes: _Names = Field(description="Welke processen meetellen voor de crisisafspraken.")
    elderly_from_age: Whole = Field(65, ge=50, le=90, description="Vanaf welke leeftijd iemand oudere is.")
    scan_car_started_on: Annotated[Text, AfterValidator(day_or_nothing)] = Field(
        "",
        description="De dag waarop de scanauto begon, zoals 2017-01-02. Leeg: onbekend.",
        json_schema_extra={"pattern": r"^([0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01]))?$"},
    )
    survey_every_years: Whole = Field(2, ge=1, le=10, description="Om de hoeveel jaar de Wijkatlas bewoners vraagt.")
    participants_per_wijk_in_quarter: Whole = Field(
        4, ge=1, le=4, description="In welk kwartaal deelnemers per wijk verschijnen."
    )
    chapters_left_out: Names = Field([], description="Welke hoofdstukken het rapport niet heeft.")
    splits_left_out: Names = Field([], description="Welke uitsplitsingen van kleine groepen het rapport niet heeft.")
    comparable_municipalities: Comparables = Field((), description="Welke gemeenten in de omgeving naast deze staan.")
    report_categories: ReportCategories = Field(
        ReportCategories(), description="Waarover elke categorie van de meldingen gaat."
    )
    signals: Signals = Field(Signals(), description="Wat het maandelijkse dashboard mag beoordelen.")
    small_numbers: SmallNumbers = Field(SmallNumbers(), description="Grenzen voor kleine aantallen.")
    archive: ArchiveTerms = Field(ArchiveTerms(), description="Wat de archivaris over elk definitief rapport besluit.")

    @property
    def comparable_codes(self) -> list[str]:
        return [one.code for one in self.comparable_municipalities]


class Indicator(_Strict):
    """One promise to the council, in the budget's own words, and how it is counted."""

    model_config = ConfigDict(
        title="Indicator",
        json_schema_extra={
            "description": "Eén toezegging aan de raad, en hoe zij wordt geteld.",
            "allOf": [*indicator_rules.for_an_editor()],
        },
    )

    id: IndicatorId = Field(
        description="Het nummer in de begroting, zoals VE-1-4 of 3.1.2. Het staat overal naast de naam."
    )
    goal: _Words = Field(description="Het doel, in de woorden van de begroting; gelijke doelen staan bij elkaar.")
    text: _Words = Field(description="De indicator, in de woorden van de begroting.")
    target_text: _Words = Field(description="De streefwaarde, in de woorden van de begroting.")
    name: _Words = Field(description="Een korte naam voor figuren en tabellen.")
    measure: Text = Field(
        pattern=r"^([a-z][a-z0-9_]*)?$",
        examples=["scan_car_hours"],
        description="De maat in de code die deze indicator telt.",
    )
    kind: Kind = Field(description="Hoe de waarde naar de streefwaarde groeit.")
    accumulates: Accumulation = Field(
        description="within_year: telt vanaf 1 januari. stand: de stand op de laatste dag van het kwartaal."
    )
    can_fall_back: YesNo = Field(description="Of de waarde na het halen van de streefwaarde kan dalen.")
    unit: Unit = Field(description="De eenheid van de waarde en de streefwaarde.")
    operator: Literal[">=", "<=", ""] = Field("", description=">= voor minimaal, <= voor maximaal.")
    targets: dict[_Year, _Amount] = Field(
        {},
        description="De streefwaarde per jaar, zoals {2026: 100}.",
        json_schema_extra=_only_keys("(20[0-9]{2}|2100)"),
    )
    planned_path: dict[_QuarterName, _Amount] = Field(
        {},
        description="Wat per kwartaal gepland is, zoals {2026-Q1: 20, 2026-Q2: 60}.",
        json_schema_extra=_only_keys(QUARTER_PATTERN),
    )
    planned_sessions: dict[_QuarterName, _Sessions] = Field(
        {},
        description="Hoeveel bijeenkomsten per kwartaal gepland zijn, zoals {2026-Q4: 6}.",
        json_schema_extra=_only_keys(QUARTER_PATTERN, type="integer", maximum=_MOST_SESSIONS),
    )
    is_sample: YesNo = Field(False, description="Of de waarde uit een steekproef komt.")
    is_overwritten: YesNo = Field(False, description="Of het register oude waarden overschrijft.")
    sources: _Names = Field(description="De exports waaruit deze indicator wordt geteld.")
    not_counted: Text = Field("", description="Wat de tekst van de begroting zegt en wat niet wordt geteld.")
    other_reading: Text = Field("", description="Hoe de indicator ook te lezen is.")
    other_measure: Text = Field(
        "",
        pattern=r"^([a-z][a-z0-9_]*)?$",
        examples=["first_inspection_percent"],
        description="De maat die de andere lezing telt; leeg als die niet te tellen is.",
    )
    owner: _Words = Field(description="De afdeling die de indicator toelicht.")

    @property
    def is_at_most(self) -> bool:
        return self.operator == targets.AT_MOST

    def target(self, year: int) -> float | None:
        """The target of a year; None where the council set none."""
        return self.targets.get(year)


class Indicators(_Strict):
    """What indicators.yml holds."""

    model_config = ConfigDict(
        title="Indicatoren", json_schema_extra={"description": "De indicatoren met hun streefwaarden."}
    )

    indicators: tuple[Indicator, ...] = Field(min_length=1, description="Alle indicatoren, op volgorde.")


class Settings(_Strict):
    """All of it, seen from a year. `preregistered` is the fingerprint of preregistration.yml, "" when there is none.

    `indicators` are those of that year; `budgets` has those of every file as they stand there (budget_years).
    """

    municipality: Municipality
    indicators: tuple[Indicator, ...]
    budgets: dict[int, tuple[Indicator, ...]] = {}
    preregistration: Preregistration = Preregistration()
    preregistered: str = ""

    def at(self, year: int) -> "Settings":
        """The same settings, seen from another year: with what its own budget promised."""
        if len(self.budgets) < 2:
            return self
        return self.model_copy(update={"indicators": budget_years.seen_from(self.budgets, year)})

    def indicator(self, indicator_id: str) -> Indicator:
        return next(one for one in self.indicators if one.id == indicator_id)

    @property
    def sources(self) -> list[str]:
        """Every export that an indicator is counted from, once."""
        return list(dict.fromkeys(name for one in self.indicators for name in one.sources))

    @property
    def by_measure(self) -> dict[str, Indicator]:
        """One indicator of each measure: a measure is counted once, however many promises rest on it."""
        return {one.measure: one for one in self.indicators}

    def of_measure(self, measure: str) -> Indicator | None:
        """The indicator that counts with this measure, of several the first with a target; None where there is none."""
        found = [one for one in self.indicators if one.measure == measure]
        return next((one for one in found if one.targets), found[0] if found else None)


def load(folder: Path = paths.PARAMS) -> Settings:
    """Read and check municipality.yml, every file of indicators and preregistration.yml; every fault at once.

    Seen from the first year, until `at` says another. Raises BadInput with file, row and place; AskedWrongly when a
    file is not there.
    """
    files = [folder / "municipality.yml", folder / budget_years.FIRST]
    for file in files:
        if not os.path.lexists(file):
            raise AskedWrongly(f"{file.name} ontbreekt in de map params.", hint="Zet het bestand terug.")
    laid_down = folder / PREREGISTRATION
    faults: list[Fault] = []
    own = _read(files[0], partial(checked, Municipality), faults)
    promised = {first: _read(file, indicators, faults) for first, file in budget_years.files(folder).items()}
    plan = _read(laid_down, partial(checked, Preregistration), faults) if os.path.lexists(laid_down) else None
    if faults or own is None:
        raise BadInput(faults)
    budgets = {first: one.indicators for first, one in promised.items() if one}
    settings = Settings(municipality=own, indicators=budgets[0], budgets=budgets)
    laid = hashlib.sha256(laid_down.read_bytes()).hexdigest()[:12] if plan else ""
    return settings.model_copy(update={"preregistration": plan or Preregistration(), "preregistered": laid})


def _read(
    file: Path, check: Callable[[Document, str], tuple[_Model | None, list[Fault]]], faults: list[Fault]
) -> _Model | None:
    try:
        model, told = check(read_document(file), file.name)
    except BadInput as error:
        model, told = None, error.faults
    faults += told
    return model


def indicators(document: Document, file: str) -> tuple[Indicators | None, list[Fault]]:
    """The indicators, or None with every fault of the file; rules over more than one field included."""
    found, faults = checked(Indicators, document, file, lambda place: indicator_rules.named(document, place))
    faults += indicator_rules.faults(document, file)
    return (found if not faults else None), sorted(faults, key=lambda fault: fault.row or 0)
