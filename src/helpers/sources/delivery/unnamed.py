"""Which delivery it is where none is named: the exports of the home itself, else the sample."""

from pathlib import Path

from helpers.floor import home, paths
from helpers.sources.delivery import finding

SAMPLE, RAW = "sample", "raw"


def own_or_sample(raw: Path | None = None) -> str:
    """The name of data/raw when it holds an export, else that of the sample."""
    return RAW if _holds_export(raw or paths.RAW) else SAMPLE


def _holds_export(folder: Path) -> bool:
    """Whether there is more than what was fetched to stand beside the exports."""
    files = folder.iterdir() if folder.is_dir() else ()
    return any(
        file.suffix.lower() in finding.READ
        and not file.name.startswith((".", "~$"))
        and not ((contract := finding.hinted(file.name)) and contract.is_optional)
        for file in files
    )


def in_dutch(delivery: str) -> str:
    """Which of the two it is, as commands and notebooks say first.

    >>> in_dutch(SAMPLE)
    'Gegevens: de voorbeelddata in data/sample.'
    """
    if delivery == SAMPLE:
        return f"Gegevens: de voorbeelddata in {home.within('data/sample')}."
    return f"Gegevens: {home.within('data/raw')}."
