"""What was laid down before the association was looked at: the question, the model, and when it stays silent."""

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from helpers.floor.params.typed_text import Decimal, FilledText, Text, Whole, day_or_nothing, quarter_or_nothing

_DAY_PATTERN = "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"


class Preregistration(BaseModel):
    """The plan of the analysis of the scan car. A change is a new version: the report prints the hash of the file.

    Without a file these defaults hold and the report says that nothing was laid down.
    """

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        title="Vooraf vastgelegd",
        json_schema_extra={"description": "Wat vóór het rekenen is vastgelegd over de scanauto."},
    )

    registered_on: Annotated[Text, AfterValidator(day_or_nothing)] = Field(
        "", description="De dag waarop dit is vastgelegd, zoals 2026-11-22."
    )
    changes: dict[Annotated[Text, AfterValidator(day_or_nothing)], FilledText] = Field(
        {},
        description="Per dag wat sindsdien is veranderd, en waarom. De laatste dag is die van registered_on.",
        json_schema_extra={"additionalProperties": False, "patternProperties": {_DAY_PATTERN: {"type": "string"}}},
    )
    question: FilledText = Field("De vraag.", description="De vraag in woorden.")
    estimand: FilledText = Field("De grootheid.", description="Wat precies wordt geschat.")
    outcome: Literal["clean_percent"] = Field("clean_percent", description="De uitkomst.")
    window: Literal["quarter_before_fieldwork"] = Field(
        "quarter_before_fieldwork", description="Welke uren bij een meting horen."
    )
    weights: Literal["respondents"] = Field("respondents", description="Hoe zwaar een cel telt.")
    placebos: list[Literal["lighting_percent", "later_hours"]] = Field(
        ["lighting_percent", "later_hours"], description="Controles die rond nul horen te liggen."
    )
    method_breaks: list[Annotated[Text, Field(pattern=r"\S")]] = Field(
        [], description="Metingen waarmee een andere manier van vragen begint, zoals ['2026']."
    )
    fairness_axes: list[Literal["age_band", "income", "venue_distance"]] = Field(
        [], description="Waarnaar het bereik van de cybertraining wordt vergeleken; niets anders."
    )
    level: Decimal = Field(0.95, ge=0.5, lt=1, description="De zekerheid van elk interval.")
    least_wijken: Whole = Field(8, ge=3, le=10_000, description="Minder wijken: geen uitkomst.")
    least_waves: Whole = Field(3, ge=2, le=1000, description="Minder metingen: geen uitkomst.")
    least_wijken_with_change: Whole = Field(
        3, ge=2, le=10_000, description="Minder wijken met andere uren: geen uitkomst."
    )
    real_change_hours: Decimal = Field(5.0, gt=0, le=10_000, description="Vanaf hoeveel uur uren echt verschillen.")
    least_cr2_df: Decimal = Field(4.0, ge=1, le=10_000, description="Minder vrijheidsgraden (CR2): geen uitkomst.")
    largest_detectable: Decimal = Field(
        2.5, gt=0, le=100, description="Het verband dat we in 8 van de 10 keer vinden, is hooguit zo groot."
    )
    largest_detectable_part: Decimal = Field(
        0.25, gt=0, le=1, description="Hetzelfde per kwartaal, als deel van wat gemiddeld wordt geteld."
    )
    design_effect: Decimal = Field(1.3, ge=1, le=20, description="Ontwerpeffect van de enquête.")
    bootstrap_draws: Whole = Field(9999, ge=99, le=99_999, description="Trekkingen als niet alles te tellen is.")
    seed: Whole = Field(2026, ge=0, description="Het begin van elke trekking.")
    plan_first_quarter: Annotated[Text, AfterValidator(quarter_or_nothing)] = Field(
        "", description="Het eerste kwartaal volgens het voorstel: de uren van daarvóór blijven de basis."
    )
    plan_step_hours: Decimal = Field(
        8.0, gt=0, le=10_000, multiple_of=0.25, description="Hoeveel uur een gelote wijk meer of minder krijgt."
    )
    plan_hours_per_quarter: Decimal = Field(
        0.0,
        ge=0,
        le=1_000_000,
        multiple_of=0.25,
        description="De uren van het voorstel per kwartaal, in hele kwartieren. 0: een kwart van de streefwaarde, "
        "of zonder streefwaarde de uren van het laatste kwartaal.",
    )
