"""What the residents of the wijk say of it in the last wave of the survey, beside the other wijken."""

import pandas as pd

from helpers.displays.profile import chance
from helpers.displays.source_lines import cannot_tell
from helpers.floor import dutch
from helpers.floor.shapes.delivery import Result
from helpers.floor.shapes.pieces import Text
from helpers.floor.shapes.tables import rows_of

MEASURE, DATASET = "clean_percent", "wijkatlas"
_WHY = {"small": "hier of elders waren er te weinig antwoorden", "missing": "het is niet bekend"}


def wijk_residents(result: Result) -> Text:
    """The share that calls the neighbourhood clean with its interval, that of the others, and what chance may do."""
    waves = waves_of(result)
    known = waves[waves.estimate.notna()]
    if known.empty:
        return cannot_tell(result, "wat bewoners van hun buurt vinden", DATASET)
    last = known.iloc[-1]
    return Text([*_share(last), *_others(result, last), *_hidden(waves), *_breaks(waves)])


def waves_of(result: Result) -> pd.DataFrame:
    """A row a wave, in order of time: the share of the wijk with its interval, and that of the municipality."""
    rows = rows_of(result.measures, measure=MEASURE, area_level="municipality").sort_values("start", kind="stable")
    shares = rows_of(result.estimates, model="survey", term="share", area=result.wijk).set_index("period")
    names = {"estimate": "estimate", "low": "low", "high": "high", "n": "respondents", "withheld": "withheld"}
    own = shares[list(names)].rename(columns=names).reindex(rows.period).reset_index()
    own["withheld"] = own.withheld.where(own.withheld.notna(), "missing")
    return own.assign(municipality=rows.value.to_numpy(), series=rows.series.to_numpy())


def _share(last: pd.Series) -> list[str]:
    share, bounds = dutch.quantity(last.estimate, "percent"), dutch.interval(last.low, last.high, "percent")
    answers = dutch.counted(last.respondents, "antwoord", "antwoorden")
    return [f"In de meting van {last.period} noemde {share} van de bewoners de buurt schoon ({bounds}; {answers})."]


def _others(result: Result, last: pd.Series) -> list[str]:
    row = chance.beside_others(result, MEASURE)
    if row is None or row.period != last.period:
        return ["Van de laatste meting is hier geen aandeel bekend, dus we vergelijken niet."]
    if row.verdict == chance.NOT_JUDGED:
        return [row.rule]
    return chance.block([(f"In de andere wijken samen was dat {chance.others(row)}.", row)])


def _hidden(waves: pd.DataFrame) -> list[str]:
    hidden = waves[waves.estimate.isna()]
    return [f"Van {one.period} staat hier geen aandeel: {_WHY[one.withheld]}." for _, one in hidden.iterrows()]


def _breaks(waves: pd.DataFrame) -> list[str]:
    is_new = waves.series != waves.series.shift()
    years = waves.period[is_new].tolist()[1:]
    return [f"In {year} veranderde de manier van meten: vergelijk die meting niet met eerdere." for year in years]
