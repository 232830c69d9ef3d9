"""What stands beside the indicators without being one: all of it may be absent."""

from collections.abc import Mapping, Sequence

import pandas as pd

from helpers.floor.quarter import Quarter
from helpers.floor.regions import municipality_of
from helpers.floor.shapes import tables
from helpers.measures.indicators import neighbourhoods, safety_survey

DATASETS = ("veiligheidsmonitor", "misdrijven", "overlast", "leefbaarometer")


def beside(
    exports: Mapping[str, pd.DataFrame],
    wijken: Sequence[str],
    quarter: Quarter,
    datasets: Sequence[str] = DATASETS,
    comparable: Sequence[str] = (),
) -> pd.DataFrame:
    """What others measured of safety in the municipality and its wijken: of each of these exports that is there.

    What residents say stands there of the municipalities that are `comparable` too, by code.
    """
    own = municipality_of(wijken)
    made = {
        "veiligheidsmonitor": lambda table: safety_survey.residents_say(table, own, quarter, comparable),
        "misdrijven": lambda table: neighbourhoods.crimes(table, exports.get("bevolking"), wijken, quarter),
        "overlast": lambda table: neighbourhoods.nuisance(table, wijken, quarter),
        "leefbaarometer": lambda table: neighbourhoods.liveability(table, wijken, quarter),
    }
    return tables.stack(tables.measures(), *(made[name](exports[name]) for name in datasets if name in exports))
