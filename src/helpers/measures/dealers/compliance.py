"""Dealers in used goods: do those that were inspected comply with the Digital Buyers Register?

Law: art. 437, 437bis and 437ter Wetboek van Strafrecht, and the APV. A dealer complies when every item that
applies was met at the last inspection; re-inspections are not counted twice.
"""

from typing import Any

import pandas as pd

from helpers.floor.quarter import Quarter
from helpers.floor.shapes import tables
from helpers.measures import unknown
from helpers.measures.days import by_the_date, has_begun, in_the_year
from helpers.measures.dealers.inspections import (
    ITEMS,
    complies,
    first_of_year,
    is_undecided,
    one_a_dealer,
    telling,
    tells,
)
from helpers.measures.figures import count, headline, of_quarter, share

DRAWN = "steekproef"


def compliant_dealers(inspections: pd.DataFrame, quarter: Quarter) -> pd.DataFrame:
    """Dealers whose last inspection in the year found every applicable item met, in percent (VE-2-4).

    Read it as a share of the dealers inspected, who are not drawn at random: it says nothing yet of the others.
    An inspection that shows nothing (see `empty_inspections`) is left out; one that leaves items empty does not show
    that the dealer complies (see `undecided_dealers`). Art. 437 Sr.

    >>> rows = pd.DataFrame({"inspection": ["c1"], "date": pd.to_datetime(["2026-09-30"]), "dealer": ["o1"],
    ...                      "reason": ["risico"], **{item: ["ja"] for item in ITEMS}})
    >>> compliant_dealers(rows, Quarter(2026, 3)).value.item()
    100.0
    """
    last = one_a_dealer(telling(inspections, quarter), keep="last")
    return headline(_complying(last), "compliant_dealers_percent", quarter, "dealer")


def undecided_dealers(inspections: pd.DataFrame, quarter: Quarter) -> pd.DataFrame:
    """Of the dealers of `compliant_dealers` those whose last inspection leaves items empty and found none unmet.

    Read it as neither yes nor no: they are in the total and not among those that comply. Art. 437 Sr.

    >>> rows = pd.DataFrame({"inspection": ["c1"], "date": pd.to_datetime(["2026-09-30"]), "dealer": ["o1"],
    ...                      "reason": ["risico"], **{item: ["ja"] for item in ITEMS}, "item_notified": [None]})
    >>> undecided_dealers(rows, Quarter(2026, 3)).value.item()
    1.0
    """
    last = one_a_dealer(telling(inspections, quarter), keep="last")
    n = is_undecided(last).sum()
    return unknown.beside("compliant_dealers_percent", n, quarter, "dealer", len(last) > 0)


def first_inspection_compliance(inspections: pd.DataFrame, quarter: Quarter) -> pd.DataFrame:
    """Dealers who met every item at their first inspection of the year that was no re-inspection, in percent.

    Read it beside `compliant_dealers`: this is what inspectors met at the door, before anything was mended:
    VE-2-4 read the other way. Art. 437 Sr.

    >>> rows = pd.DataFrame({"inspection": ["c1"], "date": pd.to_datetime(["2026-09-30"]), "dealer": ["o1"],
    ...                      "reason": ["hercontrole"], **{item: ["ja"] for item in ITEMS}})
    >>> first_inspection_compliance(rows, Quarter(2026, 3)).withheld.item()
    'missing'
    """
    return headline(_complying(first_of_year(inspections, quarter)), "first_inspection_percent", quarter, "dealer")


def compliance_by_reason(inspections: pd.DataFrame, quarter: Quarter) -> pd.DataFrame:
    """The dealers of `compliant_dealers` by the reason of their last inspection, in percent. Art. 437 Sr.

    Read it with care: who is inspected on a tip differs from who is drawn by lot.

    >>> rows = pd.DataFrame({"inspection": ["c1"], "date": pd.to_datetime(["2026-09-30"]), "dealer": ["o1"],
    ...                      "reason": ["risico"], **{item: ["nee"] for item in ITEMS}})
    >>> compliance_by_reason(rows, Quarter(2026, 3))[["group", "value"]].values.tolist()
    [['risico', 0.0]]
    """
    last = one_a_dealer(telling(inspections, quarter), keep="last")
    rows = [{"group": reason, **_complying(found)} for reason, found in last.groupby("reason")]
    return _split(rows, "compliant_dealers_percent", "reason", quarter)


def drawn_compliance(inspections: pd.DataFrame, quarter: Quarter) -> pd.DataFrame:
    """Dealers drawn by lot in the year who met every item when they were drawn, in percent.

    Read it as the only part that speaks for dealers who were not inspected. The first inspection of the year
    with reason steekproef counts: one re-inspected later stays in, with the result at the draw. A group of
    dealers, so small numbers hide it. Missing where one of those inspections leaves items empty: a sample with gaps
    in it is no sample. Source: Särndal, Swensson & Wretman 1992, ch. 2.

    >>> rows = pd.DataFrame({"inspection": ["c1"], "date": pd.to_datetime(["2026-09-30"]), "dealer": ["o1"],
    ...                      "reason": ["steekproef"], **{item: ["nee"] for item in ITEMS}})
    >>> drawn_compliance(rows, Quarter(2026, 3)).value.item()
    0.0
    """
    drawn = _at_the_draw(inspections, quarter)
    figure = share(float("nan"), float("nan")) if is_undecided(drawn).any() else _complying(drawn)
    return _split([{"group": DRAWN, **figure}], "drawn_compliance_percent", "reason", quarter)


def item_failures(inspections: pd.DataFrame, quarter: Quarter) -> pd.DataFrame:
    """Per legal item: the last inspections that found it met, of those to which it applied, in percent.

    Read the lowest as where dealers fail most. An item that applied to nobody is unknown. Art. 437 Sr.

    >>> rows = pd.DataFrame({"inspection": ["c1"], "date": pd.to_datetime(["2026-09-30"]), "dealer": ["o1"],
    ...                      "reason": ["risico"], **{item: ["ja"] for item in ITEMS}})
    >>> len(item_failures(rows, Quarter(2026, 3)))
    7
    """
    last = one_a_dealer(telling(inspections, quarter), keep="last")
    rows = [
        {"group": item, **share((last[item] == "ja").sum(), last[item].isin(["ja", "nee"]).sum())} for item in ITEMS
    ]
    return _split(rows, "item_met_percent", "item", quarter)


def registered_dealers(dealers: pd.DataFrame, quarter: Quarter) -> pd.DataFrame:
    """Dealers registered on the date: since ≤ the date, not struck off on or before it. Art. 437 Sr.

    >>> rows = pd.DataFrame({"dealer": ["o1"], "registered_on": pd.to_datetime(["2020-01-01"]),
    ...                      "deregistered_on": pd.to_datetime(["2026-09-30"])})
    >>> registered_dealers(rows, Quarter(2026, 3)).value.item()
    0.0
    """
    is_in = by_the_date(dealers.registered_on, quarter) & ~by_the_date(dealers.deregistered_on, quarter)
    figure = count(dealers.dealer[is_in].nunique(), "dealers", has_begun(dealers.registered_on, quarter))
    return headline(figure, "registered_dealers", quarter, "dealer", quarter.end)


def empty_inspections(inspections: pd.DataFrame, quarter: Quarter) -> pd.DataFrame:
    """Inspections in the year that show nothing, no item being answered ja or nee: left out, and said.

    >>> rows = pd.DataFrame({"inspection": ["c1"], "date": pd.to_datetime(["2026-09-30"]), "dealer": ["o1"],
    ...                      "reason": ["risico"], **{item: ["nvt"] for item in ITEMS}})
    >>> empty_inspections(rows, Quarter(2026, 3)).value.item()
    1.0
    """
    empty = (in_the_year(inspections.date, quarter) & ~tells(inspections)).sum()
    figure = count(empty, is_known=has_begun(inspections.date, quarter))
    return headline(figure, "empty_inspections", quarter, "inspection")


def _at_the_draw(inspections: pd.DataFrame, quarter: Quarter) -> pd.DataFrame:
    found = telling(inspections, quarter)
    return one_a_dealer(found[found.reason == DRAWN], keep="first")


def _complying(inspections: pd.DataFrame) -> dict[str, Any]:
    return share(complies(inspections).sum(), len(inspections))


def _split(rows: list[dict[str, Any]], measure: str, split: str, quarter: Quarter) -> pd.DataFrame:
    return tables.measures(rows, measure=measure, split=split, counted="dealer", **of_quarter(quarter))
