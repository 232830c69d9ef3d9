"""Random deliveries about persons, dealers, respondents and interventions, in sizes that lie at the edges of the rules.

Every delivery draws its own regime first: how many, how unequal, how often unknown. Two years and three quarters, to
2026-Q3, with a year before for those who came back. Validated tables in memory; no other exports are in it.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from helpers.floor.month import Month, months_up_to
from helpers.floor.quarter import Quarter, quarters_between
from helpers.floor.shapes.delivery import Delivery
from helpers.floor.shapes.history import SIGNAL_COLUMNS, History
from helpers.measures.dealers.inspections import ITEMS

QUARTERS = quarters_between(Quarter(2025, 1), Quarter(2026, 3))
FIRST, LAST = pd.Timestamp("2024-01-01"), pd.Timestamp("2026-09-30")
MONTHS = months_up_to(Month(2026, 9), 33)
SIGNALS = [f"S{month.label}-1" for month in MONTHS]
Random = np.random.Generator


def delivery(like: Delivery, seed: int) -> Delivery:
    """A delivery with the settings and the areas of another one, which lends the dtypes of its tables too."""
    random = np.random.default_rng(seed)
    wijken = like.areas.codes
    sessions = _sessions(random)
    register = _register(random, wijken)
    made = {
        "cybertraining_bijeenkomsten": sessions,
        "cybertraining_deelnemers": _participants(random, sessions, wijken),
        "opkopers": register,
        "opkoper_controles": _inspections(random, register),
        "interventies": _interventions(random, wijken),
        "wijkatlas": _survey(random, wijken),
        "bestuursdwang": _violations(random),
        "crisisrollen": _members(random),
    }
    tables = {name: table.reindex(columns=like[name].columns).astype(like[name].dtypes) for name, table in made.items()}
    missing = dict.fromkeys((*like.tables, *like.missing), "Niet nodig.")
    signals = pd.DataFrame({"number": SIGNALS, "month": [month.label for month in MONTHS]})
    counted = [one for one in like.settings.indicators if set(one.sources) <= set(tables)]
    signals = signals.reindex(columns=list(SIGNAL_COLUMNS)).astype(SIGNAL_COLUMNS)
    return replace(
        like,
        tables=tables,
        settings=like.settings.model_copy(update={"indicators": tuple(counted)}),
        missing={name: why for name, why in missing.items() if name not in tables},
        history=History(signals=signals),
        warnings=(),
        quarter=QUARTERS[-1],
    )


def _days(random: Random, count: int) -> pd.DatetimeIndex:
    return FIRST + pd.to_timedelta(np.sort(random.integers(0, (LAST - FIRST).days + 1, count)), unit="D")


def _some_missing(random: Random, values: np.ndarray | list, share: float) -> np.ndarray:
    return np.where(random.random(len(values)) < share, None, np.array(values, dtype=object))


def _uneven(random: Random, count: int) -> np.ndarray:
    """Shares of so many groups: nearly alike, unlike, or most in a few."""
    return random.dirichlet(np.full(count, random.choice([0.3, 1.0, 10.0])))


# --- the training ------------------------------------------------------------------------------------------


def _sessions(random: Random) -> pd.DataFrame:
    days = _days(random, int(random.integers(2, 60)))
    few, many = [(1, 8), (4, 20), (10, 40), (1, 40)][random.integers(4)]
    status = random.choice(["gehouden", "vervallen"], len(days), p=[0.9, 0.1])
    attendance = np.where(status == "gehouden", random.integers(few, many + 1, len(days)), 0)
    registrations = attendance + random.poisson(random.choice([0.2, 1.5, 5]), len(days))
    capacity = np.full(len(days), many) if random.random() < 0.6 else random.integers(5, 41, len(days))
    return pd.DataFrame({
        "session": [f"B{number:03}" for number in range(len(days))],
        "date": days,
        "status": status,
        "capacity": _some_missing(random, capacity, random.choice([0, 0, 0.2])),
        "registrations": _some_missing(random, registrations, random.choice([0, 0, 0.2])),
        "attendance": np.where(status == "gehouden", attendance, None),
    })  # fmt: skip


def _participants(random: Random, sessions: pd.DataFrame, wijken: list[str]) -> pd.DataFrame:
    """Who came, each with one age and one home; some come again, in the same year or the next."""
    old, again = random.choice([0.1, 0.5, 0.8, 1.0]), random.choice([0.0, 0.05, 0.3])
    homes, gave = _uneven(random, len(wijken)), random.choice([0.0, 0.2, 0.6, 0.9])
    no_age, no_home = random.choice([0.0, 0.0, 0.03, 0.2], 2)
    ages, places, rows = [], [], []
    for session, came in zip(sessions.session, sessions.attendance.fillna(0).astype(int), strict=True):
        known = len(ages)
        back = random.permutation(known)[: random.binomial(came, again if known else 0)]
        for _ in range(came - len(back)):
            ages.append(
                None if random.random() < no_age else random.choice([65, 75, 85] if random.random() < old else [18, 45])
            )
            places.append(None if random.random() < no_home else wijken[random.choice(len(wijken), p=homes)])
        rows += [(session, who) for who in (*back, *range(known, len(ages)))]
    who = pd.DataFrame(rows, columns=["session", "who"])
    before = random.integers(1, 11, len(who)).astype(float)
    after = np.clip(before + random.integers(-2, 5, len(who)), 1, 10)
    return who.assign(
        participant=[f"P{one:05}" for one in who.who],
        age_low=[ages[one] for one in who.who],
        wijk=[places[one] for one in who.who],
        mark_before=np.where(random.random(len(who)) < gave, before, np.nan),
        mark_after=np.where(random.random(len(who)) < gave, after, np.nan),
    )


# --- the dealers -------------------------------------------------------------------------------------------


def _register(random: Random, wijken: list[str]) -> pd.DataFrame:
    n = int(random.integers(8, 61))
    sectors = [f"branche {letter}" for letter in "ABCDEFGH"[: random.integers(2, 9)]]
    since = pd.Timestamp("2015-01-01") + pd.to_timedelta(random.integers(0, 4200, n), unit="D")
    left = since + pd.to_timedelta(random.integers(300, 5000, n), unit="D")
    return pd.DataFrame({
        "dealer": [f"O{number:03}" for number in range(n)],
        "sector": _some_missing(random, random.choice(sectors, n, p=_uneven(random, len(sectors))), 0.03),
        "wijk": random.choice(wijken, n),
        "registered_on": since,
        "deregistered_on": pd.Series(left).where(random.random(n) < 0.15),
    })  # fmt: skip


def _inspections(random: Random, register: pd.DataFrame) -> pd.DataFrame:
    """First ones for three reasons, and after a failure sometimes another; some leave items empty, some say nothing."""
    reasons, failing = _uneven(random, 3), random.choice([0.02, 0.08, 0.25])
    gaps, again = random.choice([0.0, 0.0, 0.02]), random.choice([0.2, 0.8])
    rows = []
    for day in _days(random, int(random.integers(10, 40) * len(QUARTERS) * len(register) / 60) + 3):
        dealer = random.choice(register.dealer)
        rows.append(
            (
                day,
                dealer,
                random.choice(["steekproef", "risico", "melding"], p=reasons),
                *_answers(random, failing, gaps),
            )
        )
        if "nee" in rows[-1] and random.random() < again:
            later = day + pd.Timedelta(days=int(random.integers(14, 120)))
            rows.append((later, dealer, "hercontrole", *_answers(random, failing / 2, gaps)))
    made = pd.DataFrame(rows, columns=["date", "dealer", "reason", *ITEMS])
    made = made[made.date <= LAST].sort_values("date", ignore_index=True)
    return made.assign(inspection=[f"C{number:04}" for number in range(len(made))])


def _answers(random: Random, failing: float, gaps: float) -> list[str | None]:
    if random.random() < 0.02:
        return ["nvt"] * len(ITEMS)
    shares = [failing, gaps, 0.06]
    return list(random.choice(["nee", None, "nvt", "ja"], len(ITEMS), p=[*shares, 1 - sum(shares)]))


# --- interventions, survey, violations, members ------------------------------------------------------------


def _interventions(random: Random, wijken: list[str]) -> pd.DataFrame:
    rate = random.choice([0.1, 0.6, 3.0, 12.0]) * len(wijken) * _uneven(random, len(wijken))
    counts = random.poisson(rate, (len(MONTHS), len(wijken)))
    rows = [
        (pd.Timestamp(month.start) + pd.Timedelta(days=int(random.integers(28))), wijk)
        for month, of_month in zip(MONTHS, counts, strict=True)
        for wijk, count in zip(wijken, of_month, strict=True)
        for _ in range(count)
    ]
    made = pd.DataFrame(rows, columns=["date", "wijk"])
    n, based, numbered = len(made), random.choice([0.3, 0.8, 0.97]), random.choice([0.0, 0.05, 0.5])
    numbers = random.choice([*SIGNALS, "S2019-01-1"], n)
    return made.assign(
        theme="afval", is_dashboard_based=random.random(n) < based, signal=_some_missing(random, numbers, 1 - numbered)
    ).sort_values("date", ignore_index=True)


def _survey(random: Random, wijken: list[str]) -> pd.DataFrame:
    least, most = [(20, 80), (40, 120), (60, 250)][random.integers(3)]
    waves = [_wave(random, year, wijken, least, most) for year in (2022, 2024, 2026)]
    return pd.concat(waves, ignore_index=True)


def _wave(random: Random, year: int, wijken: list[str], least: int, most: int) -> pd.DataFrame:
    asked = random.integers(least, most + 1, len(wijken))
    said = {
        f"{answer}_percent": np.round(100 * random.binomial(asked, share) / asked, 1)
        for answer, share in (("clean", random.choice([0.5, 0.7, 0.97])), ("lighting", 0.66))
    }
    start, end = pd.Timestamp(year, 3, 1), pd.Timestamp(year, 4, 30)
    return pd.DataFrame(
        {
            "wave": str(year),
            "fieldwork_start": start,
            "fieldwork_end": end,
            "wijk": wijken,
            "respondents": asked,
            **said,
        }
    )


def _violations(random: Random) -> pd.DataFrame:
    violations = random.poisson(random.choice([1, 6, 30]), len(MONTHS))
    possible = random.binomial(violations, 0.5)
    applied = random.binomial(possible, random.choice([0.5, 0.95]))
    return pd.DataFrame({
        "month": [pd.Timestamp(month.start) for month in MONTHS],
        "violations": violations, "urgent_possible": possible, "applied": applied,
        "effective": random.binomial(applied, 0.8),
    })  # fmt: skip


def _members(random: Random) -> pd.DataFrame:
    n = int(random.integers(10, 60))
    trained = pd.Series(FIRST + pd.to_timedelta(random.integers(0, 1000, n), unit="D"))
    until = trained + pd.Timedelta(days=3 * 365)
    return pd.DataFrame({
        "member": [f"L{number:03}" for number in range(n)], "role": "Opvang",
        "trained_on": trained.where(random.random(n) < 0.9),
        "valid_until": until.where(random.random(n) < random.choice([0.8, 1.0])),
        "in_function_from": pd.Timestamp("2022-01-01"), "left_on": pd.NaT,
    })  # fmt: skip
