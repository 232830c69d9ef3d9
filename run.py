#!/usr/bin/env python3
"""Set everything up and run a command of the suite: `python run.py report`, `python run.py test`.

Needs Python 3.11 or newer and nothing else. It finds uv, or puts a pinned one in `.tools`, and hands over to
`python -m helpers`. What the commands do is shown by `python run.py --help`.
"""

import glob
import os
import re
import shutil
import signal
import subprocess
import sys

UV_VERSION = "0.13.9"
OLDEST_UV = (0, 8)
ROOT = os.path.dirname(os.path.abspath(__file__))
TOOLS = os.path.join(ROOT, ".tools")
VENV = os.path.join(ROOT, ".venv")
VENV_PYTHON = os.path.join(VENV, *(["Scripts", "python.exe"] if os.name == "nt" else ["bin", "python"]))
# The interpreter behind a virtual environment: .venv is made from it, also when run.py is started from .venv.
PYTHON = getattr(sys, "_base_executable", None) or sys.executable
# A shell's own Python settings would point uv and Python at another environment than the project's.
FOREIGN = ("VIRTUAL_ENV", "PYTHONPATH", "PYTHONHOME", "UV_PROJECT_ENVIRONMENT", "CONDA_PREFIX")
# Without compiled files every kernel compiles all its packages again, seconds each.
SLOWS = "PYTHONDONTWRITEBYTECODE"


def main(arguments):
    if sys.version_info < (3, 11):
        found = ".".join(str(part) for part in sys.version_info[:2])
        print("Dit vraagt Python 3.11 of nieuwer; dit is Python %s." % found, file=sys.stderr)
        return 2
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")
    environment = {name: value for name, value in os.environ.items() if name not in (*FOREIGN, SLOWS)}
    environment.update({"PYTHONUTF8": "1", "UV_PYTHON_DOWNLOADS": "never"})
    uv = find_uv() or install_uv(environment)
    if uv is None:
        return 1
    is_test, is_fetch = arguments[:1] == ["test"], arguments[:1] == ["fetch"]
    if is_test:
        command, folder = ["pytest", *(arguments[1:] or ["--numprocesses=auto"])], ROOT
    else:
        command, folder = ["helpers", *arguments], os.getcwd()
    # uv asks Python what it is, and under LC_ALL=C that may not start yet: see write_paths_relative.
    groups = [] if is_test else ["--no-default-groups", *(["--group", "fetch"] if is_fetch else [])]
    if not has_packages(uv, {**environment, "LC_ALL": "C.UTF-8"}, groups):
        print("De pakketten zijn niet klaargezet; hierboven staat waarom.", file=sys.stderr)
        print("Achter een bedrijfsproxy of mirror? Zie de README.", file=sys.stderr)
        return 1
    write_paths_relative()
    return call([VENV_PYTHON, "-m", *command], environment, folder)


def find_uv():
    """The pinned uv in .tools, else one on the PATH that is new enough to read the lock file."""
    pinned = uv_in(pinned_folder())
    if os.path.exists(pinned):
        return pinned
    found = shutil.which("uv")
    if not found:
        return None
    printed = subprocess.run([found, "--version"], capture_output=True, text=True).stdout
    version = re.search(r"(\d+)\.(\d+)", printed)
    is_new_enough = version and (int(version[1]), int(version[2])) >= OLDEST_UV
    return found if is_new_enough else None


def install_uv(environment):
    """Put the pinned uv in .tools: built aside and renamed, so that two commands at once both work."""
    aside = "%s.%d" % (pinned_folder(), os.getpid())
    print("uv %s wordt klaargezet …" % UV_VERSION, file=sys.stderr, flush=True)
    pip = [python_with_pip(), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"]
    pip += ["--no-warn-script-location", "--root-user-action=ignore", "--target", aside]
    result = subprocess.run(
        [*pip, "uv==" + UV_VERSION], env=environment, capture_output=True, text=True, errors="replace"
    )
    if result.returncode != 0:
        shutil.rmtree(aside, ignore_errors=True)
        print(result.stderr.strip()[-1500:], file=sys.stderr)
        print("uv is niet geïnstalleerd. Installeer uv zelf, of pip voor deze Python.", file=sys.stderr)
        print("Achter een bedrijfsproxy of mirror? Zie de README.", file=sys.stderr)
        return None
    try:
        os.rename(aside, pinned_folder())
    except OSError:  # the other command was first
        shutil.rmtree(aside, ignore_errors=True)
    return uv_in(pinned_folder())


def python_with_pip():
    """This interpreter when it has pip, else the one behind its virtual environment."""
    has_pip = subprocess.run([sys.executable, "-m", "pip", "--version"], capture_output=True).returncode == 0
    return sys.executable if has_pip else PYTHON


def has_packages(uv, environment, groups):
    """Bring .venv in agreement with uv.lock; False when that failed.

    Tests need every group, which is what uv takes without `groups`; what another command does not need, half a
    gigabyte, it leaves alone where it is.
    """
    if environment.get("UV_DEFAULT_INDEX") or environment.get("UV_INDEX_URL"):
        return has_mirrored_packages(uv, environment, groups)
    command = [uv, "sync", "--quiet", "--locked", "--project", ROOT, "--python", PYTHON]
    command += [*groups, *(["--inexact"] if groups else [])]
    return call(command, environment, ROOT) == 0


def has_mirrored_packages(uv, environment, groups):
    """The same packages from a mirror: the lock file names where it found them, so only names and hashes go."""
    listed = os.path.join(TOOLS, "requirements.%d.txt" % os.getpid())
    os.makedirs(TOOLS, exist_ok=True)
    export = ["export", "--quiet", "--frozen", "--project", ROOT, "--no-emit-project", "--output-file", listed]
    build = ["--no-deps", "--editable", ROOT]
    inside = ["--quiet", "--python", VENV_PYTHON]
    steps = [
        [*export, *groups, "--python", PYTHON],
        ["venv", "--quiet", "--allow-existing", "--python", PYTHON, VENV],
        ["pip", "install", *inside, "--require-hashes", "--requirements", listed],
        ["pip", "install", *inside, *build],
    ]
    try:
        return not any(call([uv, *step], environment, ROOT) for step in steps)
    finally:
        if os.path.exists(listed):
            os.remove(listed)


def write_paths_relative():
    """Let .venv name the code from where it stands itself, in ASCII.

    Python before 3.13 reads a .pth file in the encoding of the locale, also in UTF-8 mode: under LC_ALL=C it
    does not even start when the path of the checkout holds an é, and on Windows it looks in another folder.
    """
    source = os.path.join(ROOT, "src")
    libraries = ["Lib"] if os.name == "nt" else ["lib", "python*"]
    for file in glob.glob(os.path.join(glob.escape(VENV), *libraries, "site-packages", "_*.pth")):
        with open(file, "rb") as lines:
            if lines.read().strip() != os.fsencode(source):
                continue
        aside = "%s.%d" % (file, os.getpid())  # renamed: another command may be starting
        with open(aside, "wb") as lines:
            lines.write(os.fsencode(os.path.relpath(source, os.path.dirname(file))))
        os.replace(aside, file)


def call(command, environment, folder):
    """Run a command to its end; on Ctrl-C the command itself decides how to stop, and what stops this stops it too."""
    with subprocess.Popen(command, env=environment, cwd=folder) as process:
        for name in ("SIGTERM", "SIGHUP"):
            if hasattr(signal, name):
                signal.signal(getattr(signal, name), lambda number, _: process.send_signal(number))
        while True:
            try:
                return process.wait()
            except KeyboardInterrupt:
                continue


def pinned_folder():
    return os.path.join(TOOLS, "uv-" + UV_VERSION)


def uv_in(folder):
    return os.path.join(folder, "bin", "uv.exe" if os.name == "nt" else "uv")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
