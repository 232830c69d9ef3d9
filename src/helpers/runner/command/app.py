"""The app that the verbs belong to."""

import typer

OPTIONS = "[OPTIES]"
app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    options_metavar=OPTIONS,
    subcommand_metavar="OPDRACHT …",
    help="Het veiligheidsrapport per kwartaal: controleren, maken en bekijken.",
)
