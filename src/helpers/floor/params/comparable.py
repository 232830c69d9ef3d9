"""Which other municipalities stand beside ours in what others publish: named by the municipality itself."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationInfo

from helpers.floor.params.typed_text import FilledText, Text

MOST = 5  # more lines in one figure cannot be told apart


class ComparableMunicipality(BaseModel):
    """Another municipality, whose published figures count as comparison."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        title="Vergelijkbare gemeente",
        json_schema_extra={"description": "Een andere gemeente, om naast te leggen."},
    )

    code: Text = Field(pattern=r"^GM[0-9]{4}$", examples=["GM0363"], description="De CBS-code: GM en vier cijfers.")
    name: FilledText = Field(description="De naam, zoals het rapport haar noemt.")


def others(found: tuple[ComparableMunicipality, ...], so_far: ValidationInfo) -> tuple[ComparableMunicipality, ...]:
    """The list as it is. Raises ValueError on too many, on one that stands there twice, and on our own."""
    codes = [one.code for one in found]
    if len(codes) > MOST:
        raise ValueError(f"Dit zijn {len(codes)} gemeenten.", f"Noem er hooguit {MOST}.")
    if double := next((code for code in codes if codes.count(code) > 1), ""):
        raise ValueError(f"{double} staat er twee keer.", "Laat één regel staan.")
    if so_far.data.get("code") in codes:
        raise ValueError("De eigen gemeente staat erbij.", "Haal haar hier weg: zij staat er altijd.")
    return found


Comparables = Annotated[
    tuple[ComparableMunicipality, ...], AfterValidator(others), Field(json_schema_extra={"maxItems": MOST})
]
