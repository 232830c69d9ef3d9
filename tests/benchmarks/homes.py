"""What one batch over three homes costs beside three runs: python tests/benchmarks/homes.py

The homes are of 1, 13 and 40 wijken: one is called 's-Hertogenbosch, one has a name of 45 letters, and one has wijken
whose codes end in letters. All is run again each time, in seconds of the processor with every child counted, and on the
clock. Then it is looked up that every page names its own municipality and wijken alone. Exits 1 where one does not.
"""

from __future__ import annotations

import ctypes
import tempfile
from pathlib import Path
from unittest.mock import patch

from batch import SUBREAPER, Home
from mapped_check import home_of

from helpers.runner.new_home import founding, reference
from helpers.runner.new_home.cbs_figures import Found

QUARTER = "2026-Q3"
NAMES = {
    "GM0001": "'s-Hertogenbosch",
    "GM0002": "Westerkwartier-Noordenveld-Zuidhorn-Ambacht-X",
    "GM0003": "Zandvoorde",
}
WIJKEN = {"GM0001": 1, "GM0002": 13, "GM0003": 40}


def made(folder: Path, code: str) -> Path:
    """A home with wijken that are called after it; those of the third have codes that end in letters."""
    codes = [f"WK{code[2:]}{_ending(code, n)}" for n in range(1, WIJKEN[code] + 1)]
    found = {
        wijk: Found(f"{NAMES[code][:14]} {n}", 100.0, 3000 + 150 * n, 600 + 30 * n, 2024)
        for n, wijk in enumerate(codes, 1)
    }
    with patch.object(reference, "made_up", lambda _: reference._files(code, found, reference.MADE_UP)):
        founding.run(founding.Order(folder / code.lower(), code, NAMES[code]))
    return folder / code.lower()


def _ending(code: str, n: int) -> str:
    """Of the code of a wijk: two letters in the third municipality, as those of Amsterdam have them."""
    first, second = divmod(n - 1, 26)
    return "ABC"[first] + chr(ord("A") + second) if code == "GM0003" else f"{n:02}"


def strangers(reports: Path, code: str) -> list[str]:
    """What the pages of one municipality name of another: its name, or the code of its wijken."""
    words = {
        word for other in NAMES if other != code for word in (NAMES[other].replace("'", ""), f"WK{other[2:]}", other)
    }
    pages = [page.read_text("utf-8") for page in reports.rglob("*") if page.suffix in (".html", ".csv", ".json")]
    return sorted(word for word in words if any(word in page for page in pages))


def main() -> None:
    """Measure in a copy of the suite, so that nothing that is kept here helps."""
    ctypes.CDLL(None).prctl(SUBREAPER, 1, 0, 0, 0)
    with tempfile.TemporaryDirectory(prefix="homes-") as work:
        suite = Home(home_of(Path(work) / "suite"), Path())
        homes = {code: made(Path(work) / "regio", code) for code in NAMES}
        asked = ["-m", "helpers", "report", "--sample", "--quarter", QUARTER, "--again"]
        suite.python("-m", "helpers", "check", "--sample", "--home", homes["GM0001"])  # compiles, and warms the disk
        single = [
            suite.python(*asked, "--home", home, "--out", Path(work) / "elk" / home.name) for home in homes.values()
        ]
        together = suite.python(
            *asked, *(word for home in homes.values() for word in ("--home", home)), "--out", Path(work) / "samen"
        )
        for code, one in zip(NAMES, single, strict=True):
            print(f"{code}, {WIJKEN[code]:2} wijken, alone {one.cpu_seconds:8.1f} s CPU {one.wall_seconds:8.1f} s")
        cpu, wall = (sum(getattr(one, name) for one in single) for name in ("cpu_seconds", "wall_seconds"))
        print(f"three runs               {cpu:8.1f} s CPU {wall:8.1f} s")
        print(f"one batch                {together.cpu_seconds:8.1f} s CPU {together.wall_seconds:8.1f} s")
        print(f"one batch / three runs   {together.cpu_seconds / cpu:8.2f}       {together.wall_seconds / wall:8.2f}")
        met = {code: strangers(Path(work) / "samen" / home.name, code) for code, home in homes.items()}
        print("names of others on a page:", {code: words for code, words in met.items() if words} or "none")
        same = suite.python(*asked[:-1], *(word for home in homes.values() for word in ("--home", home)), "--out",
                            Path(work) / "samen")  # fmt: skip
        print(f"once more                {same.cpu_seconds:8.1f} s CPU {same.wall_seconds:8.1f} s")
        if any(met.values()):
            raise SystemExit(1)


if __name__ == "__main__":
    main()
