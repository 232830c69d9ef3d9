"""Verbs of the suite itself: open the notebooks, begin a home or a year, run the tests, throw away what is kept."""

import os
import sys
from importlib.util import find_spec

import typer

from helpers.bootstrap.becoming import become
from helpers.floor import paths
from helpers.floor.faults import AskedWrongly
from helpers.runner.command import options
from helpers.runner.command.app import OPTIONS, app


@app.command(
    options_metavar=OPTIONS,
    help="Open de notebooks in JupyterLab, en zeg op welk adres.",
    context_settings={"ignore_unknown_options": True},
)
def lab(words: options.LabWords = None) -> int:
    from helpers.runner.lab.server import open_lab

    return open_lab(words or [])


@app.command("new-home", options_metavar=OPTIONS, help="Maak de map van een nieuwe gemeente, met voorbeelddata.")
def new_home(
    folder: options.NewFolder,
    municipality: options.MunicipalityCode,
    name: options.MunicipalityName = "",
    borders: options.Borders = None,
    inhabitants: options.Inhabitants = None,
    year: options.FiguresYear = 0,
) -> int:
    from helpers.runner.new_home import founding

    for line in founding.run(founding.Order(folder, municipality, name, borders, inhabitants, year)):
        typer.echo(line)
    return 0


@app.command(
    "new-year", options_metavar=OPTIONS, help="Maak het bestand met indicatoren van een volgend jaar, om in te vullen."
)
def new_year(year: options.Year) -> int:
    from helpers.runner.command import new_year as making

    for line in making.run(year):
        typer.echo(line)
    return 0


@app.command(options_metavar=OPTIONS, help="Gooi weg wat van eerdere keren is bewaard; rapporten en exports blijven.")
def clean() -> int:
    from helpers.runner.kept import places

    typer.echo(f"Opgeruimd: {places.emptied() / 1e6:.0f} MB.")
    return 0


@app.command(
    options_metavar=OPTIONS,
    help="Voer de tests uit, met pytest. Zonder meer: allemaal.",
    context_settings={"ignore_unknown_options": True},
)
def test(words: options.TestWords = None) -> int:
    if find_spec("pytest") is None:
        raise AskedWrongly("De pakketten van de tests staan hier niet.", "Die haalt: python run.py test.")
    command = [sys.executable, "-m", "pytest", *(words or ["--numprocesses=auto"])]
    return become(command, os.environ, str(paths.ROOT))
