"""What is planted in the made-up exports: an analysis is good when it finds this, and nothing else.

What is planted in one wijk is planted by its place in the order of codes, so that any municipality has such a wijk.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

SEED = 20260930
_LEAST_WIJKEN = 3

# Scan car and the wijkatlas (percentage points; hours are those of the quarter before the fieldwork).
CLEAN_POINTS_PER_10_HOURS = 4.0
LIGHTING_POINTS_PER_10_HOURS = 0.0  # the placebo: lamps know nothing of the scan car
CLEAN_BASE_PERCENT = 71.0  # at the mean hours, in the middle wave
CELL_NOISE_POINTS = 1.0  # on top of the sampling of respondents
HOURS_PER_WIJK_QUARTER = 29.0  # where no target says how many there are in all
HOURS_SD_WITHIN_WIJK = 11.0
RESPONDENTS_BELOW_50 = ("2022", 3)  # wave and place of the wijk: the cell that is too small to show

# Waste sites (percent of the sites seen) and reports (per 1,000 inhabitants a month).
OUT_OF_NORM_PERCENT = 3.0
OUT_OF_NORM_POINTS_PER_10_HOURS = -0.3
REPORTS_PER_1000 = {
    "waste": {"Zwerfvuil": 0.65, "Grofvuil": 0.55, "Huisafval naast container": 0.85},
    "lighting": {"Straatverlichting": 0.8},
    "other": {"Overig": 2.1},
}


@dataclass(frozen=True)
class PlantedSignal:
    """Months in which one wijk has `times` the ordinary: of the first category of a kind, or of `sites` out of norm."""

    place: int  # of the wijk
    months: tuple[str, ...]
    kind: Literal["waste", "lighting", "other", "sites"]
    times: float


# What the monthly dashboard must find, drawn on top of the ordinary: nothing else of the sample is changed by it.
PLANTED_SIGNALS = (
    PlantedSignal(6, ("2026-09",), "waste", 4.0),
    PlantedSignal(4, ("2026-08", "2026-09"), "lighting", 3.5),  # two months out: it goes on
    PlantedSignal(9, ("2026-09",), "sites", 3.0),
    PlantedSignal(2, ("2025-06", "2025-07"), "waste", 5.0),  # over since long: no later month may be judged by it
)

# Training.
SESSIONS = {2023: 8, 2024: 10, 2025: 15, 2026: 22}
CANCELLED = {2023: 1, 2024: 1, 2025: 1, 2026: 3}
PLANNED_AFTER_DELIVERY = 6
MEAN_ATTENDANCE = 12.0
RETURNING_SHARE = 0.14
AGE_SHARES = (0.08, 0.51, 0.33, 0.08)  # younger than elderly, and three bands of elderly
WIJK_REACHED_LESS = 10  # its place
REACH_OF_THAT_WIJK = 0.3  # of what its inhabitants would give
MARK_GAIN = 1.2

ELDERLY_IN_A_YEAR = 200  # for whom these sessions are about enough

# Dealers. The share that meets every item at an inspection that is not a re-inspection, in 2026.
DEALERS = 44
DEREGISTERED = 4
COMPLIANT_SHARE = {"steekproef": 0.6, "risico": 0.46, "melding": 0.42}
COMPLIANT_SHARE_GROWTH_PER_YEAR = 0.04
COMPLIANT_SHARE_AT_REINSPECTION = 0.8
INSPECTIONS_THAT_SHOW_NOTHING = {"2025-Q4": "", "2026-Q2": "N.v.t."}

# Registers.
WIJK_WITHOUT_SCAN = 11  # its place
MONTHS_WITHOUT_DASHBOARD_UPDATE = ("2025-08",)
BOAS_WITH_BODYCAM_AT_END = (16, 18)

# Context: public statistics as they might be. The counts are one a year, 2020 to 2025, among so many inhabitants.
COUNTED_AMONG = 78_240
ELDERLY_SHARE = 0.233  # of every wijk alike
CRIMES_PER_1000 = 42.0
CRIMES_AMONG_SHOPS = 500  # in a buurt without inhabitants
SEXUAL_OFFENCES = 40  # in the total, and in none of the kinds
FIRST_MONTH_OF_CRIMES = date(2023, 10, 1)  # per wijk: three years up to the last of the sample
NUISANCE_PER_1000 = 24.0
CYBERCRIMES = (61, 84, 79, 92, 88, 97)
FRAUDS = (402, 377, 321, 338, 352, 341)
UNSAFE_PERCENT = {
    2017: {"GM": 17.1, "NL": 16.4},
    2019: {"GM": 14.6, "NL": 14.2},
    2021: {"GM": 13.8, "NL": 14.1},
    2023: {"GM": 16.2, "NL": 15.1},
    2025: {"GM": 15.4, "NL": 15.3},
}


@dataclass(frozen=True)
class Truth:
    """The effects a test may want otherwise, such as no effect at all.

    >>> Truth(clean_points_per_10_hours=0.0).lighting_points_per_10_hours
    0.0
    """

    seed: int = SEED
    clean_points_per_10_hours: float = CLEAN_POINTS_PER_10_HOURS
    lighting_points_per_10_hours: float = LIGHTING_POINTS_PER_10_HOURS
    out_of_norm_points_per_10_hours: float = OUT_OF_NORM_POINTS_PER_10_HOURS
    mean_attendance: float = MEAN_ATTENDANCE
    mark_gain: float = MARK_GAIN
    planted_signals: tuple[PlantedSignal, ...] = PLANTED_SIGNALS
    compliant_share: dict[str, float] = field(default_factory=lambda: dict(COMPLIANT_SHARE))
    hours_per_wijk: float = HOURS_PER_WIJK_QUARTER
    times_the_sessions: float = 1.0
    elderly_from_age: int = 65
    scan_car_started_on: date | None = None
    crucial_processes: tuple[str, ...] = ("Toezicht", "Juridisch advies", "Communicatie", "ICT")
    waste_reports: tuple[str, ...] = tuple(REPORTS_PER_1000["waste"])
    lighting_reports: tuple[str, ...] = tuple(REPORTS_PER_1000["lighting"])
    other_reports: tuple[str, ...] = tuple(REPORTS_PER_1000["other"])


def planted_wijk(codes: Sequence[str], place: int) -> str:
    """The wijk at a place, counted round; "" where so few wijken say nothing beside each other.

    >>> planted_wijk(["WK000001", "WK000002", "WK000003", "WK000004"], 5), planted_wijk(["WK000001", "WK000002"], 0)
    ('WK000002', '')
    """
    return codes[place % len(codes)] if len(codes) >= _LEAST_WIJKEN else ""
