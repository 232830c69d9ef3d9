"""Cleanliness as residents see it, as observers count it and as residents report it.

Street lighting stands beside it as placebo and control: the scan car cannot have touched it.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from helpers.floor.params.report_categories import folded
from helpers.floor.quarter import Quarter, quarters_between
from helpers.floor.shapes import tables
from helpers.measures.days import by_the_date, first_day, quarter_labels
from helpers.measures.figures import of_wijk, share

Categories = Mapping[str, Sequence[str]]  # kind (waste, lighting, other) → names of the export


def clean_percent(waves: pd.DataFrame, quarter: Quarter) -> pd.DataFrame:
    """Residents who call the neighbourhood clean, in percent of respondents, per wijk and wave (part of VE-2-1).

    Read a difference against `se`, in points: sqrt(p(100-p)/n), as if respondents were drawn at random. Only
    waves whose fieldwork ended by the date. The row of the municipality weighs the wijken by their respondents; it
    has no `se`, since that would follow from the shares of all of them, hidden ones too (`clean_share` gives one).

    >>> rows = pd.DataFrame({"wave": ["2026"], "wijk": ["a"], "respondents": [100], "clean_percent": [80.0],
    ...     "fieldwork_start": pd.to_datetime(["2026-03-01"]), "fieldwork_end": pd.to_datetime(["2026-04-30"])})
    >>> clean_percent(rows, Quarter(2026, 3))[["area_level", "value", "se"]].values.tolist()
    [['wijk', 80.0, 4.0], ['municipality', 80.0, nan]]
    """
    return _survey(waves, "clean_percent", quarter)


def lighting_percent(waves: pd.DataFrame, quarter: Quarter) -> pd.DataFrame:
    """Residents content with street lighting, in percent: the placebo, which the scan car cannot have touched.

    Read it as `clean_percent`. Unit: percent of respondents. Source: wijkatlas.

    >>> rows = pd.DataFrame({"wave": ["2026"], "wijk": ["a"], "respondents": [100], "lighting_percent": [50.0],
    ...     "fieldwork_start": pd.to_datetime(["2026-03-01"]), "fieldwork_end": pd.to_datetime(["2026-10-01"])})
    >>> len(lighting_percent(rows, Quarter(2026, 3)))
    0
    """
    return _survey(waves, "lighting_percent", quarter)


def in_series(survey: pd.DataFrame, breaks: Collection[str]) -> pd.DataFrame:
    """The survey with a new `series` from every wave in which the method changed: those are not compared.

    >>> rows = [{"period": wave, "start": f"{wave}-03-01"} for wave in ("2022", "2024", "2026")]
    >>> in_series(tables.measures(rows), ["2024"]).series.tolist()
    ['0', '1', '1']
    """
    first = survey.groupby("period").start.min().sort_values(kind="stable")
    number = pd.Series(first.index.isin(list(breaks)).cumsum(), index=first.index)
    return survey.assign(series=survey.period.map(number).astype("str"))


def sites_out_of_norm(observations: pd.DataFrame, quarter: Quarter) -> pd.DataFrame:
    """Waste sites found out of norm, in percent of the sites seen, per wijk and quarter up to the date.

    Read it as what observers counted: sites are seen many times, so rows are no random draw and have no `se`.
    An observation in which either count is missing is left out. Source: afvalwaarnemingen, analysis 1.

    >>> rows = pd.DataFrame({"date": pd.to_datetime(["2026-09-30"]), "wijk": ["a"], "sites_seen": [50],
    ...                      "sites_out_of_norm": [2]})
    >>> sites_out_of_norm(rows, Quarter(2026, 3))[["area_level", "value"]].values.tolist()
    [['wijk', 4.0], ['municipality', 4.0]]
    """
    counts = ["sites_out_of_norm", "sites_seen"]
    seen = observations[by_the_date(observations.date, quarter)].dropna(subset=counts)
    labels = quarter_labels(seen.date).rename("period")
    per_wijk = seen.groupby([labels, seen.wijk])[counts].sum().reset_index()
    overall = seen.groupby(labels)[counts].sum().reset_index().assign(wijk="")
    rows = [
        {**of_wijk(wijk, Quarter.parse(label)), **share(bad, sites)}
        for part in (per_wijk, overall)
        for label, wijk, bad, sites in zip(part.period, part.wijk, *(part[c] for c in counts), strict=True)
    ]
    return tables.measures(rows, measure="sites_out_of_norm_percent", counted="site")


def litter_reports(
    reports: pd.DataFrame, quarter: Quarter, inhabitants: Mapping[str, float], categories: Categories
) -> pd.DataFrame:
    """Reports of waste per 1,000 inhabitants, per wijk and quarter; `categories` names those of each kind.

    Read it as what residents report: that differs with how readily they report. 0 is a quarter in which the
    wijk has no report and others have. A quarter is unknown where no row names this kind at all, or where
    reports stand under a name that no kind has; so is a wijk without `inhabitants`. Source: meldingen, analysis 1.

    >>> rows = pd.DataFrame({"month": pd.to_datetime(["2026-09-01"]), "wijk": ["a"], "category": ["Zwerfvuil"],
    ...                      "reports": [6]})
    >>> litter_reports(rows, Quarter(2026, 3), {"a": 2000}, {"waste": ["zwerfvuil"]}).value.item()
    3.0
    """
    return _reported(reports, quarter, inhabitants, categories, "waste", "litter_reports_per_1000")


def lighting_reports(
    reports: pd.DataFrame, quarter: Quarter, inhabitants: Mapping[str, float], categories: Categories
) -> pd.DataFrame:
    """Reports of street lighting per 1,000 inhabitants, per wijk and quarter: the control beside `litter_reports`.

    >>> rows = pd.DataFrame({"month": pd.to_datetime(["2026-09-01"]), "wijk": ["a"], "category": ["Lantaarn"],
    ...                      "reports": [6]})
    >>> known, renamed = {"lighting": ["Lantaarn"]}, {"lighting": ["Straatverlichting"]}
    >>> [lighting_reports(rows, Quarter(2026, 3), {"a": 2000}, one).value.item() for one in (known, renamed)]
    [3.0, nan]
    """
    return _reported(reports, quarter, inhabitants, categories, "lighting", "lighting_reports_per_1000")


def _survey(waves: pd.DataFrame, answer: str, quarter: Quarter) -> pd.DataFrame:
    seen = waves[by_the_date(waves.fieldwork_end, quarter)].sort_values(["fieldwork_start", "wave", "wijk"])
    percents = seen[answer].astype("float64")
    respondents = seen.respondents.astype("float64")
    per_wijk = [
        {"area_level": "wijk", "area": wijk, "period": wave, "start": start, "end": end, **_answered(p, n)}
        for wijk, wave, start, end, p, n in zip(
            seen.wijk, seen.wave, seen.fieldwork_start, seen.fieldwork_end, percents, respondents, strict=True
        )
    ]
    table = tables.measures(per_wijk, measure=answer, counted="respondent")
    rows = [_municipality(wave) for _, wave in table.groupby("period", sort=False)]
    return tables.stack(table, tables.measures(rows, measure=answer, counted="respondent"))


def _answered(percent: float, respondents: float) -> dict[str, Any]:
    # Respondents are whole: so a total stays what it is, whatever the last digit of a percentage.
    figure = share(np.round(percent * respondents / 100), respondents)
    if figure["withheld"]:
        return figure
    # The percentage as delivered: multiplying and dividing again would cost its last digit.
    return {**figure, "value": percent, "se": np.sqrt(percent * (100 - percent) / respondents)}


def _municipality(wave: pd.DataFrame) -> dict[str, Any]:
    """All respondents of a wave together."""
    known = wave[wave.withheld == ""]
    about = {"area_level": "municipality", "period": wave.period.iloc[0]}
    about |= {"start": wave.start.min(), "end": wave.end.max()}
    return about | share(known.numerator.sum(), known.denominator.sum())


def _reported(
    reports: pd.DataFrame,
    quarter: Quarter,
    inhabitants: Mapping[str, float],
    categories: Categories,
    kind: str,
    measure: str,
) -> pd.DataFrame:
    so_far = reports[by_the_date(reports.month, quarter)]
    first = first_day(so_far.month)
    if first is None:
        return tables.measures()
    kinds = {folded(name): of for of, names in categories.items() for name in names}
    kind_of = so_far.category.map({name: kinds.get(folded(name), "") for name in so_far.category.dropna().unique()})
    labels, of_kind = quarter_labels(so_far.month), kind_of == kind
    counts = so_far[of_kind].reports.groupby([so_far.wijk[of_kind], labels[of_kind]]).sum()
    known = set(labels[of_kind]) - set(labels[(kind_of == "") & (so_far.reports > 0)])
    wijken = sorted({*inhabitants, *so_far.wijk.dropna().unique()})
    rows = [
        {
            **of_wijk(wijk, one),
            **share(
                counts.get((wijk, one.label), 0) if one.label in known else float("nan"),
                inhabitants.get(wijk, float("nan")),
                1000,
                "per_1000",
            ),
        }
        for one in quarters_between(Quarter.of(first), quarter)
        for wijk in wijken
    ]
    return tables.measures(rows, measure=measure, counted="report")
