#!/usr/bin/env python3
"""Set everything up and run a command of the suite: `python run.py report`, `python run.py test`.

Needs Python 3.11 or newer and nothing else; `src/helpers/bootstrap` does the work. What the commands do is shown by
`python run.py --help`.
"""

import os
import sys


def main(arguments):
    if sys.version_info < (3, 11):
        found = ".".join(str(part) for part in sys.version_info[:2])
        print("Dit vraagt Python 3.11 of nieuwer; dit is Python %s." % found, file=sys.stderr)
        return 2
    sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "src"))
    from helpers.bootstrap import start

    return start.run(arguments)


if __name__ == "__main__":
    try:
        code = main(sys.argv[1:])
    except KeyboardInterrupt:  # before the suite itself could take it
        from helpers.bootstrap import stopping

        code = stopping.say()
    sys.exit(code)
