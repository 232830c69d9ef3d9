"""What may stand behind a command, with its Dutch help."""

from pathlib import Path
from typing import Annotated, Optional

import typer

from helpers.floor import paths

Home = Annotated[
    Optional[list[str]],  # noqa: UP045
    typer.Option(
        "--home", metavar="MAP", help="De map van een gemeente (params, data, reports). Bij report mag het vaker."
    ),
]
Quarter = Annotated[
    str, typer.Option("--quarter", metavar="KWARTAAL", help="Een kwartaal (2026-Q3) of een reeks (2024-Q1..2026-Q3).")
]
Data = Annotated[str, typer.Option("--data", metavar="MAP", help="De map met exports, of een adres (s3://, az://).")]
Sample = Annotated[bool, typer.Option("--sample", help="Gebruik de voorbeelddata.")]
Out = Annotated[
    str, typer.Option("--out", metavar="MAP", help="De map voor de rapporten, of een adres.", show_default="reports")
]
OutHere = Annotated[str, typer.Option("--out", metavar="MAP", help="De map met de rapporten.", show_default="reports")]
REPORTS = str(paths.REPORTS)
Only = Annotated[str, typer.Option("--only", metavar="NAAM", help="Maak alleen een concept van dit ene notebook.")]
Year = Annotated[int, typer.Argument(metavar="JAAR", help="Het jaar dat begint, zoals 2027.")]
Wijk = Annotated[
    str, typer.Option("--wijk", metavar="CODE", help="Alleen deze wijk, van een notebook dat per wijk draait.")
]
Month = Annotated[
    str, typer.Option("--month", metavar="MAAND", help="Alleen deze maand (2026-08), van een notebook per maand.")
]
DashboardMonth = Annotated[
    str, typer.Option("--month", metavar="MAAND", help="De maand (2026-10); zonder maand de nieuwste volledige.")
]
Jobs = Annotated[Optional[int], typer.Option("--jobs", metavar="AANTAL", help="Hoeveel notebooks tegelijk.")]  # noqa: UP045
Engine = Annotated[
    str, typer.Option("--engine", metavar="dask", help="Laat de werkers van Dask de notebooks uitvoeren.")
]
Scheduler = Annotated[
    str,
    typer.Option("--scheduler", metavar="ADRES", help="De planner van Dask (tcp://…); zonder adres op deze computer."),
]
CellMinutes = Annotated[
    int, typer.Option("--cell-minutes", metavar="AANTAL", help="Hoeveel minuten een cel van een notebook mag duren.")
]
Missing = Annotated[
    Optional[list[str]],  # noqa: UP045
    typer.Option(
        "--missing", metavar="NAAM=reden", help="Een export die ontbreekt, met de reden: NAAM=reden. Mag vaker."
    ),
]
Accept = Annotated[
    Optional[list[str]],  # noqa: UP045
    typer.Option(
        "--accept",
        metavar="NAAM=reden",
        help="Reken toch met een export die opviel, met de reden: NAAM=reden. Mag vaker. De reden komt op de pagina.",
    ),
]
File = Annotated[Optional[Path], typer.Argument(metavar="BESTAND", help="Eén bestand, samen met --dataset.")]  # noqa: UP045
Dataset = Annotated[str, typer.Option("--dataset", metavar="NAAM", help="Welke export het bestand is, zoals bodycams.")]
OwnFile = Annotated[
    Optional[Path],  # noqa: UP045
    typer.Argument(metavar="BESTAND", help="Uw eigen bestand, met zijn eigen koppen."),
]
Yes = Annotated[bool, typer.Option("--yes", help="Vraag niets: neem wat zeker is, en weiger als er iets open blijft.")]
Params = Annotated[
    Optional[Path],  # noqa: UP045
    typer.Option("--params", metavar="BESTAND", help="Controleer één bestand met parameters."),
]
Json = Annotated[bool, typer.Option("--json", help="Geef het resultaat als één regel JSON.")]
SourceNames = Annotated[
    Optional[list[str]],  # noqa: UP045
    typer.Argument(metavar="NAAM", help="Welke bronnen uit params/sources.yml; zonder naam alle die aan staan."),
]
Final = Annotated[bool, typer.Option("--final", help="Publiceer als definitief in plaats van als concept.")]
WithoutExplanation = Annotated[
    Optional[str],  # noqa: UP045
    typer.Option(
        "--without-explanation",
        metavar="REDEN",
        help="Publiceer definitief terwijl toelichtingen ontbreken, met de reden. De reden komt op de pagina.",
    ),
]
ExcelCsv = Annotated[
    bool,
    typer.Option(
        "--excel-csv", help="Zet naast elk rapport de tabellen als CSV voor Excel: puntkomma, decimale komma."
    ),
]
Pdf = Annotated[bool, typer.Option("--pdf", help="Zet naast elk rapport een PDF; vraagt Chromium of Edge.")]
Docx = Annotated[bool, typer.Option("--docx", help="Zet naast elk rapport de pagina’s voor de raad als Word-bestand.")]
Notify = Annotated[
    str, typer.Option("--notify", metavar="OPDRACHT", help="Voer dit na afloop uit, om te laten weten hoe het ging.")
]
OneQuarter = Annotated[str, typer.Option("--quarter", metavar="KWARTAAL", help="Het kwartaal, zoals 2026-Q3.")]
Form = Annotated[
    Optional[list[Path]],  # noqa: UP045
    typer.Option("--form", metavar="BESTAND", help="Een ingevuld formulier om in te lezen. Mag vaker."),
]
Owner = Annotated[str, typer.Option("--owner", metavar="NAAM", help="Maak het formulier van één eigenaar.")]
Again = Annotated[bool, typer.Option("--again", help="Draai alle notebooks opnieuw, ook die al klaar stonden.")]
Times = Annotated[bool, typer.Option("--times", help="Toon hoe lang de notebooks de laatste keer en meestal duurden.")]
BuiltAt = Annotated[str, typer.Option("--built-at", metavar="TEKST", help="Toon deze tijd als moment van maken.")]
Edition = Annotated[str, typer.Argument(metavar="KWARTAAL/EDITIE", help="De editie, zoals 2026-Q3/2.")]
Into = Annotated[
    Optional[Path],  # noqa: UP045
    typer.Option("--into", metavar="MAP", help="Bewaar de herbouwde editie in deze map, die er nog niet is."),
]
LabWords = Annotated[
    Optional[list[str]],  # noqa: UP045
    typer.Argument(metavar="[JUPYTERLAB …]", help="Wat voor JupyterLab is, zoals: --port 8899 --no-browser."),
]
TestWords = Annotated[
    Optional[list[str]],  # noqa: UP045
    typer.Argument(metavar="[PYTEST …]", help='Wat voor pytest is, zoals: -m "not slow" tests/floor.'),
]
NewFolder = Annotated[Path, typer.Argument(metavar="MAP", help="De map die er nog niet is, zoals regio/gm0603.")]
MunicipalityCode = Annotated[
    str, typer.Option("--municipality", metavar="CODE", help="De CBS-code van de gemeente, zoals GM0603.")
]
MunicipalityName = Annotated[str, typer.Option("--name", metavar="NAAM", help="De naam van de gemeente.")]
Borders = Annotated[
    Optional[Path],  # noqa: UP045
    typer.Option("--borders", metavar="BESTAND", help="De wijken met hun grenzen: GeoJSON van PDOK."),
]
Inhabitants = Annotated[
    Optional[Path],  # noqa: UP045
    typer.Option("--inhabitants", metavar="BESTAND", help="De inwoners per wijk of buurt: JSON van CBS."),
]
FiguresYear = Annotated[int, typer.Option("--year", metavar="JAAR", help="Het jaar van de inwoners, zoals 2024.")]
