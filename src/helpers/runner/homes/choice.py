"""Which homes a batch is for: named one by one, or by a pattern."""

import glob
import os
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from helpers.floor.faults import AskedWrongly
from helpers.floor.printable import printable
from helpers.runner.command import home_option
from helpers.runner.storage import address
from helpers.runner.storage.address import Address

_QUOTED = "Zet het patroon tussen aanhalingstekens, zoals: --home 'regio/*'."


@dataclass(frozen=True)
class Home:
    """A folder of one municipality: where it is, as it was typed, and what its lines begin with.

    With an address its `folder` is not there before it is brought.
    """

    folder: Path
    typed: str
    name: str
    address: Address | None = None


def chosen(named: Sequence[str]) -> tuple[list[Home], list[str]]:
    """The homes in the order in which they are named, and the folders that a pattern met and that are none.

    Raises AskedWrongly where a pattern meets no home, or two names are of the same folder.
    """
    typed: list[str] = []
    passed_over: list[str] = []
    _refuse_unseen(named)
    for one in named:
        if not home_option.is_pattern(one):
            typed.append(one)
            continue
        met = sorted(path for path in glob.glob(one) if os.path.isdir(path))
        homes = [path for path in met if os.path.isdir(os.path.join(path, "params"))]
        if not homes:
            raise AskedWrongly(f"Geen map met params/ past bij {one}.", _QUOTED)
        typed += homes
        passed_over += [path for path in met if path not in homes]
    _refuse_unseen(typed)
    _refuse_same(typed)
    return _with_names(typed), passed_over


def refuse_same_names(homes: Sequence[Home]) -> None:
    """Raise AskedWrongly where two homes would get one folder for their reports."""
    met: dict[str, Home] = {}
    for one in homes:
        other = met.setdefault(one.folder.name.casefold(), one)
        if other is not one:
            message = f"De mappen {other.typed} en {one.typed} heten allebei {one.folder.name}."
            raise AskedWrongly(message, "Met --out krijgt elke gemeente een map met haar naam. Hernoem er een.")


def _refuse_unseen(names: Sequence[str]) -> None:
    """What is not printable would steer the terminal, or add a line to what a program is told."""
    for one in names:
        if not one.isprintable():
            raise AskedWrongly(f"De naam {printable(one)} heeft tekens die niemand ziet.", "Hernoem die map.")


def _refuse_same(typed: Sequence[str]) -> None:
    met: dict[str, str] = {}
    for one in typed:
        if not one.strip():
            raise AskedWrongly(f"Achter {home_option.NAME} ontbreekt een waarde.", _QUOTED)
        where = address.place(one, home_option.NAME)
        same = where.text if isinstance(where, Address) else os.path.normcase(os.path.realpath(where))
        other = met.setdefault(same, one)
        if other is not one:
            raise AskedWrongly(f"De mappen {other} en {one} zijn dezelfde.", "Noem elke gemeente één keer.")


def _with_names(typed: Sequence[str]) -> list[Home]:
    """Each by the name of its folder, or as it was typed where two have that name."""
    places = [address.place(one, home_option.NAME) for one in typed]
    found = [
        Home(Path(where.name), where.text, where.name, where)
        if isinstance(where, Address)
        else Home(folder := Path(os.path.realpath(where)), one, folder.name)
        for where, one in zip(places, typed, strict=True)
    ]
    count = Counter(one.name for one in found)
    return [one if count[one.name] == 1 else replace(one, name=one.typed) for one in found]
