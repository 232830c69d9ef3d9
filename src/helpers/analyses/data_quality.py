"""What was read, left out and warned of in this delivery, and how fresh it is."""

from helpers import disclosure
from helpers.analyses import safety_indicators
from helpers.floor.shapes import tables
from helpers.floor.shapes.delivery import Delivery, Result
from helpers.measures.quality import compared, exports

SUBJECT = "data_quality"


def analyse(delivery: Delivery) -> Result:
    """Rows, gaps and freshness per export, and the warnings per rule: counts, places and rules, no values.

    A warning about the persons or dealers of an export is told from `small_numbers.hidden_below` times on,
    rounded and without its rows; fewer of them look the same as none.
    """
    warned = _warned(delivery)
    datasets = {*delivery.missing, *(export.dataset for export in delivery.exports)}
    result = disclosure.protected_result(SUBJECT, delivery, datasets, lambda: _exact(delivery))
    return disclosure.with_explanations(disclosure.told_warnings(result, warned), delivery)


def _warned(delivery: Delivery) -> exports.Warned:
    return exports.warnings_of((*delivery.warnings, *delivery.comparison.warnings), delivery.exports)


def _exact(delivery: Delivery) -> disclosure.Exact:
    # All is read of the delivery in here: tables are kept by what their making reads (`kept_tables`).
    counted = _warned(delivery), delivery.exports, delivery.descriptions, delivery.quarter
    return disclosure.Exact(
        measures=[
            exports.rows_and_days(delivery.told_exports, delivery.quarter),
            disclosure.totals_hidden(exports.warnings_per_export(*counted)),
            exports.warnings_per_rule(*counted),
            compared.rows_compared(delivery.comparison, delivery.descriptions, delivery.quarter),
        ],
        derived=[exports.totals],
        # The statuses say of which indicators the owner's explanation is due.
        estimates=[tables.rows_of(safety_indicators.analyse(delivery).estimates, model="status")],
    )
