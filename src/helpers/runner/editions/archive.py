"""reports/index.html: every quarter that was published, newest first, with all its editions."""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from helpers.floor import verdicts
from helpers.runner.editions.standing import Standing

INDEX = "index.html"
_OVER_MUNICIPALITIES = b'<main id="hoofd" class="archive municipalities"'
_LARGEST_BYTES = 50_000_000


def page(standing: Sequence[Standing], municipality: str) -> bytes:
    """The archive page of what stands."""
    from helpers.runner.page import render_archive

    listed = entries(standing)
    around = {"municipality": municipality, "is_made_up": any(entry["is_made_up"] for entry in listed)}
    return render_archive(listed, context=around).encode("utf-8")


def is_over_municipalities(file: Path) -> bool:
    """Whether a file is the page over several municipalities; False where it is not there."""
    try:
        return file.stat().st_size < _LARGEST_BYTES and _OVER_MUNICIPALITIES in file.read_bytes()
    except OSError:
        return False


def entries(standing: Sequence[Standing]) -> list[dict[str, Any]]:
    """One entry a published quarter, newest first, as the archive page takes them."""
    return [_entry(one) for one in reversed(standing)]


def _entry(one: Standing) -> dict[str, Any]:
    run = one.run
    return {
        "quarter": one.quarter.label,
        "quarter_dutch": one.quarter.in_dutch,
        "href": f"{one.quarter.label}/{INDEX}",
        "is_made_up": run["is_made_up"],
        "headline": run.get("headline", ""),
        "counts": [(word, n) for word, n in run.get("status_counts", []) if word in verdicts.VERDICTS],
        "editions": [asdict(edition) for edition in one.listed],
    }
