"""`python -m helpers`: the command of the suite."""

import sys

from helpers.runner.command.verbs import main

if __name__ == "__main__":
    sys.exit(main())
