"""The scorecard that management reads first, what the year's end may bring, and how earlier forecasts did."""

import pandas as pd

from helpers import disclosure
from helpers.analyses import safety_indicators
from helpers.floor.shapes import tables
from helpers.floor.shapes.delivery import Delivery, Result
from helpers.models.indicators import course, forecast_log, forecast_scores

SUBJECT = "management_summary"


def analyse(delivery: Delivery) -> Result:
    """Every indicator with its status, its earlier quarters and its forecast, and the score of old forecasts."""
    chapter = safety_indicators.analyse(delivery)
    return disclosure.extended(chapter, SUBJECT, estimates=[forecasts(delivery, chapter.measures), scored(delivery)])


def forecasts(delivery: Delivery, shown: pd.DataFrame) -> pd.DataFrame:
    """The forecast of every indicator that a model can look ahead for, decided or not: what the log holds."""
    courses = [safety_indicators.course_of(delivery, one, shown) for one in delivery.settings.indicators]
    ahead = [
        safety_indicators.forecast(delivery, one.indicator, one).assign(split="indicator", group=one.indicator.id)
        for one in courses
    ]
    logged = forecast_log.logged(ahead, delivery.quarter)
    if logged.empty:
        return logged
    return tables.stack(logged, forecast_scores.made(delivery.quarter, delivery.is_hindsight))


def scored(delivery: Delivery) -> pd.DataFrame:
    """How the logged forecasts did of every year that is over, against the values of its end.

    They are recomputed from this delivery, by what that year promised; of a register that overwrites, or an export
    that is not delivered any more, they are those that were published.
    """
    settled = forecast_log.cases(
        forecast_log.due(delivery.earlier_forecasts, delivery.quarter),
        lambda year: delivery.settings.at(year).indicators,
        lambda one, quarter: course.as_published(
            safety_indicators.value(delivery, one, quarter), one, delivery.earlier_values
        ),
    )
    return tables.stack(forecast_scores.scores(settled.known), forecast_scores.unknown(settled.n_unknown))
