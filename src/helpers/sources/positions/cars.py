"""The names that a log gives its cars: neither a driver nor a number plate may be among them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from helpers.door.persons import personal
from helpers.floor.faults import Fault

_HINT = "Lever een nummer per scanauto, zoals SA-1."
# Three groups of six signs (RDW, sidecodes): letters beside digits; with a line between them two of letters or digits.
_PLATE = re.compile(
    r"(?=(?:-? ?[A-Z\d]){6}$)(?:[A-Z]{1,3}[- ]?\d{1,3}[- ]?[A-Z]{1,3}|\d{1,3}[- ]?[A-Z]{1,3}[- ]?\d{1,3}"
    r"|[A-Z]{2}[- ]\d\d[- ]\d\d|\d\d[- ]\d\d[- ][A-Z]{2}|[A-Z]{2}[- ][A-Z]{2}[- ]\d\d|\d\d[- ][A-Z]{2}[- ][A-Z]{2})",
    re.ASCII | re.IGNORECASE,
)


def is_plate(text: str) -> bool:
    """Whether a text is a Dutch number plate and nothing more.

    >>> [is_plate(text) for text in ("12-ABC-3", "AB123C", "ab-12-34", "SA-1", "SCAN01", "1")]
    [True, True, True, False, False, False]
    """
    return bool(_PLATE.fullmatch(text.strip()))


def faults(cars: Sequence[str], header: str, file: str) -> Iterator[Fault]:
    """An error where the cars of a log look like persons or number plates; none is repeated."""
    kinds = [*personal.found(cars, header), *(["kenteken"] if any(map(is_plate, cars)) else [])]
    for kind in kinds:
        message = f"Een voertuig lijkt een {kind} te zijn."
        yield Fault(message, _HINT, file, column=header, rule="persoonsgegevens", about="persoonsgegevens in het log")
