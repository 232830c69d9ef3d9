"""The text of a small file that a person typed: a regular file in UTF-8, without signs that nobody sees."""

import re
import stat
from pathlib import Path

from helpers.floor.faults import BadInput, Fault
from helpers.floor.printable import is_invisible, printable

LARGEST_BYTES = 1_000_000
_AS_UTF8 = "Sla het op als UTF-8; in Kladblok en VS Code kan dat bij Opslaan als."
_LINE_END = re.compile(r"\r\n?|\n")
_UNSEEN_LINE_ENDS = "\v\f\x85\u2028\u2029"  # line ends to some programs only


def read_text(file: Path) -> str:
    """The text of a file in UTF-8, with or without BOM. Raises BadInput, also when it is not there."""
    text = _decoded(_bytes(file), file)
    for row, line in enumerate(_LINE_END.split(text), 1):
        if not (line.isascii() and line.isprintable()):
            _check(line, file, row)
    return text


def invisible(text: str) -> str:
    """The number of the first sign that nobody can see, or takes for a line end; "" when there is none.

    >>> invisible("Voor\\u200bburg")
    'U+200B'
    """
    if text.isprintable():
        return ""
    found = (sign for sign in text if is_invisible(sign) or sign in _UNSEEN_LINE_ENDS)
    return next((f"U+{ord(sign):04X}" for sign in found), "")


def _bytes(file: Path) -> bytes:
    try:
        real = file.resolve(strict=True)
        about = real.stat()
        if not real.is_relative_to(file.parent.resolve()):
            raise _refused(file, "Dit is een verwijzing naar buiten de map.", "Zet het bestand zelf in de map.")
        if not stat.S_ISREG(about.st_mode):  # opening a pipe or a device may wait for ever
            raise _refused(file, "Dit is geen gewoon bestand.", "Zet hier een YAML-bestand neer.")
        with real.open("rb") as opened:
            content = opened.read(LARGEST_BYTES + 1)
    except (FileNotFoundError, NotADirectoryError):
        raise _refused(file, "Het bestand is er niet.", "Controleer de naam en de map.") from None
    except (OSError, RuntimeError, ValueError):  # no permission, links in a circle, a name that cannot be
        raise _refused(file, "Het bestand is niet te lezen.", "Controleer of u het mag openen.") from None
    if len(content) > LARGEST_BYTES:
        message = f"Het bestand is groter dan {LARGEST_BYTES // 1_000_000} MB."
        raise _refused(file, message, "Staat hier een export in plaats van instellingen?")
    return content


def _decoded(content: bytes, file: Path) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise _refused(file, "Het bestand is UTF-16.", _AS_UTF8)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = len(_LINE_END.findall(error.object[: error.start].decode("latin-1"))) + 1
        raise _refused(file, "Het bestand is geen UTF-8.", _AS_UTF8, row) from None


def _check(line: str, file: Path, row: int) -> None:
    indent = line[: len(line) - len(line.lstrip())] if line.strip() else ""
    if "\t" in indent:
        raise _refused(file, "Deze regel springt in met een tab.", "Gebruik spaties.", row)
    if indent.strip(" "):
        raise _refused(file, "Deze regel springt in met een harde spatie.", "Gebruik gewone spaties.", row)
    if sign := invisible(line):
        raise _refused(file, f"Deze regel bevat een onzichtbaar teken ({sign}).", "Typ de regel opnieuw.", row)


def _refused(file: Path, message: str, hint: str, row: int | None = None) -> BadInput:
    return BadInput([Fault(message, hint, printable(file.name), row=row, rule="bestand")])
