"""The secret of a home: it keys what is published about exports, so that nobody can try which rows were in them.

A plain hash of a file tells of a person: who knows the other rows tries the values of one cell until the hash fits.
A keyed hash (HMAC: Krawczyk, Bellare and Canetti, RFC 2104, 1997) tells nothing to who lacks the key. The key comes
from the environment, else from a file in the home that is made at first need. It goes nowhere else: what needs a keyed
name is given the name. With another key all names are other names, and a next report is a new edition.
"""

import hashlib
import hmac
import os
import re
import secrets
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

from helpers.floor import paths
from helpers.floor.faults import AskedWrongly, RunFailed
from helpers.floor.system_words import in_dutch

GIVEN = "HELPERS_SECRET"  # in the environment
FOLDER, FILE = Path("data", ".secret"), "key"  # in the home
LEAST_LENGTH = 32  # of what is given: shorter is guessed
_MADE = re.compile("[0-9a-f]{64}")
_OR_GIVE = f"Of zet {GIVEN} in de omgeving: elke keer dezelfde {LEAST_LENGTH} of meer willekeurige tekens."


def keyed(text: str) -> str:
    """The keyed hash of a text, as 64 hexadecimal digits; the secret is made where there is none.

    Raises AskedWrongly where what was given or kept is no secret, RunFailed where none can be read or kept.
    """
    return _hmac(_given() or _kept() or _made(), text)


def keyed_if_kept(text: str) -> str:
    """The same for what may change nothing: "" where no secret was made yet, and so nothing was keyed by it."""
    key = _given() or _kept()
    return _hmac(key, text) if key else ""


def _hmac(key: str, text: str) -> str:
    return hmac.new(key.encode("utf-8", "surrogateescape"), text.encode("utf-8"), hashlib.sha256).hexdigest()


def _given() -> str:
    given = os.environ.get(GIVEN, "").strip()
    if given and len(given) < LEAST_LENGTH:
        raise AskedWrongly(f"{GIVEN} is te kort.", f"Geef {LEAST_LENGTH} of meer willekeurige tekens.")
    return given


def _kept() -> str:
    """What the file of this home holds; "" where there is no file."""
    file = _folder() / FILE
    try:
        kept = file.read_text("ascii").strip()
    except FileNotFoundError:
        return ""
    except UnicodeDecodeError:
        kept = ""
    except OSError as error:
        message = f"Het geheim in {file} is niet te lezen ({in_dutch(error)})."
        raise RunFailed(message, f"Geef uzelf leesrechten op dat bestand. {_OR_GIVE}") from None
    if not _MADE.fullmatch(kept):
        hint = "Zet het terug uit een kopie, of haal de map weg: dan komt er een nieuw geheim, en een nieuwe editie."
        raise AskedWrongly(f"Het geheim in {file} is beschadigd.", hint)
    return kept


def _made() -> str:
    """A new secret, put in place whole: of two runs that need it first, both take what the quicker one made."""
    final = _folder()
    try:
        final.parent.mkdir(parents=True, exist_ok=True)
        aside = Path(tempfile.mkdtemp(prefix=".aside-", dir=final.parent))  # for this user alone
        try:
            _write(aside / ".gitignore", "*\n")  # first: git sees nothing of what lies beside it
            _write(aside / FILE, secrets.token_hex(32) + "\n")
            with suppress(OSError):
                os.rename(aside, final)
        finally:
            shutil.rmtree(aside, ignore_errors=True)
    except OSError as error:
        message = f"In {final.parent} is geen geheim te bewaren ({in_dutch(error)})."
        raise RunFailed(message, f"Geef uzelf schrijfrechten in die map. {_OR_GIVE}") from None
    if key := _kept():
        return key
    raise RunFailed(f"In {final} staat geen geheim.", f"Haal die map weg. {_OR_GIVE}")


def _write(file: Path, text: str) -> None:
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as written:
        written.write(text)
        written.flush()
        os.fsync(written.fileno())


def _folder() -> Path:
    return paths.HOME / FOLDER
