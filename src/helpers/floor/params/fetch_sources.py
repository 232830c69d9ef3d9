"""What `params/sources.yml` holds: where each export that lies elsewhere is fetched."""

import os
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import parse_qsl, urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from helpers.floor import paths
from helpers.floor.faults import BadInput, Fault
from helpers.floor.params.model_faults import checked
from helpers.floor.params.typed_text import Text, Whole, YesNo
from helpers.floor.params.yaml_text import Document, read_document
from helpers.floor.printable import printable
from helpers.floor.secret_names import is_secret

FILE = "sources.yml"
Kind = Literal["sql", "http", "odata", "wfs", "ogc", "swing", "file"]
Paging = Literal["none", "next", "page", "offset"]
Folder = Literal["raw", "reference"]

_NAME = "^[a-z][a-z0-9_]*$"
_VARIABLE = "^[A-Z][A-Z0-9_]*$"
_PLAIN_FILE = r"^[A-Za-z0-9][A-Za-z0-9_-]*(\.[A-Za-z0-9_-]+)*\.(csv|tsv|txt|json|geojson|parquet|xlsx|xls|ods|gz)$"
_SQL_FILE = r"^([A-Za-z0-9_-]+/)*[A-Za-z0-9_-]+\.sql$"
_CHAIN = re.compile(r"::(?=[a-z][a-z0-9+.-]*:|/)")
_NAMED = ("abfs", "abfss", "sftp", "ssh")  # before the @ stands a container, or a user who still needs a key
_ADDRESS = r"^[a-z][a-z0-9+.-]*://\S+$"
_IN_VARIABLE = "Zet het hele adres in een omgevingsvariabele en noem die bij address_variable."

# For each kind what it needs beside an address, and what else it may say.
_EVERY = ("kind", "is_on", "file", "folder", "licence", "largest_mb", "seconds")
_WEB = ("address", "address_variable", "parameters", "token_variable", "token_header")
NEEDED: Mapping[Kind, tuple[str, ...]] = {"sql": ("address_variable", "query"), "wfs": ("layer",)}
MAY: Mapping[Kind, tuple[str, ...]] = {
    "sql": (*_EVERY, "address_variable", "query"),
    "http": (*_EVERY, *_WEB, "paging", "page_parameter"),
    "odata": (*_EVERY, *_WEB, "filter", "select"),
    "wfs": (*_EVERY, *_WEB, "layer", "page_size"),
    "ogc": (*_EVERY, *_WEB, "page_size"),
    "swing": (*_EVERY, *_WEB),
    "file": (*_EVERY, "address", "address_variable"),
}
_ENDINGS: Mapping[Kind, str] = {"sql": ".csv", "wfs": ".geojson", "ogc": ".geojson", "swing": ".csv"}


def links(address: str) -> list[str]:
    """The links of a chain as fsspec has it, the outermost first; another address is one link.

    >>> links("zip://a.csv::ftp://x.nl/b.zip"), links("http://[::1]/a")
    (['zip://a.csv', 'ftp://x.nl/b.zip'], ['http://[::1]/a'])
    """
    return _CHAIN.split(address)


def asked_for(query: str) -> list[tuple[str, str]]:
    """The names and values of a query; some services part them with a semicolon.

    >>> asked_for("a=1;token=x&b=")
    [('a', '1'), ('token', 'x'), ('b', '')]
    """
    return parse_qsl(query.replace(";", "&"), keep_blank_values=True)


def _without_secret(address: str) -> str:
    for link in links(address):
        try:
            parts = urlsplit(link)
            _ = parts.port  # is no number where a password holds a ?
        except ValueError:
            raise ValueError("Dit adres is niet te lezen.", "Neem het over uit de browser.") from None
        user, has_user, _ = (parts.netloc + parts.path).rpartition("@")  # a password may hold a /
        if ":" in user:
            raise ValueError("In dit adres staat een wachtwoord.", _IN_VARIABLE)
        if has_user and parts.scheme not in _NAMED:
            raise ValueError("In dit adres staat een gebruiker of sleutel.", _IN_VARIABLE)
        if named := [name for name, _ in asked_for(f"{parts.query}&{parts.fragment}") if is_secret(name)]:
            raise ValueError(f"In dit adres staat een geheim: {printable(named[0])}.", _IN_VARIABLE)
    return address


def _without_secrets(parameters: dict[str, str]) -> dict[str, str]:
    if named := [name for name in parameters if is_secret(name)]:
        raise ValueError(f"Hier staat een geheim: {printable(named[0])}.", _IN_VARIABLE)
    return parameters


def _for_an_editor() -> list[Any]:
    """The rules of each kind as JSON Schema."""
    every = sorted({name for names in MAY.values() for name in names})
    rules: list[Any] = []
    for kind, may in MAY.items():
        then: dict[str, Any] = {"properties": {name: False for name in every if name not in may}}
        then["required"] = list(NEEDED.get(kind, ()))
        if "address" in may:
            then["oneOf"] = [{"required": ["address"]}, {"required": ["address_variable"]}]
        rules.append({"if": {"properties": {"kind": {"const": kind}}}, "then": then})
    by_number = {"properties": {"paging": {"enum": ["page", "offset"]}}, "required": ["paging"]}
    return [*rules, {"if": by_number, "then": {"required": ["page_parameter"]}}]


def _text(pattern: str, example: str, description: str) -> Any:
    return Field("", pattern=pattern, examples=[example], description=description)


class Source(BaseModel):
    """One thing to fetch. Secrets never stand here: they come from environment variables, which it names."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        title="Bron",
        json_schema_extra={
            "description": "Eén bron. Geheimen staan in omgevingsvariabelen.",
            "allOf": _for_an_editor(),
        },
    )

    kind: Kind = Field(description="Wat voor bron het is.")
    is_on: YesNo = Field(False, description="Of fetch zonder namen deze bron ophaalt.")
    address: Annotated[Text, AfterValidator(_without_secret)] = _text(
        _ADDRESS, "https://opendata.cbs.nl/ODataFeed/odata/85984NED/TypedDataSet", "Het adres, zonder geheimen."
    )
    address_variable: Text = _text(
        _VARIABLE, "HR_DATABASE", "De omgevingsvariabele met het adres, als daar een geheim in staat."
    )
    query: Text = _text(_SQL_FILE, "sql/bodycams.sql", "Het bestand met één SELECT, in de map params.")
    layer: Text = _text(r"^\S+$", "lbm3:wijkscore24", "De laag; * geeft het nieuwste jaar, een komma een tweede laag.")
    filter: Text = Field("", description="Welke rijen: wat achter $filter hoort.")
    select: list[Text] = Field([], description="Welke kolommen: wat achter $select hoort.")
    parameters: Annotated[dict[Text, Text], AfterValidator(_without_secrets)] = Field(
        {}, description="Wat verder achter het ? van het adres hoort."
    )
    paging: Paging = Field(
        "none", description="next: de bron noemt de volgende bladzijde. page en offset: wij tellen zelf door."
    )
    page_parameter: Text = _text(r"^[A-Za-z$][\w$.-]*$", "page", "Hoe de bron het nummer of de plaats noemt.")
    page_size: Whole = Field(1000, ge=1, le=100_000, description="Hoeveel rijen per bladzijde.")
    token_variable: Text = _text(_VARIABLE, "MELDINGEN_TOKEN", "De omgevingsvariabele met de sleutel.")
    token_header: Text = Field(
        "Authorization", pattern="^[A-Za-z][A-Za-z0-9-]*$", description="In welke kop de sleutel gaat."
    )
    file: Text = _text(_PLAIN_FILE, "misdrijven.json", "De vaste naam van het bestand.")
    folder: Folder = Field("raw", description="raw voor exports, reference voor grenzen en postcodes.")
    licence: Text = Field("", description="De licentie en wie genoemd moet worden.")
    largest_mb: Whole = Field(100, ge=1, le=1000, description="Het grootste aantal MB; wat groter is, weigert fetch.")
    seconds: Whole = Field(60, ge=1, le=3600, description="Hoeveel seconden fetch op een antwoord wacht.")

    @model_validator(mode="after")
    def _fits_its_kind(self) -> "Source":
        given = self.model_fields_set
        if strange := sorted(given - set(MAY[self.kind])):
            raise ValueError(f"Bij {self.kind} hoort geen {strange[0]}.", "Haal die regel weg.")
        missing = [name for name in NEEDED.get(self.kind, ()) if name not in given]
        if missing:
            raise ValueError(f"Bij {self.kind} hoort {missing[0]}.", "Voeg die regel toe.")
        if "address" in MAY[self.kind] and bool(self.address) == bool(self.address_variable):
            raise ValueError("Hier hoort één adres.", "Geef address of address_variable.")
        if self.paging in ("page", "offset") and not self.page_parameter:
            raise ValueError(f"Bij paging {self.paging} hoort page_parameter.", "Voeg die regel toe.")
        return self

    def file_name(self, name: str) -> str:
        """The fixed name of its file; by default that of the dataset.

        >>> Source(kind="ogc", address="https://x.nl/items").file_name("wijkgrenzen")
        'wijkgrenzen.geojson'
        """
        return self.file or f"{name}{_ENDINGS.get(self.kind, '.json')}"


_Name = Annotated[Text, Field(pattern=_NAME)]


class Sources(BaseModel):
    """What sources.yml holds: the sources by the name of their dataset."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, title="Bronnen", json_schema_extra={"description": "Wat fetch ophaalt."}
    )

    sources: dict[_Name, Source] = Field(
        description="De bronnen, op naam van de export.", json_schema_extra={"propertyNames": {"pattern": _NAME}}
    )

    @model_validator(mode="after")
    def _has_a_file_each(self) -> "Sources":
        places: dict[tuple[str, str], str] = {}
        for name, source in self.sources.items():
            other = places.setdefault((source.folder, source.file_name(name).casefold()), name)
            if other != name:
                raise ValueError(f"{other} en {name} komen in hetzelfde bestand.", "Geef één ervan een andere file.")
        return self


def sources(document: Document, file: str) -> tuple[Sources | None, list[Fault]]:
    """The sources, or None with every fault of the file. No fault repeats a value: someone may have typed a secret."""
    found, faults = checked(Sources, document, file)
    return found, [_silent(fault) for fault in faults]


def _silent(fault: Fault) -> Fault:
    message = fault.message.replace(f"“{fault.value}”", "Deze waarde") if fault.value else fault.message
    return replace(fault, message=message, value="")


def load(folder: Path = paths.PARAMS) -> dict[str, Source]:
    """The sources by name; none where there is no file. Raises BadInput with every fault."""
    if not os.path.lexists(folder / FILE):
        return {}
    found, faults = sources(read_document(folder / FILE), FILE)
    if found is None:
        raise BadInput(faults)
    return found.sources
