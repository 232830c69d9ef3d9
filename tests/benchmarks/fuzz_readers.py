"""Mutated exports at the door: no crash, no hang, no acceptance with wrong totals.

Run: python tests/benchmarks/fuzz_readers.py [minutes] [seed] [folder with exports]. Ends with exit code 1 when something
was found; the seed and the number of a mutant make it again. What is right follows from a reading of its own, below:
plain csv, strict numbers, and for workbooks the totals of the file before it was damaged.
"""

from __future__ import annotations

import codecs
import csv
import gzip
import io
import random
import re
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from helpers import sources
from helpers.floor import paths
from helpers.floor.faults import UserFault

SLOW_SECONDS = 8
NUMBER = re.compile(r"\d{1,6}(,\d{1,4})?")
NASTY = ["", "-", "1.750", "0,85", "85%", "12/31/2026", "31-02-2026", "NULL", "nan", "1e3", "=1+1", "-99997", "ja"]
NASTY += ["WK000000", "123456782", "x@y.nl", "\x1b[31m", "\u202e", "\x00", '"', ";", "totaal", "3.5", "1,5", "46387"]
Totals = tuple[int, dict[str, float]]


def damaged(content: bytes, chance: random.Random) -> bytes:
    """Bytes changed, lost, doubled or put in at one to three places."""
    for _ in range(chance.randint(1, 3)):
        at = chance.randrange(len(content) + 1)
        length = chance.choice((1, 1, 2, 8, 64))
        piece = content[at : at + length]
        new = chance.choice((b"", chance.randbytes(length), piece * 2, piece[::-1], b"\x00", b"\n", b";", b'"'))
        content = content[:at] + new + content[at + length :]
    return content[: chance.randrange(len(content) + 1)] if chance.random() < 0.1 else content


def with_nasty_cell(content: bytes, chance: random.Random) -> bytes:
    """One cell replaced by a text that is hard to read."""
    rows = _rows(content)
    row = chance.choice(rows[1:])
    row[chance.randrange(len(row))] = chance.choice(NASTY)
    return _written(rows, ";").encode()


def in_another_form(content: bytes, chance: random.Random) -> bytes:
    """The same rows in another order, delimiter, encoding or packing: the totals stay."""
    header, *rows = _rows(content)
    chance.shuffle(rows)
    title = [["Titel van het overzicht"], []] if chance.random() < 0.3 else []
    if chance.random() < 0.3:
        rows = [[cell + "  " for cell in row] for row in rows]
    text = _written([*title, header, *rows], chance.choice(";,\t"))
    encoding = chance.choice(("utf-8", "utf-8-sig", "cp1252", "utf-16"))
    mark = codecs.BOM_UTF8 if encoding == "utf-8" and chance.random() < 0.5 else b""
    made = mark + text.encode(encoding)
    return gzip.compress(made, mtime=0) if chance.random() < 0.3 else made


MUTATIONS: tuple[Callable[[bytes, random.Random], bytes], ...] = (damaged, with_nasty_cell, in_another_form)


def expected(content: bytes, headers: list[str]) -> Totals | None:
    """Rows and totals by a reading of its own; None where it is not sure."""
    try:
        rows = _rows(content)
    except (UnicodeError, csv.Error):
        return None
    header = rows[0] if rows else []
    if any(len(row) != len(header) for row in rows) or not set(headers) <= set(header):
        return None
    sums = {}
    for name in headers:
        cells = [row[header.index(name)].strip() for row in rows[1:]]
        if not all(cell == "" or NUMBER.fullmatch(cell) for cell in cells):
            return None
        sums[name] = sum(float(cell.replace(",", ".")) for cell in cells if cell)
    return len(rows) - 1, sums


def read(dataset: str, file: Path) -> Totals | None:
    """What the suite makes of it; None when it is refused."""
    try:
        table, faults = sources.check_file(dataset, file)
    except UserFault:
        return None
    if table is None or any(fault.level == "error" for fault in faults):
        return None
    return len(table), {name: float(total) for name, total in sources.tally(dataset, table)[0].items()}


def main(minutes: float = 3, seed: int = 1, folder: Path = paths.SAMPLE) -> int:
    originals = [file for file in sorted(Path(folder).iterdir()) if file.stem in sources.contracts()]
    truth = {file: read(file.stem, file) for file in originals}
    ended = Counter[str]()
    stop = time.monotonic() + minutes * 60
    number = 0
    with tempfile.TemporaryDirectory() as aside:
        while time.monotonic() < stop:
            number += 1
            chance = random.Random(f"{seed}/{number}")
            file = chance.choice(originals)
            mutation = chance.choice(MUTATIONS) if file.suffix == ".csv" else damaged
            mutant = Path(aside) / f"mutant{file.suffix}"
            mutant.write_bytes(mutation(file.read_bytes(), chance))
            outcome = _outcome(file, mutant, mutation, truth[file])
            ended[outcome] += 1
            if outcome not in ("refused", "right", "not judged"):
                print(f"{outcome}: {file.name}, {mutation.__name__}, seed {seed}, mutant {number}", flush=True)
    print(f"{number} mutants in {minutes:g} minutes: " + ", ".join(f"{n} {name}" for name, n in ended.most_common()))
    return 1 if set(ended) - {"refused", "right", "not judged"} else 0


def _outcome(file: Path, mutant: Path, mutation: Callable, original: Totals | None) -> str:
    started = time.monotonic()
    try:
        found = read(file.stem, mutant)
    except Exception:
        traceback.print_exc()
        return "crash"
    if time.monotonic() - started > SLOW_SECONDS:
        return "slow"
    if found is None:
        return "refused"
    headers = list(found[1])
    if mutation is in_another_form or file.suffix != ".csv":
        wanted = original
    else:
        wanted = expected(mutant.read_bytes(), headers)
    if wanted is None:
        return "not judged"
    is_right = found[0] == wanted[0] and all(abs(found[1][name] - wanted[1][name]) < 1e-6 for name in headers)
    return "right" if is_right else "WRONG"


def _rows(content: bytes) -> list[list[str]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252")
    delimiter = max(";,\t", key=text.partition("\n")[0].count)
    return [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True) if any(row)]


def _written(rows: list[list[str]], delimiter: str) -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return text.getvalue()


if __name__ == "__main__":
    given = sys.argv[1:]
    readers = (float, int, Path)
    sys.exit(main(*(reader(one) for reader, one in zip(readers, given, strict=False))))
