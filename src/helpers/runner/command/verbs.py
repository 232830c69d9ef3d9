"""The command line: each verb hands what was asked to a function, and says in Dutch how it ended."""

import sys
from collections.abc import Sequence

from helpers.bootstrap import stopping
from helpers.runner.command import export_verbs, outcome, report_verbs, suite_verbs, usage
from helpers.runner.command.app import app

VERBS = (report_verbs, export_verbs, suite_verbs)  # each puts its verbs in the app


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; the exit code, of which the README says what each means."""
    for stream in (sys.stdout, sys.stderr):
        # A Windows console may lack a sign such as “−”; the line matters more.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        return usage.run(app, arguments)
    except KeyboardInterrupt:
        return stopping.say()
    except Exception as error:
        return outcome.tell_error(error)
