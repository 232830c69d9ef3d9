"""What the form tells of every indicator, and of which an explanation is due: from the tables of the edition."""

import csv
import io
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from helpers.floor import dutch, home, verdicts
from helpers.floor.faults import AskedWrongly
from helpers.floor.params import budget_years
from helpers.floor.params.explanation import Explanation
from helpers.floor.params.settings import Indicator
from helpers.floor.params.settings import load as load_settings
from helpers.floor.quarter import Quarter
from helpers.runner.editions import editions
from helpers.runner.editions.disk import shown_path
from helpers.sources import commentary
from helpers.sources.commentary_contract import amount_cell, amount_text, planned_quarters
from helpers.sources.commentary_form import code_of
from helpers.sources.earlier import published_rows

_MAKE_IT = "report --quarter {}"
WELCOME = "welkom"  # an explanation, where the outcome is uncertain


@dataclass(frozen=True)
class Asked:
    """One indicator of the form, by the names of its columns: what was published, and what its owner said."""

    id: str
    name: str
    owner: str
    status: str
    stand: str
    aim: str
    rule: str
    is_due: bool
    unit: str = "count"
    word: str = ""  # of the status, without what it rests on
    earlier: Explanation | None = None  # of the quarter before
    given: Explanation | None = None  # of this quarter
    planned: Mapping[str, float] = field(default_factory=dict)  # by quarter of the form
    open: frozenset[str] = frozenset()  # the quarters that may be planned: to come, in a year with a target

    @property
    def needed(self) -> str:
        """Whether the report asks for an explanation, as the form says it."""
        if self.is_due:
            return "nodig"
        return WELCOME if self.word == verdicts.UNCERTAIN else "niet nodig"

    @property
    def promise(self) -> str:
        """What the owner promised a quarter ago."""
        if self.earlier is None or not self.earlier.is_explained:
            return dutch.NOTHING
        promised_on = self.earlier.promised_on
        return f"{self.earlier.measure} (klaar op {dutch.day(promised_on)})" if promised_on else self.earlier.measure

    @property
    def is_explained(self) -> bool:
        """Whether its owner explained it this quarter."""
        return self.given is not None and self.given.is_explained

    @property
    def code(self) -> str:
        """What shows that a row came back as it went."""
        amounts = {quarter: amount_text(amount) for quarter, amount in self.planned.items()}
        return code_of(self.given or Explanation(self.id), amounts)

    def cell(self, column: str) -> Any:
        """What stands in a column of the form; None where nothing does."""
        if hasattr(self, column):
            return getattr(self, column)
        if column in self.planned:
            return amount_cell(self.planned[column])
        return getattr(self.given, column, None)


def asked(out: Path, quarter: Quarter, params: Path) -> list[Asked]:
    """Every indicator, in the order of the settings.

    Raises AskedWrongly when the quarter was not published in `out`, or cannot be read; BadInput when what
    stands in `params` cannot be read.
    """
    figures, rules = _figures(out, quarter), _rules(out, quarter)
    settings, before = load_settings(params).at(quarter.year), quarter.previous
    is_made_up = editions.is_made_up(out, quarter.label)
    given, earlier = (
        {one.id: one for one in commentary.read_quarter(params, told, is_made_up)} for told in (quarter, before)
    )
    others = budget_years.others_in(settings, before.year)
    earlier = {id_: one for id_, one in earlier.items() if id_ not in others}
    return [
        _question(one, figures.get(one.id), rules.get(one.id, {}), quarter, earlier.get(one.id), given.get(one.id))
        for one in settings.indicators
    ]


def missing(
    statuses: Mapping[str, str], indicators: Iterable[Indicator], said: Sequence[Explanation]
) -> list[Indicator]:
    """The indicators of which an explanation is due and not there; `statuses` are their words by number."""
    explained = {one.id for one in said if one.is_explained}
    return [one for one in indicators if statuses.get(one.id) in verdicts.BEHIND and one.id not in explained]


def published_statuses(out: Path, quarter: Quarter) -> dict[str, str]:
    """The words of the statuses in the current edition. Raises AskedWrongly when there is none that can be read."""
    return {number: one["status"] for number, one in _figures(out, quarter).items()}


def _question(
    one: Indicator,
    figures: Mapping[str, Any] | None,
    rule: Mapping[str, str],
    quarter: Quarter,
    earlier: Explanation | None,
    given: Explanation | None,
) -> Asked:
    target = figures["target"] if figures else math.nan
    word = figures["status"] if figures else dutch.NOTHING
    quarters = planned_quarters(quarter)
    return Asked(
        id=one.id,
        name=one.name,
        owner=one.owner,
        status=rule.get("standing") or word,
        stand=_stand(one, figures) if figures else dutch.NOTHING,
        aim=dutch.aim(target, one.unit, one.operator) if math.isfinite(target) else dutch.NOTHING,
        rule=rule.get("rule", ""),
        is_due=word in verdicts.BEHIND,
        unit=one.unit,
        word=word,
        earlier=earlier,
        given=given,
        planned={q.label: one.planned_path[q.label] for q in quarters if q.label in one.planned_path},
        open=frozenset(q.label for q in quarters if q > quarter and one.target(q.year) is not None),
    )


def _stand(one: Indicator, figures: Mapping[str, Any]) -> str:
    above, below = figures["numerator"], figures["denominator"]
    is_share = one.unit == "percent" and math.isfinite(above) and below > 0
    return dutch.quantity(figures["value"], one.unit) + (f" ({dutch.k_of_n(above, below)})" if is_share else "")


def _figures(out: Path, quarter: Quarter) -> dict[str, dict[str, Any]]:
    """Of the current edition, the figures by indicator."""
    content = _table(out, quarter, "indicators.csv").encode("utf-8")
    try:
        rows = published_rows.parsed(content, published_rows.VALUE_CELLS, quarter.label)
    except ValueError:
        raise _unreadable(out, quarter) from None
    return {row["indicator_id"]: row for row in rows}


def _rules(out: Path, quarter: Quarter) -> dict[str, dict[str, str]]:
    """Of the current edition, what each status rests on."""
    try:
        rows = list(csv.DictReader(io.StringIO(_table(out, quarter, "status_rules.csv"), newline="")))
    except csv.Error:
        raise _unreadable(out, quarter) from None
    return {row.get("indicator_id", ""): {key: text or "" for key, text in row.items() if key} for row in rows}


def _table(out: Path, quarter: Quarter, name: str) -> str:
    numbers = editions.numbers(out, quarter.label)
    try:
        return (out / quarter.label / str(numbers[-1] if numbers else 0) / "tables" / name).read_text("utf-8")
    except FileNotFoundError:
        message = f"Van {quarter.label} staat geen rapport in {shown_path(out)}."
        raise AskedWrongly(message, f"Maak eerst het rapport: {home.command(_MAKE_IT.format(quarter.label))}") from None
    except ValueError:
        raise _unreadable(out, quarter) from None


def _unreadable(out: Path, quarter: Quarter) -> AskedWrongly:
    message = f"De tabellen van {quarter.label} in {shown_path(out)} zijn niet te lezen."
    return AskedWrongly(message, f"Maak het rapport opnieuw: {home.command(_MAKE_IT.format(quarter.label))}")
