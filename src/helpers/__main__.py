"""`python -m helpers`: the command of the suite."""

import os
import sys

if __name__ == "__main__":
    if sys.getfilesystemencoding() != "utf-8":  # LC_ALL=C with PYTHONUTF8=0: a path with an é could not be written
        os.environ["PYTHONUTF8"] = "1"  # for the kernels too
        os.execv(sys.executable, sys.orig_argv)
    from helpers.runner.command.verbs import main

    sys.exit(main())
