#!/usr/bin/env python3
"""Set everything up and run a command of the suite: `python run.py report`, `python run.py test`.

Needs Python 3.11 or newer and nothing else. It finds uv, or puts a pinned one in `.tools`, and hands over to
`python -m helpers`. What the commands do is shown by `python run.py --help`.
"""

import os
import re
import shutil
import subprocess
import sys

UV_VERSION = "0.13.9"
OLDEST_UV = (0, 8)
ROOT = os.path.dirname(os.path.abspath(__file__))
TOOLS = os.path.join(ROOT, ".tools")
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
    is_test = arguments[:1] == ["test"]
    if is_test:
        command, folder = ["pytest", *(arguments[1:] or ["--numprocesses=auto"])], ROOT
    else:
        command, folder = ["helpers", *arguments], os.getcwd()
    prefix = project_python(uv, environment, is_test)
    if prefix is None:
        print("De pakketten zijn niet klaargezet; hierboven staat waarom.", file=sys.stderr)
        print("Achter een bedrijfsproxy of mirror? Zie de README.", file=sys.stderr)
        return 1
    return call([*prefix, "-m", *command], environment, folder)


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


def project_python(uv, environment, is_test):
    """Bring .venv in agreement with uv.lock and say how to start its Python; None when that failed.

    What only the tests need, half a gigabyte, is left out elsewhere, and left alone where it is.
    """
    groups = [] if is_test else ["--no-default-groups"]
    if environment.get("UV_DEFAULT_INDEX") or environment.get("UV_INDEX_URL"):
        return mirrored_python(uv, environment, groups)
    command = [uv, "sync", "--quiet", "--locked", "--project", ROOT, "--python", PYTHON]
    command += [*groups, *(["--inexact"] if groups else [])]
    return None if call(command, environment, ROOT) else [python_in(os.path.join(ROOT, ".venv"))]


def mirrored_python(uv, environment, groups):
    """The same packages from a mirror: the lock file names where it found them, so only names and hashes go."""
    venv, listed = os.path.join(ROOT, ".venv"), os.path.join(TOOLS, "requirements.%d.txt" % os.getpid())
    os.makedirs(TOOLS, exist_ok=True)
    export = [
        "export",
        "--quiet",
        "--frozen",
        "--project",
        ROOT,
        "--no-emit-project",
        "--output-file",
        listed,
    ]
    build = ["--no-deps", "--editable", ROOT]
    inside = ["--quiet", "--python", python_in(venv)]
    steps = [
        [*export, *groups, "--python", PYTHON],
        ["venv", "--quiet", "--allow-existing", "--python", PYTHON, venv],
        ["pip", "install", *inside, "--require-hashes", "--requirements", listed],
        ["pip", "install", *inside, *build],
    ]
    try:
        has_failed = any(call([uv, *step], environment, ROOT) for step in steps)
    finally:
        if os.path.exists(listed):
            os.remove(listed)
    return None if has_failed else [python_in(venv)]


def call(command, environment, folder):
    """Run a command to its end; on Ctrl-C the command itself decides how to stop."""
    with subprocess.Popen(command, env=environment, cwd=folder) as process:
        while True:
            try:
                return process.wait()
            except KeyboardInterrupt:
                continue


def pinned_folder():
    return os.path.join(TOOLS, "uv-" + UV_VERSION)


def uv_in(folder):
    return os.path.join(folder, "bin", "uv.exe" if os.name == "nt" else "uv")


def python_in(venv):
    return os.path.join(venv, *(["Scripts", "python.exe"] if os.name == "nt" else ["bin", "python"]))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
