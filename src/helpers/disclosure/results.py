"""Results: the protected tables of a chapter, made in one step. Nothing else makes one (tests/test_architecture.py)."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from helpers.disclosure.hiding import SMALL, is_about_a_group, protect, without_hidden_cells
from helpers.disclosure.kept_tables import Protected, kept_tables
from helpers.disclosure.left_out import without_splits
from helpers.floor.shapes import tables
from helpers.floor.shapes.delivery import Delivery, Result
from helpers.floor.shapes.words import WITHDRAWN

Model = Callable[[pd.DataFrame], pd.DataFrame]  # protected measures to what follows from them


@dataclass(frozen=True)
class Exact:
    """What an analysis counted and estimated, before any of it is protected.

    `measures` are protected together, so that a total guards its groups. `estimates` come from exact figures and
    are hidden where they are about a hidden cell. `derived` and `models` get the protected measures, so that what
    they say follows from what is shown: `derived` gives more measures, such as a difference of two. `published` are
    figures of an earlier edition: what they hide with these then, they hide now, and they go no further.
    """

    measures: Sequence[pd.DataFrame] = ()
    published: Sequence[pd.DataFrame] = ()
    derived: Sequence[Model] = ()
    estimates: Sequence[pd.DataFrame] = ()
    models: Sequence[Model] = ()


def protected_result(
    subject: str, delivery: Delivery, datasets: Collection[str], counted: Callable[[], Exact]
) -> Result:
    """What an analysis hands to the displays: its tables, protected, with the words that belong to them.

    `datasets` are the exports that it is made from: only those are named as its sources. `counted` is called where
    the protected tables are not kept of an earlier time (`kept_tables`). Warnings stay behind, as they may quote a
    cell: `told_warnings` gives those that may be told.
    """
    shown, told = kept_tables(subject, delivery, lambda: _protected(delivery, counted()))
    return _result(subject, delivery, datasets, shown, told)


def _protected(delivery: Delivery, exact: Exact) -> Protected:
    counted = tables.stack(tables.measures(), *exact.measures)
    own, headlines = delivery.settings.municipality, delivery.settings.by_measure
    counted = without_splits(counted, own.splits_left_out)
    together = tables.stack(counted, *exact.published)
    shown = protect(together, tables.estimates(), own.small_numbers, headlines)[0].iloc[: len(counted)]
    shown = tables.stack(shown, *(more(shown) for more in exact.derived))
    told = tables.stack(tables.estimates(), *exact.estimates, *(model(shown) for model in exact.models))
    return shown, without_hidden_cells(told, shown[shown.withheld.isin((SMALL, WITHDRAWN))])


def for_the_owner(
    subject: str, delivery: Delivery, datasets: Collection[str], measures: Iterable[pd.DataFrame]
) -> Result:
    """Exact counts, small ones too, for the owner of an indicator who keeps that register: the one exemption.

    Read it as what the owner could count himself; it goes on a form for that owner alone, and nothing of it is
    published. Only `analyses.owners_form` may call this (tests/test_owners_form.py), and no report runs its notebook.
    """
    exact = tables.stack(tables.measures(), *measures)
    return replace(_result(subject, delivery, datasets, exact, tables.estimates()), is_exact=True)


def _result(
    subject: str, delivery: Delivery, datasets: Collection[str], measures: pd.DataFrame, estimates: pd.DataFrame
) -> Result:
    return Result(
        subject=subject,
        quarter=delivery.quarter,
        measures=measures,
        estimates=estimates,
        settings=delivery.settings,
        areas=delivery.areas,
        exports=delivery.told_exports_of(*datasets),
        missing=delivery.missing_of(*datasets),
        strange=delivery.strange_of(*datasets),
        accepted=delivery.accepted_of(*datasets),
        is_made_up=delivery.is_made_up,
        descriptions=delivery.descriptions,
        month=delivery.month,
    )


def with_explanations(result: Result, delivery: Delivery) -> Result:
    """The result with what owners explained, why that may lack, and beside which publication the delivery was laid.

    For the chapters that show it, and no others: whoever reads it runs again when an owner has written.
    """
    return replace(
        result,
        commentary=delivery.commentary,
        without_explanation=delivery.without_explanation,
        comparison=delivery.compared_with,
    )


def extended(
    result: Result, subject: str, *, measures: Iterable[pd.DataFrame] = (), estimates: Iterable[pd.DataFrame] = ()
) -> Result:
    """The result of one chapter as that of another, with more tables under its own, all protected together."""
    shown, told = protect(
        tables.stack(result.measures, *measures),
        tables.stack(result.estimates, *estimates),
        result.settings.municipality.small_numbers,
        result.settings.by_measure,
    )
    return replace(result, subject=subject, measures=shown, estimates=told)


def of_wijk(result: Result, wijk: str) -> Result:
    """The rows of one wijk and of the whole municipality: all wijken were protected together, and guard each other."""
    own = ("", wijk, result.settings.municipality.code)
    return replace(
        result,
        wijk=wijk,
        measures=tables.rows_of(result.measures, area=own).reset_index(drop=True),
        estimates=tables.rows_of(result.estimates, area=own).reset_index(drop=True),
    )


def hidden_figures(chapters: Mapping[str, pd.DataFrame], period: str, headlines: Collection[str]) -> pd.DataFrame:
    """How many figures about groups each chapter hides, of how many: a measure table, a row a chapter.

    `chapters` are protected tables: what is counted is what a reader sees hidden. A split that is withdrawn does not
    count: how many groups it had would tell which there were.

    >>> shown = tables.measures([{"withheld": "small"}, {"value": 35}], area_level="wijk", counted="person")
    >>> found = hidden_figures({"cyber_training": shown}, "2026-Q3", ())
    >>> found[["group", "value", "denominator"]].values.tolist()
    [['cyber_training', 1.0, 2.0]]
    """
    rows = []
    for subject, shown in chapters.items():
        groups = shown[is_about_a_group(shown, headlines) & (shown.withheld != WITHDRAWN)]
        rows.append({"group": subject, "value": (groups.withheld == SMALL).sum(), "denominator": len(groups)})
    about = {"area_level": "municipality", "split": "chapter", "unit": "count", "counted": "figure"}
    return tables.measures(rows, measure="hidden_figures", period=period, **about)
