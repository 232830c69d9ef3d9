"""Verbs of what comes in: check the exports and params, connect an own file, fetch a source."""

from functools import partial

import typer

from helpers.floor.faults import AskedWrongly, UserFault
from helpers.runner.command import options, outcome
from helpers.runner.command.app import OPTIONS, app
from helpers.runner.command.reasons import given_reasons


@app.command(
    options_metavar=OPTIONS, help="Controleer alle exports, of één bestand, en noem elke fout. Verandert niets."
)
def check(
    file: options.File = None,
    dataset: options.Dataset = "",
    params: options.Params = None,
    data: options.Data = "",
    sample: options.Sample = False,
    out: options.Out = options.REPORTS,
    missing: options.Missing = None,
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
        return _check_delivery(data, sample, out, given_reasons(missing or []), given_reasons(accept or [], "--accept"))
    try:
        found = checked()
    except UserFault as fault:
        if not is_json:
            raise
        found = checking.refusal(dataset, fault)
    typer.echo(found.as_line() if is_json else checking.in_words(found.faults, f"{found.dataset} is"))
    return AskedWrongly.exit_code if found.is_refused else 0


def _check_delivery(data: str, sample: bool, out: str, missing: dict[str, str], accepted: dict[str, str]) -> int:
    from helpers.runner.batch.plan import data_in_dutch, which_data
    from helpers.runner.command import checking
    from helpers.runner.storage import working_copy

    with working_copy.exports(data) as exports, working_copy.reports(out, typer.echo, is_read_only=True) as copy:
        delivery = which_data(exports, sample)
        typer.echo(data_in_dutch(delivery, exports))
        faults, told = checking.checked_delivery(delivery, copy.folder, missing, accepted)
    for line in told:
        typer.echo(line)
    typer.echo(checking.in_words(faults, "Alle exports en parameters zijn"))
    return AskedWrongly.exit_code if any(fault.level == "error" for fault in faults) else 0


@app.command(
    options_metavar=OPTIONS, help="Stel voor hoe een eigen bestand een export wordt, en zet dat in params/exports.yml."
)
def connect(file: options.OwnFile = None, dataset: options.Dataset = "", is_yes: options.Yes = False) -> int:
    from helpers.runner.command import connecting

    return connecting.run(file, dataset, typer.echo, is_yes=is_yes)


@app.command(options_metavar=OPTIONS, help="Haal bronnen op naar data/raw: een database, open data, een bestand.")
def fetch(names: options.SourceNames = None) -> int:
    from helpers.runner.command import fetching

    faults = fetching.run(names or (), typer.echo)
    for fault in faults:
        outcome.complain(str(fault))
    return fetching.exit_code(faults)
