"""`python -m helpers`: the command of the suite."""

import os
import sys


def _main() -> int:
    try:
        from helpers.bootstrap import locks, stopping

        stopping.arm()
        if sys.prefix == os.path.join(locks.ROOT, ".venv"):
            locks.share()
        from helpers.runner.command import home_option

        home_option.settle(sys.argv[1:])  # before the folders are known
        from helpers.runner.command.verbs import main

        code = main()
        stopping.disarm()
    except KeyboardInterrupt:  # while it was still starting
        from helpers.bootstrap import stopping

        code = stopping.say()
    if code == stopping.EXIT_CODE:
        stopping.leave(code)
    return code


if __name__ == "__main__":
    if sys.getfilesystemencoding() != "utf-8":  # LC_ALL=C with PYTHONUTF8=0: a path with an é could not be written
        os.environ["PYTHONUTF8"] = "1"  # for the kernels too
        os.execv(sys.executable, sys.orig_argv)
    sys.exit(_main())
