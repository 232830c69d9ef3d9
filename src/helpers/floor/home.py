"""How the home of this process was named, and how that is said again. Light: it comes before everything else."""

import os

from helpers.floor.printable import quoted

GIVEN = "HELPERS_HOME"  # in the environment of a process: its home
TYPED = "HELPERS_HOME_TYPED"  # the same as a user typed it behind --home


def typed() -> str:
    """The home as it was typed behind --home; "" where none was."""
    named, given = os.environ.get(TYPED, ""), os.environ.get(GIVEN, "")
    # A program that this one started may have named another home in the environment since.
    is_still = "://" in named or os.path.realpath(named) == os.path.realpath(given)
    return named if is_still else ""


def command(words: str) -> str:
    """A command of the suite as it can be copied, for the home that was named.

    >>> command("report --quarter 2026-Q3")
    'python run.py report --quarter 2026-Q3'
    """
    return f"python run.py {words}{option()}"


def option() -> str:
    """What names the home in a command, with a space before it; "" where none was named."""
    return f" --home {quoted(typed())}" if typed() else ""


def within(place: str) -> str:
    """A folder of the home, such as data/raw, as a user finds it from where the command was typed."""
    return f"{typed().rstrip('/')}/{place}" if typed() else place
