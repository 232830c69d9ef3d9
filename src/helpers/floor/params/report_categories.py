"""Which reports are about waste, about lighting, or about something else: a municipality names its own categories."""

from pydantic import BaseModel, ConfigDict, Field

from helpers.floor.params.typed_text import FilledText


class ReportCategories(BaseModel):
    """What each category of reports on public space is about, by the names that the export gives them."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        title="Categorieën van meldingen",
        json_schema_extra={"description": "Waarover elke categorie van “Meldingen openbare ruimte” gaat."},
    )

    waste: list[FilledText] = Field([], description="De categorieën over afval.")
    lighting: list[FilledText] = Field([], description="De categorieën over straatverlichting, ter vergelijking.")
    other: list[FilledText] = Field([], description="De categorieën die met geen van beide te maken hebben.")

    @property
    def by_kind(self) -> dict[str, list[str]]:
        """The names of each kind.

        >>> ReportCategories(waste=["Zwerfvuil"]).by_kind
        {'waste': ['Zwerfvuil'], 'lighting': [], 'other': []}
        """
        return {"waste": self.waste, "lighting": self.lighting, "other": self.other}


def folded(category: str) -> str:
    """The name of a category as it is compared: without capitals, spaces and other signs.

    >>> folded("Huisafval naast container") == folded("huisafval-naast-container")
    True
    """
    return "".join(sign for sign in category.casefold() if sign.isalnum())
