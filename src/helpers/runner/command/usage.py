"""A wrongly typed command, explained in Dutch."""

import os
import sys
from collections.abc import Sequence
from typing import Any

import typer

from helpers.bootstrap import start, stopping
from helpers.floor.faults import AskedWrongly, nearest
from helpers.runner.command import home_option

PROGRAM = os.environ.get(start.PROGRAM, "python -m helpers")
# typer brings its own copy of click since 0.2x; this is the one it uses, whichever that is.
_click = sys.modules[typer.BadParameter.__module__]
_HELP = "Met --help ziet u wat er kan."


def run(app: typer.Typer, arguments: Sequence[str] | None) -> int:
    """Run a typer app; its exit code. Raises AskedWrongly for what click would say in English."""
    command = typer.main.get_command(app)
    home_option.add(command)
    given = list(arguments) if arguments is not None else sys.argv[1:]
    if not given or "--help" in given:
        _help_in_dutch(command)
    try:
        code = command.main(given, prog_name=PROGRAM, standalone_mode=False, obj=given) or 0
    except _click.NoArgsIsHelpError:
        return AskedWrongly.exit_code  # the help was shown
    except _click.UsageError as error:
        raise _in_dutch(error, command) from None
    except typer.Abort:
        code = stopping.EXIT_CODE
    if code == stopping.EXIT_CODE:  # what typer makes of Ctrl-C
        raise KeyboardInterrupt
    return code


class _DutchFormatter(typer.Context.formatter_class):  # type: ignore[misc, valid-type]
    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, prefix or "Gebruik: ")


class _DutchContext(typer.Context):
    formatter_class = _DutchFormatter


def _help_in_dutch(command: Any) -> None:
    from typer import rich_utils

    rich_utils.OPTIONS_PANEL_TITLE = "Opties"
    rich_utils.ARGUMENTS_PANEL_TITLE = "Achter de opdracht"
    rich_utils.COMMANDS_PANEL_TITLE = "Opdrachten"
    rich_utils.DEFAULT_STRING = "[standaard: {}]"
    rich_utils.REQUIRED_LONG_STRING = "[verplicht]"
    for one in (command, *command.commands.values()):
        one.context_class = _DutchContext
        asks_help = one.get_help_option(typer.Context(one))
        asks_help.help = "Toon deze hulp."
        for parameter in (asks_help, *one.params):
            parameter.metavar = parameter.metavar or " "  # else <bool>


def _misfit(error: Any) -> str:
    """What is wrong with the value of an option, or of what stands behind the command itself."""
    name = error.param.opts[0]
    is_missing = isinstance(error, _click.MissingParameter)
    if name.startswith("-"):
        return f"{name} ontbreekt." if is_missing else f"De waarde achter {name} klopt niet."
    return f"{error.param.metavar} {'ontbreekt achter de opdracht' if is_missing else 'klopt niet'}."


def _in_dutch(error: Any, command: Any) -> AskedWrongly:
    if isinstance(error, _click.NoSuchOption):
        known = [name for one in error.ctx.command.params for name in one.opts]
        hint = nearest(error.option_name, known) or _HELP
        return AskedWrongly(f"De optie {error.option_name} bestaat niet.", hint)
    if isinstance(error, _click.BadOptionUsage):
        return AskedWrongly(f"Achter {error.option_name} ontbreekt een waarde.", _HELP)
    if isinstance(error, _click.BadParameter) and error.param is not None:
        return AskedWrongly(_misfit(error), _HELP)
    words = error.message.split("'")
    if "command" in words[0] and len(words) > 1:
        hint = nearest(words[1], command.commands) or _HELP
        return AskedWrongly(f"De opdracht {words[1]} bestaat niet.", hint)
    extra = error.message.rpartition("(")[2].partition(")")[0]
    return AskedWrongly(f"“{extra}” hoort hier niet." if extra else "De opdracht klopt niet.", _HELP)
