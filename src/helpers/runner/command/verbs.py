"""The command line: each verb hands what was asked to a function, and says in Dutch how it ended."""

import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from importlib.util import find_spec
from typing import TYPE_CHECKING

import typer

from helpers.bootstrap import stopping
from helpers.bootstrap.becoming import become
from helpers.floor import paths
from helpers.floor.faults import AskedWrongly, UserFault
from helpers.runner.command import options, outcome, usage

if TYPE_CHECKING:
    from helpers.runner.batch.plan import Order

_OPTIONS = "[OPTIES]"
app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    options_metavar=_OPTIONS,
    subcommand_metavar="OPDRACHT …",
    help="Het veiligheidsrapport per kwartaal: controleren, maken en bekijken.",
)


@app.command(options_metavar=_OPTIONS, help="Maak en publiceer een kwartaal, of een reeks kwartalen.")
def report(
    quarter: options.Quarter = "",
    data: options.Data = "",
    out: options.Out = options.REPORTS,
    only: options.Only = "",
    wijk: options.Wijk = "",
    month: options.Month = "",
    jobs: options.Jobs = None,
    cell_minutes: options.CellMinutes = 15,
    missing: options.Missing = None,
    accept: options.Accept = None,
    final: options.Final = False,
    without_explanation: options.WithoutExplanation = None,
    sample: options.Sample = False,
    built_at: options.BuiltAt = "",
    is_pdf: options.Pdf = False,
    notify: options.Notify = "",
    engine: options.Engine = "",
    scheduler: options.Scheduler = "",
    is_again: options.Again = False,
) -> int:
    from helpers.runner.command import reporting

    def ordered() -> "Order":
        from helpers.runner.batch.plan import Order

        if is_pdf and only:
            raise AskedWrongly("--pdf en --only kunnen niet samen.", "Een PDF hoort bij een heel kwartaal.")
        order = Order(
            quarter,
            data,
            only=only,
            wijk=wijk,
            month=month,
            missing=reasons(missing or []),
            accepted=reasons(accept or [], "--accept"),
            is_final=final,
            is_sample=sample,
            built_at=built_at,
            timeout=cell_minutes * 60,
            engine=engine,
            scheduler=scheduler,
            is_again=is_again,
        )
        order = order if jobs is None else replace(order, jobs=jobs)
        if without_explanation is None:
            return order

        from helpers.runner.commentary import final_gate

        return replace(order, without_explanation=final_gate.reason_of(without_explanation, final))

    return reporting.run(ordered, out, typer.echo, quarters=quarter, is_pdf=is_pdf, notify=notify)


@app.command(
    options_metavar=_OPTIONS, help="Controleer alle exports, of één bestand, en noem elke fout. Verandert niets."
)
def check(
    file: options.File = None,
    dataset: options.Dataset = "",
    params: options.Params = None,
    data: options.Data = "",
    sample: options.Sample = False,
    out: options.Out = options.REPORTS,
    accept: options.Accept = None,
    is_json: options.Json = False,
) -> int:
    from helpers.runner.command import checking

    checking.refuse_if_unclear(dataset, file, params, data, is_json)
    if file:
        checked = partial(checking.checked_export, dataset, file)
    elif params:
        checked = partial(checking.checked_params, params)
    else:
        return _check_delivery(data, sample, out, reasons(accept or [], "--accept"))
    try:
        found = checked()
    except UserFault as fault:
        if not is_json:
            raise
        found = checking.refusal(dataset, fault)
    typer.echo(found.as_line() if is_json else checking.in_words(found.faults, f"{found.dataset} is"))
    return AskedWrongly.exit_code if found.is_refused else 0


@app.command(
    options_metavar=_OPTIONS, help="Stel voor hoe een eigen bestand een export wordt, en zet dat in params/exports.yml."
)
def connect(file: options.OwnFile = None, dataset: options.Dataset = "", is_yes: options.Yes = False) -> int:
    from helpers.runner.command import connecting

    return connecting.run(file, dataset, typer.echo, is_yes=is_yes)


def _check_delivery(data: str, sample: bool, out: str, accepted: dict[str, str]) -> int:
    from helpers.runner.batch.plan import data_in_dutch, which_data
    from helpers.runner.command import checking
    from helpers.runner.storage import working_copy

    with working_copy.exports(data) as exports, working_copy.reports(out, typer.echo, is_read_only=True) as copy:
        delivery = which_data(exports, sample)
        typer.echo(data_in_dutch(delivery, exports))
        faults, told = checking.checked_delivery(delivery, copy.folder, accepted)
    for line in told:
        typer.echo(line)
    typer.echo(checking.in_words(faults, "Alle exports en parameters zijn"))
    return AskedWrongly.exit_code if any(fault.level == "error" for fault in faults) else 0


@app.command("list", options_metavar=_OPTIONS, help="Toon wat report zou doen, zonder het te doen.")
def list_runs(
    quarter: options.Quarter = "",
    data: options.Data = "",
    only: options.Only = "",
    wijk: options.Wijk = "",
    month: options.Month = "",
    sample: options.Sample = False,
    is_times: options.Times = False,
) -> int:
    from helpers.runner.batch import ledger
    from helpers.runner.batch.plan import Order
    from helpers.runner.command import listing
    from helpers.runner.storage import working_copy

    if is_times:
        typer.echo("\n".join(ledger.times(ledger.read())))
        return 0
    with working_copy.exports(data) as exports:
        return listing.run(Order(quarter, exports, only=only, wijk=wijk, month=month, is_sample=sample), typer.echo)


@app.command(options_metavar=_OPTIONS, help="Maak het formulier voor de eigenaren, of lees ingevulde formulieren in.")
def commentary(
    quarter: options.OneQuarter,
    out: options.Out = options.REPORTS,
    form: options.Form = None,
    owner: options.Owner = "",
) -> int:
    from helpers.floor.quarter import Quarter
    from helpers.runner.commentary import filing as owners
    from helpers.runner.storage import working_copy

    with working_copy.reports(out, typer.echo, is_read_only=bool(form)) as copy:
        lines = owners.run(owners.Order(Quarter.parse(quarter), copy.folder, form or (), owner=owner))
        copy.send(typer.echo)
    for line in lines:
        typer.echo(line)
    return 0


@app.command(options_metavar=_OPTIONS, help="Haal bronnen op naar data/raw: een database, open data, een bestand.")
def fetch(names: options.SourceNames = None) -> int:
    from helpers.runner.command import fetching

    faults = fetching.run(names or (), typer.echo)
    for fault in faults:
        outcome.complain(str(fault))
    return fetching.exit_code(faults)


@app.command(options_metavar=_OPTIONS, help="Gooi weg wat van eerdere keren is bewaard; rapporten en exports blijven.")
def clean() -> int:
    from helpers.runner.kept import places

    typer.echo(f"Opgeruimd: {places.emptied() / 1e6:.0f} MB.")
    return 0


@app.command(options_metavar=_OPTIONS, help="Open de notebooks in JupyterLab.")
def lab() -> int:
    from helpers.runner.lab.server import open_lab

    return open_lab()


@app.command(
    options_metavar=_OPTIONS,
    help="Voer de tests uit, met pytest. Zonder meer: allemaal.",
    context_settings={"ignore_unknown_options": True},
)
def test(words: options.TestWords = None) -> int:
    if find_spec("pytest") is None:
        raise AskedWrongly("De pakketten van de tests staan hier niet.", "Die haalt: python run.py test.")
    command = [sys.executable, "-m", "pytest", *(words or ["--numprocesses=auto"])]
    return become(command, os.environ, str(paths.ROOT))


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; the exit code, of which the README says what each means."""
    for stream in (sys.stdout, sys.stderr):
        # A Windows console may lack a sign such as “−”; the line matters more.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        return usage.run(app, arguments)
    except KeyboardInterrupt:
        return stopping.say()
    except Exception as error:
        return outcome.tell_error(error)


def reasons(given: Sequence[str], option: str = "--missing") -> dict[str, str]:
    """The exports that are missing, or accepted, each with its reason.

    >>> reasons(["bodycams=De leverancier stuurde niets."])
    {'bodycams': 'De leverancier stuurde niets.'}
    """
    found: dict[str, str] = {}
    for one in given:
        name, _, reason = (part.strip() for part in one.partition("="))
        if not name or not reason:
            hint = f'Schrijf: {option} NAAM="de reden".'
            raise AskedWrongly(f"Bij {option} {one} ontbreekt de reden.", hint)
        found[name] = reason
    return found
