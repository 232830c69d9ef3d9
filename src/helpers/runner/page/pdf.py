"""A page as PDF: tagged and in Dutch, printed by the Chromium that the computer has."""

import os
import re
import shutil
import signal
import subprocess
import tempfile
from datetime import date
from pathlib import Path

from helpers.floor import temporary_files
from helpers.floor.faults import AskedWrongly, RunFailed
from helpers.floor.quarter import Quarter
from helpers.floor.secret_names import without_secrets
from helpers.runner.editions import disk

CHOSEN = "HELPERS_CHROMIUM"
TIMEOUT = 120  # seconds a page
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge", "chrome", "msedge")
_PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)
_FLAGS = (
    "--headless=new",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--font-render-hinting=none",
    "--force-color-profile=srgb",
    "--user-agent=helpers",  # becomes the PDF's Creator, which would name the computer's system
    "--no-pdf-header-footer",
    "--generate-pdf-document-outline",
)
_TO_A_NEIGHBOUR = re.compile(rb'<a href="(?!#|https?:|mailto:)[^"]*">(.*?)</a>', re.DOTALL)
_TAGS = re.compile(rb"\(node(\d{8})\)")
_DATES = re.compile(rb"/(CreationDate|ModDate) \(D:\d{14}")


def browser() -> str:
    """The program that prints. Raises AskedWrongly where there is none."""
    chosen = os.environ.get(CHOSEN, "")
    if chosen and not shutil.which(chosen):
        raise AskedWrongly(f"{CHOSEN} noemt een programma dat er niet is.", "Haal het weg of verbeter het.")
    for name in (chosen, *_NAMES, *_PLACES):
        if name and (found := shutil.which(name)):
            return found
    raise AskedWrongly(
        "Voor een PDF is Chromium, Chrome of Edge nodig. Dat is hier niet gevonden.",
        f"Installeer een van de drie, noem het programma in {CHOSEN}, of laat --pdf weg.",
    )


def of_edition(html: bytes, quarter: Quarter, program: str = "") -> bytes:
    """The PDF of an edition's one file. Raises RunFailed when the browser gives none.

    Links to the pages beside it are left out: a browser would write out where they lie on this computer.
    """
    with tempfile.TemporaryDirectory(prefix="helpers-", ignore_cleanup_errors=True) as folder:
        page = Path(folder) / "rapport.html"
        page.write_bytes(_TO_A_NEIGHBOUR.sub(rb"\1", html))
        return printed(page, quarter.end, program)


def write(page: Path, target: Path, dated: date, program: str = "") -> Path:
    """Print an HTML file as a PDF in its place, in one step. Raises RunFailed; an earlier PDF then stays as it was."""
    disk.replace_file(target, printed(page, dated, program))
    return target


def printed(page: Path, dated: date, program: str = "") -> bytes:
    """An HTML file as a PDF; the same page gives the same bytes.

    `dated` becomes the date inside the PDF: the moment of printing would make every print another file.
    Raises RunFailed when the browser gives none.
    """
    with tempfile.TemporaryDirectory(prefix="helpers-", ignore_cleanup_errors=True) as folder:
        printed = Path(folder) / "page.pdf"
        own = [f"--user-data-dir={folder}/profile", f"--print-to-pdf={printed}"]
        _run([program or browser(), *_FLAGS, *_without_sandbox(), *own, page.resolve().as_uri()], Path(folder))
        content = printed.read_bytes() if printed.is_file() else b""
    if not content.startswith(b"%PDF-"):
        raise RunFailed("De browser gaf geen PDF.", "Open de pagina en kies zelf Afdrukken.")
    return _DATES.sub(rb"/\1 (D:" + f"{dated:%Y%m%d}000000".encode(), _numbered(content))


def _numbered(content: bytes) -> bytes:
    """The same PDF with its tags numbered from one: where the browser begins to count depends on how busy it was.

    >>> _numbered(b"/ID (node00000118) /ID (node00000121) [(node00000118)]")
    b'/ID (node00000001) /ID (node00000002) [(node00000001)]'
    """
    numbers = sorted(set(_TAGS.findall(content)))
    again = {number: b"(node%08d)" % place for place, number in enumerate(numbers, 1)}
    return _TAGS.sub(lambda found: again[found[1]], content)


def _without_sandbox() -> list[str]:
    # Chromium refuses to start as root with its sandbox; the page is our own and holds no script.
    return ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []


def _run(command: list[str], folder: Path) -> None:
    process = subprocess.Popen(
        command,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=without_secrets(os.environ) | temporary_files.within(folder),
        start_new_session=os.name != "nt",
    )
    try:
        process.wait(TIMEOUT)
    except subprocess.TimeoutExpired:
        raise RunFailed("De browser was niet op tijd klaar met de PDF.", "Probeer het opnieuw.") from None
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a browser that still runs, with the processes that it started."""
    if process.poll() is not None:
        return
    os.killpg(process.pid, signal.SIGKILL) if hasattr(os, "killpg") else process.kill()
    process.wait()
