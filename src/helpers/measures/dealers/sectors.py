"""The inspected dealers by sector: how many were inspected, and how many of them comply."""

from typing import Any

import pandas as pd

from helpers.floor.quarter import Quarter
from helpers.floor.shapes import tables
from helpers.measures.dealers.inspections import complies, one_a_dealer, telling
from helpers.measures.figures import count, of_quarter, share

NO_SECTOR = "onbekend"
COUNT, SHARE = "inspected_dealers", "sector_compliance_percent"


def compliance_by_sector(inspections: pd.DataFrame, dealers: pd.DataFrame, quarter: Quarter) -> pd.DataFrame:
    """Dealers inspected per sector, and the percent of them that complies; sectors by alphabet.

    Measures inspected_dealers and sector_compliance_percent. The last inspection in the year decides, as in
    VE-2-4. A dealer without a sector, or not in the register, is in the group "onbekend". The rows without a
    group are the totals: with them `protect` hides what could be subtracted. No ranking: sectors are small.
    Art. 437 Sr.

    >>> from helpers.measures.dealers.inspections import ITEMS
    >>> rows = pd.DataFrame({"inspection": ["c1"], "date": pd.to_datetime(["2026-09-30"]), "dealer": ["o1"],
    ...                      "reason": ["risico"], **{item: ["ja"] for item in ITEMS}})
    >>> register = pd.DataFrame({"dealer": ["o1"], "sector": ["Fietsen"]})
    >>> compliance_by_sector(rows, register, Quarter(2026, 3))[["measure", "group", "value"]].values.tolist()[:2]
    [['inspected_dealers', '', 1.0], ['inspected_dealers', 'Fietsen', 1.0]]
    """
    last = one_a_dealer(telling(inspections, quarter), keep="last")
    known = dealers.set_index("dealer").sector.dropna()
    sectors = last.dealer.map({dealer: name for dealer, name in known.items() if name})
    sectors = sectors.astype("object").fillna(NO_SECTOR)
    met = complies(last)
    groups = {"": met, **{sector: met[sectors == sector] for sector in sorted(set(sectors))}}
    counts = [{"group": group, **count(len(found), "dealers")} for group, found in groups.items()]
    shares = [{"group": group, **share(found.sum(), len(found))} for group, found in groups.items()]
    found = tables.stack(_of_sectors(counts, COUNT, quarter), _of_sectors(shares, SHARE, quarter))
    found["split"] = found.split.where(found.group != "", "")
    return found


def _of_sectors(rows: list[dict[str, Any]], measure: str, quarter: Quarter) -> pd.DataFrame:
    return tables.measures(rows, measure=measure, split="sector", counted="dealer", **of_quarter(quarter))
