"""What the chapter cannot show: one line of its own where none of its exports was delivered."""

from helpers.displays.source_lines import cannot_tell
from helpers.floor.shapes.delivery import Result
from helpers.floor.shapes.pieces import Absent

_SHOWN = ("veiligheidsmonitor", "misdrijven", "overlast", "leefbaarometer")


def absent(result: Result, what: str, *datasets: str, name: str = "") -> Absent:
    """Why one part cannot be shown; where no export was read, the same line for each: the chapter as a whole."""
    if not result.exports:
        what, datasets = "de omgeving", _SHOWN
    return cannot_tell(result, what, *datasets, name=name)
