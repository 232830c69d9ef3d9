"""`python -m helpers`: the command of the suite."""

import os
import signal
import sys

if __name__ == "__main__":
    if sys.getfilesystemencoding() != "utf-8":  # LC_ALL=C with PYTHONUTF8=0: a path with an é could not be written
        os.environ["PYTHONUTF8"] = "1"  # for the kernels too
        os.execv(sys.executable, sys.orig_argv)
    from helpers.runner.command.verbs import main

    for name in ("SIGTERM", "SIGHUP"):  # as Ctrl-C: the batch ends, and tidies up what it left
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.default_int_handler)
    sys.exit(main())
