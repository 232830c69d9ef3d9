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

    @property
    def least_shown(self) -> int:
        """The least count above 0 that is shown: `hidden_below`, raised to a multiple of the rounding."""
        return -(-self.hidden_below // self.rounded_to) * self.rounded_to

    def counts_behind(self, shown: float) -> tuple[int, int]:
        """The least and the most that a count of a group may be that is shown as `shown`, a rounded number.

        >>> [SmallNumbers().counts_behind(shown) for shown in (0, 10, 40)]
        [(0, 0), (10, 12), (38, 42)]
        """
        if not shown:
            return 0, 0
        below, above = self.rounded_to // 2, (self.rounded_to - 1) // 2
        return max(int(shown) - below, self.least_shown), int(shown) + above
