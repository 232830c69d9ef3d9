"""reports/index.html: what was published, newest first: quarters with their editions, months, and wijken."""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from helpers.floor import tokens, verdicts
from helpers.floor.month import Month
from helpers.runner.editions import long_table, profiles
from helpers.runner.editions.standing import Standing, profile_page
from helpers.sources.earlier import edition_folders
from helpers.sources.earlier.edition_folders import DASHBOARD

INDEX = "index.html"
_OVER_MUNICIPALITIES = b'<main id="hoofd" class="archive municipalities"'
_LARGEST_BYTES = 50_000_000
# The table over all quarters, in each of its forms: the word for it and where it lies.
_FIGURES = [
    (word, f"{long_table.STEM}{suffix}")
    for word, suffix in (("Excel", ".xlsx"), ("OpenDocument", ".ods"), ("CSV", ".csv"), ("JSON", ".json"))
]
_MOST_MONTHS = 12  # the page over dashboards has all of them


def page(
    standing: Sequence[Standing],
    municipality: str,
    months: Sequence[str] = (),
    is_made_up: bool | None = None,
    style: tokens.Style = tokens.DEFAULT,
) -> bytes:
    """The archive page of what stands: quarters, and the months that have a dashboard, such as 2026-10.

    Whoever publishes gives both as they are once that is done (`standing.everywhere`, `months_in`). Without quarters
    `is_made_up` says on what the dashboards were made.
    """
    from helpers.runner.page import render_archive

    listed = entries(standing)
    is_made_up = any(entry["is_made_up"] for entry in listed) if is_made_up is None else is_made_up
    around = {"municipality": municipality, "is_made_up": is_made_up, "style": style}
    made = render_archive(
        listed, context=around, months=_months(months), wijken=_wijken(standing), figures=_FIGURES if listed else ()
    )
    return made.encode("utf-8")


def months_in(out: Path) -> list[str]:
    """The months of which a dashboard stands in a folder of reports, such as 2026-10."""
    months = [one.label for one in edition_folders.months(out)]
    return [one for one in months if (out / DASHBOARD / f"{one}.html").is_file()]


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


def _months(months: Sequence[str]) -> list[dict[str, str]]:
    newest = sorted(months, reverse=True)[:_MOST_MONTHS]
    return [{"month_dutch": Month.parse(one).in_dutch, "href": f"{DASHBOARD}/{one}.html"} for one in newest]


def _wijken(standing: Sequence[Standing]) -> list[dict[str, Any]]:
    return [
        {
            "name": newest.profiles[wijk],
            "href": profiles.place(wijk),
            "quarter": newest.quarter.label,
            "quarter_dutch": newest.quarter.in_dutch,
            "earlier": [
                {"quarter_dutch": one.quarter.in_dutch, "href": f"{one.folder}/{profile_page(wijk)}"} for one in earlier
            ],
        }
        for wijk, (newest, *earlier) in profiles.by_wijk(standing).items()
    ]
