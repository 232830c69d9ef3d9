"""How long the audit of what stands takes, and how much memory: python tests/benchmarks/audit.py [FOLDER]

FOLDER is a folder of reports; without it seven quarters of the sample are published first, which takes minutes. Printed
are the seconds and the memory of one audit beside the most that they may be, as a ratio. Exits 1 where one is above 1.
"""

from __future__ import annotations

import resource
import sys
import tempfile
from pathlib import Path
from time import perf_counter

from helpers.disclosure.audit import audited
from helpers.floor import paths
from helpers.floor.params import settings
from helpers.runner.audit import reading, refusing
from helpers.runner.command import verbs

MOST_SECONDS, MOST_MEGABYTES = 10.0, 500.0
QUARTERS = "2025-Q1..2026-Q3"


def measured(out: Path, is_made_up: bool) -> dict[str, float]:
    """What one audit of a folder took, each as a part of what it may take."""
    known = settings.load(paths.PARAMS)
    began = perf_counter()
    stands = reading.standing(out, known, is_made_up)
    harvests, unknown = refusing.of_before(stands.editions)
    found = audited(harvests, known.municipality.small_numbers, known.by_measure)
    seconds = perf_counter() - began
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{out.name}: {len(harvests)} parts, {found.hidden} figures hidden, {len(found.leaks)} leaks")
    print(f"{len(unknown) + len(stands.unread)} parts not read, {len(found.apart)} pairs that contradict each other")
    print(f"{seconds:.1f} s, {megabytes:.0f} MB")
    return {"time": seconds / MOST_SECONDS, "memory": megabytes / MOST_MEGABYTES}


def main(arguments: list[str]) -> int:
    with tempfile.TemporaryDirectory() as made:
        out = Path(arguments[0] if arguments else made)
        if not arguments:
            # In a process of its own, so that its memory is not that of the audit.
            import multiprocessing

            command = ["report", "--sample", "--quarter", QUARTERS, "--out", str(out)]
            run = multiprocessing.get_context("spawn").Process(target=verbs.main, args=(command,))
            run.start()
            run.join()
            out /= "voorbeeld"
        ratios = measured(out, is_made_up=out.name == "voorbeeld")
    for name, ratio in ratios.items():
        print(f"{name}: {ratio:.2f} of what it may be")
    return 1 if max(ratios.values()) > 1 else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
