"""reports/index.html: every quarter that was published, newest first, with all its editions."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from helpers.floor import verdicts
from helpers.runner.editions.standing import Standing

INDEX = "index.html"


def page(standing: Sequence[Standing], municipality: str) -> bytes:
    """The archive page of what stands."""
    from helpers.runner.page import render_archive

    listed = entries(standing)
    around = {"municipality": municipality, "is_made_up": any(entry["is_made_up"] for entry in listed)}
    return render_archive(listed, context=around).encode("utf-8")


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
