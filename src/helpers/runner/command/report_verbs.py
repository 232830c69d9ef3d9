"""Verbs of the report: make it, show what would be made, and ask the owners for their words."""

from dataclasses import replace
from typing import TYPE_CHECKING

import typer

from helpers.runner.command import home_option, options
from helpers.runner.command.app import OPTIONS, app
from helpers.runner.command.reasons import given_reasons

if TYPE_CHECKING:
    from helpers.runner.batch.plan import Order


@app.command(options_metavar=OPTIONS, help="Maak en publiceer een kwartaal, of een reeks kwartalen.")
def report(
    context: typer.Context,
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
    is_docx: options.Docx = False,
    is_excel_csv: options.ExcelCsv = False,
    notify: options.Notify = "",
    engine: options.Engine = "",
    scheduler: options.Scheduler = "",
    is_again: options.Again = False,
) -> int:
    from helpers.runner.command import reporting

    def ordered() -> "Order":
        from helpers.runner.batch.plan import Order

        also = {"pdf": is_pdf, "docx": is_docx, "excel-csv": is_excel_csv}
        order = Order(
            quarter,
            data,
            only=only,
            wijk=wijk,
            month=month,
            missing=given_reasons(missing or []),
            accepted=given_reasons(accept or [], "--accept"),
            is_final=final,
            is_sample=sample,
            built_at=built_at,
            timeout=cell_minutes * 60,
            engine=engine,
            scheduler=scheduler,
            is_again=is_again,
            also=tuple(word for word, is_asked in also.items() if is_asked),
        )
        order = order if jobs is None else replace(order, jobs=jobs)
        if without_explanation is None:
            return order

        from helpers.runner.commentary import final_gate

        return replace(order, without_explanation=final_gate.reason_of(without_explanation, final))

    if not home_option.is_one(named := home_option.given(context.obj)) and named:
        from helpers.runner.homes import batch

        several = batch.Asked(named, context.obj, ordered(), out if out != options.REPORTS else "", notify)
        return batch.run(several, typer.echo)
    return reporting.run(ordered, out, typer.echo, quarters=quarter, notify=notify)


@app.command(options_metavar=OPTIONS, help="Maak en publiceer het dashboard van een maand, met wat er opvalt.")
def dashboard(
    month: options.DashboardMonth = "",
    data: options.Data = "",
    out: options.Out = options.REPORTS,
    sample: options.Sample = False,
    built_at: options.BuiltAt = "",
    is_again: options.Again = False,
) -> int:
    from helpers.runner.command import dashboarding

    def ordered() -> "Order":
        from helpers.runner.batch.plan import Order

        return Order(data=data, month=month, is_sample=sample, built_at=built_at, is_again=is_again)

    return dashboarding.run(ordered, out, typer.echo)


@app.command(options_metavar=OPTIONS, help="Reken na of uit wat gepubliceerd is een afgeschermd getal volgt.")
def audit(out: options.Out = options.REPORTS) -> int:
    from helpers.runner.command import auditing

    return auditing.run(out, typer.echo)


@app.command(
    options_metavar=OPTIONS, help="Maak een oude editie opnieuw uit wat bewaard is, en leg haar naast wat er staat."
)
def rebuild(
    edition: options.Edition,
    out: options.OutHere = options.REPORTS,
    sample: options.Sample = False,
    into: options.Into = None,
    jobs: options.Jobs = None,
) -> int:
    from helpers.runner.command import rebuilding

    return rebuilding.run(edition, out, typer.echo, is_sample=sample, into=into, jobs=jobs)


@app.command("list", options_metavar=OPTIONS, help="Toon wat report zou doen, zonder het te doen.")
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


@app.command(options_metavar=OPTIONS, help="Maak het formulier voor de eigenaren, of lees ingevulde formulieren in.")
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
