"""`python -m helpers`: the command of the suite."""

import os
import sys

from helpers.bootstrap import locks, stopping


def _main() -> int:
    stopping.arm()
    try:
        if sys.prefix == os.path.join(locks.ROOT, ".venv"):
            locks.share()
        from helpers.runner.command.verbs import main

        return main()
    except KeyboardInterrupt:  # while it was still starting
        return stopping.say()
    finally:
        stopping.disarm()


if __name__ == "__main__":
    if sys.getfilesystemencoding() != "utf-8":  # LC_ALL=C with PYTHONUTF8=0: a path with an é could not be written
        os.environ["PYTHONUTF8"] = "1"  # for the kernels too
        os.execv(sys.executable, sys.orig_argv)
    sys.exit(_main())
