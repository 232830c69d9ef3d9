"""What the archivist decides of every final report: it goes into the metadata of its archive copy."""

from pydantic import BaseModel, ConfigDict, Field

from helpers.floor.params.typed_text import Text


class ArchiveTerms(BaseModel):
    """Choices that a program cannot make. What is left empty is told as not decided."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        title="Archief",
        json_schema_extra={"description": "Wat de archivaris over elk definitief rapport besluit."},
    )

    valuation: Text = Field("", description="De waardering, zoals Tijdelijk te bewaren. Leeg: niet vastgesteld.")
    valuation_code: Text = Field("", description="De code van de waardering, zoals B of V.")
    valuation_list: Text = Field("", description="De lijst waaruit de waardering komt.")
    restriction: Text = Field("", description="De beperking van het gebruik. Leeg: niet vastgesteld.")
    restriction_list: Text = Field("", description="De lijst waaruit de beperking komt.")
    creator_id: Text = Field("", description="Het kenmerk van de archiefvormer. Leeg: de CBS-code van de gemeente.")
    creator_source: Text = Field("", description="Het register van dat kenmerk.")
