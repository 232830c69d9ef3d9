"""Which indicators ask for an explanation of their owner, read from the tables of the current edition."""

import csv
import io
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from helpers.floor import dutch, verdicts
from helpers.floor.faults import AskedWrongly
from helpers.floor.params.explanation import Explanation
from helpers.floor.params.settings import Indicator
from helpers.floor.params.settings import load as load_settings
from helpers.floor.quarter import Quarter
from helpers.runner.editions import editions
from helpers.sources import commentary
from helpers.sources.earlier import published_rows


@dataclass(frozen=True)
class Asked:
    """One indicator of the form, by the names of its columns: what was published of it, and what was explained."""

    id: str
    name: str
    owner: str
    status: str
    stand: str
    aim: str
    rule: str
    is_due: bool
    earlier: Explanation | None = None  # of the quarter before
    given: Explanation | None = None  # of this quarter

    @property
    def needed(self) -> str:
        """Whether the report asks for an explanation, as the form says it."""
        return "ja" if self.is_due else "mag"

    @property
    def promise(self) -> str:
        """What the owner promised a quarter ago."""
        if self.earlier is None:
            return dutch.NOTHING
        promised_on = self.earlier.promised_on
        return f"{self.earlier.measure} (klaar op {dutch.day(promised_on)})" if promised_on else self.earlier.measure


def asked(out: Path, quarter: Quarter, params: Path) -> list[Asked]:
    """Every indicator that is behind, uncertain, or explained already, in the order of the settings.

    Raises AskedWrongly when the quarter was not published in `out`, or cannot be read; BadInput when what
    stands in `params` cannot be read.
    """
    figures, rules = _published(out, quarter)
    given = {one.id: one for one in commentary.read_quarter(params, quarter)}
    earlier = {one.id: one for one in commentary.read_quarter(params, quarter.previous)}
    welcome = {*verdicts.BEHIND, verdicts.UNCERTAIN}
    return [
        _question(one, figures[one.id], rules.get(one.id, ""), earlier, given)
        for one in load_settings(params).indicators
        if one.id in figures and (figures[one.id]["status"] in welcome or one.id in given)
    ]


def _question(
    one: Indicator,
    figures: Mapping[str, Any],
    rule: str,
    earlier: Mapping[str, Explanation],
    given: Mapping[str, Explanation],
) -> Asked:
    above, below = figures["numerator"], figures["denominator"]
    is_share = one.unit == "percent" and math.isfinite(above) and below > 0
    base = f" ({dutch.k_of_n(above, below)})" if is_share else ""
    target = figures["target"]
    return Asked(
        id=one.id,
        name=one.name,
        owner=one.owner,
        status=figures["status"],
        stand=dutch.quantity(figures["value"], one.unit) + base,
        aim=dutch.aim(target, one.unit, one.operator) if math.isfinite(target) else dutch.NOTHING,
        rule=rule,
        is_due=figures["status"] in verdicts.BEHIND,
        earlier=earlier.get(one.id),
        given=given.get(one.id),
    )


def _published(out: Path, quarter: Quarter) -> tuple[dict[str, dict[str, Any]], dict[str, str]]:
    """Of the current edition by indicator: the figures, and the rule that gave the status."""
    numbers = editions.numbers(out, quarter.label)
    folder = out / quarter.label / str(numbers[-1] if numbers else 0) / "tables"
    make_it = f"python run.py report --quarter {quarter.label}"
    try:
        content = (folder / "indicators.csv").read_bytes()
        rows = published_rows.parsed(content, published_rows.VALUE_CELLS, quarter.label)
        rules = csv.DictReader(io.StringIO((folder / "status_rules.csv").read_text("utf-8"), newline=""))
        told = {row.get("indicator_id", ""): row.get("rule") or "" for row in rules}
    except FileNotFoundError:
        message = f"Van {quarter.label} staat geen rapport in {out}."
        raise AskedWrongly(message, f"Maak eerst het rapport: {make_it}") from None
    except (ValueError, csv.Error):
        message = f"De tabellen van {quarter.label} in {out} zijn niet te lezen."
        raise AskedWrongly(message, f"Maak het rapport opnieuw: {make_it}") from None
    return {row["indicator_id"]: row for row in rows}, told
