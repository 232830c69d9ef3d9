"""reports/index.html: every quarter that was published, newest first."""

from pathlib import Path
from typing import Any

from helpers.floor import verdicts
from helpers.floor.quarter import Quarter
from helpers.runner.editions import disk, editions
from helpers.sources.earlier import edition_folders

_SHOWN = {"edition", "kind", "is_made_up", "headline", "status_counts"}


def entries(out: Path) -> list[dict[str, Any]]:
    """One entry a published quarter, newest first, as the archive page takes them."""
    newest_first = reversed(edition_folders.quarters(out))
    return [entry for quarter in newest_first if (entry := _entry(out, quarter))]


def refresh(out: Path, municipality: str) -> Path:
    """Write the archive page anew from what stands in the folder; where it is."""
    from helpers.runner import page

    listed = entries(out)
    around = {"municipality": municipality, "is_made_up": any(entry["is_made_up"] for entry in listed)}
    index = out / "index.html"
    disk.replace_file(index, page.render_archive(listed, context=around).encode("utf-8"))
    return index


def _entry(out: Path, quarter: Quarter) -> dict[str, Any] | None:
    run = editions.readable(out, quarter.label)
    if run is None or not run.keys() >= _SHOWN:
        return None
    earlier = [number for number in editions.numbers(out, quarter.label) if number != run["edition"]]
    return {
        "quarter": quarter.label,
        "quarter_dutch": quarter.in_dutch,
        "href": f"{quarter.label}/index.html",
        "edition": run["edition"],
        "kind": run["kind"],
        "is_made_up": run["is_made_up"],
        "headline": run["headline"],
        "counts": [(word, n) for word, n in run["status_counts"] if word in verdicts.VERDICTS],
        "earlier_editions": earlier,
    }
