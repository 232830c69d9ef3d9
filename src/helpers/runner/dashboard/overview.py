"""dashboard/index.html: every month that has a dashboard, newest first, with its editions."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from helpers.floor import dutch, tokens
from helpers.floor.month import Month
from helpers.runner.editions import standing
from helpers.runner.editions.disk import Files
from helpers.sources.earlier import edition_folders
from helpers.sources.earlier.edition_folders import DASHBOARD

SUBJECT = "Dashboard Veiligheid"
Standing = Mapping[str, Mapping[int, Mapping[str, Any]]]  # by month and edition its run.json


def file_name(month: str, edition: int) -> str:
    """The name of the page in the folder of its edition.

    >>> file_name("2026-10", 2)
    'dashboard-2026-10-editie-2.html'
    """
    return f"dashboard-{month}-editie-{edition}.html"


def everywhere(out: Path, is_made_up: bool) -> Standing:
    """Of each month the editions that count, by number; what is damaged is stepped over."""
    months = [one.label for one in edition_folders.months(out)]
    found = {month: standing.whole(out / DASHBOARD, month, is_made_up) for month in months}
    return {month: several for month, several in found.items() if several}


def with_new(stands: Standing, month: str, files: Files) -> Standing:
    """The same, as it is once this edition stands too."""
    run = json.loads(files[edition_folders.RUN])
    return {**stands, month: {**stands.get(month, {}), run["edition"]: run}}


def page(
    stands: Standing,
    days: Mapping[tuple[str, int], str],
    municipality: str,
    is_made_up: bool,
    style: tokens.Style = tokens.DEFAULT,
) -> bytes:
    """The page; `days` says when an edition was published, where that was written down."""
    from helpers.runner.page import render_dashboards

    entries = [_entry(month, several, days) for month, several in sorted(stands.items(), reverse=True)]
    around = {"subject": SUBJECT, "municipality": municipality, "is_made_up": is_made_up, "style": style}
    return render_dashboards(entries, context=around).encode("utf-8")


def _entry(month: str, several: Mapping[int, Mapping[str, Any]], days: Mapping[tuple[str, int], str]) -> dict[str, Any]:
    return {
        "month": month,
        "month_dutch": Month.parse(month).in_dutch,
        "href": f"{month}.html",
        "headline": several[max(several)].get("headline", ""),
        "editions": [
            {
                "number": number,
                "href": f"{month}/{number}/{file_name(month, number)}",
                "day": dutch.day(date.fromisoformat(day)) if (day := days.get((month, number))) else "",
            }
            for number in sorted(several, reverse=True)
        ],
    }
