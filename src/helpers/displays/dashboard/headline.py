"""The answer of the dashboard: how many signals there are this month, or why there is none."""

import pandas as pd

from helpers.displays.dashboard import judged, period, series, signals
from helpers.floor import dutch
from helpers.floor.shapes.delivery import Result
from helpers.floor.shapes.pieces import Answer

_MOST_NAMED = 3  # places in the headline
_MOST_REASONS = 2


def answer(result: Result) -> Answer:
    """The signals of the month in one line; under it what was judged, what persists, and what it does not say."""
    found, rows = series.numbered(result), judged.of_month(result)
    if found.empty:
        return Answer(signals.none_said(result).rstrip("."), [*_judged_said(rows), *_reasons_said(rows)])
    return Answer(
        title_of(result, found),
        [
            *_persisting_said(result, found),
            *_judged_said(rows),
            "Een signaal zegt dat een aantal ongewoon is, en niet waardoor.",
        ],
    )


def title_of(result: Result, found: pd.DataFrame) -> str:
    """The message: the signal itself where there is one, else how many and where."""
    month = period.of(result).in_dutch
    if len(found) == 1:
        return f"Eén signaal in {month}: {series.named(result, found.iloc[0])}"
    wijken = [result.areas.short_name(code) for code in dict.fromkeys(found.area) if code]
    if len(wijken) > _MOST_NAMED:
        wijken = [dutch.counted(len(wijken), "wijk", "wijken")]
    places = [*(["de hele gemeente"] if (found.area == "").any() else []), *wijken]
    return f"{dutch.number(len(found))} signalen in {month}: in {dutch.listing(places)}"


def _persisting_said(result: Result, found: pd.DataFrame) -> list[str]:
    lasting = found[found.persists != ""]
    if lasting.empty:
        return []
    return [f"Aanhoudend: {dutch.listing([series.named(result, row) for _, row in lasting.iterrows()])}."]


def _judged_said(rows: pd.DataFrame) -> list[str]:
    if rows.empty:
        return ["Er zijn geen aantallen om te beoordelen."]
    known = int(rows.is_met.notna().sum())
    count = (
        f"{dutch.number(known)} van de {dutch.counted(len(rows), 'reeks', 'reeksen')}" if known else "geen enkele reeks"
    )
    rest = [] if known == len(rows) else ["Waarom de andere niet, staat in [de tabel](tabel:not_judged)."]
    return [f"Beoordeeld: {count}.", *rest]


def _reasons_said(rows: pd.DataFrame) -> list[str]:
    """Why nothing could be judged, where nothing could."""
    if rows.is_met.notna().any():
        return []
    told = list(judged.reasons(rows).items())[:_MOST_REASONS]
    return [
        f"De reden bij {dutch.counted(count, 'reeks', 'reeksen')}: {rule[:1].lower()}{rule[1:]}" for rule, count in told
    ]
