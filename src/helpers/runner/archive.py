"""reports/index.html: every quarter that was published, newest first."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from helpers.floor.faults import AskedWrongly
from helpers.floor.quarter import Quarter
from helpers.runner import disk, editions


def entries(out: Path) -> list[dict[str, Any]]:
    """One entry a published quarter, newest first, as the archive page takes them."""
    found = [(_quarter(folder.name), folder.name) for folder in out.iterdir() if folder.is_dir()]
    quarters = sorted((quarter for quarter, _ in found if quarter), reverse=True)
    return [entry for quarter in quarters if (entry := _entry(out, quarter))]


def refresh(out: Path, municipality: str) -> Path:
    """Write the archive page anew from what stands in the folder; where it is."""
    from helpers.runner import page

    listed = entries(out)
    around = {"municipality": municipality, "is_made_up": any(entry["is_made_up"] for entry in listed)}
    index = out / "index.html"
    disk.replace_file(index, page.render_archive(listed, context=around).encode("utf-8"))
    return index


def _quarter(name: str) -> Quarter | None:
    try:
        return Quarter.parse(name)
    except AskedWrongly:
        return None


def _entry(out: Path, quarter: Quarter) -> dict[str, Any] | None:
    run = editions.newest(out, quarter.label)
    if run is None:
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
        "counts": [tuple(pair) for pair in run["status_counts"]],
        "earlier_editions": earlier,
    }
