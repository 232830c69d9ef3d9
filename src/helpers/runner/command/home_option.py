"""`--home`: the home that a command is for.

A process has one home, and its folders are known once `helpers.floor.paths` is imported. So `settle` comes before that,
and this module imports nothing that does.
"""

import os
from collections.abc import Sequence
from typing import Any

from helpers.floor import home

NAME = "--home"
SEVERAL = "report"  # the verb that takes more than one
WITHOUT = ("test", "new-home")  # verbs that are for no home that stands
_SIGNS = "*?["
_EXAMPLE = "Noem een map met params/ en data/. Een nieuwe maakt u met: python run.py new-home MAP."


def given(arguments: Sequence[str]) -> list[str]:
    """What stands behind each --home.

    >>> given(["report", "--home", "regio/a", "--final", "--home=regio/b"])
    ['regio/a', 'regio/b']
    """
    found = [word.partition("=")[2] for word in arguments if word.startswith(f"{NAME}=")]
    return [after for word, after in zip(arguments, arguments[1:], strict=False) if word == NAME] + found


def is_pattern(named: str) -> bool:
    """Whether a name stands for any number of folders: no folder is called exactly so.

    >>> is_pattern("regio/*"), is_pattern("regio/gm0603")
    (True, False)
    """
    return any(sign in named for sign in _SIGNS) and not is_address(named) and not os.path.isdir(named)


def is_one(named: Sequence[str]) -> bool:
    """Whether one folder is named, by itself."""
    return len(named) == 1 and bool(named[0].strip()) and not is_pattern(named[0]) and not is_address(named[0])


def is_address(named: str) -> bool:
    """Whether a home lies in a store."""
    return "://" in named


def settle(arguments: Sequence[str]) -> None:
    """Make the one home that is named the home of this process, and of those that it starts."""
    if is_one(named := given(arguments)):
        os.environ |= {home.GIVEN: os.path.abspath(named[0]), home.TYPED: named[0]}


def add(command: Any) -> None:
    """Give every verb of the app the option, and refuse a home that is none before the verb begins."""
    import typer

    from helpers.runner.command import options

    alone = typer.Typer(add_completion=False)

    @alone.command()
    def named(home: options.Home = None) -> None: ...

    [option] = typer.main.get_command(alone).params
    option.expose_value, option.callback = False, _settled
    for name, verb in command.commands.items():
        if name not in WITHOUT:
            verb.params.append(option)


def _settled(context: Any, _: Any, named: Sequence[str] | None) -> None:
    from helpers.floor import paths
    from helpers.floor.faults import AskedWrongly

    if any(not one.strip() for one in named or ()):
        raise AskedWrongly(f"Achter {NAME} ontbreekt een waarde.", _EXAMPLE)
    if named and not is_one(named) and context.command.name == SEVERAL:
        return  # each is looked at by the process that is for it
    if named and is_address(named[0]):
        message = f"De opdracht {context.command.name} kan niet met een adres achter {NAME}."
        raise AskedWrongly(message, "Haal de map naar deze computer, en noem die.")
    if named and not is_one(named):
        message = f"De opdracht {context.command.name} is voor één gemeente tegelijk."
        raise AskedWrongly(message, f"Noem achter {NAME} één map.")
    if named and os.path.realpath(named[0]) != str(paths.HOME):
        message = f"{NAME} staat op een plek waar hij niet gelezen wordt."
        raise AskedWrongly(message, f"Zet {NAME} direct achter de opdracht, vóór --.")
    refuse_unfit(str(paths.HOME), home.typed() or os.environ.get(home.GIVEN, ""))


def refuse_unfit(folder: str, shown: str) -> None:
    """Raise AskedWrongly where a folder is not the home of a municipality."""
    from helpers.floor.faults import AskedWrongly

    if not os.path.isdir(folder):
        raise AskedWrongly(f"De map {shown} is er niet.", _EXAMPLE)
    for part in ("params", "data/reference"):
        if not os.path.isdir(os.path.join(folder, part)):
            raise AskedWrongly(f"De map {shown} is geen map van een gemeente: {part} ontbreekt.", _EXAMPLE)
