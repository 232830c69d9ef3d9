"""The environment in `.venv`, and whether it fits: seen from its stamp, without starting a program."""

import hashlib
import json
import os
from collections.abc import Collection

from helpers.bootstrap.locks import ROOT

VENV = os.path.join(ROOT, ".venv")
_STAMP = "helpers-stamp.json"
_MADE_OF = ("uv.lock", "pyproject.toml")


class Environment:
    """A virtual environment in a folder, which may be damaged or not there."""

    def __init__(self, folder: str = "") -> None:
        self.folder = folder or VENV

    @property
    def python(self) -> str:
        return os.path.join(self.folder, *(["Scripts", "python.exe"] if os.name == "nt" else ["bin", "python"]))

    @property
    def is_there(self) -> bool:
        """Whether it has an interpreter. Raises PermissionError where this user may not know."""
        try:
            os.stat(self.python)
            return os.path.isdir(self._config().get("home", ""))
        except (FileNotFoundError, NotADirectoryError):
            return False
        except PermissionError as error:  # told of what lies behind the link
            raise PermissionError(error.errno, error.strerror, os.path.realpath(self.python)) from None

    @property
    def interpreter(self) -> str:
        """The Python that it was made from."""
        return os.path.join(self._config()["home"], os.path.basename(os.path.realpath(self.python)))

    @property
    def is_half(self) -> bool:
        """Whether something was being added to it when that was killed."""
        return bool(self._stamp().get("adds"))

    @property
    def groups(self) -> set[str]:
        """The groups of dependencies that were installed whole."""
        return set(self._stamp().get("groups", ()))

    def fits(self, groups: Collection[str]) -> bool:
        """Whether it is what the lock file asks, has these groups, and lost nothing since it was made.

        Raises PermissionError where this user may not use its interpreter.
        """
        return self.is_there and self.fits_lock and not self.is_half and self.groups >= set(groups)

    @property
    def fits_lock(self) -> bool:
        """The same, whichever groups it has."""
        stamp = self._stamp()
        try:
            is_same = stamp.get("made_of") == self._made_of() and stamp.get("interpreter") == self._interpreter()
            return is_same and set(stamp.get("packages", ())) <= set(self._packages())
        except OSError:
            return False

    def stamp(self, groups: Collection[str], *, adds: bool = False) -> None:
        """Write down what it holds; `adds` while more is being added, so that half of it does not count."""
        content = {
            "made_of": self._made_of(),
            "groups": sorted(groups),
            "interpreter": self._interpreter(),
            "packages": self._packages(),
            "adds": adds,
        }
        file = os.path.join(self.folder, _STAMP)
        aside = f"{file}.{os.getpid()}"
        with open(aside, "w", encoding="utf-8") as stream:
            json.dump(content, stream)
        os.replace(aside, file)

    def write_paths_relative(self) -> None:
        """Let it name the code from where it stands itself, in ASCII.

        Python before 3.13 reads a .pth file in the encoding of the locale, also in UTF-8 mode: under LC_ALL=C it
        does not even start when the path of the checkout holds an é, and on Windows it looks in another folder.
        """
        source = os.path.join(ROOT, "src")
        for name in self._packages():
            file = os.path.join(self._site_packages(), name)
            if not (name.startswith("_") and name.endswith(".pth")):
                continue
            with open(file, "rb") as lines:
                if lines.read().strip() != os.fsencode(source):
                    continue
            aside = f"{file}.{os.getpid()}"  # renamed: another command may be starting
            with open(aside, "wb") as lines:
                lines.write(os.fsencode(os.path.relpath(source, os.path.dirname(file))))
            os.replace(aside, file)

    def _stamp(self) -> dict:
        try:
            with open(os.path.join(self.folder, _STAMP), encoding="utf-8") as stream:
                found = json.load(stream)
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}

    def _made_of(self) -> str:
        digest = hashlib.sha256(self._config().get("version_info", "").encode())
        for name in _MADE_OF:
            with open(os.path.join(ROOT, name), "rb") as stream:
                digest.update(stream.read())
        return digest.hexdigest()

    def _interpreter(self) -> list[int]:
        """What changes when the system puts another interpreter in the place of the one behind it."""
        found = os.stat(self.python)
        return [found.st_size, found.st_mtime_ns]

    def _config(self) -> dict[str, str]:
        with open(os.path.join(self.folder, "pyvenv.cfg"), encoding="utf-8") as stream:
            lines = (line.partition("=") for line in stream)
            return {name.strip(): value.strip() for name, _, value in lines}

    def _site_packages(self) -> str:
        if os.name == "nt":
            return os.path.join(self.folder, "Lib", "site-packages")
        version = ".".join(self._config().get("version_info", "").split(".")[:2])
        return os.path.join(self.folder, "lib", f"python{version}", "site-packages")

    def _packages(self) -> list[str]:
        return sorted(name for name in os.listdir(self._site_packages()) if name != "__pycache__")
