"""How long, and in how much memory, 200,000 valid rows are read. Run: python tests/benchmarks/reading.py [rows]

Prints seconds, megabytes and the ratio to plain pandas reading the same file, all measured in this one run. The
memory is that of the command and of the child in which it reads, together.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pandas as pd
import psutil

from helpers.floor import paths
from helpers.floor.areas import Areas

WIJKEN = Areas.load(paths.REFERENCE).codes
FIRST = date(1995, 1, 1)
PURPOSES = ("afval", "parkeren", "beide")
PLAIN = "import sys, pandas; print(len(pandas.read_csv(sys.argv[1], sep=';', decimal=',')))"
FORMS: dict[str, Callable[[pd.DataFrame, Path], Path]] = {
    "csv": lambda table, file: _csv(table, file),
    "xlsx": lambda table, file: _excel(table, file),
}


def scanauto_inzet(rows: int) -> Iterator[dict[str, object]]:
    for i in range(rows):
        yield {
            "Datum": f"{FIRST + timedelta(days=i // 25):%d-%m-%Y}",
            "Wijkcode": f"{WIJKEN[i % len(WIJKEN)]}  ",
            "Wijknaam": "",
            "Voertuig": f"SA-{i % 5}",
            "Doel": PURPOSES[i % 3],
            "Uren": f"{1 + i % 14 / 4:.2f}".replace(".", ","),
            "Opmerking": f"rit {i}",
        }


def meldingen(rows: int) -> Iterator[dict[str, object]]:
    categories = [f"Soort {letter}{other}" for letter in "ABCDEFGHIJKLMNOPQRST" for other in "abc"]
    for i in range(rows):
        month, rest = divmod(i, len(WIJKEN) * len(categories))
        wijk, category = divmod(rest, len(categories))
        yield {
            "maand": f"{FIRST.year + month // 12}-{month % 12 + 1:02}",
            "wijkcode": WIJKEN[wijk],
            "categorie": categories[category],
            "aantal": 1000 + i * 7919 % 1013,
        }


def opkoper_controles(rows: int) -> Iterator[dict[str, object]]:
    from helpers.sources import contracts

    items = [column.header for column in contracts()["opkoper_controles"].columns[4:]]
    for i in range(rows):
        yield {
            "Controlenr": f"C{i:06}",
            "Datum": f"{FIRST + timedelta(days=i // 20)}",
            "Opkopernr": f"OP{i % 997:03}",
            "Aanleiding": ("steekproef", "risico", "melding")[i % 3],
            **{item: ("Ja", "Nee", "N.v.t.")[(i + place) % 3] for place, item in enumerate(items)},
        }


def main(rows: int = 200_000) -> None:
    print(f"{'export':<20}{'form':<6}{'s':>7}{'MB':>7}{'pandas s':>10}{'ratio':>7}")
    with tempfile.TemporaryDirectory() as folder:
        for make in (scanauto_inzet, meldingen, opkoper_controles):
            table = pd.DataFrame(make(rows))
            plain = _csv(table, Path(folder) / "plain.csv")
            _, pandas_seconds, _ = _measured([sys.executable, "-c", PLAIN, str(plain)])
            for form, write in FORMS.items():
                file = write(table, Path(folder) / f"{make.__name__}.{form}")
                command = ["-m", "helpers", "check", "--dataset", make.__name__, str(file), "--json"]
                said, seconds, megabytes = _measured([sys.executable, *command])
                found = json.loads(said)
                if found["errors"] or found["rows"] != rows:
                    raise SystemExit(f"{make.__name__}: {said[:2000]}")
                figures = f"{seconds:>7.2f}{megabytes:>7.0f}{pandas_seconds:>10.2f}{seconds / pandas_seconds:>7.1f}"
                print(f"{make.__name__:<20}{form:<6}{figures}", flush=True)


def _csv(table: pd.DataFrame, file: Path) -> Path:
    table.to_csv(file, sep=";", index=False, encoding="cp1252", lineterminator="\r\n")
    return file


def _excel(table: pd.DataFrame, file: Path) -> Path:
    table.to_excel(file, index=False, engine="openpyxl")
    return file


def _measured(command: list[str]) -> tuple[str, float, float]:
    """What a command said, its seconds, and the most memory that it and its children had at one moment."""
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=paths.ROOT)
    highest = [0.0]
    watcher = threading.Thread(target=_watch, args=(psutil.Process(process.pid), highest))
    watcher.start()
    said, _ = process.communicate()
    seconds = time.perf_counter() - started
    watcher.join()
    return said, seconds, highest[0] / 1e6


def _watch(process: psutil.Process, highest: list[float]) -> None:
    while process.is_running() and process.status() != psutil.STATUS_ZOMBIE:
        try:
            family = [process, *process.children(recursive=True)]
            highest[0] = max(highest[0], sum(one.memory_info().rss for one in family))
        except psutil.NoSuchProcess:
            continue
        time.sleep(0.02)


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:]))
