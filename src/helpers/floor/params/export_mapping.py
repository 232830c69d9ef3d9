"""How a municipality's own file becomes the table of one export: one entry of params/exports.yml."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

from helpers.floor.params.typed_text import Text, whole, without_doubles

Unit = Literal["hours", "minutes", "days", "hh:mm", "percent", "fraction"]
AreaForm = Literal["code", "buurtcode", "name", "postcode", "point_rd", "point_wgs84"]
_LONGEST_GAP = 720  # minutes: a stay passes midnight at most once
POINTS = ("point_rd", "point_wgs84")
PRIVATE_AREAS = ("postcode", *POINTS)  # too near a person to be kept or said
_WORD: dict[str, Any] = {"type": "string", "minLength": 1}
_ONE_OR_TWO: dict[str, Any] = {"anyOf": [_WORD, {"type": "array", "items": _WORD, "minItems": 2, "maxItems": 2}]}


def _one_or_two(value: object) -> object:
    """One header as a tuple of one; a list must have two, for the two columns of a point."""
    found = value if isinstance(value, list | tuple) else [value]
    if any(isinstance(one, list | dict) or not str(one).strip() for one in found):
        raise ValueError("Hier hoort een kop uit uw bestand.", "Schrijf die zoals zij in het bestand staat.")
    if isinstance(value, list) and len(found) != 2:
        raise ValueError("Een lijst heeft hier twee koppen: die van x en die van y.", "Schrijf [Lengte, Breedte].")
    return tuple(found)


OwnHeaders = Annotated[tuple[Text, ...], BeforeValidator(_one_or_two), WithJsonSchema(_ONE_OR_TWO)]
_Texts = Annotated[list[Text], Field(min_length=1), AfterValidator(without_doubles)]


class LogRules(BaseModel):
    """How positions or scans become hours: the time to the next one counts, unless the car was away."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        title="Log",
        json_schema_extra={"description": "Hoe posities of scans uren worden: de tijd tot de volgende telt."},
    )

    longest_gap_minutes: Annotated[int, BeforeValidator(whole), Field(ge=1, le=_LONGEST_GAP)] = Field(
        description="Een langere stilte dan zoveel minuten beëindigt een verblijf en telt nergens."
    )


class ExportMapping(BaseModel):
    """The rules for one export; every name on the left is a header of the dictionary, unless said otherwise."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        populate_by_name=True,
        title="Export",
        json_schema_extra={"description": "Hoe uw eigen bestand de tabel van deze export wordt."},
    )

    file: Text = Field(
        "",
        alias="from",
        description="Hoe het bestand heet, zoals ritten*.xlsx. De koppen beslissen; bij een log de naam.",
    )
    headers: Mapping[Text, OwnHeaders] = Field(
        {}, description="De kop in uw bestand bij elke kolom, zoals {Datum: Ritdatum}. Bij een punt: [x, y]."
    )
    units: Mapping[Text, Unit] = Field({}, description="De eenheid in uw bestand, zoals {Uren: minutes}.")
    values: Mapping[Text, Mapping[Text, Text]] = Field(
        {}, description="Wat een waarde in uw bestand betekent, zoals {Doel: {A: afval}}."
    )
    area: Mapping[Text, AreaForm] = Field({}, description="Waaruit de wijk volgt, zoals {Wijkcode: name}.")
    constants: Mapping[Text, Text] = Field(
        {}, description='Een waarde voor alle rijen als uw bestand de kolom niet heeft, zoals {Voertuig: "1"}.'
    )
    rows: Mapping[Text, _Texts] = Field(
        {}, description="Alleen deze rijen tellen mee, bij een kop uit uw bestand: {Status: [Definitief]}."
    )
    not_rows: Mapping[Text, _Texts] = Field(
        {}, description="Deze rijen tellen niet mee, bij een kop uit uw bestand: {Bijeenkomst: [Test]}."
    )
    per: Literal["", "month"] = Field("", description="month: elke rij is één gebeurtenis; tel ze per maand.")
    not_read: Annotated[list[Text], AfterValidator(without_doubles)] = Field(
        [], description="Koppen uit uw bestand die ongelezen weg gaan, zoals namen en e-mailadressen."
    )

    log: LogRules | None = Field(None, description="Het bestand is een log: elke rij is één positie of scan.")

    @property
    def longest_gap_minutes(self) -> int:
        """Of a log: a longer time between two positions counts nowhere."""
        return self.log.longest_gap_minutes if self.log else 0

    @property
    def choosing(self) -> tuple[str, ...]:
        """The headers in the file by which rows are chosen."""
        return tuple(dict.fromkeys([*self.rows, *self.not_rows]))

    def own_header(self, header: str) -> str:
        """The header in the file of a column of the contract; its own where none is given."""
        return self.headers.get(header, (header,))[0]

    def as_written(self) -> dict[str, Any]:
        """The rules as they stand in the file, without what is left out."""
        found = self.model_dump(by_alias=True, exclude_unset=True, mode="json")
        if "headers" in found:
            found["headers"] = {name: one[0] if len(one) == 1 else one for name, one in found["headers"].items()}
        return found
