"""`--notify`: a command of the operator's own, which hears how a report ended."""

import os
import shlex
import shutil
import subprocess
from pathlib import Path

from helpers.bootstrap import programs
from helpers.floor.faults import AskedWrongly
from helpers.floor.system_words import in_dutch
from helpers.runner.command.outcome import Outcome, complain

MOST_SECONDS = 60
_EXAMPLE = 'Schrijf bijvoorbeeld: --notify "python3 docs/notify_by_mail.py".'


def words_of(command: str) -> list[str]:
    """The command as words, without a shell: quotes keep a word together, and nothing else has a meaning.

    Raises AskedWrongly where there is no such program, before a report is made for nobody to hear of.

    >>> words_of('env "een woord" $HOME;')
    ['env', 'een woord', '$HOME;']
    """
    if os.name == "nt":  # where a path is written with what quotes elsewhere
        words = [word.strip('"') for word in shlex.split(command.replace("'", '"'), posix=False)]
    else:
        try:
            words = shlex.split(command)
        except ValueError:
            raise AskedWrongly("Achter --notify staat een aanhalingsteken te weinig.", _EXAMPLE) from None
    if not words or not shutil.which(words[0]):
        program = words[0] if words else ""
        raise AskedWrongly(f"Het programma “{program}” achter --notify is er niet.", _EXAMPLE)
    return words


def tell(words: list[str], ended: Outcome, quarters: str, report: Path | None, homes: str = "") -> None:
    """Run it with the outcome in its environment. What goes wrong with it is said, and changes nothing.

    `homes` tells how each home ended where there were several.
    """
    about = {
        "HELPERS_OUTCOME": ended.word,
        "HELPERS_EXIT_CODE": str(ended.exit_code),
        "HELPERS_MESSAGE": ended.message,
        "HELPERS_QUARTER": quarters,
        "HELPERS_REPORT": os.path.abspath(report) if report else "",
        "HELPERS_HOMES": homes,
    }
    try:
        code = programs.call(words, {**os.environ, **about}, os.getcwd(), most_seconds=MOST_SECONDS)
    except subprocess.TimeoutExpired:
        complain(f"De opdracht achter --notify was na {MOST_SECONDS} seconden niet klaar en is gestopt.")
    except OSError as error:
        complain(f"De opdracht achter --notify start niet: {error.filename}: {in_dutch(error)}.")
    else:
        if code:
            complain(f"De opdracht achter --notify eindigde met code {code}.")
