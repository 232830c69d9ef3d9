"""How a command ended, for who reads it and for what started it."""

import json
import os
import sys
import traceback
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from helpers.bootstrap import stopping
from helpers.floor.faults import RunFailed, UserFault
from helpers.floor.printable import printable
from helpers.floor.system_words import FULL, MAKE_ROOM, in_dutch

DONE, FAILED, REFUSED, INTERRUPTED = "done", "failed", "refused", "interrupted"
_DEBUG = "HELPERS_DEBUG"
PASSED_ON_IN = "HELPERS_PASSED_ON_IN"  # in the environment of a report that is part of a batch: a file for its end


@dataclass(frozen=True)
class Outcome:
    """One of the four words above, the exit code, and what is said of it in Dutch."""

    word: str
    exit_code: int
    text: str

    @property
    def message(self) -> str:
        """Its first line."""
        return self.text.partition("\n")[0]


def of_error(error: BaseException) -> Outcome:
    """What it means that a command ended by this error; one of the program itself is named by its place."""
    if isinstance(error, KeyboardInterrupt):
        return Outcome(INTERRUPTED, stopping.EXIT_CODE, stopping.SENTENCE)
    if isinstance(error, UserFault):
        return Outcome(FAILED if isinstance(error, RunFailed) else REFUSED, error.exit_code, str(error))
    if isinstance(error, OSError):
        is_full = error.errno in FULL
        nowhere = "" if is_full else f" ({_place(error)})"
        where = f" bij {printable(str(error.filename))}" if error.filename else nowhere
        more = f" {MAKE_ROOM}" if is_full else ""
        said = f"De computer gaf een fout{where}: {in_dutch(error)}.{more} Er is niets half gepubliceerd."
        return Outcome(FAILED, 1, said)
    said = f"Er ging iets mis in het programma zelf ({_place(error)}). Er is niets half gepubliceerd."
    return Outcome(FAILED, 1, f"{said}\nMeld dit met de opdracht erbij. Met {_DEBUG}=1 ziet een ontwikkelaar meer.")


@dataclass(frozen=True)
class PassedOn:
    """What a batch over several homes hears of one of them. `report` is the page as a user finds it."""

    message: str
    quarters: str
    report: str


def pass_on(ended: Outcome, quarters: str, report: str) -> None:
    """Tell the batch that this report is part of, where there is one; what was told first counts."""
    if (file := os.environ.get(PASSED_ON_IN)) and not Path(file).exists():
        Path(file).write_text(json.dumps(asdict(PassedOn(ended.message, quarters, report))), "utf-8")


def passed_on(file: Path) -> PassedOn | None:
    """What a report told; None where it ended before it could."""
    with suppress(OSError, ValueError, TypeError):
        return PassedOn(**json.loads(file.read_text("utf-8")))
    return None


def _place(error: BaseException) -> str:
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__}, {Path(frame.filename).name}, regel {frame.lineno}"


def tell_error(error: BaseException) -> int:
    """Say it, and with HELPERS_DEBUG=1 show where it came from; the exit code."""
    ended = of_error(error)
    pass_on(ended, "", "")
    complain(ended.text)
    if os.environ.get(_DEBUG):
        traceback.print_exception(error)
    return ended.exit_code


def complain(line: str) -> None:
    """A line for whoever reads the errors, after what was said before it."""
    sys.stdout.flush()
    print(line, file=sys.stderr, flush=True)
