"""What a delivery or a result holds, told in a few lines: as text, and with a table in JupyterLab."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from helpers.floor import dutch
from helpers.floor.shapes.words import SMALL

if TYPE_CHECKING:
    import pandas as pd

    from helpers.floor.shapes.delivery import Delivery, Result

_RIGHT = "Rijen"  # the column of numbers


@dataclass(frozen=True)
class Overview:
    """Dutch sentences, and a table with a row for each part; the first column is its name in the code.

    >>> print(Overview(("Voorbeelddata.",), ("Tabel", "Rijen"), (("bodycams", "15"), ("opkopers", "44"))))
    Voorbeelddata.
    Tabel: bodycams, opkopers.
    """

    sentences: tuple[str, ...]
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def __str__(self) -> str:
        names = ", ".join(dict.fromkeys(row[0] for row in self.rows))
        return "\n".join([*self.sentences, *([f"{self.columns[0]}: {names}."] if names else [])])

    @property
    def html(self) -> str:
        """The same with the whole table.

        >>> Overview(("A & b.",), ("Tabel",), ()).html
        '<p>A &amp; b.</p>'
        """
        said = "<br>".join(escape(sentence) for sentence in self.sentences)
        return f"<p>{said}</p>" + (self._table() if self.rows else "")

    def _table(self) -> str:
        head = "".join(self._cell("th", name, name) for name in self.columns)
        lines = ("".join(map(self._cell, ["td"] * len(row), self.columns, row)) for row in self.rows)
        body = "".join(f"<tr>{line}</tr>" for line in lines)
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"

    @staticmethod
    def _cell(kind: str, column: str, text: str) -> str:
        side = "right" if column == _RIGHT else "left"
        return f'<{kind} style="text-align:{side}">{escape(text)}</{kind}>'


def of_delivery(delivery: Delivery) -> Overview:
    """Which exports it has, how many rows each, and from when to when; what is missing, and why."""
    spans = {one.dataset: _span(str(one.first or ""), str(one.last or "")) for one in delivery.exports}
    tables = dict(delivery.tables)
    exports = dutch.counted(len(tables), "export", "exports")
    rows = dutch.counted(sum(map(len, tables.values())), "rij", "rijen")
    return Overview(
        (
            f"{_origin(delivery.is_made_up)} {_seen(delivery)}: {exports}, {rows}.",
            "Onbeschermd: in deze tabellen staan ook kleine aantallen. Publiceer er niets uit.",
            *_missing(delivery.missing),
        ),
        ("Tabel", "Export", _RIGHT, "Periode"),
        tuple(
            (name, delivery.descriptions[name].title, dutch.number(len(table)), spans.get(name, ""))
            for name, table in tables.items()
        ),
    )


def of_result(result: Result) -> Overview:
    """Which measures and estimates it has, how many rows each, and over which periods; what is hidden."""
    figures = dutch.counted(len(result.measures), "cijfer", "cijfers")
    estimates = dutch.counted(len(result.estimates), "schatting", "schattingen")
    hidden = dutch.counted((result.measures.withheld == SMALL).sum(), "klein aantal is", "kleine aantallen zijn")
    exact = "Onbeschermd: ook kleine aantallen staan erin. Alleen voor de eigenaar van het register."
    return Overview(
        (
            f"Uitkomst van {result.subject}. {_origin(result.is_made_up)} {_seen(result)}: {figures}, {estimates}.",
            exact if result.is_exact else f"Beschermd: {hidden} verborgen.",
            *_missing(result.missing),
        ),
        ("Tabel", "Wat", _RIGHT, "Periode"),
        (*_parts("measures", result.measures, "measure"), *_parts("estimates", result.estimates, "model")),
    )


def _origin(is_made_up: bool) -> str:
    return "Voorbeelddata, verzonnen." if is_made_up else "Eigen exports."


def _seen(one: Delivery | Result) -> str:
    return f"Maand {one.month.label}" if one.month else f"Kwartaal {one.quarter.label}"


def _missing(missing: Mapping[str, str]) -> tuple[str, ...]:
    why = "; ".join(f"{dataset} ({reason.rstrip('.')})" for dataset, reason in missing.items())
    return (f"Ontbreekt: {why}.",) if why else ()


def _parts(table: str, rows: pd.DataFrame, by: str) -> Iterator[tuple[str, ...]]:
    for name, part in rows.groupby(by, sort=False):
        periods = sorted(set(part.period.dropna()) - {""})
        span = _span(periods[0], periods[-1]) if periods else ""
        yield table, str(name), dutch.number(len(part)), span


def _span(first: str, last: str) -> str:
    """
    >>> _span("2026-Q1", "2026-Q3"), _span("2026", "2026")
    ('2026-Q1 tot en met 2026-Q3', '2026')
    """
    return first if first == last else f"{first} tot en met {last}"
