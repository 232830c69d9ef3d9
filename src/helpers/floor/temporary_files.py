"""Where a program that may be killed keeps its temporary files: in a folder that whoever started it removes."""

from pathlib import Path


def within(folder: Path) -> dict[str, str]:
    """The variables of the environment that say so, on any system.

    >>> within(Path("work"))["TMPDIR"]
    'work'
    """
    return dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(folder))
