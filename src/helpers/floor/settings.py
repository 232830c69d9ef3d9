"""What `params/` holds: the municipality, and the indicators with their targets."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from helpers.floor import paths
from helpers.floor.faults import AskedWrongly, BadInput, Fault, nearest
from helpers.floor.yaml_text import read_yaml

Kind = Literal["share_of_register", "cumulative_count", "cumulative_amount", "months_covered", "no_target"]
Accumulation = Literal["within_year", "stand"]


def _only_true_or_false(value: object) -> object:
    if value not in ("true", "false"):
        raise ValueError("must be true or false")
    return value


YesNo = Annotated[bool, BeforeValidator(_only_true_or_false)]


class _Strict(BaseModel):
    # Scalars arrive as text (see yaml_text), so the field's type alone decides what 007 or "no" is.
    model_config = ConfigDict(extra="forbid", frozen=True, coerce_numbers_to_str=False)


class SmallNumbers(_Strict):
    """Thresholds of disclosure control; the floor stands in code and cannot be lowered here."""

    hidden_below: int = Field(10, ge=10)
    percent_base: int = Field(30, ge=30)
    survey_base: int = Field(50, ge=50)
    rounded_to: int = Field(5, ge=5)


class Municipality(_Strict):
    """Who reports, and what its counting rules leave open."""

    code: str = Field(pattern=r"^GM\d{4}$")
    name: str
    crucial_processes: list[str] = Field(min_length=1)
    elderly_from_age: int = Field(65, ge=50, le=90)
    scan_car_started_on: str = ""
    participants_per_wijk_in_quarter: int = Field(4, ge=1, le=4)
    small_numbers: SmallNumbers = SmallNumbers()


class Indicator(_Strict):
    """One promise to the council, in the budget's own words, and how it is counted."""

    id: str = Field(pattern=r"^[A-Z]{2}-\d-\d$")
    goal: str
    text: str
    target_text: str
    name: str
    measure: str
    kind: Kind
    accumulates: Accumulation
    can_fall_back: YesNo
    unit: str
    operator: Literal[">=", "<=", ""] = ""
    targets: dict[int, float] = {}
    planned_path: dict[str, float] = {}
    is_overwritten: YesNo = False
    sources: list[str] = Field(min_length=1)
    other_reading: str = ""
    owner: str

    def target(self, year: int) -> float | None:
        """The target of a year; None where the council set none."""
        return self.targets.get(year)


class Settings(_Strict):
    municipality: Municipality
    indicators: tuple[Indicator, ...]

    def indicator(self, indicator_id: str) -> Indicator:
        return next(one for one in self.indicators if one.id == indicator_id)

    @property
    def sources(self) -> list[str]:
        """Every export that an indicator is counted from, once."""
        return list(dict.fromkeys(name for one in self.indicators for name in one.sources))

    def of_measure(self, measure: str) -> Indicator | None:
        """The indicator that counts with this measure; None where the municipality has no such promise."""
        return next((one for one in self.indicators if one.measure == measure), None)


def load(folder: Path = paths.PARAMS) -> Settings:
    """Read and check municipality.yml and indicators.yml; every fault at once.

    Raises BadInput with file and place; AskedWrongly when a file is not there.
    """
    faults: list[Fault] = []
    content = {
        "municipality": _read(folder / "municipality.yml"),
        "indicators": _read(folder / "indicators.yml").get("indicators", []),
    }
    try:
        return Settings.model_validate(content)
    except ValidationError as error:
        faults = [_fault(dict(one)) for one in error.errors()]
    raise BadInput(faults)


def _read(file: Path) -> dict:
    if not file.is_file():
        raise AskedWrongly(f"{file.name} ontbreekt in de map params.", hint="Zet het bestand terug.")
    return read_yaml(file)


def _fault(error: dict) -> Fault:
    file, *place = [str(part) for part in error["loc"]]
    message = f"{error['msg']}."
    if error["type"] == "extra_forbidden":
        known = Municipality.model_fields if file == "municipality" else Indicator.model_fields
        message = f"“{place[-1]}” is geen bekende naam. {nearest(place[-1], known)}".strip()
    return Fault(message, file=f"{file}.yml", column=".".join(place), value=str(error.get("input"))[:80])
