"""What the monthly dashboard may judge: which series, and when a register began to count otherwise."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from helpers.floor.params.typed_text import FilledText, Names, Text, YesNo, month


class LevelShift(BaseModel):
    """A month from which a category is counted otherwise, so that what came before is no measure of it."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        title="Andere telling",
        json_schema_extra={"description": "Een maand waarin een andere telling begint."},
    )

    category: FilledText = Field(description="De categorie, zoals de export haar noemt.")
    from_month: Annotated[Text, AfterValidator(month)] = Field(
        description="De eerste maand van de nieuwe telling, zoals 2026-04.",
        json_schema_extra={"pattern": "^[0-9]{4}-(0[1-9]|1[0-2])$"},
    )
    reason: FilledText = Field(description="Waarom er anders wordt geteld.")


class Signals(BaseModel):
    """What the dashboard may judge. Closed by default: a signal tells of its count, so a category must be named."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        title="Signalen",
        json_schema_extra={"description": "Wat het maandelijkse dashboard mag beoordelen."},
    )

    categories: Names = Field([], description="De categorieën van de meldingen die een signaal mogen geven.")
    waste_sites: YesNo = Field(False, description="Of afvallocaties buiten de norm een signaal mogen geven.")
    level_shifts: tuple[LevelShift, ...] = Field((), description="Vanaf wanneer een categorie anders wordt geteld.")
