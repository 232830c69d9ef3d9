"""The thresholds below which figures about groups stay hidden."""

from pydantic import BaseModel, ConfigDict, Field

from helpers.floor.params.typed_text import Whole


class SmallNumbers(BaseModel):
    """Thresholds of disclosure control; the floor stands in code and cannot be lowered here."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        title="Kleine aantallen",
        json_schema_extra={"description": "Grenzen waaronder cijfers verborgen blijven; alleen hoger mag."},
    )

    hidden_below: Whole = Field(10, ge=10, le=10_000, description="Aantallen onder dit getal blijven verborgen.")
    percent_base: Whole = Field(30, ge=30, le=10_000, description="Geen percentage op een kleinere groep.")
    survey_base: Whole = Field(50, ge=50, le=10_000, description="Geen percentage op minder respondenten.")
    rounded_to: Whole = Field(5, ge=5, le=1000, description="Aantallen per wijk worden hierop afgerond.")
